#include "kiosk/store/people.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <tuple>

#include "sync/crypto/keys.h"

namespace hk {

namespace {

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

template <class Use>
void for_each_word(std::string_view name, Use&& use) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of(" -"), name.size());
    if (end > 0) use(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
}

/// What is left of one word; usually one word, but transliteration may find a space in it.
void append_folded(std::string_view word, std::vector<std::string>& words) {
  std::string folded(word);
  const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (!ascii) {
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    latin().transliterate(text);
    folded.clear();
    text.toUTF8String(folded);
  }
  std::string next;
  const auto take = [&] {
    if (!next.empty()) words.push_back(std::move(next));
    next.clear();
  };
  for (const char c : folded) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      next += c;
    } else if (c >= 'A' && c <= 'Z') {
      next += static_cast<char>(c - 'A' + 'a');
    } else if (c == ' ' || c == '-') {
      take();
    }
  }
  take();
  hk::wipe(folded);
}

bool matches_a_word(const std::vector<std::string>& words, const std::string& typed, People::Match match) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return match == People::Match::whole ? word == typed : word.starts_with(typed);
  });
}

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

std::vector<std::string> search_words(std::string_view name) {
  std::vector<std::string> words;
  for_each_word(name, [&](std::string_view word) { append_folded(word, words); });
  return words;
}

void People::Entry::index(KnownWords& known) {
  words.clear();
  for (const std::string* text : {&person.name, &person.alias}) {
    for_each_word(*text, [&](std::string_view word) {
      const auto [found, is_new] = known.try_emplace(std::string(word));
      if (is_new) append_folded(word, found->second);
      words.insert(words.end(), found->second.begin(), found->second.end());
    });
  }
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
  if (details.identity && take(entry, identity, stamp)) {
    entry.person.name = details.identity->name;
    entry.person.alias = details.identity->alias;
    entry.person.phone = details.identity->phone;
    entry.person.birth_year = details.identity->birth_year;
    entry.index(known_words_);
  }
  if (details.is_protected && take(entry, protection, stamp)) entry.person.is_protected = *details.is_protected;
  if (details.category && take(entry, category, stamp)) entry.person.category = *details.category;
  if (details.gender && take(entry, gender, stamp)) entry.person.gender = *details.gender;
  if (details.area && take(entry, area, stamp)) entry.person.area = *details.area;
  if (details.household && take(entry, household, stamp)) entry.person.household = *details.household;
  if (details.card && take(entry, card, stamp)) entry.person.card = *details.card;
  merge_again(change.participant);
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

void People::erase(const ParticipantId& id) {
  const auto found = people_.find(id);
  if (found == people_.end()) return;
  Entry& entry = found->second;
  for (const std::string* text : {&entry.person.name, &entry.person.alias}) {
    for_each_word(*text, [this](std::string_view word) { forget_word(std::string(word)); });
  }
  wipe(entry);
  people_.erase(found);
  merge_again(id);
}

void People::link(std::vector<std::vector<ParticipantId>> groups) {
  if (groups == groups_) return;
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
    merged.entry.words.insert(merged.entry.words.end(), said.words.begin(), said.words.end());
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
  for (std::string& word : entry.words) hk::wipe(word);
}

void People::forget_word(const std::string& word) {
  // A map's key cannot be changed in place, so it is taken out first.
  auto known = known_words_.extract(word);
  if (known.empty()) return;
  hk::wipe(known.key());
  for (std::string& folded : known.mapped()) hk::wipe(folded);
}

void People::wipe() {
  for (auto& [id, entry] : people_) wipe(entry);
  for (auto& [id, merged] : merged_) wipe(merged.entry);
  while (!known_words_.empty()) forget_word(known_words_.begin()->first);
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
    if (!entry.is_linked) use(id, entry);
  }
  for (const auto& [id, merged] : merged_) {
    if (merged.is_known) use(id, merged.entry);
  }
}

std::vector<ParticipantId> People::search(std::string_view typed, Match match, std::size_t limit,
                                          bool with_protected) const {
  const std::vector<std::string> words = search_words(typed);
  if (words.empty()) return {};
  std::vector<std::pair<const Entry*, ParticipantId>> found;
  for_each_person([&](const ParticipantId& id, const Entry& entry) {
    if (entry.person.is_protected && !with_protected) return;
    const bool all = std::all_of(words.begin(), words.end(), [&, &names = entry.words](const std::string& word) {
      return matches_a_word(names, word, match);
    });
    if (all) found.emplace_back(&entry, id);
  });
  const auto by_name = [](const auto& a, const auto& b) {
    return std::tie(a.first->words, a.second) < std::tie(b.first->words, b.second);
  };
  const std::size_t count = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(), by_name);
  std::vector<ParticipantId> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(found[i].second);
  return ids;
}

std::string People::folded_name(const std::string& name) const {
  std::vector<std::string> words;
  for_each_word(name, [&](std::string_view word) {
    const auto known = known_words_.find(std::string(word));
    if (known == known_words_.end()) return append_folded(word, words);
    words.insert(words.end(), known->second.begin(), known->second.end());
  });
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
  for_each_person([&](const ParticipantId& id, const Entry& entry) {
    if (entry.person.is_protected) return;
    if (std::string name = folded_name(entry.person.name); !name.empty()) named.emplace_back(std::move(name), id);
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
