#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/log/log.h"

namespace hk {
namespace {

constexpr Dimension fixed_tables[] = {Dimension::workshop, Dimension::activity, Dimension::site, Dimension::category};

Result<PeriodFigures> figures_of(Database& db, ProgrammeRef programme, const Period& period, LocalDate today) {
  HK_ASSIGN(TallyReport read, read_tally(db, programme, period));
  return PeriodFigures{period, std::move(read.tally), today <= period.to};
}

Result<TallyTable> table_of(Database& db, ProgrammeRef programme, const Period& period, const Breakdown& by) {
  HK_ASSIGN(TallyReport read, read_tally(db, programme, period, by));
  return TallyTable{by, std::move(read.words.dimensions), std::move(read.tally.cells)};
}

/// The calendar year that holds the period's last day, until that day.
Period year_until(const Period& period) {
  const std::string year = to_text(period.to).substr(0, 4);
  const LocalDate first = parse_period(year).value().from;
  const Period whole = parse_period(year).value();
  if (whole.to == period.to) return whole;
  return parse_period(to_text(first) + ".." + to_text(period.to)).value();
}

/// What a newer program wrote otherwise stays at its default.
void read_settings(ReportFacts& facts, const std::string& targets, const std::string& small_cell) {
  if (const auto json = nlohmann::json::parse(targets, nullptr, false); json.is_object()) {
    for (const auto& [figure, target] : json.items()) {
      if (target.is_number_integer()) facts.targets[figure] = target.get<std::int64_t>();
    }
  }
  if (const auto json = nlohmann::json::parse(small_cell, nullptr, false); json.is_number_integer()) {
    facts.small_cell = static_cast<std::int32_t>(std::clamp<std::int64_t>(json.get<std::int64_t>(), 5, 1000));
  }
}

std::vector<Coverage::OpenSession> read_open_sessions(Database& db, ProgrammeRef programme, const Period& period) {
  std::vector<Coverage::OpenSession> open;
  Statement query = db.statement(R"sql(
    SELECT local_date, ifnull(a.words, s.activity), ifnull(p.words, s.site) FROM session s
    LEFT JOIN catalogue_label a ON a.programme = s.programme AND a.type = 3 AND a.code = s.activity AND a.language = 'sv'
    LEFT JOIN catalogue_label p ON p.programme = s.programme AND p.type = 4 AND p.code = s.site AND p.language = 'sv'
    WHERE s.programme = :programme AND state = 1 AND local_date BETWEEN :from AND :to AND s.kind IS NOT NULL
    ORDER BY local_date, start_ms, s.uuid)sql");
  query.bind(":programme", programme.row).bind(":from", std::int64_t{period.from.days});
  query.bind(":to", std::int64_t{period.to.days});
  while (query.step()) {
    open.push_back(
        {{static_cast<std::int32_t>(query.integer(0))}, std::string(query.text(1)), std::string(query.text(2))});
  }
  return open;
}

Result<ReportFacts> read(Database& db, ProgrammeRef programme, const ReportAsked& asked) {
  ReportFacts facts;
  HK_ASSIGN(TallyReport whole, read_tally(db, programme, asked.period));
  facts.programme = whole.words.programme;
  facts.categories = whole.words.categories;
  facts.whole = {asked.period, std::move(whole.tally), asked.today <= asked.period.to};
  const Period other = asked.compare == Comparison::previous ? period_before(asked.period) : year_before(asked.period);
  HK_ASSIGN(facts.compared, figures_of(db, programme, other, asked.today));
  HK_ASSIGN(facts.year, figures_of(db, programme, year_until(asked.period), asked.today));
  for (const Dimension by : fixed_tables) {
    HK_ASSIGN(facts.tables.emplace_back(), table_of(db, programme, asked.period, {by}));
  }
  if (!asked.by.empty()) {
    HK_ASSIGN(facts.tables.emplace_back(), table_of(db, programme, asked.period, asked.by));
  }
  for (int back = report_weeks - 1; back >= 0; --back) {
    HK_ASSIGN(facts.weeks.emplace_back(),
              figures_of(db, programme, week_of(asked.period.to.plus(-7 * back)), asked.today));
  }
  facts.never_closed = read_open_sessions(db, programme, asked.period);
  Log log(db);
  HK_ASSIGN(const std::string targets, log.setting(programme, "targets"));
  HK_ASSIGN(const std::string small_cell, log.setting(programme, "small_cell"));
  read_settings(facts, targets, small_cell);
  return facts;
}

}  // namespace

Result<ReportFacts> read_report(Database& db, ProgrammeRef programme, const ReportAsked& asked) {
  return sqlite_guard(db, [&]() -> Result<ReportFacts> { return read(db, programme, asked); });
}

}  // namespace hk
