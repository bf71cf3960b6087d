#include "kiosk/screens/count_panel.h"

#include <array>

namespace hk {
namespace {

constexpr float kRowMm = 13, kButtonMm = 11, kHeadMm = 7, kRuleMm = 2, kPaddingMm = 2;
constexpr TypeRole kNumber{4.4F, Weight::bold, 1.05F};

/// One side of a stepper. True when it counts now.
bool step(Ui& ui, const std::string& id, const Rect& slot, std::string_view pictogram, const CountRow& row,
          bool possible) {
  const Rect rect = slot.centered(slot.w, ui.mm(kButtonMm));
  const Touch touch = possible ? ui.touch_repeat(id, rect, row.category) : Touch{};
  const Face f = draw_face(ui, rect, possible ? Look::normal : Look::disabled, 2, touch);
  ui.pictogram(f.rect, pictogram, {f.ink, Color{0, 0, 0, 0}}, ui.mm(6), 1.8F);
  return touch.tapped;
}

void draw_row(Ui& ui, const std::string& id, Rect rect, const CountRow& row) {
  const Theme& t = ui.theme();
  if (ui.form() != Form::phone) {  // there the word needs the room
    const Rect icon = rect.take_start(ui.mm(8), ui.mm(2));
    ui.pictogram(icon, row.pictogram, {t.pine, t.pine_soft}, icon.w, 1.8F);
  }
  const bool more = step(ui, id + ":more", rect.take_end(ui.mm(kButtonMm)), "plus", row, true);
  const Rect number = rect.take_end(ui.mm(15));
  const bool less = step(ui, id + ":less", rect.take_end(ui.mm(kButtonMm), ui.mm(2)), "minus", row, row.total > 0);
  ui.write(number, std::to_string(row.total), kNumber, t.ink, {.across = Align::center});
  const std::string name = row.category.empty() ? ui.tr("Fick inte plats") : row.name;
  constexpr std::array<TypeRole, 2> kRoles{TypeRole{3.0F, Weight::regular, 1.15F},
                                           TypeRole{2.5F, Weight::regular, 1.15F}};
  ui.write_fitting(rect, name, kRoles, t.ink, {.max_lines = 2});
  if (more) ui.emit(StepCount{row.category, true});
  if (less) ui.emit(StepCount{row.category, false});
}

}  // namespace

float count_panel_height(const Ui& ui, std::size_t rows) {
  return ui.text_mm(kHeadMm) + static_cast<float>(rows) * ui.text_mm(kRowMm) + ui.mm(kRuleMm) + 2 * ui.mm(kPaddingMm);
}

void count_panel(Ui& ui, const Rect& area, std::span<const CountRow> rows) {
  const Theme& t = ui.theme();
  const float height = count_panel_height(ui, rows.size());
  const Rect frame{area.x, area.y, area.w, std::min(area.h, height)};
  panel(ui, frame);
  Rect list = ui.begin_scroll("counts", frame.inset(ui.mm(4), ui.mm(kPaddingMm)), height - 2 * ui.mm(kPaddingMm));
  ui.write(list.take_top(ui.text_mm(kHeadMm)), ui.tr("Huvudräkning, utan namn"), type::kStaffBold, t.ink);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].category.empty()) {
      const Rect rule = list.take_top(ui.mm(kRuleMm));
      ui.hairline(rule.x, rule.right(), rule.center_y(), t.line);
    }
    draw_row(ui, "count:" + std::to_string(i), list.take_top(ui.text_mm(kRowMm)), rows[i]);
  }
  ui.end_scroll();
}

}  // namespace hk
