#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <variant>

#include "sync/domain/environment.h"
#include "sync/domain/result.h"

/// The same kiosk without a window. Exit status: 0 ok, 1 failed, 2 usage. Errors go to stderr and name the thing.
namespace hk {

struct WindowSize {
  int width = 0, height = 0;
};

/// No command was given: main opens the window with these.
struct WindowRequest {
  std::filesystem::path data;
  std::optional<WindowSize> size;
  bool fullscreen = false;
  std::optional<std::filesystem::path> passphrase_file;
  std::filesystem::path assets;    ///< empty: where they usually are
  bool begins_at_welcome = false;  ///< and not at the passphrase
};

/// What the commands need of the machine.
struct CliWorld {
  const Clock& clock;
  Random& random;
  const LocalTime& local_time;
  std::filesystem::path default_data;  ///< empty where no variable says where home is
  /// Where pictures and words lie: in the folder `given` or, where that is empty, where they usually are.
  /// Errors: not_found, naming the places looked in.
  std::function<Result<std::filesystem::path>(const std::filesystem::path& given)> find_assets;
};

/// Runs the command that argv names and returns its exit status, or what the window should be.
[[nodiscard]] std::variant<int, WindowRequest> run_command_line(int argc, char** argv, const CliWorld& world);

}  // namespace hk
