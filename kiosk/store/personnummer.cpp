#include "kiosk/store/personnummer.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "sync/domain/calendar.h"

namespace hk {
namespace {

/// Digits that stand together, and what stands between them and the group before.
struct Group {
  std::string digits;
  bool loosely = true;  ///< nothing but spaces and dashes in between
  bool plus = false;    ///< as before a country's code: +46
};
/// Groups with nothing between them that parts two numbers.
using Run = std::vector<Group>;

bool is_dash(UChar32 c) { return u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212 || c == '_'; }
bool is_mark(UChar32 c) { return c == '+' || c == '.' || c == '/' || c == ',' || c == ':'; }

/// The runs of digits in a text, whichever digits they are.
class Runs {
 public:
  explicit Runs(std::string_view text) {
    const auto unicode =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) take(unicode.char32At(i));
    end_run();
  }
  [[nodiscard]] const std::vector<Run>& all() const { return runs_; }

 private:
  void take(UChar32 c) {
    if (u_charType(c) == U_FORMAT_CHAR) return;  // nobody sees it
    if (const int digit = u_charDigitValue(c); digit >= 0) return take_digit(static_cast<char>('0' + digit));
    if (!u_isUWhiteSpace(c) && !is_dash(c) && !is_mark(c)) return end_run();
    ++between_;
    loosely_ = loosely_ && !is_mark(c);
    plus_ = c == '+';
  }
  void take_digit(char digit) {
    if (between_ > 0 || run_.empty()) {
      // The plus between two groups of one personnummer stands alone there.
      run_.push_back({{}, loosely_, plus_ && (run_.empty() || between_ > 1)});
    }
    run_.back().digits += digit;
    reset();
  }
  void end_run() {
    if (!run_.empty()) runs_.push_back(std::move(run_));
    run_.clear();
    reset();
  }
  void reset() {
    between_ = 0;
    loosely_ = true;
    plus_ = false;
  }

  std::vector<Run> runs_;
  Run run_;
  int between_ = 0;
  bool loosely_ = true, plus_ = false;
};

int two(std::string_view digits, std::size_t at) { return (digits[at] - '0') * 10 + digits[at + 1] - '0'; }

bool check_digit_fits(std::string_view ten) {
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const int product = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return sum % 10 == 0;
}

bool is_day(std::string_view ten, int century) {
  // A samordningsnummer's day is 60 higher.
  const int day = two(ten, 4) > 60 ? two(ten, 4) - 60 : two(ten, 4);
  // Years before 1900 only lack the leap day of 1900 itself; 19 stands for both.
  const int year = (century == 20 ? 2000 : 1900) + two(ten, 0);
  return make_date(year, two(ten, 2), day).has_value();
}

bool is_personnummer(std::string_view digits) {
  if (digits.size() == 12) {
    const int century = two(digits, 0);
    if (century < 18 || century > 20) return false;
    return is_day(digits.substr(2), century) && check_digit_fits(digits.substr(2));
  }
  return (is_day(digits, 19) || is_day(digits, 20)) && check_digit_fits(digits);
}

/// Groups `first` to `last` of a run.
struct Candidate {
  const Run& run;
  std::size_t first, last;
  [[nodiscard]] const std::string& group(std::size_t n) const { return run[first + n].digits; }
  [[nodiscard]] std::size_t count() const { return last - first + 1; }
  /// 811218-9876 or 19811218-9876: nobody writes anything else like this.
  [[nodiscard]] bool as_authorities_write() const {
    return count() == 2 && group(1).size() == 4 && (group(0).size() == 6 || group(0).size() == 8);
  }
  /// The last four digits stand together, or every digit is spread by spaces and dashes: a date and a time do neither.
  [[nodiscard]] bool is_grouped_so() const {
    return run[last].digits.size() >= 4 ||
           std::all_of(run.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                       run.begin() + static_cast<std::ptrdiff_t>(last) + 1, [](const Group& g) { return g.loosely; });
  }
};

/// 070-123 45 67 and +46 70 123 45 67 can be the day 2007-01-23 as well; how they are grouped tells.
bool is_phone_number(const Candidate& candidate, NumberField field) {
  if (candidate.as_authorities_write()) return false;
  if (candidate.run[candidate.first].plus) return true;
  if (candidate.first > 0) {
    const Group& before = candidate.run[candidate.first - 1];
    if (before.plus || before.digits.starts_with("00")) return true;
  }
  const std::string& area = candidate.group(0);
  // Who was born in 2000 begins with 00, and no number within the country does.
  if (area[0] != '0' || area.starts_with("00")) return false;
  if (field == NumberField::phone || area.size() == 3 || area.size() == 4) return true;
  return area == "08" && candidate.group(1).size() == 3;
}

bool begins_with_personnummer(const Run& run, std::size_t first, NumberField field) {
  std::string digits;
  for (std::size_t last = first; last < run.size() && digits.size() < 12; ++last) {
    digits += run[last].digits;
    if ((digits.size() != 10 && digits.size() != 12) || !is_personnummer(digits)) continue;
    const Candidate candidate{run, first, last};
    if (candidate.is_grouped_so() && !is_phone_number(candidate, field)) return true;
  }
  return false;
}

/// Cheap, and never wrong when it says no: a digit outside ASCII takes two bytes or more.
bool may_hold_ten_digits(std::string_view text) {
  std::size_t digits = 0, other_bytes = 0;
  for (const char c : text) {
    digits += c >= '0' && c <= '9';
    other_bytes += c < 0;
  }
  return digits + other_bytes / 2 >= 10;
}

/// Fields as a person or a command names them, and what stands in them.
using Field = std::tuple<const char*, std::string_view, NumberField>;

std::vector<Field> free_texts(const ChangeBody& body) {
  constexpr auto text = NumberField::text;
  std::vector<Field> fields;
  if (const auto* set = std::get_if<ParticipantSet>(&body); set != nullptr && set->details) {
    const ParticipantDetails& details = *set->details;
    if (const auto& identity = details.identity) {
      fields = {{"name", identity->name, text}, {"alias", identity->alias, text}};
      fields.emplace_back("phone", identity->phone, NumberField::phone);
    }
    if (details.household) fields.emplace_back("household", *details.household, text);
    if (details.card) fields.emplace_back("card", *details.card, text);
  }
  if (const auto* note = std::get_if<SessionNoteSet>(&body); note != nullptr && note->text) {
    fields.emplace_back("note", *note->text, text);
  }
  if (const auto* staff = std::get_if<StaffSet>(&body); staff != nullptr && staff->details) {
    fields.emplace_back("staff name", staff->details->name, text);
  }
  if (const auto* device = std::get_if<DeviceApproved>(&body)) fields.emplace_back("device label", device->label, text);
  if (const auto* entry = std::get_if<CatalogueSet>(&body)) {
    for (const auto& [language, words] : entry->label) fields.emplace_back("label", words, text);
  }
  return fields;
}

}  // namespace

Result<void> refuse_personnummer(const ChangeBody& body) {
  for (const auto& [field, text, kind] : free_texts(body)) {
    if (holds_personnummer(text, kind)) {
      return fail(ErrorCode::invalid, field, "looks like a personnummer, which is never kept");
    }
  }
  return {};
}

bool holds_personnummer(std::string_view text, NumberField field) {
  if (!may_hold_ten_digits(text)) return false;
  const Runs runs(text);
  return std::any_of(runs.all().begin(), runs.all().end(), [field](const Run& run) {
    for (std::size_t first = 0; first < run.size(); ++first) {
      if (begins_with_personnummer(run, first, field)) return true;
    }
    return false;
  });
}

}  // namespace hk
