#include "kiosk/screens/participant_parts.h"

#include <array>
#include <cmath>

namespace hk {
namespace {

constexpr std::array<TypeRole, 4> kTileRoles{type::kLead, type::kBodyBold, type::kTagBold,
                                             TypeRole{3.6F, Weight::bold, 1.15F}};

/// "Är du kvar? 7" beside the unravelling band: the screen clears itself soon.
void draw_still_there(Ui& ui, const Rect& slot, int seconds) {
  const Theme& t = ui.theme();
  const Rect pill = slot.centered(slot.w, ui.mm(13));
  ui.fill(pill, pill.h / 2, t.ochre.soft);
  Rect content = pill.inset(ui.mm(3), 0);
  const Rect icon = content.take_start(ui.mm(8), ui.mm(2));
  ui.pictogram(icon, "clock", {t.ochre.deep, Color{0, 0, 0, 0}}, icon.w, 2);
  ui.write(content, ui.tr("Är du kvar? {seconds}", {{"seconds", std::to_string(seconds)}}), type::kSupport, t.ink);
}

}  // namespace

float band_left(std::optional<int> seconds_left) {
  return seconds_left ? static_cast<float>(std::clamp(*seconds_left, 0, 10)) / 10 : 1;
}

void head_end(Ui& ui, Rect& row, const ActivityBadge& badge, std::optional<int> seconds_left) {
  const float word = std::min(ui.measure(badge.name, type::kTag).w + 1, ui.mm(44));
  const Rect slot = row.take_end(seconds_left ? ui.mm(52) : ui.mm(18.5F) + word, ui.mm(4));
  if (seconds_left) {
    draw_still_there(ui, slot, *seconds_left);
  } else {
    activity_tag(ui, slot, badge);
  }
}

void question_head(Ui& ui, Rect& page, std::string_view question, const ActivityBadge& badge,
                   std::optional<int> seconds_left) {
  constexpr std::array<TypeRole, 2> kRoles{type::kLead, type::kTagBold};
  Rect row = page.take_top(ui.mm(15), ui.mm(4));
  back_button(ui, row.take_start(ui.mm(15), ui.mm(4)), 10, 1.6F);
  head_end(ui, row, badge, seconds_left);
  if (ui.form() != Form::wide) row = page.take_top(std::ceil(ui.measure(question, type::kLead, page.w, 2).h), ui.mm(3));
  ui.write_fitting(row, question, kRoles, ui.theme().ink, {.max_lines = 2});
}

bool choice_tile(Ui& ui, std::string_view id, const Rect& rect, const ChoiceTile& tile, std::string_view second) {
  const Theme& t = ui.theme();
  const Face f = face(ui, id, rect, Look::normal, 3, tile.code);
  Rect inside = f.rect.inset(ui.mm(1.5F), ui.mm(4));
  const float below = second.empty() ? 0 : ui.measure(second, type::kBody).h;
  if (below > 0) ui.write(inside.take_bottom(below), second, type::kBody, f.ink, {.across = Align::center});
  const float lines = 2 * ui.line_height(type::kLead);
  const Rect words = inside.take_bottom(lines, ui.mm(2));
  const float pictogram = std::clamp(std::min(inside.h, inside.w), ui.mm(15), ui.mm(44));
  ui.pictogram(inside, tile.pictogram, {t.pine, t.pine_soft}, std::round(pictogram), 1.6F);
  ui.write_fitting(words, tile.title, kTileRoles, f.ink, {.across = Align::center, .max_lines = 2});
  return f.tapped;
}

std::optional<std::size_t> choice_tiles(Ui& ui, const Rect& area, std::span<const ChoiceTile> tiles,
                                        std::span<const std::string> seconds) {
  const int count = static_cast<int>(tiles.size());
  const int columns = std::clamp(count, 1, ui.form() == Form::wide ? 4 : 2), rows = (count + columns - 1) / columns;
  const float gap = ui.mm(4), sole = ui.mm(0.7F);
  const float room = (area.h - sole - gap * static_cast<float>(rows - 1)) / static_cast<float>(std::max(rows, 1));
  const float height = std::max(ui.mm(40), std::floor(room));
  const Rect content = ui.begin_scroll("tiles", area, static_cast<float>(rows) * (height + gap) - gap + sole);
  std::optional<std::size_t> tapped;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Rect cell = content.cell(columns, static_cast<int>(i), height, gap);
    const std::string_view second = i < seconds.size() ? std::string_view(seconds[i]) : std::string_view();
    if (choice_tile(ui, "tile:" + std::to_string(i), cell, tiles[i], second)) tapped = i;
  }
  ui.end_scroll();
  return tapped;
}

void foot_line(Ui& ui, Rect row, std::string_view pictogram, std::string_view text) {
  const Theme& t = ui.theme();
  const Rect icon = row.take_start(ui.mm(10), ui.mm(3));
  ui.pictogram(icon, pictogram, {t.pine, t.pine_soft}, icon.w);
  constexpr std::array<TypeRole, 2> kRoles{type::kBody, type::kSupport};
  ui.write_fitting(row, text, kRoles, t.ink, {.max_lines = 2});
}

}  // namespace hk
