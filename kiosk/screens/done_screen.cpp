#include <cmath>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

/// The disc with its tick, and round it a quarter of a ring for each second left.
void draw_tick(Ui& ui, const Rect& square, int quarters) {
  const Theme& t = ui.theme();
  const float unit = square.w / 44;  // the drawing's grid
  const float x = square.center_x(), y = square.center_y();
  ui.disc(x, y, 17.5F * unit, t.pine);
  const float points[] = {square.x + 13.5F * unit, square.y + 22.8F * unit, square.x + 19.6F * unit,
                          square.y + 28.8F * unit, square.x + 30.6F * unit, square.y + 16 * unit};
  ui.stroke(points, 3.6F * unit, t.on_pine);
  if (quarters > 0) ui.arc(x, y, 20.2F * unit, 0, static_cast<float>(std::min(quarters, 4)) / 4, 1.4F * unit, t.pine);
}

std::string greeting(const Ui& ui, const DoneModel& model) {
  if (model.first_name.empty()) return ui.tr("Välkommen!");
  if (model.already_here) return ui.tr("Du är redan här, {name}!", {{"name", model.first_name}});
  return ui.tr("Välkommen, {name}!", {{"name", model.first_name}});
}

void draw_words(Ui& ui, Rect area, const DoneModel& model) {
  const Theme& t = ui.theme();
  const Size title = ui.measure(greeting(ui, model), type::kTitle, area.w, 2);
  const float row = ui.mm(14), gap = ui.mm(3);
  Rect words = area.centered(area.w, title.h + gap + row);
  ui.write(words.take_top(title.h, gap), greeting(ui, model), type::kTitle, t.ink, {.max_lines = 2});
  const Rect icon = words.take_start(row, gap);
  ui.pictogram(icon, model.badge.pictogram, {t.hue(model.badge.hue).deep, t.surface}, row);
  const std::string where =
      model.place.empty() ? model.badge.name
                          : ui.tr("{activity}, {place}", {{"activity", model.badge.name}, {"place", model.place}});
  ui.write(words, where, type::kLeadRegular, t.ink, {.max_lines = 2});
}

}  // namespace

void draw(const DoneModel& model, const Screen&, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.pine_soft);
  Rect page = participant_page(ui, 4);
  const Rect foot = page.take_bottom(ui.mm(6.3F), ui.mm(5));
  ui.write(foot, ui.tr("Allt är klart. Du behöver inte göra något mer."), type::kSupport, t.ink,
           {.across = Align::center});
  const Rect undo = page.take_bottom(ui.mm(20), ui.mm(3));
  const float disc = ui.mm(58), gap = ui.mm(9);
  const float room = page.w - disc - gap;
  const float words =
      std::min(room, std::max(ui.measure(greeting(ui, model), type::kTitle, room, 2).w,
                              ui.mm(17) + ui.measure(model.badge.name + ", " + model.place, type::kLeadRegular).w) +
                         2);
  Rect middle = page.centered(disc + gap + words, disc);
  draw_tick(ui, middle.take_start(disc, gap), model.seconds_left);
  draw_words(ui, middle, model);
  if (!model.can_undo) return;
  const ButtonStyle style{.pictogram = "undo", .role = type::kBody, .pictogram_mm = 12, .stroke = 2, .gap_mm = 2.5F};
  if (button(ui, "undo", undo.centered(ui.mm(100), undo.h), ui.tr("Fel? Ångra"), style)) ui.emit(UndoCheckIn{});
}

}  // namespace hk
