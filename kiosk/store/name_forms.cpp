#include "kiosk/store/name_forms.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "sync/crypto/keys.h"

namespace hk {

namespace {

constexpr std::size_t kTolerantLetters = 3;
/// A Chinese name of three signs is three words; what is much longer is no name.
constexpr std::size_t kPieceWordsMax = 16;
/// More words than these tell nobody apart.
constexpr std::size_t kTypedWordsMax = 8;

std::vector<std::string_view> split(std::string_view text, std::string_view between) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(between), text.size());
    if (end > 0) pieces.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return pieces;
}

/// Written with the next word as often as apart.
bool leans(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kLeaning{"al",  "el",  "abd", "abdul", "abdel",
                                                             "abu", "عبد", "ابو", "أبو",   "آل"};
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(kLeaning.begin(), kLeaning.end(), lower) != kLeaning.end();
}

char32_t first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t more = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  char32_t point = more == 0 ? lead : lead & (0x3fU >> more);
  for (std::size_t i = 1; i <= more && i < text.size(); ++i) {
    point = (point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  return point;
}

bool begins_letter(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

/// Latin, its extensions and the marks that are set on them.
bool is_latin(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size(); ++at) {
    if (!begins_letter(piece[at])) continue;
    const char32_t c = first_code_point(piece.substr(at));
    const bool latin = c < 0x370 || (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2000 && c < 0x2070);
    if (!latin) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string_view> name_pieces(std::string_view name) { return split(name, " -"); }

std::vector<NameWord> words_of_piece(std::string_view piece) {
  std::vector<NameWord> words;
  std::string ascii = to_ascii(piece), next;
  const auto take = [&] {
    if (next.empty() || words.size() == kPieceWordsMax) return;
    words.emplace_back();
    words.back().plain = std::move(next);
    next.clear();
  };
  for (const char c : ascii) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      next += c;
    } else if (c == ' ' || c == '-') {
      take();
    }
  }
  take();
  wipe(ascii);
  const bool latin = is_latin(piece);
  for (NameWord& word : words) {
    word.is_latin = latin;
    word.letters = words.size() > 1
                       ? word.plain.size()
                       : static_cast<std::size_t>(std::count_if(piece.begin(), piece.end(), begins_letter));
    word.sounds = sounds(words.size() > 1 ? std::string_view(word.plain) : piece);
  }
  return words;
}

std::vector<std::string_view> name_parts(std::string_view name) {
  std::vector<std::string_view> parts;
  bool goes_on = false;
  for (const std::string_view word : split(name, " ")) {
    if (goes_on) {
      std::string_view& part = parts.back();
      part = {part.data(), static_cast<std::size_t>(word.data() + word.size() - part.data())};
    } else {
      parts.push_back(word);
    }
    goes_on = leans(word);
  }
  return parts;
}

NamePart forms_of_part(std::string_view part) {
  NamePart forms;
  const std::vector<std::string_view> pieces = name_pieces(part);
  std::string joined;
  for (const std::string_view piece : pieces) {
    for (NameWord& word : words_of_piece(piece)) forms.words.push_back(std::move(word));
    joined += piece;
  }
  if (pieces.size() > 1) forms.besides = words_of_piece(joined);
  constexpr std::string_view article = "ال";
  if (joined.starts_with(article) && joined.size() > 2 * article.size()) {
    for (NameWord& word : words_of_piece(std::string_view(joined).substr(article.size())))
      forms.besides.push_back(std::move(word));
  }
  wipe(joined);
  return forms;
}

bool is_long_enough(std::string_view typed, std::size_t letters, std::size_t syllables) {
  for (const std::string_view piece : name_pieces(typed)) {
    std::size_t found = 0, ethiopic = 0;
    for (std::size_t at = 0; at < piece.size(); ++at) {
      if (!begins_letter(piece[at])) continue;
      const char32_t c = first_code_point(piece.substr(at));
      if (u_isalnum(static_cast<UChar32>(c)) == 0) continue;
      ++found;
      if ((c >= 0x1200 && c < 0x13a0) || (c >= 0x2d80 && c < 0x2de0) || (c >= 0xab00 && c < 0xab30)) ++ethiopic;
    }
    if (found >= letters || (ethiopic == found && found >= syllables)) return true;
  }
  return false;
}

std::vector<std::vector<NameWord>> ways_to_read(std::string_view typed) {
  std::vector<std::string_view> pieces = name_pieces(typed);
  pieces.resize(std::min(pieces.size(), kTypedWordsMax));
  std::vector<std::vector<NameWord>> ways;
  const auto add = [&](std::vector<std::string> words) {
    std::vector<NameWord> way;
    for (std::string& piece : words) {
      for (NameWord& word : words_of_piece(piece)) way.push_back(std::move(word));
      wipe(piece);
    }
    way.resize(std::min(way.size(), kTypedWordsMax));
    if (!way.empty()) ways.push_back(std::move(way));
  };
  add({pieces.begin(), pieces.end()});
  for (std::size_t joined = 1; joined < pieces.size(); ++joined) {
    std::vector<std::string> words(pieces.begin(), pieces.end());
    words[joined - 1] += words[joined];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(joined));
    add(std::move(words));
  }
  // Three and more: "Abd al-Rahman".
  std::vector<std::string> parts;
  for (const std::string_view part : name_parts(typed)) {
    parts.emplace_back();
    for (const std::string_view piece : name_pieces(part)) parts.back() += piece;
  }
  if (parts.size() + 1 < pieces.size()) add(std::move(parts));
  return ways;
}

std::vector<std::string> search_words(std::string_view name) {
  std::vector<std::string> plain;
  for (const std::string_view piece : name_pieces(name)) {
    for (NameWord& word : words_of_piece(piece)) plain.push_back(std::move(word.plain));
  }
  return plain;
}

Fit fit(const NameWord& typed, const NameWord& word, NameMatch match) {
  if (match == NameMatch::whole ? word.plain == typed.plain : word.plain.starts_with(typed.plain)) {
    return Fit::by_letters;
  }
  if (std::max(typed.letters, typed.plain.size()) < kTolerantLetters) return Fit::none;
  const bool across = typed.is_latin != word.is_latin;
  for (const Sound& said : typed.sounds) {
    for (const Sound& heard : word.sounds) {
      if (sounds_like(said, heard, match, across)) return Fit::by_sound;
    }
  }
  return Fit::none;
}

void wipe(NameWord& word) {
  wipe(word.plain);
  for (Sound& sound : word.sounds) {
    wipe(sound.consonants);
    wipe(sound.vowels);
  }
}

}  // namespace hk
