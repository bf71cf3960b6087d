#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/models.h"

/// Invented figures of a week, and the states in which the week's screen looks different.
namespace hk::sample {

inline WeekModel week(std::shared_ptr<const WeekFigures> figures) {
  WeekModel model;
  model.week = {2026, 47};
  model.from = LocalDate{20773};
  model.to = LocalDate{20779};
  model.before = 46;
  model.after = 48;
  model.by = figures ? figures->by : Dimension::workshop;
  model.figures = std::move(figures);
  return model;
}
inline TallyFigures figures(std::int64_t group, std::int64_t attendances, std::int64_t unique) {
  TallyFigures made;
  made.group_sessions = group;
  made.attendances = attendances;
  made.unique_participants = unique;
  made.headcount = attendances / 4;
  made.new_participants = 9;
  made.recurring_participants = 38;
  made.turned_away = 7;
  return made;
}
inline std::shared_ptr<WeekFigures> week_figures() {
  auto made = std::make_shared<WeekFigures>();
  made->now = figures(15, 246, 131);
  made->before = figures(15, 228, 135);
  made->before.new_participants = 7;
  const std::int64_t attendances[] = {198, 214, 221, 187, 233, 240, 229, 236, 121, 219, 228, 246};
  for (int i = 0; i < 12; ++i) made->weeks.push_back({36 + i, attendances[i], false});
  made->by = Dimension::workshop;
  made->rows = {{"Kvinnors hälsa", figures(6, 88, 49)},
                {"Barn och unga", figures(4, 79, 58)},
                {"Munhälsa och kost", figures(5, 74, 52)},
                {"", figures(0, 5, 5)}};
  return made;
}

inline std::vector<std::pair<std::string, WeekModel>> weeks() {
  auto going_on = week(week_figures());
  going_on.goes_on = true;
  auto outlined = week_figures();
  outlined->weeks.back() = {47, 96, true};
  going_on.figures = outlined;
  auto large = week_figures();
  large->now = figures(704, 11444, 1553);
  large->before = figures(690, 12500, 1600);
  large->by = Dimension::category;
  large->rows = {{"Barn och unga", figures(400, 6000, 662)},
                 {"Vuxna/vårdnadshavare", figures(300, 5000, 800)},
                 {"Yrkesverksamma", figures(4, 444, 91)}};
  for (auto& one : large->weeks) one.attendances *= 47;
  auto nothing_yet = std::make_shared<WeekFigures>();
  for (int i = 0; i < 12; ++i) nothing_yet->weeks.push_back({36 + i, 0, i == 11});
  return {{"week", week(week_figures())},
          {"week-goes-on", going_on},
          {"week-large", week(large)},
          {"week-nothing", week(nothing_yet)},
          {"week-counting", week(nullptr)}};
}

}  // namespace hk::sample
