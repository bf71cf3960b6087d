#include <cmath>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/tuning.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

/// The first `share` of a line's length, from `line`, of x and y in turn.
std::vector<float> beginning_of(std::span<const float> line, float share) {
  const auto length = [&](std::size_t i) { return std::hypot(line[i + 2] - line[i], line[i + 3] - line[i + 1]); };
  float left = 0;
  for (std::size_t i = 0; i + 3 < line.size(); i += 2) left += length(i) * share;
  std::vector<float> part(line.begin(), line.begin() + 2);
  for (std::size_t i = 0; i + 3 < line.size() && left > 0; i += 2) {
    const float of_it = std::min(1.0F, left / length(i));
    part.push_back(line[i] + (line[i + 2] - line[i]) * of_it);
    part.push_back(line[i + 1] + (line[i + 3] - line[i + 1]) * of_it);
    left -= length(i);
  }
  return part;
}

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
    ui.stroke(beginning_of(points, ui.arrival("tick", tuning::kTickSeconds)), 3.6F * unit, t.on_pine);
  }
  if (quarters > 0) ui.arc(x, y, 20.2F * unit, 0, static_cast<float>(std::min(quarters, 4)) / 4, 1.4F * unit, t.pine);
}

std::string greeting(const Ui& ui, const DoneModel& model) {
  if (model.first_name.empty()) return model.already_here ? ui.tr("Du är redan här!") : ui.tr("Välkommen!");
  if (model.already_here) return ui.tr("Du är redan här, {name}!", {{"name", model.first_name}});
  return ui.tr("Välkommen, {name}!", {{"name", model.first_name}});
}

std::string where(const Ui& ui, const DoneModel& model) {
  if (model.place.empty()) return model.badge.name;
  return ui.tr("{activity}, {place}", {{"activity", model.badge.name}, {"place", model.place}});
}

/// The greeting, and under it what one has joined, and with how many.
struct Block {
  struct Line {
    std::string_view pictogram;
    ColorPair colors;
    std::string text;
    float width, height;
  };
  std::string greeting;
  float greeting_height = 0;
  std::vector<Line> lines;
  float width = 0, lines_width = 0, height = 0;
};

constexpr float kIconMm = 14, kLineGapMm = 3;

Block measure_words(Ui& ui, const DoneModel& model, float room) {
  const Theme& t = ui.theme();
  const float icon = ui.mm(kIconMm) + ui.mm(kLineGapMm);
  Block block;
  const auto add = [&](std::string_view pictogram, const ColorPair& colors, std::string text) {
    const Size size = ui.measure(text, type::kLeadRegular, room - icon, 3);
    block.lines.push_back(
        {pictogram, colors, std::move(text), std::min(room, icon + size.w + 2), std::max(ui.mm(kIconMm), size.h)});
    block.lines_width = std::max(block.lines_width, block.lines.back().width);
    block.height += ui.mm(kLineGapMm) + block.lines.back().height;
  };
  block.greeting = greeting(ui, model);
  const Size title = ui.measure(block.greeting, type::kTitle, room, 3);
  block.greeting_height = title.h;
  block.height = title.h;
  add(model.badge.pictogram, {t.hue(model.badge.hue).deep, t.surface}, where(ui, model));
  if (model.together > 1) {
    const auto count = static_cast<std::int64_t>(model.together);
    add("family", {t.pine, t.surface}, ui.words().tr_count("Ni är {count}", "Ni är {count}", count));
  }
  block.width = std::min(room, std::max(title.w + 2, block.lines_width));
  return block;
}

void draw_words(Ui& ui, Rect area, const Block& block) {
  const Theme& t = ui.theme();
  area = area.centered(area.w, block.height);
  const bool wide = ui.form() == Form::wide;
  const float gap = ui.mm(kLineGapMm);
  ui.write(area.take_top(block.greeting_height, gap), block.greeting, type::kTitle, t.ink,
           {.across = wide ? Align::start : Align::center, .max_lines = 3});
  if (!wide) area = area.centered(block.lines_width, area.h);
  for (const Block::Line& line : block.lines) {
    Rect row = area.take_top(line.height, gap);
    const Rect icon = row.take_start(ui.mm(kIconMm), gap);
    ui.pictogram(icon, line.pictogram, line.colors, icon.w);
    ui.write(row, line.text, type::kLeadRegular, t.ink, {.max_lines = 3});
  }
}

/// Beside each other where there is room for both.
void draw_buttons(Ui& ui, Rect& page, const DoneModel& model) {
  const bool both = model.can_add_family, beside = both && ui.form() == Form::wide;
  const float high = ui.mm(20), gap = ui.mm(4);
  Rect area = page.take_bottom(both && !beside ? 2 * high + gap : high, ui.mm(3));
  if (!model.can_undo) return;
  area = area.centered(std::min(area.w, ui.mm(beside ? 204 : 100)), area.h);
  const int columns = beside ? 2 : 1;
  ButtonStyle style{.pictogram = "undo", .role = type::kBody, .pictogram_mm = 12, .stroke = 2, .gap_mm = 2.5F};
  if (button(ui, "undo", area.cell(columns, 0, high, gap), ui.tr("Fel? Ångra"), style)) ui.emit(UndoCheckIn{});
  if (!both) return;
  style.pictogram = "family";
  style.stroke = 1.6F;
  style.is_hued = true;
  if (button(ui, "family", area.cell(columns, 1, high, gap), ui.tr("En till i familjen"), style))
    ui.emit(NextOfFamily{});
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
  draw_buttons(ui, page, model);
  const float gap = ui.mm(wide ? 9 : 6);
  float disc = ui.mm(58);
  const Block block = measure_words(ui, model, wide ? page.w - disc - gap : page.w);
  if (!wide) disc = std::clamp(page.h - gap - block.height, ui.mm(26), disc);
  Rect middle =
      wide ? page.centered(disc + gap + block.width, disc) : page.centered(block.width, disc + gap + block.height);
  const Rect tick = wide ? middle.take_start(disc, gap) : middle.take_top(disc, gap).centered(disc, disc);
  draw_tick(ui, tick, model.quarters_left);
  draw_words(ui, middle, block);
}

}  // namespace hk
