#include <array>

#include "kiosk/screens/tuning.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kMarginMm = 5;

/// Sizes stay, margins grow: on a wide monitor nothing is further from the hand than on a tablet.
Rect within_page_width(Ui& ui, Rect page) {
  const float spare = page.w - ui.mm(tuning::kPageWidthMaxMm);
  return page.inset(ui.mm(kMarginMm) + std::max(0.0F, spare / 2), 0);
}

std::string sync_text(const Ui& ui, const SyncLine& sync) {
  const Words& words = ui.words();
  switch (sync.state) {
    case SyncLine::State::not_enrolled:
      return ui.tr("Allt sparas här. Ingen server är vald ännu.");
    case SyncLine::State::all_sent:
      break;
    case SyncLine::State::waiting:
      if (sync.pending > 0)
        return words.tr_count("{count} väntar på att skickas", "{count} väntar på att skickas", sync.pending);
      break;
    case SyncLine::State::offline:
      if (sync.pending == 0) return ui.tr("Ingen uppkoppling. Inget väntar.");
      return words.tr_count("{count} väntar – ingen uppkoppling", "{count} väntar – ingen uppkoppling", sync.pending);
    case SyncLine::State::refused:
      return ui.tr("Servern nekar enheten: ring samordnaren");
  }
  if (!sync.last_sent) return ui.tr("Allt skickat");
  return ui.tr("Allt skickat {time}", {{"time", words.time(*sync.last_sent)}});
}

std::string_view sync_pictogram(const SyncLine& sync) {
  if (sync.state == SyncLine::State::refused) return "refused";
  if (sync.state == SyncLine::State::not_enrolled) return "folder";
  return sync.state != SyncLine::State::all_sent && sync.pending > 0 ? "waiting" : "sent";
}

