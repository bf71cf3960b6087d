#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

std::string family_of(const Ui& ui, const FamilyModel::Member& member) {
  if (member.family.empty()) return {};
  std::string names;
  for (const std::string& name : member.family) names += (names.empty() ? "" : ", ") + isolated(name);
  return ui.tr("med {names}", {{"names", names}});
}

void draw_people(Ui& ui, const FamilyModel& model, const Rect& area) {
  const Theme& t = ui.theme();
  if (model.people.empty()) {
    Rect row = area;
    ui.write(row.take_top(ui.text_mm(18)), ui.tr("Ingen är incheckad än."), type::kStaff, t.ink, {.max_lines = 2});
    return;
  }
  const int columns = ui.form() == Form::wide ? 3 : ui.form() == Form::tall ? 2 : 1;
  const float row = ui.text_mm(13), gap = ui.mm(2.4F);
  const int rows = (static_cast<int>(model.people.size()) + columns - 1) / columns;
  const Rect list = ui.begin_scroll("people", area, static_cast<float>(rows) * (row + gap) + ui.mm(1));
  for (std::size_t i = 0; i < model.people.size(); ++i) {
    const FamilyModel::Member& member = model.people[i];
    const std::string id = "person:" + std::to_string(i), key = to_text(member.participant);
    const Option choice{.id = id,
                        .key = key,
                        .pictogram = member.family.empty() ? "adult" : "family",
                        .title = member.name.empty() ? ui.tr("Utan namn") : isolated(member.name),
                        .second = family_of(ui, member),
                        .chosen = member.ticked};
    if (option(ui, list.cell(columns, static_cast<int>(i), row, gap), choice)) ui.emit(TickMember{member.participant});
  }
  ui.end_scroll();
}

void draw_answers(Ui& ui, Rect row, const FamilyModel& model) {
  const ButtonStyle join{.look = model.can_join ? Look::primary : Look::disabled, .pictogram = "family"};
  const ButtonStyle part{.look = model.can_part ? Look::normal : Look::disabled, .pictogram = "close"};
  const std::string together = ui.tr("De hör ihop"), apart = ui.tr("De hör inte ihop");
  const float both = button_width(ui, together, join) + ui.mm(3) + button_width(ui, apart, part);
  const bool halved = both > row.w;
  const Rect first = row.take_end(halved ? (row.w - ui.mm(3)) / 2 : button_width(ui, together, join), ui.mm(3));
  if (button(ui, "join", first, together, join) && model.can_join) ui.emit(JoinFamily{});
  const Rect second = halved ? row : row.take_end(button_width(ui, apart, part), ui.mm(3));
  if (button(ui, "part", second, apart, part) && model.can_part) ui.emit(PartFamily{});
}

}  // namespace

void draw(const FamilyModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = staff_page(ui, screen.sync);
  session_head(ui, page.take_top(ui.mm(11), ui.mm(3)), ui.tr("Familjer"), model.session);
  staff_notice(ui, screen, page);
  const std::string hint = ui.tr("Markera dem som hör ihop. Nästa gång kan en av dem checka in alla.");
  const float height = ui.measure(hint, type::kStaff, page.w, 3).h;
  ui.write(page.take_top(height, ui.mm(3)), hint, type::kStaff, ui.theme().ink2, {.max_lines = 3});
  draw_answers(ui, page.take_bottom(ui.mm(11), ui.mm(3)), model);
  draw_people(ui, model, page);
}

}  // namespace hk
