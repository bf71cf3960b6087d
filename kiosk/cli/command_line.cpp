#include "kiosk/cli/command_line.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <array>
#include <functional>

#include "kiosk/cli/bundle_commands.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/key_options.h"
#include "kiosk/cli/rights_options.h"
#include "kiosk/cli/session_commands.h"
#include "sync/domain/period.h"
#include "sync/machine/settings.h"
#include "sync/machine/version.h"

namespace hk {

namespace {

using cli::Path;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr std::array known_settings = {SettingKey{"data", SettingKey::Kind::path}, SettingKey{"window"},
                                       SettingKey{"fullscreen", SettingKey::Kind::yes_no},
                                       SettingKey{"assets", SettingKey::Kind::path}};

std::string no_such_period(const std::string& text) {
  const Result<Period> period = parse_period(text);
  return period ? std::string() : period.error().message();
}

std::string no_such_size(const std::string& text) {
  int width = 0;
  int height = 0;
  char rest = 0;
  const bool good =
      std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &rest) == 2 && width >= 320 && height >= 320;
  return good ? std::string() : "'" + text + "' is not WIDTHxHEIGHT in pixels, at least 320x320";
}

WindowSize parse_size(const std::string& text) {
  WindowSize size;
  std::sscanf(text.c_str(), "%5dx%5d", &size.width, &size.height);
  return size;
}

/// The value, or the error as a complaint about an option.
template <class T>
T good(const std::string& option, Result<T> result) {
  if (!result) throw CLI::ValidationError(option, result.error().message());
  return std::move(*result);
}

/// The whole command line: options live here while CLI11 fills them.
class CommandLine {
 public:
  explicit CommandLine(const CliWorld& world) : world_(world) {
    app_.set_version_flag("--version", "halsokiosk " + program_version());
    add_window();
    add_init();
    add_import();
    add_tally();
    add_enrol();
    add_invite();
    add_join();
    add_sync();
    add_status();
    add_doctor();
    add_backup();
    add_restore();
    bundles_.emplace(app_, host(), world_);
    keys_.emplace(app_, host(), world_);
    rights_.emplace(app_, host(), world_);
    sessions_.emplace(app_, host(), world_);
    app_.require_subcommand(0, 1);
  }

