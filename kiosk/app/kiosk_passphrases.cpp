#include "kiosk/app/kiosk.h"
#include "kiosk/store/approve_devices.h"

/// Passphrases of colleagues, and the recovery sheet.
namespace hk {

namespace {

using Asks = CoordinationAsks;

}  // namespace

/// Typed twice; then the job thread wraps the keys.
void Kiosk::submit_passphrase(AtCoordination& at) {
  if (at.asks == Asks::new_passphrase) {
    std::string first = at.text.text;
    ask(at, Asks::new_passphrase_again);
    at.first = std::move(first);
    return;
  }
  const auto* staff = std::get_if<StaffId>(&at.subject);
  const auto who = staff == nullptr ? std::nullopt : member(*staff);
  const bool same = at.first == at.text.text;
  wipe(at.first);
  if (!same || !who) {
    ask(at, Asks::new_passphrase);
    notice_ = Notice{Notice::Kind::passphrases_differ, {}};
    return;
  }
  Result<std::vector<StoredSlot>> beside = read_slots(store_.database());
  if (!beside) return show_failure(beside.error());
  at.working = true;
  ports_.start_job(PassphraseJob{store_.keys().clone(), *staff, who->role == StaffRole::coordinator, at.text.text,
                                 std::move(*beside)});
}

void Kiosk::on_passphrase(Result<std::variant<NewSlot, PreparedGrant>> made) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr || !at->working) return;
  at->working = false;
  ask(*at, made ? Asks::nothing : Asks::new_passphrase);
  if (!made && made.error().code == ErrorCode::conflict) {
    notice_ = Notice{Notice::Kind::passphrase_taken, {}};
    return;
  }
  if (!made) return show_failure(made.error());
  const auto* grant = std::get_if<PreparedGrant>(&*made);
  const Result<void> kept =
      grant != nullptr ? grant_coordinator(store_, *grant) : replace_slots(store_, std::get<NewSlot>(*made));
  if (succeeded(kept)) notice_ = Notice{Notice::Kind::passphrase_set, {}};
}

/// Every key of a colleague who coordinates no longer is withdrawn, on whatever device it is.
bool Kiosk::withdraw_keys(StaffId staff) {
  for (const Coordinator& one : or_notice(coordinators(store_))) {
    if (one.staff != staff || one.withdrawn) continue;
    if (one.root) {
      notice_ = Notice{Notice::Kind::root_stays, {}};
      return false;
    }
    if (!succeeded(withdraw_coordinator(store_, one.public_key))) return false;
  }
  return true;
}

void Kiosk::make_sheet(AtCoordination& at) {
  Result<std::vector<StoredSlot>> beside = read_slots(store_.database());
  if (!beside) return show_failure(beside.error());
  std::string label;
  for (const KnownDevice& device : or_notice(known_devices(store_))) {
    if (device.own) label = device.label;
  }
  at.working = true;
  ports_.start_job(SheetJob{store_.keys().clone(),
                            {or_notice(view_.programme_name()), label, to_text(today())},
                            std::move(*beside),
                            store_.folder().exports() / "nyckelblad.pdf"});
}

void Kiosk::on_sheet(SheetDone done) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at != nullptr) at->working = false;
  if (!done.slot) {
    notice_ = Notice{Notice::Kind::export_failed, done.slot.error().message()};
    return;
  }
  // The names may have been locked meanwhile: then the sheet opens nothing, and the one of before still does.
  if (succeeded(replace_slots(store_, *done.slot))) notice_ = Notice{Notice::Kind::sheet_saved, done.file.string()};
}

}  // namespace hk
