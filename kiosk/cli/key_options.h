#pragma once
#include "kiosk/cli/command_host.h"
#include "kiosk/cli/key_commands.h"

namespace hk::cli {

/// The commands passphrase, recovery, staff, coordinator, key and devices of a command line. What they are given is
/// kept here while CLI11 fills it in: lives as long as the parser.
class KeyCommandLine {
 public:
  /// Keeps a reference to `world`.
  KeyCommandLine(CLI::App& app, CommandHost host, const CliWorld& world);

 private:
  void add_passphrase(CLI::App& app);
  void add_staff(CLI::App& app);
  void add_coordinator(CLI::App& app);
  void add_devices(CLI::App& app);

  CommandHost host_;
  const CliWorld& world_;
  std::string who_, name_, device_, words_, key_;
  Path new_file_, out_;
  std::int64_t slot_ = 0;
  bool json_ = false, coordinator_ = false;
  StaffEdit edit_;
};

}  // namespace hk::cli
