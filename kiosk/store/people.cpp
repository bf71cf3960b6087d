#include "kiosk/store/people.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace hk {

namespace {

enum Group { identity, protection, category, gender, area };

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

bool matches_a_word(const std::vector<std::string>& words, const std::string& typed, People::Match match) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return match == People::Match::whole ? word == typed : word.starts_with(typed);
  });
}

std::size_t first_character_bytes(std::string_view text) {
  std::size_t bytes = text.empty() ? 0 : 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) ++bytes;
  return bytes;
}

}  // namespace

std::string Person::first_name() const {
  const std::string& shown = is_protected || name.empty() ? alias : name;
  return shown.substr(0, shown.find(' '));
}

std::string Person::initial() const {
  if (is_protected || name.empty()) return {};
  const std::size_t space = name.rfind(' ');
  if (space == std::string::npos || space + 1 >= name.size()) return {};
  const std::string_view surname = std::string_view(name).substr(space + 1);
  return std::string(surname.substr(0, first_character_bytes(surname))) + ".";
}

std::string Person::staff_name() const {
  if (is_protected || name.empty()) return alias;
  const std::string letter = initial();
  return letter.empty() ? first_name() : first_name() + " " + letter;
}

std::vector<std::string> search_words(std::string_view name) {
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  latin().transliterate(text);
  std::string folded;
  text.toUTF8String(folded);
  std::vector<std::string> words(1);
  for (const char c : folded) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      words.back() += c;
    } else if ((c == ' ' || c == '-') && !words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool People::take(Entry& entry, int group, const Stamp& stamp) {
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
    const bool known_by_alias = entry.person.name.empty();
    entry.words = search_words(known_by_alias ? entry.person.alias : entry.person.name);
  }
  if (details.is_protected && take(entry, protection, stamp)) entry.person.is_protected = *details.is_protected;
  if (details.category && take(entry, category, stamp)) entry.person.category = *details.category;
  if (details.gender && take(entry, gender, stamp)) entry.person.gender = *details.gender;
  if (details.area && take(entry, area, stamp)) entry.person.area = *details.area;
}

const Person* People::find(const ParticipantId& id) const {
  const auto found = people_.find(id);
  return found == people_.end() ? nullptr : &found->second.person;
}

std::vector<ParticipantId> People::search(std::string_view typed, Match match, std::size_t limit,
                                          bool with_protected) const {
  const std::vector<std::string> words = search_words(typed);
  if (words.empty()) return {};
  std::vector<std::pair<const Entry*, ParticipantId>> found;
  for (const auto& [id, entry] : people_) {
    if (entry.person.is_protected && !with_protected) continue;
    const bool all = std::all_of(words.begin(), words.end(),
                                 [&](const std::string& word) { return matches_a_word(entry.words, word, match); });
    if (all) found.emplace_back(&entry, id);
  }
  const auto by_name = [](const auto& a, const auto& b) {
    return std::tie(a.first->words, a.second) < std::tie(b.first->words, b.second);
  };
  const std::size_t count = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(), by_name);
  std::vector<ParticipantId> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(found[i].second);
  return ids;
}

}  // namespace hk
