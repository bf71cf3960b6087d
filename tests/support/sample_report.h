#pragma once
#include <utility>

#include "sync/reports/report.h"

/// Invented figures of a programme like Lindängen: a week and a year, as they are counted and as they may be shown.
namespace hk::sample {

inline TallyFigures counted(std::int64_t group, std::int64_t attendances, std::vector<std::int64_t> by_category) {
  TallyFigures made;
  made.group_sessions = group;
  made.attendances = attendances;
  made.headcount = attendances / 5;
  for (const std::int64_t people : by_category) made.unique_participants += people;
  made.new_participants = made.unique_participants / 14;
  made.recurring_participants = made.unique_participants / 3;
  made.turned_away = group / 2;
  made.by_category = std::move(by_category);
  made.by_category.resize(4);
  return made;
}

inline PeriodFigures period_counted(std::string_view period, TallyFigures figures, bool goes_on = false) {
  return {parse_period(period).value(), std::move(figures), goes_on};
}

inline TallyTable table_counted(Breakdown by, std::vector<TallyWords::Value> values,
                                const std::vector<TallyFigures>& cells) {
  TallyTable table{std::move(by), {std::move(values)}, {}};
  for (Rank rank = 0; rank < cells.size(); ++rank) table.cells.push_back({{rank, 0}, cells[rank]});
  return table;
}

inline std::vector<TallyTable> week_tables() {
  const std::vector<TallyWords::Value> workshops = {
      {"food", "Munhälsa och kost"}, {"women", "Kvinnors hälsa"}, {"youth", "Barn och unga"}, {"", "Uppgift saknas"}};
  const std::vector<TallyWords::Value> activities = {{"yoga", "Yoga"},
                                                     {"cooking", "Matlagningscirkel"},
                                                     {"language", "Språkcirkel"},
                                                     {"homework", "Läxhjälp"},
                                                     {"sewing", "Sygrupp"},
                                                     {"art", "Konst och pyssel"},
                                                     {"cycle", "Cykelverkstad"},
                                                     {"advice", "Individuell rådgivning"}};
  const std::vector<TallyWords::Value> sites = {{"framtidens", "Framtidens hus"},
                                                {"library", "Lindängenbiblioteket"},
                                                {"motetten", "Biblioteksfilialen i Motettens höghus"}};
  const std::vector<TallyWords::Value> categories = {
      {"child_youth", "Barn och unga"}, {"adult", "Vuxna/vårdnadshavare"}, {"professional", "Yrkesverksamma"}};
  TallyFigures advice = counted(0, 5, {0, 3, 0});
  advice.individual_sessions = 3;
  advice.individual_support = 3;
  std::vector<TallyFigures> people = {counted(8, 118, {71, 0, 0}), counted(11, 119, {0, 54, 0}),
                                      counted(4, 9, {0, 0, 6})};
  for (TallyFigures& one : people) one.turned_away = 0;
  return {table_counted({Dimension::workshop}, workshops,
                        {counted(5, 74, {12, 38, 2}), counted(6, 88, {9, 37, 3}), counted(4, 79, {55, 2, 1}),
                         counted(0, 5, {0, 4, 1})}),
          table_counted({Dimension::activity}, activities,
                        {counted(3, 41, {4, 27, 1}), counted(2, 33, {6, 20, 1}), counted(3, 38, {0, 30, 2}),
                         counted(4, 56, {48, 1, 0}), counted(1, 12, {0, 11, 0}), counted(1, 37, {30, 3, 0}),
                         counted(1, 24, {17, 5, 0}), advice}),
          table_counted({Dimension::site}, sites,
                        {counted(6, 98, {24, 31, 4}), counted(7, 116, {44, 25, 2}), counted(2, 32, {8, 17, 1})}),
          table_counted({Dimension::category}, categories, people)};
}

/// Week 47 of 2026, a Monday morning's export: somebody's small figures in it, one device silent.
inline ReportFacts week_facts() {
  ReportFacts facts;
  facts.programme = "Jämlik Hälsa Lindängen";
  facts.categories = {{"child_youth", "Barn och unga"},
                      {"adult", "Vuxna/vårdnadshavare"},
                      {"professional", "Yrkesverksamma"},
                      {"unknown", "Uppgift saknas"}};
  TallyFigures now = counted(15, 246, {71, 54, 6, 0});
  now.individual_sessions = now.individual_support = 3;
  now.events = 1;
  facts.whole = period_counted("2026-W47", now);
  facts.compared = period_counted("2026-W46", counted(15, 228, {73, 56, 6, 0}));
  facts.year = period_counted("2026-01-01..2026-11-22", counted(612, 10204, {598, 701, 82, 0}));
  facts.tables = week_tables();
  const std::int64_t weeks[] = {198, 214, 221, 187, 233, 240, 229, 236, 0, 219, 228, 246};
  for (int i = 0; i < report_weeks; ++i) {
    const Period week = week_of(facts.whole.period.to.plus(-7 * (report_weeks - 1 - i)));
    facts.weeks.push_back(
        {week, counted(weeks[i] / 16, weeks[i], {weeks[i] / 3, weeks[i] / 4, weeks[i] / 40, 0}), false});
  }
  facts.weeks[report_weeks - 2] = facts.compared;
  facts.weeks[report_weeks - 1] = facts.whole;
  facts.targets = {{"new_participants", 120}, {"attendances", 11000}};
  return facts;
}

/// The year 2025 with totals of the size that was published for it.
inline ReportFacts year_facts() {
  ReportFacts facts = week_facts();
  TallyFigures year = counted(704, 11444, {662, 803, 88, 0});
  year.recurring_participants = 453;
  year.individual_sessions = 131;
  year.individual_support = 96;
  year.events = 22;
  facts.whole = period_counted("2025", year);
  facts.compared = period_counted("2024", counted(655, 10210, {640, 752, 71, 0}));
  facts.year = facts.whole;
  return facts;
}

inline Coverage coverage() {
  const std::int32_t monday = parse_date("2026-11-23").value().days;
  Coverage made;
  made.devices = {{"Framtidens hus, surfplatta", true, LocalMoment{monday, 8 * 60 + 4, 60}, 0},
                  {"Lindängenbiblioteket, dator", false, LocalMoment{monday - 1, 17 * 60 + 31, 60}, 0},
                  {"Motetten, surfplatta", false, LocalMoment{monday - 4, 12 * 60 + 2, 60}, 37},
                  {"Reserv", false, std::nullopt, std::nullopt}};
  made.quarantined = 2;
  made.never_closed = {{LocalDate{monday - 2}, "Cykelverkstad", "Skolgården"}};
  made.changed = {{parse_period("2026-W46").value(), LocalMoment{monday - 7, 8 * 60 + 5, 60}}};
  return made;
}

/// With the table asked for: sites by weekday.
inline Report internal_week() {
  ReportFacts facts = week_facts();
  TallyTable asked{{Dimension::site, Dimension::weekday},
                   {{{"framtidens", "Framtidens hus"}, {"library", "Lindängenbiblioteket"}},
                    {{"1", "Måndag"}, {"2", "Tisdag"}, {"6", "Lördag"}}},
                   {}};
  for (Rank site = 0; site < 2; ++site) {
    for (Rank day = 0; day < 3; ++day) asked.cells.push_back({{site, day}, counted(2, 31 - day, {9, 12, 1, 0})});
  }
  facts.tables.push_back(std::move(asked));
  return internal_report(facts, coverage());
}

inline void hide(Report& report, ReportFigures& figures, std::string table, std::string row, std::string_view figure) {
  figures.numbers[*figure_index(figure)] = {Shown::hidden, 0};
  report.suppressed.push_back({std::move(table), std::move(row), std::string(figure)});
}

/// As it might leave the programme: some figures hidden, one kept from an earlier export.
inline Report external_week() {
  Report report = internal_report(week_facts(), coverage());
  report.internal = false;
  for (ReportTable& table : report.tables) {
    for (ReportRow& row : table.rows) row.figures.by_category.clear();
  }
  for (ReportPeriod& week : report.weeks) week.figures.by_category.clear();
  hide(report, report.whole.figures, "total", "", "individual_support");
  ReportTable& workshops = report.tables[0];
  hide(report, workshops.rows[3].figures, "workshop", "", "attendances");
  hide(report, workshops.rows[3].figures, "workshop", "", "recurring_participants");
  ReportTable& activities = report.tables[1];
  hide(report, activities.rows[7].figures, "activity", "advice", "unique_participants");
  hide(report, activities.rows[7].figures, "activity", "advice", "attendances");
  hide(report, activities.rows[7].figures, "activity", "advice", "individual_support");
  hide(report, activities.rows[4].figures, "activity", "sewing", "unique_participants");
  hide(report, report.weeks[3].figures, "weeks", report.weeks[3].period.text, "attendances");
  workshops.rows[0].figures.numbers[*figure_index("unique_participants")] = {Shown::kept, 51};
  return report;
}

inline Report internal_year() { return internal_report(year_facts(), {}); }

}  // namespace hk::sample
