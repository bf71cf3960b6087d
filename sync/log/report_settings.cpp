#include "sync/log/report_settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hk {
namespace {

using nlohmann::json;

constexpr std::int64_t small_cell_least = 5;  // the law's, where a programme would like less
constexpr std::int64_t setting_most = 1000;

std::int32_t within(const json& number, std::int64_t least) {
  return static_cast<std::int32_t>(std::clamp(number.get<std::int64_t>(), least, setting_most));
}

RecurringRule recurring_rule(const json& said) {
  RecurringRule rule;
  if (!said.is_object()) return rule;
  if (const auto name = said.find("rule"); name != said.end() && *name == "visits_in_period") {
    rule.kind = RecurringRule::Kind::visits_in_period;
  }
  if (const auto n = said.find("n"); n != said.end() && n->is_number_integer()) rule.n = within(*n, 1);
  return rule;
}

}  // namespace

Result<ReportSettings> read_report_settings(Database& db, ProgrammeRef programme) {
  Log log(db);
  std::map<std::string_view, json> said;
  for (const std::string_view field : {"name", "recurring", "targets", "small_cell"}) {
    HK_ASSIGN(const std::string text, log.setting(programme, field));
    said[field] = json::parse(text, nullptr, false);
  }
  ReportSettings settings;
  if (said["name"].is_string()) settings.name = said["name"].get<std::string>();
  settings.recurring = recurring_rule(said["recurring"]);
  if (said["targets"].is_object()) {
    for (const auto& [figure, target] : said["targets"].items()) {
      if (target.is_number_integer()) settings.targets[figure] = target.get<std::int64_t>();
    }
  }
  if (said["small_cell"].is_number_integer()) settings.small_cell = within(said["small_cell"], small_cell_least);
  return settings;
}

}  // namespace hk
