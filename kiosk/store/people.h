#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/store/name_index.h"
#include "sync/domain/change.h"

namespace hk {

/// What somebody last said, or a guardian for them.
struct Consent {
  bool given = false;
  std::int32_t text_version = 0;  ///< of the words that were shown
  ConsentBy by = ConsentBy::participant;
  std::int64_t when_ms = 0;  ///< UTC
  bool operator==(const Consent&) const = default;
};

/// Somebody's identity as folded from the opened sealed parts. In memory only, and only while unlocked.
struct Person {
  std::string name, alias, phone;
  std::optional<std::int32_t> birth_year;
  std::string category;  ///< empty where nobody said
  std::string gender, area;
  std::string household, card;
  bool is_protected = false;
  std::optional<Consent> registration, research;  ///< empty: never asked

  [[nodiscard]] bool agrees_to_research() const { return research && research->given; }

  /// What staff see: the alias of a protected person, else first name and the surname's initial.
  [[nodiscard]] std::string staff_name() const;
  [[nodiscard]] std::string first_name() const;
  /// "A.", or of the surname's first `letters`: "Ahm."; empty where there is no surname, or it is not to be shown.
  [[nodiscard]] std::string initial(std::size_t letters = 1) const;
};

/// Everybody in the programme, by name. Lives on the core thread; built on the job thread and handed over whole.
class People {
 public:
  /// Folds one opened change, last writer wins per group.
  void apply(const ParticipantSet& change, Hlc order, const ChangeId& id);
  void apply(const ConsentSet& change, Hlc order, const ChangeId& id);
  /// Overwrites all that was said under one id.
  void erase(const ParticipantId& id);
  /// Which ids are one person's from now on; each group as Linked::groups() has it. Costs nothing where they are those
  /// of before.
  void link(std::vector<std::vector<ParticipantId>> groups);
  /// The one person behind any of their ids: of each group of fields the last word under any of them. Protected as soon
  /// as one id is, and then shown by the last alias anybody gave.
  [[nodiscard]] const Person* find(const ParticipantId& id) const;
  /// What was said under this id alone.
  [[nodiscard]] const Person* said_under(const ParticipantId& id) const;
  /// The id that stands for somebody: the smallest of theirs.
  [[nodiscard]] ParticipantId representative(const ParticipantId& id) const;
  /// Every id of theirs, the smallest first.
  [[nodiscard]] std::vector<ParticipantId> all_ids(const ParticipantId& id) const;
  using Match = NameMatch;
  /// Those for whom every typed word begins (or is) one of their names, as written or as said; at most `limit`, in the
  /// order of NameIndex::search(). Protected people only when `with_protected` (staff). Each person once, by the id
  /// that stands for them. `regulars` are any ids of those who come before others that fit as well.
  [[nodiscard]] std::vector<ParticipantId> search(std::string_view typed, Match match, std::size_t limit,
                                                  bool with_protected,
                                                  std::span<const ParticipantId> regulars = {}) const;
  /// Who may be checked in with `id`, protected people too, in order of name and by the ids that stand for them; `id`
  /// is one of them.
  [[nodiscard]] std::vector<ParticipantId> household_of(const ParticipantId& id) const;
  /// Those whose names are the same words in whatever order, two or more in each group; nobody who is protected.
  [[nodiscard]] std::vector<std::vector<ParticipantId>> namesakes() const;
  /// How many ids something was said under.
  [[nodiscard]] std::size_t size() const { return people_.size(); }
  /// How many different words of names are kept to find people by.
  [[nodiscard]] std::size_t words() const { return names_.size(); }
  /// Overwrites every name before it is forgotten.
  void wipe();

 private:
  struct Stamp {
    Hlc order;
    ChangeId id;
    auto operator<=>(const Stamp&) const = default;
  };
  enum Group {
    identity,
    protection,
    category,
    gender,
    area,
    household,
    card,
    registration_consent,
    research_consent,
    groups_end
  };
  struct Entry {
    Person person;
    std::array<Stamp, groups_end> groups{};  ///< who wrote each group last
    bool is_linked = false;                  ///< speaks through a Merged
  };
  /// Somebody with several ids.
  struct Merged {
    std::vector<ParticipantId> ids;
    Entry entry;
    bool is_known = false;  ///< something was said under one of the ids
  };
  static bool take(Entry& entry, Group group, const Stamp& stamp);
  static void copy_group(Person& to, const Person& from, Group group);
  static void wipe(Entry& entry);
  /// Puts whoever is known under several ids together anew from what was said under each.
  void merge_again(const ParticipantId& id);
  /// Finds whoever `id` belongs to by what they are called now.
  void index(const ParticipantId& id);
  template <class Use>
  void for_each_person(Use&& use) const;
  [[nodiscard]] std::string folded_name(const std::string& name) const;
  void settle(const ParticipantId& id, Person& person, const std::string& household);
  std::unordered_map<ParticipantId, Entry> people_;              ///< by each id alone
  std::unordered_map<ParticipantId, Merged> merged_;             ///< by the id that stands for all of theirs
  std::unordered_map<ParticipantId, ParticipantId> stands_for_;  ///< any of several ids → the one in merged_
  std::vector<std::vector<ParticipantId>> groups_;               ///< as they were linked last
  std::unordered_map<std::string, std::vector<ParticipantId>> households_;  ///< household → ids it was said under
  NameIndex names_;
};

}  // namespace hk
