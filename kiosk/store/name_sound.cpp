#include "kiosk/store/name_sound.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "sync/crypto/keys.h"
#include "sync/domain/result.h"

namespace hk {

namespace {

/// Sets of vowels, as bits.
enum Vowel : unsigned char { kA = 1, kE = 2, kI = 4, kU = 8, kNone = 16, kAnyVowel = 15, kUnwritten = 31 };

/// What a letter is called below: lowercase Latin letters are read by the rules of Reader, capitals are certain.
/// S sh · J English j · H guttural h · G between g and h · T between t and s · A some vowel.
struct Letter {
  char32_t letter;
  const char* means;
};

/// Sorted by letter. Transliteration would flatten these: š to s, ж to z, خ to h, ع to nothing.
constexpr std::array kLetters = std::to_array<Letter>({
    {U'ç', "S"},  {U'ć', "S"},  {U'č', "S"},  {U'đ', "J"}, {U'ś', "S"},  {U'ş', "S"}, {U'š', "S"},  {U'ż', "S"},
    {U'ž', "S"},  {U'ș', "S"},  {U'а', "a"},  {U'б', "b"}, {U'в', "v"},  {U'г', "G"}, {U'д', "d"},  {U'е', "e"},
    {U'ж', "S"},  {U'з', "z"},  {U'и', "i"},  {U'й', "y"}, {U'к', "k"},  {U'л', "l"}, {U'м', "m"},  {U'н', "n"},
    {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"}, {U'т', "t"},  {U'у', "u"}, {U'ф', "f"},  {U'х', "H"},
    {U'ц', "ts"}, {U'ч', "S"},  {U'ш', "S"},  {U'щ', "S"}, {U'ъ', ""},   {U'ы', "i"}, {U'ь', ""},   {U'э', "e"},
    {U'ю', "yu"}, {U'я', "ya"}, {U'ё', "yo"}, {U'ђ', "J"}, {U'є', "ye"}, {U'і', "i"}, {U'ї', "yi"}, {U'ћ', "S"},
    {U'џ', "J"},  {U'ґ', "g"},  {U'ء', ""},   {U'آ', "A"}, {U'أ', "A"},  {U'ؤ', "u"}, {U'إ', "A"},  {U'ئ', "i"},
    {U'ا', "a"},  {U'ب', "b"},  {U'ة', "a"},  {U'ت', "t"}, {U'ث', "T"},  {U'ج', "J"}, {U'ح', "H"},  {U'خ', "H"},
    {U'د', "d"},  {U'ذ', "d"},  {U'ر', "r"},  {U'ز', "z"}, {U'س', "s"},  {U'ش', "S"}, {U'ص', "s"},  {U'ض', "d"},
    {U'ط', "t"},  {U'ظ', "z"},  {U'ع', "A"},  {U'غ', "G"}, {U'ـ', ""},   {U'ف', "f"}, {U'ق', "k"},  {U'ك', "k"},
    {U'ل', "l"},  {U'م', "m"},  {U'ن', "n"},  {U'ه', "h"}, {U'و', "w"},  {U'ى', "a"}, {U'ي', "y"},  {U'ً', ""},
    {U'ٌ', ""},    {U'ٍ', ""},    {U'َ', ""},    {U'ُ', ""},   {U'ِ', ""},    {U'ّ', ""},   {U'ْ', ""},    {U'پ', "p"},
    {U'چ', "S"},  {U'ژ', "S"},  {U'ک', "k"},  {U'گ', "g"}, {U'ی', "y"},
});
static_assert(std::is_sorted(kLetters.begin(), kLetters.end(),
                             [](const Letter& a, const Letter& b) { return a.letter < b.letter; }));

bool is_arabic(UChar32 c) { return c >= 0x600 && c <= 0x6ff; }

/// A word in letters that Reader takes.
struct Spelled {
  std::string letters;
  bool vowels_written = true;  ///< not in Arabic script
};

Spelled spell(std::string_view word) {
  Spelled spelled;
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  std::string others;  // up to the next letter of the table
  const auto flush = [&] {
    if (others.empty()) return;
    std::string ascii = to_ascii(others);
    for (const char c : ascii) {
      if (c >= 'a' && c <= 'z') spelled.letters += c;
    }
    wipe(ascii);
    wipe(others);
    others.clear();
  };
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = u_tolower(text.char32At(at));
    if (is_arabic(c)) spelled.vowels_written = false;
    const auto known = std::lower_bound(kLetters.begin(), kLetters.end(), static_cast<char32_t>(c),
                                        [](const Letter& one, char32_t letter) { return one.letter < letter; });
    if (known == kLetters.end() || known->letter != static_cast<char32_t>(c)) {
      icu::UnicodeString(c).toUTF8String(others);
      continue;
    }
    flush();
    spelled.letters += known->means;
  }
  flush();
  return spelled;
}

/// What a letter may be besides what it mostly is.
enum Choice : unsigned {
  j_glides = 1,          // Marija, Maja · else Khadija
  x_is_h = 2,            // Somali Maxamed · else Alexander
  c_is_silent = 4,       // Somali Cabdi · else Carl
  ch_is_k = 8,           // Michael · else Shevchenko
  g_is_h = 16,           // Ukrainian Ольга, Olha
  th_is_s = 32,          // Osman, Othman
  w_is_v = 64,           // Paweł · else Nawal
  last_h_is_said = 128,  // Shah · else Fatimah
  l_is_silent = 256,     // Abdirahman, Abderrahim · else Abdulrahman
  choices_end = 512
};
constexpr int kChoicesMax = 3;

/// Reads letters as one of the ways to say them.
class Reader {
 public:
  Reader(const Spelled& word, unsigned choices)
      : letters_(word.letters), vowels_written_(word.vowels_written), choices_(choices) {
    sound_.vowels.push_back(0);
    while (at_ < letters_.size()) step();
    for (char& vowels : sound_.vowels) {
      if (vowels == 0)
        vowels = static_cast<char>(vowels_written_ || &vowels == sound_.vowels.data() ? kNone : kUnwritten);
    }
  }
  [[nodiscard]] unsigned met() const { return met_; }
  [[nodiscard]] Sound take() { return std::move(sound_); }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 1) const {
    return at_ + ahead < letters_.size() ? letters_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool is_first() const { return sound_.consonants.empty() && sound_.vowels[0] == 0; }
  static bool is_vowel(char c) { return c != '\0' && std::string_view("aeiouyA").find(c) != std::string_view::npos; }
  bool chosen(Choice choice) {
    met_ |= choice;
    return (choices_ & choice) != 0;
  }
  void vowel(int set) { sound_.vowels.back() = static_cast<char>(sound_.vowels.back() | set); }
  void consonant(char c) {
    // A doubled letter is said once; in Arabic script two of them have a vowel between, but in Allah.
    const bool again = !sound_.consonants.empty() && sound_.consonants.back() == c && sound_.vowels.back() == 0;
    if (again && (vowels_written_ || c == 'l')) return;
    sound_.consonants += c;
    sound_.vowels.push_back(0);
  }
  /// Inside a word Ahmet is Ahmed, and Zeynep is Zeynab.
  void hard_inside(char soft, char hard) { consonant(is_first() ? soft : hard); }

  bool pair() {
    const char c = letters_[at_], next = peek();
    std::size_t length = 2;
    if (c == 's' && next == 'c' && peek(2) == 'h') {
      consonant('S');
      length = 3;
    } else if ((c == 's' && (next == 'h' || next == 'z')) || (c == 'z' && next == 'h') || (c == 'c' && next == 'z')) {
      consonant('S');
    } else if (c == 'd' && (next == 'j' || next == 'S' || next == 'J')) {
      consonant('J');
    } else if (c == 'd' && next == 'z' && peek(2) == 'h') {
      consonant('J');
      length = 3;
    } else if ((c == 'g' && next == 'j') || (c == 'x' && next == 'h')) {
      consonant('J');
    } else if (c == 'c' && next == 'h') {
      const char after = peek(2);
      consonant(after == 'r' || after == 'l' || after == 'n' || chosen(ch_is_k) ? 'k' : 'S');
    } else if (c == 'k' && next == 'h') {
      consonant('h');
    } else if (c == 'p' && next == 'h') {
      consonant('f');
    } else if (c == 'd' && next == 'h') {
      hard_inside('d', 't');
    } else if (c == 't' && next == 'h') {
      consonant(chosen(th_is_s) ? 's' : 't');
    } else if (c == 'g' && next == 'h') {
      consonant(chosen(g_is_h) ? 'h' : 'g');
    } else if (c == 'c' && next == 'k') {
      consonant('k');
    } else {
      return false;
    }
    at_ += length;
    return true;
  }

  /// The article after "Abd" takes on the sound of the next letter.
  [[nodiscard]] bool is_assimilated() const {
    const char next = peek();
    return sound_.consonants == "bt" && next != '\0' &&
           std::string_view("dnrstzST").find(next) != std::string_view::npos;
  }

  void read_c() {
    const char next = peek();
    if (is_first() && is_vowel(next) && chosen(c_is_silent)) return;
    consonant(next == 'e' || next == 'i' || next == 'y' ? 's' : 'k');
  }

  void read_y(char c) {
    if (is_first() && (is_vowel(peek()) || !vowels_written_)) return consonant('J');
    if (c == 'j' && !chosen(j_glides)) return consonant('J');
    vowel(vowels_written_ ? kI : kI | kE);
  }

  void read_x() {
    if (chosen(x_is_h)) return consonant('h');
    consonant('k');
    consonant('s');
  }

  void read_h() {
    const bool may_be_silent =
        at_ + 1 == letters_.size() && !sound_.consonants.empty() && (sound_.vowels.back() != 0 || !vowels_written_);
    if (!may_be_silent || chosen(last_h_is_said)) consonant('h');
  }

  void step() {
    // A letter of another script stands for itself: زه is no zh.
    if (vowels_written_ && pair()) return;
    switch (const char c = letters_[at_]) {
      case 'a':
        vowel(vowels_written_ ? kA : is_first() ? kAnyVowel : kA | kE);
        break;
      case 'A':
        if (is_first() || sound_.vowels.back() != 0) vowel(kAnyVowel);
        break;
      case 'e':
        vowel(kE);
        break;
      case 'i':
        vowel(vowels_written_ ? kI : kI | kE);
        break;
      case 'o':
      case 'u':
        vowel(kU);
        break;
      case 'y':
      case 'j':
        read_y(c);
        break;
      case 'w':
        is_first() || chosen(w_is_v) ? consonant('v') : vowel(kU);
        break;
      case 'x':
        read_x();
        break;
      case 'c':
        read_c();
        break;
      case 'h':
        read_h();
        break;
      case 'p':
        hard_inside('p', 'b');
        break;
      case 'd':
        hard_inside('d', 't');
        break;
      case 'l':
        if (!is_assimilated() || !chosen(l_is_silent)) consonant('l');
        break;
      case 'T':
        consonant(chosen(th_is_s) ? 's' : 't');
        break;
      case 'G':
        consonant(chosen(g_is_h) ? 'h' : 'g');
        break;
      case 'H':
        consonant('h');
        break;
      case 'q':
        consonant('k');
        break;
      case 'z':
        consonant('s');
        break;
      default:
        consonant(c);
    }
    ++at_;
  }

  const std::string& letters_;
  bool vowels_written_;
  unsigned choices_, met_ = 0;
  std::size_t at_ = 0;
  Sound sound_;
};

/// Those that are written for one another: Amina and Emina, Hussein and Hossein.
unsigned neighbours(unsigned vowels) {
  unsigned all = vowels;
  if ((vowels & kA) != 0) all |= kE;
  if ((vowels & kE) != 0) all |= kA | kI;
  if ((vowels & kI) != 0) all |= kE;
  return all;
}

/// Transliterators are slow to make and not to be shared between threads: one a thread.
const icu::Transliterator& latin() {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    HK_CHECK(U_SUCCESS(status) && made);
    return made;
  }();
  return *transliterator;
}

}  // namespace

