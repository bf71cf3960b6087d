#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hk {

/// The letters of a keyboard, row by row, as a physical one has them.
struct KeyboardLayout {
  std::string_view code;                    ///< the language it is named after
  std::array<std::string_view, 3> small;    ///< between spaces
  std::array<std::string_view, 3> capital;  ///< empty: a script without them
  /// The vowels of a script whose letters are syllables, between spaces: each a form of the syllable before the caret,
  /// or where there is none the letter itself.
  std::string_view vowels{};
  [[nodiscard]] bool has_capitals() const { return !capital.front().empty(); }
};

/// Swedish first, which also serves the languages that write with its letters and the long-pressed ones.
[[nodiscard]] std::span<const KeyboardLayout> keyboard_layouts();
[[nodiscard]] const KeyboardLayout& layout_for(std::string_view language);
/// What the language key leads to from `shown`, where the screen speaks `language`: its own layout, then the others.
[[nodiscard]] const KeyboardLayout& layout_after(const KeyboardLayout& shown, std::string_view language);

/// The letters that a long press on `letter` offers, without those that have a key in `layout`.
[[nodiscard]] std::vector<std::string_view> held_letters(const KeyboardLayout& layout, std::string_view letter);

/// `syllable` with the vowel of that number in `layout`, counted from one; empty where it is none of the layout's.
[[nodiscard]] std::string with_vowel(const KeyboardLayout& layout, char32_t syllable, std::size_t vowel);

/// `text` at its spaces.
[[nodiscard]] std::vector<std::string_view> between_spaces(std::string_view text);

}  // namespace hk
