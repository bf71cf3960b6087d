#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/client/sync_client.h"
#include "sync/sqlite/database.h"

namespace hk {

/// The row of table own_device. The functions here throw SqliteFailure, and are called inside sqlite_guard().
struct OwnDeviceRow {
  OwnDevice own;
  std::string server_url;  ///< empty: not enrolled
  Bytes server_id;
  std::string token;
  ServerTrust trust;
  Bytes cursor;
  std::uint64_t cursor_position = 0;
  std::optional<std::int64_t> last_contact_ms, all_sent_ms, clock_offset_ms;
  SyncStatus::Result last_result = SyncStatus::Result::never;
  std::string last_failure;
  Bytes fingerprint_key;
  std::optional<std::int64_t> compared_ms;
  bool agrees = false;  ///< of the last comparison
};

/// Nothing when the database belongs to no device yet.
[[nodiscard]] std::optional<OwnDeviceRow> read_device_row(Database& db);
void insert_device_row(Database& db, const OwnDevice& own);
/// Writes server, trust, token and keys. The cursor and the marks of another server are forgotten.
void write_server(Database& db, const std::string& url, const EnrolResponse& answer, const ServerTrust& trust);
/// The feed is read again from the start.
void reset_cursor(Database& db);
/// This device's log goes on under another epoch, all of it unsent, and the feed is read again from the start.
void write_epoch(Database& db, const OwnDevice& own, std::uint64_t epoch);
/// Writes what good exchanges change: cursor, contact, offsets, and that the last one was good.
void write_progress(Database& db, const OwnDeviceRow& row);

/// What a comparison with the server came to.
void write_comparison(Database& db, std::int64_t at_ms, bool agrees);

void write_failure(Database& db, SyncStatus::Result result, const std::string& why);

[[nodiscard]] std::uint64_t read_mark(Database& db, std::uint64_t epoch);
void write_mark(Database& db, std::uint64_t epoch, std::uint64_t received_through);
void write_quarantined(Database& db, std::uint64_t epoch, const Quarantined& one);
/// The quarantine of one epoch as the server tells it, instead of what it told before.
void replace_quarantined(Database& db, std::uint64_t epoch, const std::vector<Quarantined>& all);
void write_refused(Database& db, const Envelope& envelope, const std::string& reason);
/// Drops what is beyond client_tuning::refused_changes_max and refused_bytes_max, the feed's last first.
void trim_refused(Database& db);
struct RefusedRow {
  std::int64_t row = 0;
  Envelope envelope;
};
/// Refused changes in the feed's order, those after `position` and `row`.
[[nodiscard]] std::vector<RefusedRow> read_refused(Database& db, std::uint64_t position, std::int64_t row);
void drop_refused(Database& db, std::int64_t row);
/// What was refused under the number of `envelope`.
void drop_refused_as(Database& db, const Envelope& envelope);
/// The change stays refused, without what it sealed.
void empty_refused(Database& db, std::int64_t row);
[[nodiscard]] std::int64_t count_quarantined(Database& db);
[[nodiscard]] std::int64_t count_refused(Database& db);

}  // namespace hk
