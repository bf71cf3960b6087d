#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/domain/environment.h"
#include "sync/log/log.h"
#include "sync/log/verifier.h"
#include "sync/protocol/messages.h"

/// The road between a device's log and the server's: a state machine without thread, socket or clock of its own.
namespace hk {

/// The device's side of sync in its database: own device, epoch, marks, cursor, token. Follows log_schema_1.
extern const Migration client_schema_1;

/// One HTTP exchange for the transport to carry out.
struct SyncRequest {
  enum class Kind { push, pull } kind{};
  std::uint64_t number = 0;  ///< echoed in the reply; an answer to an older number is ignored
  std::string url;
  std::string token;
  Bytes body;  ///< zstd of a protobuf message
};
/// What the transport brings back. status 0: no HTTP answer at all, `body` is empty and `error` says why.
struct SyncReply {
  SyncRequest::Kind kind{};
  std::uint64_t number = 0;
  int status = 0;
  std::string content_type;
  Bytes body;         ///< as received, still compressed when `compressed`
  bool compressed = false;
  std::string error;
};

/// What the screens and `status` tell of sync.
struct SyncStatus {
  enum class Result { never, ok, offline, refused, server_error } last_result = Result::never;
  bool enrolled = false;
  std::string server;
  std::uint64_t epoch = 0;
  std::uint64_t received_through = 0;
  std::int64_t pending = 0;
  std::optional<std::int64_t> oldest_pending_ms;
  std::optional<std::int64_t> last_contact_ms;   ///< when our server last answered
  std::optional<std::int64_t> all_sent_ms;       ///< when nothing was pending after an acknowledgement
  std::uint64_t cursor_position = 0;
  std::int64_t quarantined = 0;  ///< of this device's changes, as the server last said
  std::int64_t refused = 0;      ///< changes from the feed that failed verification
  std::optional<std::int64_t> clock_offset_ms;  ///< server time − ours, as last measured
};

/// This device in its database.
struct OwnDevice {
  ProgrammeId programme;
  DeviceId device;
  std::uint64_t epoch = 0;
  Bytes root_key;
};

/// Lives on the thread that owns the log's database. Keeps references to `log` and `verifier`.
class SyncClient {
 public:
  SyncClient(Log& log, const Verifier& verifier, const Clock& clock, Random& random);

  /// Writes who this device is; once, by `init` or `join` (in a transaction).
  [[nodiscard]] static Result<void> create(Database& db, const OwnDevice& own);
  /// Errors: not_found when the database belongs to no device yet.
  [[nodiscard]] static Result<OwnDevice> own_device(Database& db);
  /// The seq after the last change of this device (its epoch); dense from 1.
  [[nodiscard]] static Result<std::uint64_t> next_seq(Database& db);

  /// Remembers the server after a successful enrolment.
  [[nodiscard]] Result<void> set_server(const std::string& url, const EnrolResponse& answer);

  /// Requests that are due now; each is in flight until on_reply() gets its number. At most one push and one pull.
  [[nodiscard]] Result<std::vector<SyncRequest>> due_requests();
  /// Applies an answer: marks, page and cursor in one transaction. True when the projections may have changed.
  [[nodiscard]] Result<bool> on_reply(const SyncReply& reply);
  /// Milliseconds (monotonic) when due_requests() may next have something; empty while waiting for a reply or change.
  [[nodiscard]] std::optional<std::int64_t> next_due_ms() const;
  /// A person asked, or a change was made: due at once, whatever the back-off.
  void hurry();
  [[nodiscard]] Result<SyncStatus> status();
};

}  // namespace hk
