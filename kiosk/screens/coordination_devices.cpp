#include <array>
#include <cmath>

#include "kiosk/screens/coordination_parts.h"

/// The pages about devices, and how a new one is let in.
namespace hk {
namespace {

std::string device_name(const Ui& ui, const DeviceRow& device) {
  return device.label.empty() ? ui.tr("Enhet utan namn") : isolated(device.label);
}

std::string contact_text(const Ui& ui, const DeviceRow& device) {
  if (device.own) return ui.tr("Den här enheten");
  if (!device.approved) return ui.tr("Väntar på att godkännas");
  if (!device.last_contact) return ui.tr("Ingen kontakt ännu");
  return ui.tr("Kontakt {when}", {{"when", moment_text(ui, *device.last_contact)}});
}

void device_rows(Ui& ui, const CoordinationModel& model, const Rect& page) {
  std::vector<LinkRow> rows;
  for (const DeviceRow& device : model.devices)
    rows.push_back({to_text(device.device), "digital", device_name(ui, device), contact_text(ui, device),
                    OpenCoordination{CoordinationPage::device, device.device}});
  link_rows(ui, page, "devices", rows);
}

constexpr std::size_t kLinesMax = 8;

float text_height(Ui& ui, std::string_view text, float width) {
  return std::ceil(ui.measure(text, type::kStaffPrompt, width, kLinesMax).h) + 1;
}

void paragraph(Ui& ui, Rect& page, std::string_view text) {
  ui.write(page.take_top(text_height(ui, text, page.w), ui.mm(3)), text, type::kStaffPrompt, ui.theme().ink,
           {.down = Align::start, .max_lines = kLinesMax});
}

/// What of a cell is for its number, and what for the word.
std::pair<Rect, Rect> word_cell(const Ui& ui, Rect cell) {
  cell = cell.inset(ui.mm(3), 0);
  const Rect number = cell.take_start(ui.mm(5));
  return {number, cell};
}

/// All alike, or the short ones would look the more important.
TypeRole word_role(Ui& ui, const SixWords& words, const Rect& cell) {
  const Rect room = word_cell(ui, cell).second;
  const bool large = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return ui.measure(isolated(word), type::kStaffTitle).w <= room.w;
  });
  return large ? type::kStaffTitle : type::kStaffPrompt;
}

/// Numbered, for they are read aloud one by one.
void draw_word(Ui& ui, const Rect& cell, std::size_t number, std::string_view word, const TypeRole& role) {
  panel(ui, cell);
  const auto [first, rest] = word_cell(ui, cell);
  ui.write(first, std::to_string(number), type::kSmall, ui.theme().ink2);
  ui.write(rest, isolated(word), role, ui.theme().ink);
}

/// The words stand over the buttons, so that nobody comes to these without having seen them.
void draw_comparison(Ui& ui, const DeviceRow& device, const SixWords& words, bool working, Rect page) {
  page.w = std::min(page.w, ui.mm(126));
  const bool phone = ui.form() == Form::phone;
  const int columns = phone ? 2 : 3, button_columns = phone ? 1 : 2;
  const float row = ui.mm(13), gap = ui.mm(3);
  const std::string question = ui.tr("Visar den nya enheten samma sex ord?");
  const std::string name = ui.tr("Enhet: {name}", {{"name", device_name(ui, device)}});
  const float rows = static_cast<float>((phone ? 3 : 2) + (phone ? 2 : 1));
  Rect list = ui.begin_scroll(
      "words", page, text_height(ui, question, page.w) + text_height(ui, name, page.w) + rows * (row + gap) + 2 * gap);
  paragraph(ui, list, name);
  const TypeRole role = word_role(ui, words, list.cell(columns, 0, row, gap));
  for (std::size_t i = 0; i < words.size(); ++i)
    draw_word(ui, list.cell(columns, static_cast<int>(i), row, gap), i + 1, words[i], role);
  list.take_top(static_cast<float>(phone ? 3 : 2) * (row + gap));
  paragraph(ui, list, working ? ui.tr("Godkänner …") : question);
  if (!working) {
    const Rect no = list.cell(button_columns, 0, row, gap), yes = list.cell(button_columns, 1, row, gap);
    if (button(ui, "act:refuse", no, ui.tr("Nej, de är olika"))) ui.emit(Act{CoordinationAct::refuse_words});
    if (button(ui, "act:approve", yes, ui.tr("Ja, godkänn"), {.look = Look::primary}))
      ui.emit(Act{CoordinationAct::approve_words});
  }
  ui.end_scroll();
}

