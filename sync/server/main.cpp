#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

#include "sync/crypto/keys.h"
#include "sync/crypto/one_time_code.h"
#include "sync/machine/clock.h"
#include "sync/machine/files.h"
#include "sync/machine/settings.h"
#include "sync/machine/version.h"
#include "sync/protocol/codec.h"
#include "sync/reports/report_files.h"
#include "sync/server/bundle_import.h"
#include "sync/server/founder_code.h"
#include "sync/server/http_listener.h"
#include "sync/server/quarantine_replay.h"
#include "sync/server/server_report.h"
#include "sync/server/server_store.h"
#include "sync/sqlite/backup.h"

namespace hk {
namespace {

constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr std::array known_settings = {SettingKey{"store"}, SettingKey{"listen"},
                                       SettingKey{"tls-cert", SettingKey::Kind::path},
                                       SettingKey{"tls-key", SettingKey::Kind::path}};

/// One line on stderr, with the time in UTC. One write, so lines of several threads do not mix.
void journal(const std::string& line) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> time{};
  std::strftime(time.data(), time.size(), "%Y-%m-%dT%H:%M:%SZ ", &utc);
  const std::string whole = time.data() + line + "\n";
  if (write(STDERR_FILENO, whole.data(), whole.size()) < 0) return;  // nowhere left to say it
}

int complain(const Error& error, int exit_code = exit_failed) {
  std::fprintf(stderr, "halsokiosk-server: %s\n", error.message().c_str());
  return exit_code;
}

/// The file behind `--store`.
Result<std::string> store_path(const std::string& store) {
  constexpr std::string_view scheme = "sqlite:";
  if (store.empty()) return fail(ErrorCode::invalid, "--store", "is missing, and no setting says it");
  if (store.starts_with(scheme) && store.size() > scheme.size()) return store.substr(scheme.size());
  return fail(ErrorCode::invalid, "--store " + store, "is not sqlite:FILE");
}

/// Each connection takes a descriptor; the usual limit of 1024 is far below ours.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) journal("cannot raise the limit of open files");
}

sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  // Before any thread starts: they inherit it, and only the main thread waits for the signals.
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

