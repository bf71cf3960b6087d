#include "sync/machine/settings.h"

#include <toml++/toml.h>
#include <algorithm>
#include <cstdlib>

#include "sync/machine/files.h"

namespace hk {
namespace {

namespace fs = std::filesystem;
using Kind = SettingKey::Kind;

constexpr std::size_t config_bytes_max = 64 << 10;

fs::path variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? fs::path(value) : fs::path();
}

std::optional<fs::path> find_config(std::string_view program) {
  fs::path user = variable("XDG_CONFIG_HOME");
  if (!user.is_absolute()) user = variable("HOME").is_absolute() ? variable("HOME") / ".config" : fs::path();
  std::error_code error;
  for (const fs::path& folder : {user, fs::path("/etc")}) {
    const fs::path file = folder / program / "config.toml";
    if (file.is_absolute() && fs::exists(file, error)) return file;
  }
  return std::nullopt;
}

std::string environment_name(std::string_view key) {
  std::string name = "HALSOKIOSK_";
  for (const char c : key) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

std::optional<bool> parse_yes_no(std::string_view text) {
  if (text == "1" || text == "true" || text == "yes") return true;
  if (text == "0" || text == "false" || text == "no") return false;
  return std::nullopt;
}

Result<std::string> value_of(const toml::node& node, Kind kind, const fs::path& file, const std::string& key) {
  const auto wrong = [&](const char* what) { return fail(ErrorCode::invalid, file.string() + ": " + key, what); };
  if (kind == Kind::yes_no) {
    const auto yes = node.value_exact<bool>();
    if (!yes) return wrong("is not true or false");
    return std::string(*yes ? "true" : "false");
  }
  const auto text = node.value_exact<std::string>();
  if (!text) return wrong("is not a text in quotes");
  if (text->empty()) return wrong("is empty");
  // An absolute path stays as it is.
  return kind == Kind::path ? (file.parent_path() / *text).string() : *text;
}

}  // namespace

Result<Settings> Settings::read(std::string_view program, std::span<const SettingKey> known,
                                const std::optional<fs::path>& config) {
  Settings settings;
  if (const std::optional<fs::path> file = config ? config : find_config(program)) {
    HK_ASSIGN(const Bytes content, read_file(*file, config_bytes_max));
    try {
      for (const auto& [name, node] : toml::parse(content)) {
        const std::string key(name.str());
        const auto setting = std::ranges::find(known, key, &SettingKey::name);
        if (setting == known.end()) {
          return fail(ErrorCode::invalid, file->string() + ": " + key, "is no setting of this program");
        }
        HK_ASSIGN(settings.values_[key], value_of(node, setting->kind, *file, key));
      }
    } catch (const toml::parse_error& error) {
      return fail(ErrorCode::invalid, file->string() + " line " + std::to_string(error.source().begin.line),
                  "is not TOML: " + std::string(error.description()));
    }
  }
  for (const SettingKey& key : known) {
    const std::string name = environment_name(key.name);
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') continue;
    std::string text = value;
    if (key.kind == Kind::yes_no) {
      const auto yes = parse_yes_no(text);
      if (!yes) return fail(ErrorCode::invalid, name, "is neither 1 (yes) nor 0 (no)");
      text = *yes ? "true" : "false";
    }
    settings.values_.insert_or_assign(std::string(key.name), std::move(text));
  }
  return settings;
}

std::optional<std::string> Settings::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::string Settings::resolve(const std::string& flag, std::string_view name, std::string fallback) const {
  if (!flag.empty()) return flag;
  return text(name).value_or(std::move(fallback));
}

}  // namespace hk
