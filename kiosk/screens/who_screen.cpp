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
  const Rect inside = f.rect.inset(ui.mm(2), ui.mm(1));
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
  ui.write(content, text, type::kBody, t.ink, {.max_lines = 2});
}

void draw_hints(Ui& ui, Rect area, bool nobody_found) {
  const float height = ui.mm(20), gap = ui.mm(4);
  const Rect first = area.take_top(height, gap), second = area.take_top(height);
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
  ui.write(content, text, type::kSupport, t.ink, {.down = Align::start, .max_lines = 4});
}

bool draw_way(Ui& ui, std::string_view id, const Rect& rect, std::string_view pictogram, std::string_view label) {
  const Face f = face(ui, id, rect, Look::normal, 2);
  const float icon = ui.mm(12), gap = ui.mm(3);
  const float width = std::min(ui.measure(label, type::kBody).w, f.rect.w - icon - gap - ui.mm(4));
  Rect content = f.rect.centered(icon + gap + width, f.rect.h);
  ui.pictogram(content.take_start(icon, gap), pictogram, {ui.theme().pine, ui.theme().pine_soft}, icon);
  ui.write(content, label, type::kBody, f.ink);
  return f.tapped;
}

/// For those who are not among the names. When nothing can be saved these ways lead nowhere either.
void draw_other_ways(Ui& ui, Rect area, const Screen& screen) {
  if (const auto notice = participant_notice(ui, screen)) return draw_alarm(ui, area, *notice);
  if (draw_way(ui, "new", area.take_top(ui.mm(20), ui.mm(4)), "new", ui.tr("Ny här"))) ui.emit(NewHere{});
  if (draw_way(ui, "count", area.take_top(ui.mm(20)), "anonymous", ui.tr("Utan namn"))) ui.emit(CountMe{});
}

void draw_head(Ui& ui, const WhoModel& model, Rect row) {
  const Theme& t = ui.theme();
  const float gap = ui.mm(4);
  back_button(ui, row.take_start(ui.mm(15), gap), 10, 1.6F);
  const std::string question = ui.tr("Vad heter du?");
  ui.write(row.take_start(ui.measure(question, type::kLead).w + 1, gap), question, type::kLead, t.ink);
  head_end(ui, row, model.badge, model.seconds_left);
  const std::string hint = model.more ? ui.tr("Skriv en bokstav till") : std::string();
  text_field(ui, row, model.typed.text, {.pictogram = "edit", .hint = hint});
}

}  // namespace

void draw(const WhoModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = participant_page(ui, 2.2F, band_left(model.seconds_left));
  draw_head(ui, model, page.take_top(ui.mm(15), ui.mm(4)));
  page.h = ui.mm(44);
  const float gap = ui.mm(4);
  draw_other_ways(ui, page.take_end(ui.mm(60), gap), screen);
  if (model.candidates.empty()) {
    draw_hints(ui, page, model.searched);
  } else {
    for (std::size_t i = 0; i < std::min(model.candidates.size(), kCandidatesMax); ++i)
      draw_candidate(ui, i, page.cell(3, static_cast<int>(i), ui.mm(20), gap), model.candidates[i]);
  }
  keyboard(ui, model.typed, KeyboardKind::participant);
}

}  // namespace hk
