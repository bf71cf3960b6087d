#include "kiosk/store/programme_texts.h"

#include <nlohmann/json.hpp>

#include "kiosk/store/json_node.h"

namespace hk {

namespace {

constexpr int depth_max = 3;
constexpr std::size_t words_bytes_max = 32 << 10;
constexpr std::int64_t version_max = 1'000'000;

}  // namespace

Result<std::map<std::string, ProgrammeFile::Text>> programme_texts(Log& log, ProgrammeRef programme) {
  std::map<std::string, ProgrammeFile::Text> texts;
  HK_ASSIGN(const std::string setting, log.setting(programme, "texts"));
  if (setting.empty()) return texts;
  HK_ASSIGN(const nlohmann::json document, parse_json(setting, "texts", depth_max));
  Complaint complaint;
  const JsonNode node(document, complaint);
  for (const std::string& name : node.keys()) {
    const JsonNode entry = node.at(name);
    ProgrammeFile::Text text;
    text.version = static_cast<std::int32_t>(entry.at("version").number(1, version_max));
    for (const std::string& key : entry.keys()) {
      if (key != "version") text.words[key] = entry.at(key).text(words_bytes_max, true);
    }
    texts[name] = std::move(text);
  }
  if (complaint.first()) return tl::unexpected<Error>(*complaint.first());
  return texts;
}

}  // namespace hk
