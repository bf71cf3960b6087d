#include <array>
#include <cmath>

#include "kiosk/screens/report_phrases.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kGapMm = 2, kRowMm = 13, kPersonMm = 8;
constexpr std::array<TypeRole, 2> kFirst{TypeRole{3.0F, Weight::regular, 1.15F},
                                         TypeRole{2.5F, Weight::regular, 1.15F}};
constexpr std::array<TypeRole, 2> kSecond{TypeRole{2.5F, Weight::regular, 1.15F},
                                          TypeRole{2.1F, Weight::regular, 1.15F}};

Rect draw_head(Ui& ui, const Screen& screen, const std::string& title, const std::string& below) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(ui.form() == Form::phone ? 17 : 12), ui.mm(2));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)).centered(ui.mm(11), ui.mm(11)), 6);
  const std::array<TypeRole, 3> kTitles{TypeRole{4.4F, Weight::bold, 1.05F}, type::kStaffBold, type::kSmallBold};
  ui.write_fitting(head.take_top(ui.mm(6.6F)), title, kTitles, t.ink);
  ui.write_fitting(head, below, kSecond, t.ink2, {.max_lines = 2});
  staff_notice(ui, screen, page);
  return page;
}

std::string title_of(const Ui& ui, const SessionsAsked& asked) {
  std::string title = asked.figure.empty() ? "" : figure_name(ui, figure_index(asked.figure).value_or(3));
  for (const RowKey& row : asked.rows)
    title += (title.empty() ? "" : ", ") + (row.code.empty() ? ui.tr("Uppgift saknas") : isolated(row.label));
  return title.empty() ? ui.tr("Tillfällen") : ui.tr("Tillfällen: {what}", {{"what", title}});
}

std::string when(const Ui& ui, const SessionRow& row) {
  return ui.words().day(row.date) + " " + isolated(ui.words().time(row.start));
}

/// What came of it, in the fewest words; what is zero is left out.
std::string counts(const Ui& ui, const SessionRow& row) {
  std::string text = ui.words().tr_count("{count} deltog", "{count} deltog", row.attendances);
  const auto add = [&](std::string more) { text += " · " + std::move(more); };
  if (row.headcount > 0) add(ui.words().tr_count("{count} utan namn", "{count} utan namn", row.headcount));
  if (row.turned_away > 0)
    add(ui.words().tr_count("{count} fick inte plats", "{count} fick inte plats", row.turned_away));
  if (row.never_closed) add(ui.tr("inte avslutat"));
  return text;
}

void draw_words(Ui& ui, Rect content, const SessionRow& row, Color ink, Color ink2) {
  const std::string what = isolated(row.activity) + (row.place.empty() ? "" : " · " + isolated(row.place));
  if (ui.form() == Form::phone) {
    Rect lines = content.inset(0, ui.mm(1));
    ui.write_fitting(lines.take_top(lines.h / 4), what, kSecond, ink);
    ui.write_fitting(lines.take_top(lines.h / 3), when(ui, row), kSecond, ink2);
    return ui.write_fitting(lines, counts(ui, row), kSecond, ink2, {.max_lines = 2});
  }
  Rect end = content.take_end(content.w * 0.42F, ui.mm(3));
  Rect lines = content.centered(content.w, ui.line_height(kFirst[0]) + ui.line_height(kSecond[0]));
  ui.write_fitting(lines.take_top(ui.line_height(kFirst[0])), what, kFirst, ink);
  ui.write_fitting(lines, when(ui, row), kSecond, ink2);
  ui.write_fitting(end, counts(ui, row), kFirst, ink, {.across = Align::end, .max_lines = 2});
}

float row_height(const Ui& ui) { return ui.text_mm(ui.form() == Form::phone ? 21 : kRowMm); }

/// Only for whom it leads on it can be touched.
void draw_row(Ui& ui, const Rect& rect, const SessionRow& row, std::size_t index, bool leads) {
  const Theme& t = ui.theme();
  if (!leads) {
    panel(ui, rect);
    return draw_words(ui, rect.inset(ui.mm(4), 0), row, t.ink, t.ink2);
  }
  const Face f = face(ui, "session-row:" + std::to_string(index), rect, Look::normal, 2, to_text(row.session));
  Rect content = f.rect.inset(ui.mm(4), 0);
  const Rect icon = content.take_end(ui.mm(5), ui.mm(2));
  ui.pictogram(icon, "forward", {f.ink, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  draw_words(ui, content, row, f.ink, f.ink2);
  if (f.tapped) ui.emit(ShowSessionPeople{row.session});
}

void draw_calm(Ui& ui, Rect page, const std::string& text) {
  const Rect calm = page.take_top(ui.mm(16));
  panel(ui, calm);
  ui.write(calm.inset(ui.mm(5), ui.mm(2)), text, type::kStaff, ui.theme().ink2, {.max_lines = 2});
}

}  // namespace

void draw(const SessionsModel& model, const Screen& screen, Ui& ui) {
  Rect page = draw_head(ui, screen, title_of(ui, model.asked), period_days(ui, model.asked.period));
  if (!model.rows) return draw_calm(ui, page, ui.tr("Hämtar …"));
  if (model.rows->empty()) return draw_calm(ui, page, ui.tr("Inga tillfällen."));
  const float step = row_height(ui) + ui.mm(kGapMm);
  Rect list = ui.begin_scroll("sessions", page, step * static_cast<float>(model.rows->size()));
  for (std::size_t i = 0; i < model.rows->size(); ++i)
    draw_row(ui, list.take_top(row_height(ui), ui.mm(kGapMm)), (*model.rows)[i], i, model.may_see_people);
  ui.end_scroll();
}

void draw(const SessionPeopleModel& model, const Screen& screen, Ui& ui) {
  const SessionRow& session = model.session;
  Rect page = draw_head(ui, screen, isolated(session.activity), when(ui, session) + " · " + counts(ui, session));
  const std::string note = ui.tr("Bara för att läsa. Att någon har tittat syns under Händelser.");
  const float height = std::ceil(ui.measure(note, type::kSmall, page.w, 3).h);
  ui.write(page.take_bottom(height, ui.mm(1)), note, type::kSmall, ui.theme().ink2, {.max_lines = 3});
  if (model.people.empty()) return draw_calm(ui, page, ui.tr("Ingen är registrerad med namn."));
  const int columns = ui.form() == Form::wide ? 3 : ui.form() == Form::tall ? 2 : 1;
  const auto rows = (static_cast<int>(model.people.size()) + columns - 1) / columns;
  const float row = ui.text_mm(kPersonMm);
  const Rect list = ui.begin_scroll("people", page, static_cast<float>(rows) * row);
  for (std::size_t i = 0; i < model.people.size(); ++i) {
    const Rect cell = list.cell(columns, static_cast<int>(i), row, 0).inset(ui.mm(2), 0);
    const std::string& name = model.people[i];
    ui.write_fitting(cell, name.empty() ? ui.tr("(ännu inte hämtad)") : isolated(name), kFirst, ui.theme().ink);
    ui.hairline(cell.x, cell.right(), cell.bottom(), ui.theme().line);
  }
  ui.end_scroll();
}

}  // namespace hk
