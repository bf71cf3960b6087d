#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

#include "kiosk/cli/commands.h"

namespace hk::cli {

/// Where, and how names are opened.
struct CommonOptions {
  Path data;
  std::optional<Path> passphrase_file;
  Path assets;  ///< as CliWorld::find_assets takes it
};

/// What the whole command line lends to a group of commands.
struct CommandHost {
  using Run = std::function<Result<void>(const CommonOptions&)>;
  std::function<void(CLI::App&)> add_common;  ///< --data, --config, --passphrase-file
  std::function<void(Run)> choose;            ///< this is the command that was given
  /// A command of the group, with all that.
  CLI::App& add(CLI::App& app, const char* name, const char* what, Run run) const {
    CLI::App& command = *app.add_subcommand(name, what);
    add_common(command);
    command.callback([this, run = std::move(run)] { choose(run); });
    return command;
  }
};

}  // namespace hk::cli
