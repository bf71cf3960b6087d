#include "sync/log/tally_vocabulary.h"

#include <array>

namespace hk {
namespace {

constexpr char unknown_category[] = "unknown";

std::optional<CatalogueType> catalogue_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::workshop:
      return CatalogueType::workshop;
    case Dimension::activity:
      return CatalogueType::activity;
    case Dimension::site:
      return CatalogueType::site;
    case Dimension::category:
      return CatalogueType::category;
    case Dimension::area:
      return CatalogueType::area;
    case Dimension::goal_area:
      return CatalogueType::goal_area;
    case Dimension::partner:
      return CatalogueType::partner;
    case Dimension::gender:
    case Dimension::leader:
    case Dimension::weekday:
      break;
  }
  return std::nullopt;
}

}  // namespace

TallyVocabulary::TallyVocabulary(Database& db, ProgrammeRef programme, Dimension dimension,
                                 const std::set<std::string>& met) {
  const std::string missing = dimension == Dimension::category ? unknown_category : "";
  ranks_[missing] = ranks_[""] = 0;  // taken, so that nothing else has the missing value's code
  if (dimension == Dimension::weekday) add_weekdays();
  if (const auto type = catalogue_of(dimension)) add_catalogue(db, programme, *type);
  for (const std::string& code : met) add(code, code);
  ranks_[missing] = ranks_[""] = static_cast<Rank>(values_.size());
  values_.push_back({missing, "Uppgift saknas"});
}

void TallyVocabulary::add_catalogue(Database& db, ProgrammeRef programme, CatalogueType type) {
  Statement query = db.statement(R"sql(
    SELECT k.code, ifnull(l.words, k.code) FROM catalogue k
    LEFT JOIN catalogue_label l ON l.programme = k.programme AND l.type = k.type AND l.code = k.code AND l.language = 'sv'
    WHERE k.programme = :programme AND k.type = :type ORDER BY k.place, k.code)sql");
  query.bind(":programme", programme.row).bind(":type", static_cast<std::int64_t>(type));
  while (query.step()) add(std::string(query.text(0)), std::string(query.text(1)));
}

void TallyVocabulary::add_weekdays() {
  static constexpr std::array labels = {"Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag"};
  for (const char* label : labels) add(std::to_string(values_.size() + 1), label);
}

void TallyVocabulary::add(std::string code, std::string label) {
  const auto [found, is_new] = ranks_.try_emplace(code, static_cast<Rank>(values_.size()));
  if (is_new) values_.push_back({std::move(code), std::move(label)});
}

std::optional<Rank> TallyVocabulary::find(std::string_view code) const {
  const auto found = ranks_.find(code);
  if (found == ranks_.end()) return std::nullopt;
  return found->second;
}

Rank TallyVocabulary::rank(std::string_view code) const { return find(code).value_or(missing()); }

std::vector<TallyWords::Value> TallyVocabulary::keys() const {
  std::vector<TallyWords::Value> keys = values_;
  keys.back().code.clear();
  return keys;
}

}  // namespace hk
