#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/cli/commands.h"

/// How the commands about devices write things.
namespace hk::cli {

/// Date and minute where the kiosk stands.
[[nodiscard]] std::string local_text(std::int64_t utc_ms, const CliWorld& world);
template <class T>
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}
/// The words that two devices show; `assets` as for CliWorld::find_assets. Errors: not_found without assets; those of
/// read_word_list().
[[nodiscard]] Result<std::vector<std::string>> word_list(const Path& assets, const CliWorld& world);

}  // namespace hk::cli
