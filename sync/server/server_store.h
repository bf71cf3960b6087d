#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/crypto/keys.h"
#include "sync/domain/change.h"
#include "sync/log/log.h"
#include "sync/protocol/messages.h"
#include "sync/sqlite/database.h"

namespace hk {

/// The server's own tables; they follow log_schema_1.
extern const Migration server_schema_1;
/// One-time codes of invitations, and what proves that a device was invited.
extern const Migration server_schema_2;
/// Whose code a device came in by, and what it was given by them after six words were compared.
extern const Migration server_schema_3;
/// Every migration of a server's database, in order.
[[nodiscard]] std::span<const Migration> server_schema();

/// Who this server is; made when its database is.
struct ServerIdentity {
  Bytes server_id;  ///< 16 bytes; kiosks know an answer by it
  Secret cursor_key;
};

/// A programme as the operator registered it. Bound to an id and a root key by the founder's enrolment.
struct ProgrammeAccount {
  std::int64_t row = 0;
  std::string name;
  Bytes founder_code_hash;
  Bytes fingerprint_key;
  std::optional<ProgrammeId> programme;
  Bytes root_key;
  std::optional<DeviceId> founder;
  Bytes founder_key;  ///< the founder's Ed25519 key
};

/// A one-time code that a coordinator asked for.
struct InvitationCode {
  ProgrammeAccount account;
  std::int64_t expires_ms = 0;
  std::optional<DeviceId> asked_by;  ///< empty for a code from before this was kept
  std::optional<DeviceId> device;    ///< that used it
  Bytes device_key;                  ///< its Ed25519 key
};

/// Whom a token belongs to.
struct CallingDevice {
  std::int64_t account = 0;
  ProgrammeId programme;
  Bytes root_key;
  DeviceId device;
  bool waiting = false;  ///< for a coordinator's approval by six words
  Bytes fingerprint_key = {};
};

/// When a device last spoke, and what it said of itself.
struct DeviceContact {
  std::int64_t account = 0;
  DeviceId device;
  std::int64_t at_ms = 0;
  DeviceStatus status;
};

/// A record that the log does not take.
struct QuarantinedRecord {
  DeviceId device;
  std::uint64_t epoch = 0;
  std::uint64_t seq = 0;
  std::string reason;
  std::int64_t received_at_ms = 0;
  ChangeRecord record;
};

/// The server's tables beside the log, over a database that it keeps a reference to. Errors are the database's,
/// unless a function names others. Functions marked (in a transaction) leave the commit to the caller.
class ServerStore {
 public:
  explicit ServerStore(Database& db) : db_(db) {}

  /// Opens the file, and gives a new one its identity.
  [[nodiscard]] static Result<Database> open(const std::string& path);
  [[nodiscard]] Result<ServerIdentity> identity();

  /// Errors: conflict when the name is taken; invalid for an empty or overlong one.
  [[nodiscard]] Result<void> add_programme(const std::string& name, ByteView founder_code_hash, std::int64_t now_ms);
  [[nodiscard]] Result<std::vector<ProgrammeAccount>> programmes();
  /// Errors: not_found.
  [[nodiscard]] Result<ProgrammeAccount> find_programme(const std::string& name);
  /// The account whose code it is, compared in constant time. Errors: not_found.
  [[nodiscard]] Result<ProgrammeAccount> find_code(ByteView founder_code_hash);
  /// (in a transaction)
  [[nodiscard]] Result<void> bind_founder(const ProgrammeAccount& account, const EnrolRequest& request);
  /// The device's only token from now on (in a transaction).
  [[nodiscard]] Result<void> put_token(std::int64_t account, const EnrolRequest& request, ByteView token_hash,
                                       std::int64_t now_ms);
  /// It waits until a coordinator's change approves it with the keys it enrolled with (in a transaction).
  [[nodiscard]] Result<void> let_wait(std::int64_t account, DeviceId device, DeviceId asked_by);
  /// Errors: not_found.
  [[nodiscard]] Result<CallingDevice> find_device(ByteView token_hash);

  /// Forgets codes that have ended. Errors: conflict when the account has `unused_max` unused ones (in a transaction).
  [[nodiscard]] Result<void> put_invitation(const CallingDevice& asked_by, ByteView code_hash, std::int64_t expires_ms,
                                            std::int64_t now_ms, std::int64_t unused_max);
  /// Errors: not_found.
  [[nodiscard]] Result<InvitationCode> find_invitation(ByteView code_hash);
  /// Errors: conflict when the device is enrolled with another key (in a transaction).
  [[nodiscard]] Result<void> use_invitation(ByteView code_hash, const EnrolRequest& request);
  /// Devices with a token that no device_approved names, oldest first: the invited ones, and those that came in by a
  /// code that `reader` asked for.
  [[nodiscard]] Result<std::vector<Enrolment>> awaiting_approval(std::int64_t account, DeviceId reader,
                                                                 std::size_t count_max);
  /// The keys that a device enrolled with. Errors: not_found.
  [[nodiscard]] Result<Approver> approver(const ProgrammeAccount& account, DeviceId device);
  /// What a waiting device is to be given (in a transaction). Errors: not_found unless it came in by a code that
  /// `asked_by` asked for.
  [[nodiscard]] Result<void> put_approval(std::int64_t account, DeviceId asked_by, const ApprovalRequest& approval);
  /// What it was given; empty while nobody approved.
  [[nodiscard]] Result<WaitResponse> approval(std::int64_t account, DeviceId device);
  /// Every device with a token, as far as the store knows.
  [[nodiscard]] Result<std::vector<DeviceState>> device_states(std::int64_t account, std::size_t count_max);

  /// True for a device with a token here, or one that a coordinator approved.
  [[nodiscard]] Result<bool> knows_device(std::int64_t account, ProgrammeRef programme, DeviceId device);

  /// How far the server holds (device, epoch) without a gap, quarantined records counted; 0 when nothing.
  [[nodiscard]] Result<std::uint64_t> received_through(std::int64_t account, DeviceId device, std::uint64_t epoch);
  /// (in a transaction)
  [[nodiscard]] Result<void> set_received_through(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                                  std::uint64_t seq);
  /// The bytes of core in quarantine at this number. Errors: not_found.
  [[nodiscard]] Result<Bytes> quarantined_core(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                               std::uint64_t seq);
  /// (in a transaction)
  [[nodiscard]] Result<void> put_quarantine(std::int64_t account, const QuarantinedRecord& record);
  /// (in a transaction)
  [[nodiscard]] Result<void> drop_quarantine(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                             std::uint64_t seq);
  /// This very record, whatever number it was sent under: the log has it now (in a transaction).
  [[nodiscard]] Result<void> leave_quarantine(std::int64_t account, DeviceId device, const ChangeRecord& record);
  [[nodiscard]] Result<std::vector<QuarantinedRecord>> quarantine(std::int64_t account);
  /// Of one device's epoch, at most `count_max`.
  [[nodiscard]] Result<std::vector<Quarantined>> quarantined(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                                             std::size_t count_max);
  /// Empties what quarantined records sealed of people who are erased by now (in a transaction).
  [[nodiscard]] Result<void> forget_erased(std::int64_t account, ProgrammeRef programme);
  /// (in a transaction)
  [[nodiscard]] Result<void> put_contact(const DeviceContact& contact);
  [[nodiscard]] Result<std::vector<DeviceContact>> contacts(std::int64_t account);

 private:
  Database& db_;
};

}  // namespace hk
