#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/report_tables.h"
#include "tests/support/sample_parts.h"

/// Invented figures of a period, and the states in which their screens look different.
namespace hk::sample {

inline Period period(const char* text) { return parse_period(text).value(); }

inline ReportFigures figures(std::int64_t group, std::int64_t attendances, std::int64_t unique,
                             bool by_people = false) {
  ReportFigures made;
  const std::int64_t all[figure_count] = {group, 5, 1, attendances, attendances / 4, unique, 9, 38, 5, 7};
  for (std::size_t i = 0; i < figure_count; ++i) made.numbers[i] = {Shown::shown, all[i]};
  if (by_people) made.numbers[9] = {};
  return made;
}

inline ReportRow row(const char* code, const char* label, ReportFigures shown) {
  return {{{code, label}}, std::move(shown)};
}

inline std::shared_ptr<Report> report() {
  auto made = std::make_shared<Report>();
  made->whole = {period("2026-W47"), figures(15, 246, 131), false};
  made->compared = {period("2026-W46"), figures(15, 228, 135), false};
  made->compared.figures.numbers[6].value = 7;
  const std::int64_t attendances[] = {198, 214, 221, 187, 233, 240, 229, 236, 121, 219, 228, 246};
  for (int i = 0; i < 12; ++i)
    made->weeks.push_back({week_of(LocalDate{20773}.plus(7 * (i - 11))), figures(15, attendances[i], 131), false});
  made->tables = {
      {{Dimension::workshop},
       {row("women", "Kvinnors hälsa", figures(6, 88, 49)), row("young", "Barn och unga", figures(4, 79, 58)),
        row("teeth", "Munhälsa och kost", figures(5, 74, 52)), row("", "Uppgift saknas", figures(0, 5, 5))}},
      {{Dimension::activity}, {row("yoga", "Yoga", figures(3, 44, 30))}},
      {{Dimension::site}, {row("framtidens", "Framtidens hus", figures(9, 144, 90))}},
      {{Dimension::category},
       {row("child_youth", "Barn och unga", figures(4, 79, 58, true)),
        row("adult", "Vuxna/vårdnadshavare", figures(11, 160, 70, true)),
        row("professional", "Yrkesverksamma", figures(2, 7, 3, true))}}};
  made->coverage.devices = {{"Biblioteket", false, LocalMoment{20776, 16 * 60 + 10, 60}, 12, true},
                            {"Framtidens hus", true, LocalMoment{20780, 8 * 60 + 5, 60}, 0, false},
                            {"Motetten", false, LocalMoment{20775, 18 * 60 + 2, 60}, 3, true}};
  return made;
}

/// As the kiosk makes one of a report.
inline WeekModel week(std::shared_ptr<const Report> counted, Dimension by = Dimension::workshop) {
  WeekModel model;
  model.period = period("2026-W47");
  model.compared = period("2026-W46");
  model.by = by;
  model.report = std::move(counted);
  if (!model.report) return model;
  model.table = find_table(*model.report, by, model.narrowed);
  if (model.table) model.rows = shown_rows(model.report->tables[*model.table], model.narrowed, model.order);
  return model;
}

inline WeekModel narrowed_week() {
  auto made = report();
  made->tables.push_back({{Dimension::workshop, Dimension::activity}, {}});
  for (const auto& [code, label] : {std::pair("yoga", "Yoga"), std::pair("cooking", "Matlagningscirkel")}) {
    ReportRow one = row(code, label, figures(3, 44, 25));
    one.key.insert(one.key.begin(), {"women", "Kvinnors hälsa"});
    made->tables.back().rows.push_back(one);
  }
  WeekModel model = week(made, Dimension::activity);
  model.narrowed = RowKey{Dimension::workshop, "women", "Kvinnors hälsa"};
  model.table = 4;
  model.rows = {0, 1};
  return model;
}

inline WeekModel sorted_week(std::size_t column, bool reversed) {
  WeekModel model = week(report());
  model.order = {column, reversed};
  model.rows = shown_rows(model.report->tables[0], std::nullopt, model.order);
  return model;
}

inline WeekModel large_week() {
  auto made = report();
  made->whole = {period("2025"), figures(704, 11'444, 1'553), false};
  made->compared = {period("2024"), figures(690, 12'500, 1'600), false};
  for (auto& one : made->weeks) one.figures.numbers[3].value *= 47;
  made->targets = {{3, 12'000, period("2025"), {Shown::shown, 11'444}},
                   {5, 1'200, period("2025"), {Shown::shown, 1'553}}};
  made->coverage = {};
  made->coverage.changed = {{period("2025-W46"), LocalMoment{20420, 480, 60}}};
  WeekModel model = week(made, Dimension::category);
  model.period = period("2025");
  model.compared = period("2024");
  model.all_dimensions = true;
  return model;
}

