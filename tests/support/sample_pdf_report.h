#pragma once
#include <fmt/format.h>

#include "sync/reports/report.h"

/// Reports as large and as odd as a test asks for; every figure another number, so that a reader can look for it.
namespace hk {

struct SamplePdfReport {
  std::string period = "2026-W47";
  bool internal = true;
  std::size_t workshops = 3, activities = 8, sites = 4;
  bool targets = true, preliminary = true;
};

class SamplePdfReportMaker {
 public:
  explicit SamplePdfReportMaker(const SamplePdfReport& asked) : asked_(asked) {}

  [[nodiscard]] Report make() {
    Report report;
    report.programme = "Jämlik Hälsa Lindängen";
    report.internal = asked_.internal;
    report.categories = {{"child_youth", "Barn och unga"},
                         {"adult", "Vuxna/vårdnadshavare"},
                         {"professional", "Yrkesverksamma"},
                         {"unknown", "Uppgift saknas"}};
    const Period period = parse_period(asked_.period).value();
    report.whole = {period, figures_of({}, 9000), false};
    report.compared = {period_before(period), figures_of({}, 8800), false};
    report.tables = {table(Dimension::workshop, "Verkstad", asked_.workshops),
                     table(Dimension::activity, "Aktivitet", asked_.activities),
                     table(Dimension::site, "Plats", asked_.sites), by_category(report)};
    for (int week = 11; week >= 0; --week) {
      const Period one = week_of(period.to.plus(-7 * week));
      report.weeks.push_back({one, figures_of({}, 180 + 13 * (week % 5)), week == 0 && asked_.preliminary});
    }
    if (asked_.targets) add_targets(report);
    report.coverage = coverage(period);
    return report;
  }

 private:
  ReportNumber next() { return {Shown::shown, next_++}; }
  ReportFigures figures_of(const Breakdown& by, std::int64_t attendances) {
    ReportFigures all;
    for (std::size_t i = 0; i < figure_count; ++i) {
      if (has_figure(by, figures()[i])) all.numbers[i] = next();
    }
    // What the chart draws looks like a year's.
    all.numbers[*figure_index("attendances")].value = attendances * 100 + next_++ % 100;
    for (int category = 0; category < 4; ++category) all.by_category.push_back(next());
    return all;
  }
  ReportTable table(Dimension dimension, std::string_view name, std::size_t rows) {
    ReportTable made{{dimension}, {}};
    for (std::size_t i = 0; i < rows; ++i) {
      const std::string label = fmt::format("{} {}{}", name, i + 1, i % 3 == 1 ? " med ett längre namn om hälsa" : "");
      made.rows.push_back({{{fmt::format("{}_{}", dimension_name(dimension), i), label}}, figures_of(made.by, 40)});
    }
    return made;
  }
  ReportTable by_category(const Report& report) {
    ReportTable made{{Dimension::category}, {}};
    for (const TallyWords::Category& category : report.categories) {
      ReportFigures& all = made.rows.emplace_back(ReportRow{{category}, figures_of(made.by, 60)}).figures;
      // Who counts here counts in no other category.
      for (ReportNumber& people : all.by_category) people.value = 0;
      all.by_category[made.rows.size() - 1] = all.numbers[*figure_index("unique_participants")];
    }
    return made;
  }
  void add_targets(Report& report) {
    Period counted = report.whole.period;
    counted.from = parse_date(counted.text.substr(0, 4) + "-01-01").value();
    report.targets = {{*figure_index("unique_participants"), 16000, counted, next()},
                      {*figure_index("new_participants"), 10040, counted, next()}};
  }
  Coverage coverage(const Period& period) const {
    const LocalMoment afterwards{period.to.days + 1, 485, 60};
    Coverage told;
    told.devices = {{"Biblioteket", false, LocalMoment{period.to.days - 3, 970, 60}, 37},
                    {"Framtidens hus", false, afterwards, 0},
                    {"Kontoret", true, afterwards, 0},
                    {"Motetten", false, {}, {}}};
    if (!asked_.preliminary) {
      told.devices[0] = told.devices[1];
      told.devices.pop_back();
      return told;
    }
    told.quarantined = 3;
    told.refused = 1;
    told.goes_on = true;
    told.never_closed = {{period.to.plus(-1), "Yoga", "Framtidens hus"}};
    told.changed = {{parse_period("2026-W46").value(), LocalMoment{period.to.days - 6, 485, 60}}};
    return told;
  }

  SamplePdfReport asked_;
  std::int64_t next_ = 10101;
};

inline Report sample_pdf_report(const SamplePdfReport& asked = {}) { return SamplePdfReportMaker(asked).make(); }

inline void hide(Report& report, ReportNumber& number, Suppressed said) {
  number = {Shown::hidden, 0};
  report.suppressed.push_back(std::move(said));
}

/// For the outside: no categories within rows, some figures hidden and some kept.
inline Report sample_external_report() {
  Report report = sample_pdf_report({.internal = false, .preliminary = false});
  for (ReportPeriod* one : {&report.whole, &report.compared}) one->figures.by_category.resize(4);
  for (ReportTable& table : report.tables) {
    for (ReportRow& row : table.rows) row.figures.by_category.clear();
  }
  const std::size_t unique = *figure_index("unique_participants"), attendances = *figure_index("attendances");
  for (const std::size_t row : {1, 2}) {
    ReportRow& site = report.tables[2].rows[row];
    hide(report, site.figures.numbers[unique], {"site", site.key[0].code, "unique_participants"});
    hide(report, site.figures.numbers[attendances], {"site", site.key[0].code, "attendances"});
  }
  report.tables[0].rows[0].figures.numbers[unique].shown = Shown::kept;
  ReportPeriod& week = report.weeks[4];
  week.figures.by_category.clear();
  hide(report, week.figures.numbers[attendances], {"weeks", week.period.text, "attendances"});
  return report;
}

}  // namespace hk
