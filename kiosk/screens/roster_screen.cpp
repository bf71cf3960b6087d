#include "kiosk/screens/count_panel.h"
#include "kiosk/screens/extras_panel.h"
#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kRowMm = 11.5F, kGapMm = 2, kHeadMm = 7, kNobodyMm = 18;
constexpr float kListMm = 109;  // beside it stand the counts

void draw_head(Ui& ui, const RosterModel& model, Rect& page) {
  const Theme& t = ui.theme();
  Rect rest = session_head(ui, page.take_top(ui.mm(11), ui.mm(3)), model.session.badge.name, model.session);
  if (ui.form() == Form::phone) rest = page.take_top(ui.mm(11), ui.mm(3));
  const ButtonStyle style{.pictogram = "door"};
  const std::string label = ui.tr("Avsluta");
  if (button(ui, "close", rest.take_end(button_width(ui, label, style), ui.mm(3)), label, style))
    ui.emit(ShowClose{model.session.session});
  ui.write(rest.take_top(ui.mm(7)), std::to_string(model.session.checked_in), type::kStaffNumber, t.ink,
           {.across = Align::end});
  ui.write(rest, ui.tr("incheckade"), type::kSmall, t.ink2, {.across = Align::end});
}

constexpr ButtonStyle kAdd{.pictogram = "plus"};

float add_width(Ui& ui) { return button_width(ui, ui.tr("Ny deltagare"), kAdd); }
void add_button(Ui& ui, const Rect& rect) {
  if (button(ui, "add", rect, ui.tr("Ny deltagare"), kAdd)) ui.emit(AddPerson{});
}

void draw_search(Ui& ui, const RosterModel& model, Rect row) {
  if (model.searching) {
    const std::string label = ui.tr("Stäng sökning");
    const ButtonStyle style{.pictogram = "close"};
    const Rect end = row.take_end(button_width(ui, label, style), ui.mm(3));
    if (button(ui, "search:close", end, label, style)) ui.emit(CloseSearch{});
    return text_field(ui, row, model.search,
                      {.pictogram = "search", .role = type::kStaff, .pictogram_mm = 6, .caret_mm = 5});
  }
  // Both words stay: on a narrow page its word breaks into two lines.
  add_button(ui, row.take_end(std::min(add_width(ui), row.w / 2), ui.mm(3)));
  const Touch touch = ui.touch("search", row);
  text_field(ui, row, model.search,
             {.pictogram = "search",
              .placeholder = ui.tr("Sök namn"),
              .role = type::kStaff,
              .pictogram_mm = 6,
              .typing = false});
  if (touch.focused) ui.outline(row.inset(-ui.mm(1.5F)), ui.mm(3.5F), ui.theme().ink, ui.mm(0.8F));
  if (touch.tapped) ui.emit(OpenSearch{});
}

void draw_person(Ui& ui, const std::string& id, const Rect& rect, const RosterRow& person) {
  const Face f = face(ui, id, rect, person.here ? Look::selected : Look::normal, 2, to_text(person.participant));
  Rect content = f.rect.inset(ui.mm(2.55F), 0);
  const Rect box = content.take_start(ui.mm(6.5F), ui.mm(2));
  tick_box(ui, box.centered(box.w, box.w), person.here, 1.2F, 2.8F);
  ui.write(content, person.name.empty() ? ui.tr("Utan namn") : isolated(person.name), type::kStaff, f.ink);
  if (f.tapped) ui.emit(TickPerson{person.participant});
}

struct Section {
  std::string title, end;
  const std::vector<RosterRow>& people;
  std::string_view id;
  int columns;
};

float section_height(Ui& ui, const Section& section) {
  if (section.people.empty()) return 0;
  const auto columns = static_cast<std::size_t>(section.columns);
  const std::size_t rows = (section.people.size() + columns - 1) / columns;
  return ui.text_mm(kHeadMm) + static_cast<float>(rows) * (ui.text_mm(kRowMm) + ui.mm(kGapMm)) + ui.mm(kGapMm);
}

