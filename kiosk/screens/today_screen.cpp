#include <array>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kRowMm = 18, kGapMm = 2.4F, kCalmMm = 30, kTitleMm = 5.5F + kGapMm, kButtonMm = 14;

/// On a phone count and place stand under the name.
float large_height(const Ui& ui) { return ui.text_mm(ui.form() == Form::phone ? 47 : 42.5F); }

void draw_buttons(Ui& ui, const TodayModel& model, Rect row) {
  const ButtonStyle lock{.pictogram = "lock"}, hand_over{.pictogram = "family"};
  const std::string participants = ui.tr("Till deltagarna");
  if (!model.names_locked) {  // when they are, the notice below has the button that opens them
    const std::string label = ui.tr("Lås");
    if (button(ui, "lock", row.take_end(button_width(ui, label, lock), ui.mm(3)), label, lock)) ui.emit(LockNames{});
  }
  if (button(ui, "welcome", row, participants, hand_over)) ui.emit(ShowWelcome{});
}

float buttons_width(Ui& ui, const TodayModel& model) {
  const float hand_over = button_width(ui, ui.tr("Till deltagarna"), {.pictogram = "family"});
  return hand_over + (model.names_locked ? 0 : ui.mm(3) + button_width(ui, ui.tr("Lås"), {.pictogram = "lock"}));
}

/// The day; beside it or in a row of their own, the ways to the participants and to locked names.
void draw_head(Ui& ui, const TodayModel& model, Rect& page) {
  const Theme& t = ui.theme();
  Rect row = page.take_top(ui.mm(11), ui.mm(3));
  const bool wide = ui.form() == Form::wide;
  draw_buttons(ui, model, wide ? row.take_end(buttons_width(ui, model), ui.mm(4)) : page.take_top(ui.mm(11), ui.mm(3)));
  mark(ui, row.take_start(ui.mm(10), ui.mm(4)).centered(ui.mm(10), ui.mm(10)), t.band_ground);
  if (button(ui, "settings", row.take_end(ui.mm(11), ui.mm(3)), "", {.pictogram = "settings"})) ui.emit(ShowSettings{});
  if (model.may_coordinate && button(ui, "coordination", row.take_end(ui.mm(11), ui.mm(3)), "", {.pictogram = "keys"}))
    ui.emit(ShowCoordination{});
  constexpr std::array<TypeRole, 3> kRoles{type::kStaffTitle, type::kStaffPrompt, type::kStaffBold};
  ui.write_fitting(row, ui.tr("I dag, {day}", {{"day", ui.words().day(model.date)}}), kRoles, t.ink, {.max_lines = 2});
}

void draw_count(Ui& ui, Rect area, const SessionSummary& session) {
  const Theme& t = ui.theme();
  ui.write(area.take_top(ui.line_height(type::kStaffCount)), std::to_string(session.checked_in), type::kStaffCount,
           t.ink, {.across = Align::end});
  const std::string below = session.headcount > 0
                                ? ui.tr("+ {count} utan namn", {{"count", std::to_string(session.headcount)}})
                                : ui.tr("incheckade");
  ui.write(area, below, type::kSmall, t.ink2, {.across = Align::end, .down = Align::start});
}

/// The session that began first: what the day is about now.
void draw_large(Ui& ui, const Rect& rect, const SessionSummary& session, bool locked) {
  const Theme& t = ui.theme();
  const bool phone = ui.form() == Form::phone;
  constexpr std::array<TypeRole, 3> kName{type::kStaffTitle, type::kStaffPrompt, type::kStaffBold};
  panel(ui, rect);
  Rect content = rect.inset(ui.mm(4.35F), ui.mm(3.85F));
  Rect buttons = content.take_bottom(ui.mm(kButtonMm), ui.mm(3));
  const float side = ui.mm(phone ? 14 : 18);
  const Rect disc = content.take_start(side, ui.mm(3));
  activity_disc(ui, {disc.x, disc.y, side, std::min(side, disc.h)}, session.badge, phone ? 11 : 14);
  if (!phone) draw_count(ui, content.take_end(ui.mm(27)), session);
  const float title = ui.line_height(type::kStaffTitle);
  ui.write_fitting(content.take_top(title), session.badge.name, kName, t.ink);
  if (phone) draw_count(ui, content.take_end(ui.mm(30)), session);
  ui.write(content.take_top(ui.line_height(type::kStaff)), ui.words().time_span(session), type::kStaff, t.ink);
  ui.write(content, session.place, type::kSmall, t.ink2, {.down = Align::start, .max_lines = 2});
  const ButtonStyle close{.pictogram = "door"};
  const std::string label = ui.tr("Avsluta");
  const Rect end = buttons.take_end(button_width(ui, label, close), ui.mm(3));
  if (button(ui, "close:0", end, label, close)) ui.emit(ShowClose{session.session});
  // Locked, there is no list to open, but those without a name are counted there.
  const ButtonStyle list{.look = Look::primary, .pictogram = locked ? "plus" : "list"};
  const std::string open = locked ? ui.tr("Räkna utan namn") : ui.tr("Deltagarlista");
  if (button(ui, "roster:0", buttons, open, list)) ui.emit(ShowRoster{session.session});
}

