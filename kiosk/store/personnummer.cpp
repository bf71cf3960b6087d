#include "kiosk/store/personnummer.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <string>

#include "sync/domain/calendar.h"

namespace hk {
namespace {

/// One character a code point: 0-9, `-` for what may group digits, `x` for anything else.
std::string outline(std::string_view text) {
  std::string out;
  const auto unicode =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    const int digit = u_charDigitValue(c);
    const bool groups = u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION || u_charType(c) == U_FORMAT_CHAR ||
                        c == '+' || c == '.' || c == '/' || c == '_' || c == 0x2212;
    out += digit >= 0 ? static_cast<char>('0' + digit) : groups ? '-' : 'x';
  }
  return out;
}

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

bool starts_with_personnummer(std::string_view shape) {
  std::string digits;
  for (std::size_t i = 0; i < shape.size() && shape[i] != 'x' && digits.size() < 12; ++i) {
    if (shape[i] == '-') continue;
    digits += shape[i];
    const bool group_ends = i + 1 == shape.size() || shape[i + 1] < '0' || shape[i + 1] > '9';
    if (group_ends && (digits.size() == 10 || digits.size() == 12) && is_personnummer(digits)) return true;
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

}  // namespace

bool holds_personnummer(std::string_view text) {
  if (!may_hold_ten_digits(text)) return false;
  const std::string shape = outline(text);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = shape[i] >= '0' && shape[i] <= '9';
    const bool group_begins = digit && (i == 0 || shape[i - 1] < '0' || shape[i - 1] > '9');
    if (group_begins && starts_with_personnummer(std::string_view(shape).substr(i))) return true;
  }
  return false;
}

}  // namespace hk
