#include "kiosk/store/people.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "sync/crypto/keys.h"

namespace hk {

namespace {

/// Bytes of the first `count` characters of UTF-8.
std::size_t characters_bytes(std::string_view text, std::size_t count) {
  std::size_t bytes = 0;
  for (; bytes < text.size(); ++bytes) {
    const bool begins = (static_cast<unsigned char>(text[bytes]) & 0xc0) != 0x80;
    if (begins && count-- == 0) break;
  }
  return bytes;
}

}  // namespace

std::string Person::first_name() const {
  const std::string& shown = is_protected || name.empty() ? alias : name;
  return shown.substr(0, shown.find(' '));
}

std::string Person::initial(std::size_t letters) const {
  if (is_protected || name.empty()) return {};
  const std::size_t space = name.rfind(' ');
  if (space == std::string::npos || space + 1 >= name.size()) return {};
  const std::string_view surname = std::string_view(name).substr(space + 1);
  return std::string(surname.substr(0, characters_bytes(surname, letters))) + ".";
}

std::string Person::staff_name() const {
  if (is_protected || name.empty()) return alias;
  const std::string letter = initial();
  return letter.empty() ? first_name() : first_name() + " " + letter;
}

bool People::take(Entry& entry, Group group, const Stamp& stamp) {
  Stamp& holder = entry.groups[group];
  if (stamp < holder) return false;
  holder = stamp;
  return true;
}

void People::apply(const ParticipantSet& change, Hlc order, const ChangeId& id) {
  if (!change.details) return;
  const ParticipantDetails& details = *change.details;
  Entry& entry = people_[change.participant];
  const Stamp stamp{order, id};
  bool is_found_otherwise = false;
  if (details.identity && take(entry, identity, stamp)) {
    entry.person.name = details.identity->name;
    entry.person.alias = details.identity->alias;
    entry.person.phone = details.identity->phone;
    entry.person.birth_year = details.identity->birth_year;
    is_found_otherwise = true;
  }
  if (details.is_protected && take(entry, protection, stamp)) {
    entry.person.is_protected = *details.is_protected;
    is_found_otherwise = true;
  }
  if (details.category && take(entry, category, stamp)) entry.person.category = *details.category;
  if (details.gender && take(entry, gender, stamp)) entry.person.gender = *details.gender;
  if (details.area && take(entry, area, stamp)) entry.person.area = *details.area;
  if (details.household && take(entry, household, stamp)) settle(change.participant, entry.person, *details.household);
  if (details.card && take(entry, card, stamp)) entry.person.card = *details.card;
  merge_again(change.participant);
  if (is_found_otherwise) index(change.participant);
}

void People::apply(const ConsentSet& change, Hlc order, const ChangeId& id) {
  if (!change.details) return;
  const ConsentSet::Details& said = *change.details;
  const bool research = said.purpose == ConsentPurpose::research;
  Entry& entry = people_[change.participant];
  if (!take(entry, research ? research_consent : registration_consent, {order, id})) return;
  (research ? entry.person.research : entry.person.registration) =
      Consent{said.given, said.text_version, said.by, order.ms()};
  merge_again(change.participant);
}

/// Kept by what was said under each id alone, so that merges and what undoes them leave it as it is.
void People::settle(const ParticipantId& id, Person& person, const std::string& household) {
  if (const auto left = households_.find(person.household); left != households_.end()) {
    std::erase(left->second, id);
    if (left->second.empty()) hk::wipe(households_.extract(left).key());
  }
  hk::wipe(person.household);
  person.household = household;
  if (!household.empty()) households_[household].push_back(id);
}

void People::erase(const ParticipantId& id) {
  const auto found = people_.find(id);
  if (found == people_.end()) return;
  settle(id, found->second.person, {});
  wipe(found->second);
  people_.erase(found);
  merge_again(id);
  index(id);
}

void People::index(const ParticipantId& id) {
  const ParticipantId who = representative(id);
  names_.remove(who);
  const Person* person = find(who);
  if (person == nullptr) return;
  for (const ParticipantId& one : all_ids(who)) {
    const Person* said = said_under(one);
    if (said == nullptr) continue;
    for (const std::string* name : {&said->name, &said->alias}) names_.add(who, *name, person->is_protected);
  }
}

void People::link(std::vector<std::vector<ParticipantId>> groups) {
  if (groups == groups_) return;
  std::vector<ParticipantId> touched;
  for (const auto* linked : {&groups_, &groups}) {
    for (const std::vector<ParticipantId>& ids : *linked) touched.insert(touched.end(), ids.begin(), ids.end());
  }
  groups_ = std::move(groups);
  for (auto& [id, merged] : merged_) {
    wipe(merged.entry);
    for (const ParticipantId& one : merged.ids) {
      if (const auto entry = people_.find(one); entry != people_.end()) entry->second.is_linked = false;
    }
  }
  merged_.clear();
  stands_for_.clear();
  for (const std::vector<ParticipantId>& ids : groups_) {
    for (const ParticipantId& one : ids) stands_for_[one] = ids.front();
    merged_[ids.front()].ids = ids;
    merge_again(ids.front());
  }
  for (const ParticipantId& id : touched) {
    if (representative(id) == id) {
      index(id);
    } else {
      names_.remove(id);
    }
  }
}

void People::copy_group(Person& to, const Person& from, Group group) {
  switch (group) {
    case identity:
      to.name = from.name;
      to.alias = from.alias;
      to.phone = from.phone;
      to.birth_year = from.birth_year;
      break;
    case protection:
      break;  // no id takes it from another
    case category:
      to.category = from.category;
      break;
    case gender:
      to.gender = from.gender;
      break;
    case area:
      to.area = from.area;
      break;
    case household:
      to.household = from.household;
      break;
    case card:
      to.card = from.card;
      break;
    case registration_consent:
      to.registration = from.registration;
      break;
    case research_consent:
      to.research = from.research;
      break;
    case groups_end:
      break;
  }
}

void People::merge_again(const ParticipantId& id) {
  const auto linked = stands_for_.find(id);
  if (linked == stands_for_.end()) return;
  Merged& merged = merged_.at(linked->second);
  wipe(merged.entry);
  merged.entry = {};
  merged.is_known = false;
  Stamp aliased;
  std::string alias;
  for (const ParticipantId& one : merged.ids) {
    const auto found = people_.find(one);
    if (found == people_.end()) continue;
    Entry& said = found->second;
    said.is_linked = merged.is_known = true;
    for (int group = 0; group < groups_end; ++group) {
      const auto which = static_cast<Group>(group);
      if (take(merged.entry, which, said.groups[which])) copy_group(merged.entry.person, said.person, which);
    }
    merged.entry.person.is_protected |= said.person.is_protected;
    if (!said.person.alias.empty() && aliased <= said.groups[identity]) {
      aliased = said.groups[identity];
      alias = said.person.alias;
    }
  }
  if (merged.entry.person.is_protected && merged.entry.person.alias.empty()) merged.entry.person.alias = alias;
  hk::wipe(alias);
}

void People::wipe(Entry& entry) {
  Person& person = entry.person;
  for (std::string* text : {&person.name, &person.alias, &person.phone, &person.household, &person.card}) {
    hk::wipe(*text);
  }
}

void People::wipe() {
  for (auto& [id, entry] : people_) wipe(entry);
  for (auto& [id, merged] : merged_) wipe(merged.entry);
  while (!households_.empty()) hk::wipe(households_.extract(households_.begin()).key());
  names_.wipe();
  people_.clear();
  merged_.clear();
  stands_for_.clear();
  groups_.clear();
}

const Person* People::said_under(const ParticipantId& id) const {
  const auto found = people_.find(id);
  return found == people_.end() ? nullptr : &found->second.person;
}

const Person* People::find(const ParticipantId& id) const {
  const auto linked = stands_for_.find(id);
  if (linked == stands_for_.end()) return said_under(id);
  const Merged& merged = merged_.at(linked->second);
  return merged.is_known ? &merged.entry.person : nullptr;
}

ParticipantId People::representative(const ParticipantId& id) const {
  const auto linked = stands_for_.find(id);
  return linked == stands_for_.end() ? id : linked->second;
}

std::vector<ParticipantId> People::all_ids(const ParticipantId& id) const {
  const auto linked = stands_for_.find(id);
  return linked == stands_for_.end() ? std::vector{id} : merged_.at(linked->second).ids;
}

/// Each once.
template <class Use>
void People::for_each_person(Use&& use) const {
  for (const auto& [id, entry] : people_) {
    if (!entry.is_linked) use(id, entry.person);
  }
  for (const auto& [id, merged] : merged_) {
    if (merged.is_known) use(id, merged.entry.person);
  }
}

std::vector<ParticipantId> People::search(std::string_view typed, Match match, std::size_t limit, bool with_protected,
                                          std::span<const ParticipantId> regulars) const {
  std::vector<ParticipantId> first;
  for (const ParticipantId& id : regulars) first.push_back(representative(id));
  return names_.search({typed, match, limit, with_protected, first});
}

std::vector<ParticipantId> People::household_of(const ParticipantId& id) const {
  const Person* person = find(id);
  const auto said = person == nullptr ? households_.end() : households_.find(person->household);
  if (said == households_.end()) return {representative(id)};
  // Who is known under several ids may have moved under another of them since.
  std::map<ParticipantId, const Person*> living;
  for (const ParticipantId& one : said->second) {
    const Person* member = find(one);
    if (member->household == person->household) living.emplace(representative(one), member);
  }
  std::vector<std::pair<std::vector<std::string>, ParticipantId>> members;
  for (const auto& [one, member] : living)
    members.emplace_back(names_.plain_words(member->name.empty() ? member->alias : member->name), one);
  std::sort(members.begin(), members.end());
  std::vector<ParticipantId> ids;
  for (auto& [words, one] : members) {
    ids.push_back(one);
    for (std::string& word : words) hk::wipe(word);
  }
  return ids;
}

std::string People::folded_name(const std::string& name) const {
  std::vector<std::string> words = names_.plain_words(name);
  std::sort(words.begin(), words.end());
  std::string folded;
  for (std::string& word : words) {
    folded += (folded.empty() ? "" : " ") + word;
    hk::wipe(word);
  }
  return folded;
}

std::vector<std::vector<ParticipantId>> People::namesakes() const {
  std::vector<std::pair<std::string, ParticipantId>> named;
  for_each_person([&](const ParticipantId& id, const Person& person) {
    if (person.is_protected) return;
    if (std::string name = folded_name(person.name); !name.empty()) named.emplace_back(std::move(name), id);
  });
  std::sort(named.begin(), named.end());
  std::vector<std::vector<ParticipantId>> groups;
  for (auto first = named.begin(); first != named.end();) {
    const auto next = std::find_if(first, named.end(), [&](const auto& one) { return one.first != first->first; });
    if (next - first > 1) {
      groups.emplace_back();
      for (auto one = first; one != next; ++one) groups.back().push_back(one->second);
    }
    first = next;
  }
  for (auto& [name, id] : named) hk::wipe(name);
  return groups;
}

}  // namespace hk