  std::variant<int, WindowRequest> run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      // --help and --version are "errors" of status 0.
      return app_.exit(error) == 0 ? 0 : exit_usage;
    }
    const Result<Settings> settings =
        Settings::read("halsokiosk", known_settings, config_.empty() ? std::nullopt : std::optional<Path>(config_));
    if (!settings) return complain(settings.error(), exit_usage);
    data_ = settings->resolve(data_, "data", world_.default_data.string());
    if (data_.empty())
      return complain({ErrorCode::not_found, "--data", "no home folder says where the data is"}, exit_usage);
    assets_ = settings->resolve({}, "assets");
    if (!command_) return window(*settings);
    const Result<void> done = command_();
    return done ? 0 : complain(done.error(), exit_failed);
  }

 private:
  static int complain(const Error& error, int status) {
    fmt::print(stderr, "halsokiosk: {}\n", error.message());
    return status;
  }
  void add_data(CLI::App& command) {
    command.add_option("--data", data_,
                       "Data folder: this device in one programme; else " + world_.default_data.string());
    command.add_option("--config", config_, "Settings of this machine (TOML); else config.toml in the usual places");
  }
  void add_passphrase(CLI::App& command,
                      const char* what = "File with the passphrase on its first line; else a prompt") {
    command.add_option("--passphrase-file", passphrase_file_, what);
  }
  template <class Options>
  static void add_trust(CLI::App& command, Options& options) {
    command.add_option("--ca", options.ca, "Certificates (PEM) that alone may vouch for the server; else the system's");
    command.add_option("--pin", options.pin, "Public key that the server must have as well, sha256//BASE64");
  }

  cli::CommandHost host() {
    return {[this](CLI::App& command) {
              add_data(command);
              add_passphrase(command);
            },
            [this](cli::CommandHost::Run run) {
              command_ = [this, run = std::move(run)] { return run({data_, passphrase_file(), assets_}); };
            }};
  }

  void add_window() {
    add_data(app_);
    add_passphrase(app_);
    app_.add_option("--window", size_, "Size of the window in pixels, 1280x800")->check(no_such_size);
    app_.add_flag("--fullscreen", fullscreen_, "Fill the screen, as on a kiosk");
    app_.add_flag("--welcome", welcome_, "Begin at Welcome, not at the passphrase");
  }
  void add_init() {
    CLI::App& command = *app_.add_subcommand("init", "Make a new programme, its keys and this device");
    add_data(command);
    add_passphrase(command);
    command.add_option("--programme", init_.programme, "Programme file (JSON), or a name for default categories")
        ->required();
    command.callback([this] {
      command_ = [this] {
        init_.data = data_;
        init_.passphrase_file = passphrase_file();
        return cli::init(init_, world_);
      };
    });
  }
  void add_import() {
    CLI::App& command = *app_.add_subcommand("import", "Add the rows of a register (CSV) that are not here yet");
    add_data(command);
    add_passphrase(command);
    command.add_option("register", import_.file, "Register: UTF-8 CSV with ; or ,")->required();
    command.add_option("--source", import_.source, "Name of the register; the same names mean the same people")
        ->capture_default_str();
    command.add_flag("--dry-run", import_.dry_run, "Tell what would be added, add nothing");
    command.add_flag("--skip-bad", import_.skip_bad, "Add the good rows although some are bad");
    command.callback([this] {
      command_ = [this] {
        import_.data = data_;
        import_.passphrase_file = passphrase_file();
        return cli::import(import_, world_);
      };
    });
  }
  void add_tally() {
    CLI::App& command = *app_.add_subcommand("tally", "Figures of a period, without names; internal unless --external");
    add_data(command);
    CLI::Option_group& when = *command.add_option_group("When", "The period, or the week");
    when.add_option("--period", tally_.period, "2026-W47, 2026-11, 2023-H2, 2025 or 2025-01-01..2025-03-31")
        ->check(no_such_period);
    when.add_option("--week", tally_.week, "last (the last complete one) or 2026-W47");
    when.require_option(1);
    command
        .add_option("--by", tally_.by,
                    "Break down by one or two of workshop, activity, site, category, gender, area, goal_area, leader, "
                    "partner, weekday")
        ->allow_extra_args(false)
        ->type_name("DIM[,DIM]");
    command.add_option("--compare", tally_.compare, "What the figures stand beside: previous or last-year")
        ->check(CLI::IsMember({"previous", "last-year"}))
        ->capture_default_str();
    command.add_flag("--external", tally_.external,
                     "For the outside: hides what tells of fewer people than small_cell");
    command.add_option("--format", tally_.format, "table, json, csv, xlsx or pdf")
        ->check(CLI::IsMember({"table", "json", "csv", "xlsx", "pdf"}))
        ->capture_default_str();
    command.add_option("--csv", tally_.csv, "Who opens the CSV: swedish (Excel) or rfc4180 (programs)")
        ->check(CLI::IsMember({"swedish", "rfc4180"}))
        ->capture_default_str();
    command.add_option("--out", tally_.out, "File to write instead of standard output");
    command.callback([this] {
      // Checked here, while a complaint is still one about usage.
      command_ = [this, options = tally_options()]() mutable {
        options.data = data_;
        return cli::tally(options, world_);
      };
    });
  }
  void add_enrol() {
    CLI::App& command = *app_.add_subcommand(
        "enrol", "Bind the first device to a server, or bring a new device into a programme by six words");
    add_data(command);
    add_passphrase(command, "File with the passphrase that a new device shall have; else a prompt");
    command.add_option("--label", enrol_.label, "What the others call a new device")->capture_default_str();
    command.add_option("--server", enrol_.server, "Address of the server, https://…")->required();
    command.add_option("--code", enrol_.code, "The one-time code")->required();
    add_trust(command, enrol_);
    command.callback([this] {
      command_ = [this] {
        enrol_.data = data_;
        enrol_.passphrase_file = passphrase_file();
        enrol_.assets = assets_;
        return cli::enrol(enrol_, world_);
      };
    });
  }
  void add_invite() {
    CLI::App& command = *app_.add_subcommand("invite", "Invite another device: a file, a passphrase for it and a code");
    add_data(command);
    add_passphrase(command);
    command.add_option("--out", invite_.out, "File to write the invitation to")->required();
    command.callback([this] {
      command_ = [this] {
        invite_.data = data_;
        invite_.passphrase_file = passphrase_file();
        return cli::invite(invite_, world_);
      };
    });
  }
  void add_join() {
    CLI::App& command = *app_.add_subcommand("join", "Make this device one of a programme that invited it");
    add_data(command);
    add_passphrase(command, "File with the passphrase this device shall have; else a prompt");
    command.add_option("--invite", join_.invite, "File that 'invite' wrote")->required();
    command.add_option("--invite-passphrase-file", join_.invite_passphrase_file,
                       "File with the invitation's passphrase on its first line; else a prompt");
    command.add_option("--server", join_.server, "Address of the server, https://…")->required();
    command.add_option("--code", join_.code, "The one-time code")->required();
    command.add_option("--label", join_.label, "What the others call this device")->capture_default_str();
    add_trust(command, join_);
    command.callback([this] {
      command_ = [this] {
        join_.data = data_;
        join_.passphrase_file = passphrase_file();
        return cli::join(join_, world_);
      };
    });
  }
  void add_sync() {
    CLI::App& command = *app_.add_subcommand("sync", "Exchange changes with the server");
    add_data(command);
    add_passphrase(command, "File with a coordinator's passphrase: approves the invited devices that wait");
    command.add_flag("--once", once_, "Send and fetch everything that waits, then end")->required();
    command.callback([this] { command_ = [this] { return cli::sync_once({data_, passphrase_file()}, world_); }; });
  }
  void add_status() {
    CLI::App& command = *app_.add_subcommand("status", "What this device is and what it has not sent");
    add_data(command);
    command.add_flag("--json", json_, "As JSON");
    command.callback([this] { command_ = [this] { return cli::status(data_, json_, world_); }; });
  }
  void add_backup() {
    CLI::App& command =
        *app_.add_subcommand("backup", "Copy everything of this device into one file, while it is used");
    add_data(command);
    command.add_option("--out", backup_file_, "New file, to be kept as carefully as the device")->required();
    command.callback([this] { command_ = [this] { return cli::backup(data_, backup_file_, world_); }; });
  }
  void add_restore() {
    CLI::App& command = *app_.add_subcommand("restore", "Make this device again out of a backup");
    add_data(command);
    command.add_option("--from", backup_file_, "The backup")->required();
    command.callback([this] { command_ = [this] { return cli::restore(data_, backup_file_, world_); }; });
  }
  void add_doctor() {
    CLI::App& command = *app_.add_subcommand("doctor", "Check the database, and every change against its author's mac");
    add_data(command);
    command.add_flag("--rebuild", rebuild_, "Prove that the projections equal a rebuild from the log");
    command.callback([this] { command_ = [this] { return cli::doctor(data_, rebuild_, world_); }; });
  }

  [[nodiscard]] std::optional<Path> passphrase_file() const {
    return passphrase_file_.empty() ? std::nullopt : std::optional<Path>(passphrase_file_);
  }
  [[nodiscard]] cli::TallyOptions tally_options() const {
    const LocalMoment now = world_.local_time.at(world_.clock.wall_ms());
    return {{},
            tally_.week.empty() ? good("--period", parse_period(tally_.period))
                                : good("--week", cli::tally_week(tally_.week, now)),
            good("--by", parse_breakdown(tally_.by)),
            tally_.compare == "previous" ? Comparison::previous : Comparison::last_year,
            tally_.format,
            csv_dialect(tally_.csv).value_or(CsvDialect::swedish),
            tally_.external,
            tally_.out};
  }
  [[nodiscard]] std::variant<int, WindowRequest> window(const Settings& settings) const {
    WindowRequest request{data_,   std::nullopt, fullscreen_ || settings.yes("fullscreen"), passphrase_file(),
                          assets_, welcome_};
    if (const std::string size = settings.resolve(size_, "window"); !size.empty()) {
      // The flag was checked already; this one is the file's or the environment's.
      if (const std::string wrong = no_such_size(size); !wrong.empty()) {
        return complain({ErrorCode::invalid, "window", wrong}, exit_usage);
      }
      request.size = parse_size(size);
    }
    return request;
  }

  const CliWorld& world_;
  CLI::App app_{"Hälsokiosk: attendance at community health workshops. Without a command: the window."};
  std::string data_, config_;  // empty: not given
  Path passphrase_file_, backup_file_, assets_;
  std::string size_;
  bool fullscreen_ = false, welcome_ = false, once_ = false, json_ = false, rebuild_ = false;
  cli::InitOptions init_;
  cli::ImportOptions import_;
  struct TallyTexts {
    std::string period, week, compare = "previous", format = "table", csv = "swedish";
    std::vector<std::string> by;
    bool external = false;
    std::optional<Path> out;
  } tally_;
  cli::EnrolOptions enrol_;
  cli::InviteOptions invite_;
  cli::JoinOptions join_;
  std::function<Result<void>()> command_;
  std::optional<cli::BundleCommandLine> bundles_;
  std::optional<cli::KeyCommandLine> keys_;
  std::optional<cli::RightsCommandLine> rights_;
  std::optional<cli::SessionCommandLine> sessions_;
};

}  // namespace

std::variant<int, WindowRequest> run_command_line(int argc, char** argv, const CliWorld& world) {
  return CommandLine(world).run(argc, argv);
}

}  // namespace hk
