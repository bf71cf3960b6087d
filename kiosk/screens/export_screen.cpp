#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kHeadMm = 10.4F, kRowMm = 15.4F;  // with the gap below
constexpr float kLine = 1.35F;

void draw_weeks(Ui& ui, Rect area, const ExportModel& model) {
  step_head(ui, area.take_top(ui.mm(8), ui.mm(2.4F)), "1", ui.tr("Period"));
  for (std::size_t i = 0; i < model.weeks.size(); ++i) {
    const ExportModel::Week& week = model.weeks[i];
    const std::string id = "week:" + std::to_string(i);
    const Option choice{.id = id,
                        .key = week.period,
                        .pictogram = "calendar",
                        .title = ui.tr("Vecka {number}", {{"number", std::to_string(week.number)}}),
                        .second = ui.words().days(week.from, week.to),
                        .chosen = i == model.chosen};
    if (option(ui, area.take_top(ui.mm(13), ui.mm(2.4F)), choice)) ui.emit(ChooseWeek{i});
  }
}

/// One touch saves: the tile itself is the last step.
void draw_save(Ui& ui, Rect area, const ExportModel& model) {
  const Theme& t = ui.theme();
  step_head(ui, area.take_top(ui.mm(8), ui.mm(2.4F)), "2", ui.tr("Spara"));
  const Face f =
      face(ui, "save", area.take_top(ui.mm(13), ui.mm(4)), model.writing ? Look::disabled : Look::primary, 2);
  Rect tile = f.rect.inset(ui.mm(3.85F), 0);
  const Rect icon = tile.take_start(ui.mm(6), ui.mm(2));
  ui.pictogram(icon, "folder", {f.ink, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  constexpr TypeRole kTitle{3.0F, Weight::regular, 1.15F}, kSecond{2.5F, Weight::regular, 1.15F};
  Rect lines = tile.centered(tile.w, ui.line_height(kTitle) + ui.line_height(kSecond));
  ui.write(lines.take_top(ui.line_height(kTitle)), model.writing ? ui.tr("Sparar …") : ui.tr("Spara som CSV"), kTitle,
           f.ink);
  ui.write(lines, ui.tr("öppnas i Excel"), kSecond, f.ink);
  if (f.tapped) ui.emit(ExportWeek{});
  const float line = ui.em(type::kSmall) * kLine;
  ui.write(area.take_top(line), ui.tr("Filen heter"), type::kSmall, t.ink2);
  ui.write(area.take_top(line, ui.mm(2)), model.file_name, type::kSmallBold, t.ink);
  ui.write(area.take_top(line), ui.tr("Mappen är"), type::kSmall, t.ink2);
  ui.write(area.take_top(line * 3), model.folder, type::kSmallBold, t.ink, {.down = Align::start, .max_lines = 3});
}

void draw_truth(Ui& ui, Rect& page, const ExportModel& model) {
  const std::string sent =
      model.unsent > 0
          ? ui.words().tr_count("{count} ändring härifrån är inte skickad än. Den finns med i filen.",
                                "{count} ändringar härifrån är inte skickade än. De finns med i filen.", model.unsent)
          : ui.tr("Filen räknar det som den här enheten har fått.");
  const std::string text = sent + " " + ui.tr("Filen innehåller inga namn.");
  const Rect bar = page.take_bottom(notice_height(ui, page.w, text), ui.mm(3)).moved(0, -ui.mm(1));
  notice_bar(ui, bar, model.unsent > 0 ? "waiting" : "info", text, ui.theme().ochre, type::kStaff, 6.5F);
}

}  // namespace

void draw(const ExportModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Exportera"), type::kStaffTitle, t.ink);
  staff_notice(ui, screen, page);
  draw_truth(ui, page, model);
  if (ui.form() == Form::wide) {
    draw_weeks(ui, page.cell(2, 0, page.h, ui.mm(5)), model);
    draw_save(ui, page.cell(2, 1, page.h, ui.mm(5)), model);
    return;
  }
  const float weeks = ui.text_mm(kHeadMm) + static_cast<float>(model.weeks.size()) * ui.text_mm(kRowMm) + ui.mm(4);
  const float save = ui.text_mm(kHeadMm) + ui.text_mm(kRowMm) + ui.mm(4) + 7 * ui.em(type::kSmall) * kLine;
  Rect list = ui.begin_scroll("steps", page, weeks + save);
  draw_weeks(ui, list.take_top(weeks), model);
  draw_save(ui, list, model);
  ui.end_scroll();
}

}  // namespace hk