void draw_warning(Ui& ui, Rect page) {
  page.w = std::min(page.w, ui.mm(126));
  if (foot_button(ui, page, "act:new-code", ui.tr("Ny kod"), "plus")) ui.emit(Act{CoordinationAct::new_device});
  calm_panel(ui, page,
             ui.tr("Enheten är inte godkänd. Olika ord kan betyda att någon lyssnar emellan, eller att det är en annan "
                   "enhet. Börja om på den nya enheten med en ny kod."));
}

}  // namespace

void draw_devices(Ui& ui, const CoordinationModel& model, Rect page) {
  if (foot_button(ui, page, "act:new-device", ui.tr("Ny enhet"), "plus")) ui.emit(Act{CoordinationAct::new_device});
  device_rows(ui, model, page);
}

void draw_new_device(Ui& ui, const CoordinationModel& model, Rect page) {
  page.w = std::min(page.w, ui.mm(126));
  if (!model.code) return calm_panel(ui, page, ui.tr("Hämtar en kod från servern …"));
  const Theme& t = ui.theme();
  paragraph(ui, page,
            ui.tr("Skriv adressen och koden på den nya enheten. Koden gäller en gång, till {when}.",
                  {{"when", moment_text(ui, model.code->until)}}));
  const bool phone = ui.form() == Form::phone;
  const Rect frame = page.take_top(ui.mm(phone ? 35 : 26), ui.mm(3));
  panel(ui, frame);
  Rect lines = frame.inset(ui.mm(3), ui.mm(1));
  constexpr std::array<TypeRole, 3> kAddress{type::kStaffTitle, type::kStaffPrompt, type::kSmall};
  ui.write_fitting(lines.take_top(ui.mm(phone ? 12 : 9), ui.mm(1)), isolated(model.code->server), kAddress, t.ink,
                   {.across = Align::center, .max_lines = phone ? 2U : 1U});
  constexpr std::array<TypeRole, 4> kRoles{type::kTitle, type::kLead, type::kStaffTitle, type::kStaffPrompt};
  ui.write_fitting(lines, isolated(model.code->code), kRoles, t.ink, {.across = Align::center, .max_lines = 2});
  if (model.devices.empty())
    return paragraph(ui, page, ui.tr("Enheten syns här när koden är skriven. Då visar den sex ord."));
  paragraph(ui, page, ui.tr("Tryck på enheten, och jämför de sex orden som den visar."));
  device_rows(ui, model, page);
}

void draw_device(Ui& ui, const CoordinationModel& model, const Rect& page) {
  if (model.devices.empty()) return;
  const DeviceRow& device = model.devices.front();
  if (model.words_differ) return draw_warning(ui, page);
  if (model.words) return draw_comparison(ui, device, *model.words, model.working, page);
  std::vector<Fact> facts{{ui.tr("Namn"), device_name(ui, device)}, {ui.tr("Läge"), contact_text(ui, device)}};
  if (device.pending) facts.push_back({ui.tr("Väntar på att skickas"), ui.words().number(*device.pending)});
  facts.push_back({ui.tr("Nummer"), to_text(device.device)});
  std::vector<ActButton> acts;
  if (!device.own && device.approved)
    acts.push_back({CoordinationAct::revoke_device, "act:revoke", "lock", ui.tr("Spärra enheten")});
  if (model.working) facts.push_back({ui.tr("Sex ord"), ui.tr("Räknas fram …")});
  facts_and_acts(ui, page, facts, acts);
}

}  // namespace hk
