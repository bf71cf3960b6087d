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

constexpr float kTilePaddingMm = 2.5F, kTileEdgeMm = 2, kTileGapMm = 2.5F, kTileBoxMm = 10;
constexpr float kTilePictogramMm = 15, kTilePictogramMaxMm = 44;
// Where few stand on a standing page, they would else be columns.
constexpr float kTileHeightMm = 38, kStandingTileMaxMm = 96;

/// How all the tiles of a page are set: the words of one are as large as those of another, and stand as high.
struct TileLook {
  TypeRole title = kTileRoles.back();
  float title_height = 0, second_height = 0;

  [[nodiscard]] float words_height(Ui& ui) const { return ui.mm(kTileGapMm) + title_height + second_height; }
};

/// The largest letters in which every title is whole in a tile of `width`.
TileLook tile_look(Ui& ui, float width, std::span<const ChoiceTile> tiles, std::span<const TileState> states) {
  TileLook look;
  const float room = width - 2 * ui.mm(kTilePaddingMm);
  const auto all_fit = [&](const TypeRole& role) {
    return std::all_of(tiles.begin(), tiles.end(), [&](const ChoiceTile& tile) {
      const TextSpan title{tile.title, role.weight};
      return ui.fits({0, 0, room, 2 * ui.line_height(role)}, std::span(&title, 1), role, 2);
    });
  };
  const auto* const found = std::find_if(kTileRoles.begin(), kTileRoles.end(), all_fit);
  if (found != kTileRoles.end()) look.title = *found;
  for (const ChoiceTile& tile : tiles)
    look.title_height = std::max(look.title_height, ui.measure(tile.title, look.title, room, 2).h);
  for (const TileState& state : states)
    if (!state.second.empty()) look.second_height = ui.line_height(type::kBody);
  return look;
}

/// A large pictogram over a word and a second line; answers over its whole face.
bool choice_tile(Ui& ui, std::string_view id, const Rect& rect, const ChoiceTile& tile, const TileState& state,
                 const TileLook& style) {
  const Theme& t = ui.theme();
  const bool ticked = state.ticked.value_or(false);
  const Look look = state.fixed ? Look::disabled : ticked ? Look::selected : Look::normal;
  const Face f = face(ui, id, rect, look, 3, tile.code);
  const float words = style.words_height(ui), edge = ui.mm(kTileEdgeMm);
  const Rect inside = f.rect.inset(ui.mm(kTilePaddingMm), edge);
  const float size =
      std::round(std::clamp(std::min(inside.h - words, inside.w), ui.mm(kTilePictogramMm), ui.mm(kTilePictogramMaxMm)));
  Rect block = inside.centered(inside.w, size + words);
  Rect place = block.take_top(size, ui.mm(kTileGapMm)).centered(size, size);
  if (state.ticked) {
    const float box = ui.mm(kTileBoxMm), left = f.rect.right() - box - edge;
    tick_box(ui, {left, f.rect.y + edge, box, box}, ticked, 1.8F, 2.4F);
    // On a small tile the box stands beside it, on a large one above its shoulder.
    if (size < 2 * box) place.x = std::min(place.x, left - ui.mm(1) - size);
  }
  ui.pictogram(place, tile.pictogram, {f.accent.deep, ticked || state.fixed ? t.surface : f.accent.soft}, size, 1.6F);
  ui.write(block.take_top(style.title_height), tile.title, style.title, f.ink,
           {.across = Align::center, .max_lines = 2});
  if (!state.second.empty()) ui.write(block, state.second, type::kBody, f.ink, {.across = Align::center});
  return f.tapped;
}

}  // namespace

float band_left(std::optional<int> seconds_left) {
  return seconds_left ? static_cast<float>(std::clamp(*seconds_left, 0, 10)) / 10 : 1;
}

namespace {

/// As wide for all ten seconds.
float still_there_width(Ui& ui) { return std::max(ui.mm(52), ui.mm(18) + ui.measure(still_there(ui, 10), kCount).w); }

float tag_width(Ui& ui, const ActivityBadge& badge) {
  return ui.mm(18.5F) + std::min(ui.measure(badge.name, type::kTag).w + 1, ui.mm(44));
}

}  // namespace

