#include <array>
#include <cmath>
#include <limits>

#include "kiosk/app/tuning.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kRowMm = 13, kGapMm = 2.4F, kTitleMm = 5.5F + kGapMm, kButtonMm = 11;
constexpr TypeRole kNumber{4.4F, Weight::bold, 1.05F};

// Less than this is not seen as larger.
constexpr float kSeenGrowth = 1.02F;

/// Larger than a page that just fits nothing can be drawn, whatever the scale says.
bool can_grow(const Ui& ui) {
  const float most = fitting_px_per_mm(ui.screen().w, ui.screen().h, std::numeric_limits<float>::infinity());
  return ui.appearance().scale_percent < tuning::scale_percent_max && ui.px_per_mm() * kSeenGrowth < most;
}

/// On a phone its words stand under each other.
float panel_height(const Ui& ui) { return ui.text_mm(ui.form() == Form::phone ? 25 : 19); }

void draw_title(Ui& ui, Rect& area, std::string_view title) {
  ui.write(area.take_top(ui.text_mm(5.5F), ui.mm(kGapMm)), title, type::kStaffBold, ui.theme().ink);
}

bool step(Ui& ui, std::string_view id, const Rect& slot, std::string_view pictogram, bool possible) {
  const Look look = possible ? Look::normal : Look::disabled;
  const Rect rect = slot.centered(ui.mm(kButtonMm), ui.mm(kButtonMm));
  return button(ui, id, rect, "", {.look = look, .pictogram = pictogram}) && possible;
}

void draw_scale(Ui& ui, Rect area) {
  const Theme& t = ui.theme();
  draw_title(ui, area, ui.tr("Storlek"));
  const Rect frame = area.take_top(panel_height(ui));
  panel(ui, frame);
  Rect row = frame.inset(ui.mm(4), 0);
  const bool grows = can_grow(ui);
  const int now = ui.appearance().scale_percent;
  const std::string percent = ui.tr("{percent} %", {{"percent", ui.words().number(now)}});
  if (step(ui, "scale:more", row.take_end(ui.mm(kButtonMm)), "plus", grows)) ui.emit(StepScale{true});
  ui.write(row.take_end(ui.mm(25)), percent, kNumber, t.ink, {.across = Align::center});
  if (step(ui, "scale:less", row.take_end(ui.mm(kButtonMm), ui.mm(2)), "minus", now > tuning::scale_percent_min))
    ui.emit(StepScale{false});
  const std::string hint =
      grows ? ui.tr("Allt på skärmen blir större eller mindre.") : ui.tr("Större än så här får sidorna inte plats.");
  ui.write(row, hint, type::kStaff, t.ink, {.max_lines = 4});
}

float rows_height(const Ui& ui, std::size_t options, std::size_t columns) {
  const auto rows = static_cast<float>((options + columns - 1) / columns);
  return ui.text_mm(kTitleMm) + rows * (ui.text_mm(kRowMm) + ui.mm(kGapMm));
}

/// Options under a title, `columns` beside each other. Which was tapped.
std::optional<std::size_t> draw_options(Ui& ui, Rect area, std::string_view title, std::span<const Option> options,
                                        std::size_t columns) {
  draw_title(ui, area, title);
  std::optional<std::size_t> tapped;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Rect cell = area.cell(static_cast<int>(columns), static_cast<int>(i), ui.text_mm(kRowMm), ui.mm(kGapMm));
    if (option(ui, cell, options[i])) tapped = i;
  }
  return tapped;
}

/// A phone has them under each other.
std::size_t columns_of(const Ui& ui) { return ui.form() == Form::phone ? 1 : tuning::text_percents.size(); }

void draw_text_sizes(Ui& ui, const Rect& area) {
  const std::array<std::string, 3> names{ui.tr("Vanlig text"), ui.tr("Stor text"), ui.tr("Störst text")};
  std::vector<Option> options;
  for (std::size_t i = 0; i < names.size(); ++i)
    options.push_back({.id = i == 0   ? "text:0"
                             : i == 1 ? "text:1"
                                      : "text:2",
                       .title = names[i],
                       .chosen = ui.appearance().text_percent == tuning::text_percents[i]});
  if (const auto tapped = draw_options(ui, area, ui.tr("Text"), options, columns_of(ui)))
    ui.emit(ChooseTextSize{tuning::text_percents[*tapped]});
}

