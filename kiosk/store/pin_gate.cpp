#include "kiosk/store/pin_gate.h"

#include <algorithm>
#include <charconv>

#include "kiosk/store/staff.h"

namespace hk {

namespace {

constexpr char failures_setting[] = "pin_failures";
constexpr std::uint32_t free_failures = 3;  // people mistype
// A thousand tries, one in a thousand of all PINs, take three days and a half at this pace.
constexpr std::int64_t wait_ms_max = 300'000;

std::int64_t wait_after(std::uint32_t failures) {
  if (failures <= free_failures) return 0;
  const std::uint32_t doublings = std::min(failures - free_failures - 1, 20U);
  return std::min(std::int64_t{1000} << doublings, wait_ms_max);
}

std::uint32_t parse_count(const std::string& text) {
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  // Settings are this program's own; one that is not is taken for the worst.
  return error == std::errc{} && end == text.data() + text.size() ? count : 64;
}

}  // namespace

PinGate::PinGate(KioskStore& store) : store_(store) {
  const auto stored = store.setting(failures_setting);
  if (stored && *stored) failures_ = parse_count(**stored);
  open_at_ms_ = store.clock().monotonic_ms() + wait_after(failures_);
}

std::int64_t PinGate::wait_ms() const { return std::max<std::int64_t>(0, open_at_ms_ - store_.clock().monotonic_ms()); }

Result<StaffId> PinGate::try_pin(std::string_view pin) {
  if (wait_ms() > 0) return fail(ErrorCode::busy, "PIN", "too many wrong ones: wait");
  if (!store_.unlocked()) return fail(ErrorCode::locked, "PIN", "names are locked");
  // Counted first: a pulled plug gives no free try.
  HK_TRY(store_.set_setting(failures_setting, std::to_string(failures_ + 1)));
  ++failures_;
  HK_ASSIGN(const std::optional<StaffId> staff, staff_with_pin(store_, pin));
  store_.act_as(staff);
  HK_TRY(store_.record(AccessLogged{"pin", staff ? "ok" : "refused", std::nullopt}));
  if (!staff) {
    open_at_ms_ = store_.clock().monotonic_ms() + wait_after(failures_);
    return fail(ErrorCode::wrong_passphrase, "PIN", "is nobody's");
  }
  HK_TRY(store_.set_setting(failures_setting, "0"));
  failures_ = 0;
  return *staff;
}

}  // namespace hk
