#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/client/reconcile.h"
#include "sync/client/server_url.h"
#include "sync/domain/environment.h"
#include "sync/log/log.h"
#include "sync/log/verifier.h"
#include "sync/protocol/messages.h"

/// The road between a device's log and the server's: a state machine without thread, socket or clock of its own.
namespace hk {

struct OwnDeviceRow;

/// The device's side of sync in its database: own device, epoch, marks, cursor, token. Follows log_schema_1.
extern const Migration client_schema_1;
/// Whom the device trusts to be its server, and why the last exchange failed.
extern const Migration client_schema_2;
/// What the server last said of the programme's devices, and who waits for approval.
extern const Migration client_schema_3;
/// What a server ruled of changes that this device does not believe yet.
extern const Migration client_schema_4;

/// When this device last compared its log with the server's, and whether they agreed.
extern const Migration client_schema_5;

/// One HTTP exchange for the transport to carry out.
struct SyncRequest {
  enum class Kind { push, pull, compare, once } kind{};  ///< once: no lane of SyncClient, but a command
  std::uint64_t number = 0;  ///< echoed in the reply; an answer to an older number is ignored
  std::string url;
  std::string token;
  Bytes body;  ///< zstd of a protobuf message
  ServerTrust trust;
  std::uint32_t wait_s = 0;  ///< how long the server may keep the answer back
};
/// What the transport brings back. status 0: no HTTP answer at all, `body` is empty and `error` says why.
struct SyncReply {
  SyncRequest::Kind kind{};
  std::uint64_t number = 0;
  int status = 0;
  std::string content_type;
  Bytes body;  ///< as received, still compressed when `compressed`
  bool compressed = false;
  std::string error;
};

/// What the screens and `status` tell of sync.
struct SyncStatus {
  /// offline: no answer that is our server's. refused: our server says no to this device. server_error: it cannot now.
  /// outdated: this program has to be updated before our server takes anything from it. server_outdated: the server.
  enum class Result {
    never,
    ok,
    offline,
    refused,
    server_error,
    outdated,
    server_outdated
  } last_result = Result::never;
  bool enrolled = false;
  std::string server;
  ServerTrust trust;
  std::string last_failure;  ///< why the last exchange failed, for a person; empty after a good one
  std::uint64_t epoch = 0;
  std::uint64_t received_through = 0;
  std::int64_t pending = 0;
  std::optional<std::int64_t> oldest_pending_ms;
  std::optional<std::int64_t> last_contact_ms;  ///< when our server last answered
  std::optional<std::int64_t> all_sent_ms;      ///< when nothing was pending after an acknowledgement
  std::uint64_t cursor_position = 0;
  /// When a pull of this process last brought the end of the feed; empty while there is known to be more.
  std::optional<std::int64_t> feed_read_ms;
  std::int64_t quarantined = 0;  ///< of this device's changes, as the server last said
  std::int64_t refused = 0;      ///< changes from the feed that failed verification
  /// When this log was last compared with what the server holds, and whether both hold the same; empty: never.
  std::optional<std::int64_t> compared_ms;
  bool agrees = false;
  bool revoked = false;                         ///< a coordinator's signed word: nothing is fetched any more
  std::optional<std::int64_t> clock_offset_ms;  ///< server time − ours, as last measured
};

/// This device in its database.
struct OwnDevice {
  ProgrammeId programme;
  DeviceId device;
  std::uint64_t epoch = 0;
  Bytes root_key;
};

/// Lives on the thread that owns the log's database. Keeps references to `log`, `verifier`, `clock` and `random`.
/// `verifier` knows what the log says of coordinators (Log::teach), and learns here from what comes.
/// While the log has erased bytes to overwrite nothing is fetched: a cursor past an erasure is its receipt.
/// Whether something is due is read from the database each time, so a lost wake-up delays, and never silences.
class SyncClient {
 public:
  SyncClient(Log& log, Verifier& verifier, const Clock& clock, Random& random,
             ProtocolVersions versions = protocol_versions);

  /// Writes who this device is; once, by `init` or `join` (in a transaction).
  [[nodiscard]] static Result<void> create(Database& db, const OwnDevice& own);
  /// Errors: not_found when the database belongs to no device yet.
  [[nodiscard]] static Result<OwnDevice> own_device(Database& db);
  /// This device goes on under another epoch, and tells the server anew what it recorded under this one: for one that
  /// was cloned or restored, whose numbers may already stand for other changes. Ids stay, so nothing counts twice. In a
  /// transaction. Errors: not_found as own_device(); those of the database.
  [[nodiscard]] static Result<void> begin_epoch(Database& db, std::uint64_t epoch);
  /// The feed is fetched again from the start, which brings back what Log::forget_sealed() emptied. In a transaction;
  /// also while a SyncClient lives on `db`. Errors: those of the database.
  [[nodiscard]] static Result<void> read_feed_again(Database& db);
  /// The seq after the last change of this device (its epoch); dense from 1.
  [[nodiscard]] static Result<std::uint64_t> next_seq(Database& db);

