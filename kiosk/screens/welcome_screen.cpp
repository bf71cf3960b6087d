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

/// Beside each other a column's row has no room for the place: Done tells it.
enum class Shape : unsigned char { card, row, alone };

std::string place_and_time(const Ui& ui, const SessionSummary& session, Shape shape) {
  const Words& words = ui.words();
  const std::string when = session.planned_end ? ui.tr("till {time}", {{"time", words.time(*session.planned_end)}})
                                               : ui.tr("från {time}", {{"time", words.time(session.start)}});
  const bool narrow = shape == Shape::row && ui.form() == Form::wide;
  return narrow || session.place.empty() ? when : when + " · " + isolated(session.place);
}

constexpr float kNameGapMm = 1;

/// What a card says, within `room`.
struct CardWords {
  std::string where;
  TypeRole name, small;
  float name_height, where_height;
};

CardWords words_of(Ui& ui, const SessionSummary& session, const Size& room, Shape shape) {
  const bool alone = shape == Shape::alone;
  CardWords words{.where = place_and_time(ui, session, shape),
                  .name = {},
                  .small = alone ? type::kBody : type::kSupport,
                  .name_height = 0,
                  .where_height = 0};
  words.where_height = ui.measure(words.where, words.small, room.w, 2).h;
  const TextSpan name{session.badge.name, Weight::bold};
  words.name = ui.fitting({0, 0, room.w, room.h - words.where_height - ui.mm(kNameGapMm)}, std::span(&name, 1),
                          alone ? kAloneRoles : kNameRoles, 2);
  words.name_height = ui.measure(session.badge.name, words.name, room.w, 2).h;
  return words;
}

void draw_words(Ui& ui, const Rect& rect, const SessionSummary& session, Shape shape) {
  const CardWords words = words_of(ui, session, {rect.w, rect.h}, shape);
  const float gap = ui.mm(kNameGapMm);
  Rect place = rect.centered(rect.w, words.name_height + gap + words.where_height);
  ui.write(place.take_top(words.name_height, gap), session.badge.name, words.name, ui.theme().ink, {.max_lines = 2});
  ui.write(place, words.where, words.small, ui.theme().ink2, {.max_lines = 2});
}

constexpr float kCardPaddingMm = 4, kCardEdgeMm = 1.5F;

/// Of the cards beside each other, above their words: as much as the longest of those leave.
float field_height(Ui& ui, const WelcomeModel& model, const Rect& card) {
  constexpr float kLeast = 0.37F, kMost = 0.58F;
  float words = 0;
  for (const SessionSummary& session : model.sessions) {
    const Size room{card.w - 2 * ui.mm(kCardPaddingMm) - 2, card.h * (1 - kLeast) - 2 * ui.mm(kCardEdgeMm)};
    const CardWords one = words_of(ui, session, room, Shape::card);
    words = std::max(words, one.name_height + ui.mm(kNameGapMm) + one.where_height);
  }
  return std::round(std::clamp(card.h - words - 4 * ui.mm(kCardEdgeMm), card.h * kLeast, card.h * kMost));
}

float row_field(const Ui& ui) { return ui.mm(ui.form() == Form::tall ? 34 : ui.form() == Form::phone ? 21 : 18); }

/// What the longest words of a row need.
float row_height(Ui& ui, const WelcomeModel& model, float width) {
  const float room = width - row_field(ui) - 2 * ui.mm(kCardPaddingMm) - 2 * ui.border(ui.theme().border_mm);
  float words = 0;
  for (const SessionSummary& session : model.sessions) {
    const CardWords one = words_of(ui, session, {room, 0}, Shape::row);
    words = std::max(words, one.name_height + ui.mm(kNameGapMm) + one.where_height);
  }
  return std::ceil(words) + 2 * ui.mm(kCardEdgeMm) + 2 * ui.border(ui.theme().border_mm);
}

