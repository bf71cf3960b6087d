#include <array>
#include <cmath>
#include <cstdlib>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/tuning.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kMarginMm = 5, kPhoneMarginMm = 4;

/// Sizes stay, margins grow: on a wide monitor nothing is further from the hand than on a tablet.
Rect within_page_width(Ui& ui, Rect page) {
  const float spare = page.w - ui.mm(tuning::kPageWidthMaxMm);
  const float margin = ui.form() == Form::phone ? kPhoneMarginMm : kMarginMm;
  return page.inset(ui.mm(margin) + std::max(0.0F, spare / 2), 0);
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
    case SyncLine::State::revoked:
      return ui.tr("Enheten är spärrad. Namnen är glömda. Ring samordnaren.");
    case SyncLine::State::names_forgotten:
      return ui.tr("Namnen är glömda efter 30 dagar utan kontakt. De kommer tillbaka med uppkopplingen.");
    case SyncLine::State::refused:
      return ui.tr("Servern nekar enheten: ring samordnaren");
    case SyncLine::State::outdated:
      return ui.tr("Programmet behöver uppdateras. Allt sparas här.");
    case SyncLine::State::server_outdated:
      return ui.tr("Servern behöver uppdateras. Allt sparas här.");
  }
  if (!sync.last_sent) return ui.tr("Allt skickat");
  return ui.tr("Allt skickat {time}", {{"time", words.time(*sync.last_sent)}});
}

/// How wrong the clock goes, in the largest unit that still tells.
std::string clock_text(const Ui& ui, std::int64_t ahead_min) {
  const Words& words = ui.words();
  const std::int64_t minutes = std::abs(ahead_min), hours = minutes / 60;
  const std::string amount = minutes < 120 ? words.tr_count("{count} minut", "{count} minuter", minutes)
                             : hours < 48  ? words.tr_count("{count} timme", "{count} timmar", hours)
                                           : words.tr_count("{count} dag", "{count} dagar", hours / 24);
  return ahead_min > 0 ? ui.tr("Klockan går {amount} före: ställ den", {{"amount", amount}})
                       : ui.tr("Klockan går {amount} efter: ställ den", {{"amount", amount}});
}

std::string_view sync_pictogram(const SyncLine& sync) {
  const bool stuck = sync.state == SyncLine::State::revoked || sync.state == SyncLine::State::refused ||
                     sync.state == SyncLine::State::outdated || sync.state == SyncLine::State::server_outdated;
  if (stuck) return "refused";
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
  // On a phone the whole line is for what was sent, and anywhere when the clock must be told of too.
  if (ui.form() != Form::phone && sync.clock_ahead_min == 0) {
    const float width = std::min(ui.measure(sync.place, type::kSmall).w + 1, content.w * 0.4F);
    const Rect place = content.take_end(width, ui.mm(4));
    ui.write(place, sync.place, type::kSmall, t.ink, {.across = Align::end});
  }
  std::string text = sync_text(ui, sync);
  if (sync.clock_ahead_min != 0) text += " · " + clock_text(ui, sync.clock_ahead_min);
  ui.write(content, text, type::kSmall, t.ink, {.max_lines = 2});
}

float sync_line_height(Ui& ui) { return ui.text_mm(ui.form() == Form::phone ? 12.5F : 8.5F); }

constexpr float kNoticeBarMm = 1.4F, kNoticePaddingMm = 3.5F, kNoticeGapMm = 3, kNoticeIconMm = 6.5F;
constexpr std::size_t kNoticeLinesMax = 8;

Rect take_notice(Ui& ui, Rect& page, std::string_view text, float end) {
  return page.take_top(notice_height(ui, page.w, text, end), ui.mm(3));
}

struct NoticeWords {
  std::string text;
  std::string_view pictogram = "info";
  bool alarm = false;
};

