#include <algorithm>

#include "sync/log/attendance_reader.h"
#include "sync/log/report_settings.h"

namespace hk {
namespace {

constexpr std::size_t first_week = 2, first_beside = first_week + report_weeks;  // places in periods_of()
constexpr Dimension fixed_tables[] = {Dimension::workshop, Dimension::activity, Dimension::site, Dimension::category};

/// The calendar year that holds the period's last day, until that day.
Period year_until(const Period& period) {
  const Period whole = period_holding(period.to, PeriodKind::year);
  if (whole.to == period.to) return whole;
  return parse_period(to_text(whole.from) + ".." + to_text(period.to)).value();
}

/// Each period once with its counter: the whole period, the compared one, the weeks, those beside, then the year, which
/// may be the most to read of all.
std::vector<Period> periods_of(const ReportAsked& asked, const ReportSettings& settings) {
  const Period& period = asked.period;
  std::vector<Period> periods = {period,
                                 asked.compare == Comparison::previous ? period_before(period) : year_before(period)};
  for (int back = report_weeks - 1; back >= 0; --back) periods.push_back(week_of(period.to.plus(-7 * back)));
  periods.insert(periods.end(), asked.beside.begin(), asked.beside.end());
  if (!settings.targets.empty()) periods.push_back(year_until(period));
  return periods;
}

std::vector<Breakdown> tables_of(const ReportAsked& asked) {
  std::vector<Breakdown> tables;
  for (const Dimension one : fixed_tables) tables.push_back({one});
  if (!asked.by.empty()) tables.push_back(asked.by);
  return tables;
}

std::vector<Coverage::OpenSession> open_sessions(Database& db, const AttendanceReader& read, const Period& period) {
  std::vector<std::pair<std::tuple<std::int32_t, std::int64_t, Bytes>, Coverage::OpenSession>> found;
  for (const AttendanceReader::Open& one : read.open()) {
    if (!period.contains(one.date)) continue;
    Statement query = db.statement(R"sql(
      SELECT start_ms, uuid, ifnull(a.words, s.activity), ifnull(p.words, s.site) FROM session s
      LEFT JOIN catalogue_label a
        ON a.programme = s.programme AND a.type = 3 AND a.code = s.activity AND a.language = 'sv'
      LEFT JOIN catalogue_label p ON p.programme = s.programme AND p.type = 4 AND p.code = s.site AND p.language = 'sv'
      WHERE session = :session)sql");
    query.bind(":session", one.row);
    if (!query.step()) continue;
    found.push_back({{one.date.days, query.integer(0), Bytes(query.blob(1))},
                     {one.date, std::string(query.text(2)), std::string(query.text(3))}});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Coverage::OpenSession> open;
  for (auto& [order, session] : found) open.push_back(std::move(session));
  return open;
}

std::map<std::string, std::string> workshops_of_activities(Database& db, ProgrammeRef programme) {
  std::map<std::string, std::string> workshops;
  Statement query = db.statement(
      "SELECT code, workshop FROM catalogue WHERE programme = :programme AND type = :type AND workshop <> ''");
  query.bind(":programme", programme.row).bind(":type", static_cast<std::int64_t>(CatalogueType::activity));
  while (query.step()) workshops.emplace(query.text(0), query.text(1));
  return workshops;
}

std::vector<HeldDay> days_held(Database& db, ProgrammeRef programme) {
  std::vector<HeldDay> days;
  Statement query = db.statement(R"sql(
    SELECT DISTINCT local_date, workshop, activity, site FROM session
    WHERE programme = :programme AND local_date IS NOT NULL AND kind IS NOT NULL AND state IN (:running, :closed)
    ORDER BY 1, 2, 3, 4)sql");
  query.bind(":programme", programme.row).bind(":running", static_cast<std::int64_t>(SessionState::running));
  query.bind(":closed", static_cast<std::int64_t>(SessionState::closed));
  while (query.step()) {
    days.push_back({{static_cast<std::int32_t>(query.integer(0))},
                    std::string(query.text(1)),
                    std::string(query.text(2)),
                    std::string(query.text(3))});
  }
  return days;
}

class ReportReader {
 public:
  ReportReader(Database& db, ProgrammeRef programme, const ReportAsked& asked, ReportSettings settings)
      : db_(db),
        programme_(programme),
        asked_(asked),
        settings_(std::move(settings)),
        periods_(periods_of(asked, settings_)),
        tables_(tables_of(asked)),
        read_(db, programme, periods_, dimensions()) {}

  ReportFacts facts() {
    const std::vector<TallyWords::Category>& categories = read_.words(Dimension::category).values();
    for (const Period& period : periods_)
      counters_.emplace_back(period, Breakdown{}, settings_.recurring, categories.size());
    for (const Breakdown& by : tables_)
      counters_.emplace_back(asked_.period, by, settings_.recurring, categories.size());
    for (const Period& period : asked_.beside)
      for (const Dimension by : fixed_tables)
        counters_.emplace_back(period, Breakdown{by}, settings_.recurring, categories.size());
    count(read_.attendances(), counters_);

    ReportFacts facts;
    facts.programme = std::move(settings_.name);
    facts.categories = categories;
    facts.whole = figures(0);
    facts.compared = figures(1);
    if (!settings_.targets.empty()) facts.year = figures(periods_.size() - 1);
    for (std::size_t week = first_week; week < first_beside; ++week) facts.weeks.push_back(figures(week));
    std::size_t counter = periods_.size();
    for (const Breakdown& by : tables_) facts.tables.push_back(table(by, counter++));
    for (std::size_t at = first_beside; at < first_beside + asked_.beside.size(); ++at) {
      PeriodTables& beside = facts.beside.emplace_back(PeriodTables{figures(at), {}});
      for (const Dimension by : fixed_tables) beside.tables.push_back(table({by}, counter++));
    }
    facts.never_closed = open_sessions(db_, read_, asked_.period);
    facts.workshop_of = workshops_of_activities(db_, programme_);
    if (asked_.held) facts.held = days_held(db_, programme_);
    facts.targets = std::move(settings_.targets);
    facts.recurring = settings_.recurring;
    facts.small_cell = settings_.small_cell;
    return facts;
  }

 private:
  [[nodiscard]] std::vector<Dimension> dimensions() const {
    std::vector<Dimension> all;
    for (const Breakdown& by : tables_) all.insert(all.end(), by.begin(), by.end());
    return all;
  }
  [[nodiscard]] PeriodFigures figures(std::size_t at) {
    return {periods_[at], counters_[at].whole(), asked_.today <= periods_[at].to};
  }
  [[nodiscard]] TallyTable table(const Breakdown& by, std::size_t counter) {
    TallyTable table{by, {}, counters_[counter].cells()};
    for (const Dimension dimension : table.by) table.dimensions.push_back(read_.words(dimension).keys());
    return table;
  }

  Database& db_;
  ProgrammeRef programme_;
  const ReportAsked& asked_;
  ReportSettings settings_;
  std::vector<Period> periods_;
  std::vector<Breakdown> tables_;
  AttendanceReader read_;
  std::vector<CellCounter> counters_;  ///< one a period, then one a table, then those of each period beside
};

}  // namespace

Result<ReportFacts> read_report(Database& db, ProgrammeRef programme, const ReportAsked& asked) {
  return sqlite_guard(db, [&]() -> Result<ReportFacts> {
    const ReadSnapshot snapshot(db);
    HK_ASSIGN(ReportSettings settings, read_report_settings(db, programme));
    return ReportReader(db, programme, asked, std::move(settings)).facts();
  });
}

}  // namespace hk
