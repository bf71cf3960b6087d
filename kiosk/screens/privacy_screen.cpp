#include <array>
#include <cmath>

#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/plain_words.h"
#include "kiosk/screens/screens.h"

namespace hk {

void draw(const PrivacyModel& model, const Screen&, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = participant_page(ui, 2.2F, band_left(model.seconds_left));
  Rect row = page.take_top(ui.mm(15), ui.mm(4));
  back_button(ui, row.take_start(ui.mm(15), ui.mm(4)), 10, 1.6F);
  if (model.seconds_left) head_end(ui, row, {}, model.seconds_left);
  const std::string title = ui.tr("Så använder vi uppgifter");
  if (ui.form() == Form::phone) row = page.take_top(std::ceil(ui.measure(title, type::kLead, page.w, 2).h), ui.mm(3));
  constexpr std::array<TypeRole, 3> kRoles{type::kLead, type::kTagBold, TypeRole{3.6F, Weight::bold, 1.15F}};
  ui.write_fitting(row, title, kRoles, t.ink, {.max_lines = 2});
  sentences_panel(ui, page, paragraphs(words_in(ui, model.words)));
}

}  // namespace hk
