#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {

void draw(const PartnersModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = staff_page(ui, screen.sync);
  session_head(ui, page.take_top(ui.mm(11), ui.mm(3)), ui.tr("Vilka är med?"), model.session);
  staff_notice(ui, screen, page);
  const int columns = ui.form() == Form::wide ? 2 : 1;
  const float row = ui.mm(16), gap = ui.mm(2.4F);
  const int rows = (static_cast<int>(model.partners.size()) + columns - 1) / columns;
  const Rect list = ui.begin_scroll("partners", page, static_cast<float>(rows) * (row + gap) + ui.mm(1));
  for (std::size_t i = 0; i < model.partners.size(); ++i) {
    const PartnersModel::Partner& partner = model.partners[i];
    const std::string id = "partner:" + std::to_string(i);
    const Option choice{.id = id,
                        .key = partner.code,
                        .pictogram = "family",
                        .title = partner.name,
                        .second = {},
                        .chosen = partner.present};
    if (option(ui, list.cell(columns, static_cast<int>(i), row, gap), choice)) ui.emit(TogglePartner{partner.code});
  }
  ui.end_scroll();
}

}  // namespace hk
