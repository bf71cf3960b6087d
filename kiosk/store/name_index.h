#pragma once
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/store/name_forms.h"
#include "sync/domain/ids.h"

namespace hk {

/// What is asked of a NameIndex.
struct NameQuery {
  std::string_view typed;
  NameMatch match = NameMatch::beginning;
  std::size_t limit = 0;
  bool with_hidden = false;
  std::span<const ParticipantId> regulars = {};  ///< who come before others that fit as well, the first before the next
};

/// Who has which names, by the beginnings of their words as written and as said. In memory only; belongs to one thread.
/// Whatever is taken out is overwritten.
class NameIndex {
 public:
  /// One more name of `who`; a hidden one is found only by a query with_hidden.
  void add(const ParticipantId& who, std::string_view name, bool hidden);
  /// Every name of theirs.
  void remove(const ParticipantId& who);
  /// Those who have a name in which each typed word fits a word of its own, each person once. First whose whole name
  /// was typed, then whom the letters fit, then whom they only sound like; of these the regulars, then in order of
  /// name.
  [[nodiscard]] std::vector<ParticipantId> search(const NameQuery& query) const;
  /// As search_words(), but what is indexed is not folded again.
  [[nodiscard]] std::vector<std::string> plain_words(std::string_view name) const;
  /// How many different words are kept.
  [[nodiscard]] std::size_t size() const { return parts_.size(); }
  void wipe();

 private:
  struct Part {
    NamePart forms;
    std::vector<std::uint32_t> bearers;  ///< places in names_
    std::uint32_t number = 0;            ///< below numbers_, and no other part's
  };
  using Parts = std::unordered_map<std::string, Part>;  ///< as written: a town shares a few thousand
  using Known = Parts::value_type;
  struct Name {
    ParticipantId who;
    std::uint64_t order = 0;  ///< the first letters: mostly they tell which of two names comes first
    std::vector<Known*> parts;
    std::uint32_t next = kNowhere;  ///< another name of theirs
    bool hidden = false;
  };
  /// A form and a part that has it.
  struct Form {
    std::string text;
    Known* part;
  };
  struct FormOrder {
    using is_transparent = void;
    bool operator()(const Form& a, const Form& b) const {
      const int order = a.text.compare(b.text);
      return order != 0 ? order < 0 : std::less<>()(a.part, b.part);
    }
    bool operator()(const Form& a, std::string_view b) const { return a.text < b; }
    bool operator()(std::string_view a, const Form& b) const { return a < b.text; }
  };
  using Forms = std::set<Form, FormOrder>;
  class Search;
  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  template <class Use>
  void for_each_form(Known& part, Use&& use);
  Known& known(std::string_view written);
  void forget(Known& part);
  static void forget(Forms& forms, const std::string& text, Known* part);

  Parts parts_;
  Forms letters_, consonants_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> free_, free_numbers_;
  std::uint32_t numbers_ = 0;
  std::unordered_map<ParticipantId, std::uint32_t> first_;  ///< of somebody's names
};

}  // namespace hk