/// Time, disc, name over place, a button at the end. True when the button was tapped.
struct SessionRow {
  std::string id, button;
  std::string time, place;
  std::int64_t count = -1;  // shown bold after the place when not negative
};

bool draw_row(Ui& ui, Rect row, const ActivityBadge& badge, const SessionRow& words) {
  const Theme& t = ui.theme();
  const bool phone = ui.form() == Form::phone;
  std::string place = words.place.empty() ? "" : isolated(words.place);
  if (phone) {
    place = words.time + (place.empty() ? "" : " · ") + place;
  } else {
    ui.write(row.take_start(ui.mm(13), ui.mm(3)), words.time, type::kStaffBold, t.ink);
    const Rect disc = row.take_start(ui.mm(11), ui.mm(3));
    activity_disc(ui, disc.centered(ui.mm(11), ui.mm(11)), badge, 8);
  }
  const float width = button_width(ui, words.button);
  const Rect end = row.take_end(width, ui.mm(3)).centered(width, ui.mm(11));
  if (words.count >= 0 && !place.empty()) place += " · ";
  const std::string count = words.count < 0 ? "" : std::to_string(words.count);
  const TextSpan spans[] = {{place, Weight::regular}, {count, Weight::bold}};
  const float small = ui.measure(place + count, type::kSmall, row.w, phone ? 2 : 1).h;
  const float name = ui.line_height(type::kStaff);
  constexpr std::array<TypeRole, 2> kName{type::kStaffBold, type::kSmallBold};
  Rect lines = row.centered(row.w, name + small);
  ui.write_fitting(lines.take_top(name), badge.name, kName, t.ink);
  ui.write(lines, spans, type::kSmall, t.ink2, {.down = Align::start, .max_lines = phone ? 2U : 1U});
  return button(ui, words.id, end, words.button);
}

void draw_calm(Ui& ui, const Rect& rect, std::string_view text) {
  panel(ui, rect);
  ui.write(rect.inset(ui.mm(5), ui.mm(3)), text, type::kStaff, ui.theme().ink, {.max_lines = 4});
}

std::string started_text(const Ui& ui, const SessionSummary& session) {
  return ui.words().tr_count("{count} incheckad", "{count} incheckade", session.checked_in);
}

/// What two tablets started each for itself. It can wait: what is below can be used as if it were not there.
void draw_question(Ui& ui, const SameSessionQuestion& asked, LocalDate today, Rect& page) {
  const Theme& t = ui.theme();
  const bool phone = ui.form() == Form::phone;
  const std::string place =
      asked.first.place.empty() ? asked.first.badge.name : asked.first.badge.name + ", " + asked.first.place;
  const std::string two = ui.tr("{what}: {first} ({here}) och {second} ({there}).",
                                {{"what", asked.date == today ? place : ui.words().day(asked.date) + ", " + place},
                                 {"first", ui.words().time(asked.first.start)},
                                 {"here", started_text(ui, asked.first)},
                                 {"second", ui.words().time(asked.second.start)},
                                 {"there", started_text(ui, asked.second)}});
  const float buttons = ui.mm(phone ? 11 : 50), padding = ui.mm(3), gap = ui.mm(3);
  const float width = page.w - 2 * padding - (phone ? 0 : buttons + gap);
  const float title = ui.line_height(type::kStaffBold), words = ui.measure(two, type::kSmall, width, 4).h + 1;
  const float height = std::max(title + words, ui.mm(phone ? 0 : 11)) + (phone ? gap + buttons : 0);
  const Rect frame = page.take_top(height + 2 * padding, ui.mm(3));
  panel(ui, frame);
  Rect content = frame.inset(padding);
  const Rect row =
      phone ? content.take_bottom(buttons, gap) : content.take_end(buttons, gap).centered(buttons, ui.mm(11));
  Rect lines = content.centered(content.w, title + words);
  ui.write(lines.take_top(title), ui.tr("Samma tillfälle?"), type::kStaffBold, t.ink);
  ui.write(lines, two, type::kSmall, t.ink2, {.down = Align::start, .max_lines = 4});
  const SessionId a = asked.first.session, b = asked.second.session;
  if (button(ui, "same:no", row.cell(2, 0, row.h, gap), ui.tr("Nej"))) ui.emit(AnswerSameSession{a, b, false});
  if (button(ui, "same:yes", row.cell(2, 1, row.h, gap), ui.tr("Ja"))) ui.emit(AnswerSameSession{a, b, true});
}

