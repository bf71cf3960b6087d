#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/store/personnummer.h"
#include "kiosk/store/session_notes.h"

namespace hk {

namespace {

std::string_view code_of(NotePrompt prompt) { return prompt == NotePrompt::how ? note_how : note_needs; }

}  // namespace

void Kiosk::on(const ShowClose& intent) {
  AtClose close;
  close.session = intent.session;
  std::optional<Notice> failure;
  for (Note& note : close.notes) {
    if (!store_.unlocked()) continue;
    Result<std::string> kept = read_note(store_, intent.session, code_of(note.prompt));
    if (!kept) {
      show_failure(kept.error());
      failure = std::exchange(notice_, {});
      continue;
    }
    note.kept = *kept;
    note.typed.text = std::move(*kept);
    note.typed.shift = note.typed.text.empty();
  }
  go(std::move(close));
  notice_ = std::move(failure);
}

void Kiosk::on(const WriteNote& intent) {
  if (auto* close = std::get_if<AtClose>(&state_); close && store_.unlocked()) close->writing = intent.prompt;
}

void Kiosk::on(const StopWriting&) {
  if (auto* close = std::get_if<AtClose>(&state_)) close->writing.reset();
}

/// What was written and is not kept yet; nothing, and a notice, where a personnummer stands in it.
std::optional<std::vector<ChangeBody>> Kiosk::note_changes(AtClose& close) {
  std::vector<ChangeBody> bodies;
  for (const Note& note : close.notes) {
    if (note.typed.text == note.kept) continue;
    if (holds_personnummer(note.typed.text)) {
      close.writing = note.prompt;
      notice_ = Notice{Notice::Kind::personnummer, {}};
      return std::nullopt;
    }
    bodies.emplace_back(SessionNoteSet{close.session, std::string(code_of(note.prompt)), note.typed.text});
  }
  return bodies;
}

/// False, and a notice, where what was written could not be saved.
bool Kiosk::keep_notes(AtClose& close) {
  const auto written = note_changes(close);
  return written && (written->empty() || record(*written));
}

/// Back to the list; what was written is kept.
void Kiosk::leave_close(AtClose& close) {
  if (close.writing) {
    close.writing.reset();
    return;
  }
  if (keep_notes(close)) on(ShowRoster{SessionId(close.session)});
}

void Kiosk::on(const CloseSession&) {
  auto* close = std::get_if<AtClose>(&state_);
  if (close == nullptr) return;
  auto bodies = note_changes(*close);
  if (!bodies) return;
  // People see one session where several are linked, so whoever closes it closes them all.
  std::vector<SessionId> ends = or_notice(view_.running_with(close->session));
  if (ends.empty()) ends.push_back(close->session);
  for (const SessionId& end : ends) {
    bodies->emplace_back(SessionStateSet{end, SessionState::closed, store_.clock().wall_ms()});
  }
  if (!record(*bodies)) return;
  const SessionSummary closed = summary(close->session);
  go(AtToday{});
  notice_ = Notice{Notice::Kind::session_closed, closed.badge.name};
}

CloseModel Kiosk::model(const AtClose& close) {
  CloseModel model;
  model.session = summary(close.session);
  if (const auto session = or_notice(view_.session(close.session)))
    model.turned_away = std::max<std::int64_t>(0, session->turned_away);
  model.names_locked = !store_.unlocked();
  for (const Note& note : close.notes) model.notes.push_back({note.prompt, note.typed});
  model.writing = close.writing;
  return model;
}

}  // namespace hk