void sync_line(Ui& ui, const Rect& strip, const SyncLine& sync) {
  const Theme& t = ui.theme();
  ui.fill(strip, 0, t.sunk);
  ui.hairline(strip.x, strip.right(), strip.y, t.line);
  Rect content = within_page_width(ui, strip);
  const Rect icon = content.take_start(ui.mm(5), ui.mm(2));
  ui.pictogram(icon, sync_pictogram(sync), {t.ink, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  const Rect place = content.take_end(content.w * 0.4F, ui.mm(4));
  ui.write(content, sync_text(ui, sync), type::kSmall, t.ink);
  ui.write(place, sync.place, type::kSmall, t.ink, {.across = Align::end});
}

struct NoticeWords {
  std::string text;
  std::string_view pictogram = "info";
  bool alarm = false;
};

/// Where a notice has its one button.
Rect notice_end(Ui& ui, Rect bar, float width) {
  bar.take_end(ui.mm(2));
  return bar.take_end(width).centered(width, ui.mm(10));
}

NoticeWords staff_words(const Ui& ui, const Notice& notice) {
  switch (notice.kind) {
    case Notice::Kind::names_locked:
      return {ui.tr("Namnen är låsta. Du kan räkna ändå."), "lock"};
    case Notice::Kind::wrong_passphrase:
      return {ui.tr("Lösenfrasen stämmer inte. Inget är ändrat. Försök igen."), "lock"};
    case Notice::Kind::disk_full:
      return {ui.tr("Det gick inte att spara: lagringen är full. Allt tidigare finns kvar. Ring samordnaren."), "warn",
              true};
    case Notice::Kind::read_only:
      return {ui.tr("Det gick inte att spara: lagringen är skrivskyddad. Allt tidigare finns kvar. Ring samordnaren."),
              "warn", true};
    case Notice::Kind::not_saved:
      return {ui.tr("Det gick inte att spara ({reason}). Allt tidigare finns kvar. Försök igen.",
                    {{"reason", notice.thing}}),
              "warn", true};
    case Notice::Kind::exported:
      return {ui.tr("Klart. Filen finns här: {file}", {{"file", notice.thing}}), "tick"};
    case Notice::Kind::export_failed:
      return {
          ui.tr("Filen kunde inte sparas ({reason}). Siffrorna finns kvar. Försök igen.", {{"reason", notice.thing}}),
          "warn", true};
    case Notice::Kind::session_closed:
      return {notice.thing.empty() ? ui.tr("Passet är avslutat. Allt är sparat.")
                                   : ui.tr("Avslutat: {activity}. Allt är sparat.", {{"activity", notice.thing}}),
              "tick"};
  }
  return {};
}

}  // namespace

Rect participant_page(Ui& ui, float top_mm, float band_left) {
  Rect page = within_page_width(ui, band(ui, 4, band_left));
  page.take_top(ui.mm(top_mm));
  page.take_bottom(ui.mm(5));
  return page;
}

Rect staff_page(Ui& ui, const SyncLine& sync) {
  Rect page = band(ui, 2);
  sync_line(ui, page.take_bottom(ui.mm(8.5F)), sync);
  page = within_page_width(ui, page);
  page.take_top(ui.mm(3));
  page.take_bottom(ui.mm(2));
  return page;
}

void notice_bar(Ui& ui, const Rect& rect, std::string_view pictogram, std::string_view text, const ColorPair& colors,
                const TypeRole& role, float pictogram_mm, float end_mm) {
  const float bar = ui.mm(1.4F), radius = ui.mm(2);
  ui.fill(rect, radius, colors.deep);
  ui.fill({rect.x + bar, rect.y, rect.w - bar, rect.h}, radius, colors.soft);
  Rect content = rect;
  content.take_start(bar + ui.mm(3.5F));
  content.take_end(ui.mm(3.5F) + (end_mm > 0 ? ui.mm(end_mm) : 0));
  const Rect icon = content.take_start(ui.mm(pictogram_mm), ui.mm(3));
  ui.pictogram(icon, pictogram, {colors.deep, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  const std::array<TypeRole, 2> roles{role, TypeRole{role.cap_mm * 0.84F, role.weight, role.line_height}};
  ui.write_fitting(content, text, roles, ui.theme().ink, {.max_lines = 2});
}

void locked_notice(Ui& ui, Rect& page) {
  const std::string label = ui.tr("Lås upp");
  const float width = button_width(ui, label);
  const Rect bar = page.take_top(ui.mm(14), ui.mm(3));
  const NoticeWords words = staff_words(ui, {Notice::Kind::names_locked, {}});
  notice_bar(ui, bar, words.pictogram, words.text, ui.theme().ochre, type::kStaff, 6.5F, width / ui.px_per_mm() + 3);
  if (button(ui, "notice:unlock", notice_end(ui, bar, width), label)) ui.emit(ShowUnlock{});
}

void staff_notice(Ui& ui, const Screen& screen, Rect& page) {
  if (!screen.notice || screen.notice->kind == Notice::Kind::names_locked) return;
  const NoticeWords words = staff_words(ui, *screen.notice);
  const Rect bar = page.take_top(ui.mm(14), ui.mm(3));
  const ColorPair colors = words.alarm ? ui.theme().alarm : ui.theme().ochre;
  notice_bar(ui, bar, words.pictogram, words.text, colors, type::kStaff, 6.5F, 13);
  if (button(ui, "notice:dismiss", notice_end(ui, bar, ui.mm(10)), "", {.pictogram = "close"}))
    ui.emit(DismissNotice{});
}

std::optional<std::string> participant_notice(const Ui& ui, const Screen& screen) {
  if (!screen.notice) return std::nullopt;
  switch (screen.notice->kind) {
    case Notice::Kind::disk_full:
    case Notice::Kind::read_only:
    case Notice::Kind::not_saved:
      return ui.tr("Det gick inte att spara nu. Säg till personalen.");
    case Notice::Kind::names_locked:
      return ui.tr("Incheckningen är inte öppen än. Säg till personalen.");
    // These are for the staff, on whose screens they are shown.
    case Notice::Kind::wrong_passphrase:
    case Notice::Kind::exported:
    case Notice::Kind::export_failed:
    case Notice::Kind::session_closed:
      break;
  }
  return std::nullopt;
}

}  // namespace hk