/// Title and all rows.
float running_height(const Ui& ui, const TodayModel& model) {
  if (model.running.empty()) return ui.text_mm(kTitleMm) + ui.text_mm(kCalmMm);
  const auto others = static_cast<float>(model.running.size() - 1);
  return ui.text_mm(kTitleMm) + large_height(ui) + others * (ui.text_mm(kRowMm) + ui.mm(kGapMm)) + ui.mm(1);
}

void draw_running(Ui& ui, Rect area, const TodayModel& model) {
  const Theme& t = ui.theme();
  const float content = running_height(ui, model) - ui.text_mm(kTitleMm);
  ui.write(area.take_top(ui.text_mm(5.5F), ui.mm(kGapMm)), ui.tr("Pågår nu"), type::kStaffBold, t.ink);
  if (model.running.empty())
    return draw_calm(ui, area.take_top(ui.text_mm(kCalmMm)),
                     ui.tr("Inget pågår just nu. Starta ett planerat pass, eller välj Något annat."));
  const float row = ui.text_mm(kRowMm), gap = ui.mm(kGapMm);
  Rect list = ui.begin_scroll("running", area, content);
  draw_large(ui, list.take_top(large_height(ui), gap), model.running.front(), model.names_locked);
  for (std::size_t i = 1; i < model.running.size(); ++i) {
    const SessionSummary& session = model.running[i];
    const Rect slot = list.take_top(row, gap);
    panel(ui, slot);
    const SessionRow words{.id = "roster:" + std::to_string(i),
                           .button = ui.tr("Öppna"),
                           .time = ui.words().time(session.start),
                           .place = session.place,
                           .count = session.checked_in};
    if (draw_row(ui, slot.inset(ui.mm(4.35F), 0), session.badge, words)) ui.emit(ShowRoster{session.session});
  }
  ui.end_scroll();
}

/// All rows, without the title.
float planned_height(const Ui& ui, const TodayModel& model) {
  if (model.planned.empty()) return ui.text_mm(kCalmMm);
  return ui.text_mm(kRowMm) * static_cast<float>(model.planned.size()) + ui.mm(1);
}

void draw_planned(Ui& ui, const Rect& area, const TodayModel& model) {
  if (model.planned.empty()) return draw_calm(ui, area, ui.tr("Inget mer är planerat i dag."));
  const float row = ui.text_mm(kRowMm), edge = ui.mm(0.5F);
  panel(ui, area);
  Rect list = ui.begin_scroll("planned", area.inset(ui.mm(4.35F), edge), planned_height(ui, model) - 2 * edge);
  for (std::size_t i = 0; i < model.planned.size(); ++i) {
    const PlannedSession& planned = model.planned[i];
    const Rect slot = list.take_top(row);
    const SessionRow words{.id = "planned:" + std::to_string(i),
                           .button = ui.tr("Starta"),
                           .time = ui.words().time(planned.start),
                           .place = planned.place};
    if (draw_row(ui, slot, planned.badge, words)) ui.emit(StartPlanned{planned.entry});
    if (i + 1 < model.planned.size()) ui.hairline(slot.x, slot.right(), slot.bottom() - ui.mm(0.35F), ui.theme().line);
  }
  ui.end_scroll();
}

/// What is planned, and under it what can be done besides.
void draw_rest(Ui& ui, Rect area, const TodayModel& model) {
  const float gap = ui.mm(kGapMm), buttons = ui.mm(kButtonMm);
  ui.write(area.take_top(ui.text_mm(5.5F), gap), ui.tr("Planerat"), type::kStaffBold, ui.theme().ink);
  const float room = area.h - buttons - gap - ui.mm(1);
  draw_planned(ui, area.take_top(std::min(planned_height(ui, model), room), gap), model);
  const Rect row = area.take_top(buttons);
  if (button(ui, "start", row.cell(2, 0, row.h, ui.mm(3)), ui.tr("Något annat"), {.pictogram = "plus"}))
    ui.emit(ShowStart{});
  if (button(ui, "week", row.cell(2, 1, row.h, ui.mm(3)), ui.tr("Veckans siffror"), {.pictogram = "report"}))
    ui.emit(ShowWeek{});
}

}  // namespace

void draw(const TodayModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = staff_page(ui, screen.sync);
  draw_head(ui, model, page);
  if (model.names_locked) locked_notice(ui, page);
  staff_notice(ui, screen, page);
  if (model.question) draw_question(ui, *model.question, model.date, page);
  if (ui.form() == Form::wide) {
    draw_running(ui, page.take_start(ui.mm(98), ui.mm(5)), model);
    return draw_rest(ui, page, model);
  }
  const float gap = ui.mm(5), running = running_height(ui, model);
  const float rest = ui.text_mm(kTitleMm) + planned_height(ui, model) + ui.mm(kGapMm) + ui.mm(kButtonMm) + ui.mm(1);
  Rect list = ui.begin_scroll("day", page, running + gap + rest);
  draw_running(ui, list.take_top(running, gap), model);
  draw_rest(ui, list, model);
  ui.end_scroll();
}

}  // namespace hk
