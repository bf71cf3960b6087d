#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/approve_devices.h"
#include "kiosk/store/key_rotation.h"
#include "kiosk/store/merge_people.h"
#include "kiosk/store/typed_name.h"

namespace hk {

namespace {

using Page = CoordinationPage;
using Asks = CoordinationAsks;

/// What cannot be taken back, or reaches other devices, is asked about once more.
bool wants_confirmation(CoordinationAct act) {
  switch (act) {
    case CoordinationAct::let_go:
    case CoordinationAct::revoke_device:
    case CoordinationAct::end_consent:
    case CoordinationAct::end_research:
    case CoordinationAct::erase:
    case CoordinationAct::erase_all_proposed:
    case CoordinationAct::rotate_key:
    case CoordinationAct::make_promoter:
    case CoordinationAct::merge:
    case CoordinationAct::take_apart:
      return true;
    default:
      return false;
  }
}

/// A name is typed there.
bool searches(Page page) { return page == Page::people || page == Page::other_person; }

Page page_before(Page page) {
  switch (page) {
    case Page::member:
      return Page::staff;
    case Page::device:
    case Page::new_device:
      return Page::devices;
    case Page::person:
    case Page::duplicates:
      return Page::people;
    default:
      return Page::menu;
  }
}

}  // namespace

bool Kiosk::may_coordinate() {
  if (!store_.unlocked()) return false;
  if (!store_.acting()) return store_.coordinator();
  const auto acting = member(*store_.acting());
  return acting && acting->role == StaffRole::coordinator;
}

bool Kiosk::is_proven() const {
  return store_.coordinator() && proven_at_ms_ &&
         store_.clock().monotonic_ms() - *proven_at_ms_ < tuning::coordinator_proof_ms;
}

void Kiosk::on(const ShowCoordination&) {
  if (!std::holds_alternative<AtToday>(state_) || !may_coordinate()) return;
  AtCoordination at;
  if (!is_proven()) at.asks = Asks::passphrase;
  go(std::move(at));
}

void Kiosk::on(const OpenCoordination& intent) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr || at->working || at->asks == Asks::passphrase) return;
  notice_.reset();
  at->page = intent.page;
  at->subject = intent.subject;
  at->confirms.reset();
  wipe(at->first);
  ask(*at, !is_proven() ? Asks::passphrase : searches(intent.page) ? Asks::search : Asks::nothing);
  if (is_proven()) read_page(*at);
}

/// What is listed stays as it was read until the page is opened again: no row jumps under a finger.
void Kiosk::read_page(AtCoordination& at) {
  at.proposals.reset();
  at.events.clear();
  at.duplicates.clear();
  at.earlier.reset();
  at.code.reset();
  at.comparing.reset();
  if (at.page == Page::retention) {
    Result<RetentionProposals> proposals = retention_proposals(store_, sync_, ports_.local_time);
    if (proposals) {
      at.proposals = std::move(*proposals);
    } else if (proposals.error().code != ErrorCode::offline) {
      show_failure(proposals.error());
    }
  }
  if (at.page == Page::events) read_events(at, std::nullopt);
  if (at.page == Page::device) compare_words(at);
  if (at.page == Page::people || at.page == Page::duplicates || at.page == Page::pair)
    at.duplicates = or_notice(duplicates(store_, tuning::duplicates_max));
}

void Kiosk::read_events(AtCoordination& at, std::optional<std::int64_t> before) {
  AuditPage page = or_notice(audit_trail(store_, before, tuning::audit_page));
  at.events = std::move(page.entries);
  at.earlier = page.earlier;
}

