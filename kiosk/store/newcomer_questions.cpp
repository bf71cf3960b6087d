#include "kiosk/store/newcomer_questions.h"

#include <nlohmann/json.hpp>

#include "kiosk/store/json_node.h"
#include "kiosk/store/programme_fields.h"
#include "kiosk/store/programme_texts.h"
#include "kiosk/store/programme_words.h"

namespace hk {

namespace {

constexpr int depth_max = 4;
constexpr std::size_t bands_max = 64, words_bytes_max = 800, code_bytes_max = 64;
constexpr std::int64_t age_max = 150;

ChildBasis read_basis(const JsonNode& node) {
  const std::string word = node.text(code_bytes_max);
  for (const auto& [known, basis] : basis_words) {
    if (known == word) return basis;
  }
  node.complain("is neither guardian_consent nor lawful_basis");
  return ChildBasis::guardian_consent;
}

ProgrammeFile::AgeBand read_band(const JsonNode& node) {
  ProgrammeFile::AgeBand band;
  band.from = static_cast<std::int32_t>(node.at("from").number(0, age_max));
  if (node.has("to")) band.to = static_cast<std::int32_t>(node.at("to").number(band.from, age_max));
  for (const std::string& language : node.at("label").keys()) {
    band.label[language] = node.at("label").at(language).text(words_bytes_max);
  }
  if (node.has("pictogram")) band.pictogram = node.at("pictogram").text(code_bytes_max);
  band.category = node.at("category").text(code_bytes_max);
  return band;
}

}  // namespace

Result<NewcomerQuestions> newcomer_questions(Log& log, ProgrammeRef programme) {
  NewcomerQuestions questions;
  Complaint complaint;
  HK_ASSIGN(const ProgrammeFile::Fields fields, programme_fields(log, programme));
  questions.name = fields.name;
  questions.area = fields.area;
  HK_ASSIGN(const std::string bands, log.setting(programme, "age_bands"));
  if (!bands.empty()) {
    HK_ASSIGN(const nlohmann::json document, parse_json(bands, "age_bands", depth_max));
    for (const JsonNode& node : JsonNode(document, complaint).items(bands_max)) {
      questions.age_bands.push_back(read_band(node));
    }
  }
  HK_ASSIGN(const std::string basis, log.setting(programme, "child_basis"));
  if (!basis.empty()) {
    HK_ASSIGN(const nlohmann::json document, parse_json(basis, "child_basis", depth_max));
    questions.child_basis = read_basis(JsonNode(document, complaint));
  }
  if (complaint.first()) return tl::unexpected<Error>(*complaint.first());
  HK_ASSIGN(auto texts, programme_texts(log, programme));
  questions.has_notice = texts.contains(notice_text);
  if (const auto text = texts.extract("consent")) questions.consent = text.mapped();
  if (const auto text = texts.extract("research")) questions.research = text.mapped();
  return questions;
}

}  // namespace hk
