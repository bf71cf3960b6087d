#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/week_parts.h"

namespace hk {
namespace {

constexpr float kTabMm = 10, kGapMm = 2, kRowMm = 10, kPaddingMm = 3, kChipMm = 11;
constexpr std::array kUsual{Dimension::workshop, Dimension::activity, Dimension::site, Dimension::category};
constexpr std::array kRare{Dimension::gender, Dimension::area,    Dimension::goal_area,
                           Dimension::leader, Dimension::partner, Dimension::weekday};
constexpr std::array<TypeRole, 2> kTabRoles{TypeRole{2.5F, Weight::bold, 1.2F}, TypeRole{2.1F, Weight::bold, 1.2F}};

bool is_rare(Dimension by) { return std::find(kRare.begin(), kRare.end(), by) != kRare.end(); }
bool shows_rare(const WeekModel& model) { return model.all_dimensions || is_rare(model.by); }

// --- tabs ----------------------------------------------------------------------------------------------------------

/// The rare ones have the long words.
int tab_columns(const Ui& ui, const WeekModel& model) {
  if (ui.form() == Form::phone) return 3;
  return shows_rare(model) ? 4 : 5;
}

/// Those shown, without what the table is narrowed to.
std::vector<Dimension> tabs_of(const WeekModel& model) {
  std::vector<Dimension> tabs(kUsual.begin(), kUsual.end());
  if (shows_rare(model)) tabs.insert(tabs.end(), kRare.begin(), kRare.end());
  if (model.narrowed) std::erase(tabs, model.narrowed->dimension);
  return tabs;
}

float tabs_height(const Ui& ui, const WeekModel& model) {
  const int tabs = static_cast<int>(tabs_of(model).size()) + 1, columns = tab_columns(ui, model);
  const float rows = static_cast<float>((tabs + columns - 1) / columns);
  return rows * ui.mm(kTabMm) + (rows - 1) * ui.mm(kGapMm);
}

struct Tab {
  std::string id, label;
  Intent leads;
  bool chosen = false;
};

std::vector<Tab> all_tabs(const Ui& ui, const WeekModel& model) {
  std::vector<Tab> tabs;
  for (const Dimension by : tabs_of(model))
    tabs.push_back(
        {"by:" + std::string(dimension_name(by)), dimension_short(ui, by), ChooseBreakdown{by}, by == model.by});
  if (!is_rare(model.by))
    tabs.push_back({"by:more", shows_rare(model) ? ui.tr("Färre") : ui.tr("Fler"), ShowDimensions{}});
  return tabs;
}

/// One size for all: the largest in which the longest has air.
std::size_t tab_role(Ui& ui, const std::vector<Tab>& tabs, float width) {
  std::size_t role = 0;
  for (const Tab& tab : tabs)
    while (role + 1 < kTabRoles.size() && ui.measure(tab.label, kTabRoles[role]).w > width) ++role;
  return role;
}

void draw_tabs(Ui& ui, const Rect& area, const WeekModel& model) {
  const std::vector<Tab> tabs = all_tabs(ui, model);
  const auto cell = [&](std::size_t i) {
    return area.cell(tab_columns(ui, model), static_cast<int>(i), ui.mm(kTabMm), ui.mm(kGapMm));
  };
  const std::span roles = std::span(kTabRoles).subspan(tab_role(ui, tabs, cell(0).w - ui.mm(3)));
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    const Tab& tab = tabs[i];
    const Face f = face(ui, tab.id, cell(i), tab.chosen ? Look::selected : Look::normal, 2);
    ui.write_fitting(f.rect.inset(ui.mm(1), 0), tab.label, roles, f.ink, {.across = Align::center});
    if (f.tapped && !tab.chosen) ui.emit(tab.leads);
  }
}

// --- what it is narrowed to ----------------------------------------------------------------------------------------

std::string label_of(const Ui& ui, const WeekModel& model, Dimension by, const std::string& code,
                     const std::string& label) {
  if (code.empty()) return ui.tr("Uppgift saknas");
  if (by != Dimension::leader) return isolated(label);
  const auto leader = model.leaders.find(code);
  return leader == model.leaders.end() || leader->second.empty() ? ui.tr("Namnet är låst") : isolated(leader->second);
}

void draw_chips(Ui& ui, Rect row, const WeekModel& model) {
  const RowKey& key = *model.narrowed;
  const std::string sessions = ui.tr("Tillfällena");
  const ButtonStyle style{.pictogram = "list"};
  const Rect end = row.take_end(std::min(button_width(ui, sessions, style), row.w * 0.5F), ui.mm(kGapMm));
  if (button(ui, "table:sessions", end, sessions, style)) ui.emit(ShowSessions{});
  const Face f = face(ui, "table:widen", row, Look::selected, 2);
  Rect content = f.rect.inset(ui.mm(3), 0);
  const Rect icon = content.take_end(ui.mm(5), ui.mm(2));
  ui.pictogram(icon, "close", {f.ink, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  constexpr std::array<TypeRole, 2> kRoles{type::kSmallBold, TypeRole{2.1F, Weight::bold, 1.2F}};
  ui.write_fitting(content, label_of(ui, model, key.dimension, key.code, key.label), kRoles, f.ink, {.max_lines = 2});
  if (f.tapped) ui.emit(WidenTable{});
}

// --- the table -----------------------------------------------------------------------------------------------------

float sign_width(const Ui& ui) { return ui.mm(3); }

/// As wide as its head with the sign of its order, and never less than its numbers or a finger.
float column_width(Ui& ui, std::size_t figure) {
  return std::max(ui.mm(15), ui.measure(figure_head(ui, figure), type::kSmallBold).w + sign_width(ui) + ui.mm(3));
}

/// What the first column needs: its head in one line, and half of its longest label, which may have two.
float label_width(Ui& ui, const WeekModel& model) {
  constexpr TypeRole kLeast{2.1F, Weight::bold, 1.2F};
  float width = ui.measure(dimension_head(ui, model.by), kLeast).w + sign_width(ui) + ui.mm(3);
  const auto wants = [&](const std::string& label) {
    for (std::size_t from = 0; from < label.size();) {
      const std::size_t to = std::min(label.find(' ', from), label.size());
      width = std::max(width, ui.measure(label.substr(from, to - from), kLeast).w + ui.mm(3));
      from = to + 1;
    }
    width = std::max(width, ui.measure(label, kLeast).w * 0.65F + ui.mm(3));
  };
  wants(ui.tr("Hela verksamheten"));
  for (const std::size_t index : model.rows) {
    const TallyWords::Value& value = model.report->tables[*model.table].rows[index].key.back();
    wants(label_of(ui, model, model.by, value.code, value.label));
  }
  return width;
}

/// Places in figures(): as many as leave the labels room, those first that everybody asks for.
std::vector<std::size_t> columns_of(Ui& ui, const WeekModel& model, float width) {
  constexpr std::size_t kGroup = 0, kAttendances = 3, kHeadcount = 4, kUnique = 5, kNew = 6;
  const std::array<std::vector<std::size_t>, 4> sets{{{kGroup, kAttendances, kUnique, kNew, kHeadcount},
                                                      {kGroup, kAttendances, kUnique},
                                                      {kAttendances, kUnique},
                                                      {kUnique}}};
  const float labels = label_width(ui, model);
  for (const std::vector<std::size_t>& columns : sets) {
    float left = width;
    for (const std::size_t column : columns) left -= column_width(ui, column);
    if (left >= labels) return columns;
  }
  return sets.back();
}

/// The head of a column sorts by it; the triangle points to where the rows grow.
void draw_head_cell(Ui& ui, const Rect& cell, const std::string& label, std::size_t column, const TableOrder& order,
                    Align across) {
  const Theme& t = ui.theme();
  const std::string id = "sort:" + (column == label_column ? "label" : std::string(figures()[column].code));
  const Touch touch = ui.touch(id, cell.inset(ui.mm(1), 0));
  if (touch.held) ui.fill(cell.inset(ui.mm(1), 0), ui.mm(1.5F), t.sunk);
  if (touch.focused) ui.outline(cell, ui.mm(1.5F), t.ink, ui.mm(0.8F));
  if (touch.tapped) ui.emit(SortTable{column});
  Rect words = cell.inset(ui.mm(1), 0);
  if (order.column == column) {
    const float width = std::min(ui.measure(label, type::kSmallBold).w, words.w - sign_width(ui));
    const float x = across == Align::end ? words.right() - width - sign_width(ui) : words.x + width + ui.mm(1);
    const bool up = (column == label_column) == order.reversed;
    const float h = ui.mm(1.8F), y = words.center_y(), tip = up ? -h / 2 : h / 2;
    ui.triangle(x + ui.mm(1.1F), y + tip, x + ui.mm(2.2F), y - tip, x, y - tip, t.ink);
  }
  if (across == Align::start) words.take_end(sign_width(ui));
  ui.write_fitting(words, label, kTabRoles, t.ink2, {.across = across});
}

void draw_head_row(Ui& ui, Rect row, const WeekModel& model, const std::vector<std::size_t>& columns) {
  const Rect line = row;
  for (std::size_t i = columns.size(); i > 0; --i)
    draw_head_cell(ui, row.take_end(column_width(ui, columns[i - 1])), figure_head(ui, columns[i - 1]), columns[i - 1],
                   model.order, Align::end);
  draw_head_cell(ui, row, dimension_head(ui, model.by), label_column, model.order, Align::start);
  ui.fill({line.x, line.bottom() - ui.mm(0.5F), line.w, ui.mm(0.5F)}, 0, ui.theme().control);
}

void draw_cells(Ui& ui, Rect row, const std::string& label, const ReportFigures& shown,
                const std::vector<std::size_t>& columns, Weight weight) {
  const TypeRole role{2.5F, weight, 1.2F};
  const Color ink = ui.theme().ink;
  for (std::size_t i = columns.size(); i > 0; --i)
    ui.write(row.take_end(column_width(ui, columns[i - 1])).inset(ui.mm(1), 0),
             number_text(ui, shown.numbers[columns[i - 1]]), role, ink, {.across = Align::end});
  const std::array<TypeRole, 2> roles{role, TypeRole{2.1F, weight, 1.2F}};
  ui.write_fitting(row.inset(ui.mm(1), 0), label, roles, ink, {.max_lines = 2});
}

/// A touch narrows to the row, or in a narrowed table leads to its sessions.
void draw_row(Ui& ui, const Rect& row, const WeekModel& model, std::size_t index,
              const std::vector<std::size_t>& columns) {
  const Theme& t = ui.theme();
  const ReportRow& one = model.report->tables[*model.table].rows[index];
  const TallyWords::Value& value = one.key.back();
  const Touch touch = ui.touch("row:" + std::to_string(index), row, value.code);
  if (touch.held) ui.fill(row, ui.mm(1.5F), t.sunk);
  if (touch.focused) ui.outline(row.inset(-ui.mm(0.4F)), ui.mm(1.5F), t.ink, ui.mm(0.8F));
  if (touch.tapped) ui.emit(NarrowTable{value.code});
  draw_cells(ui, row, label_of(ui, model, model.by, value.code, value.label), one.figures, columns, Weight::regular);
  ui.hairline(row.x, row.right(), row.bottom() + ui.mm(kGapMm) / 2, t.line);
}

void draw_rows(Ui& ui, Rect area, const WeekModel& model) {
  const Theme& t = ui.theme();
  const std::vector<std::size_t> columns = columns_of(ui, model, area.w);
  draw_head_row(ui, area.take_top(ui.mm(kRowMm), ui.mm(kGapMm)), model, columns);
  for (const std::size_t index : model.rows)
    draw_row(ui, area.take_top(ui.mm(kRowMm), ui.mm(kGapMm)), model, index, columns);
  if (!model.narrowed)
    draw_cells(ui, area.take_top(ui.mm(kRowMm)), ui.tr("Hela verksamheten"), model.report->whole.figures, columns,
               Weight::bold);
  ui.write(area, ui.tr("Unika räknas på varje rad för sig. Summera dem inte."), type::kSmall, t.ink2, {.max_lines = 3});
}

float rows_height(Ui& ui, const WeekModel& model, float width) {
  const float note =
      ui.measure(ui.tr("Unika räknas på varje rad för sig. Summera dem inte."), type::kSmall, width, 3).h;
  return ui.mm(kRowMm + kGapMm) * static_cast<float>(model.rows.size() + 1) + (model.narrowed ? 0 : ui.mm(kRowMm)) +
         std::ceil(note) + ui.mm(2);
}

}  // namespace

float table_panel_height(Ui& ui, const WeekModel& model, float width) {
  const float chips = model.narrowed ? ui.mm(kChipMm) + ui.mm(kGapMm) : 0;
  return tabs_height(ui, model) + ui.mm(kGapMm) + chips + rows_height(ui, model, width - 2 * ui.mm(kPaddingMm)) +
         2 * ui.mm(kPaddingMm);
}

void draw_table_panel(Ui& ui, const Rect& rect, const WeekModel& model) {
  panel(ui, rect);
  Rect inside = rect.inset(ui.mm(kPaddingMm));
  draw_tabs(ui, inside.take_top(tabs_height(ui, model), ui.mm(kGapMm)), model);
  if (model.narrowed) draw_chips(ui, inside.take_top(ui.mm(kChipMm), ui.mm(kGapMm)), model);
  if (model.table) return draw_rows(ui, inside, model);
  ui.write(inside.take_top(ui.mm(kRowMm)), ui.tr("Räknar …"), type::kStaff, ui.theme().ink2);
}

}  // namespace hk
