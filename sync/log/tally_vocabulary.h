#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/tally_words.h"
#include "sync/log/log.h"

namespace hk {

/// The values of one dimension in the order of display: as the catalogue lists them, then those only the facts know
/// (their entry has not arrived) by code, then the missing one. Throws SqliteFailure.
class TallyVocabulary {
 public:
  /// `met` are the codes that facts have. The missing value's own code is `unknown` among categories, else empty; a
  /// fact that has that code, or an empty one, has no value.
  TallyVocabulary(Database& db, ProgrammeRef programme, Dimension dimension, const std::set<std::string>& met);

  /// Of a code, or of a leader's id in text. What nobody listed is missing.
  [[nodiscard]] Rank rank(std::string_view code) const;
  /// The same; empty where nobody listed it.
  [[nodiscard]] std::optional<Rank> find(std::string_view code) const;
  [[nodiscard]] Rank missing() const { return static_cast<Rank>(values_.size() - 1); }
  [[nodiscard]] const std::vector<TallyWords::Value>& values() const { return values_; }
  /// The values as a breakdown has them: there the missing one has an empty code.
  [[nodiscard]] std::vector<TallyWords::Value> keys() const;

 private:
  void add_catalogue(Database& db, ProgrammeRef programme, CatalogueType type);
  void add_weekdays();
  void add(std::string code, std::string label);

  std::vector<TallyWords::Value> values_;
  std::map<std::string, Rank, std::less<>> ranks_;
};

/// Calls `each(std::string_view code)` for the codes of a session's partners as the projection holds them.
template <class Each>
void for_each_partner(std::string_view partners, Each each) {
  while (!partners.empty()) {
    const std::size_t comma = std::min(partners.find(','), partners.size());
    if (comma > 0) each(partners.substr(0, comma));
    partners.remove_prefix(std::min(comma + 1, partners.size()));
  }
}
/// Calls `each(std::string id)` for the ids of a session's leaders as the projection holds them.
template <class Each>
void for_each_leader(ByteView leaders, Each each) {
  for (; leaders.size() >= 16; leaders.remove_prefix(16)) each(uuid_text(leaders.substr(0, 16)));
}

}  // namespace hk
