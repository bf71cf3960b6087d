#include <array>
#include <cmath>

#include "kiosk/screens/language_chips.h"
#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/screens.h"

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
  const float support = ui.measure(where, small, rect.w, 2).h, gap = ui.mm(1);
  const TextSpan name{session.badge.name, Weight::bold};
  const TypeRole role = ui.fitting({rect.x, rect.y, rect.w, rect.h - support - gap}, std::span(&name, 1),
                                   alone ? kAloneRoles : kNameRoles, 2);
  const float height = ui.measure(session.badge.name, role, rect.w, 2).h;
  Rect words = rect.centered(rect.w, height + gap + support);
  ui.write(words.take_top(height, gap), session.badge.name, role, ui.theme().ink, {.max_lines = 2});
  ui.write(words, where, small, ui.theme().ink2, {.max_lines = 2});
}

enum class Shape : unsigned char { card, row, alone };

/// The soft field lies above the words, or beside them when a card has the whole width.
void draw_card(Ui& ui, int index, const Rect& rect, const SessionSummary& session, Shape shape) {
  const bool beside = shape != Shape::card;
  const ColorPair hue = ui.theme().hue(session.badge.hue);
  const std::string id = "session:" + std::to_string(index);
  const Face card = face(ui, id, rect, Look::normal, 3, to_text(session.session));
  const float border = ui.border(0.35F), radius = ui.mm(3) - border;
  Rect inside = card.rect.inset(border);
  const float field_height = inside.h > ui.mm(60) ? inside.h * 0.58F : inside.h * 0.37F;
  const float field_width = shape == Shape::row ? ui.mm(ui.form() == Form::phone ? 21 : 34) : inside.w * 0.4F;
  const Rect field = beside ? inside.take_start(field_width) : inside.take_top(std::round(field_height));
  if (beside) {
    ui.fill_start(field, radius, hue.soft);
  } else {
    ui.fill_top(field, radius, hue.soft);
  }
  const float pictogram = std::clamp(std::min(field.h, field.w) - ui.mm(4), ui.mm(15), ui.mm(44));
  ui.pictogram(field, session.badge.pictogram, {hue.deep, ui.theme().surface}, pictogram);
  draw_words(ui, inside.inset(shape == Shape::alone ? ui.mm(10) : ui.mm(4), ui.mm(1.5F)), session,
             shape == Shape::alone);
  if (card.tapped) ui.emit(TapSession{session.session});
}

void draw_cards(Ui& ui, const WelcomeModel& model, const Rect& area) {
  const int count = static_cast<int>(model.sessions.size());
  const bool wide = ui.form() == Form::wide;
  const int columns = wide ? std::min(count, 3) : 1, rows = (count + columns - 1) / columns;
  const float gap = ui.mm(4), lowest = ui.mm(wide ? 40 : 23), highest = wide ? area.h : ui.mm(30);
  const float sole = ui.mm(0.7F);
  const float room = area.h - sole - gap * static_cast<float>(rows - 1);
  const float height = std::clamp(std::floor(room / static_cast<float>(rows)), lowest, std::max(lowest, highest));
  const float content = height * static_cast<float>(rows) + gap * static_cast<float>(rows - 1) + sole;
  const Rect cards = ui.begin_scroll("sessions", area, content);
  const Shape shape = columns > 1 ? Shape::card : wide ? Shape::alone : Shape::row;
  for (int i = 0; i < count; ++i)
    draw_card(ui, i, cards.cell(columns, i, height, gap), model.sessions[static_cast<std::size_t>(i)], shape);
  ui.end_scroll();
}

