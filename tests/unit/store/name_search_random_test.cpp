#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <set>

#include "kiosk/store/name_index.h"
#include "tests/support/numbered.h"
#include "tests/support/seed.h"

using namespace hk;
using namespace hk::test;

namespace {

const std::vector<std::string> pieces = {
    "Fatima", "Fatma",  "فاطمة", "Ali",  "علي",   "Mohammed", "Muhammad", "Al-Hassan", "Anna-Karin",
    "Anna",   "Karin",  "Åsa",   "Asa",  "Abdul", "Rahman",   "Li",       "Lina",      "Ek",
    "Юлія",   "Julia",  "ሰላም",   "Omar", "Umar",  "Šarić",    "李小龙",   "Bo",        "Maria",
    "Marko",  "Mariam", "مريم",  "Sara", "Zahra", "الزهراء",  "Per-Åke",  "Michael",   "Cabdi"};

using Words = std::vector<NameWord>;
using Ids = std::vector<ParticipantId>;

/// Whether every typed word can have a word of its own, by trying all.
bool fits_somehow(const Words& typed, std::size_t at, const Words& words, std::set<std::size_t>& taken,
                  NameMatch match) {
  if (at == typed.size()) return true;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (taken.contains(n) || fit(typed[at], words[n], match) == Fit::none) continue;
    taken.insert(n);
    const bool rest = fits_somehow(typed, at + 1, words, taken, match);
    taken.erase(n);
    if (rest) return true;
  }
  return false;
}

Words words_of(const std::string& name) {
  Words words;
  for (const std::string_view part : name_parts(name)) {
    const NamePart forms = forms_of_part(part);
    words.insert(words.end(), forms.words.begin(), forms.words.end());
    words.insert(words.end(), forms.besides.begin(), forms.besides.end());
  }
  return words;
}

/// People who come, go and change their names, in an index and in a plain list.
class Both {
 public:
  explicit Both(std::uint64_t seed) : random_(seed), names_(60) {}
  [[nodiscard]] std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
  void change_somebody() {
    const std::size_t who = below(names_.size());
    index.remove(numbered<ParticipantId>(who));
    names_[who].reset();
    if (below(4) == 0) return;
    std::string name = pieces[below(pieces.size())];
    for (std::size_t more = below(3); more > 0; --more) name += " " + pieces[below(pieces.size())];
    index.add(numbered<ParticipantId>(who), name, false);
    names_[who] = name;
  }
  [[nodiscard]] std::string some_letters() {
    const std::string& piece = pieces[below(pieces.size())];
    std::size_t end = 1 + below(piece.size());
    while (end < piece.size() && (static_cast<unsigned char>(piece[end]) & 0xc0) == 0x80) ++end;
    return piece.substr(0, end);
  }
  [[nodiscard]] std::set<ParticipantId> looked_through(const std::string& typed, NameMatch match) const {
    std::set<ParticipantId> found;
    for (std::size_t who = 0; who < names_.size(); ++who) {
      if (!names_[who]) continue;
      const Words words = words_of(*names_[who]);
      for (const Words& way : ways_to_read(typed)) {
        std::set<std::size_t> taken;
        if (fits_somehow(way, 0, words, taken, match)) found.insert(numbered<ParticipantId>(who));
      }
    }
    return found;
  }
  void forget_all() {
    for (std::size_t who = 0; who < names_.size(); ++who) index.remove(numbered<ParticipantId>(who));
  }
  NameIndex index;

 private:
  std::mt19937_64 random_;
  std::vector<std::optional<std::string>> names_;
};

}  // namespace

TEST_CASE("the index finds those whom looking through everybody finds, and few of them are the first of many") {
  const std::uint64_t seed = first_seed();
  for (std::uint64_t round = seed; round < seed + 12; ++round) {
    CAPTURE(round);
    Both both(round);
    for (int act = 0; act < 200; ++act) both.change_somebody();
    for (int asked = 0; asked < 25; ++asked) {
      const NameMatch match = both.below(4) == 0 ? NameMatch::whole : NameMatch::beginning;
      std::string typed = both.some_letters();
      if (both.below(2) == 0) typed += " " + both.some_letters();
      const Ids found = both.index.search({typed, match, 1000, false});
      CHECK_MESSAGE(std::set<ParticipantId>(found.begin(), found.end()) == both.looked_through(typed, match), typed);
      Ids first = found;
      first.resize(std::min<std::size_t>(6, first.size()));
      CHECK(both.index.search({typed, match, 6, false}) == first);
    }
    both.forget_all();
    CHECK(both.index.size() == 0);
  }
}