inline std::vector<std::pair<std::string, WeekModel>> weeks() {
  auto outlined = report();
  outlined->weeks.back() = {period("2026-W47"), figures(6, 96, 60), true};
  outlined->coverage.goes_on = true;
  outlined->coverage.never_closed = {{LocalDate{20776}, "Yoga", "Biblioteket"}};
  WeekModel going_on = week(outlined);
  going_on.goes_on = true;
  going_on.all_coverage = true;
  auto nothing = report();
  nothing->whole.figures = nothing->compared.figures = figures(0, 0, 0);
  for (auto& one : nothing->weeks) one.figures = figures(0, 0, 0);
  for (auto& table : nothing->tables) table.rows.clear();
  nothing->coverage = {};
  WeekModel touched = week(report());
  touched.bar = 8;
  WeekModel waiting = narrowed_week();
  waiting.table.reset();
  waiting.rows.clear();
  WeekModel promoters = week(report());
  promoters.may_export = false;
  WeekModel rare = large_week();
  rare.by = Dimension::weekday;
  rare.period = period("2026-03-02..2026-04-05");
  rare.table.reset();
  rare.rows.clear();
  return {{"week", week(report())},
          {"week-goes-on", going_on},
          {"week-year", large_week()},
          {"week-nothing", week(nothing)},
          {"week-counting", week(nullptr)},
          {"week-narrowed", narrowed_week()},
          {"week-narrowing", waiting},
          {"week-sorted", sorted_week(3, false)},
          {"week-sorted-words", sorted_week(label_column, true)},
          {"week-touched", touched},
          {"week-promoter", promoters},
          {"week-dates", rare}};
}

inline SessionsModel sessions(bool may_see_people = true) {
  SessionsModel model;
  model.asked = {period("2026-W47"), "", {{Dimension::workshop, "women", "Kvinnors hälsa"}}};
  auto rows = std::make_shared<std::vector<SessionRow>>();
  for (int i = 0; i < 9; ++i) {
    SessionRow one{.session = id<SessionId>(20 + i),
                   .date = LocalDate{20773 + i % 6},
                   .start = at(10 + i),
                   .activity = i % 2 == 0 ? "Yoga" : "Matlagningscirkel",
                   .place = i % 3 == 0 ? "Allaktivitetshuset" : "Framtidens hus",
                   .attendances = 14 - i,
                   .headcount = i,
                   .turned_away = i == 3 ? 2 : 0,
                   .never_closed = i == 8};
    rows->push_back(one);
  }
  model.rows = rows;
  model.may_see_people = may_see_people;
  return model;
}

inline SessionPeopleModel session_people() {
  return {(*sessions().rows)[0], {"Amina H.", "Besa K.", "Fatima A.", "Halina W.", "مريم ق.", "Olena T.", ""}};
}

