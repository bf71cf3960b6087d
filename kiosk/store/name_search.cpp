#include <algorithm>
#include <array>
#include <tuple>

#include "kiosk/store/name_index.h"
#include "sync/crypto/keys.h"

namespace hk {

namespace {

/// How somebody was found, the best first.
enum class Found : unsigned char { by_whole_name, by_letters, by_sound, not_at_all };

/// Gives each typed word a word of its own. Kept from name to name, as it is asked of thousands.
class Pairing {
 public:
  /// fits(typed, word) is how well one fits another.
  template <class Fits>
  void set(std::size_t typed, std::size_t words, Fits&& fits) {
    typed_ = typed;
    words_ = words;
    fits_.clear();
    for (std::size_t i = 0; i < typed; ++i) {
      for (std::size_t j = 0; j < words; ++j) fits_.push_back(fits(i, j));
    }
  }
  /// Whether it can be done with pairs that fit at least so well.
  [[nodiscard]] bool is_possible(Fit least) {
    taken_by_.assign(words_, kNobody);
    for (std::size_t i = 0; i < typed_; ++i) {
      tried_.assign(words_, false);
      if (!place(i, least)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kNobody = SIZE_MAX;
  /// Whoever has a word already may move to another one (Kuhn's matching), so that no order is tried twice.
  bool place(std::size_t typed, Fit least) {
    for (std::size_t word = 0; word < words_; ++word) {
      if (fits_[typed * words_ + word] < least || tried_[word]) continue;
      tried_[word] = true;
      if (taken_by_[word] != kNobody && !place(taken_by_[word], least)) continue;
      taken_by_[word] = typed;
      return true;
    }
    return false;
  }
  std::size_t typed_ = 0, words_ = 0;
  std::vector<Fit> fits_;
  std::vector<std::size_t> taken_by_;
  std::vector<bool> tried_;
};

}  // namespace

class NameIndex::Search {
 public:
  Search(const NameIndex& index, const NameQuery& query) : index_(index), query_(query) {
    for (std::size_t rank = 0; rank < query.regulars.size(); ++rank) {
      const auto first = index.first_.find(query.regulars[rank]);
      if (first == index.first_.end()) continue;
      for (std::uint32_t place = first->second; place != kNowhere; place = index.names_[place].next)
        ranks_.try_emplace(place, rank);
    }
  }

  /// Adds those whom these words find.
  void look_for(const std::vector<NameWord>& typed) {
    if (typed.size() == 1) return look_for(typed.front());
    // Which typed words fit which part, as bits.
    std::vector<std::uint8_t> marks(index_.numbers_);
    std::vector<Fitting> rarest;
    std::size_t fewest = SIZE_MAX;
    for (std::size_t i = 0; i < typed.size(); ++i) {
      std::vector<Fitting> parts = parts_with(typed[i]);
      std::size_t bearers = 0;
      for (const Fitting& one : parts) {
        bearers += one.part->second.bearers.size();
        marks[one.part->second.number] |= static_cast<std::uint8_t>(1U << i);
      }
      if (bearers >= fewest) continue;
      fewest = bearers;
      rarest = std::move(parts);
    }
    const unsigned all = (1U << typed.size()) - 1;
    for (const Fitting& one : rarest) {
      for (const std::uint32_t place : one.part->second.bearers) {
        const Name& name = index_.names_[place];
        unsigned met = 0;
        for (const Known* part : name.parts) met |= marks[part->second.number];
        if (met == all) consider(place, [&] { return judge(name, typed); });
      }
    }
  }

  [[nodiscard]] std::vector<ParticipantId> take() const {
    std::vector<ParticipantId> ids;
    for (const Hit& hit : best_) ids.push_back(hit.name->who);
    return ids;
  }

 private:
  struct Fitting {
    const Known* part;
    Fit fit;
  };
  struct Hit {
    Found found;
    std::size_t rank;  ///< among the regulars
    const Name* name;
  };

  /// The usual case, and the one with the most names: a part tells of all its bearers.
  void look_for(const NameWord& typed) {
    for (const Fitting& one : parts_with(typed)) {
      const std::vector<NameWord>& words = one.part->second.forms.words;
      const bool is_all = words.size() == 1 && words.front().plain == typed.plain;
      const Found found = one.fit == Fit::by_letters ? Found::by_letters : Found::by_sound;
      for (const std::uint32_t place : one.part->second.bearers) {
        consider(place,
                 [&] { return is_all && index_.names_[place].parts.size() == 1 ? Found::by_whole_name : found; });
      }
    }
  }

  /// Those that hold a word that fits, each once.
  [[nodiscard]] std::vector<Fitting> parts_with(const NameWord& typed) const {
    std::vector<Fitting> parts;
    const bool whole = query_.match == NameMatch::whole;
    for (auto form = index_.letters_.lower_bound(std::string_view(typed.plain));
         form != index_.letters_.end() && form->text.starts_with(typed.plain); ++form) {
      if (!whole || form->text == typed.plain) parts.push_back({form->part, Fit::by_letters});
    }
    for (const Sound& sound : typed.sounds) {
      for (auto form = index_.consonants_.lower_bound(std::string_view(sound.consonants));
           form != index_.consonants_.end() && form->text.starts_with(sound.consonants); ++form) {
        if (fits(typed, form->part->second.forms)) parts.push_back({form->part, Fit::by_sound});
      }
    }
    // Of one part the better fit is kept.
    std::sort(parts.begin(), parts.end(),
              [](const Fitting& a, const Fitting& b) { return std::tuple(a.part, b.fit) < std::tuple(b.part, a.fit); });
    const auto same = [](const Fitting& a, const Fitting& b) { return a.part == b.part; };
    parts.erase(std::unique(parts.begin(), parts.end(), same), parts.end());
    return parts;
  }

  [[nodiscard]] bool fits(const NameWord& typed, const NamePart& part) const {
    const auto one = [&](const NameWord& word) { return fit(typed, word, query_.match) != Fit::none; };
    return std::any_of(part.words.begin(), part.words.end(), one) ||
           std::any_of(part.besides.begin(), part.besides.end(), one);
  }

  template <class Judge>
  void consider(std::uint32_t place, Judge&& judge) {
    const Name& name = index_.names_[place];
    if (name.hidden && !query_.with_hidden) return;
    const auto regular = ranks_.find(place);
    const Hit hit{judge(), regular == ranks_.end() ? SIZE_MAX : regular->second, &name};
    if (hit.found == Found::not_at_all) return;
    if (best_.size() == query_.limit && !comes_before(hit, best_.back())) return;
    // Somebody with several names is found by the best of them.
    const auto same =
        std::find_if(best_.begin(), best_.end(), [&](const Hit& one) { return one.name->who == name.who; });
    if (same != best_.end()) {
      if (!comes_before(hit, *same)) return;
      best_.erase(same);
    }
    best_.insert(std::upper_bound(best_.begin(), best_.end(), hit, comes_before), hit);
    if (best_.size() > query_.limit) best_.pop_back();
  }

  [[nodiscard]] Found judge(const Name& name, const std::vector<NameWord>& typed) {
    words_.clear();
    for (const Known* part : name.parts) {
      for (const NameWord& word : part->second.forms.words) words_.push_back(&word);
    }
    const std::size_t own = words_.size();
    for (const Known* part : name.parts) {
      for (const NameWord& word : part->second.forms.besides) words_.push_back(&word);
    }
    if (typed.size() > words_.size()) return Found::not_at_all;
    pairing_.set(typed.size(), words_.size(),
                 [&](std::size_t i, std::size_t j) { return fit(typed[i], *words_[j], query_.match); });
    if (!pairing_.is_possible(Fit::by_sound)) return Found::not_at_all;
    if (!pairing_.is_possible(Fit::by_letters)) return Found::by_sound;
    return typed.size() == own && is_whole_name(typed) ? Found::by_whole_name : Found::by_letters;
  }

  /// Whether the typed words are the first of words_, in whatever order.
  [[nodiscard]] bool is_whole_name(const std::vector<NameWord>& typed) {
    pairing_.set(typed.size(), typed.size(),
                 [&](std::size_t i, std::size_t j) { return fit(typed[i], *words_[j], NameMatch::whole); });
    return pairing_.is_possible(Fit::by_letters);
  }

  static bool comes_before(const Hit& a, const Hit& b) {
    if (a.found != b.found || a.rank != b.rank) return std::tie(a.found, a.rank) < std::tie(b.found, b.rank);
    if (const int order = by_name(*a.name, *b.name); order != 0) return order < 0;
    return a.name->who < b.name->who;
  }

  static int by_name(const Name& a, const Name& b) {
    if (a.order != b.order) return a.order < b.order ? -1 : 1;
    const std::size_t both = std::min(a.parts.size(), b.parts.size());
    for (std::size_t i = 0; i < both; ++i) {
      if (a.parts[i] == b.parts[i]) continue;
      const auto plain = [](const NameWord& one, const NameWord& other) { return one.plain < other.plain; };
      const std::vector<NameWord>&one = a.parts[i]->second.forms.words, &other = b.parts[i]->second.forms.words;
      if (std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(), plain)) return -1;
      if (std::lexicographical_compare(other.begin(), other.end(), one.begin(), one.end(), plain)) return 1;
    }
    return a.parts.size() < b.parts.size() ? -1 : a.parts.size() > b.parts.size() ? 1 : 0;
  }

  const NameIndex& index_;
  const NameQuery& query_;
  std::unordered_map<std::uint32_t, std::size_t> ranks_;  ///< of the regulars' names
  std::vector<const NameWord*> words_;                    ///< of the name that is looked at
  Pairing pairing_;
  std::vector<Hit> best_;
};

std::vector<ParticipantId> NameIndex::search(const NameQuery& query) const {
  if (query.limit == 0) return {};
  Search search(*this, query);
  for (std::vector<NameWord>& typed : ways_to_read(query.typed)) {
    search.look_for(typed);
    for (NameWord& word : typed) hk::wipe(word);
  }
  return search.take();
}

}  // namespace hk
