#include "sync/server/quarantine_replay.h"

#include "sync/server/intake.h"

namespace hk {
namespace {

class Replay {
 public:
  Replay(Database& db, const ProgrammeAccount& account, const Clock& clock)
      : account_(account),
        form_(*account.programme, account.root_key),
        intake_(db, {account.row, *account.programme, account.root_key}, hlc_, clock.wall_ms()) {}

  Result<Replayed> all() {
    HK_TRY(intake_.begin());
    HK_ASSIGN(const auto records, intake_.store().quarantine(account_.row));
    Replayed replayed{records.size(), 0};
    for (const QuarantinedRecord& one : records) {
      HK_ASSIGN(const bool taken, take(one));
      replayed.taken += taken ? 1 : 0;
    }
    HK_TRY(intake_.finish());
    return replayed;
  }

 private:
  Result<bool> take(const QuarantinedRecord& one) {
    const Examined examined = examine(form_, one.record);
    const Change& change = examined.change;
    if (!examined.fault.empty() || change.device != one.device) return false;
    HK_ASSIGN(const bool held, intake_.log().holds(intake_.programme(), change.id));
    HK_ASSIGN(const auto revoked, intake_.log().revoked_at(intake_.programme(), one.device));
    const bool believed = !revoked && intake_.check_signer(change, one.record);
    if (!held && !believed) return false;
    const auto taken = intake_.append(one.record, change, one.device, one.epoch, one.seq, std::nullopt);
    if (!taken && taken.error().code == ErrorCode::conflict) return false;
    if (!taken) return tl::unexpected(taken.error());
    HK_TRY(intake_.store().drop_quarantine(account_.row, one.device, one.epoch, one.seq));
    return true;
  }

  const ProgrammeAccount& account_;
  Verifier form_;
  HybridClock hlc_;
  Intake intake_;
};

}  // namespace

Result<Replayed> replay_quarantine(Database& db, const ProgrammeAccount& account, const Clock& clock) {
  if (!account.programme) return Replayed{};
  return sqlite_guard(db, [&]() -> Result<Replayed> {
    Transaction transaction(db);
    HK_ASSIGN(const Replayed replayed, Replay(db, account, clock).all());
    transaction.commit();
    return replayed;
  });
}

}  // namespace hk
