#include "kiosk/screens/coordination_parts.h"

#include <array>
#include <cmath>

namespace hk {
namespace {

constexpr float kRowMm = 14, kGapMm = 2.4F, kButtonMm = 12;
constexpr std::size_t kLinesMax = 8;

int columns_of(const Ui& ui) { return ui.form() == Form::phone ? 1 : 2; }

float rows_height(const Ui& ui, std::size_t count, int columns, float row_mm) {
  const auto rows = (count + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
  return static_cast<float>(rows) * (ui.text_mm(row_mm) + ui.mm(kGapMm));
}

float label_width(const Ui& ui) { return ui.mm(ui.form() == Form::phone ? 27 : 42); }

/// A phone has room for two values beside each other, but not for their label too.
bool label_above(const Ui& ui, const Fact& fact) { return ui.form() == Form::phone && !fact.other.empty(); }

/// Of one value beside the label, or of each of two.
float value_width(const Ui& ui, const Fact& fact, float width) {
  const float room = label_above(ui, fact) ? width : width - label_width(ui);
  return fact.other.empty() ? room : (room - ui.mm(kGapMm)) / 2;
}

float label_height(Ui& ui, const Fact& fact, float width) {
  const float room = label_above(ui, fact) ? width : label_width(ui) - ui.mm(2);
  return std::ceil(ui.measure(fact.label, type::kSmall, room, 2).h);
}

float fact_height(Ui& ui, const Fact& fact, float width) {
  const float room = value_width(ui, fact, width);
  const float value = std::max(ui.measure(fact.value, type::kStaff, room, kLinesMax).h,
                               ui.measure(fact.other, type::kStaff, room, kLinesMax).h);
  const float label = label_height(ui, fact, width);
  return std::ceil(label_above(ui, fact) ? label + value : std::max(value, label)) + ui.mm(1.5F);
}

/// How much lower the label's line begins than the value's, for both to stand on one line.
float label_drop(const Ui& ui) {
  const auto baseline = [&](const TypeRole& role) { return ui.baseline(role, ui.line_height(role) / 2); };
  return baseline(type::kStaff) - baseline(type::kSmall);
}

void draw_fact(Ui& ui, Rect row, const Fact& fact) {
  const Theme& t = ui.theme();
  const float width = row.w;
  const bool above = label_above(ui, fact);
  const Rect label = above ? row.take_top(label_height(ui, fact, width)) : row.take_start(label_width(ui));
  ui.write(label.moved(0, above ? 0 : label_drop(ui)), fact.label, type::kSmall, t.ink2,
           {.down = Align::start, .max_lines = 2});
  const Rect first = row.take_start(value_width(ui, fact, width), ui.mm(kGapMm));
  ui.write(first, fact.value, type::kStaff, t.ink, {.down = Align::start, .max_lines = kLinesMax});
  if (!fact.other.empty())
    ui.write(row, fact.other, type::kStaff, t.ink, {.down = Align::start, .max_lines = kLinesMax});
}

}  // namespace

void facts_and_acts(Ui& ui, const Rect& page, const std::vector<Fact>& facts, const std::vector<ActButton>& acts) {
  const int columns = columns_of(ui);
  float height = ui.mm(3);
  for (const Fact& fact : facts) height += fact_height(ui, fact, page.w);
  Rect list = ui.begin_scroll("facts", page, height + rows_height(ui, acts.size(), columns, kButtonMm));
  for (const Fact& fact : facts) draw_fact(ui, list.take_top(fact_height(ui, fact, page.w)), fact);
  list.take_top(ui.mm(3));
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const Rect cell = list.cell(columns, static_cast<int>(i), ui.mm(kButtonMm), ui.mm(kGapMm));
    if (button(ui, acts[i].id, cell, acts[i].label, {.pictogram = acts[i].pictogram})) {
      if (acts[i].opens) {
        ui.emit(*acts[i].opens);
      } else {
        ui.emit(Act{acts[i].act});
      }
    }
  }
  ui.end_scroll();
}

void link_rows(Ui& ui, const Rect& page, std::string_view id, const std::vector<LinkRow>& rows) {
  const int columns = columns_of(ui);
  const Rect list = ui.begin_scroll(id, page, rows_height(ui, rows.size(), columns, kRowMm));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string row_id = std::string(id) + ":" + std::to_string(i);
    const Option choice{.id = row_id,
                        .key = rows[i].key,
                        .pictogram = rows[i].pictogram,
                        .title = rows[i].title,
                        .second = rows[i].second};
    if (option(ui, list.cell(columns, static_cast<int>(i), ui.text_mm(kRowMm), ui.mm(kGapMm)), choice))
      ui.emit(rows[i].opens);
  }
  ui.end_scroll();
}

void calm_panel(Ui& ui, Rect& page, std::string_view text) {
  const float padding = ui.mm(4);
  const float height = std::ceil(ui.measure(text, type::kStaff, page.w - 2 * padding, kLinesMax).h) + 2 * padding;
  const Rect frame = page.take_top(height, ui.mm(3));
  panel(ui, frame);
  ui.write(frame.inset(padding), text, type::kStaff, ui.theme().ink, {.max_lines = kLinesMax});
}

bool foot_button(Ui& ui, Rect& page, std::string_view id, const std::string& label, std::string_view pictogram) {
  const Rect foot = page.take_bottom(ui.mm(kButtonMm), ui.mm(4)).moved(0, -ui.mm(1));
  const float width = std::min(foot.w, button_width(ui, label, {.pictogram = pictogram}) + ui.mm(10));
  Rect row = foot;
  return button(ui, id, row.take_start(width), label, {.pictogram = pictogram});
}

std::string moment_text(const Ui& ui, const Moment& moment) {
  return to_text(moment.day) + " " + ui.words().time(moment.time);
}

}  // namespace hk