std::string utc_text(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

void journal_certificate(const HttpListener& listener) {
  const auto until_s = listener.tls_valid_until_s();
  if (!until_s) return;
  journal((*until_s < std::time(nullptr) ? "the certificate ended " : "the certificate is good until ") +
          utc_text(*until_s));
}

/// SIGHUP reads the certificate again, as a renewal wants it; anything else ends the wait.
void wait_for_stop(const sigset_t& signals, HttpListener& listener) {
  for (int signal = 0;;) {
    sigwait(&signals, &signal);
    if (signal != SIGHUP) return;
    const auto reloaded = listener.reload_tls();
    if (!reloaded) journal("the old certificate stays in use: " + reloaded.error().message());
    journal_certificate(listener);
  }
}

struct ServeOptions {
  std::string listen;
  TlsFiles tls;
};

/// What can be said of the options alone.
Result<ListenAddress> listen_address(const ServeOptions& options) {
  if (options.listen.empty()) return fail(ErrorCode::invalid, "--listen", "is missing, and no setting says it");
  HK_ASSIGN(ListenAddress address, parse_listen_address(options.listen));
  if (options.tls.certificate.empty() != options.tls.key.empty()) {
    return fail(ErrorCode::invalid, "--tls-cert and --tls-key", "are given together, or neither");
  }
  const bool encrypted = !options.tls.certificate.empty();
  if (!encrypted && !address.is_loopback()) {
    return fail(ErrorCode::invalid, "--listen " + options.listen,
                "plain HTTP is served on a loopback address only; give --tls-cert and --tls-key");
  }
  return address;
}

int serve(const std::string& path, const ServeOptions& options) {
  const auto address = listen_address(options);
  if (!address) return complain(address.error(), exit_usage);
  const sigset_t signals = block_signals();
  raise_descriptor_limit();
  const SystemClock clock;
  const auto server = Server::open(path, clock, journal);
  if (!server) return complain(server.error());
  (*server)->start();
  const auto listener = HttpListener::start(
      **server, *address, options.tls.certificate.empty() ? std::nullopt : std::optional(options.tls));
  if (!listener) return complain(listener.error());
  std::printf("listening on %s\n", (*listener)->url().c_str());
  std::fflush(stdout);
  journal("started version " + program_version());
  journal_certificate(**listener);
  wait_for_stop(signals, **listener);
  (*listener)->stop();
  journal("stopped");
  return 0;
}

Result<std::string> add_programme(const std::string& path, const std::string& name) {
  HK_ASSIGN(Database db, ServerStore::open(path));
  const std::string code = make_one_time_code();
  HK_TRY(ServerStore(db).add_programme(name, founder_code_hash(code), SystemClock().wall_ms()));
  return code;
}

struct TallyOptions {
  std::string programme, period, compare = "previous", format = "table", csv = "swedish", out;
  std::vector<std::string> by;
  bool external = false;
};

void add_options(CLI::App& command, TallyOptions& options) {
  command.add_option("--programme", options.programme, "the programme's name")->required();
  command.add_option("--period", options.period, "2026-W47, 2026-11, 2023-H2, 2025 or 2025-01-01..2025-03-31")
      ->required();
  command
      .add_option("--by", options.by,
                  "Break down by one or two of workshop, activity, site, category, gender, area, goal_area, leader, "
                  "partner, weekday")
      ->allow_extra_args(false)
      ->type_name("DIM[,DIM]");
  command.add_option("--compare", options.compare, "What the figures stand beside: previous or last-year")
      ->check(CLI::IsMember({"previous", "last-year"}))
      ->capture_default_str();
  command.add_flag("--external", options.external, "For the outside: as a coordinator's device exported it last");
  command.add_option("--format", options.format, "table, json, csv, xlsx or pdf")
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx", "pdf"}))
      ->capture_default_str();
  command.add_option("--csv", options.csv, "Who opens the CSV: swedish (Excel) or rfc4180 (programs)")
      ->check(CLI::IsMember({"swedish", "rfc4180"}))
      ->capture_default_str();
  command.add_option("--out", options.out, "File to write instead of standard output");
}

Result<void> tally(const std::string& path, const TallyOptions& options, Period period, Breakdown by) {
  HK_ASSIGN(const std::unique_ptr<LocalTime> local_time, make_stockholm_time());
  HK_ASSIGN(Database db, Database::open(path, OpenMode::read_write, server_schema()));
  HK_ASSIGN(const ProgrammeAccount account, ServerStore(db).find_programme(options.programme));
  const LocalDate today{local_time->at(SystemClock().wall_ms()).days};
  const Comparison compare = options.compare == "previous" ? Comparison::previous : Comparison::last_year;
  HK_ASSIGN(const Report report, server_report(db, account, {std::move(period), compare, std::move(by), today},
                                               options.external, *local_time));
  const auto out = options.out.empty() ? std::nullopt : std::optional<std::filesystem::path>(options.out);
  HK_ASSIGN(const Bytes bytes,
            write_report(report, options.format, csv_dialect(options.csv).value_or(CsvDialect::swedish)));
  return give_out(bytes, out);
}

/// What is wrong with the options is one of usage.
int tally(const std::string& path, const TallyOptions& options) {
  const auto period = parse_period(options.period);
  if (!period) return complain(period.error(), exit_usage);
  const auto by = parse_breakdown(options.by);
  if (!by) return complain({by.error().code, "--by " + by.error().thing, by.error().what}, exit_usage);
  const Result<void> done = tally(path, options, *period, *by);
  return done ? 0 : complain(done.error());
}

Result<std::string> back_up_store(const std::string& path, const std::string& out) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::read_only, server_schema()));
  HK_TRY(back_up(db, out, server_schema()));
  return "Written and opened again: " + out;
}

/// Kiosks see that this server holds less than they were told, and send the rest again.
Result<std::string> restore_store(const std::string& path, const std::string& from) {
  HK_TRY(restore(from, path, server_schema()));
  return "Restored: " + path;
}

/// Kiosks of the programme fetch what it brings; how far each one has sent its own stays as it was.
Result<std::string> import_from(const std::string& path, const std::string& file) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::read_write, server_schema()));
  HK_ASSIGN(const TakenBundle taken, take_bundle(db, file, SystemClock()));
  std::string said = fmt::format("Programme: {}\nBundle of {} changes, made by device {} at {}\n", taken.programme,
                                 taken.changes, to_text(taken.head.device), utc_text(taken.head.made_ms / 1000));
  for (const std::string& why : taken.why_refused) said += "Refused: " + why + "\n";
  if (taken.quarantined > 0) {
    said += fmt::format("The device was revoked by a coordinator: {} of its changes are in quarantine\n",
                        taken.quarantined);
  }
  return said + fmt::format("Taken: {}; known already: {}; refused: {}", taken.added, taken.known, taken.refused);
}

ServeOptions resolved(ServeOptions options, const Settings& settings) {
  options.listen = settings.resolve(options.listen, "listen");
  options.tls.certificate = settings.resolve(options.tls.certificate, "tls-cert");
  options.tls.key = settings.resolve(options.tls.key, "tls-key");
  return options;
}

/// The kind of a quarantined change, where its bytes can be read that far.
std::string kind_of(const QuarantinedRecord& one) {
  const auto change = decode_core(one.record.core);
  return change ? std::string(kind_name(change->body)) : "";
}

