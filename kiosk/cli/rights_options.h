#pragma once
#include "kiosk/cli/command_host.h"
#include "kiosk/cli/rights_commands.h"

namespace hk::cli {

/// The commands person, retention, research and audit of a command line. What they are given is kept here while CLI11
/// fills it in: lives as long as the parser.
class RightsCommandLine {
 public:
  using Run = CommandHost::Run;
  /// Keeps a reference to `world`.
  RightsCommandLine(CLI::App& app, CommandHost host, const CliWorld& world);

 private:
  void add_person(CLI::App& app);
  void add_correct(CLI::App& person);
  void add_merge(CLI::App& person);
  void add_retention(CLI::App& app);
  void add_research(CLI::App& app);
  void add_audit(CLI::App& app);
  CLI::App& add(CLI::App& app, const char* name, const char* what, Run run);
  void add_id(CLI::App& command);

  CommandHost host_;
  const CliWorld& world_;
  std::string id_, other_, name_, language_ = "sv";
  std::vector<std::string> ids_;
  Path out_;
  bool ids_alone_ = false, weeks_ = false;
  std::int64_t before_ = 0;
  std::size_t count_ = 50;
  PersonEdit edit_;
};

}  // namespace hk::cli
