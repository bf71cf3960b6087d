#include "kiosk/store/staff.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "sync/protocol/codec.h"

namespace hk {

namespace {

constexpr std::size_t staff_name_bytes_max = 200;

/// A staff_set as the log holds it, opened where a key is there.
struct StaffRow {
  StaffSet set;
  bool has_signing_key = false;
};

Result<StaffSet> open_staff(KioskStore& store, ByteView core, ByteView sealed) {
  HK_ASSIGN(Change change, decode_core(core));
  ChangeRecord record;
  record.core = core;
  record.sealed = sealed;
  // A colleague whose name does not open is shown without one: whoever withdraws them needs only the row.
  if (store.unlocked()) static_cast<void>(open_record(record, store.keys().seal_keys(), change));
  auto* set = std::get_if<StaffSet>(&change.body);
  HK_CHECK(set != nullptr);
  return std::move(*set);
}

Result<std::vector<StaffRow>> read_staff(KioskStore& store) {
  return sqlite_guard(store.database(), [&]() -> Result<std::vector<StaffRow>> {
    std::vector<StaffRow> staff;
    Statement query = store.database().statement(R"sql(
      SELECT c.core, c.sealed,
             EXISTS(SELECT 1 FROM coordinator_grant g WHERE g.programme = s.programme AND g.staff = s.staff AND NOT EXISTS(
               SELECT 1 FROM coordinator_withdrawal w WHERE w.programme = g.programme AND w.public_key = g.public_key))
      FROM staff s JOIN change c USING(change) WHERE s.programme = :programme)sql");
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      HK_ASSIGN(StaffSet set, open_staff(store, query.blob(0), query.blob(1)));
      staff.push_back({std::move(set), query.integer(2) != 0});
    }
    return staff;
  });
}

Result<void> may_set_staff(const KioskStore& store) {
  if (store.coordinator()) return {};
  return fail(ErrorCode::locked, "staff", "is a coordinator's to change: open the names with their passphrase");
}

Result<StaffSet> find_staff(const std::vector<StaffRow>& all, StaffId staff) {
  for (const StaffRow& one : all) {
    if (one.set.staff != staff) continue;
    // Writing again what could not be read would take the name away from everybody.
    if (!one.set.details) return fail(ErrorCode::refused, "staff", "the name does not open with this device's keys");
    return one.set;
  }
  return fail(ErrorCode::not_found, "staff", "nobody has this id");
}

Result<void> good_name(const std::vector<StaffRow>& all, StaffId self, const std::string& name) {
  if (name.empty() || name.size() > staff_name_bytes_max) {
    return fail(ErrorCode::invalid, "name", "is empty or too long");
  }
  const bool taken = std::any_of(all.begin(), all.end(), [&](const StaffRow& one) {
    return one.set.staff != self && one.set.active && one.set.details && one.set.details->name == name;
  });
  if (taken) return fail(ErrorCode::conflict, "name", "belongs to another colleague: names must tell them apart");
  return {};
}

Bytes verifier_of(const KioskStore& store, StaffId staff, std::string_view pin) {
  // The first key of all: a rotation must not take everybody's PIN away.
  return keyed_digest(store.keys().first().subkey(Purpose::pins), {staff.view(), pin});
}

bool has_pin(const KioskStore& store, const StaffSet& staff, std::string_view pin) {
  return staff.active && staff.details && !staff.details->pin_verifier.empty() &&
         equal_secret(verifier_of(store, staff.staff, pin), staff.details->pin_verifier);
}

Result<void> good_pin(std::string_view pin) {
  const bool digits = pin.size() == pin_digits && pin.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits) return fail(ErrorCode::invalid, "PIN", "has six digits");
  if (pin.find_first_not_of(pin[0]) == std::string_view::npos) {
    return fail(ErrorCode::invalid, "PIN", "is six times the same digit");
  }
  return {};
}

Result<void> write_pin(KioskStore& store, const std::vector<StaffRow>& all, StaffId staff, Bytes verifier) {
  HK_ASSIGN(StaffSet set, find_staff(all, staff));
  set.details->pin_verifier = std::move(verifier);
  HK_TRY(store.record(set));
  return {};
}

}  // namespace

Result<std::vector<StaffMember>> staff_members(KioskStore& store) {
  HK_ASSIGN(const std::vector<StaffRow> all, read_staff(store));
  std::vector<StaffMember> members;
  for (const auto& [set, has_signing_key] : all) {
    StaffMember& one = members.emplace_back();
    one.staff = set.staff;
    one.role = set.role;
    one.active = set.active;
    one.has_signing_key = has_signing_key;
    if (!set.details) continue;
    one.name = set.details->name;
    one.has_pin = !set.details->pin_verifier.empty();
  }
  std::sort(members.begin(), members.end(), [](const StaffMember& a, const StaffMember& b) {
    return std::tie(b.active, a.name, a.staff) < std::tie(a.active, b.name, b.staff);
  });
  return members;
}

Result<StaffId> add_staff(KioskStore& store, const std::string& name, StaffRole role) {
  HK_TRY(may_set_staff(store));
  HK_ASSIGN(const std::vector<StaffRow> all, read_staff(store));
  HK_TRY(good_name(all, {}, name));
  const auto staff = make_id<StaffId>(store.clock(), store.random());
  HK_TRY(store.record(StaffSet{staff, role, true, StaffSet::Details{name, {}}}));
  return staff;
}

Result<void> change_staff(KioskStore& store, const StaffMember& changed) {
  HK_TRY(may_set_staff(store));
  HK_ASSIGN(const std::vector<StaffRow> all, read_staff(store));
  HK_TRY(good_name(all, changed.staff, changed.name));
  HK_ASSIGN(StaffSet set, find_staff(all, changed.staff));
  set.role = changed.role;
  set.active = changed.active;
  set.details->name = changed.name;
  // Another may take the PIN of somebody who has left.
  if (!set.active) set.details->pin_verifier.clear();
  HK_TRY(store.record(set));
  return {};
}

Result<void> set_pin(KioskStore& store, StaffId staff, std::string_view pin) {
  HK_TRY(may_set_staff(store));
  HK_TRY(good_pin(pin));
  HK_ASSIGN(const std::vector<StaffRow> all, read_staff(store));
  for (const StaffRow& one : all) {
    if (one.set.staff != staff && has_pin(store, one.set, pin)) {
      return fail(ErrorCode::conflict, "PIN", "is taken: a PIN tells who it is");
    }
  }
  return write_pin(store, all, staff, verifier_of(store, staff, pin));
}

Result<void> remove_pin(KioskStore& store, StaffId staff) {
  HK_TRY(may_set_staff(store));
  HK_ASSIGN(const std::vector<StaffRow> all, read_staff(store));
  return write_pin(store, all, staff, {});
}

Result<std::optional<StaffId>> staff_with_pin(KioskStore& store, std::string_view pin) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "PIN", "names are locked");
  HK_ASSIGN(const std::vector<StaffRow> all, read_staff(store));
  std::optional<StaffId> found;
  // To the end, so that time does not tell how far down the list it was.
  for (const StaffRow& one : all) {
    if (has_pin(store, one.set, pin)) found = one.set.staff;
  }
  return found;
}

}  // namespace hk
