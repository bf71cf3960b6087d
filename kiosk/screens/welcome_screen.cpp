#include <array>
#include <cmath>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr std::array<TypeRole, 2> kNameRoles{type::kLead, type::kTagBold};
// A card that has the page to itself speaks a little louder.
constexpr std::array<TypeRole, 2> kAloneRoles{type::kTitle, type::kLead};

std::string place_and_time(const Ui& ui, const SessionSummary& session) {
  const Words& words = ui.words();
  const std::string when = session.planned_end ? ui.tr("till {time}", {{"time", words.time(*session.planned_end)}})
                                               : ui.tr("från {time}", {{"time", words.time(session.start)}});
  return session.place.empty() ? when : when + " · " + isolated(session.place);
}

void draw_words(Ui& ui, const Rect& rect, const SessionSummary& session, bool alone) {
  const std::string where = place_and_time(ui, session);
  const TypeRole small = alone ? type::kBody : type::kSupport;
  const float support = ui.measure(where, small).h, gap = ui.mm(1);
  const TextSpan name{session.badge.name, Weight::bold};
  const TypeRole role = ui.fitting({rect.x, rect.y, rect.w, rect.h - support - gap}, std::span(&name, 1),
                                   alone ? kAloneRoles : kNameRoles, 2);
  const float height = ui.measure(session.badge.name, role, rect.w, 2).h;
  Rect words = rect.centered(rect.w, height + gap + support);
  ui.write(words.take_top(height, gap), session.badge.name, role, ui.theme().ink, {.max_lines = 2});
  ui.write(words, where, small, ui.theme().ink2);
}

/// The soft field lies above the words, or beside them when one card has the whole width.
void draw_card(Ui& ui, int index, const Rect& rect, const SessionSummary& session, bool beside) {
  const ColorPair hue = ui.theme().hue(session.badge.hue);
  const std::string id = "session:" + std::to_string(index);
  const Face card = face(ui, id, rect, Look::normal, 3, to_text(session.session));
  const float border = ui.border(0.35F), radius = ui.mm(3) - border;
  Rect inside = card.rect.inset(border);
  const float field_height = inside.h > ui.mm(60) ? inside.h * 0.58F : inside.h * 0.37F;
  const Rect field = beside ? inside.take_start(inside.w * 0.4F) : inside.take_top(std::round(field_height));
  if (beside) {
    ui.fill_start(field, radius, hue.soft);
  } else {
    ui.fill_top(field, radius, hue.soft);
  }
  const float pictogram = std::clamp(field.h - ui.mm(4), ui.mm(15), ui.mm(44));
  ui.pictogram(field, session.badge.pictogram, {hue.deep, ui.theme().surface}, pictogram);
  draw_words(ui, inside.inset(beside ? ui.mm(10) : ui.mm(4), ui.mm(1.5F)), session, beside);
  if (card.tapped) ui.emit(TapSession{session.session});
}

void draw_cards(Ui& ui, const WelcomeModel& model, const Rect& area) {
  const int count = static_cast<int>(model.sessions.size());
  const int columns = std::min(count, 3), rows = (count + columns - 1) / columns;
  const float gap = ui.mm(4), lowest = ui.mm(40);
  const float sole = ui.mm(0.7F);
  const float room = area.h - sole - gap * static_cast<float>(rows - 1);
  const float height = std::max(lowest, std::floor(room / static_cast<float>(rows)));
  const float content = height * static_cast<float>(rows) + gap * static_cast<float>(rows - 1) + sole;
  const Rect cards = ui.begin_scroll("sessions", area, content);
  for (int i = 0; i < count; ++i)
    draw_card(ui, i, cards.cell(columns, i, height, gap), model.sessions[static_cast<std::size_t>(i)], columns == 1);
  ui.end_scroll();
}

void draw_nothing_running(Ui& ui, const Rect& area) {
  const Theme& t = ui.theme();
  panel(ui, area);
  Rect middle = area.centered(area.w - ui.mm(20), ui.mm(54));
  const Rect icon = middle.take_top(ui.mm(26), ui.mm(5));
  ui.pictogram(icon, "clock", {t.pine, t.pine_soft}, icon.h);
  ui.write(middle.take_top(ui.mm(10), ui.mm(2)), ui.tr("Just nu pågår ingen aktivitet"), type::kLead, t.ink,
           {.across = Align::center});
  ui.write(middle, ui.tr("Kom gärna tillbaka lite senare, eller fråga personalen."), type::kBody, t.ink,
           {.across = Align::center, .max_lines = 2});
}

}  // namespace

void draw(const WelcomeModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = participant_page(ui, 4);
  Rect head = page.take_top(ui.mm(12), ui.mm(3));
  const Rect corner = head.take_start(ui.mm(12), ui.mm(4));
  // A finger is wider than the mark: the touch reaches into the margins.
  const Touch staff = ui.touch_long("staff", corner.inset(-ui.mm(2)));
  if (staff.tapped) ui.emit(OpenStaff{});
  mark(ui, corner, staff.held ? t.pine_press : t.band_ground);
  if (staff.focused) ui.outline(corner.inset(-ui.mm(1.5F)), ui.mm(3.5F), t.ink, ui.mm(0.8F));
  const std::string welcome = ui.tr("Välkommen!");
  ui.write(head.take_start(ui.measure(welcome, type::kTitle).w, ui.mm(6)), welcome, type::kTitle, t.ink);
  ui.write(head, model.programme, type::kSupport, t.ink2, {.across = Align::end});

  const auto notice = participant_notice(ui, screen).value_or("");
  if (!notice.empty()) notice_bar(ui, page.take_top(ui.mm(15), ui.mm(4)), "info", notice, t.ochre, type::kSupport, 9);
  if (model.sessions.empty()) return draw_nothing_running(ui, page);
  if (notice.empty())
    ui.write(page.take_top(ui.mm(9), ui.mm(3)), ui.tr("Vad ska du vara med på i dag?"), type::kBody, t.ink);
  draw_cards(ui, model, page);
}

}  // namespace hk
