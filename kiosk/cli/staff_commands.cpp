#include <fmt/core.h>

#include "kiosk/cli/key_commands.h"
#include "kiosk/cli/open_store.h"
#include "kiosk/store/coordinators.h"

namespace hk::cli {

namespace {

const char* role_name(StaffRole role) { return role == StaffRole::coordinator ? "coordinator" : "promoter"; }

}  // namespace

Result<void> staff_list(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_to_list(options, world));
  HK_ASSIGN(const std::vector<StaffMember> all, staff_members(*store));
  for (const StaffMember& one : all) {
    fmt::print("{}  {:11}  {:6}  {:5}  {:5}  {}\n", to_text(one.staff), role_name(one.role),
               one.active ? "active" : "left", one.has_pin ? "PIN" : "-", one.has_signing_key ? "signs" : "-",
               on_one_line(one.name));
  }
  return {};
}

Result<void> staff_add(const CommonOptions& options, const std::string& name, StaffRole role, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const StaffId added, add_staff(*store, name, role));
  fmt::print("Added: {}\n", to_text(added));
  return {};
}

Result<void> staff_set(const CommonOptions& options, const std::string& who, const StaffEdit& edit,
                       const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(StaffMember member, find_member(*store, who));
  if (!edit.name.empty()) member.name = edit.name;
  if (!edit.role.empty()) member.role = edit.role == "coordinator" ? StaffRole::coordinator : StaffRole::promoter;
  if (!edit.active.empty()) member.active = edit.active == "yes";
  HK_TRY(change_staff(*store, member));
  fmt::print("Changed: {}\n", to_text(member.staff));
  return {};
}

Result<void> staff_pin(const CommonOptions& options, const std::string& who, const Path& pin_file,
                       const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const StaffMember member, find_member(*store, who));
  HK_ASSIGN(Bytes pin, ask_secret("PIN: ", pin_file.empty() ? std::nullopt : std::optional(pin_file)));
  const Result<void> set = set_pin(*store, member.staff, pin);
  wipe(pin);
  if (!set) return set;
  fmt::print("Has a PIN: {}\n", to_text(member.staff));
  return {};
}

Result<void> coordinator_list(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_to_list(options, world));
  HK_ASSIGN(const std::vector<Coordinator> all, coordinators(*store));
  HK_ASSIGN(const std::vector<StaffMember> staff, staff_members(*store));
  for (const Coordinator& one : all) {
    std::string name;
    for (const StaffMember& member : staff) {
      if (member.staff == one.staff) name = on_one_line(member.name);
    }
    fmt::print("{}  {:9}  {}  {}\n", to_hex(one.public_key).substr(0, 16),
               one.root        ? "first"
               : one.withdrawn ? "withdrawn"
                               : "signs",
               to_text(one.staff), name);
  }
  return {};
}

Result<void> coordinator_grant(const CommonOptions& options, const std::string& who, const Path& new_file,
                               const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const StaffMember member, find_member(*store, who));
  HK_ASSIGN(std::vector<StoredSlot> beside, read_slots(store->database()));
  HK_ASSIGN(Bytes typed, new_passphrase(new_file.empty() ? std::nullopt : std::optional(new_file)));
  const Result<PreparedGrant> prepared = prepare_grant(typed, store->keys(), member.staff, std::move(beside));
  wipe(typed);
  if (!prepared) return tl::unexpected(prepared.error());
  HK_TRY(grant_coordinator(*store, *prepared));
  fmt::print("Signs from now on: {}\n", to_hex(prepared->grant.public_key).substr(0, 16));
  return {};
}

Result<void> coordinator_withdraw(const CommonOptions& options, const std::string& key, const CliWorld& world) {
  constexpr std::size_t digits_min = 8;
  if (key.size() < digits_min) return fail(ErrorCode::invalid, "key", "give at least eight of its digits");
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const std::vector<Coordinator> all, coordinators(*store));
  for (const Coordinator& one : all) {
    if (!to_hex(one.public_key).starts_with(key)) continue;
    HK_TRY(withdraw_coordinator(*store, one.public_key));
    fmt::print("Withdrawn: {}\n", to_hex(one.public_key).substr(0, 16));
    return {};
  }
  return fail(ErrorCode::not_found, "key", "nobody has one that begins so; 'coordinator list' prints them");
}

}  // namespace hk::cli
