#include "sync/server/gifts.h"

#include <algorithm>

namespace hk {
namespace {

/// When the device was revoked, as the clocks of devices tell, and not before it was heard here: the clock of whoever
/// said so may be years behind. Empty while it is not.
std::optional<Hlc> revoked_when(Database& db, ProgrammeRef programme, DeviceId device) {
  Statement query = db.statement(R"sql(
    SELECT ifnull(c.hlc_accepted, c.hlc), ifnull(c.received_at_ms, 0) FROM revoked_device r
    JOIN device d USING(device) JOIN change c USING(change)
    WHERE r.programme = :programme AND d.uuid = :device)sql");
  query.bind(":programme", programme.row).bind_blob(":device", device.view());
  if (!query.step()) return std::nullopt;
  return std::max(Hlc{static_cast<std::uint64_t>(query.integer(0))}, Hlc::of(query.integer(1)));
}

class GiftTaker {
 public:
  GiftTaker(Database& db, Gifts& gifts, HybridClock& hlc, std::int64_t now_ms)
      : db_(db),
        gifts_(gifts),
        intake_(db, {gifts.giver.account, gifts.giver.programme, gifts.giver.root_key}, hlc, now_ms) {}

  Result<void> take_all() {
    HK_TRY(intake_.begin());
    if (revoked_when(db_, intake_.programme(), gifts_.giver.device)) {
      return fail(ErrorCode::refused, "device", "has been revoked");
    }
    for (std::size_t i = 0; i < gifts_.envelopes.size(); ++i) HK_TRY(take(i));
    HK_ASSIGN(gifts_.last_position, intake_.finish());
    return {};
  }

 private:
  Result<void> take(std::size_t i) {
    const Envelope& envelope = gifts_.envelopes[i];
    const Change& change = gifts_.examined[i].change;
    HK_ASSIGN(std::string fault, fault_of(i));
    if (!fault.empty()) {
      gifts_.refused.push_back(std::move(fault));
      return {};
    }
    const auto taken =
        intake_.append(envelope.record, change, envelope.device, envelope.epoch, envelope.seq, envelope.hlc_accepted);
    if (!taken && taken.error().code == ErrorCode::conflict) {
      gifts_.refused.push_back(taken.error().message());
      return {};
    }
    if (!taken) return tl::unexpected(taken.error());
    ++(taken->appended == Appended::added ? gifts_.added : gifts_.known);
    return taken->ruled || taken->appended != Appended::added ? tell_ruling(envelope, change.id) : Result<void>();
  }

  /// The giver may be the author, who reads nothing of its own in the feed.
  Result<void> tell_ruling(const Envelope& envelope, const ChangeId& id) {
    HK_ASSIGN(const auto ruling, intake_.log().accepted(intake_.programme(), id));
    if (ruling && ruling != envelope.hlc_accepted) gifts_.rulings.emplace_back(id, *ruling);
    return {};
  }

  /// Why it is not taken; empty for a good one.
  Result<std::string> fault_of(std::size_t i) {
    const auto& [change, fault] = gifts_.examined[i];
    if (!fault.empty()) return fault;
    HK_ASSIGN(const bool held, intake_.log().holds(intake_.programme(), change.id));
    if (held) return std::string();
    HK_ASSIGN(const bool known, intake_.store().knows_device(gifts_.giver.account, intake_.programme(), change.device));
    if (!known) return std::string("device: is not known here");
    // What it said before is believed, as it was when the giver read it here.
    const auto revoked = revoked_when(db_, intake_.programme(), change.device);
    if (revoked && *revoked <= gifts_.envelopes[i].hlc_accepted.value_or(change.hlc)) {
      return std::string("device: had been revoked when it said this");
    }
    const Result<void> may_sign = intake_.check_signer(change, gifts_.envelopes[i].record);
    return may_sign ? std::string() : may_sign.error().message();
  }

  Database& db_;
  Gifts& gifts_;
  Intake intake_;
};

}  // namespace

Gifts examine_gifts(const CallingDevice& giver, std::vector<Envelope> envelopes) {
  const Verifier verifier(giver.programme, giver.root_key);
  Gifts gifts;
  gifts.giver = giver;
  gifts.envelopes = std::move(envelopes);
  gifts.examined.reserve(gifts.envelopes.size());
  for (const Envelope& envelope : gifts.envelopes) {
    Examined examined = examine(verifier, envelope.record);
    if (examined.fault.empty() && examined.change.device != envelope.device) {
      examined.fault = "device: is not the one that it is said to be of";
    }
    gifts.examined.push_back(std::move(examined));
  }
  return gifts;
}

Result<void> take_gifts(Database& db, Gifts& gifts, HybridClock& hlc, std::int64_t now_ms) {
  return sqlite_guard(db, [&]() -> Result<void> { return GiftTaker(db, gifts, hlc, now_ms).take_all(); });
}

}  // namespace hk
