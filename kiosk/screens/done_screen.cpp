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
  {
    const KeepsLeftToRight tick_stays(ui, square);
    ui.stroke(points, 3.6F * unit, t.on_pine);
  }
  if (quarters > 0) ui.arc(x, y, 20.2F * unit, 0, static_cast<float>(std::min(quarters, 4)) / 4, 1.4F * unit, t.pine);
}

std::string greeting(const Ui& ui, const DoneModel& model) {
  if (model.first_name.empty()) return ui.tr("Välkommen!");
  if (model.already_here) return ui.tr("Du är redan här, {name}!", {{"name", model.first_name}});
  return ui.tr("Välkommen, {name}!", {{"name", model.first_name}});
}

std::string where(const Ui& ui, const DoneModel& model) {
  if (model.place.empty()) return model.badge.name;
  return ui.tr("{activity}, {place}", {{"activity", model.badge.name}, {"place", model.place}});
}

/// The greeting, and under it what one has joined.
struct Block {
  float width, where_width, greeting_height, where_height;
};

Block measure_words(Ui& ui, const DoneModel& model, float room) {
  const float icon = ui.mm(14) + ui.mm(3);
  const Size title = ui.measure(greeting(ui, model), type::kTitle, room, 3);
  const Size second = ui.measure(where(ui, model), type::kLeadRegular, room - icon, 3);
  const float where_width = std::min(room, icon + second.w + 2);
  return {std::min(room, std::max(title.w + 2, where_width)), where_width, title.h, std::max(ui.mm(14), second.h)};
}

void draw_words(Ui& ui, Rect area, const DoneModel& model, const Block& words) {
  const Theme& t = ui.theme();
  const float gap = ui.mm(3);
  area = area.centered(area.w, words.greeting_height + gap + words.where_height);
  const bool wide = ui.form() == Form::wide;
  ui.write(area.take_top(words.greeting_height, gap), greeting(ui, model), type::kTitle, t.ink,
           {.across = wide ? Align::start : Align::center, .max_lines = 3});
  if (!wide) area = area.centered(words.where_width, area.h);
  const Rect icon = area.take_start(ui.mm(14), gap);
  ui.pictogram(icon, model.badge.pictogram, {t.hue(model.badge.hue).deep, t.surface}, icon.w);
  ui.write(area, where(ui, model), type::kLeadRegular, t.ink, {.max_lines = 3});
}

}  // namespace

void draw(const DoneModel& model, const Screen&, Ui& ui) {
  const Theme& t = ui.theme();
  const bool wide = ui.form() == Form::wide;
  ui.fill(ui.screen(), 0, t.pine_soft);
  Rect page = participant_page(ui, 4);
  const std::string calm = ui.tr("Allt är klart. Du behöver inte göra något mer.");
  const float line = ui.measure(calm, type::kSupport, page.w, 2).h;
  ui.write(page.take_bottom(std::ceil(line), ui.mm(5)), calm, type::kSupport, t.ink,
           {.across = Align::center, .max_lines = 2});
  const Rect undo = page.take_bottom(ui.mm(20), ui.mm(3));
  const float disc = ui.mm(58), gap = ui.mm(wide ? 9 : 6);
  const Block words = measure_words(ui, model, wide ? page.w - disc - gap : page.w);
  const float height = words.greeting_height + ui.mm(3) + words.where_height;
  Rect middle = wide ? page.centered(disc + gap + words.width, disc) : page.centered(words.width, disc + gap + height);
  const Rect tick = wide ? middle.take_start(disc, gap) : middle.take_top(disc, gap).centered(disc, disc);
  draw_tick(ui, tick, model.seconds_left);
  draw_words(ui, middle, model, words);
  if (!model.can_undo) return;
  const ButtonStyle style{.pictogram = "undo", .role = type::kBody, .pictogram_mm = 12, .stroke = 2, .gap_mm = 2.5F};
  const Rect place = undo.centered(std::min(undo.w, ui.mm(100)), undo.h);
  if (button(ui, "undo", place, ui.tr("Fel? Ångra"), style)) ui.emit(UndoCheckIn{});
}

}  // namespace hk
