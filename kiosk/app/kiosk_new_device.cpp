#include "kiosk/app/kiosk.h"
#include "kiosk/store/approve_devices.h"
#include "sync/domain/plain_text.h"

/// How a new device is let in while two people compare six words (kiosk/store/join_by_words.h).
namespace hk {

namespace {

using Page = CoordinationPage;

/// What came of asking the server; `gone` is what it means that it knows of nothing.
Notice refusal(const Error& error, Notice::Kind gone) {
  switch (error.code) {
    case ErrorCode::offline:
    case ErrorCode::busy:
      return {Notice::Kind::server_away, {}};
    case ErrorCode::not_found:
      return {gone, {}};
    case ErrorCode::conflict:
      return {Notice::Kind::codes_unused, {}};
    default:
      return {Notice::Kind::server_refused, error.message()};
  }
}

}  // namespace

void Kiosk::ask_for_code(AtCoordination& at) {
  at.working = true;
  at.page = Page::new_device;
  at.code.reset();
  at.comparing.reset();
  ports_.start_job(CodeJob{store_.folder().database(), store_.keys().clone()});
}

void Kiosk::on_code(Result<CodeResponse> code) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr) return;
  at->working = false;
  if (at->page != Page::new_device) return;
  if (!code) {
    at->page = Page::devices;
    notice_ = refusal(code.error(), Notice::Kind::no_server);
    return;
  }
  at->code = std::move(*code);
}

/// The words cover the keys as they are now: what is approved afterwards is this enrolment, whatever the server says.
void Kiosk::compare_words(AtCoordination& at) {
  for (Enrolment& waiting : or_notice(waiting_for_words(store_))) {
    if (at.subject != CoordinationSubject(waiting.device)) continue;
    const PublicKeys own{store_.device_keys().device.public_key, store_.device_keys().box_public};
    at.working = true;
    at.comparing = Comparing{waiting, std::nullopt, false};
    return ports_.start_job(WordsJob{ports_.assets, store_.own().programme, own, std::move(waiting)});
  }
}

void Kiosk::on_words(WordsDone done) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr) return;
  at->working = false;
  if (!at->comparing || at->comparing->waiting != done.waiting) return;
  if (done.words) {
    at->comparing->words = std::move(*done.words);
  } else {
    notice_ = Notice{Notice::Kind::no_words, done.words.error().message()};
  }
}

/// Whoever says yes has seen the words.
void Kiosk::hand_over(AtCoordination& at) {
  if (!at.comparing || !at.comparing->words || at.comparing->differ) return;
  Result<Handover> handover = prepare_handover(store_, at.comparing->waiting);
  if (!handover) return show_failure(handover.error());
  at.working = true;
  ports_.start_job(HandoverJob{store_.folder().database(), std::move(*handover)});
}

void Kiosk::on_handover(const HandoverDone& done) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at != nullptr) at->working = false;
  if (!done.handed) {
    notice_ = refusal(done.handed.error(), Notice::Kind::not_waiting);
    return;
  }
  // The names may have been locked meanwhile: then nothing is approved, and the keys are in a box that the server
  // keeps.
  const std::array<ChangeBody, 1> approval{done.approval};
  if (!record(approval)) return;
  if (at != nullptr) on(OpenCoordination{Page::devices, {}});
  notice_ = Notice{Notice::Kind::device_approved, {}};
}

void Kiosk::add_new_device(const AtCoordination& at, CoordinationModel& model) {
  if (at.code)
    model.code = DeviceCode{or_notice(sync_.status()).server, shown(at.code->code), moment(at.code->expires_ms)};
  if (!at.comparing) return;
  model.words_differ = at.comparing->differ;
  if (at.comparing->words && !at.comparing->differ) model.words = *at.comparing->words;
}

}  // namespace hk
