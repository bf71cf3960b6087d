#pragma once
#include <optional>
#include <string>

#include "sync/domain/environment.h"
#include "sync/domain/hlc.h"
#include "sync/log/log.h"
#include "sync/log/verifier.h"
#include "sync/server/server_store.h"

namespace hk {

/// A record after everything that needs no database.
struct Examined {
  Change change;
  std::string fault;  ///< why it is not believed; empty for a good one
};
/// All but who may sign, which depends on what is committed before. From any thread.
[[nodiscard]] Examined examine(const Verifier& verifier, const ChangeRecord& record);

/// Whose log it is that takes something in.
struct LogOwner {
  std::int64_t account = 0;
  ProgrammeId programme;
  Bytes root_key;
};

/// How examined records come into a server's log, whatever way they were sent. Lives for one transaction, on the thread
/// that commits. Keeps references to `db` and `hlc`.
class Intake {
 public:
  Intake(Database& db, const LogOwner& owner, HybridClock& hlc, std::int64_t now_ms)
      : db_(db),
        store_(db),
        log_(db),
        hlc_(hlc),
        account_(owner.account),
        programme_id_(owner.programme),
        verifier_(owner.programme, owner.root_key),
        now_ms_(now_ms) {}

  /// First of all.
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] ProgrammeRef programme() const { return programme_; }
  [[nodiscard]] Log& log() { return log_; }
  [[nodiscard]] ServerStore& store() { return store_; }
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
  /// As Verifier::check_signer(), with all that was taken in before.
  [[nodiscard]] Result<void> check_signer(const Change& change, const ChangeRecord& record) const {
    return verifier_.check_signer(change, record);
  }

  struct Taken {
    Appended appended{};
    bool ruled = false;  ///< its clock was overruled now
  };
  /// Appends a good record at (device, epoch, seq); what it says counts for those after it. `ruling` is one that the
  /// sender knows of. Errors: those of Log::append().
  [[nodiscard]] Result<Taken> append(const ChangeRecord& record, const Change& change, DeviceId device,
                                     std::uint64_t epoch, std::uint64_t seq, std::optional<Hlc> ruling);
  /// Last of all: gives what was added its places in the feed. The feed's last position, or 0 where nothing was added.
  [[nodiscard]] Result<std::uint64_t> finish();
  [[nodiscard]] std::uint64_t added() const { return added_; }

 private:
  Database& db_;
  ServerStore store_;
  Log log_;
  HybridClock& hlc_;
  std::int64_t account_;
  ProgrammeId programme_id_;
  Verifier verifier_;
  std::int64_t now_ms_;
  ProgrammeRef programme_;
  std::uint64_t next_position_ = 0;
  std::uint64_t added_ = 0;
};

}  // namespace hk
