#include <array>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/screens.h"

namespace hk {
namespace {

constexpr std::size_t kCandidatesMax = 6;

void draw_candidate(Ui& ui, std::size_t index, const Rect& rect, const Candidate& candidate) {
  const Face f = face(ui, "candidate:" + std::to_string(index), rect, Look::normal, 2, to_text(candidate.participant));
  // One isolate round both, so that first name and initial keep the order of the name's own script.
  const std::string first = "\u2068" + candidate.first_name;
  const std::string rest = (candidate.initial.empty() ? "" : " " + candidate.initial) + "\u2069";
  const TextSpan spans[] = {{first, Weight::bold}, {rest, Weight::regular}};
  constexpr std::array<TypeRole, 3> kRoles{type::kBody, type::kTag, type::kSupport};
  const Rect inside = f.rect.inset(ui.mm(3), ui.mm(1));
  const std::size_t lines = 2;
  ui.write(inside, spans, ui.fitting(inside, spans, kRoles, lines), f.ink,
           {.across = Align::center, .max_lines = lines});
  if (f.tapped) ui.emit(TapCandidate{candidate.participant});
}

void draw_hint(Ui& ui, const Rect& row, std::string_view pictogram, std::string_view text) {
  const Theme& t = ui.theme();
  Rect content = row.inset(ui.mm(2), 0);
  const Rect icon = content.take_start(ui.mm(12), ui.mm(3));
  ui.pictogram(icon, pictogram, {t.pine, t.pine_soft}, icon.w);
  ui.write(content, text, type::kBody, t.ink, {.max_lines = ui.form() == Form::phone ? 3U : 2U});
}

float hint_height(Ui& ui) { return ui.mm(ui.form() == Form::phone ? 13 : 20); }
float hint_gap(Ui& ui) { return ui.mm(ui.form() == Form::phone ? 2 : 4); }
float hints_height(Ui& ui) { return 2 * hint_height(ui) + hint_gap(ui); }

void draw_hints(Ui& ui, Rect area, bool nobody_found) {
  const Rect first = area.take_top(hint_height(ui), hint_gap(ui)), second = area.take_top(hint_height(ui));
  if (nobody_found) {
    draw_hint(ui, first, "search", ui.tr("Inget namn börjar så."));
    draw_hint(ui, second, "edit", ui.tr("Prova att skriva på ett annat sätt."));
  } else {
    draw_hint(ui, first, "keyboard", ui.tr("Skriv början av ditt namn."));
    draw_hint(ui, second, "tick", ui.tr("Tryck på ditt namn när du ser det."));
  }
}

void draw_alarm(Ui& ui, const Rect& area, std::string_view text) {
  const Theme& t = ui.theme();
  ui.fill(area, ui.mm(3), t.alarm.soft);
  Rect content = area.inset(ui.mm(4), ui.mm(3));
  const Rect icon = content.take_top(ui.mm(12), ui.mm(2));
  ui.pictogram({icon.x, icon.y, icon.h, icon.h}, "warn", {t.alarm.deep, t.surface}, icon.h);
  constexpr std::array<TypeRole, 2> kRoles{type::kTag, type::kSupport};
  ui.write_fitting(content, text, kRoles, t.ink, {.down = Align::start, .max_lines = 4});
}

bool draw_way(Ui& ui, std::string_view id, const Rect& rect, std::string_view pictogram, std::string_view label) {
  const Face f = face(ui, id, rect, Look::normal, 2);
  const bool phone = ui.form() == Form::phone;
  const float icon = ui.mm(phone ? 9 : 12), gap = ui.mm(phone ? 2 : 3);
  constexpr std::array<TypeRole, 3> kRoles{type::kBody, type::kTag, type::kSupport};
  const Rect room{f.rect.x, f.rect.y, f.rect.w - icon - gap - ui.mm(3), f.rect.h};
  const TextSpan words{label, Weight::regular};
  const TypeRole role = ui.fitting(room, std::span(&words, 1), kRoles, 2);
  Rect content = f.rect.centered(icon + gap + ui.measure(label, role, room.w, 2).w, f.rect.h);
  ui.pictogram(content.take_start(icon, gap), pictogram, f.accent, icon);
  ui.write(content, label, role, f.ink, {.max_lines = 2});
  return f.tapped;
}

/// For those who are not among the names: under each other in a column of `area`, or beside each other in a row. When
/// nothing can be saved these ways lead nowhere either.
void draw_other_ways(Ui& ui, const Rect& area, const Screen& screen) {
  if (const auto notice = participant_notice(ui, screen)) return draw_alarm(ui, area, *notice);
  const float height = ui.mm(20), gap = ui.mm(4);
  const int columns = ui.form() == Form::wide ? 1 : 2;
  if (draw_way(ui, "new", area.cell(columns, 0, height, gap), "new", ui.tr("Ny här"))) ui.emit(NewHere{});
  if (draw_way(ui, "count", area.cell(columns, 1, height, gap), "anonymous", ui.tr("Utan namn"))) ui.emit(CountMe{});
}

void draw_field(Ui& ui, const WhoModel& model, const Rect& rect) {
  const std::string hint = model.more ? ui.tr("Skriv en bokstav till") : std::string();
  text_field(ui, rect, model.typed, {.pictogram = "edit", .hint = hint});
}

/// Back, the question, what one is joining; the field in the same row, or in one of its own.
void draw_head(Ui& ui, const WhoModel& model, Rect& page) {
  const Theme& t = ui.theme();
  constexpr std::array<TypeRole, 2> kRoles{type::kLead, type::kTagBold};
  const bool phone = ui.form() == Form::phone;
  const float gap = ui.mm(4);
  const std::string question = ui.tr("Vad heter du?");
  Rect row = page.take_top(ui.mm(15), gap);
  back_button(ui, row.take_start(ui.mm(15), gap), 10, 1.6F);
  if (ui.form() == Form::wide) {
    ui.write(row.take_start(ui.measure(question, type::kLead).w + 1, gap), question, type::kLead, t.ink);
    head_end(ui, row, model.badge, model.seconds_left);
    return draw_field(ui, model, row);
  }
  // A phone has room for one of them: that the screen soon clears itself is said before what was touched just now.
  if (!phone || model.seconds_left) head_end(ui, row, model.badge, model.seconds_left);
  if (!phone || !model.seconds_left) ui.write_fitting(row, question, kRoles, t.ink, {.max_lines = 2});
  draw_field(ui, model, page.take_top(ui.mm(15), gap));
}

/// Calmly: most who read it have done nothing but misspell.
void draw_ask_staff(Ui& ui, Rect area) {
  draw_hint(ui, area.take_top(hint_height(ui)), "info", ui.tr("Fråga personalen, de hjälper dig."));
}

void draw_names(Ui& ui, const WhoModel& model, const Rect& area, int columns) {
  if (model.ask_staff) return draw_ask_staff(ui, area);
  if (model.candidates.empty()) return draw_hints(ui, area, model.searched);
  for (std::size_t i = 0; i < std::min(model.candidates.size(), kCandidatesMax); ++i)
    draw_candidate(ui, i, area.cell(columns, static_cast<int>(i), ui.mm(20), ui.mm(4)), model.candidates[i]);
}

/// The names over the other ways, which stand by the keyboard as long as there is room. That nothing can be saved is
/// said above them, always in sight.
void draw_column(Ui& ui, const WhoModel& model, const Screen& screen, Rect page) {
  const auto notice = participant_notice(ui, screen);
  if (notice)
    notice_bar(ui, page.take_top(participant_notice_height(ui), ui.mm(3)), "warn", *notice, ui.theme().alarm,
               type::kBody, 9);
  const int columns = ui.form() == Form::tall ? 2 : 1;
  const int rows = (static_cast<int>(std::min(model.candidates.size(), kCandidatesMax)) + columns - 1) / columns;
  const float row = ui.mm(20), gap = ui.mm(4), sole = ui.mm(0.7F);
  const float names = rows == 0 ? hints_height(ui) + hint_gap(ui) : static_cast<float>(rows) * (row + gap);
  const float height = std::max(page.h, names + (notice ? 0 : row + sole));
  Rect content = ui.begin_scroll("names", page, height);
  content.take_bottom(sole);
  if (!notice) draw_other_ways(ui, content.take_bottom(row, gap), screen);
  draw_names(ui, model, content, columns);
  ui.end_scroll();
}

}  // namespace

void draw(const WhoModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = participant_page(ui, 2.2F, band_left(model.seconds_left));
  draw_head(ui, model, page);
  page.h = keyboard_top(ui) - ui.mm(ui.form() == Form::tall ? 4 : 2) - page.y;
  if (ui.form() != Form::wide) {
    draw_column(ui, model, screen, page);
  } else {
    page.h = ui.mm(44);
    draw_other_ways(ui, page.take_end(ui.mm(60), ui.mm(4)), screen);
    draw_names(ui, model, page, 3);
  }
  keyboard(ui, model.typed, KeyboardKind::participant);
}

}  // namespace hk
