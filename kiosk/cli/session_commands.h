#pragma once
#include "kiosk/cli/command_host.h"

/// Sessions by their ids. No command here needs a passphrase; where one is given, it says who acts.
namespace hk::cli {

/// The commands session list, same and apart of a command line. What they are given is kept here while CLI11 fills it
/// in: lives as long as the parser.
class SessionCommandLine {
 public:
  /// Keeps a reference to `world`.
  SessionCommandLine(CLI::App& app, const CommandHost& host, const CliWorld& world);

 private:
  std::string a_, b_;
  int days_ = 14;
};

/// Prints the sessions of the last `days` days, today included, with their ids, and which are or may be one.
[[nodiscard]] Result<void> session_list(const CommonOptions& options, int days, const CliWorld& world);
/// Says that two sessions are one, or that they are not.
[[nodiscard]] Result<void> session_same(const CommonOptions& options, const std::string& a, const std::string& b,
                                        bool same, const CliWorld& world);

}  // namespace hk::cli