/// What went well is not shown as a warning.
ColorPair notice_colors(const Theme& t, const NoticeWords& words) {
  if (words.alarm) return t.alarm;
  return words.pictogram == "tick" ? ColorPair{t.pine, t.pine_soft} : t.ochre;
}

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
    case Notice::Kind::wrong_pin:
      return {ui.tr("Pinkoden stämmer inte. Inget är ändrat. Försök igen."), "lock"};
    case Notice::Kind::not_coordinator:
      return {ui.tr("Lösenfrasen öppnar namnen, men är ingen samordnares. Inget är ändrat."), "lock"};
    case Notice::Kind::pins_differ:
      return {ui.tr("Pinkoderna var olika. Inget är ändrat. Börja om."), "lock"};
    case Notice::Kind::passphrases_differ:
      return {ui.tr("Lösenfraserna var olika. Inget är ändrat. Börja om."), "lock"};
    case Notice::Kind::passphrase_taken:
      return {ui.tr("Den lösenfrasen används redan på den här enheten. Välj en annan."), "lock"};
    case Notice::Kind::passphrase_set:
      return {ui.tr("Lösenfrasen öppnar namnen på den här enheten från och med nu."), "tick"};
    case Notice::Kind::root_stays:
      return {ui.tr("Den som skapade programmet är alltid samordnare. Inget är ändrat."), "info"};
    case Notice::Kind::sheet_saved:
      return {ui.tr("Nyckelbladet finns här: {file}. Skriv ut det, lås in det och radera filen. Ett äldre blad gäller "
                    "inte längre.",
                    {{"file", notice.thing}}),
              "tick"};
    case Notice::Kind::pin_refused:
      return {ui.tr("Den pinkoden går inte att använda. Välj sex siffror som är svårare att gissa."), "lock"};
    case Notice::Kind::name_taken:
      return {ui.tr("Någon i personalen heter redan så. Lägg till en bokstav av efternamnet."), "info"};
    case Notice::Kind::not_corrected:
      return {ui.tr("Så kan det inte sparas: namnet får inte vara tomt eller innehålla ett personnummer. Inget är "
                    "ändrat."),
              "info"};
    case Notice::Kind::report_saved:
      return {ui.tr("Utdraget finns här: {file}. Lämna det till personen och radera sedan filerna.",
                    {{"file", notice.thing}}),
              "tick"};
    case Notice::Kind::people_erased:
      return {ui.tr("Raderat: {count}. Siffrorna finns kvar.", {{"count", notice.thing}}), "tick"};
    case Notice::Kind::key_rotated:
      return {ui.tr("Nyckeln är bytt. Andra enheter får den vid nästa kontakt."), "tick"};
    case Notice::Kind::people_merged:
      return {ui.tr("De räknas som en person nu. Det går att ta isär dem igen."), "tick"};
    case Notice::Kind::people_apart:
      return {ui.tr("De räknas som två personer."), "tick"};
    case Notice::Kind::sessions_linked:
      return {ui.tr("De räknas som ett tillfälle nu. Du kan ändra det i deltagarlistan."), "tick"};
    case Notice::Kind::sessions_apart:
      return {ui.tr("De räknas som två tillfällen. Du kan ändra det i deltagarlistan."), "tick"};
    case Notice::Kind::device_approved:
      return {ui.tr("Enheten är godkänd. Den hämtar namnen nu."), "tick"};
    case Notice::Kind::server_away:
      return {ui.tr("Servern svarar inte. Inget är ändrat och inget är borta. Kontrollera nätet och försök igen."),
              "waiting"};
    case Notice::Kind::no_server:
      return {ui.tr("Den här enheten har ingen server ännu, och kan inte släppa in någon annan. Inget är ändrat."),
              "info"};
    case Notice::Kind::server_refused:
      return {ui.tr("Servern sa nej ({reason}). Inget är ändrat.", {{"reason", notice.thing}}), "refused"};
    case Notice::Kind::codes_unused:
      return {ui.tr("Många koder väntar på att användas. Använd en av dem, eller försök igen när de har gått ut."),
              "info"};
    case Notice::Kind::not_waiting:
      return {ui.tr("Enheten väntar inte längre, och är inte godkänd. Börja om med en ny kod."), "info"};
    case Notice::Kind::no_words:
      return {ui.tr("De sex orden gick inte att räkna fram ({reason}). Enheten är inte godkänd.",
                    {{"reason", notice.thing}}),
              "warn", true};
    case Notice::Kind::disk_full:
      return {ui.tr("Det gick inte att spara: lagringen är full. Allt tidigare finns kvar. Ring samordnaren."), "warn",
              true};
    case Notice::Kind::read_only:
      return {ui.tr("Det gick inte att spara: lagringen är skrivskyddad. Allt tidigare finns kvar. Ring samordnaren."),
              "warn", true};
    case Notice::Kind::busy:
      return {ui.tr("Det gick inte att spara: ett annat program använder lagringen. Allt tidigare finns kvar. Försök "
                    "igen."),
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
    case Notice::Kind::drive_gone:
      return {ui.tr("USB-minnet är inte kvar, och filen är inte sparad. Siffrorna finns kvar. Sätt i minnet och försök "
                    "igen, eller spara i mappen."),
              "warn", true};
    case Notice::Kind::drive_full:
      return {ui.tr("USB-minnet är fullt, och filen är inte sparad. Siffrorna finns kvar. Gör plats eller spara i "
                    "mappen."),
              "warn", true};
    case Notice::Kind::drive_read_only:
      return {ui.tr("USB-minnet går inte att skriva på, och filen är inte sparad. Siffrorna finns kvar. Ta ett annat "
                    "minne eller spara i mappen."),
              "warn", true};
    case Notice::Kind::weekly_exported:
      return {ui.tr("Förra veckan är exporterad. Filen finns här: {file}", {{"file", notice.thing}}), "tick"};
    case Notice::Kind::weekly_failed:
      return {ui.tr("Förra veckan kunde inte exporteras ({reason}). Siffrorna finns kvar. Ett nytt försök görs strax.",
                    {{"reason", notice.thing}}),
              "warn", true};
    case Notice::Kind::names_needed:
      return {ui.tr("Vilka som var där ser bara en samordnare, när namnen är upplåsta."), "lock"};
    case Notice::Kind::session_closed:
      return {notice.thing.empty() ? ui.tr("Passet är avslutat. Allt är sparat.")
                                   : ui.tr("Avslutat: {activity}. Allt är sparat.", {{"activity", notice.thing}}),
              "tick"};
    case Notice::Kind::personnummer:
      return {ui.tr("Personnummer sparas aldrig här. Ta bort det och försök igen."), "info"};
    case Notice::Kind::not_counted:
      return {
          ui.tr("Siffrorna gick inte att räkna ({reason}). Inget är borta. Försök igen.", {{"reason", notice.thing}}),
          "warn", true};
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
  sync_line(ui, page.take_bottom(sync_line_height(ui)), sync);
  page = within_page_width(ui, page);
  page.take_top(ui.mm(3));
  page.take_bottom(ui.mm(2));
  return page;
}

