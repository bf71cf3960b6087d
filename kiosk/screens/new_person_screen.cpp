#include <array>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kPersonMm = 11.5F, kGapMm = 2.4F, kCategoryMm = 14;

/// Of a line of words; on a phone of two.
float prompt_height(const Ui& ui) { return ui.mm(ui.form() == Form::phone ? 10.5F : 6); }

int columns_of_people(const Ui& ui) { return ui.form() == Form::wide ? 4 : ui.form() == Form::tall ? 3 : 2; }

int columns_of_categories(const Ui& ui, const NewPersonModel& model) {
  return std::min(ui.form() == Form::wide ? 4 : 2, std::max(1, static_cast<int>(model.categories.size())));
}
int rows_of_categories(const Ui& ui, const NewPersonModel& model) {
  const int columns = columns_of_categories(ui, model);
  return (static_cast<int>(model.categories.size()) + columns - 1) / columns;
}

/// Those who have that name already: one touch, and nobody is registered twice.
void draw_same(Ui& ui, Rect area, const NewPersonModel& model) {
  const Theme& t = ui.theme();
  Rect head = area.take_top(prompt_height(ui));
  const Rect icon = head.take_start(ui.mm(6), ui.mm(2));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  constexpr std::array<TypeRole, 2> kRoles{type::kStaffBold, type::kSmallBold};
  ui.write_fitting(head, ui.tr("Finns redan. Tryck på namnet om det är samma person."), kRoles, t.ink,
                   {.max_lines = 2});
  const int columns = columns_of_people(ui);
  const float row = ui.mm(kPersonMm), gap = ui.mm(2);
  const int rows = (static_cast<int>(model.same.size()) + columns - 1) / columns;
  const Rect list = ui.begin_scroll("same", area, static_cast<float>(rows) * (row + gap) - gap + ui.mm(0.7F));
  for (std::size_t i = 0; i < model.same.size(); ++i) {
    const RosterRow& person = model.same[i];
    const Rect cell = list.cell(columns, static_cast<int>(i), row, gap);
    const Face f = face(ui, "same:" + std::to_string(i), cell, person.here ? Look::selected : Look::normal, 2,
                        to_text(person.participant));
    Rect content = f.rect.inset(ui.mm(2.55F), 0);
    const Rect box = content.take_start(ui.mm(6.5F), ui.mm(2));
    tick_box(ui, box.centered(box.w, box.w), person.here, 1.2F, 2.8F);
    ui.write(content, isolated(person.name), type::kStaff, f.ink);
    if (f.tapped) ui.emit(TickPerson{person.participant});
  }
  ui.end_scroll();
}

/// The last touch: the category adds and ticks.
void draw_categories(Ui& ui, Rect area, const NewPersonModel& model) {
  const Theme& t = ui.theme();
  const std::string prompt =
      model.same.empty() ? ui.tr("Lägg till och checka in som:") : ui.tr("Någon annan med samma namn? Lägg till som:");
  ui.write(area.take_top(prompt_height(ui)), prompt, type::kStaff, t.ink, {.max_lines = 2});
  const int columns = columns_of_categories(ui, model), rows = rows_of_categories(ui, model);
  const float row = ui.mm(kCategoryMm), gap = ui.mm(kGapMm);
  const Rect list = ui.begin_scroll("categories", area, static_cast<float>(rows) * (row + gap) - gap + ui.mm(1));
  for (std::size_t i = 0; i < model.categories.size(); ++i) {
    const ChoiceTile& category = model.categories[i];
    const Face f = face(ui, "category:" + std::to_string(i), list.cell(columns, static_cast<int>(i), row, gap),
                        model.can_add ? Look::normal : Look::disabled, 2, category.code);
    const bool phone = ui.form() == Form::phone;
    Rect content = f.rect.inset(ui.mm(phone ? 1.5F : 3), ui.mm(1));
    if (!phone) {
      const Rect icon = content.take_start(ui.mm(9), ui.mm(2));
      ui.pictogram(icon, category.pictogram, {model.can_add ? t.pine : f.ink, t.pine_soft}, icon.w, 1.8F);
    }
    constexpr std::array<TypeRole, 3> kRoles{type::kStaffBold, type::kSmallBold, type::kSmall};
    ui.write_fitting(content, category.title, kRoles, f.ink, {.max_lines = 2});
    if (f.tapped) ui.emit(ChooseCategory{category.code});
  }
  ui.end_scroll();
}

float categories_height(const Ui& ui, const NewPersonModel& model) {
  const int rows = std::min(rows_of_categories(ui, model), 3);
  return prompt_height(ui) + static_cast<float>(rows) * ui.mm(kCategoryMm + kGapMm);
}

}  // namespace

void draw(const NewPersonModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = typing_page(ui);
  session_head(ui, page.take_top(ui.mm(11), ui.mm(3)), ui.tr("Ny deltagare"), model.session);
  staff_notice(ui, screen, page);
  text_field(ui, page.take_top(ui.mm(11), ui.mm(2)), model.typed,
             {.pictogram = "edit", .role = type::kStaff, .pictogram_mm = 6, .caret_mm = 5});
  draw_categories(ui, page.take_bottom(std::min(page.h, categories_height(ui, model)), ui.mm(1)), model);
  if (!model.same.empty()) draw_same(ui, page, model);
  keyboard(ui, model.typed, KeyboardKind::participant);
}

}  // namespace hk
