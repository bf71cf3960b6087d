#include "assets/sample/sessions.h"

#include <algorithm>

#include "sync/domain/period.h"

namespace hk::sample {
namespace {

/// Easter Sunday (Meeus' rule for the Gregorian calendar).
LocalDate easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return make_date(year, f / 31, f % 31 + 1).value();
}

/// Public holidays, a month of summer and three weeks of Christmas.
bool is_day_off(LocalDate date) {
  const auto ymd = year_month_day(date);
  const int month = int(unsigned(ymd.month())), day = int(unsigned(ymd.day()));
  const int week = iso_week(date).week;
  if ((week >= 28 && week <= 31) || (month == 12 && day >= 18) || (month == 1 && day <= 6)) return true;
  if ((month == 5 && day == 1) || (month == 6 && day == 6)) return true;
  const int after_easter = date.days - easter(int(ymd.year())).days;
  const bool midsummer = month == 6 && day >= 19 && day <= 26 && iso_weekday(date) >= 5 && iso_weekday(date) <= 6;
  return midsummer || after_easter == -2 || after_easter == 0 || after_easter == 1 || after_easter == 39;
}

std::vector<LocalDate> working_days(const Totals& totals) {
  const Period period = parse_period(totals.period).value();
  std::vector<LocalDate> days;
  for (LocalDate day = period.from; day <= period.to; day = day.plus(1)) {
    if (!is_day_off(day)) days.push_back(day);
  }
  return days;
}

/// `count` of them, evenly spread.
template <class T>
std::vector<T> thinned(const std::vector<T>& all, std::size_t count) {
  HK_CHECK(all.size() >= count);
  std::vector<T> kept;
  for (std::size_t i = 0; i < count; ++i) kept.push_back(all[i * all.size() / count]);
  return kept;
}

template <class List>
const auto* find_code(const List& list, std::string_view code) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.code == code; });
  HK_CHECK(found != list.end());
  return &*found;
}

/// Children come to the children's workshop, and to what is held on a Sunday.
Session planned(const ProgrammeFile& programme, const ProgrammeFile::Slot& slot, LocalDate day) {
  const auto* activity = find_code(programme.activities, slot.activity);
  return {day,
          slot.start_min,
          slot.end_min,
          activity,
          find_code(programme.sites, slot.site),
          activity->workshop == "youth" || slot.weekday == 7};
}

/// All of the schedule's sessions of one kind, by date and start.
std::vector<Session> scheduled(const ProgrammeFile& programme, const Totals& totals, SessionKind kind) {
  std::vector<Session> sessions;
  for (const LocalDate day : working_days(totals)) {
    for (const auto& slot : programme.schedule) {
      if (slot.weekday != iso_weekday(day)) continue;
      const Session session = planned(programme, slot, day);
      if (session.activity->kind == kind) sessions.push_back(session);
    }
  }
  std::stable_sort(sessions.begin(), sessions.end(), [](const Session& a, const Session& b) {
    return std::pair(a.date, a.start_min) < std::pair(b.date, b.start_min);
  });
  return sessions;
}

}  // namespace

std::vector<Session> group_sessions(const ProgrammeFile& programme, const Totals& totals) {
  return thinned(scheduled(programme, totals, SessionKind::group), static_cast<std::size_t>(totals.group_sessions));
}

std::vector<Session> individual_sessions(const ProgrammeFile& programme, const Totals& totals) {
  std::vector<Session> half_hours;
  for (const Session& hours : scheduled(programme, totals, SessionKind::individual)) {
    for (std::int32_t start = hours.start_min; start + 30 <= hours.end_min; start += 30) {
      Session session = hours;
      session.start_min = start;
      session.end_min = start + 30;
      half_hours.push_back(session);
    }
  }
  return thinned(half_hours, static_cast<std::size_t>(totals.individual_sessions));
}

std::vector<Session> events(const ProgrammeFile& programme, const Totals& totals) {
  std::vector<const ProgrammeFile::Activity*> kinds;
  for (const auto& activity : programme.activities) {
    if (activity.kind == SessionKind::event) kinds.push_back(&activity);
  }
  HK_CHECK(!kinds.empty());
  std::vector<Session> sessions;
  for (const LocalDate day : thinned(working_days(totals), static_cast<std::size_t>(totals.events))) {
    const auto* activity = kinds[sessions.size() % kinds.size()];
    const char* site = activity->code == "dialogue" ? "allaktivitet" : "park";
    sessions.push_back({day, 16 * 60, 19 * 60, activity, find_code(programme.sites, site), false});
  }
  return sessions;
}

}  // namespace hk::sample
