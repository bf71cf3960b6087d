#include <array>
#include <cmath>

#include "kiosk/screens/report_phrases.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kGapMm = 2.4F, kRowMm = 13;

/// On a phone a line has two of its own.
float line_mm(const Ui& ui) { return ui.form() == Form::phone ? 13 : 8; }
constexpr std::array<TypeRole, 2> kRoles{type::kSmall, TypeRole{2.1F, Weight::regular, 1.2F}};
constexpr std::array<TypeRole, 2> kBold{type::kSmallBold, TypeRole{2.1F, Weight::bold, 1.2F}};

std::string made_text(const Ui& ui, const ExportsModel::Row& row) {
  const std::string when = to_text(row.day) + " " + ui.words().time(row.time);
  return row.internal ? ui.tr("{when}, internt underlag", {{"when", when}})
                      : ui.tr("{when}, får lämnas ut", {{"when", when}});
}

void calm(Ui& ui, Rect& page, const std::string& text) {
  const float height = std::ceil(ui.measure(text, type::kStaff, page.w - ui.mm(8), 6).h) + ui.mm(6);
  const Rect frame = page.take_top(height, ui.mm(3));
  panel(ui, frame);
  ui.write(frame.inset(ui.mm(4), ui.mm(3)), text, type::kStaff, ui.theme().ink, {.max_lines = 6});
}

void draw_list(Ui& ui, Rect page, const ExportsModel& model) {
  if (!model.rows) return calm(ui, page, ui.tr("Hämtar …"));
  if (model.rows->empty()) return calm(ui, page, ui.tr("Inget är exporterat ännu."));
  const int columns = ui.form() == Form::wide ? 2 : 1;
  const auto rows = (static_cast<int>(model.rows->size()) + columns - 1) / columns;
  const float height = ui.text_mm(kRowMm);
  const Rect list = ui.begin_scroll("exports", page, static_cast<float>(rows) * (height + ui.mm(kGapMm)));
  for (std::size_t i = 0; i < model.rows->size(); ++i) {
    const ExportsModel::Row& row = (*model.rows)[i];
    const std::string id = "made:" + std::to_string(i), key = to_text(row.id);
    const Option choice{.id = id,
                        .key = key,
                        .pictogram = row.internal ? "lock" : "sent",
                        .title = period_name(ui, row.period),
                        .second = made_text(ui, row)};
    if (option(ui, list.cell(columns, static_cast<int>(i), height, ui.mm(kGapMm)), choice))
      ui.emit(CompareExport{row.id});
  }
  ui.end_scroll();
}

std::string table_name(const Ui& ui, const ExportsModel::Line& line) {
  if (line.table == "total") return ui.tr("Hela verksamheten");
  if (line.label.empty()) return ui.tr("Uppgift saknas");
  if (line.table != "weeks") return isolated(line.label);
  const Result<Period> week = parse_period(line.label);
  return week ? period_name(ui, *week) : isolated(line.label);
}

std::string counted(const Ui& ui, const std::optional<std::int64_t>& number) {
  return number ? ui.words().number(*number) : "–";
}

/// Where somebody saw no number, what it was stands in brackets: it is for those inside.
std::string then_text(const Ui& ui, const ExportsModel::Line& line) {
  const std::string then = counted(ui, line.then);
  return line.hidden ? isolated(".. (" + then + ")") : then;
}

bool differs(const ExportsModel::Line& line) { return line.then != line.now; }

struct Cells {
  Rect what, figure, then, now;
};

Cells cells_of(Ui& ui, Rect row) {
  const bool phone = ui.form() == Form::phone;
  Cells cells;
  cells.now = row.take_end(ui.mm(phone ? 13 : 20), ui.mm(1));
  cells.then = row.take_end(ui.mm(phone ? 17 : 24), ui.mm(1));
  cells.figure = phone ? Rect{row.x, row.center_y(), row.w, row.h / 2} : row.take_end(row.w * 0.5F, ui.mm(2));
  cells.what = phone ? Rect{row.x, row.y, row.w, row.h / 2} : row;
  return cells;
}

void draw_line(Ui& ui, const Rect& row, const ExportsModel::Line& line) {
  const Theme& t = ui.theme();
  const bool marked = differs(line);
  if (marked) {
    ui.fill(row, ui.mm(1), t.ochre.soft);
    ui.fill({row.x, row.y, ui.mm(1), row.h}, 0, t.ochre.deep);
  }
  const Cells cells = cells_of(ui, row.inset(ui.mm(2), 0));
  const Color ink = t.ink;
  ui.write_fitting(cells.what, table_name(ui, line), kRoles, ink);
  ui.write_fitting(cells.figure, figure_name(ui, line.figure), kRoles, ink);
  ui.write_fitting(cells.then, then_text(ui, line), kRoles, ink, {.across = Align::end});
  ui.write_fitting(cells.now, counted(ui, line.now), marked ? kBold : kRoles, ink, {.across = Align::end});
  if (!marked) ui.hairline(row.x, row.right(), row.bottom(), t.line);
}

void draw_comparison(Ui& ui, Rect page, const ExportsModel& model) {
  const Theme& t = ui.theme();
  if (!model.lines) return calm(ui, page, ui.tr("Räknar …"));
  std::int64_t others = 0;
  for (const ExportsModel::Line& line : *model.lines) others += differs(line) ? 1 : 0;
  const std::string said =
      others == 0 ? ui.tr("Allt är som det exporterades.")
                  : ui.words().tr_count("{count} siffra är en annan i dag.", "{count} siffror är andra i dag.", others);
  calm(ui, page,
       said + " " + ui.words().tr_count("{count} annan är som den var.", "{count} andra är som de var.", model.same));
  const Cells heads = cells_of(ui, page.take_top(ui.mm(7)).inset(ui.mm(2), 0));
  ui.write_fitting(heads.then, ui.tr("Då"), kBold, t.ink2, {.across = Align::end});
  ui.write_fitting(heads.now, ui.tr("I dag"), kBold, t.ink2, {.across = Align::end});
  const float height = ui.text_mm(line_mm(ui));
  Rect list = ui.begin_scroll("lines", page, height * static_cast<float>(model.lines->size()));
  for (const ExportsModel::Line& line : *model.lines) draw_line(ui, list.take_top(height), line);
  ui.end_scroll();
}

}  // namespace

void draw(const ExportsModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(model.compared && ui.form() == Form::phone ? 17 : 12), ui.mm(2));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)).centered(ui.mm(11), ui.mm(11)), 6);
  constexpr std::array<TypeRole, 2> kTitles{TypeRole{4.4F, Weight::bold, 1.05F}, type::kStaffBold};
  if (model.compared) {
    ui.write_fitting(head.take_top(ui.mm(6.6F)), period_name(ui, model.compared->period), kTitles, t.ink);
    ui.write_fitting(head, ui.tr("Exporterad {made}", {{"made", made_text(ui, *model.compared)}}), kRoles, t.ink2,
                     {.max_lines = 2});
  } else {
    ui.write_fitting(head, ui.tr("Tidigare exporter"), kTitles, t.ink);
  }
  staff_notice(ui, screen, page);
  model.compared ? draw_comparison(ui, page, model) : draw_list(ui, page, model);
}

}  // namespace hk
