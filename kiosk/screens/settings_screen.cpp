#include <limits>

#include "kiosk/app/tuning.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kRowMm = 13, kGapMm = 2.4F, kTitleMm = 5.5F + kGapMm, kPanelMm = 19, kButtonMm = 11;
constexpr TypeRole kNumber{4.4F, Weight::bold, 1.05F};

// Less than this is not seen as larger.
constexpr float kSeenGrowth = 1.02F;

/// Larger than a page that just fits nothing can be drawn, whatever the scale says.
bool can_grow(const Ui& ui, const Screen& screen) {
  const float most = fitting_px_per_mm(ui.screen().w, ui.screen().h, std::numeric_limits<float>::infinity());
  return screen.scale_percent < tuning::scale_percent_max && ui.px_per_mm() * kSeenGrowth < most;
}

bool step(Ui& ui, std::string_view id, const Rect& slot, std::string_view pictogram, bool possible) {
  const Look look = possible ? Look::normal : Look::disabled;
  const Rect rect = slot.centered(ui.mm(kButtonMm), ui.mm(kButtonMm));
  return button(ui, id, rect, "", {.look = look, .pictogram = pictogram}) && possible;
}

void draw_scale(Ui& ui, Rect area, const Screen& screen) {
  const Theme& t = ui.theme();
  ui.write(area.take_top(ui.mm(5.5F), ui.mm(kGapMm)), ui.tr("Storlek"), type::kStaffBold, t.ink);
  const Rect frame = area.take_top(ui.mm(kPanelMm));
  panel(ui, frame);
  Rect row = frame.inset(ui.mm(4), 0);
  const bool grows = can_grow(ui, screen);
  const std::string percent = ui.tr("{percent} %", {{"percent", ui.words().number(screen.scale_percent)}});
  if (step(ui, "scale:more", row.take_end(ui.mm(kButtonMm)), "plus", grows)) ui.emit(StepScale{true});
  ui.write(row.take_end(ui.mm(20)), percent, kNumber, t.ink, {.across = Align::center});
  if (step(ui, "scale:less", row.take_end(ui.mm(kButtonMm), ui.mm(2)), "minus",
           screen.scale_percent > tuning::scale_percent_min))
    ui.emit(StepScale{false});
  const std::string hint =
      grows ? ui.tr("Allt på skärmen blir större eller mindre.") : ui.tr("Större än så här får sidorna inte plats.");
  ui.write(row, hint, type::kStaff, t.ink, {.max_lines = 4});
}

float languages_height(const Ui& ui) {
  const auto rows = static_cast<float>((ui.languages().all().size() + 1) / 2);
  return ui.mm(kTitleMm) + rows * (ui.mm(kRowMm) + ui.mm(kGapMm));
}

void draw_languages(Ui& ui, Rect area) {
  ui.write(area.take_top(ui.mm(5.5F), ui.mm(kGapMm)), ui.tr("Personalens språk"), type::kStaffBold, ui.theme().ink);
  const auto& all = ui.languages().all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string id = "language:" + all[i].code();
    const Option choice{.id = id,
                        .key = all[i].code(),
                        .pictogram = "language",
                        .title = isolated(all[i].name()),
                        .second = {},
                        .chosen = &all[i] == &ui.words()};
    if (option(ui, area.cell(2, static_cast<int>(i), ui.mm(kRowMm), ui.mm(kGapMm)), choice))
      ui.emit(ChooseLanguage{all[i].code()});
  }
}

}  // namespace

void draw(const SettingsModel&, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Inställningar"), type::kStaffTitle, t.ink);
  staff_notice(ui, screen, page);
  page.w = std::min(page.w, ui.mm(126));  // a line of switches is not read across a monitor
  const float scale = ui.mm(kTitleMm) + ui.mm(kPanelMm), gap = ui.mm(5), languages = languages_height(ui);
  const float small = ui.em(type::kSmall) * type::kSmall.line_height;
  Rect list = ui.begin_scroll("settings", page, scale + gap + languages + small);
  draw_scale(ui, list.take_top(scale, gap), screen);
  draw_languages(ui, list.take_top(languages));
  ui.write(list.take_top(small), ui.tr("Det här gäller bara den här enheten."), type::kSmall, t.ink2);
  ui.end_scroll();
}

}  // namespace hk