void draw_nothing_running(Ui& ui, const Rect& area) {
  const Theme& t = ui.theme();
  panel(ui, area);
  Rect middle =
      area.centered(area.w - ui.mm(ui.form() == Form::wide ? 20 : 10), std::min(area.h - ui.mm(4), ui.text_mm(72)));
  const std::string nothing = ui.tr("Just nu pågår ingen aktivitet");
  const std::string later = ui.tr("Kom gärna tillbaka lite senare, eller fråga personalen.");
  const float height = ui.measure(nothing, type::kLead, middle.w, 2).h;
  const float below = height + ui.measure(later, type::kBody, middle.w, 3).h + ui.mm(7);
  if (const float room = middle.h - below; room >= ui.mm(8)) {  // else the words need all there is
    const Rect icon = middle.take_top(std::min(room, ui.mm(26)), ui.mm(4));
    ui.pictogram(icon, "clock", {t.pine, t.pine_soft}, icon.h);
  }
  ui.write(middle.take_top(height, ui.mm(2)), nothing, type::kLead, t.ink, {.across = Align::center, .max_lines = 2});
  ui.write(middle, later, type::kBody, t.ink, {.across = Align::center, .down = Align::start, .max_lines = 3});
}

/// The corner mark, the greeting, and the programme beside or below it.
void draw_head(Ui& ui, const WelcomeModel& model, Rect head) {
  const Theme& t = ui.theme();
  const Rect corner = head.take_start(ui.mm(12), ui.mm(4)).centered(ui.mm(12), ui.mm(12));
  // A finger is wider than the mark: the touch reaches into the margins.
  const Touch staff = ui.touch_long("staff", corner.inset(-ui.mm(2)));
  if (staff.tapped) ui.emit(OpenStaff{});
  mark(ui, corner, staff.held ? t.pine_press : t.band_ground);
  if (staff.focused) ui.outline(corner.inset(-ui.mm(1.5F)), ui.mm(3.5F), t.ink, ui.mm(0.8F));
  const std::string welcome = ui.tr("Välkommen!");
  const Size title = ui.measure(welcome, type::kTitle);
  const bool wide = ui.form() == Form::wide;
  const Rect greeting = wide ? head.take_start(title.w, ui.mm(6)) : head.take_top(title.h);
  ui.write(greeting, welcome, type::kTitle, t.ink);
  ui.write(head, model.programme, type::kSupport, t.ink2,
           {.across = wide ? Align::end : Align::start, .down = wide ? Align::center : Align::start});
}

void draw_question(Ui& ui, const WelcomeModel& model, Rect& page) {
  constexpr std::array<TypeRole, 3> kRoles{type::kBody, type::kTag, type::kSupport};
  Rect row = page.take_top(ui.mm(model.has_privacy ? 15 : 9), ui.mm(model.has_privacy ? 4 : 3));
  if (model.has_privacy) privacy_button(ui, row);
  ui.write_fitting(row, ui.tr("Vad ska du vara med på i dag?"), kRoles, ui.theme().ink,
                   {.max_lines = ui.form() == Form::wide ? 2U : 3U});
}

float head_height(Ui& ui) {
  if (ui.form() == Form::wide) return ui.mm(12);
  return std::ceil(ui.line_height(type::kTitle) + ui.line_height(type::kSupport));
}

}  // namespace

void draw(const WelcomeModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = participant_page(ui, 4);
  draw_head(ui, model, page.take_top(head_height(ui), ui.mm(3)));

  if (model.languages && ui.form() == Form::phone) return all_languages(ui, page);
  language_chips(ui, page);

  const auto notice = participant_notice(ui, screen).value_or("");
  if (!notice.empty()) notice_bar(ui, page.take_top(ui.mm(15), ui.mm(4)), "info", notice, t.ochre, type::kSupport, 9);
  if (model.sessions.empty()) {
    if (model.has_privacy && notice.empty()) {
      Rect row = page.take_top(ui.mm(15), ui.mm(4));
      privacy_button(ui, row);
    }
    return draw_nothing_running(ui, page);
  }
  if (notice.empty()) draw_question(ui, model, page);
  draw_cards(ui, model, page);
}

}  // namespace hk
