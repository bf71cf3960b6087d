#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/store/name_sound.h"

namespace hk {

/// A word of a name, or of what was typed, in the forms it is found by.
struct NameWord {
  std::string plain;          ///< lowercase Latin letters and digits, the same for ö and o
  std::vector<Sound> sounds;  ///< how it may be said
  std::size_t letters = 0;    ///< as written
  bool is_latin = true;       ///< as written
};

/// A name without its spaces and hyphens.
[[nodiscard]] std::vector<std::string_view> name_pieces(std::string_view name);

/// Usually one word; transliteration finds several in some pieces, and none in one of signs alone.
[[nodiscard]] std::vector<NameWord> words_of_piece(std::string_view piece);

/// What is between two spaces of a name, "Anna-Karin"; with a word that leans on the next one, "Abdul Rahman".
[[nodiscard]] std::vector<std::string_view> name_parts(std::string_view name);

struct NamePart {
  std::vector<NameWord> words;
  std::vector<NameWord> besides;  ///< "Annakarin" in one; الحسن without its article
};
[[nodiscard]] NamePart forms_of_part(std::string_view part);

/// What somebody typed as words, at most eight: as it stands, and with neighbours as one word, for "Abdul Rahman" may
/// be registered as Abdulrahman. Empty where no letter was typed.
[[nodiscard]] std::vector<std::vector<NameWord>> ways_to_read(std::string_view typed);

/// Whether one of the words is so long that those whose names merely begin like it may be shown: of `letters` letters,
/// or of `syllables` in Ethiopic script, where each letter is one.
[[nodiscard]] bool is_long_enough(std::string_view typed, std::size_t letters, std::size_t syllables);

/// The words of a name in plain letters.
[[nodiscard]] std::vector<std::string> search_words(std::string_view name);

enum class Fit : unsigned char { none, by_sound, by_letters };
/// How well what was typed fits one word. Fewer than three letters must be those of the word.
[[nodiscard]] Fit fit(const NameWord& typed, const NameWord& word, NameMatch match);

/// Overwrites every form.
void wipe(NameWord& word);

}  // namespace hk