/// One step back; false where it leads out of "Samordning".
bool Kiosk::leave_page(AtCoordination& at) {
  notice_.reset();
  if (at.working) return true;
  if (at.confirms) {
    at.confirms.reset();
    return true;
  }
  const bool proving = at.asks == Asks::passphrase;
  if (at.asks != Asks::nothing && at.asks != Asks::search && !proving) {
    wipe(at.first);
    ask(at, Asks::nothing);
    return true;
  }
  if (at.page == Page::menu || proving) return false;
  const CoordinationSubject subject = at.subject;
  if (const auto* pair = std::get_if<ParticipantPair>(&subject)) {
    on(is_proposed(at, *pair) ? OpenCoordination{Page::duplicates, {}} : OpenCoordination{Page::person, pair->a});
    return true;
  }
  if (at.page == Page::other_person) {
    on(OpenCoordination{Page::person, subject});
    return true;
  }
  on(OpenCoordination{page_before(at.page), {}});
  return true;
}

void Kiosk::ask(AtCoordination& at, CoordinationAsks asks) {
  wipe(at.text.text);
  at.text = {};
  at.text.digits = asks == Asks::pin || asks == Asks::pin_again;
  at.visible = false;
  at.asks = asks;
}

void Kiosk::on(const Act& intent) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr || at->working || at->asks == Asks::passphrase) return;
  notice_.reset();
  if (!is_proven()) return ask(*at, Asks::passphrase);
  if (wants_confirmation(intent.act)) {
    at->confirms = intent.act;
  } else {
    act(*at, intent.act);
  }
}

void Kiosk::on(const AnswerConfirm& intent) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr || !at->confirms || at->working) return;
  const CoordinationAct confirmed = *at->confirms;
  at->confirms.reset();
  if (!intent.yes) return;
  if (!is_proven()) return ask(*at, Asks::passphrase);
  act(*at, confirmed);
}

void Kiosk::submit(AtCoordination& at) {
  if (at.text.text.empty() || at.working) return;
  notice_.reset();
  if (at.asks == Asks::passphrase) {
    at.working = true;
    return ports_.start_job(UnlockJob{store_.folder().database(), at.text.text});
  }
  // Whoever took five minutes over it says who they are first.
  if (!is_proven()) return ask(at, Asks::passphrase);
  switch (at.asks) {
    case Asks::pin:
    case Asks::pin_again:
      return submit_pin(at);
    case Asks::new_passphrase:
    case Asks::new_passphrase_again:
      return submit_passphrase(at);
    case Asks::staff_name:
      return submit_member(at);
    case Asks::correct_name:
      return act_on_person(at, CoordinationAct::correct_name);
    case Asks::passphrase:
    case Asks::search:
    case Asks::nothing:
      return;
  }
}

void Kiosk::prove_coordinator(AtCoordination& at, Result<Opened> opened) {
  if (!at.working || at.asks != Asks::passphrase) return;
  at.working = false;
  wipe(at.text.text);
  if (!opened) {
    store_.refuse_unlock(opened.error());
    if (opened.error().code != ErrorCode::wrong_passphrase) return show_failure(opened.error());
    notice_ = Notice{Notice::Kind::wrong_passphrase, {}};
    return;
  }
  if (!opened->keys.coordinator) {
    notice_ = Notice{Notice::Kind::not_coordinator, {}};
    return;
  }
  if (const Result<void> taken = store_.unlock(std::move(*opened)); !taken) return show_failure(taken.error());
  proven_at_ms_ = store_.clock().monotonic_ms();
  approve_devices();
  ask(at, searches(at.page) ? Asks::search : Asks::nothing);
  read_page(at);
}

bool Kiosk::succeeded(const Result<void>& done) {
  if (!done) {
    show_failure(done.error());
    return false;
  }
  sync_.hurry();
  return true;
}

