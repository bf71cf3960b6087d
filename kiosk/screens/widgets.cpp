#include "kiosk/screens/widgets.h"

#include <array>
#include <cmath>

namespace hk {
namespace {

constexpr float kSoleMm = 0.7F;
constexpr float kStrongMm = 0.8F;  // the border of what is selected or takes the keys

struct LookColors {
  Color face, border, sole, ink, ink2;
  float border_mm;
};

LookColors colors_of(const Theme& t, Look look, bool held) {
  const float hair = t.border_mm;
  const auto resting = [&](Color face, Color border, float border_mm) {
    if (held) return LookColors{t.pressed, border, t.edge, t.on_pressed, t.on_pressed, border_mm};
    return LookColors{face, border, t.edge, t.ink, t.ink2, border_mm};
  };
  switch (look) {
    case Look::primary: {
      const Color fill = held ? t.pine_press : t.pine;
      return {fill, fill, t.pine_sole, t.on_pine, t.on_pine, hair};
    }
    case Look::selected:
      if (held) return resting(t.pressed, t.pine, kStrongMm);
      return {t.selected, t.pine, t.edge, t.on_selected, t.soft_layers ? t.ink2 : t.on_selected, kStrongMm};
    case Look::key:
      return resting(t.surface, t.soles ? t.edge : t.control, hair);
    case Look::function_key:
      return resting(t.function_key, t.soles ? t.edge : t.control, t.function_border_mm);
    case Look::disabled:
      return {t.sunk, t.dashes_disabled ? t.sunk : t.line, {}, t.on_disabled, t.on_disabled, hair};
    case Look::normal:
      break;
  }
  return resting(t.surface, t.control, hair);
}

}  // namespace

Face draw_face(Ui& ui, const Rect& rect, Look look, float radius_mm, const Touch& touch) {
  const Theme& t = ui.theme();
  const LookColors colors = colors_of(t, look, touch.held);
  const float radius = ui.mm(radius_mm), sole = ui.mm(kSoleMm), border = ui.border(colors.border_mm);
  Rect at = rect;
  if (look != Look::disabled && t.soles) {
    if (touch.held) {
      at = rect.moved(0, sole);
    } else {
      ui.fill(rect.moved(0, sole), radius, colors.sole);
    }
  }
  if (colors.face == colors.border) {
    ui.fill(at, radius, colors.face);
  } else {
    ui.panel(at, radius, colors.face, colors.border, border);
  }
  if (look == Look::disabled && t.dashes_disabled) ui.dashes(at, t.control, border);
  if (touch.focused) {
    const float out = ui.mm(0.7F) + ui.mm(kStrongMm);
    ui.outline(at.inset(-out), radius + out, t.ink, ui.mm(kStrongMm));
  }
  const bool turned = !t.soft_layers && !(colors.face == t.surface);  // white, and yellow is not seen on it
  const ColorPair accent = turned ? ColorPair{colors.ink, colors.face} : ColorPair{t.pine, t.pine_soft};
  return {at, colors.ink, colors.ink2, accent, touch.tapped};
}

Face face(Ui& ui, std::string_view id, const Rect& rect, Look look, float radius_mm, std::string_view key) {
  const Touch touch = look == Look::disabled ? Touch{} : ui.touch(id, rect, key);
  return draw_face(ui, rect, look, radius_mm, touch);
}

namespace {

ColorPair pictogram_colors(const ButtonStyle& style, const Face& face) {
  return style.is_hued && style.look == Look::normal ? face.accent : ColorPair{face.ink, Color{0, 0, 0, 0}};
}

}  // namespace

bool button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, const ButtonStyle& style) {
  const Face f = face(ui, id, rect, style.look, 2);
  TypeRole role = style.role;
  if (style.look == Look::primary) role.weight = Weight::bold;
  const float icon = style.pictogram.empty() ? 0 : ui.mm(style.pictogram_mm);
  const float gap = style.pictogram.empty() || label.empty() ? 0 : ui.mm(style.gap_mm);
  const float room = f.rect.w - icon - gap - 2 * ui.mm(1.5F);
  const std::array<TypeRole, 2> roles{role, TypeRole{role.cap_mm * 0.84F, role.weight, 1.1F}};
  const TextSpan words{label, role.weight};
  role = ui.fitting({f.rect.x, f.rect.y, room, f.rect.h}, std::span(&words, 1), roles, 2);
  const float width = label.empty() ? 0 : ui.measure(label, role, room, 2).w;
  Rect content = f.rect.centered(icon + gap + width, f.rect.h);
  if (icon > 0)
    ui.pictogram(content.take_start(icon, gap), style.pictogram, pictogram_colors(style, f), icon, style.stroke);
  if (!label.empty()) ui.write(content, label, role, f.ink, {.max_lines = 2});
  return f.tapped;
}

