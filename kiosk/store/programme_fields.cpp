#include "kiosk/store/programme_fields.h"

#include <nlohmann/json.hpp>

#include "kiosk/store/json_node.h"
#include "kiosk/store/programme_words.h"

namespace hk {

namespace {

constexpr int depth_max = 4;
constexpr std::size_t word_bytes_max = 64;

FieldUse read_use(const JsonNode& fields, std::string_view key, FieldUse otherwise) {
  if (!fields.has(key)) return otherwise;
  const std::string word = fields.at(key).text(word_bytes_max);
  for (const auto& [known, use] : field_words) {
    if (known == word) return use;
  }
  fields.at(key).complain("is neither off, optional nor required");
  return otherwise;
}

}  // namespace

Result<ProgrammeFile::Fields> programme_fields(Log& log, ProgrammeRef programme) {
  ProgrammeFile::Fields fields;
  HK_ASSIGN(const std::string value, log.setting(programme, "fields"));
  if (value.empty()) return fields;
  HK_ASSIGN(const nlohmann::json document, parse_json(value, "fields", depth_max));
  Complaint complaint;
  const JsonNode node(document, complaint);
  fields.name = read_use(node, "name", fields.name);
  fields.phone = read_use(node, "phone", fields.phone);
  fields.birth_year = read_use(node, "birth_year", fields.birth_year);
  fields.gender = read_use(node, "gender", fields.gender);
  fields.area = read_use(node, "area", fields.area);
  if (complaint.first()) return tl::unexpected<Error>(*complaint.first());
  return fields;
}

}  // namespace hk