void head_end(Ui& ui, Rect& row, const ActivityBadge& badge, std::optional<int> seconds_left) {
  const Rect slot = row.take_end(seconds_left ? still_there_width(ui) : tag_width(ui, badge), ui.mm(4));
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
  // What stands below must not move when the countdown takes the tag's place.
  const float beside = row.w - std::max(still_there_width(ui), tag_width(ui, badge)) - ui.mm(4);
  head_end(ui, row, badge, seconds_left);
  if (ui.form() != Form::wide && ui.measure(question, type::kLead).w > beside)
    row = page.take_top(std::ceil(ui.measure(question, type::kLead, page.w, 2).h), ui.mm(3));
  ui.write_fitting(row, question, kRoles, ui.theme().ink, {.max_lines = 2});
}

std::optional<std::size_t> choice_tiles(Ui& ui, const Rect& area, std::span<const ChoiceTile> tiles,
                                        std::span<const TileState> states) {
  const int count = static_cast<int>(tiles.size());
  const int columns = std::clamp(count, 1, ui.form() == Form::wide ? 4 : 2), rows = (count + columns - 1) / columns;
  const float gap = ui.mm(4), sole = ui.mm(0.7F);
  const TileLook look = tile_look(ui, area.cell(columns, 0, 0, gap).w, tiles, states);
  const float least = look.words_height(ui) + ui.mm(kTilePictogramMm) + 2 * ui.mm(kTileEdgeMm);
  const float room = (area.h - sole - gap * static_cast<float>(rows - 1)) / static_cast<float>(std::max(rows, 1));
  const float most = ui.form() == Form::wide ? area.h : ui.mm(kStandingTileMaxMm);
  const float shared = std::floor(std::min(room, most));
  const float height = shared >= least ? shared : std::max(ui.mm(kTileHeightMm), std::ceil(least));
  const Rect content = ui.begin_scroll("tiles", area, static_cast<float>(rows) * (height + gap) - gap + sole);
  std::optional<std::size_t> tapped;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Rect cell = content.cell(columns, static_cast<int>(i), height, gap);
    const TileState state = i < states.size() ? states[i] : TileState{};
    if (choice_tile(ui, "tile:" + std::to_string(i), cell, tiles[i], state, look)) tapped = i;
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
    case Notice::Kind::drive_gone:
    case Notice::Kind::drive_full:
    case Notice::Kind::drive_read_only:
    case Notice::Kind::weekly_exported:
    case Notice::Kind::weekly_failed:
    case Notice::Kind::names_needed:
    case Notice::Kind::personnummer:
    case Notice::Kind::not_counted:
      break;
  }
  return std::nullopt;
}

float participant_notice_height(const Ui& ui) { return ui.mm(ui.form() == Form::tall ? 20 : 16); }

void privacy_button(Ui& ui, Rect& row, WordsBeside words) {
  const ButtonStyle style{.pictogram = "info", .role = type::kSupport, .pictogram_mm = 9, .stroke = 1.6F};
  std::string label = ui.tr("Så använder vi uppgifter");
  const float width = button_width(ui, label, style);
  // What stands beside it says more: that keeps the greater part of the row.
  const bool bare = words == WordsBeside::no || ui.form() != Form::wide || width > row.w / 2;
  if (bare) label.clear();
  const Rect place = row.take_end(bare ? ui.mm(15) : width, ui.mm(4));
  if (button(ui, "privacy", place, label, style)) ui.emit(ShowPrivacy{});
}

void foot_line(Ui& ui, Rect row, std::string_view pictogram, std::string_view text) {
  const Theme& t = ui.theme();
  const Rect icon = row.take_start(ui.mm(10), ui.mm(3));
  ui.pictogram(icon, pictogram, {t.pine, t.pine_soft}, icon.w);
  constexpr std::array<TypeRole, 3> kRoles{type::kBody, type::kTag, type::kSupport};
  ui.write_fitting(row, text, kRoles, t.ink, {.max_lines = 2});
}

}  // namespace hk