std::string to_ascii(std::string_view text) {
  std::string ascii;
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; })) {
    for (const char c : text) ascii += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return ascii;
  }
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  latin().transliterate(wide);
  wide.toUTF8String(ascii);
  return ascii;
}

std::vector<Sound> sounds(std::string_view word) {
  Spelled spelled = spell(word);
  std::vector<Sound> readings;
  unsigned met = Reader(spelled, 0).met();
  int kept = 0;
  for (unsigned choice = 1; choice < choices_end; choice <<= 1U) {
    if ((met & choice) != 0 && ++kept > kChoicesMax) met &= ~choice;
  }
  // Every subset of what may be chosen, the empty one last.
  for (unsigned choices = met;; choices = (choices - 1) & met) {
    Sound sound = Reader(spelled, choices).take();
    if (!sound.consonants.empty()) readings.push_back(std::move(sound));
    if (choices == 0) break;
  }
  std::sort(readings.begin(), readings.end());
  readings.erase(std::unique(readings.begin(), readings.end()), readings.end());
  wipe(spelled.letters);
  return readings;
}

bool sounds_like(const Sound& typed, const Sound& word, NameMatch match, bool across_scripts) {
  const bool whole = typed.consonants == word.consonants;
  if (match == NameMatch::whole ? !whole : !word.consonants.starts_with(typed.consonants)) return false;
  const auto meet = [&](std::size_t at) {
    return (neighbours(static_cast<unsigned char>(typed.vowels[at])) & static_cast<unsigned char>(word.vowels[at])) !=
           0;
  };
  const bool opens = static_cast<unsigned char>(typed.vowels[0]) != kNone;
  const std::size_t told = typed.consonants.size() + (opens ? 1 : 0);
  const std::size_t last = typed.consonants.size();
  // From three sounds on the consonants tell, and the first vowels; of less every vowel must agree, and the word end.
  if (told >= 3 || (told == 2 && across_scripts)) {
    if (!meet(0)) return false;
    // An h colours the vowel before it: Mohammed, Mahamed, Mehmed.
    if (typed.consonants.size() < 2 || typed.consonants[1] != 'h') {
      if (last > 1 && !meet(1)) return false;
    }
    // A vowel that was typed last has begun a syllable: "Mari" does not begin Marko.
    const bool ends_open = static_cast<unsigned char>(typed.vowels[last]) != kNone;
    return !ends_open || whole || (static_cast<unsigned char>(word.vowels[last]) & kAnyVowel) != 0;
  }
  if (!whole) return false;
  for (std::size_t at = 0; at < typed.vowels.size(); ++at) {
    if (!meet(at)) return false;
  }
  return true;
}

}  // namespace hk
