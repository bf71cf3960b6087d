#pragma once
#include "kiosk/cli/command_host.h"

namespace hk::cli {

/// The command bundle of a command line: changes carried by hand, for sites without a network. What it is given is kept
/// here while CLI11 fills it in: lives as long as the parser.
class BundleCommandLine {
 public:
  /// Keeps a reference to `world`.
  BundleCommandLine(CLI::App& app, CommandHost host, const CliWorld& world);

 private:
  CommandHost host_;
  const CliWorld& world_;
  Path file_;
};

}  // namespace hk::cli
