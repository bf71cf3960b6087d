#pragma once
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "kiosk/store/programme_file.h"

/// What reading and writing of programme settings share: the words of each choice, and defaults.
namespace hk {

/// A choice's word in the file, and its value.
template <class Value>
using Word = std::pair<std::string_view, Value>;

inline constexpr std::array<Word<SessionKind>, 3> kind_words = {
    {{"group", SessionKind::group}, {"individual", SessionKind::individual}, {"event", SessionKind::event}}};
inline constexpr std::array<Word<FieldUse>, 3> field_words = {
    {{"off", FieldUse::off}, {"optional", FieldUse::optional}, {"required", FieldUse::required}}};
inline constexpr std::array<Word<ChildBasis>, 2> basis_words = {
    {{"guardian_consent", ChildBasis::guardian_consent}, {"lawful_basis", ChildBasis::lawful_basis}}};
inline constexpr std::array<Word<RecurringRule::Kind>, 2> rule_words = {
    {{"visits_per_week", RecurringRule::Kind::visits_per_week},
     {"visits_in_period", RecurringRule::Kind::visits_in_period}}};
template <class Value, std::size_t n>
[[nodiscard]] std::string_view word_of(Value value, const std::array<Word<Value>, n>& words) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.second == value; });
  HK_CHECK(found != words.end());
  return found->first;
}

/// activity/site/weekday/start: the same in every file that plans the same thing.
[[nodiscard]] std::string schedule_entry_id(const ProgrammeFile::Slot& slot);
/// Bands of domain.md, as far as the programme has their categories.
[[nodiscard]] std::vector<ProgrammeFile::AgeBand> default_age_bands(
    const std::vector<ProgrammeFile::Category>& categories);

}  // namespace hk