float button_width(Ui& ui, std::string_view label, const ButtonStyle& style) {
  TypeRole role = style.role;
  if (style.look == Look::primary) role.weight = Weight::bold;
  const float icon = style.pictogram.empty() ? 0 : ui.mm(style.pictogram_mm) + ui.mm(style.gap_mm);
  return icon + ui.measure(label, role).w + 2 * ui.mm(3.85F);
}

void back_button(Ui& ui, const Rect& rect, float pictogram_mm, float stroke) {
  const Face f = face(ui, "back", rect, Look::normal, 2);
  ui.pictogram(f.rect, "back", {f.ink, Color{0, 0, 0, 0}}, ui.mm(pictogram_mm), stroke);
  if (f.tapped) ui.emit(GoBack{});
}

Rect band(Ui& ui, float height_mm, float left) {
  Rect page = ui.screen();
  const Rect strip = page.take_top(ui.mm(height_mm));
  const Theme& t = ui.theme();
  const float unit = strip.h / 4;  // the drawing is 4 high and 8 long, give or take what fills the width
  const float repeats = std::max(1.0F, std::round(strip.w / (2 * height_mm * ui.px_per_mm())));
  const float step = strip.w / repeats, y = strip.center_y();
  ui.fill(strip, 0, t.band_ground);
  for (float x = step / 2; x < strip.w; x += step) {
    ui.diamond(x, y, 5.2F * unit, 3 * unit, t.band_diamond);
    ui.diamond(x, y, 2.4F * unit, 1.3F * unit, t.band_core);
    ui.diamond(x - step / 2, y, 1.8F * unit, 1.4F * unit, t.band_spark);
  }
  ui.diamond(strip.right(), y, 1.8F * unit, 1.4F * unit, t.band_spark);
  if (left < 1) ui.fill({strip.x + strip.w * left, strip.y, strip.w * (1 - left), strip.h}, 0, t.band_gone);
  return page;
}

void mark(Ui& ui, const Rect& rect, Color ground) {
  const Theme& t = ui.theme();
  ui.fill(rect, rect.w * 0.2F, ground);
  ui.diamond(rect.center_x(), rect.center_y(), rect.w * 0.7F, rect.h * 0.7F, t.band_diamond);
  ui.diamond(rect.center_x(), rect.center_y(), rect.w / 3, rect.h / 3, t.band_spark);
}

void activity_disc(Ui& ui, const Rect& rect, const ActivityBadge& badge, float pictogram_mm) {
  const ColorPair hue = ui.theme().hue(badge.hue);
  ui.fill(rect, ui.mm(2), hue.soft);
  ui.pictogram(rect, badge.pictogram, {hue.deep, ui.theme().surface}, ui.mm(pictogram_mm));
}

void activity_tag(Ui& ui, const Rect& rect, const ActivityBadge& badge) {
  const ColorPair hue = ui.theme().hue(badge.hue);
  ui.fill(rect, ui.mm(2), hue.soft);
  Rect content = rect;
  content.take_start(ui.mm(2));
  content.take_end(ui.mm(4) - 2);
  const Rect icon = content.take_start(ui.mm(11), ui.mm(1.5F));
  ui.pictogram(icon, badge.pictogram, {hue.deep, ui.theme().surface}, ui.mm(11));
  constexpr std::array<TypeRole, 3> kRoles{type::kTag, TypeRole{3.2F, Weight::regular, 1.1F}, type::kSmall};
  ui.write_fitting(content, badge.name, kRoles, ui.theme().ink, {.max_lines = 2});
}

void tick_box(Ui& ui, const Rect& rect, bool on, float radius_mm, float stroke) {
  const Theme& t = ui.theme();
  if (!on) return ui.panel(rect, ui.mm(radius_mm), t.surface, t.control, ui.border(0.6F));
  ui.fill(rect, ui.mm(radius_mm), t.pine);
  ui.pictogram(rect, "tick", {t.on_pine, Color{0, 0, 0, 0}}, rect.w * 0.8F, stroke);
}

void draw_switch(Ui& ui, const Rect& slot, bool on) {
  const Theme& t = ui.theme();
  const Rect rail = slot.centered(ui.mm(15), ui.mm(8.5F));
  ui.panel(rail, rail.h / 2, on ? t.pine : t.surface, on ? t.pine : t.control, ui.border(0.5F));
  const float out = rail.h / 2;
  ui.disc(on ? rail.right() - out : rail.x + out, rail.center_y(), ui.mm(6.1F) / 2, on ? t.on_pine : t.control);
}

void panel(Ui& ui, const Rect& rect) {
  ui.panel(rect, ui.mm(3), ui.theme().surface, ui.theme().line, ui.border(ui.theme().border_mm));
}

}  // namespace hk
