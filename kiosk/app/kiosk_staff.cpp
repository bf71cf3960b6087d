#include "kiosk/app/kiosk.h"
#include "kiosk/store/personnummer.h"
#include "kiosk/store/typed_name.h"

/// Who works here, as a coordinator sets it.
namespace hk {

namespace {

using Page = CoordinationPage;
using Asks = CoordinationAsks;

}  // namespace

std::optional<StaffMember> Kiosk::member(StaffId staff) {
  for (StaffMember& one : or_notice(staff_members(store_))) {
    if (one.staff == staff) return std::move(one);
  }
  return std::nullopt;
}

void Kiosk::submit_member(AtCoordination& at) {
  if (holds_personnummer(at.text.text)) {
    notice_ = Notice{Notice::Kind::personnummer, {}};
    return;
  }
  const Result<StaffId> added = add_staff(store_, typed_name(at.text.text), StaffRole::promoter);
  if (added) {
    sync_.hurry();
    return on(OpenCoordination{Page::member, *added});
  }
  if (added.error().code != ErrorCode::conflict) return show_failure(added.error());
  notice_ = Notice{Notice::Kind::name_taken, {}};
}

void Kiosk::submit_pin(AtCoordination& at) {
  const auto* staff = std::get_if<StaffId>(&at.subject);
  if (staff == nullptr) return;
  if (at.asks == Asks::pin) {
    std::string first = at.text.text;
    ask(at, Asks::pin_again);
    at.first = std::move(first);
    return;
  }
  const bool same = at.first == at.text.text;
  const Result<void> set = same ? hk::set_pin(store_, *staff, at.text.text) : Result<void>();
  wipe(at.first);
  ask(at, same && set ? Asks::nothing : Asks::pin);
  if (!same) {
    notice_ = Notice{Notice::Kind::pins_differ, {}};
  } else if (set) {
    sync_.hurry();
  } else if (set.error().code == ErrorCode::invalid || set.error().code == ErrorCode::conflict) {
    notice_ = Notice{Notice::Kind::pin_refused, {}};
  } else {
    show_failure(set.error());
  }
}

void Kiosk::act_on_member(const AtCoordination& at, CoordinationAct act) {
  const auto* staff = std::get_if<StaffId>(&at.subject);
  auto changed = staff == nullptr ? std::nullopt : member(*staff);
  if (!changed) return;
  if (act == CoordinationAct::remove_pin) {
    succeeded(hk::remove_pin(store_, changed->staff));
    return;
  }
  const bool loses_keys = act == CoordinationAct::let_go || act == CoordinationAct::make_promoter;
  if (loses_keys && !withdraw_keys(changed->staff)) return;
  if (act == CoordinationAct::let_go) changed->active = false;
  if (act == CoordinationAct::take_back) changed->active = true;
  if (act == CoordinationAct::make_coordinator) changed->role = StaffRole::coordinator;
  if (act == CoordinationAct::make_promoter) changed->role = StaffRole::promoter;
  succeeded(change_staff(store_, *changed));
}

std::vector<StaffRow> Kiosk::staff_rows(const AtCoordination& at) {
  std::vector<StaffRow> rows;
  if (at.page != Page::staff && at.page != Page::member) return rows;
  for (const StaffMember& one : or_notice(staff_members(store_))) {
    if (at.page == Page::member && at.subject != CoordinationSubject(one.staff)) continue;
    rows.push_back({one.staff, one.name, one.role, one.active, one.has_pin});
  }
  return rows;
}

}  // namespace hk
