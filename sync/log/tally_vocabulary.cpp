#include "sync/log/tally_vocabulary.h"

#include <array>
#include <optional>
#include <set>

namespace hk {
namespace {

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

/// Gives every value that a fact of the programme has, once.
std::string_view seen_sql(Dimension dimension) {
  switch (dimension) {
    case Dimension::workshop:
      return "SELECT DISTINCT workshop FROM session WHERE programme = :programme";
    case Dimension::activity:
      return "SELECT DISTINCT activity FROM session WHERE programme = :programme";
    case Dimension::site:
      return "SELECT DISTINCT site FROM session WHERE programme = :programme";
    case Dimension::goal_area:
      return "SELECT DISTINCT goal_area FROM session WHERE programme = :programme";
    case Dimension::leader:
      return "SELECT DISTINCT leaders FROM session WHERE programme = :programme";
    case Dimension::partner:
      return "SELECT DISTINCT partners FROM session WHERE programme = :programme";
    case Dimension::category:
      return R"sql(SELECT text FROM code WHERE code IN (
        SELECT category FROM session s CROSS JOIN check_in USING(session) WHERE s.programme = :programme UNION
        SELECT category FROM session s CROSS JOIN headcount USING(session)
        WHERE s.programme = :programme AND figure = 1 UNION
        SELECT category FROM session s CROSS JOIN headcount_correction USING(session)
        WHERE s.programme = :programme AND figure = 1))sql";
    case Dimension::gender:
      return R"sql(SELECT text FROM code WHERE code IN (
        SELECT gender FROM session s CROSS JOIN check_in USING(session) WHERE s.programme = :programme))sql";
    case Dimension::area:
      return R"sql(SELECT text FROM code WHERE code IN (
        SELECT area FROM session s CROSS JOIN check_in USING(session) WHERE s.programme = :programme))sql";
    case Dimension::weekday:
      break;
  }
  return {};
}

}  // namespace

TallyVocabulary::TallyVocabulary(Database& db, ProgrammeRef programme, Dimension dimension, std::string missing) {
  ranks_[missing] = 0;  // taken, so that nothing else has the missing value's code
  ranks_[""] = 0;
  if (dimension == Dimension::weekday) {
    add_weekdays();
  } else {
    if (const auto type = catalogue_of(dimension)) add_catalogue(db, programme, *type);
    add_seen(db, programme, dimension);
  }
  ranks_[missing] = ranks_[""] = static_cast<Rank>(values_.size());
  values_.push_back({std::move(missing), "Uppgift saknas"});
  if (!belongs_to_person(dimension)) return;
  Statement codes = db.statement("SELECT code, text FROM code");
  while (codes.step()) {
    if (const auto found = ranks_.find(codes.text(1)); found != ranks_.end()) rows_[codes.integer(0)] = found->second;
  }
}

void TallyVocabulary::add_catalogue(Database& db, ProgrammeRef programme, CatalogueType type) {
  Statement query = db.statement(R"sql(
    SELECT k.code, ifnull(l.words, k.code) FROM catalogue k
    LEFT JOIN catalogue_label l ON l.programme = k.programme AND l.type = k.type AND l.code = k.code AND l.language = 'sv'
    WHERE k.programme = :programme AND k.type = :type ORDER BY k.place, k.code)sql");
  query.bind(":programme", programme.row).bind(":type", static_cast<std::int64_t>(type));
  while (query.step()) add(std::string(query.text(0)), std::string(query.text(1)));
}

void TallyVocabulary::add_seen(Database& db, ProgrammeRef programme, Dimension dimension) {
  std::set<std::string> seen;
  Statement query = db.statement(seen_sql(dimension));
  query.bind(":programme", programme.row);
  while (query.step()) {
    if (dimension == Dimension::leader) {
      for_each_leader(query.blob(0), [&](std::string id) { seen.insert(std::move(id)); });
    } else if (dimension == Dimension::partner) {
      for_each_partner(query.text(0), [&](std::string_view code) { seen.emplace(code); });
    } else {
      seen.emplace(query.text(0));
    }
  }
  for (const std::string& code : seen) add(code, code);
}

void TallyVocabulary::add_weekdays() {
  static constexpr std::array labels = {"Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag"};
  for (const char* label : labels) add(std::to_string(values_.size() + 1), label);
}

void TallyVocabulary::add(std::string code, std::string label) {
  const auto [found, is_new] = ranks_.try_emplace(code, static_cast<Rank>(values_.size()));
  if (is_new) values_.push_back({std::move(code), std::move(label)});
}

Rank TallyVocabulary::rank(std::string_view code) const {
  const auto found = ranks_.find(code);
  return found == ranks_.end() ? missing() : found->second;
}

Rank TallyVocabulary::rank_of_row(std::int64_t code_row) const {
  const auto found = rows_.find(code_row);
  return found == rows_.end() ? missing() : found->second;
}

}  // namespace hk