Result<std::string> quarantine_of(const std::string& path, const std::string& programme) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::read_only, server_schema()));
  HK_ASSIGN(const ProgrammeAccount account, ServerStore(db).find_programme(programme));
  HK_ASSIGN(const std::vector<QuarantinedRecord> records, ServerStore(db).quarantine(account.row));
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const QuarantinedRecord& one : records) {
    list.push_back({{"device", to_text(one.device)},
                    {"epoch", fmt::format("{:016x}", one.epoch)},
                    {"seq", one.seq},
                    {"kind", kind_of(one)},
                    {"received_at_ms", one.received_at_ms},
                    {"bytes", one.record.core.size() + one.record.sealed.size()},
                    {"reason", one.reason}});
  }
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<std::string> replay_for(const std::string& path, const std::string& programme) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::read_write, server_schema()));
  HK_ASSIGN(const ProgrammeAccount account, ServerStore(db).find_programme(programme));
  HK_ASSIGN(const Replayed replayed, replay_quarantine(db, account, SystemClock()));
  return fmt::format("Taken into the log: {} of {} changes", replayed.taken, replayed.tried);
}

/// Prints what a command has to say.
int print(const Result<std::string>& said) {
  if (!said) return complain(said.error());
  std::printf("%s%s", said->c_str(), said->ends_with('\n') ? "" : "\n");
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app("The server that the kiosks of many programmes send their changes to.", "halsokiosk-server");
  app.set_version_flag("--version", "halsokiosk-server " + program_version());
  app.require_subcommand(1);
  app.fallthrough();
  std::string config;
  app.add_option("--config", config, "Settings of this machine (TOML); else config.toml in the usual places");
  std::string store;
  app.add_option("--store", store, "sqlite:FILE; serve, programme add and restore make it");
  ServeOptions serving;
  std::string name;

  CLI::App& serve_command = *app.add_subcommand("serve", "Take changes and hand them out, until SIGINT or SIGTERM");
  serve_command.add_option("--listen", serving.listen, "ADDRESS:PORT; port 0 takes a free one");
  serve_command.add_option("--tls-cert", serving.tls.certificate,
                           "Certificate chain (PEM) for HTTPS; read again at SIGHUP");
  serve_command.add_option("--tls-key", serving.tls.key, "The certificate's private key (PEM)");

  CLI::App& programme_command = *app.add_subcommand("programme", "The programmes this server keeps");
  programme_command.require_subcommand(1);
  CLI::App& add_command = *programme_command.add_subcommand("add", "Register a programme and print its founder code");
  add_command.add_option("name", name, "what the operator calls the programme")->required();

  std::string backup_file;
  CLI::App& backup_command = *app.add_subcommand("backup", "Copy the store into one file, while it is served");
  backup_command.add_option("--out", backup_file, "new file")->required();
  CLI::App& restore_command = *app.add_subcommand("restore", "Make a store out of a backup");
  restore_command.add_option("--from", backup_file, "the backup")->required();

  std::string bundle_file;
  CLI::App& bundle_command = *app.add_subcommand("bundle", "Changes in a file, from sites without a network");
  bundle_command.require_subcommand(1);
  CLI::App& import_command =
      *bundle_command.add_subcommand("import", "Add what is not here yet, also while the store is served");
  import_command.add_option("file", bundle_file, "What 'halsokiosk bundle export' wrote")->required();

  CLI::App& quarantine_command =
      *app.add_subcommand("quarantine", "Changes that were taken from a device, and not believed");
  quarantine_command.require_subcommand(1);
  CLI::App& list_command = *quarantine_command.add_subcommand("list", "What is in it and why, as JSON");
  list_command.add_option("--programme", name, "the programme's name")->required();

  CLI::App& replay_command =
      *quarantine_command.add_subcommand("replay", "Look at them again, and take what is believed now");
  replay_command.add_option("--programme", name, "the programme's name")->required();

  CLI::App& tally_command =
      *app.add_subcommand("tally", "Figures of a period, without names; internal unless --external");
  TallyOptions tallying;
  add_options(tally_command, tallying);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : exit_usage;
  }
  const auto settings = Settings::read("halsokiosk-server", known_settings,
                                       config.empty() ? std::nullopt : std::optional<std::filesystem::path>(config));
  if (!settings) return complain(settings.error(), exit_usage);
  store = settings->resolve(store, "store");
  const auto path = store_path(store);
  if (!path) return complain(path.error(), exit_usage);
  crypto_start();
  if (serve_command.parsed()) return serve(*path, resolved(serving, *settings));
  if (add_command.parsed()) return print(add_programme(*path, name));
  if (backup_command.parsed()) return print(back_up_store(*path, backup_file));
  if (restore_command.parsed()) return print(restore_store(*path, backup_file));
  if (import_command.parsed()) return print(import_from(*path, bundle_file));
  if (list_command.parsed()) return print(quarantine_of(*path, name));
  if (replay_command.parsed()) return print(replay_for(*path, name));
  return tally(*path, tallying);
}

}  // namespace
}  // namespace hk

int main(int argc, char** argv) { return hk::run(argc, argv); }
