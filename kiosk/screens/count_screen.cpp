#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/screens.h"

namespace hk {

void draw(const CountModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = participant_page(ui, 2.2F, band_left(model.seconds_left));
  question_head(ui, page, ui.tr("Vilken grupp hör du till?"), model.badge, model.seconds_left);
  const auto notice = participant_notice(ui, screen);
  const Rect foot = page.take_bottom(notice ? participant_notice_height(ui) : ui.mm(15), ui.mm(4));
  if (notice) {
    notice_bar(ui, foot, "warn", *notice, t.alarm, type::kBody, 9);
  } else {
    foot_line(ui, foot, "anonymous", ui.tr("Vi räknar bara hur många som kommer. Inget namn sparas."));
  }
  if (const auto tapped = choice_tiles(ui, page, model.categories))
    ui.emit(ChooseCategory{model.categories[*tapped].code});
}

}  // namespace hk