inline ExportModel exporting() {
  ExportModel model;
  model.periods = {period("2026-W47"), period("2026-W46"), period("2026-10"), period("2026-H2")};
  model.drives = {{"VERBATIM", 2'140'000'000, false}};
  model.folder = "/home/kiosk/Rapporter";
  model.file_name = "lindangen-2026-v47.xlsx";
  model.report = report();
  model.unsent = 37;
  return model;
}

inline PickerModel picker(PeriodKind kind) {
  PickerModel model;
  model.kind = kind;
  model.year = 2026;
  model.chosen = "2026-W47";
  model.from = LocalDate{20500};
  model.to = LocalDate{20760};
  if (kind == PeriodKind::week)
    for (int week = 1; week <= 53; ++week)
      model.choices.push_back(period(("2026-W" + std::string(week < 10 ? "0" : "") + std::to_string(week)).c_str()));
  if (kind == PeriodKind::month)
    for (int month = 1; month <= 12; ++month)
      model.choices.push_back(period(("2025-" + std::string(month < 10 ? "0" : "") + std::to_string(month)).c_str()));
  if (kind == PeriodKind::half_year) model.choices = {period("2026-H1"), period("2026-H2")};
  if (kind == PeriodKind::year) model.choices = {period("2024"), period("2025"), period("2026")};
  model.has_later = kind == PeriodKind::month;
  return model;
}

inline ExportsModel exports(bool compared) {
  ExportsModel model;
  model.rows.emplace();
  const char* periods[] = {"2026-W47", "2026-W46", "2026-10", "2026-H1", "2025", "2026-03-02..2026-04-05"};
  for (int i = 0; i < 6; ++i)
    model.rows->push_back({id<ChangeId>(60 + i), period(periods[i]), i == 5, LocalDate{20780 - 7 * i}, at(8, 5)});
  if (!compared) return model;
  model.compared = model.rows->at(1);
  model.lines.emplace();
  for (std::size_t i = 0; i < figure_count; ++i)
    model.lines->push_back(
        {"total", "", i, 20 + static_cast<std::int64_t>(i), 20 + static_cast<std::int64_t>(i / 4 * 4), false});
  model.lines->push_back({"workshop", "Kvinnors hälsa", 3, 88, 91, false});
  model.lines->push_back({"site", "Biblioteket", 5, 3, 6, true});
  model.lines->push_back({"category", "", 5, std::nullopt, 1, false});
  model.lines->push_back({"weeks", "2026-W46", 3, 228, 231, false});
  model.same = 341;
  return model;
}

inline std::vector<Named> reports() {
  auto writing = exporting(), internal = exporting(), dates = exporting(), bare = exporting(), failing = exporting();
  writing.step = ExportModel::Step::writing;
  internal.external = false;
  internal.drives.push_back({"KINGSTON", 400'000'000, true});
  dates.periods.insert(dates.periods.begin(), period("2026-03-02..2026-04-05"));
  dates.periods.pop_back();
  dates.external = dates.may_leave = false;
  dates.file_name = "jamlik_halsa_lindangen-2026-03-02--2026-04-05-internt.json";
  dates.format = ReportFormat::json;
  bare.drives.clear();
  bare.report.reset();
  failing.weekly = true;
  failing.weekly_why = "/home/kiosk/Rapporter: Permission denied";
  SessionsModel reading = sessions(), none = sessions(false);
  reading.rows.reset();
  none.rows = std::make_shared<std::vector<SessionRow>>();
  ExportsModel comparing = exports(true), same = exports(true), empty;
  comparing.lines.reset();
  for (ExportsModel::Line& line : *same.lines) line.now = line.then;
  empty.rows.emplace();
  return {{"export", screen_of(exporting())},
          {"export-done",
           with(screen_of(exporting()), Notice::Kind::exported, "/media/kiosk/VERBATIM/lindangen-2026-v47.xlsx")},
          {"export-pulled", with(screen_of(bare), Notice::Kind::drive_gone)},
          {"export-full", with(screen_of(exporting()), Notice::Kind::drive_full)},
          {"export-writing", screen_of(writing)},
          {"export-internal", screen_of(internal)},
          {"export-dates", screen_of(dates)},
          {"export-weekly", with(screen_of(failing), Notice::Kind::weekly_failed, failing.weekly_why)},
          {"week-not-counted", with(screen_of(week(nullptr)), Notice::Kind::not_counted, "disk")},
          {"sessions", screen_of(sessions())},
          {"sessions-locked", with(screen_of(sessions(false)), Notice::Kind::names_needed)},
          {"sessions-reading", screen_of(reading)},
          {"sessions-none", screen_of(none)},
          {"session-people", screen_of(session_people())},
          {"picker-weeks", screen_of(picker(PeriodKind::week))},
          {"picker-months", screen_of(picker(PeriodKind::month))},
          {"picker-halves", screen_of(picker(PeriodKind::half_year))},
          {"picker-years", screen_of(picker(PeriodKind::year))},
          {"picker-dates", screen_of(picker(PeriodKind::dates))},
          {"exports", screen_of(exports(false))},
          {"exports-none", screen_of(empty)},
          {"exports-compared", screen_of(exports(true))},
          {"exports-same", screen_of(same)},
          {"exports-comparing", screen_of(comparing)}};
}

}  // namespace hk::sample
