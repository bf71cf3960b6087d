#include "kiosk/screens/participant_parts.h"

#include <array>
#include <cmath>

namespace hk {
namespace {

constexpr std::array<TypeRole, 4> kTileRoles{type::kLead, type::kBodyBold, type::kTagBold,
                                             TypeRole{3.6F, Weight::bold, 1.15F}};

constexpr TypeRole kCount{3.6F, Weight::regular, 1.15F}, kMore{3.6F, Weight::bold, 1.15F};

std::string still_there(const Ui& ui, int seconds) {
  return ui.tr("Är du kvar? {seconds}", {{"seconds", std::to_string(seconds)}});
}

/// "Är du kvar? 7" beside the unravelling band: the screen clears itself soon, but for any touch, as of this.
void draw_still_there(Ui& ui, const Rect& slot, int seconds) {
  const Theme& t = ui.theme();
  const Face f = face(ui, "more_time", slot, Look::normal, 2);
  Rect content = f.rect.inset(ui.mm(3), ui.mm(1));
  const Rect icon = content.take_start(ui.mm(9), ui.mm(2));
  ui.pictogram(icon, "clock", {t.ochre.deep, t.ochre.soft}, icon.w, 2);
  ui.write(content.take_top(content.h / 2), still_there(ui, seconds), kCount, f.ink);
  ui.write(content, ui.tr("Mer tid"), kMore, f.ink);
  if (f.tapped) ui.emit(AnyTouch{});
}

/// A large pictogram over a word and a second line; answers over its whole face.
bool choice_tile(Ui& ui, std::string_view id, const Rect& rect, const ChoiceTile& tile, const TileState& state) {
  const Theme& t = ui.theme();
  const bool ticked = state.ticked.value_or(false);
  const Look look = state.fixed ? Look::disabled : ticked ? Look::selected : Look::normal;
  const Face f = face(ui, id, rect, look, 3, tile.code);
  Rect inside = f.rect.inset(ui.mm(1.5F), ui.mm(4));
  const float below = state.second.empty() ? 0 : ui.measure(state.second, type::kBody).h;
  if (below > 0) ui.write(inside.take_bottom(below), state.second, type::kBody, f.ink, {.across = Align::center});
  const Rect words = inside.take_bottom(2 * ui.line_height(type::kLead), ui.mm(2));
  if (state.ticked) {
    const float box = ui.mm(10), margin = ui.mm(3);
    tick_box(ui, {f.rect.right() - box - margin, f.rect.y + margin, box, box}, ticked, 1.8F, 2.4F);
  }
  const float pictogram = std::clamp(std::min(inside.h, inside.w), ui.mm(15), ui.mm(44));
  const Color soft = ticked || state.fixed ? t.surface : t.pine_soft;
  ui.pictogram(inside, tile.pictogram, {t.pine, soft}, std::round(pictogram), 1.6F);
  ui.write_fitting(words, tile.title, kTileRoles, f.ink, {.across = Align::center, .max_lines = 2});
  return f.tapped;
}

}  // namespace

float band_left(std::optional<int> seconds_left) {
  return seconds_left ? static_cast<float>(std::clamp(*seconds_left, 0, 10)) / 10 : 1;
}

void head_end(Ui& ui, Rect& row, const ActivityBadge& badge, std::optional<int> seconds_left) {
  const float word = std::min(ui.measure(badge.name, type::kTag).w + 1, ui.mm(44));
  // As wide for all ten seconds.
  const float still = ui.mm(18) + ui.measure(still_there(ui, 10), kCount).w;
  const Rect slot = row.take_end(seconds_left ? std::max(ui.mm(52), still) : ui.mm(18.5F) + word, ui.mm(4));
  if (seconds_left) {
    draw_still_there(ui, slot, *seconds_left);
  } else {
    activity_tag(ui, slot, badge);
  }
}

void question_head(Ui& ui, Rect& page, std::string_view question, const ActivityBadge& badge,
                   std::optional<int> seconds_left) {
  constexpr std::array<TypeRole, 3> kRoles{type::kLead, type::kTagBold, TypeRole{3.6F, Weight::bold, 1.15F}};
  Rect row = page.take_top(ui.mm(15), ui.mm(4));
  back_button(ui, row.take_start(ui.mm(15), ui.mm(4)), 10, 1.6F);
  head_end(ui, row, badge, seconds_left);
  if (ui.form() != Form::wide) row = page.take_top(std::ceil(ui.measure(question, type::kLead, page.w, 2).h), ui.mm(3));
  ui.write_fitting(row, question, kRoles, ui.theme().ink, {.max_lines = 2});
}

std::optional<std::size_t> choice_tiles(Ui& ui, const Rect& area, std::span<const ChoiceTile> tiles,
                                        std::span<const TileState> states) {
  const int count = static_cast<int>(tiles.size());
  const int columns = std::clamp(count, 1, ui.form() == Form::wide ? 4 : 2), rows = (count + columns - 1) / columns;
  const float gap = ui.mm(4), sole = ui.mm(0.7F);
  const float room = (area.h - sole - gap * static_cast<float>(rows - 1)) / static_cast<float>(std::max(rows, 1));
  const float height = std::max(ui.mm(38), std::floor(room));
  const Rect content = ui.begin_scroll("tiles", area, static_cast<float>(rows) * (height + gap) - gap + sole);
  std::optional<std::size_t> tapped;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Rect cell = content.cell(columns, static_cast<int>(i), height, gap);
    const TileState state = i < states.size() ? states[i] : TileState{};
    if (choice_tile(ui, "tile:" + std::to_string(i), cell, tiles[i], state)) tapped = i;
  }
  ui.end_scroll();
  return tapped;
}

