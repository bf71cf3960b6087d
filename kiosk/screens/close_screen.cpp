#include <array>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr std::array<TypeRole, 2> kLineRoles{type::kStaff, type::kSmall};

std::string prompt_text(const Ui& ui, NotePrompt prompt) {
  return prompt == NotePrompt::how ? ui.tr("Hur gick det?") : ui.tr("Vilka behov kom fram?");
}
std::string_view prompt_id(NotePrompt prompt) { return prompt == NotePrompt::how ? "note:how" : "note:needs"; }

struct Figure {
  std::int64_t number;
  std::string label;
};

std::vector<Figure> figures_of(const Ui& ui, const CloseModel& model) {
  std::vector<Figure> figures{{model.session.checked_in, ui.tr("incheckade")}};
  if (model.session.headcount > 0) figures.push_back({model.session.headcount, ui.tr("utan namn")});
  if (model.turned_away > 0) figures.push_back({model.turned_away, ui.tr("fick inte plats")});
  return figures;
}

void draw_figures(Ui& ui, const Rect& rect, const std::vector<Figure>& figures) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Rect cell = rect.cell(static_cast<int>(figures.size()), static_cast<int>(i), rect.h, 0);
    if (i > 0) ui.fill({cell.x, cell.y + ui.mm(2), ui.mm(0.35F), cell.h - ui.mm(4)}, 0, t.line);
    const bool phone = ui.form() == Form::phone;
    Rect words = cell.centered(cell.w - ui.mm(3), ui.mm(phone ? 20 : 14));
    ui.write(words.take_top(ui.mm(8)), std::to_string(figures[i].number), type::kStaffNumber, t.ink,
             {.across = Align::center});
    ui.write_fitting(words, figures[i].label, kLineRoles, t.ink,
                     {.across = Align::center, .max_lines = phone ? 2U : 1U});
  }
}

/// The question and its box; written in when `typing`, else a touch begins.
void draw_note(Ui& ui, Rect area, const CloseModel::Note& note, bool typing) {
  const Theme& t = ui.theme();
  ui.write(area.take_top(ui.mm(7), ui.mm(1)), prompt_text(ui, note.prompt), type::kStaffPrompt, t.ink);
  if (text_box(ui, prompt_id(note.prompt), area, note.typed, typing)) ui.emit(WriteNote{note.prompt});
}

/// While one is written the other is a button, and the keyboard takes the rest.
void draw_writing(Ui& ui, Rect page, const CloseModel& model) {
  page.take_bottom(ui.mm(2));
  const TypedText* written = nullptr;
  for (const CloseModel::Note& note : model.notes) {
    if (note.prompt == model.writing) {
      written = &note.typed;
      continue;
    }
    const Rect fold = page.take_bottom(ui.mm(11), ui.mm(3));
    if (button(ui, prompt_id(note.prompt), fold, prompt_text(ui, note.prompt), {.pictogram = "edit"}))
      ui.emit(WriteNote{note.prompt});
  }
  for (const CloseModel::Note& note : model.notes)
    if (note.prompt == model.writing) draw_note(ui, page, note, true);
  if (written != nullptr) keyboard(ui, *written, KeyboardKind::staff);
}

void draw_notes(Ui& ui, const Rect& page, const CloseModel& model) {
  const int count = static_cast<int>(model.notes.size());
  const bool beside = ui.form() == Form::wide;
  const float gap = ui.mm(5);
  const float height = beside ? page.h : (page.h - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  for (int i = 0; i < count; ++i)
    draw_note(ui, page.cell(beside ? count : 1, i, height, gap), model.notes[static_cast<std::size_t>(i)], false);
}

void draw_foot(Ui& ui, Rect foot, const CloseModel& model) {
  const Theme& t = ui.theme();
  const ButtonStyle style{.look = Look::primary, .pictogram = "tick"};
  const std::string label = ui.tr("Avsluta");
  const Rect end = ui.form() == Form::phone ? foot : foot.take_end(button_width(ui, label, style) + ui.mm(9), ui.mm(3));
  if (button(ui, "close", end, label, style)) ui.emit(CloseSession{});
  if (ui.form() == Form::phone) return;
  const Rect icon = foot.take_start(ui.mm(6), ui.mm(3));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  const std::string text = model.names_locked
                               ? ui.tr("Efter det går det inte att checka in fler. Allt som är gjort finns kvar.")
                               : ui.tr("Skriv inga namn. Du får lämna rutorna tomma.");
  ui.write_fitting(foot, text, kLineRoles, t.ink, {.max_lines = 2});
}

/// What is written is sealed, so it waits for the passphrase; closing does not.
void draw_locked(Ui& ui, Rect& page) {
  const std::string label = ui.tr("Lås upp");
  const float width = button_width(ui, label);
  const std::string text = ui.tr("Lås upp om du vill skriva hur det gick. Du kan avsluta ändå.");
  const float end = width + ui.mm(3);
  Rect bar = page.take_top(notice_height(ui, page.w, text, end), ui.mm(3));
  notice_bar(ui, bar, "lock", text, ui.theme().ochre, type::kStaff, 6.5F, end);
  bar.take_end(ui.mm(2));
  if (button(ui, "notice:unlock", bar.take_end(width).centered(width, ui.mm(11)), label)) ui.emit(ShowUnlock{});
}

}  // namespace

void draw(const CloseModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = model.writing ? typing_page(ui) : staff_page(ui, screen.sync);
  const std::string title = ui.tr("Avsluta {activity}", {{"activity", model.session.badge.name}});
  session_head(ui, page.take_top(ui.mm(11), ui.mm(3)), title, model.session);
  staff_notice(ui, screen, page);
  if (model.writing) return draw_writing(ui, page, model);
  if (model.names_locked) draw_locked(ui, page);
  draw_foot(ui, page.take_bottom(ui.mm(14), ui.mm(3)).moved(0, -ui.mm(1)), model);
  draw_figures(ui, page.take_top(ui.mm(ui.form() == Form::phone ? 23 : 18), ui.mm(3)), figures_of(ui, model));
  if (!model.names_locked) draw_notes(ui, page, model);
}

}  // namespace hk
