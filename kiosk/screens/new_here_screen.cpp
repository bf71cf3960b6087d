#include <array>
#include <cmath>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/plain_words.h"
#include "kiosk/screens/screens.h"

namespace hk {
namespace {

using Question = NewHereModel::Question;

constexpr std::array<TypeRole, 2> kQuestionRoles{type::kLead, type::kTagBold};
constexpr std::size_t kLongQuestion = 9;  // lines
constexpr std::array<TypeRole, 3> kHintRoles{type::kBody, type::kTag, type::kSupport};

/// A dash for each question, those behind and this one in pine; under them where one is.
void draw_progress(Ui& ui, Rect slot, const NewHereModel& model) {
  const Theme& t = ui.theme();
  Rect dashes = slot.centered(slot.w, ui.mm(9)).take_top(ui.mm(2.3F));
  const float gap = ui.mm(2);
  for (int i = 0; i < model.count; ++i) {
    const Rect dash = dashes.cell(model.count, i, dashes.h, gap);
    ui.fill(dash, dash.h / 2, i < model.number ? t.pine : t.line);
  }
  Rect words = slot.centered(slot.w, ui.mm(9));
  words.take_top(ui.mm(3));
  const std::string where = ui.tr("Fråga {number} av {count}",
                                  {{"number", std::to_string(model.number)}, {"count", std::to_string(model.count)}});
  ui.write(words, where, type::kSupport, t.ink2, {.across = Align::end});
}

/// Back, the question, how far one has come. On a phone the question has a row of its own, and there as on a standing
/// tablet the countdown takes the progress's place.
void draw_head(Ui& ui, const NewHereModel& model, Rect& page, std::string_view question) {
  Rect row = page.take_top(ui.mm(15), ui.mm(4));
  back_button(ui, row.take_start(ui.mm(15), ui.mm(4)), 10, 1.6F);
  const bool wide = ui.form() == Form::wide;
  if (wide || !model.seconds_left) draw_progress(ui, row.take_end(ui.mm(33), ui.mm(4)), model);
  if (model.seconds_left) head_end(ui, row, model.badge, model.seconds_left);
  // A programme's own question may be longer than the row has room for.
  const TypeRole small = kQuestionRoles.back();
  std::size_t lines = 2;
  if (ui.form() == Form::phone || ui.measure(question, small, row.w, kLongQuestion).h > row.h) {
    const float large = ui.measure(question, type::kLead, page.w, kLongQuestion).h;
    const bool fits = large <= 2 * ui.line_height(type::kLead) + 1;
    lines = kLongQuestion;
    row = page.take_top(std::ceil(fits ? large : ui.measure(question, small, page.w, lines).h), ui.mm(3));
  }
  ui.write_fitting(row, question, kQuestionRoles, ui.theme().ink, {.max_lines = lines});
}

bool skip_button(Ui& ui, const Rect& rect) {
  return button(ui, "skip", rect, ui.tr("Hoppa över"),
                {.pictogram = "skip", .role = type::kBody, .pictogram_mm = 9, .stroke = 1.6F});
}

/// Why nothing can be saved, or a personnummer that was not taken, in `bar`; else what a name may be.
void draw_name_hint(Ui& ui, const NewHereModel& model, const Screen& screen, const Rect& rect, const Rect& bar) {
  if (const auto notice = participant_notice(ui, screen))
    return notice_bar(ui, bar, "warn", *notice, ui.theme().alarm, type::kBody, 9);
  if (model.refused)
    return notice_bar(ui, bar, "info", ui.tr("Skriv inte personnummer, bara ditt namn. Numret är borttaget."),
                      ui.theme().ochre, type::kBody, 9);
  ui.write_fitting(rect, ui.tr("Förnamnet räcker. Ett smeknamn går också bra."), kHintRoles, ui.theme().ink,
                   {.max_lines = 2});
}

void draw_name(Ui& ui, const NewHereModel& model, const Screen& screen, Rect page) {
  draw_head(ui, model, page, ui.tr("Vad heter du?"));
  page.h = keyboard_top(ui) - ui.mm(4) - page.y;
  text_field(ui, page.take_top(ui.mm(15), ui.mm(4)), model.typed, {.pictogram = "edit"});
  Rect row = page.take_bottom(ui.mm(20));
  const float next_width = ui.mm(44), skip_width = ui.mm(64), gap = ui.mm(4);
  const bool wide = row.w > next_width + skip_width + ui.mm(80);
  const Look look = model.can_go_on ? Look::primary : Look::disabled;
  const ButtonStyle next{.look = look, .pictogram = "forward", .role = type::kBody, .pictogram_mm = 9, .stroke = 1.6F};
  const float share = wide ? next_width : model.can_skip ? (row.w - gap) * 0.45F : row.w;
  const Rect next_place = row.take_end(share, gap);
  if (button(ui, "next", next_place, ui.tr("Nästa"), next) && model.can_go_on) ui.emit(NextQuestion{});
  if (model.can_skip && skip_button(ui, wide ? row.take_end(skip_width, gap) : row)) ui.emit(SkipQuestion{});
  const Rect hint = wide ? row : page.take_top(std::min(page.h - gap, ui.mm(20)));
  // A notice needs the air above the row too.
  const Rect bar = wide ? Rect{row.x, page.y, row.w, row.bottom() - page.y} : hint;
  draw_name_hint(ui, model, screen, hint, bar);
  keyboard(ui, model.typed, KeyboardKind::participant);
}

std::string question_text(const Ui& ui, Question question) {
  switch (question) {
    case Question::name:
      return ui.tr("Vad heter du?");
    case Question::age:
      return ui.tr("Hur gammal är du?");
    case Question::category:
      return ui.tr("Vilken grupp hör du till?");
    case Question::area:
      return ui.tr("Var bor du?");
    case Question::consent:
      return ui.tr("Får vi spara ditt namn?");
    case Question::research:
      return ui.tr("Får forskare ta del av dina uppgifter?");
  }
  return {};
}

std::string age_text(const Ui& ui, const AgeSpan& ages) {
  if (!ages.to) return ui.tr("{from}+ år", {{"from", std::to_string(ages.from)}});
  return ui.tr("{from}–{to} år", {{"from", std::to_string(ages.from)}, {"to", std::to_string(*ages.to)}});
}

void draw_choice(Ui& ui, const NewHereModel& model, const Screen& screen, Rect page) {
  draw_head(ui, model, page, question_text(ui, model.question));
  const auto notice = participant_notice(ui, screen);
  Rect foot = page.take_bottom(notice ? participant_notice_height(ui) : ui.mm(15), ui.mm(4));
  if (model.can_skip && !notice) {
    const bool phone = ui.form() == Form::phone;
    if (skip_button(ui, foot.take_end(phone ? foot.w : ui.mm(64), ui.mm(4)))) ui.emit(SkipQuestion{});
    if (!phone)
      ui.write_fitting(foot, ui.tr("Du får hoppa över frågan."), kHintRoles, ui.theme().ink, {.max_lines = 2});
  }
  if (notice) notice_bar(ui, foot, "warn", *notice, ui.theme().alarm, type::kBody, 9);
  std::vector<TileState> ages;
  for (const ChoiceTile& tile : model.tiles) ages.push_back({tile.ages ? age_text(ui, *tile.ages) : std::string()});
  const auto tapped = choice_tiles(ui, page, model.tiles, ages);
  if (!tapped) return;
  const std::string& code = model.tiles[*tapped].code;
  if (model.question == Question::area) return ui.emit(ChooseArea{code});
  ui.emit(ChooseCategory{code});
}

/// "Yes" and "no" are equal: same size, neither filled.
void draw_answers(Ui& ui, const Rect& area, bool research) {
  const int columns = ui.form() == Form::phone ? 1 : 2;
  const float height = ui.mm(20), gap = ui.mm(4);
  ButtonStyle style{.pictogram = "tick", .role = type::kBodyBold, .pictogram_mm = 12, .stroke = 2, .gap_mm = 3};
  style.is_hued = true;
  if (button(ui, "yes", area.cell(columns, 0, height, gap), research ? ui.tr("Ja") : ui.tr("Ja, spara"), style))
    ui.emit(AnswerConsent{true});
  style.pictogram = research ? "close" : "anonymous";
  if (button(ui, "no", area.cell(columns, 1, height, gap), research ? ui.tr("Nej") : ui.tr("Nej, utan namn"), style))
    ui.emit(AnswerConsent{false});
}

void draw_consent(Ui& ui, const NewHereModel& model, const Screen& screen, Rect page) {
  const Theme& t = ui.theme();
  const bool phone = ui.form() == Form::phone;
  const PlainWords words = plain_words(words_in(ui, model.words));
  draw_head(ui, model, page, words.question.empty() ? question_text(ui, model.question) : isolated(words.question));
  Rect foot = page.take_bottom(ui.mm(model.has_privacy ? 15
                                     : phone           ? 10
                                                       : 9),
                               ui.mm(model.has_privacy ? 4
                                     : phone           ? 2
                                                       : 3));
  if (const auto notice = participant_notice(ui, screen)) {
    notice_bar(ui, page.take_top(participant_notice_height(ui), ui.mm(4)), "warn", *notice, t.alarm, type::kBody, 9);
  }
  if (model.has_privacy) privacy_button(ui, foot);
  ui.write(foot, ui.tr("Du är med i dag vad du än väljer."), type::kSupport, t.ink,
           {.across = model.has_privacy ? Align::start : Align::center, .max_lines = 2});
  draw_answers(ui, page.take_bottom(ui.mm(phone ? 44 : 20), ui.mm(4)), model.question == Question::research);
  if (model.of_child) {
    const std::string guardian = ui.tr("Är en vårdnadshavare med, och säger ja?");
    const float height = std::ceil(ui.measure(guardian, type::kBodyBold, page.w, 3).h);
    ui.write(page.take_bottom(height, ui.mm(4)), guardian, type::kBodyBold, t.ink,
             {.across = Align::center, .max_lines = 3});
  }
  sentences_panel(ui, page, words.sentences);
}

}  // namespace

void draw(const NewHereModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  const Rect page = participant_page(ui, 2.2F, band_left(model.seconds_left));
  if (model.question == Question::name) return draw_name(ui, model, screen, page);
  if (model.question == Question::consent || model.question == Question::research)
    return draw_consent(ui, model, screen, page);
  draw_choice(ui, model, screen, page);
}

}  // namespace hk