  /// Remembers the server after a successful enrolment. Another server than before is told everything from the start.
  /// Errors: invalid for what server_base_url() or check_trust() refuses.
  [[nodiscard]] Result<void> set_server(const std::string& url, const EnrolResponse& answer,
                                        const ServerTrust& trust = {});

  /// What the server last said of the programme's devices, oldest first.
  [[nodiscard]] static Result<std::vector<DeviceState>> devices(Database& db);
  /// Devices that wait for a coordinator's approval. Nothing here is proven: check each one's mac or, where it has none
  /// and came in by a code that this device asked for, compare the six words.
  [[nodiscard]] static Result<std::vector<Enrolment>> awaiting_approval(Database& db);

  /// Requests that are due now; each is in flight until on_reply() gets its number. At most one push, one pull
  /// and one comparison. Also a few milliseconds of comparing, while there is some to do.
  [[nodiscard]] Result<std::vector<SyncRequest>> due_requests();
  /// Applies an answer: marks, page and cursor in one transaction. The device may have another epoch afterwards. True
  /// when the projections, the sealed parts of rows that were here or the devices that wait for approval may have
  /// changed; the caller then takes in names and clock readings from the log. Nothing that comes back deletes a change,
  /// and no answer but a coordinator's signed change in it ends this device's part in the programme.
  [[nodiscard]] Result<bool> on_reply(const SyncReply& reply);
  /// Tries again what was refused, in the feed's order: call it when the verifier has gained a mac key. (A grant that
  /// comes with the feed does it by itself.) True as on_reply(). Errors: those of the database.
  [[nodiscard]] Result<bool> retry_refused();
  /// What became of changes that came by hand.
  struct TakenIn {
    std::uint64_t added = 0, brought_back = 0;  ///< brought_back: what this device had forgotten of changes it holds
    std::uint64_t known = 0;
    std::uint64_t refused = 0;  ///< kept aside, as those of the feed that are not believed
    bool ended = false;         ///< they told that this device is revoked: the rest is not for it
  };
  /// Takes in changes that came by another way than the feed, in one transaction: as a page of it, but cursor and marks
  /// stay. The device has another epoch afterwards where they show that it was set back to an earlier state.
  /// Projections and names may have changed. Errors: those of the database; then nothing was taken in.
  [[nodiscard]] Result<TakenIn> take_in_by_hand(const std::vector<Envelope>& entries);
  /// Milliseconds (monotonic) when due_requests() may next have something, if no reply and no change comes before;
  /// empty while there is no server.
  [[nodiscard]] std::optional<std::int64_t> next_due_ms() const;
  /// From now on a pull that would bring nothing waits at the server for news, instead of being asked every half
  /// minute: for whoever carries out a push while a pull is under way.
  void keep_poll_open() { keeps_poll_open_ = true; }
  /// A person asked, or a change was made: due at once, whatever the back-off. Only the server's own delay is kept.
  void hurry();
  /// True while nothing is fetched because another connection reads what is to be erased. Errors: the database's.
  [[nodiscard]] Result<bool> waits_for_sweep() { return log_.needs_sweep(); }
  /// True when nothing is pending, the last page was the feed's last or none is to come, and nothing is compared.
  [[nodiscard]] bool settled() const;
  /// True while due_requests() has something to do by itself: it is to be called again at once.
  [[nodiscard]] bool comparing() const { return reconcile_.has_work(); }
  /// Why the last exchange failed; empty after a good one.
  [[nodiscard]] const std::optional<Error>& last_failure() const { return last_failure_; }
  [[nodiscard]] Result<SyncStatus> status();

 private:
  /// One kind of request: at most one in flight, with a back-off of its own.
  struct Lane {
    std::optional<std::uint64_t> in_flight;
    std::int64_t started_ms = 0;
    std::int64_t not_before_ms = 0;
    unsigned version = 0;      ///< of the request in flight
    std::uint32_t wait_s = 0;  ///< of the request in flight
    int failures = 0;
    bool offline = false;  ///< the last failure was "no network"
  };
  /// The device's log against the server's, as last read.
  struct Standing {
    bool enrolled = false;
    std::uint64_t last_seq = 0;
    std::uint64_t received_through = 0;
    bool revoked = false;
    [[nodiscard]] std::uint64_t pending() const { return last_seq - received_through; }
  };