void draw_palettes(Ui& ui, const Rect& area) {
  const Palette now = ui.appearance().palette;
  const std::array<Option, 3> options{
      Option{.id = "palette:light", .title = ui.tr("Ljusa färger"), .chosen = now == Palette::light},
      Option{.id = "palette:dark", .title = ui.tr("Mörka färger"), .chosen = now == Palette::dark},
      Option{.id = "palette:contrast", .title = ui.tr("Hög kontrast"), .chosen = now == Palette::contrast}};
  if (const auto tapped = draw_options(ui, area, ui.tr("Färger"), options, columns_of(ui)))
    ui.emit(ChoosePalette{static_cast<Palette>(*tapped)});
}

float calm_height(const Ui& ui) { return ui.text_mm(kRowMm); }

void draw_calm(Ui& ui, const Rect& row) {
  panel(ui, row);
  const bool calm = ui.appearance().calm;
  const SwitchRow words{.id = "calm",
                        .pictogram = "clock",
                        .colors = {ui.theme().pine, ui.theme().pine_soft},
                        .text = ui.tr("Lugna rörelser")};
  if (switch_row(ui, row, words, calm)) ui.emit(SetCalm{!calm});
}

std::vector<const Words*> staff_languages(const Ui& ui) {
  std::vector<const Words*> found;
  for (const Words& words : ui.languages().all())
    if (words.for_staff()) found.push_back(&words);
  return found;
}

void draw_languages(Ui& ui, const Rect& area) {
  const std::vector<const Words*> all = staff_languages(ui);
  std::vector<std::string> ids;
  for (const Words* words : all) ids.push_back("language:" + words->code());
  std::vector<Option> options;
  for (std::size_t i = 0; i < all.size(); ++i)
    options.push_back(
        {.id = ids[i], .key = all[i]->code(), .title = isolated(all[i]->name()), .chosen = all[i] == &ui.words()});
  if (const auto tapped = draw_options(ui, area, ui.tr("Personalens språk"), options, 2))
    ui.emit(ChooseLanguage{all[*tapped]->code()});
}

/// How large and in which colours everything is shown.
void draw_looks(Ui& ui, Rect list, float gap) {
  const float choices = rows_height(ui, 3, columns_of(ui));
  draw_scale(ui, list.take_top(ui.text_mm(kTitleMm) + panel_height(ui), gap));
  draw_text_sizes(ui, list.take_top(choices, gap));
  draw_palettes(ui, list.take_top(choices));
}
float looks_height(const Ui& ui, float gap) {
  return ui.text_mm(kTitleMm) + panel_height(ui) + 2 * (gap + rows_height(ui, 3, columns_of(ui)));
}

/// What moves, and how staff are spoken to.
void draw_manners(Ui& ui, Rect list, float gap) {
  draw_languages(ui, list.take_top(rows_height(ui, staff_languages(ui).size(), 2), gap));
  draw_calm(ui, list.take_top(calm_height(ui), gap));
  ui.write(list.take_top(std::ceil(ui.line_height(type::kSmall))), ui.tr("Det här gäller bara den här enheten."),
           type::kSmall, ui.theme().ink2);
}
float manners_height(const Ui& ui, float gap) {
  return rows_height(ui, staff_languages(ui).size(), 2) + calm_height(ui) + 2 * gap +
         std::ceil(ui.line_height(type::kSmall));
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
  const float gap = ui.mm(4), looks = looks_height(ui, gap), manners = manners_height(ui, gap);
  const bool beside = ui.form() == Form::wide;
  if (!beside) page.w = std::min(page.w, ui.mm(126));  // a line of switches is not read across a page
  Rect list = ui.begin_scroll("settings", page, beside ? std::max(looks, manners) : looks + gap + manners);
  draw_looks(ui, beside ? list.take_start(page.w * 0.62F, ui.mm(8)) : list.take_top(looks, gap), gap);
  draw_manners(ui, list, gap);
  ui.end_scroll();
}

}  // namespace hk
