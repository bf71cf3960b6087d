#include "kiosk/screens/staff_parts.h"

#include <array>

namespace hk {

Rect session_head(Ui& ui, Rect row, std::string_view title, const SessionSummary& session) {
  const Theme& t = ui.theme();
  back_button(ui, row.take_start(ui.mm(11), ui.mm(3)), 6);
  activity_disc(ui, row.take_start(ui.mm(11), ui.mm(3)), session.badge, 8);
  const Form form = ui.form();
  // What follows at the end of the row grows with the text.
  const float growth = static_cast<float>(ui.appearance().text_percent) / 100;
  const float share = form == Form::phone ? 1 : (form == Form::tall ? 0.45F : 0.6F) / growth;
  Rect words = row.take_start(row.w * share);
  std::string where = ui.words().time_span(session);
  const std::string with_place = session.place.empty() ? where : where + " · " + isolated(session.place);
  if (ui.measure(with_place, type::kSmall).w <= words.w) where = with_place;
  const TypeRole tight{type::kStaffTitle.cap_mm, Weight::bold, 1.05F};
  ui.write_fitting(words.take_top(ui.mm(6.4F)), title, std::array{tight, type::kStaffBold, type::kSmallBold}, t.ink);
  ui.write(words, where, type::kSmall, t.ink2);
  return row;
}

bool option(Ui& ui, const Rect& rect, const Option& option) {
  const Face f = face(ui, option.id, rect, option.chosen ? Look::selected : Look::normal, 2, option.key);
  Rect content = f.rect.inset(ui.mm(3.85F), 0);
  const Color none{0, 0, 0, 0};
  if (!option.pictogram.empty()) {
    const Rect icon = content.take_start(ui.mm(6), ui.mm(2));
    ui.pictogram(icon, option.pictogram, {f.ink, none}, icon.w, 1.8F);
  }
  if (option.chosen) {
    const Rect tick = content.take_end(ui.mm(6), ui.mm(1));
    ui.pictogram(tick, "tick", {f.ink, none}, tick.w, 2.6F);
  }
  constexpr TypeRole kTitle{3.0F, Weight::regular, 1.15F}, kSecond{2.5F, Weight::regular, 1.15F};
  if (option.second.empty()) {
    ui.write(content, option.title, kTitle, f.ink, {.max_lines = 2});
  } else {
    const float first = ui.line_height(kTitle);
    Rect lines = content.centered(content.w, first + ui.line_height(kSecond));
    ui.write(lines.take_top(first), option.title, kTitle, f.ink);
    ui.write(lines, option.second, kSecond, f.ink2);
  }
  return f.tapped;
}

void row_pictogram(Ui& ui, Rect& content, std::string_view name, const ColorPair& colors) {
  const Rect icon = content.take_start(ui.mm(8), ui.mm(3));
  ui.pictogram(icon, name, colors, icon.w, 1.8F);
}

bool switch_row(Ui& ui, const Rect& row, const SwitchRow& words, bool on) {
  const Theme& t = ui.theme();
  constexpr std::array<TypeRole, 2> kWords{TypeRole{3.0F, Weight::regular, 1.15F},
                                           TypeRole{2.5F, Weight::regular, 1.15F}};
  const Touch touch = ui.touch(words.id, row);
  if (touch.focused) ui.outline(row.inset(-ui.mm(1.5F)), ui.mm(4.5F), t.ink, ui.mm(0.8F));
  Rect content = row.inset(ui.mm(4), 0);
  draw_switch(ui, content.take_end(ui.mm(15), ui.mm(3)), on);
  row_pictogram(ui, content, words.pictogram, words.colors);
  ui.write_fitting(content, words.text, kWords, t.ink, {.max_lines = 2});
  return touch.tapped;
}

void step_head(Ui& ui, Rect row, std::string_view number, std::string_view name) {
  const Theme& t = ui.theme();
  const Rect disc = row.take_start(ui.mm(8), ui.mm(2.5F));
  ui.disc(disc.center_x(), disc.center_y(), ui.mm(8) / 2, t.ink);
  ui.write(disc, number, type::kStaffBold, t.paper, {.across = Align::center});
  ui.write(row, name, type::kStaffBold, t.ink);
}

}  // namespace hk
