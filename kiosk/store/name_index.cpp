#include "kiosk/store/name_index.h"

#include <algorithm>

#include "sync/crypto/keys.h"

namespace hk {

namespace {

/// Names are typed by people; what is longer came from elsewhere.
constexpr std::size_t kPartsMax = 16;

/// The first eight letters as a number that sorts as they do.
std::uint64_t first_letters(const std::vector<NameWord>& words) {
  std::uint64_t order = 0;
  const std::string_view plain = words.empty() ? std::string_view() : std::string_view(words.front().plain);
  for (std::size_t i = 0; i < sizeof order; ++i) {
    order = (order << 8U) | (i < plain.size() ? static_cast<unsigned char>(plain[i]) : 0U);
  }
  return order;
}

std::uint32_t take_last(std::vector<std::uint32_t>& free) {
  const std::uint32_t number = free.back();
  free.pop_back();
  return number;
}

}  // namespace

/// Each form that the part is found by: of letters, of consonants.
template <class Use>
void NameIndex::for_each_form(Known& part, Use&& use) {
  for (std::vector<NameWord>* words : {&part.second.forms.words, &part.second.forms.besides}) {
    for (NameWord& word : *words) {
      use(letters_, word.plain);
      for (Sound& sound : word.sounds) use(consonants_, sound.consonants);
    }
  }
}

NameIndex::Known& NameIndex::known(std::string_view written) {
  const auto [found, is_new] = parts_.try_emplace(std::string(written));
  Known& known = *found;
  if (is_new) {
    known.second.forms = forms_of_part(written);
    known.second.number = free_numbers_.empty() ? numbers_++ : take_last(free_numbers_);
    for_each_form(known, [&known](Forms& forms, const std::string& text) { forms.insert({text, &known}); });
  }
  return known;
}

void NameIndex::add(const ParticipantId& who, std::string_view name, bool hidden) {
  std::vector<std::string_view> parts = name_parts(name);
  if (parts.empty()) return;
  parts.resize(std::min(parts.size(), kPartsMax));
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(names_.size()));
    names_.emplace_back();
  }
  const std::uint32_t place = take_last(free_);
  Name& added = names_[place];
  added.who = who;
  added.hidden = hidden;
  added.parts.reserve(parts.size());
  for (const std::string_view part : parts) {
    Known& one = known(part);
    added.parts.push_back(&one);
    std::vector<std::uint32_t>& bearers = one.second.bearers;
    if (bearers.empty() || bearers.back() != place) bearers.push_back(place);
  }
  added.order = first_letters(added.parts.front()->second.forms.words);
  const auto [first, is_first] = first_.try_emplace(who, place);
  if (!is_first) added.next = std::exchange(first->second, place);
}

void NameIndex::remove(const ParticipantId& who) {
  const auto first = first_.find(who);
  if (first == first_.end()) return;
  for (std::uint32_t place = first->second; place != kNowhere;) {
    Name& name = names_[place];
    for (Known* part : name.parts) {
      std::vector<std::uint32_t>& bearers = part->second.bearers;
      const auto found = std::find(bearers.begin(), bearers.end(), place);
      if (found == bearers.end()) continue;  // a word that the name has twice, and forgotten with the first
      bearers.erase(found);
    }
    std::sort(name.parts.begin(), name.parts.end());
    name.parts.erase(std::unique(name.parts.begin(), name.parts.end()), name.parts.end());
    for (Known* part : name.parts) {
      if (part->second.bearers.empty()) forget(*part);
    }
    free_.push_back(place);
    place = name.next;
    names_[free_.back()] = {};
  }
  first_.erase(first);
}

void NameIndex::forget(Forms& forms, const std::string& text, Known* part) {
  // A set's value cannot be changed in place, so it is taken out first.
  const auto found = forms.find(Form{text, part});
  if (found == forms.end()) return;
  auto node = forms.extract(found);
  hk::wipe(node.value().text);
}

void NameIndex::forget(Known& part) {
  for_each_form(part, [&](Forms& forms, const std::string& text) { forget(forms, text, &part); });
  for (std::vector<NameWord>* words : {&part.second.forms.words, &part.second.forms.besides}) {
    for (NameWord& word : *words) hk::wipe(word);
  }
  free_numbers_.push_back(part.second.number);
  auto node = parts_.extract(part.first);
  hk::wipe(node.key());
}

std::vector<std::string> NameIndex::plain_words(std::string_view name) const {
  std::vector<std::string> plain;
  for (const std::string_view part : name_parts(name)) {
    const auto known = parts_.find(std::string(part));
    const NamePart folded = known == parts_.end() ? forms_of_part(part) : NamePart{};
    for (const NameWord& word : (known == parts_.end() ? folded : known->second.forms).words)
      plain.push_back(word.plain);
  }
  return plain;
}

void NameIndex::wipe() {
  while (!parts_.empty()) forget(*parts_.begin());
  for (Name& name : names_) name.order = 0;
  names_.clear();
  free_.clear();
  free_numbers_.clear();
  numbers_ = 0;
  first_.clear();
}

}  // namespace hk
