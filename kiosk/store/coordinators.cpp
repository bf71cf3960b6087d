#include "kiosk/store/coordinators.h"

#include <algorithm>

#include "kiosk/store/staff.h"

namespace hk {

namespace {

Result<std::vector<Coordinator>> read_coordinators(Database& db, const OwnDevice& own) {
  return sqlite_guard(db, [&]() -> Result<std::vector<Coordinator>> {
    std::vector<Coordinator> all;
    Statement query = db.statement(R"sql(
      SELECT g.staff, g.public_key, EXISTS(SELECT 1 FROM coordinator_withdrawal w
                                           WHERE w.programme = g.programme AND w.public_key = g.public_key)
      FROM coordinator_grant g JOIN programme p USING(programme) WHERE p.uuid = :programme ORDER BY g.change)sql");
    query.bind_blob(":programme", own.programme.view());
    while (query.step()) {
      const bool root = query.blob(1) == own.root_key;
      all.push_back({query.id<StaffId>(0), Bytes(query.blob(1)), root, !root && query.integer(2) != 0});
    }
    return all;
  });
}

tl::unexpected<Error> not_a_coordinators() {
  return fail(ErrorCode::locked, "coordinators", "are a coordinator's to change: open the names with their passphrase");
}

}  // namespace

Result<std::vector<Coordinator>> coordinators(KioskStore& store) {
  return read_coordinators(store.database(), store.own());
}

Result<PreparedGrant> prepare_grant(std::string_view passphrase, const UnlockedKeys& keys, StaffId staff,
                                    std::vector<StoredSlot> beside) {
  // The slot that is to be replaced may keep its passphrase; its salt is shared by whatever stays.
  const auto is_theirs = [&](const StoredSlot& slot) {
    return slot.what.staff == staff && slot.what.kind == SlotKind::passphrase;
  };
  if (std::any_of(beside.begin(), beside.end(), [&](const StoredSlot& slot) { return !is_theirs(slot); })) {
    std::erase_if(beside, is_theirs);
  }
  UnlockedKeys theirs = keys.clone();
  theirs.coordinator = SigningKey::generate();
  theirs.staff = staff;
  HK_ASSIGN(NewSlot slot, make_slot(passphrase, theirs, SlotKind::passphrase, beside));
  return PreparedGrant{{staff, theirs.coordinator->public_key}, std::move(slot)};
}

Result<void> grant_coordinator(KioskStore& store, const PreparedGrant& prepared) {
  if (!store.coordinator()) return not_a_coordinators();
  HK_ASSIGN(const std::vector<StaffMember> all, staff_members(store));
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const StaffMember& one) { return one.staff == prepared.grant.staff; });
  if (found == all.end()) return fail(ErrorCode::not_found, "staff", "nobody has this id");
  // The grant first: a key that is granted and not kept hurts nobody, one that is kept and not granted signs in vain.
  HK_TRY(store.record(prepared.grant));
  if (found->role != StaffRole::coordinator) {
    StaffMember promoted = *found;
    promoted.role = StaffRole::coordinator;
    HK_TRY(change_staff(store, promoted));
  }
  return replace_slots(store, prepared.slot);
}

Result<void> withdraw_coordinator(KioskStore& store, const Bytes& public_key) {
  if (!store.coordinator()) return not_a_coordinators();
  HK_ASSIGN(const std::vector<Coordinator> all, coordinators(store));
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Coordinator& one) { return one.public_key == public_key; });
  if (found == all.end()) return fail(ErrorCode::not_found, "coordinator", "nobody has this key");
  if (found->root) return fail(ErrorCode::refused, "coordinator", "the programme's first key cannot be withdrawn");
  HK_TRY(store.record(CoordinatorWithdrawn{found->staff, public_key}));
  return {};
}

Result<UnlockedKeys> confirm_coordinator(const std::string& database, std::string_view passphrase) {
  HK_ASSIGN(Database db, Database::open(database, OpenMode::read_only, kiosk_schema()));
  HK_ASSIGN(const OwnDevice own, SyncClient::own_device(db));
  HK_ASSIGN(const std::vector<StoredSlot> slots, read_slots(db));
  HK_ASSIGN(UnlockedKeys keys, open_slots(passphrase, slots));
  HK_ASSIGN(const std::vector<Coordinator> all, read_coordinators(db, own));
  const bool live = keys.coordinator && (keys.coordinator->public_key == own.root_key ||
                                         std::any_of(all.begin(), all.end(), [&](const Coordinator& one) {
                                           return !one.withdrawn && one.public_key == keys.coordinator->public_key;
                                         }));
  if (!live) return fail(ErrorCode::refused, "passphrase", "is no coordinator's");
  return keys;
}

}  // namespace hk
