#include "kiosk/screens/words.h"

#include <algorithm>
#include <boost/locale.hpp>
#include <limits>
#include <sstream>

namespace hk {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

const WordArg* find(std::initializer_list<WordArg> args, std::string_view name) {
  for (const WordArg& arg : args)
    if (arg.name == name) return &arg;
  return nullptr;
}

std::string filled(std::string_view text, std::initializer_list<WordArg> args) {
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

}  // namespace

std::string isolated(std::string_view text) { return "\u2068" + std::string(text) + "\u2069"; }

BaseDirection Words::direction() const {
  return code_ == "ar" || code_ == "fa" ? BaseDirection::right_to_left : BaseDirection::left_to_right;
}

std::string Words::name() const { return tr("svenska"); }

/// What the catalogue's head says of `field`; nothing for Swedish, which has no catalogue.
std::string Words::head(std::string_view field) const {
  const auto& catalogue = std::use_facet<boost::locale::message_format<char>>(locale_);
  const char* found = catalogue.get(0, nullptr, "");
  std::istringstream lines(found != nullptr ? found : "");
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(field) && line.substr(field.size()).starts_with(": ")) return line.substr(field.size() + 2);
  return {};
}

bool Words::for_staff() const { return head("X-Screens") != "participants"; }

bool Words::reviewed() const { return head("X-Reviewed-By") != "nobody yet"; }

std::string Words::tr(std::string_view text) const {
  // The key of nothing is the catalogue's own head.
  return text.empty() ? std::string() : boost::locale::gettext(std::string(text).c_str(), locale_);
}

std::string Words::tr(std::string_view text, std::initializer_list<WordArg> args) const {
  return filled(tr(text), args);
}

std::string Words::tr_count(std::string_view one, std::string_view many, std::int64_t count) const {
  const auto form = static_cast<int>(std::clamp<std::int64_t>(count, 0, std::numeric_limits<int>::max()));
  return filled(boost::locale::ngettext(std::string(one).c_str(), std::string(many).c_str(), form, locale_),
                {{"count", number(count)}});
}

std::string Words::number(std::int64_t number) const {
  std::ostringstream out;
  out.imbue(locale_);
  out << boost::locale::as::number << number;
  return out.str();
}

/// `pattern` as strftime has it.
std::string Words::formatted(const std::string& pattern, std::int64_t seconds) const {
  std::ostringstream out;
  out.imbue(locale_);
  out << boost::locale::as::gmt << boost::locale::as::ftime(pattern) << seconds;
  return out.str();
}

std::string Words::time(ClockTime time) const {
  // Translators: hour and minute, as strftime has it
  return formatted(tr("%H:%M"), std::int64_t{time.minute_of_day} * 60);
}

std::string Words::time_span(const SessionSummary& session) const {
  if (!session.planned_end) return tr("från {start}", {{"start", time(session.start)}});
  return isolated(time(session.start) + "–" + time(*session.planned_end));
}

std::string Words::day(LocalDate date) const {
  // Translators: weekday, day and month, as strftime has it
  return formatted(tr("%A %e %B"), date.days * kSecondsADay);
}

std::string Words::date(LocalDate date) const { return formatted(tr("%e %B"), date.days * kSecondsADay); }

std::string Words::month(LocalDate date) const { return formatted("%B", date.days * kSecondsADay); }

std::string Words::weekday_time(LocalDate date, ClockTime at) const {
  return formatted("%a", date.days * kSecondsADay) + " " + time(at);
}

std::string Words::days(LocalDate from, LocalDate to) const {
  // Translators: day and month, as strftime has it
  const std::string day_and_month = tr("%e %B");
  const std::string end = formatted(day_and_month, to.days * kSecondsADay);
  if (year_month_day(from).month() == year_month_day(to).month())
    return formatted("%e", from.days * kSecondsADay) + "–" + end;
  return formatted(day_and_month, from.days * kSecondsADay) + " – " + end;
}

}  // namespace hk