void Kiosk::act(AtCoordination& at, CoordinationAct act) {
  switch (act) {
    case CoordinationAct::add_member:
      return ask(at, Asks::staff_name);
    case CoordinationAct::set_pin:
      return ask(at, Asks::pin);
    case CoordinationAct::set_passphrase:
      return ask(at, Asks::new_passphrase);
    case CoordinationAct::save_sheet:
      return make_sheet(at);
    case CoordinationAct::remove_pin:
    case CoordinationAct::let_go:
    case CoordinationAct::take_back:
    case CoordinationAct::make_coordinator:
    case CoordinationAct::make_promoter:
      return act_on_member(at, act);
    case CoordinationAct::new_device:
      return ask_for_code(at);
    case CoordinationAct::approve_words:
      return hand_over(at);
    case CoordinationAct::refuse_words:
      if (at.comparing) at.comparing->differ = true;
      return;
    case CoordinationAct::revoke_device:
      if (const auto* device = std::get_if<DeviceId>(&at.subject);
          device != nullptr && succeeded(revoke_device(store_, *device)))
        on(OpenCoordination{Page::devices, {}});
      return;
    case CoordinationAct::rotate_key: {
      const Result<std::uint64_t> rotated = rotate_programme_key(store_);
      if (!rotated) return show_failure(rotated.error());
      sync_.hurry();
      notice_ = Notice{Notice::Kind::key_rotated, {}};
      return;
    }
    case CoordinationAct::earlier_events:
      if (at.earlier) read_events(at, at.earlier);
      return;
    case CoordinationAct::erase_all_proposed:
      return erase_proposed(at);
    case CoordinationAct::protect:
    case CoordinationAct::correct_name:
    case CoordinationAct::end_consent:
    case CoordinationAct::end_research:
    case CoordinationAct::save_report:
    case CoordinationAct::erase:
      return act_on_person(at, act);
    case CoordinationAct::find_other:
      return on(OpenCoordination{Page::other_person, CoordinationSubject(at.subject)});
    case CoordinationAct::merge:
    case CoordinationAct::take_apart:
    case CoordinationAct::not_same:
      return act_on_pair(at, act);
  }
}

Moment Kiosk::moment(std::int64_t utc_ms) const { return {{ports_.local_time.at(utc_ms).days}, clock_time(utc_ms)}; }

std::vector<DeviceRow> Kiosk::device_rows(const AtCoordination& at) {
  std::vector<DeviceRow> rows;
  if (at.page != Page::devices && at.page != Page::device && at.page != Page::new_device) return rows;
  for (const KnownDevice& device : or_notice(known_devices(store_))) {
    if (at.page == Page::device && at.subject != CoordinationSubject(device.device)) continue;
    if (at.page == Page::new_device && device.approved) continue;
    DeviceRow row{device.device, device.label, device.own, device.approved, std::nullopt, device.pending};
    if (device.last_contact_ms) row.last_contact = moment(*device.last_contact_ms);
    rows.push_back(std::move(row));
  }
  return rows;
}

CoordinationModel Kiosk::model(const AtCoordination& at) {
  CoordinationModel model;
  model.page = at.page;
  model.asks = at.asks;
  model.typed = at.text;
  model.visible = at.visible;
  model.working = at.working;
  model.confirms = at.confirms;
  // Nobody's name is shown before the passphrase.
  if (at.asks == Asks::passphrase || !store_.unlocked()) return model;
  if (store_.acting()) {
    if (const auto acting = member(*store_.acting())) model.who = acting->name;
  }
  model.staff = staff_rows(at);
  model.devices = device_rows(at);
  add_new_device(at, model);
  model.people = found_people(at);
  model.duplicates = duplicate_rows(at);
  model.pair = pair_card(at);
  const auto* person = std::get_if<ParticipantId>(&at.subject);
  if (person != nullptr && store_.people().find(*person) != nullptr) model.person = person_card(*person);
  model.retention_possible = at.proposals.has_value();
  if (at.proposals) {
    model.retention_months = at.proposals->months;
    model.retention = retention_rows(*at.proposals);
  }
  model.events = event_rows(at.events);
  model.has_earlier = at.earlier.has_value();
  return model;
}

}  // namespace hk