void draw_section(Ui& ui, Rect& list, const Section& section) {
  if (section.people.empty()) return;
  const Theme& t = ui.theme();
  Rect area = list.take_top(section_height(ui, section));
  Rect head = area.take_top(ui.text_mm(kHeadMm));
  ui.write(head.take_start(head.w * 0.7F), section.title, type::kStaffBold, t.ink);
  ui.write(head, section.end, type::kSmall, t.ink2, {.across = Align::end});
  const Rect& window = ui.screen();
  for (std::size_t i = 0; i < section.people.size(); ++i) {
    const Rect cell = area.cell(section.columns, static_cast<int>(i), ui.text_mm(kRowMm), ui.mm(kGapMm));
    // Rows far out of sight cost nothing; those a step away are there for the focus to move to.
    if (cell.bottom() < window.y - window.h || cell.y > window.bottom() + window.h) continue;
    draw_person(ui, std::string(section.id) + ":" + std::to_string(i), cell, section.people[i]);
  }
}

std::string here_of_all(const Ui& ui, const std::vector<RosterRow>& people) {
  const auto here = std::count_if(people.begin(), people.end(), [](const RosterRow& row) { return row.here; });
  return ui.tr("{here} av {all} här", {{"here", std::to_string(here)}, {"all", std::to_string(people.size())}});
}

void draw_nobody(Ui& ui, Rect area, const RosterModel& model) {
  const Theme& t = ui.theme();
  Rect row = area.take_top(ui.text_mm(kNobodyMm));
  const Rect icon = row.take_start(ui.mm(8), ui.mm(3));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  const bool typed = !model.search.text.empty();
  const std::string text = !model.searching ? ui.tr("Ingen har varit med här än. Sök efter ett namn för att checka in.")
                           : typed          ? ui.tr("Ingen hittades. Prova färre bokstäver.")
                                            : ui.tr("Skriv de första bokstäverna i namnet.");
  // Who was searched for in vain is often new.
  if (typed && row.w > 2 * add_width(ui))
    add_button(ui, row.take_end(add_width(ui), ui.mm(3)).centered(add_width(ui), ui.mm(11)));
  ui.write(row, text, type::kStaff, t.ink, {.max_lines = 3});
}

int columns(const Ui& ui, const RosterModel& model) {
  if (ui.form() == Form::phone) return 1;
  return ui.form() == Form::wide && model.searching ? 3 : 2;
}

/// The steppers, and what else is told of a session.
float side_height(const Ui& ui, const RosterModel& model) {
  return count_panel_height(ui, model.counts.size()) + ui.mm(kGapMm) + extras_height(ui, model);
}
void draw_side(Ui& ui, Rect area, const RosterModel& model) {
  Rect list = ui.begin_scroll("side", area, side_height(ui, model));
  count_panel(ui, list.take_top(count_panel_height(ui, model.counts.size()), ui.mm(kGapMm)), model.counts);
  extras_panel(ui, list, model);
  ui.end_scroll();
}

/// Those who use to come over the others; while searching those found. With `counts` the steppers follow below.
void draw_people(Ui& ui, const RosterModel& model, const Rect& area, bool counts) {
  const int across = columns(ui, model);
  const Section regulars{ui.tr("Brukar komma"), here_of_all(ui, model.regulars), model.regulars, "person", across};
  const Section others{model.searching ? ui.tr("Hittade") : ui.tr("Andra som är här"), "", model.others, "other",
                       across};
  const float found = (model.searching ? 0 : section_height(ui, regulars)) + section_height(ui, others);
  const float people = found > 0 ? found : ui.text_mm(kNobodyMm);
  const float panel = counts ? side_height(ui, model) + ui.mm(kGapMm) : 0;
  Rect list = ui.begin_scroll("people", area, people + panel);
  if (found == 0) draw_nobody(ui, list.take_top(people), model);
  if (!model.searching) draw_section(ui, list, regulars);
  draw_section(ui, list, others);
  if (counts) draw_side(ui, list.take_top(side_height(ui, model)), model);
  ui.end_scroll();
}

}  // namespace

void draw(const RosterModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = model.searching ? typing_page(ui) : staff_page(ui, screen.sync);
  draw_head(ui, model, page);
  if (model.names_locked) locked_notice(ui, page);
  staff_notice(ui, screen, page);
  if (model.names_locked) return draw_side(ui, page.take_start(std::min(page.w, ui.mm(kListMm))), model);
  const bool beside = ui.form() == Form::wide && !model.searching;
  Rect list = beside ? page.take_start(std::min(page.w, ui.mm(kListMm)), ui.mm(5)) : page;
  draw_search(ui, model, list.take_top(ui.mm(11), ui.mm(3)));
  draw_people(ui, model, list, !beside && !model.searching);
  if (model.searching) keyboard(ui, model.search, KeyboardKind::participant);
  if (beside) draw_side(ui, page, model);
}

}  // namespace hk
