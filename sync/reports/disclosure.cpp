#include "sync/reports/disclosure.h"

#include "sync/reports/disclosure_figures.h"
#include "sync/reports/disclosure_plan.h"
#include "sync/reports/disclosure_protect.h"

namespace hk {
namespace {

/// Writes the report as planned.
class PlannedReport {
 public:
  PlannedReport(const ReportFacts& facts, const DisclosurePlan& plan) : facts_(facts), plan_(plan) {}

  Report write(Coverage coverage) {
    report_.programme = facts_.programme;
    report_.internal = false;
    report_.small_cell = facts_.small_cell;
    report_.categories = facts_.categories;
    report_.recurring = facts_.recurring;
    report_.coverage = std::move(coverage);
    report_.whole = written(facts_.whole, "total", "");
    split_whole();
    report_.compared = written(facts_.compared, "compared", facts_.compared.period.text);
    for (const TallyTable& table : tables_that_leave(facts_)) report_.tables.push_back(written(table));
    for (const PeriodFigures& week : facts_.weeks) report_.weeks.push_back(written(week, "weeks", week.period.text));
    report_.targets = external_targets(facts_, report_.whole);
    return std::move(report_);
  }

 private:
  ReportPeriod written(const PeriodFigures& counted, const std::string& table, const std::string& row) {
    ReportPeriod period{counted.period, {}, counted.goes_on};
    if (const PlannedRow* planned = plan_.find(counted.period.text, {})) {
      period.figures = written(*planned, table, row);
    } else {
      for (std::size_t f = 0; f < first_people_figure; ++f) {
        period.figures.numbers[f] = {Shown::shown, counted.figures.*figures()[f].value};
      }
    }
    return period;
  }

  ReportTable written(const TallyTable& counted) {
    ReportTable table{counted.by, {}};
    const std::string name(dimension_name(counted.by[0]));
    for (const TallyCell& cell : counted.cells) {
      const TallyWords::Value& value = counted.dimensions[0][cell.key[0]];
      const PlannedRow* planned = plan_.find(facts_.whole.period.text, {name, value.code});
      HK_CHECK(planned != nullptr);
      table.rows.push_back({{value}, written(*planned, name, value.code)});
    }
    return table;
  }

  ReportFigures written(const PlannedRow& planned, const std::string& table, const std::string& row) {
    ReportFigures written;
    for (std::size_t f = 0; f < figure_count; ++f) {
      written.numbers[f] = planned.figures[f].number;
      if (written.numbers[f].shown != Shown::hidden) continue;
      report_.suppressed.push_back({table, row, std::string(figures()[f].code)});
    }
    return written;
  }

  /// The whole by category is the unique participants of the table by category, where a row is missing nobody.
  void split_whole() {
    for (const TallyWords::Category& category : facts_.categories) {
      const PlannedRow* planned = plan_.find(facts_.whole.period.text, {"category", category.code});
      const ReportNumber nobody{Shown::shown, 0};
      report_.whole.figures.by_category.push_back(planned == nullptr ? nobody : planned->figures[Fig::unique].number);
    }
  }

  const ReportFacts& facts_;
  const DisclosurePlan& plan_;
  Report report_;
};

}  // namespace

bool may_leave(const Period& period) { return period_kind(period) != PeriodKind::dates; }

std::vector<Period> untold_beside(const Period& whole, std::span<const ExportRecorded> earlier, LocalDate today) {
  const ToldSoFar told(earlier);
  std::map<std::string, Period> tied = {{whole.text, whole}}, untold;
  told.add_neighbours(tied);
  const auto is_told = [&](const Period& one) {
    const auto found = told.periods().find(one.text);
    return one == whole || (found != told.periods().end() && found->second.whole);
  };
  for (const auto& [text, period] : tied) {
    if (!is_told(period) || period_kind(period) == PeriodKind::dates) continue;
    for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::half_year}) {
      for (LocalDate day = period.from; kind < period_kind(period) && day <= period.to && day <= today;) {
        const Period part = period_holding(day, kind);
        if (!is_told(part)) untold[part.text] = part;
        day = part.to.plus(1);
      }
    }
  }
  std::vector<Period> all;
  for (const auto& [text, period] : untold) all.push_back(period);
  return all;
}

Result<Report> external_report(const ReportFacts& facts, Coverage coverage, std::span<const ExportRecorded> earlier) {
  if (!may_leave(facts.whole.period)) {
    return fail(ErrorCode::invalid, facts.whole.period.text,
                "free dates do not leave the programme: choose a week, a month, a half-year or a year");
  }
  const ToldSoFar told(earlier);
  const CommonKnowledge common(facts);
  DisclosurePlan plan(facts, told, common);
  protect_changes(plan, told, facts, common);
  protect_hidden(plan, told, facts, common);
  return PlannedReport(facts, plan).write(std::move(coverage));
}

}  // namespace hk
