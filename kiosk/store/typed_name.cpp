#include "kiosk/store/typed_name.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace hk {

namespace {

bool begins_word(UChar32 before) { return before == ' ' || before == '-' || before == '\'' || before == 0x2019; }

}  // namespace

std::string typed_name(std::string_view typed) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(typed.data(), static_cast<int32_t>(typed.size())));
  bool has_letter = false, has_small = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    has_letter = has_letter || u_isalpha(text.char32At(i)) != 0;
    has_small = has_small || u_islower(text.char32At(i)) != 0;
  }
  if (!has_letter) return {};
  constexpr UChar32 malformed = 0xfffd;
  icu::UnicodeString name;
  UChar32 before = ' ';
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c) != 0) c = ' ';
    if (c == malformed || (c == ' ' && before == ' ')) continue;
    name.append(has_small || begins_word(before) ? c : u_tolower(c));
    before = c;
  }
  name.trim();
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

}  // namespace hk
