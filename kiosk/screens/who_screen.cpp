#include <array>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

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

struct Help {
  std::string text;
  std::string_view pictogram;
  bool alarm = false;
};

/// Where someone who is not among the names finds help; later ways stand in its place.
Help help_of(const Ui& ui, const WhoModel& model, const Screen& screen) {
  if (auto notice = participant_notice(ui, screen)) return {*std::move(notice), "warn", true};
  if (model.more) return {ui.tr("Ser du inte ditt namn? Skriv en bokstav till."), "keyboard"};
  return {ui.tr("Hittar du inte ditt namn? Fråga personalen."), "advice"};
}

void draw_help(Ui& ui, const Rect& area, const Help& help) {
  const Theme& t = ui.theme();
  if (help.alarm) {
    ui.fill(area, ui.mm(3), t.alarm.soft);
  } else {
    panel(ui, area);
  }
  Rect content = area.inset(ui.mm(4), ui.mm(3));
  const Rect icon = content.take_top(ui.mm(12), ui.mm(2));
  ui.pictogram({icon.x, icon.y, icon.h, icon.h}, help.pictogram,
               help.alarm ? ColorPair{t.alarm.deep, t.surface} : ColorPair{t.pine, t.pine_soft}, icon.h);
  ui.write(content, help.text, type::kSupport, t.ink, {.down = Align::start, .max_lines = 4});
}

/// "Är du kvar? 7" beside the unravelling band: the screen clears itself soon.
void draw_still_there(Ui& ui, const Rect& slot, int seconds) {
  const Theme& t = ui.theme();
  const Rect pill = slot.centered(slot.w, ui.mm(13));
  ui.fill(pill, pill.h / 2, t.ochre.soft);
  Rect content = pill.inset(ui.mm(3), 0);
  const Rect icon = content.take_start(ui.mm(8), ui.mm(2));
  ui.pictogram(icon, "clock", {t.ochre.deep, Color{0, 0, 0, 0}}, icon.w, 2);
  ui.write(content, ui.tr("Är du kvar? {seconds}", {{"seconds", std::to_string(seconds)}}), type::kSupport, t.ink);
}

void draw_head(Ui& ui, const WhoModel& model, Rect row) {
  const Theme& t = ui.theme();
  const float gap = ui.mm(4);
  back_button(ui, row.take_start(ui.mm(15), gap), 10, 1.6F);
  const std::string question = ui.tr("Vad heter du?");
  ui.write(row.take_start(ui.measure(question, type::kLead).w + 1, gap), question, type::kLead, t.ink);
  const float word = std::min(ui.measure(model.badge.name, type::kTag).w + 1, ui.mm(44));
  const float end = model.seconds_left ? ui.mm(52) : ui.mm(18.5F) + word;
  const Rect slot = row.take_end(end, gap);
  if (model.seconds_left) {
    draw_still_there(ui, slot, *model.seconds_left);
  } else {
    activity_tag(ui, slot, model.badge);
  }
  text_field(ui, row, model.typed.text, {.pictogram = "edit"});
}

}  // namespace

void draw(const WhoModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  const float left = model.seconds_left ? static_cast<float>(std::clamp(*model.seconds_left, 0, 10)) / 10 : 1;
  Rect page = participant_page(ui, 2.2F, left);
  draw_head(ui, model, page.take_top(ui.mm(15), ui.mm(4)));
  page.h = ui.mm(44);
  const float gap = ui.mm(4);
  draw_help(ui, page.take_end(ui.mm(60), gap), help_of(ui, model, screen));
  if (model.candidates.empty()) {
    draw_hints(ui, page, model.searched);
  } else {
    for (std::size_t i = 0; i < std::min(model.candidates.size(), kCandidatesMax); ++i)
      draw_candidate(ui, i, page.cell(3, static_cast<int>(i), ui.mm(20), gap), model.candidates[i]);
  }
  keyboard(ui, model.typed, KeyboardKind::participant);
}

}  // namespace hk
