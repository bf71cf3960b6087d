#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hk {

/// One way to read a word of a name: what is left of it when spelling is not believed. Mohammed, Muhammad and محمد have
/// the same consonants; the vowels tell Omar from Amira, as far as they are written.
struct Sound {
  std::string consonants;  ///< one sign each, those that are written for one another alike
  std::string vowels;      ///< a set of Vowel before the first consonant and after each: one more than consonants
  auto operator<=>(const Sound&) const = default;
};

/// The ways to read `word`, at most eight: letters that are said differently in different languages (c, ch, gh, j, th,
/// w, x, the last h) give several. None for a word without a consonant. Takes one word of UTF-8 in any script.
[[nodiscard]] std::vector<Sound> sounds(std::string_view word);

/// What was typed is the beginning of a word, or all of it.
enum class NameMatch : unsigned char { beginning, whole };

/// Whether somebody who typed `typed` may have meant `word`. `across_scripts`: they are written in different ones, so
/// that no letter can be compared and less is asked for.
[[nodiscard]] bool sounds_like(const Sound& typed, const Sound& word, NameMatch match, bool across_scripts);

/// Lowercase ASCII of a piece of a name in any script (ICU Any-Latin; Latin-ASCII; Lower); may hold spaces and signs.
[[nodiscard]] std::string to_ascii(std::string_view text);

}  // namespace hk
