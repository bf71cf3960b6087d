#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

struct Figure {
  std::int64_t number;
  std::string label;
};

void draw_figures(Ui& ui, const Rect& rect, const std::vector<Figure>& figures) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    Rect cell = rect.cell(static_cast<int>(figures.size()), static_cast<int>(i), rect.h, 0);
    if (i > 0) ui.fill({cell.x, cell.y + ui.mm(4), ui.mm(0.35F), cell.h - ui.mm(8)}, 0, t.line);
    Rect words = cell.centered(cell.w - ui.mm(6), ui.mm(20));
    ui.write(words.take_top(ui.mm(13)), std::to_string(figures[i].number), type::kStaffCount, t.ink,
             {.across = Align::center});
    ui.write(words, figures[i].label, type::kStaff, t.ink, {.across = Align::center});
  }
}

}  // namespace

void draw(const CloseModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  const std::string title = ui.tr("Avsluta {activity}", {{"activity", model.session.badge.name}});
  session_head(ui, page.take_top(ui.mm(11), ui.mm(3)), title, model.session);
  staff_notice(ui, screen, page);
  Rect foot = page.take_bottom(ui.mm(14), ui.mm(4));
  foot = foot.moved(0, -ui.mm(1));

  std::vector<Figure> figures{{model.session.checked_in, ui.tr("incheckade")}};
  if (model.session.headcount > 0) figures.push_back({model.session.headcount, ui.tr("utan namn")});
  if (model.turned_away > 0) figures.push_back({model.turned_away, ui.tr("fick inte plats")});
  const float height = ui.mm(36);
  Rect middle = page.centered(page.w, height + ui.mm(12));
  draw_figures(ui, middle.take_top(height, ui.mm(4)), figures);
  ui.write(middle, ui.tr("Stämmer det? Gå annars tillbaka till listan först."), type::kStaff, t.ink,
           {.across = Align::center, .down = Align::start});

  const ButtonStyle style{.look = Look::primary, .pictogram = "tick"};
  const std::string label = ui.tr("Avsluta");
  if (button(ui, "close", foot.take_end(button_width(ui, label, style) + ui.mm(9), ui.mm(3)), label, style))
    ui.emit(CloseSession{});
  const Rect icon = foot.take_start(ui.mm(6), ui.mm(3));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  ui.write(foot, ui.tr("Efter det går det inte att checka in fler. Allt som är gjort finns kvar."), type::kStaff,
           t.ink);
}

}  // namespace hk
