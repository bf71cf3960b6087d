#include <cmath>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kWidthMaxMm = 150, kDiscMm = 18, kGapMm = 4, kButtonMm = 15;

std::string what_happened(const Ui& ui, const FailureModel& model) {
  switch (model.kind) {
    case FailureModel::Kind::in_use:
      return ui.tr(
          "Ett annat program använder enhetens uppgifter just nu. Kanske är Hälsokiosk redan öppen i ett "
          "annat fönster. Inget har försvunnit.");
    case FailureModel::Kind::disk_full:
      return ui.tr(
          "Lagringen är full, så inget nytt kan sparas. Allt tidigare finns kvar. Ring samordnaren, och för "
          "lista på papper så länge.");
    case FailureModel::Kind::read_only:
      return ui.tr(
          "Lagringen är skrivskyddad, så inget nytt kan sparas. Allt tidigare finns kvar. Ring samordnaren, "
          "och för lista på papper så länge.");
    case FailureModel::Kind::newer_version:
      return ui.tr(
          "Uppgifterna är sparade av en nyare version av Hälsokiosk. Inget är ändrat. Programmet behöver "
          "uppdateras: ring samordnaren.");
    case FailureModel::Kind::damaged:
      return ui.tr(
          "Uppgifterna på enheten är skadade. Inget är ändrat, och det som är skickat finns hos servern. Ring "
          "samordnaren, och för lista på papper så länge.");
    case FailureModel::Kind::other:
      return ui.tr(
          "Något hindrar Hälsokiosk från att läsa enhetens uppgifter. Inget är ändrat. Ring samordnaren, och "
          "för lista på papper så länge.");
  }
  return {};
}

}  // namespace

void draw(const FailureModel& model, const Screen&, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = band(ui, 4).inset(ui.mm(5));
  page = page.centered(std::min(page.w, ui.mm(kWidthMaxMm)), page.h);
  const std::string title = ui.tr("Hälsokiosk kan inte öppnas");
  const std::string text = what_happened(ui, model);
  const std::string detail = isolated(model.thing) + ": " + isolated(model.reason);
  const float title_height = std::ceil(ui.measure(title, type::kStaffTitle, page.w, 2).h);
  const float text_height = std::ceil(ui.measure(text, type::kStaffPrompt, page.w, 12).h);
  const float detail_height = std::ceil(ui.measure(detail, type::kSmall, page.w, 4).h);
  const float gap = ui.mm(kGapMm);
  page =
      page.centered(page.w, ui.mm(kDiscMm) + title_height + text_height + detail_height + ui.mm(kButtonMm) + 4 * gap);
  const Rect disc = page.take_top(ui.mm(kDiscMm), gap).centered(ui.mm(kDiscMm), ui.mm(kDiscMm));
  ui.fill(disc, disc.h / 2, t.alarm.soft);
  ui.pictogram(disc.inset(ui.mm(4)), "warn", {t.alarm.deep, Color{0, 0, 0, 0}}, ui.mm(kDiscMm - 8), 1.8F);
  ui.write(page.take_top(title_height, gap), title, type::kStaffTitle, t.ink,
           {.across = Align::center, .max_lines = 2});
  ui.write(page.take_top(text_height, gap), text, type::kStaffPrompt, t.ink,
           {.across = Align::center, .max_lines = 12});
  const std::string again = ui.tr("Försök igen");
  const Rect row = page.take_top(ui.mm(kButtonMm), gap);
  const float width = std::min(row.w, button_width(ui, again, {.look = Look::primary}) + ui.mm(16));
  if (button(ui, "again", row.centered(width, row.h), again, {.look = Look::primary})) ui.emit(DismissNotice{});
  ui.write(page.take_top(detail_height), detail, type::kSmall, t.ink2, {.across = Align::center, .max_lines = 4});
}

}  // namespace hk