std::optional<std::string> participant_notice(const Ui& ui, const Screen& screen) {
  if (!screen.notice) return std::nullopt;
  switch (screen.notice->kind) {
    case Notice::Kind::disk_full:
    case Notice::Kind::read_only:
    case Notice::Kind::busy:
    case Notice::Kind::not_saved:
      return ui.tr("Det gick inte att spara nu. Säg till personalen.");
    case Notice::Kind::names_locked:
      return ui.tr("Incheckningen är inte öppen än. Säg till personalen.");
    // These are for the staff, on whose screens they are shown.
    case Notice::Kind::wrong_passphrase:
    case Notice::Kind::wrong_pin:
    case Notice::Kind::not_coordinator:
    case Notice::Kind::pins_differ:
    case Notice::Kind::passphrases_differ:
    case Notice::Kind::passphrase_taken:
    case Notice::Kind::passphrase_set:
    case Notice::Kind::root_stays:
    case Notice::Kind::sheet_saved:
    case Notice::Kind::pin_refused:
    case Notice::Kind::name_taken:
    case Notice::Kind::not_corrected:
    case Notice::Kind::report_saved:
    case Notice::Kind::people_erased:
    case Notice::Kind::people_merged:
    case Notice::Kind::people_apart:
    case Notice::Kind::sessions_linked:
    case Notice::Kind::sessions_apart:
    case Notice::Kind::key_rotated:
    case Notice::Kind::device_approved:
    case Notice::Kind::server_away:
    case Notice::Kind::no_server:
    case Notice::Kind::server_refused:
    case Notice::Kind::codes_unused:
    case Notice::Kind::not_waiting:
    case Notice::Kind::no_words:
    case Notice::Kind::exported:
    case Notice::Kind::export_failed:
    case Notice::Kind::session_closed:
    case Notice::Kind::personnummer:
    case Notice::Kind::not_counted:
      break;
  }
  return std::nullopt;
}

void privacy_button(Ui& ui, Rect& row) {
  const ButtonStyle style{.pictogram = "info", .role = type::kSupport, .pictogram_mm = 9, .stroke = 1.6F};
  std::string label = ui.tr("Så använder vi uppgifter");
  const float width = button_width(ui, label, style);
  // What stands beside it says more: that keeps the greater part of the row.
  const bool bare = ui.form() == Form::phone || width > row.w / 2;
  if (bare) label.clear();
  const Rect place = row.take_end(bare ? ui.mm(15) : width, ui.mm(4));
  if (button(ui, "privacy", place, label, style)) ui.emit(ShowPrivacy{});
}

void foot_line(Ui& ui, Rect row, std::string_view pictogram, std::string_view text) {
  const Theme& t = ui.theme();
  const Rect icon = row.take_start(ui.mm(10), ui.mm(3));
  ui.pictogram(icon, pictogram, {t.pine, t.pine_soft}, icon.w);
  constexpr std::array<TypeRole, 2> kRoles{type::kBody, type::kSupport};
  ui.write_fitting(row, text, kRoles, t.ink, {.max_lines = 2});
}

}  // namespace hk