  Result<void> look(OwnDeviceRow& row);
  /// Forgets a reply that was waited for too long.
  bool is_due(Lane& lane) const;
  /// Overwrites erased bytes first. False while somebody reads them.
  Result<bool> may_pull();
  Result<SyncRequest> push_request(const OwnDeviceRow& row);
  Result<SyncRequest> pull_request(const OwnDeviceRow& row);
  Result<SyncRequest> compare_request(const OwnDeviceRow& row);
  /// One turn of comparing; then the next question, if there is one.
  Result<void> compare(const OwnDeviceRow& row, std::vector<SyncRequest>& requests);
  Result<void> note_comparison(const OwnDeviceRow& row);
  /// When to pull again after an answer that brought everything there is.
  [[nodiscard]] std::int64_t next_pull_ms(bool news) const;
  /// How many changes to ask for, after a page that was not the last one took this long to take in.
  void pace_pages(std::int64_t took_ms);
  SyncRequest start(Lane& lane, SyncRequest::Kind kind, const OwnDeviceRow& row, const char* path, Bytes body);
  Result<DeviceStatus> own_status(const OwnDeviceRow& row);
  Result<std::optional<std::int64_t>> oldest_pending_ms(const OwnDeviceRow& row);

  Lane* lane_of(const SyncReply& reply);
  Result<bool> apply(const SyncReply& reply, const OwnDeviceRow& row, Lane& lane);
  /// Another device goes by this one's name and epoch, or this one was restored from a copy: everything is sent again
  /// under a new epoch. Ids are the same, so nothing doubles.
  Result<bool> take_new_epoch(const OwnDeviceRow& row);
  Result<bool> apply_push(const PushResponse& answer, const OwnDeviceRow& row);
  Result<bool> apply_page(const PullResponse& answer, const OwnDeviceRow& row);
  Result<bool> apply_comparison(const CompareResponse& answer, const OwnDeviceRow& row);
  /// What the end of the feed says besides: is anything missing on one side, and what is in quarantine still?
  Result<void> take_state(const PullResponse& answer, const OwnDeviceRow& row);
  Result<bool> take_devices(const PullResponse& answer);
  /// A server restored from an older backup holds less of this log than it acknowledged: it is sent again. True then.
  Result<bool> see_loss(const PullResponse& answer, const OwnDeviceRow& row);
  /// (in a transaction) What the server ruled of this device's own changes.
  Result<bool> adopt_rulings(const PushResponse& answer, const OwnDeviceRow& row);
  /// (in a transaction) What a page or a second look at what was refused did.
  struct Taken {
    TakenIn counts;
    bool news = false, granted = false, erased = false, revoked = false;
  };
  /// (in a transaction)
  Result<Taken> append_compared(const CompareResponse& answer, const OwnDeviceRow& row);
  Result<Taken> append_entries(const std::vector<Envelope>& entries, const OwnDeviceRow& row);
  Result<bool> was_set_back(const std::vector<Envelope>& entries, const OwnDeviceRow& row);
  Result<void> take_in(ProgrammeRef programme, const OwnDeviceRow& row, const Envelope& envelope, Taken& taken);
  Result<Change> believed(ProgrammeRef programme, const Envelope& envelope);
  Result<void> retry_refused(ProgrammeRef programme, const OwnDeviceRow& row, Taken& taken);
  /// After a transaction that was rolled back: what it taught is not so.
  void learn_again(const OwnDeviceRow& row);
  void note_contact(OwnDeviceRow& row, std::int64_t server_time_ms, const Lane& lane);
  void succeed(Lane& lane, std::uint32_t delay_ms);
  void back_off(Lane& lane, SyncStatus::Result result, Error error, std::uint32_t delay_ms = 0);
  void wait_for_server(std::uint32_t delay_ms);

  Log& log_;
  Verifier& verifier_;
  const Clock& clock_;
  Random& random_;
  ProtocolVersions versions_;
  unsigned version_;  ///< asked by: the highest that the server was not heard to lack
  Lane push_, pull_, compare_;
  Reconcile reconcile_;
  std::uint64_t last_number_ = 0;
  std::int64_t server_wait_until_ms_ = 0;
  std::optional<Standing> standing_;
  std::uint64_t told_before_pull_ = 0;  ///< what the server had acknowledged when the last pull began
  Bytes pulled_from_;                   ///< the cursor of the last pull
  std::uint32_t page_changes_;          ///< asked for next
  std::uint64_t push_end_ = 0;          ///< the last seq of the range in the push under way
  std::uint64_t ahead_asked_ = 0;       ///< the last seq that went ahead in the push under way
  std::uint64_t ahead_held_ = 0;        ///< up to here the server has heard what goes ahead
  bool saw_loss_ = false;               ///< the last page said that the server lacks what it acknowledged
  bool drained_ = false;
  bool keeps_poll_open_ = false;
  std::optional<std::int64_t> devices_told_ms_;  ///< monotonic: when the server last told of the devices
  std::optional<std::int64_t> last_contact_ms_;  ///< newer than what is stored
  std::optional<std::int64_t> feed_read_ms_;
  SyncStatus::Result last_result_ = SyncStatus::Result::never;
  std::optional<Error> last_failure_;
};

}  // namespace hk
