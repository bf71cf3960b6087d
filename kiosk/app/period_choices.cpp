#include "kiosk/app/period_choices.h"

#include <algorithm>

#include "sync/domain/result.h"

namespace hk {
namespace {

std::string two(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

Period known(const std::string& text) {
  Result<Period> period = parse_period(text);
  HK_CHECK(period);
  return std::move(*period);
}

int year_of(LocalDate date) { return static_cast<int>(year_month_day(date).year()); }

}  // namespace

Period free_dates(LocalDate from, LocalDate to) { return known(to_text(from) + ".." + to_text(to)); }

Period period_after(const Period& period) {
  const PeriodKind kind = period_kind(period);
  if (kind != PeriodKind::dates) return period_holding(period.to.plus(1), kind);
  const std::int32_t days = period.to.days - period.from.days + 1;
  return free_dates(period.from.plus(days), period.to.plus(days));
}

std::vector<Period> offered_periods(LocalDate today, const Period& shown) {
  const Period week = last_complete_week(today);
  const Period month = period_holding(week.to, PeriodKind::month);
  std::vector<Period> offered{week, period_before(week), month.to < today ? month : period_before(month),
                              period_holding(week.to, PeriodKind::half_year)};
  if (std::find(offered.begin(), offered.end(), shown) != offered.end()) return offered;
  offered.pop_back();
  offered.insert(offered.begin(), shown);
  return offered;
}

int picker_year(const Period& period) {
  return period_kind(period) == PeriodKind::week ? iso_week(period.from).year : year_of(period.from);
}

std::vector<Period> periods_of(PeriodKind kind, int year, LocalDate today) {
  std::vector<std::string> texts;
  const std::string of_year = std::to_string(year) + "-";
  if (kind == PeriodKind::week)
    for (int week = 1; week <= iso_weeks_in_year(year); ++week)
      texts.push_back(of_year + "W" + two(static_cast<unsigned>(week)));
  if (kind == PeriodKind::month)
    for (unsigned month = 1; month <= 12; ++month) texts.push_back(of_year + two(month));
  if (kind == PeriodKind::half_year) texts = {of_year + "H1", of_year + "H2"};
  if (kind == PeriodKind::year)
    for (int one = year - picker_years + 1; one <= year; ++one) texts.push_back(std::to_string(one));
  std::vector<Period> periods;
  for (const std::string& text : texts)
    if (Period period = known(text); period.from <= today) periods.push_back(std::move(period));
  return periods;
}

std::string period_file_part(const Period& period) {
  std::string part = period.text;
  if (period_kind(period) == PeriodKind::week) part.replace(part.find('W'), 1, "v");
  if (period_kind(period) == PeriodKind::half_year) part.replace(part.find('H'), 1, "h");
  if (const std::size_t dots = part.find(".."); dots != std::string::npos) part.replace(dots, 2, "--");
  return part;
}

}  // namespace hk
