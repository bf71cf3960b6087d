#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"

namespace hk {

namespace {

/// The next letter begins a sentence.
bool ends_sentence(std::string_view text) {
  return text.size() >= 2 && text.back() == ' ' && std::string_view(".!?").find(text[text.size() - 2]) != text.npos;
}

}  // namespace

TypedText* Kiosk::typed() {
  if (auto* who = std::get_if<AtWho>(&state_)) return &who->typed;
  if (auto* newcomer = std::get_if<AtNewHere>(&state_)) {
    return newcomer->question() == NewHereModel::Question::name ? &newcomer->name : nullptr;
  }
  if (auto* pin = std::get_if<AtPin>(&state_)) return &pin->digits;
  if (auto* unlock = std::get_if<AtUnlock>(&state_); unlock && !unlock->checking) return &unlock->passphrase;
  if (auto* roster = std::get_if<AtRoster>(&state_); roster && roster->searching) return &roster->search;
  if (auto* person = std::get_if<AtNewPerson>(&state_)) return &person->name;
  if (auto* at = std::get_if<AtCoordination>(&state_)) {
    return at->asks == CoordinationAsks::nothing || at->working ? nullptr : &at->text;
  }
  if (auto* close = std::get_if<AtClose>(&state_); close && close->writing) {
    for (Note& note : close->notes) {
      if (note.prompt == close->writing) return &note.typed;
    }
  }
  return nullptr;
}

void Kiosk::forget_typing() {
  if (TypedText* text = typed()) wipe(text->text);
  if (auto* who = std::get_if<AtWho>(&state_)) wipe(who->search);
  if (auto* household = std::get_if<AtHousehold>(&state_)) {
    for (HouseholdModel::Member& member : household->members) wipe(member.first_name);
  }
  if (auto* done = std::get_if<AtDone>(&state_)) wipe(done->first_name);
  if (auto* newcomer = std::get_if<AtNewHere>(&state_)) wipe(newcomer->name.text);
  if (auto* at = std::get_if<AtCoordination>(&state_)) {
    wipe(at->text.text);
    wipe(at->first);
  }
  if (auto* close = std::get_if<AtClose>(&state_)) {
    for (Note& note : close->notes) {
      wipe(note.typed.text);
      wipe(note.kept);
    }
  }
}

void Kiosk::on(const TypeText& intent) {
  if (auto* pin = std::get_if<AtPin>(&state_)) return type_digit(*pin, intent.text);
  TypedText* text = typed();
  const bool note = std::holds_alternative<AtClose>(state_);
  const std::size_t room = note ? tuning::note_bytes_max : tuning::typed_bytes_max;
  if (text == nullptr || !text->insert(intent.text, room)) return;
  text->shift = note && ends_sentence(text->text);
  if (auto* newcomer = std::get_if<AtNewHere>(&state_)) newcomer->refused = false;
  if (auto* who = std::get_if<AtWho>(&state_)) count_search(*who);
}

void Kiosk::on(const Backspace&) {
  TypedText* text = typed();
  if (text == nullptr) return;
  text->erase();
  if (auto* who = std::get_if<AtWho>(&state_)) count_search(*who);
}

void Kiosk::on(const PlaceCaret& intent) {
  if (TypedText* text = typed()) text->place(intent.caret, intent.anchor);
}

void Kiosk::on(const ClearText&) {
  if (TypedText* text = typed()) text->clear();
  if (auto* who = std::get_if<AtWho>(&state_)) count_search(*who);
}

void Kiosk::on(const ToggleShift&) {
  if (TypedText* text = typed()) text->shift = !text->shift;
}

void Kiosk::on(const ToggleDigits&) {
  if (TypedText* text = typed()) text->digits = !text->digits;
}

void Kiosk::on(const ChooseLayout& intent) {
  TypedText* text = typed();
  if (text == nullptr) return;
  text->layout = intent.code;
  text->digits = false;
}

void Kiosk::on(const SubmitText&) {
  if (auto* pin = std::get_if<AtPin>(&state_)) return try_pin(*pin);
  if (auto* at = std::get_if<AtCoordination>(&state_)) return submit(*at);
  if (std::holds_alternative<AtUnlock>(state_)) return on(Unlock{});
  if (std::holds_alternative<AtNewHere>(state_)) return on(NextQuestion{});
  if (std::holds_alternative<AtClose>(state_)) on(StopWriting{});
}

}  // namespace hk
