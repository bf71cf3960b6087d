#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/cli/command_line.h"
#include "kiosk/store/kiosk_store.h"
#include "sync/domain/breakdown.h"
#include "sync/domain/period.h"
#include "sync/domain/report_facts.h"
#include "sync/domain/result.h"
#include "sync/reports/csv_sheet.h"

/// One function a command; each prints what it did and answers whether it did it.
namespace hk::cli {

using Path = std::filesystem::path;

struct InitOptions {
  Path data;
  std::string programme;  ///< a file if that path exists, else a name
  std::optional<Path> passphrase_file;
};
[[nodiscard]] Result<void> init(const InitOptions& options, const CliWorld& world);

struct ImportOptions {
  Path data, file;
  std::optional<Path> passphrase_file;
  std::string source = "register";
  bool dry_run = false, skip_bad = false;
};
[[nodiscard]] Result<void> import(const ImportOptions& options, const CliWorld& world);

struct TallyOptions {
  Path data;
  Period period;
  Breakdown by;
  Comparison compare = Comparison::previous;
  std::string format = "table";  ///< table, json, csv, xlsx or pdf
  CsvDialect csv = CsvDialect::swedish;
  bool external = false;
  std::optional<Path> out;
};
/// Prints the report, or writes it to a file. A file, and whatever is for the outside, is recorded as an export; one
/// for the outside before it is given out. An internal file is also written while a window has the folder, and then the
/// command says that it is not recorded. Errors: busy, when an external one cannot be recorded; invalid.
[[nodiscard]] Result<void> tally(const TallyOptions& options, const CliWorld& world);
/// "last", the last complete ISO week where `now` lies, or a week such as 2026-W47.
/// Errors: invalid, naming the text.
[[nodiscard]] Result<Period> tally_week(const std::string& text, LocalMoment now);

struct EnrolOptions {
  Path data;
  std::string server, code;
  std::string label = "Ny enhet";       ///< of a new device
  std::optional<Path> passphrase_file;  ///< that a new device shall have
  Path assets;                          ///< as CliWorld::find_assets takes it
  std::optional<Path> ca;               ///< PEM; read once and kept in the data folder
  std::string pin;
};
/// Where the folder holds a programme: binds its first device to a server. Else: makes the folder a device of the
/// code's programme, once a coordinator has seen the same six words on theirs.
[[nodiscard]] Result<void> enrol(const EnrolOptions& options, const CliWorld& world);

struct InviteOptions {
  Path data, out;
  std::optional<Path> passphrase_file;
};
/// Writes an invitation for another device and prints what opens it; asks the server for the code that lets it in.
[[nodiscard]] Result<void> invite(const InviteOptions& options, const CliWorld& world);

struct JoinOptions {
  Path data, invite;
  std::optional<Path> invite_passphrase_file, passphrase_file;
  std::string server, code;
  std::string label = "Ny enhet";
  std::optional<Path> ca;
  std::string pin;
};
[[nodiscard]] Result<void> join(const JoinOptions& options, const CliWorld& world);

/// The first fetch of a device that has just come in. It is in, whatever becomes of this; prints what did.
void fetch_everything(const Path& data, const CliWorld& world);

struct SyncOptions {
  Path data;
  std::optional<Path> passphrase_file;  ///< given: invited devices that wait are approved as well
};
[[nodiscard]] Result<void> sync_once(const SyncOptions& options, const CliWorld& world);
[[nodiscard]] Result<void> status(const Path& data, bool json, const CliWorld& world);
[[nodiscard]] Result<void> doctor(const Path& data, bool rebuild, const CliWorld& world);

/// Errors: those of back_up_device() and restore_device().
[[nodiscard]] Result<void> backup(const Path& data, const Path& out, const CliWorld& world);
[[nodiscard]] Result<void> restore(const Path& data, const Path& from, const CliWorld& world);

/// What a server must prove, as given on the command line. Errors: those of the file; invalid.
[[nodiscard]] Result<ServerTrust> read_trust(const std::optional<Path>& ca, const std::string& pin);
/// Opens names and keys with the passphrase from its file, or from a prompt.
[[nodiscard]] Result<void> unlock(KioskStore& store, const std::optional<Path>& passphrase_file);
/// The passphrase from its file, or from a prompt that does not echo.
/// Errors: those of the file; invalid when there is neither a file nor a terminal.
[[nodiscard]] Result<Bytes> passphrase(const std::optional<Path>& file);
/// Likewise, for another secret than a passphrase.
[[nodiscard]] Result<Bytes> ask_secret(const char* question, const std::optional<Path>& file);
/// What a person types at a prompt that shows it. Errors: invalid without a terminal.
[[nodiscard]] Result<Bytes> ask_line(const char* question);
/// Asked twice, for a new one. Errors: invalid when shorter than eight characters or not the same.
[[nodiscard]] Result<Bytes> new_passphrase(const std::optional<Path>& file);

}  // namespace hk::cli
