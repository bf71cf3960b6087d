#include "sync/server/intake.h"

#include "sync/domain/planted.h"
#include "sync/server/tuning.h"

namespace hk {
namespace {

std::size_t size_of(const ChangeRecord& record) {
  return record.core.size() + record.sealed.size() + record.sealed_digest.size() + record.mac.size() +
         record.signature.size() + record.signer.size();
}

}  // namespace

Examined examine(const Verifier& verifier, const ChangeRecord& record) {
  if (size_of(record) > server_tuning::record_bytes_max) return {{}, "record: larger than 128 KiB"};
  auto change = verifier.check_form(record);
  if (!change) return {{}, change.error().message()};
  if (planted::is(planted::Bug::retry_without_id)) change->id = ChangeId::from_bytes(random_bytes(16), "id").value();
  return {std::move(*change), {}};
}

Result<void> Intake::begin() {
  HK_ASSIGN(programme_, log_.programme(programme_id_));
  HK_TRY(log_.teach(programme_, verifier_));
  HK_ASSIGN(next_position_, log_.last_position(programme_));
  ++next_position_;
  return {};
}

Result<Intake::Taken> Intake::append(const ChangeRecord& record, const Change& change, DeviceId device,
                                     std::uint64_t epoch, std::uint64_t seq, std::optional<Hlc> ruling) {
  const std::int64_t latest_ms = now_ms_ + hlc_skew_ms_max;
  if (ruling && ruling->ms() > latest_ms) ruling.reset();
  // A clock far ahead is not refused but overruled, by the first server that sees it (protocol.md, "Folding").
  if (!ruling && change.hlc.ms() > latest_ms) ruling = hlc_.tick(now_ms_);
  const Envelope envelope{record, device, epoch, seq, ruling, next_position_, now_ms_};
  HK_ASSIGN(const Appended appended, log_.append(programme_, envelope, change, Folding::later));
  Taken taken{appended, ruling.has_value()};
  if (appended != Appended::added) return taken;
  ++added_;
  ++next_position_;
  HK_TRY(store_.leave_quarantine(account_, device, record));
  verifier_.learn(change.body);
  if (std::holds_alternative<ParticipantErased>(change.body)) HK_TRY(store_.forget_erased(account_, programme_));
  return taken;
}

Result<std::uint64_t> Intake::finish() {
  if (added_ == 0) return 0;
  // Last of all: whoever holds this row commits before the next one reads it, so feed order is commit order.
  HK_ASSIGN(const std::uint64_t first, log_.take_positions(programme_, added_));
  HK_CHECK(first + added_ == next_position_);
  return next_position_ - 1;
}

}  // namespace hk
