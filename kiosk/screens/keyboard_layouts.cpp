#include "kiosk/screens/keyboard_layouts.h"

#include <algorithm>

#include "kiosk/text/utf8.h"

namespace hk {
namespace {

constexpr std::array<KeyboardLayout, 6> kLayouts{
    {{"sv",
      {"q w e r t y u i o p å", "a s d f g h j k l ö ä", "z x c v b n m -"},
      {"Q W E R T Y U I O P Å", "A S D F G H J K L Ö Ä", "Z X C V B N M -"}},
     {"ar", {"ض ص ث ق ف غ ع ه خ ح ج", "ش س ي ب ل ا ت ن م ك ط", "ذ ء ؤ ر ى ة و ز ظ د"}, {}},
     {"en",
      {"q w e r t y u i o p", "a s d f g h j k l '", "z x c v b n m -"},
      {"Q W E R T Y U I O P", "A S D F G H J K L '", "Z X C V B N M -"}},
     {"fa", {"ض ص ث ق ف غ ع ه خ ح ج چ", "ش س ی ب ل ا ت ن م ک گ", "ظ ط ز ر ذ د پ و ئ"}, {}},
     {"uk",
      {"й ц у к е н г ш щ з х ї", "ф і в а п р о л д ж є '", "я ч с м и т ь б ю"},
      {"Й Ц У К Е Н Г Ш Щ З Х Ї", "Ф І В А П Р О Л Д Ж Є '", "Я Ч С М И Т Ь Б Ю"}},
     // In the order in which everybody learns them.
     {"ti", {"ሀ ለ ሐ መ ረ ሰ ሸ ቀ ቐ በ ተ", "ቸ ነ ኘ አ ከ ኸ ወ ዐ ዘ ዠ የ", "ደ ጀ ገ ጠ ጨ ጸ ፈ ፐ"}, {}, "ኡ ኢ ኣ ኤ እ ኦ"}}};

struct Held {
  std::string_view letter, others;
};

// Polish, Turkish, Bosnian and Albanian, and names from elsewhere. "I" has the letter that Turkish tells it from.
constexpr Held kHeld[] = {
    {"a", "å ä ą á"}, {"A", "Å Ä Ą Á"}, {"c", "ç č ć"}, {"C", "Ç Č Ć"}, {"d", "đ"},     {"D", "Đ"},     {"e", "ë ę é"},
    {"E", "Ë Ę É"},   {"g", "ğ"},       {"G", "Ğ"},     {"i", "ı í"},   {"I", "İ Í"},   {"l", "ł"},     {"L", "Ł"},
    {"n", "ń ñ"},     {"N", "Ń Ñ"},     {"o", "ö ó"},   {"O", "Ö Ó"},   {"s", "ş š ś"}, {"S", "Ş Š Ś"}, {"u", "ü ú"},
    {"U", "Ü Ú"},     {"z", "ž ź ż"},   {"Z", "Ž Ź Ż"}, {"ا", "أ إ آ"}, {"ي", "ئ"},     {"ی", "ي"},     {"و", "ؤ"},
    {"ه", "ة"},       {"ك", "گ"},       {"ک", "ك"},     {"ب", "پ"},     {"ج", "چ"},     {"ز", "ژ"},     {"г", "ґ"},
    {"Г", "Ґ"},       {"и", "ы"},       {"И", "Ы"},     {"е", "ё э"},   {"Е", "Ё Э"},   {"ь", "ъ"},     {"Ь", "Ъ"},
    {"ሀ", "ኀ"},       {"ሰ", "ሠ"},       {"ጸ", "ፀ"},     {"ፐ", "ጰ"},     {"በ", "ቨ"},     {"ቀ", "ቋ ቈ"},   {"ከ", "ኳ ኰ"},
    {"ገ", "ጓ ጐ"}};

bool has_letter(std::string_view row, std::string_view letter) {
  const auto letters = between_spaces(row);
  return std::find(letters.begin(), letters.end(), letter) != letters.end();
}

bool has_key(const KeyboardLayout& layout, std::string_view letter) {
  return std::any_of(layout.small.begin(), layout.small.end(),
                     [&](std::string_view row) { return has_letter(row, letter); });
}

/// A letter of the layout, or offered by one of its keys.
bool is_letter(const KeyboardLayout& layout, std::string_view letter) {
  return has_key(layout, letter) || std::any_of(std::begin(kHeld), std::end(kHeld), [&](const Held& one) {
           return has_key(layout, one.letter) && has_letter(one.others, letter);
         });
}

}  // namespace

std::span<const KeyboardLayout> keyboard_layouts() { return kLayouts; }

const KeyboardLayout& layout_for(std::string_view language) {
  const auto* found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                   [&](const KeyboardLayout& layout) { return layout.code == language; });
  return found == kLayouts.end() ? kLayouts.front() : *found;
}

const KeyboardLayout& layout_after(const KeyboardLayout& shown, std::string_view language) {
  const KeyboardLayout& own = layout_for(language);
  if (&shown == &own) return &own == kLayouts.data() ? kLayouts[1] : kLayouts[0];
  const KeyboardLayout* next = &shown + 1;
  if (next == &own) ++next;
  return next == kLayouts.data() + kLayouts.size() ? own : *next;
}

/// A consonant's forms follow each other, the first with a multiple of eight; so do the vowels'.
std::string with_vowel(const KeyboardLayout& layout, char32_t syllable, std::size_t vowel) {
  constexpr char32_t kForms = 8, kLast = 6;
  std::string first, form;
  append_utf8(first, syllable - syllable % kForms);
  if (layout.vowels.empty() || syllable % kForms > kLast || !is_letter(layout, first)) return {};
  append_utf8(form, syllable - syllable % kForms + static_cast<char32_t>(vowel));
  return form;
}

std::vector<std::string_view> between_spaces(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::vector<std::string_view> held_letters(const KeyboardLayout& layout, std::string_view letter) {
  const auto* held =
      std::find_if(std::begin(kHeld), std::end(kHeld), [&](const Held& one) { return one.letter == letter; });
  if (held == std::end(kHeld)) return {};
  std::vector<std::string_view> letters = between_spaces(held->others);
  std::erase_if(letters, [&](std::string_view other) {
    const auto has = [&](std::string_view row) { return row.find(other) != std::string_view::npos; };
    return std::any_of(layout.small.begin(), layout.small.end(), has) ||
           std::any_of(layout.capital.begin(), layout.capital.end(), has);
  });
  return letters;
}

}  // namespace hk
