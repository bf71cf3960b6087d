#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/period_choices.h"

namespace hk {
namespace {

/// Older than any programme; what is earlier is no year that a period is written with.
constexpr int kFirstYear = 1950;

LocalDate month_later(LocalDate date, int months) {
  const std::chrono::year_month_day day = year_month_day(date) + std::chrono::months(months);
  // The 31st of a month that has 30 days is its last one.
  const auto last = std::chrono::year_month_day_last(day.year(), std::chrono::month_day_last(day.month()));
  const auto made =
      make_date(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                static_cast<int>(std::min(static_cast<unsigned>(day.day()), static_cast<unsigned>(last.day()))));
  return made.value_or(date);
}

}  // namespace

void Kiosk::on(const PickPeriod&) {
  const AtWeek* at = week();
  if (at == nullptr) return;
  AtPicker picker;
  picker.week = *at;
  picker.for_export = std::holds_alternative<AtExport>(state_);
  picker.kind = period_kind(at->period);
  picker.year = picker_year(at->period);
  picker.from = at->period.from;
  picker.to = std::min(at->period.to, today());
  go(std::move(picker));
}

void Kiosk::on(const ChooseKind& intent) {
  auto* picker = std::get_if<AtPicker>(&state_);
  if (picker == nullptr) return;
  picker->kind = intent.kind;
  picker->year = intent.kind == PeriodKind::year ? picker_year(week_of(today())) : picker_year(picker->week.period);
}

void Kiosk::turn_page(AtPicker& picker, bool later) {
  const int years = picker.kind == PeriodKind::year ? picker_years : 1;
  const int year = picker.year + (later ? years : -years);
  if (year - picker_years < kFirstYear || periods_of(picker.kind, year, today()).empty()) return;
  picker.year = year;
}

void Kiosk::on(const StepDate& intent) {
  auto* picker = std::get_if<AtPicker>(&state_);
  if (picker == nullptr) return;
  const int step = intent.later ? 1 : -1;
  LocalDate& date = intent.last ? picker->to : picker->from;
  const LocalDate stepped = intent.months ? month_later(date, step) : date.plus(step);
  if (today() < stepped || picker_year(free_dates(stepped, stepped)) < kFirstYear) return;
  date = stepped;
  // The other end follows, so that there is always a span.
  if (picker->to < picker->from) (intent.last ? picker->from : picker->to) = date;
}

PickerModel Kiosk::model(const AtPicker& at) {
  PickerModel model;
  model.kind = at.kind;
  model.year = at.year;
  model.choices = periods_of(at.kind, at.year, today());
  model.chosen = at.week.period.text;
  model.from = at.from;
  model.to = at.to;
  const int years = at.kind == PeriodKind::year ? picker_years : 1;
  model.has_later = !periods_of(at.kind, at.year + years, today()).empty() && at.kind != PeriodKind::year;
  if (at.kind == PeriodKind::year) model.has_later = at.year < picker_year(week_of(today()));
  model.for_export = at.for_export;
  return model;
}

}  // namespace hk
