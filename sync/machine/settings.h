#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sync/domain/result.h"

namespace hk {

/// What may be set for a program on a machine; `name` is the key in the file, and in the environment
/// HALSOKIOSK_NAME, in capitals and with _ for -.
struct SettingKey {
  enum class Kind : unsigned char {
    text,
    path,   ///< in the file relative to the file's folder, in the environment to the working folder
    yes_no  ///< a TOML boolean; in the environment 1, true, yes or 0, false, no
  };
  std::string_view name;
  Kind kind = Kind::text;
};

/// Machine settings. A flag wins over the environment, the environment over the file, the file over the default.
class Settings {
 public:
  /// Reads `config`, else $XDG_CONFIG_HOME/PROGRAM/config.toml (HOME/.config without XDG), else
  /// /etc/PROGRAM/config.toml. Without any there is only the environment.
  /// Errors: not_found (`config` alone must exist), invalid naming file and line (not TOML) or file and key (unknown,
  /// of another type), invalid naming the variable.
  [[nodiscard]] static Result<Settings> read(std::string_view program, std::span<const SettingKey> known,
                                             const std::optional<std::filesystem::path>& config);

  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  [[nodiscard]] bool yes(std::string_view name) const { return text(name) == "true"; }
  /// `flag` unless it is empty, else what is set here, else `fallback`.
  [[nodiscard]] std::string resolve(const std::string& flag, std::string_view name, std::string fallback = {}) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace hk