Rect bare_page(Ui& ui, float band_left) {
  Rect page = within_page_width(ui, band(ui, 2, band_left));
  page.take_top(ui.mm(3));
  page.take_bottom(ui.mm(5));
  return page;
}

Rect typing_page(Ui& ui) {
  Rect page = within_page_width(ui, band(ui, 2));
  page.take_top(ui.mm(3));
  page.h = keyboard_top(ui) - page.y;
  return page;
}

float notice_height(Ui& ui, float width, std::string_view text, float end) {
  const float words =
      width - end - ui.mm(kNoticeBarMm) - 2 * ui.mm(kNoticePaddingMm) - ui.mm(kNoticeIconMm) - ui.mm(kNoticeGapMm);
  const float height = ui.measure(text, type::kStaff, words, kNoticeLinesMax).h + ui.mm(3);
  return std::max(ui.mm(14), std::ceil(height));
}

void notice_bar(Ui& ui, const Rect& rect, std::string_view pictogram, std::string_view text, const ColorPair& colors,
                const TypeRole& role, float pictogram_mm, float end) {
  const float bar = ui.mm(kNoticeBarMm), radius = ui.mm(2);
  ui.fill_start({rect.x, rect.y, bar + radius, rect.h}, radius, colors.deep);
  ui.fill({rect.x + bar, rect.y, rect.w - bar, rect.h}, radius, colors.soft);
  Rect content = rect;
  content.take_start(bar + ui.mm(kNoticePaddingMm));
  content.take_end(ui.mm(kNoticePaddingMm) + end);
  const Rect icon = content.take_start(ui.mm(pictogram_mm), ui.mm(kNoticeGapMm));
  ui.pictogram(icon, pictogram, {colors.deep, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  const auto smaller = [&](float share) {
    return TypeRole{std::max(role.cap_mm * share, type::kSmall.cap_mm), role.weight, role.line_height};
  };
  const std::array<TypeRole, 3> roles{role, smaller(0.84F), smaller(0.72F)};
  const float lines = (content.h + 1) / ui.line_height(roles.back());
  const std::size_t max_lines = std::max<std::size_t>(2, static_cast<std::size_t>(lines));
  const TextSpan span{text, role.weight};
  const TypeRole fitting = ui.fitting(content.inset(0, ui.mm(1)), std::span(&span, 1), roles, max_lines);
  ui.write(content, text, fitting, ui.theme().ink, {.max_lines = max_lines});
}

void locked_notice(Ui& ui, Rect& page) {
  const std::string label = ui.tr("Lås upp");
  const float width = button_width(ui, label), end = width + ui.mm(3);
  const NoticeWords words = staff_words(ui, {Notice::Kind::names_locked, {}});
  const Rect bar = take_notice(ui, page, words.text, end);
  notice_bar(ui, bar, words.pictogram, words.text, ui.theme().ochre, type::kStaff, kNoticeIconMm, end);
  if (button(ui, "notice:unlock", notice_end(ui, bar, width), label)) ui.emit(ShowUnlock{});
}

void staff_notice(Ui& ui, const Screen& screen, Rect& page) {
  if (!screen.notice || screen.notice->kind == Notice::Kind::names_locked) return;
  const NoticeWords words = staff_words(ui, *screen.notice);
  const float end = ui.mm(13);
  const Rect bar = take_notice(ui, page, words.text, end);
  notice_bar(ui, bar, words.pictogram, words.text, notice_colors(ui.theme(), words), type::kStaff, kNoticeIconMm, end);
  if (button(ui, "notice:dismiss", notice_end(ui, bar, ui.mm(10)), "", {.pictogram = "close"}))
    ui.emit(DismissNotice{});
}

void staff_notice_within(Ui& ui, const Screen& screen, const Rect& rect) {
  if (!screen.notice) return;
  const NoticeWords words = staff_words(ui, *screen.notice);
  notice_bar(ui, rect, words.pictogram, words.text, notice_colors(ui.theme(), words), type::kStaff, kNoticeIconMm);
}

}  // namespace hk
