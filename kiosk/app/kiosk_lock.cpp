#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/staff.h"

namespace hk {

void Kiosk::on(const OpenStaff&) {
  // Locked, Today shows counts only.
  if (!store_.unlocked()) return go(AtToday{});
  const std::vector<StaffMember> staff = or_notice(staff_members(store_));
  const bool pins =
      std::any_of(staff.begin(), staff.end(), [](const StaffMember& one) { return one.active && one.has_pin; });
  pins ? go(AtPin{}) : go(AtUnlock{});
}

void Kiosk::on(const ShowUnlock&) {
  AtUnlock unlock;
  if (const auto* roster = std::get_if<AtRoster>(&state_)) unlock.then = ShowRoster{roster->session};
  if (const auto* close = std::get_if<AtClose>(&state_)) unlock.then = ShowClose{close->session};
  go(std::move(unlock));
}

void Kiosk::on(const LockNames&) { lock(); }

/// Nothing that was written is lost by it: where that cannot be saved, or a file is just being written, names stay
/// open.
void Kiosk::lock() {
  auto* close = std::get_if<AtClose>(&state_);
  if (close != nullptr && !keep_notes(*close)) return;
  const auto* exporting = std::get_if<AtExport>(&state_);
  if (exporting != nullptr && exporting->step != ExportModel::Step::none) return;
  const auto* coordination = std::get_if<AtCoordination>(&state_);
  if (coordination != nullptr && coordination->working) return;
  const bool were_open = store_.unlocked();
  store_.lock();
  if (were_open) return begin_anew();
  end_interaction();
}

/// The names were open, and are locked: what shows one goes, and so does the memory that held them.
void Kiosk::begin_anew() {
  end_interaction();
  ports_.restart();
}

void Kiosk::forget_stale_names() {
  const bool were_open = store_.unlocked();
  if (!or_notice(store_.forget_stale_names())) return;
  keep_setting(kNamesForgotten, "yes");
  if (were_open) begin_anew();
}

/// Long enough without a touch that nobody looks after the open names.
bool Kiosk::is_left_alone() {
  if (!store_.unlocked()) return false;
  const std::int64_t idle = store_.clock().monotonic_ms() - last_touch_ms_;
  if (idle >= tuning::lock_after_ms) return true;
  return idle >= tuning::lock_between_sessions_ms && or_notice(view_.running()).empty();
}

bool Kiosk::holds_passphrase() const {
  const auto* at = std::get_if<AtCoordination>(&state_);
  if (at != nullptr && !at->working && !at->text.text.empty()) return true;
  const auto* unlock = std::get_if<AtUnlock>(&state_);
  return unlock != nullptr && !unlock->checking && !unlock->passphrase.text.empty();
}

void Kiosk::on(const ToggleVisible&) {
  if (auto* unlock = std::get_if<AtUnlock>(&state_)) unlock->visible = !unlock->visible;
  if (auto* at = std::get_if<AtCoordination>(&state_)) at->visible = !at->visible;
}

void Kiosk::on(const Unlock&) {
  auto* unlock = std::get_if<AtUnlock>(&state_);
  if (unlock == nullptr || unlock->checking || unlock->passphrase.text.empty()) return;
  unlock->checking = true;
  notice_.reset();
  ports_.start_job(UnlockJob{store_.folder().database(), unlock->passphrase.text});
}

void Kiosk::on_unlocked(Result<Opened> opened) {
  if (auto* at = std::get_if<AtCoordination>(&state_)) return prove_coordinator(*at, std::move(opened));
  auto* unlock = std::get_if<AtUnlock>(&state_);
  // Somebody went elsewhere meanwhile: names stay as they were.
  if (unlock == nullptr || !unlock->checking) return;
  unlock->checking = false;
  wipe(unlock->passphrase.text);
  if (!opened) {
    store_.refuse_unlock(opened.error());
    notice_ = opened.error().code == ErrorCode::wrong_passphrase ? Notice{Notice::Kind::wrong_passphrase, {}}
                                                                 : Notice{Notice::Kind::not_saved, opened.error().what};
    return;
  }
  if (const Result<void> taken = store_.unlock(std::move(*opened)); !taken) return show_failure(taken.error());
  searches_ = 0;
  approve_devices();
  if (!unlock->then) return go(AtToday{});
  std::visit([this](const auto then) { on(then); }, *unlock->then);
}

// --- the PIN, for the rest of the day
// ---------------------------------------------------------------------------------

/// Enter, or the tick.
void Kiosk::try_pin(AtPin& at) {
  if (at.digits.text.size() < pin_digits || pin_gate_.wait_ms() > 0) return;
  const Result<StaffId> who = pin_gate_.try_pin(at.digits.text);
  wipe(at.digits.text);
  if (who) {
    searches_ = 0;
    return go(AtToday{});
  }
  if (who.error().code == ErrorCode::busy) return;  // the wait is shown
  if (who.error().code != ErrorCode::wrong_passphrase) return show_failure(who.error());
  notice_ = Notice{Notice::Kind::wrong_pin, {}};
}

void Kiosk::type_digit(AtPin& at, std::string_view digit) {
  const bool is_digit = digit.size() == 1 && digit[0] >= '0' && digit[0] <= '9';
  if (!is_digit || at.digits.text.size() >= pin_digits || pin_gate_.wait_ms() > 0) return;
  notice_.reset();
  at.digits.text += digit;
}

PinModel Kiosk::model(const AtPin& at) {
  return {at.digits.text.size(), static_cast<int>((pin_gate_.wait_ms() + 999) / 1000), seconds_left()};
}

}  // namespace hk