/// The soft field lies above the words, or beside them when a card has the whole width or little height.
void draw_card(Ui& ui, int index, const Rect& rect, const SessionSummary& session, Shape shape, float field_above) {
  const bool beside = shape != Shape::card;
  const ColorPair hue = ui.theme().hue(session.badge.hue);
  const std::string id = "session:" + std::to_string(index);
  const Face card = face(ui, id, rect, Look::normal, 3, to_text(session.session));
  const float border = ui.border(ui.theme().border_mm), radius = ui.mm(3) - border;
  Rect inside = card.rect.inset(border);
  const float field_width = shape == Shape::row ? row_field(ui) : inside.w * 0.4F;
  const Rect field = beside ? inside.take_start(field_width) : inside.take_top(field_above);
  if (beside) {
    ui.fill_start(field, radius, hue.soft);
  } else {
    ui.fill_top(field, radius, hue.soft);
  }
  const float pictogram = std::clamp(std::min(field.h, field.w) - ui.mm(4), ui.mm(15), ui.mm(44));
  ui.pictogram(field, session.badge.pictogram, {hue.deep, ui.theme().surface}, pictogram);
  draw_words(ui, inside.inset(ui.mm(shape == Shape::alone ? 10 : kCardPaddingMm), ui.mm(kCardEdgeMm)), session, shape);
  if (card.tapped) ui.emit(TapSession{session.session});
}

/// More than stand beside each other: a lying page has no room to spare.
bool is_full(const WelcomeModel& model) { return model.sessions.size() > 3; }

/// Of rows `least` high that are more than `area` shows: as many whole as let the next one be seen to go on.
float height_of_cut_rows(const Ui& ui, const Rect& area, float least, float gap) {
  const float seen = ui.mm(6);
  const float whole = std::max(1.0F, std::floor((area.h - seen) / (least + gap)));
  return std::max(least, std::min(std::floor((area.h - seen) / whole) - gap, ui.mm(30)));
}

void draw_cards(Ui& ui, const WelcomeModel& model, const Rect& area) {
  const int count = static_cast<int>(model.sessions.size());
  const bool wide = ui.form() == Form::wide;
  const int columns = wide ? std::min(count, 3) : 1, rows = (count + columns - 1) / columns;
  const bool in_rows = !wide || is_full(model);
  const float gap = ui.mm(4), highest = wide ? area.h : ui.mm(30);
  const float width = area.cell(columns, 0, 0, gap).w;
  const float lowest = in_rows ? std::max(ui.mm(20), row_height(ui, model, width)) : ui.mm(40);
  const float sole = ui.mm(0.7F);
  const float room = area.h - sole - gap * static_cast<float>(rows - 1);
  const float shared = std::floor(room / static_cast<float>(rows));
  const float height =
      shared < lowest ? height_of_cut_rows(ui, area, lowest, gap) : std::min(shared, std::max(lowest, highest));
  const float content = height * static_cast<float>(rows) + gap * static_cast<float>(rows - 1) + sole;
  const Rect cards = ui.begin_scroll("sessions", area, content);
  const Shape shape = in_rows ? Shape::row : columns > 1 ? Shape::card : Shape::alone;
  const float field = shape == Shape::card ? field_height(ui, model, cards.cell(columns, 0, height, gap)) : 0;
  for (int i = 0; i < count; ++i)
    draw_card(ui, i, cards.cell(columns, i, height, gap), model.sessions[static_cast<std::size_t>(i)], shape, field);
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

/// A standing page has the way to the notice in its head, and a full one; a lying page beside the question.
bool has_privacy_in_head(const Ui& ui, const WelcomeModel& model) {
  return model.has_privacy && (ui.form() != Form::wide || is_full(model));
}

/// The corner mark, the greeting, and the programme beside or below it.
void draw_head(Ui& ui, const WelcomeModel& model, Rect head) {
  const Theme& t = ui.theme();
  if (has_privacy_in_head(ui, model)) {
    Rect end = head.centered(head.w, ui.mm(15));
    privacy_button(ui, end, WordsBeside::no);
    head.w = end.w;
  }
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
  const bool button = model.has_privacy && !has_privacy_in_head(ui, model);
  const float line = std::max(ui.mm(9), std::ceil(ui.line_height(type::kBody)));
  Rect row = page.take_top(button ? ui.mm(15) : line, ui.mm(button ? 4 : 3));
  if (button) privacy_button(ui, row);
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
  if (!notice.empty())
    notice_bar(ui, page.take_top(participant_notice_height(ui), ui.mm(4)), "info", notice, t.ochre, type::kBody, 9);
  if (model.sessions.empty()) {
    if (model.has_privacy && !has_privacy_in_head(ui, model) && notice.empty()) {
      Rect row = page.take_top(ui.mm(15), ui.mm(4));
      privacy_button(ui, row);
    }
    return draw_nothing_running(ui, page);
  }
  if (notice.empty()) draw_question(ui, model, page);
  draw_cards(ui, model, page);
}

}  // namespace hk
