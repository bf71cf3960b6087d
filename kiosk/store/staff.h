#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/store/kiosk_store.h"

/// Who works in the programme. Names and PIN verifiers are sealed, ids and roles are not; who is set here is signed by
/// a coordinator. Core thread.
namespace hk {

struct StaffMember {
  StaffId staff;
  std::string name;  ///< empty while names are locked
  StaffRole role = StaffRole::promoter;
  bool active = true;
  bool has_pin = false;          ///< false while names are locked
  bool has_signing_key = false;  ///< a coordinator key that was granted and not withdrawn, on whatever device
};

/// Everybody, also those who have left: active ones first, then by name. Errors: those of the database.
[[nodiscard]] Result<std::vector<StaffMember>> staff_members(KioskStore& store);

/// Errors: locked unless a coordinator's passphrase opened the names; invalid for an empty name; conflict for one that
/// an active colleague has; those of record().
[[nodiscard]] Result<StaffId> add_staff(KioskStore& store, const std::string& name, StaffRole role);
/// Writes name, role and whether they still work here; the PIN stays. Who is no longer active has no PIN that works.
/// Errors: as add_staff(), and not_found.
[[nodiscard]] Result<void> change_staff(KioskStore& store, const StaffMember& changed);

inline constexpr std::size_t pin_digits = 6;
/// Errors: invalid unless six digits, not all the same; conflict when somebody active has it: a PIN tells who it is;
/// not_found; locked; those of record().
[[nodiscard]] Result<void> set_pin(KioskStore& store, StaffId staff, std::string_view pin);
[[nodiscard]] Result<void> remove_pin(KioskStore& store, StaffId staff);
/// Whose PIN it is, without waits or a trace: PinGate asks this. Empty where it is nobody's who is active.
/// Errors: locked; those of the database.
[[nodiscard]] Result<std::optional<StaffId>> staff_with_pin(KioskStore& store, std::string_view pin);

}  // namespace hk
