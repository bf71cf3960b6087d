#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kRowMm = 18, kLargeMm = 42.5F;

void draw_head(Ui& ui, const TodayModel& model, Rect row) {
  const Theme& t = ui.theme();
  mark(ui, row.take_start(ui.mm(10), ui.mm(4)).centered(ui.mm(10), ui.mm(10)), t.band_ground);
  if (!model.names_locked) {  // when they are, the notice below has the button that opens them
    const ButtonStyle lock{.pictogram = "lock"};
    const std::string label = ui.tr("Lås");
    if (button(ui, "lock", row.take_end(button_width(ui, label, lock), ui.mm(3)), label, lock)) ui.emit(LockNames{});
  }
  const ButtonStyle hand_over{.pictogram = "family"};
  const std::string participants = ui.tr("Till deltagarna");
  const Rect place = row.take_end(button_width(ui, participants, hand_over), ui.mm(4));
  if (button(ui, "welcome", place, participants, hand_over)) ui.emit(ShowWelcome{});
  ui.write(row, ui.tr("I dag, {day}", {{"day", ui.words().day(model.date)}}), type::kStaffTitle, t.ink);
}

void draw_count(Ui& ui, Rect area, const SessionSummary& session) {
  const Theme& t = ui.theme();
  ui.write(area.take_top(ui.em(type::kStaffCount) * 1.0F), std::to_string(session.checked_in), type::kStaffCount, t.ink,
           {.across = Align::end});
  const std::string below = session.headcount > 0
                                ? ui.tr("+ {count} utan namn", {{"count", std::to_string(session.headcount)}})
                                : ui.tr("incheckade");
  ui.write(area, below, type::kSmall, t.ink2, {.across = Align::end, .down = Align::start});
}

/// The session that began first: what the day is about now.
void draw_large(Ui& ui, const Rect& rect, const SessionSummary& session, bool locked) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  Rect content = rect.inset(ui.mm(4.35F), ui.mm(3.85F));
  Rect buttons = content.take_bottom(ui.mm(14), ui.mm(3));
  activity_disc(ui, content.take_start(ui.mm(18), ui.mm(3)), session.badge, 14);
  draw_count(ui, content.take_end(ui.mm(27)), session);
  const float title = ui.em(type::kStaffTitle) * 1.15F;
  ui.write(content.take_top(title), session.badge.name, type::kStaffTitle, t.ink);
  ui.write(content.take_top(ui.em(type::kStaff) * 1.3F), ui.words().time_span(session), type::kStaff, t.ink);
  ui.write(content.take_top(ui.em(type::kSmall) * 1.3F), session.place, type::kSmall, t.ink2);
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
  ui.write(row.take_start(ui.mm(13), ui.mm(3)), words.time, type::kStaffBold, t.ink);
  const Rect disc = row.take_start(ui.mm(11), ui.mm(3));
  activity_disc(ui, disc.centered(ui.mm(11), ui.mm(11)), badge, 8);
  const float width = button_width(ui, words.button);
  const Rect end = row.take_end(width, ui.mm(3)).centered(width, ui.mm(11));
  Rect lines = row.centered(row.w, ui.em(type::kStaff) * 1.3F + ui.em(type::kSmall) * 1.3F);
  ui.write(lines.take_top(ui.em(type::kStaff) * 1.3F), badge.name, type::kStaffBold, t.ink);
  const std::string place = words.place.empty() ? "" : isolated(words.place) + (words.count < 0 ? "" : " · ");
  const std::string count = words.count < 0 ? "" : std::to_string(words.count);
  const TextSpan spans[] = {{place, Weight::regular}, {count, Weight::bold}};
  ui.write(lines, spans, type::kSmall, t.ink2);
  return button(ui, words.id, end, words.button);
}

void draw_running(Ui& ui, Rect area, const TodayModel& model) {
  const Theme& t = ui.theme();
  ui.write(area.take_top(ui.mm(5.5F), ui.mm(2.4F)), ui.tr("Pågår nu"), type::kStaffBold, t.ink);
  if (model.running.empty()) {
    const Rect calm = area.take_top(ui.mm(30));
    panel(ui, calm);
    ui.write(calm.inset(ui.mm(5), ui.mm(3)),
             ui.tr("Inget pågår just nu. Starta ett planerat pass, eller välj Något annat."), type::kStaff, t.ink,
             {.max_lines = 3});
    return;
  }
  const auto others = static_cast<float>(model.running.size() - 1);
  const float large = ui.mm(kLargeMm), row = ui.mm(kRowMm), gap = ui.mm(2.4F);
  Rect list = ui.begin_scroll("running", area, large + others * (row + gap) + ui.mm(0.7F));
  draw_large(ui, list.take_top(large, gap), model.running.front(), model.names_locked);
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

void draw_planned(Ui& ui, const Rect& area, const TodayModel& model) {
  const Theme& t = ui.theme();
  const auto count = static_cast<float>(model.planned.size());
  const float row = ui.mm(kRowMm), edge = ui.mm(0.5F);
  if (model.planned.empty()) {
    const Rect calm{area.x, area.y, area.w, ui.mm(30)};
    panel(ui, calm);
    ui.write(calm.inset(ui.mm(5), ui.mm(3)), ui.tr("Inget mer är planerat i dag."), type::kStaff, t.ink,
             {.max_lines = 2});
    return;
  }
  const Rect frame{area.x, area.y, area.w, std::min(area.h, count * row + 2 * edge)};
  panel(ui, frame);
  Rect list = ui.begin_scroll("planned", frame.inset(ui.mm(4.35F), edge), count * row);
  for (std::size_t i = 0; i < model.planned.size(); ++i) {
    const PlannedSession& planned = model.planned[i];
    const Rect slot = list.take_top(row);
    const SessionRow words{.id = "planned:" + std::to_string(i),
                           .button = ui.tr("Starta"),
                           .time = ui.words().time(planned.start),
                           .place = planned.place};
    if (draw_row(ui, slot, planned.badge, words)) ui.emit(StartPlanned{planned.entry});
    if (i + 1 < model.planned.size()) ui.hairline(slot.x, slot.right(), slot.bottom() - ui.mm(0.35F), t.line);
  }
  ui.end_scroll();
}

}  // namespace

void draw(const TodayModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  draw_head(ui, model, page.take_top(ui.mm(11), ui.mm(3)));
  if (model.names_locked) locked_notice(ui, page);
  staff_notice(ui, screen, page);
  draw_running(ui, page.take_start(ui.mm(98), ui.mm(5)), model);
  ui.write(page.take_top(ui.mm(5.5F), ui.mm(2.4F)), ui.tr("Planerat"), type::kStaffBold, t.ink);
  const float buttons = ui.mm(14), gap = ui.mm(2.4F);
  const float rows = ui.mm(kRowMm) * static_cast<float>(model.planned.size());
  const float wanted = model.planned.empty() ? ui.mm(30) : rows + ui.mm(1);
  const Rect list = page.take_top(std::min(wanted, page.h - buttons - gap - ui.mm(1)), gap);
  draw_planned(ui, list, model);
  const Rect row = page.take_top(buttons);
  if (button(ui, "start", row.cell(2, 0, row.h, ui.mm(3)), ui.tr("Något annat"), {.pictogram = "plus"}))
    ui.emit(ShowStart{});
  if (button(ui, "export", row.cell(2, 1, row.h, ui.mm(3)), ui.tr("Veckans siffror"), {.pictogram = "report"}))
    ui.emit(ShowExport{});
}

}  // namespace hk
