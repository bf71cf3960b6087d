#include "kiosk/app/kiosk.h"

namespace hk {

void Kiosk::on(const ShowWeek&) {
  AtWeek week;
  week.monday = iso_monday(today());
  go(std::move(week));
  count_shown_week();
}

void Kiosk::on(const StepWeek& intent) {
  auto* week = std::get_if<AtWeek>(&state_);
  if (week == nullptr) return;
  const LocalDate monday = week->monday.plus(intent.later ? 7 : -7);
  if (monday > today()) return;
  week->monday = monday;
  week->figures.reset();
  count_shown_week();
}

void Kiosk::on(const ChooseBreakdown& intent) {
  auto* week = std::get_if<AtWeek>(&state_);
  if (week == nullptr) return;
  week->by = intent.by;
  count_shown_week();
}

/// Asked for again while it is being counted, it is counted once more after that.
void Kiosk::count_shown_week() {
  auto* week = std::get_if<AtWeek>(&state_);
  if (week == nullptr) return;
  week->outdated = week->counting;
  if (week->counting) return;
  week->counting = true;
  ports_.start_job(WeekJob{store_.folder().database(), store_.own().programme, week->monday, week->by, today()});
}

void Kiosk::on_week(WeekDone done) {
  auto* week = std::get_if<AtWeek>(&state_);
  if (week == nullptr) return;
  week->counting = false;
  // An answer to what was shown before is no answer to this.
  if (week->outdated || done.monday != week->monday || done.by != week->by) return count_shown_week();
  if (!done.figures) {
    notice_ = Notice{Notice::Kind::not_counted, done.figures.error().message()};
    return;
  }
  week->figures = std::make_shared<const WeekFigures>(std::move(*done.figures));
}

WeekModel Kiosk::model(const AtWeek& week) {
  WeekModel model;
  model.week = iso_week(week.monday);
  model.from = week.monday;
  model.to = week.monday.plus(6);
  model.before = iso_week(week.monday.plus(-7)).week;
  model.after = iso_week(week.monday.plus(7)).week;
  model.goes_on = week.monday <= today() && today() <= model.to;
  model.by = week.by;
  model.figures = week.figures;
  return model;
}

}  // namespace hk
