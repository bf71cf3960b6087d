#include <fmt/core.h>

#include "kiosk/cli/key_commands.h"
#include "kiosk/cli/open_store.h"
#include "kiosk/store/key_slots.h"
#include "kiosk/store/recovery_sheet.h"
#include "kiosk/store/register_view.h"
#include "sync/domain/calendar.h"

namespace hk::cli {

namespace {

Result<NewSlot> new_slot(KioskStore& store, const UnlockedKeys& keys, const Path& new_file) {
  HK_ASSIGN(const std::vector<StoredSlot> beside, read_slots(store.database()));
  HK_ASSIGN(Bytes typed, new_passphrase(new_file.empty() ? std::nullopt : std::optional(new_file)));
  Result<NewSlot> slot = make_slot(typed, keys, SlotKind::passphrase, beside);
  wipe(typed);
  return slot;
}

std::string name_of(const std::vector<StaffMember>& staff, const std::optional<StaffId>& id) {
  if (!id) return "-";
  for (const StaffMember& one : staff) {
    if (one.staff == *id && !one.name.empty()) return on_one_line(one.name);
  }
  return to_text(*id);
}

/// What the others call this device, where a coordinator has approved it.
Result<std::string> own_label(KioskStore& store) {
  return sqlite_guard(store.database(), [&]() -> Result<std::string> {
    Statement query = store.database().statement(
        "SELECT label FROM approved_device a JOIN device d USING(device) "
        "WHERE a.programme = :programme AND d.uuid = :own");
    query.bind(":programme", store.programme().row).bind_blob(":own", store.own().device.view());
    return query.step() ? std::string(query.text(0)) : to_text(store.own().device);
  });
}

}  // namespace

Result<void> passphrase_add(const CommonOptions& options, const std::string& who, const Path& new_file,
                            const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const StaffMember member, find_member(*store, who));
  UnlockedKeys keys = store->keys().clone();
  keys.coordinator.reset();
  keys.staff = member.staff;
  HK_ASSIGN(const NewSlot slot, new_slot(*store, keys, new_file));
  HK_TRY(add_slot(*store, slot));
  fmt::print("Opens the names on this device from now on: {}\n", on_one_line(member.name));
  return {};
}

Result<void> passphrase_change(const CommonOptions& options, const Path& new_file, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const NewSlot slot, new_slot(*store, store->keys(), new_file));
  HK_TRY(replace_slots(*store, slot));
  fmt::print("The passphrase is changed; the one of before opens nothing any more\n");
  return {};
}

Result<void> passphrase_remove(const CommonOptions& options, std::int64_t slot, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_TRY(remove_slot(*store, slot));
  fmt::print("Removed: {}\n", slot);
  return {};
}

Result<void> passphrase_list(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_to_list(options, world));
  HK_ASSIGN(const std::vector<StoredSlot> slots, read_slots(store->database()));
  HK_ASSIGN(const std::vector<StaffMember> staff, staff_members(*store));
  for (const StoredSlot& one : slots) {
    fmt::print("{:3}  {:14}  {}\n", one.slot, one.what.kind == SlotKind::recovery ? "recovery sheet" : "passphrase",
               name_of(staff, one.what.staff));
  }
  return {};
}

Result<void> recovery(const CommonOptions& options, const Path& out, const CliWorld& world) {
  std::error_code error;
  if (std::filesystem::exists(out, error)) return fail(ErrorCode::conflict, out.string(), "exists already");
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const std::string programme, RegisterView(store->database(), store->programme()).programme_name());
  HK_ASSIGN(const std::string label, own_label(*store));
  const LocalMoment now = world.local_time.at(world.clock.wall_ms());
  HK_ASSIGN(const std::vector<StoredSlot> beside, read_slots(store->database()));
  HK_ASSIGN(RecoverySheet sheet,
            make_recovery_sheet(store->keys(), {programme, label, to_text(LocalDate{now.days})}, beside));
  const Result<void> written = write_file_durably(out, sheet.pdf, 0600);
  wipe(sheet.pdf);
  if (!written) return written;
  HK_TRY(replace_slots(*store, sheet.slot));
  fmt::print("Recovery sheet: {}\nPrint it, lock it away and delete the file. A sheet of before is void.\n",
             out.string());
  return {};
}

}  // namespace hk::cli
