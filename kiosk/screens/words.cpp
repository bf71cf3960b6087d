#include "kiosk/screens/words.h"

#include <array>

namespace hk {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"måndag", "tisdag", "onsdag", "torsdag",
                                                    "fredag", "lördag", "söndag"};
constexpr std::array<std::string_view, 12> kMonths{"januari",   "februari", "mars",     "april",
                                                   "maj",       "juni",     "juli",     "augusti",
                                                   "september", "oktober",  "november", "december"};

const WordArg* find(std::initializer_list<WordArg> args, std::string_view name) {
  for (const WordArg& arg : args)
    if (arg.name == name) return &arg;
  return nullptr;
}

std::string_view month_name(const std::chrono::year_month_day& date) {
  return kMonths[static_cast<unsigned>(date.month()) - 1];
}

std::string day_number(const std::chrono::year_month_day& date) {
  return std::to_string(static_cast<unsigned>(date.day()));
}

}  // namespace

std::string isolated(std::string_view text) { return "\u2068" + std::string(text) + "\u2069"; }

std::string Words::tr(std::string_view text, std::initializer_list<WordArg> args) const {
  std::string sentence;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    const WordArg* arg = find(args, text.substr(open + 1, close - open - 1));
    sentence += text.substr(0, arg != nullptr ? open : close + 1);
    if (arg != nullptr) sentence += isolated(arg->value);
    text.remove_prefix(close + 1);
  }
  sentence += text;
  return sentence;
}

std::string Words::tr_count(std::string_view one, std::string_view many, std::int64_t count) const {
  return tr(count == 1 ? one : many, {{"count", std::to_string(count)}});
}

std::string Words::time(ClockTime time) const { return minute_text(time.minute_of_day); }

std::string Words::time_span(const SessionSummary& session) const {
  if (!session.planned_end) return tr("från {start}", {{"start", time(session.start)}});
  return isolated(time(session.start) + "–" + time(*session.planned_end));
}

std::string Words::day(LocalDate date) const {
  const auto ymd = year_month_day(date);
  const std::string_view weekday = kWeekdays[static_cast<std::size_t>(iso_weekday(date) - 1)];
  return std::string(weekday) + " " + day_number(ymd) + " " + std::string(month_name(ymd));
}

std::string Words::days(LocalDate from, LocalDate to) const {
  const auto first = year_month_day(from), last = year_month_day(to);
  const std::string end = day_number(last) + " " + std::string(month_name(last));
  if (first.month() == last.month()) return day_number(first) + "–" + end;
  return day_number(first) + " " + std::string(month_name(first)) + " – " + end;
}

}  // namespace hk
