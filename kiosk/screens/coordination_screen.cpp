#include <array>
#include <cmath>

#include "kiosk/screens/coordination_parts.h"
#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"

namespace hk {
namespace {

using Page = CoordinationPage;
using Asks = CoordinationAsks;

std::string title_of(const Ui& ui, const CoordinationModel& model) {
  switch (model.page) {
    case Page::menu:
      break;
    case Page::staff:
      return ui.tr("Personal");
    case Page::member:
      return model.staff.empty() ? ui.tr("Personal") : isolated(model.staff.front().name);
    case Page::devices:
    case Page::device:
      return ui.tr("Enheter");
    case Page::new_device:
      return ui.tr("Ny enhet");
    case Page::people:
      return ui.tr("Personer");
    case Page::person:
      return ui.tr("En person");
    case Page::duplicates:
      return ui.tr("Samma person?");
    case Page::other_person:
      return ui.tr("Slå ihop med vem?");
    case Page::pair:
      return model.pair && model.pair->linked ? ui.tr("Två registreringar av en person") : ui.tr("Samma person?");
    case Page::retention:
      return ui.tr("Gallring");
    case Page::events:
      return ui.tr("Händelser");
    case Page::keys:
      return ui.tr("Nycklar");
  }
  return ui.tr("Samordning");
}

void draw_head(Ui& ui, const CoordinationModel& model, Rect& page) {
  const Theme& t = ui.theme();
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  if (!model.who.empty() && ui.form() != Form::phone) {
    const std::string who = isolated(model.who);
    ui.write(head.take_end(std::min(ui.measure(who, type::kSmall).w + 1, head.w * 0.4F), ui.mm(3)), who, type::kSmall,
             t.ink2, {.across = Align::end});
  }
  constexpr std::array<TypeRole, 2> kRoles{type::kStaffTitle, type::kStaffBold};
  ui.write_fitting(head, title_of(ui, model), kRoles, t.ink, {.max_lines = 2});
}

struct Prompt {
  std::string text, hint, done;
  bool dots = false;
};

Prompt prompt_of(const Ui& ui, const CoordinationModel& model) {
  switch (model.asks) {
    case Asks::passphrase:
      return {ui.tr("Skriv samordnarens lösenfras"), ui.tr("Den öppnar Samordning i fem minuter."),
              model.working ? ui.tr("Låser upp …") : ui.tr("Fortsätt"), !model.visible};
    case Asks::staff_name:
      return {ui.tr("Vad heter kollegan?"), ui.tr("Namnet låses. Bara personalen kan läsa det."), ui.tr("Lägg till")};
    case Asks::pin:
      return {ui.tr("Välj en pinkod med sex siffror"), ui.tr("Låt kollegan skriva själv, utan att någon ser på."),
              ui.tr("Nästa"), true};
    case Asks::pin_again:
      return {ui.tr("Skriv samma pinkod en gång till"), ui.tr("Låt kollegan skriva själv, utan att någon ser på."),
              ui.tr("Spara"), true};
    case Asks::new_passphrase:
      return {ui.tr("Välj en lösenfras för kollegan"), ui.tr("Flera ord är lättare att minnas och svårare att gissa."),
              ui.tr("Nästa"), !model.visible};
    case Asks::new_passphrase_again:
      return {ui.tr("Skriv samma lösenfras en gång till"), ui.tr("Låt kollegan skriva själv, utan att någon ser på."),
              model.working ? ui.tr("Sparar …") : ui.tr("Spara"), !model.visible};
    case Asks::correct_name:
      return {ui.tr("Rätta namnet"), ui.tr("Rättelsen gäller på alla enheter."), ui.tr("Spara")};
    case Asks::search:
    case Asks::nothing:
      break;
  }
  return {};
}

/// One text is asked for, over the keyboard.
void draw_prompt(Ui& ui, const CoordinationModel& model, const Screen& screen) {
  const Theme& t = ui.theme();
  Rect page = typing_page(ui);
  draw_head(ui, model, page);
  staff_notice(ui, screen, page);
  const Prompt prompt = prompt_of(ui, model);
  ui.write(page.take_top(ui.mm(6), ui.mm(2)), prompt.text, type::kStaffPrompt, t.ink);
  const bool wide = ui.form() == Form::wide;
  Rect field = page.take_top(ui.mm(13), ui.mm(3));
  Rect row = wide ? field : page.take_top(ui.mm(13), ui.mm(3));
  const Look look = model.working || model.typed.text.empty() ? Look::disabled : Look::primary;
  const float width = button_width(ui, prompt.done, {.look = Look::primary}) + ui.mm(6);
  const Rect done = row.take_end(width, ui.mm(3));
  if (button(ui, "done", done, prompt.done, {.look = look}) && look == Look::primary) ui.emit(SubmitText{});
  const bool passphrase =
      model.asks == Asks::passphrase || model.asks == Asks::new_passphrase || model.asks == Asks::new_passphrase_again;
  if (passphrase) {
    const std::string label = model.visible ? ui.tr("Dölj") : ui.tr("Visa");
    const Rect show = wide ? row.take_end(ui.mm(26), ui.mm(3)) : row.take_start(ui.mm(26));
    if (button(ui, "visible", show, label)) ui.emit(ToggleVisible{});
  }
  text_field(ui, wide ? row : field, model.typed,
             {.pictogram = prompt.dots || passphrase ? "lock" : "edit",
              .role = type::kStaff,
              .pictogram_mm = 6,
              .caret_mm = 6,
              .typing = !model.working,
              .dots = prompt.dots});
  // Under a notice on a phone there is no room for the hint.
  const float hint = std::ceil(ui.measure(prompt.hint, type::kStaff, page.w, 3).h);
  if (page.h > hint) ui.write(page.take_top(hint), prompt.hint, type::kStaff, t.ink2, {.max_lines = 3});
  keyboard(ui, model.typed, KeyboardKind::staff);
}

/// Of two people side by side, as the coordinator knows them.
std::string side_name(const Ui& ui, const CoordinationModel& model, bool second) {
  if (!model.pair) return {};
  const PairCard::Side& side = second ? model.pair->b : model.pair->a;
  const std::string& name = side.name.empty() ? side.alias : side.name;
  return name.empty() ? ui.tr("Utan namn") : name;
}

/// What happens, and what stays.
std::string consequence(const Ui& ui, const CoordinationModel& model) {
  switch (*model.confirms) {
    case CoordinationAct::let_go:
      return ui.tr("Pinkoden slutar gälla. Det som kollegan har gjort finns kvar i händelserna.");
    case CoordinationAct::make_promoter:
      return ui.tr("Kollegan kan inte längre spärra, radera eller ändra personal. Det gäller på alla enheter.");
    case CoordinationAct::revoke_device:
      return ui.tr(
          "Enheten glömmer alla namn vid nästa kontakt, och kan aldrig användas här igen. Det som redan är "
          "skickat finns kvar. Programmet får en ny nyckel.");
    case CoordinationAct::end_consent:
      return ui.tr(
          "Personen har inte längre sagt ja till att namnet sparas. Radera också personen om namnet ska "
          "bort.");
    case CoordinationAct::end_research:
      return ui.tr("Personen är inte med nästa gång forskarna får uppgifter.");
    case CoordinationAct::merge:
      return ui.tr(
          "{a} och {b} räknas som en person på alla enheter, också i det som har varit. Namnet som skrevs sist gäller. "
          "Inget försvinner, och det går att ta isär dem igen.",
          {{"a", side_name(ui, model, false)}, {"b", side_name(ui, model, true)}});
    case CoordinationAct::take_apart:
      return ui.tr(
          "{a} och {b} räknas som två personer igen på alla enheter, var och en med det namn och de besök som den "
          "hade.",
          {{"a", side_name(ui, model, false)}, {"b", side_name(ui, model, true)}});
    case CoordinationAct::erase:
      return ui.tr(
          "Namn och allt som kan visa vem det är tas bort på alla enheter och servern, och kan inte tas "
          "tillbaka. Siffrorna för det som har varit finns kvar.");
    case CoordinationAct::erase_all_proposed:
      return ui.words().tr_count(
          "{count} person raderas på alla enheter och servern. Det kan inte tas tillbaka. Siffrorna finns kvar.",
          "{count} personer raderas på alla enheter och servern. Det kan inte tas tillbaka. Siffrorna finns kvar.",
          static_cast<std::int64_t>(model.retention.size()));
    case CoordinationAct::rotate_key:
      return ui.tr(
          "Det som skrivs från nu låses med en ny nyckel. Alla godkända enheter får den vid nästa kontakt. "
          "Gamla namn går att läsa som förut.");
    default:
      break;
  }
  return {};
}

void draw_confirm(Ui& ui, const CoordinationModel& model, Rect page) {
  const Theme& t = ui.theme();
  page.w = std::min(page.w, ui.mm(126));
  const bool stacked = ui.form() == Form::phone;
  Rect buttons = page.take_bottom(ui.mm(stacked ? 27 : 13), ui.mm(4)).moved(0, -ui.mm(1));
  const std::string text = consequence(ui, model);
  const float height = std::ceil(ui.measure(text, type::kStaffPrompt, page.w - ui.mm(20), 14).h) + ui.mm(10);
  Rect frame = page.take_top(std::min(page.h, std::max(height, ui.mm(24))));
  panel(ui, frame);
  Rect content = frame.inset(ui.mm(4), ui.mm(3));
  const Rect icon = content.take_start(ui.mm(9), ui.mm(3));
  ui.pictogram(icon, "warn", {t.ochre.deep, t.ochre.soft}, icon.w, 1.8F);
  ui.write(content, text, type::kStaffPrompt, t.ink, {.max_lines = 14});
  const int columns = stacked ? 1 : 2;
  const float row = stacked ? ui.mm(12) : ui.mm(13), gap = ui.mm(3);
  if (button(ui, "no", buttons.cell(columns, 0, row, gap), ui.tr("Nej, ändra inget"))) ui.emit(AnswerConfirm{false});
  if (button(ui, "yes", buttons.cell(columns, 1, row, gap), ui.tr("Ja, gör det"), {.look = Look::primary}))
    ui.emit(AnswerConfirm{true});
}

/// Languages whose words nobody who speaks them has read yet.
void draw_unreviewed(Ui& ui, Rect& page) {
  std::string languages;
  for (const Words& words : ui.languages().all())
    if (!words.reviewed()) languages += (languages.empty() ? "" : ", ") + isolated(words.name());
  if (languages.empty()) return;
  const std::string text = ui.tr("Ingen har granskat språken: {languages}", {{"languages", languages}});
  const float height = std::ceil(ui.measure(text, type::kSmall, page.w, 6).h);
  ui.write(page.take_bottom(height, ui.mm(3)), text, type::kSmall, ui.theme().ink2, {.max_lines = 6});
}

void draw_menu(Ui& ui, Rect page) {
  draw_unreviewed(ui, page);
  const auto row = [](std::string_view key, std::string_view pictogram, std::string title, std::string second,
                      Page opens) {
    return LinkRow{std::string(key), pictogram, std::move(title), std::move(second), OpenCoordination{opens, {}}};
  };
  link_rows(ui, page, "menu",
            {row("staff", "worker", ui.tr("Personal"), ui.tr("Roller och pinkoder"), Page::staff),
             row("devices", "digital", ui.tr("Enheter"), ui.tr("Släpp in, spärra"), Page::devices),
             row("people", "search", ui.tr("Personer"), ui.tr("Rätta, slå ihop, radera"), Page::people),
             row("retention", "clock", ui.tr("Gallring"), ui.tr("Vilka som inte har varit här"), Page::retention),
             row("events", "list", ui.tr("Händelser"), ui.tr("Vem gjorde vad, och när"), Page::events),
             row("keys", "lock", ui.tr("Nycklar"), ui.tr("Byt nyckel, spara nyckelblad"), Page::keys)});
}

void draw_keys(Ui& ui, const CoordinationModel& model, Rect page) {
  page.w = std::min(page.w, ui.mm(126));
  calm_panel(ui, page,
             ui.tr("Byt nyckel när en surfplatta är borta eller någon har slutat. Nyckelbladet öppnar namnen om alla "
                   "lösenfraser är glömda: lås in det."));
  std::vector<ActButton> acts{{CoordinationAct::rotate_key, "act:rotate", "lock", ui.tr("Byt nyckel")},
                              {CoordinationAct::save_sheet, "act:sheet", "sheet", ui.tr("Spara nyckelblad")}};
  if (model.working) acts.clear();
  facts_and_acts(ui, page, {}, acts);
}

void draw_page(Ui& ui, const CoordinationModel& model, const Rect& page) {
  switch (model.page) {
    case Page::menu:
      return draw_menu(ui, page);
    case Page::staff:
      return draw_staff_list(ui, model, page);
    case Page::member:
      return draw_member(ui, model, page);
    case Page::devices:
      return draw_devices(ui, model, page);
    case Page::device:
      return draw_device(ui, model, page);
    case Page::new_device:
      return draw_new_device(ui, model, page);
    case Page::people:
      return draw_people(ui, model, page);
    case Page::person:
      return draw_person(ui, model, page);
    case Page::duplicates:
      return draw_duplicates(ui, model, page);
    case Page::other_person:
      return draw_people(ui, model, page);
    case Page::pair:
      return draw_pair(ui, model, page);
    case Page::retention:
      return draw_retention(ui, model, page);
    case Page::events:
      return draw_events(ui, model, page);
    case Page::keys:
      return draw_keys(ui, model, page);
  }
}

}  // namespace

void draw(const CoordinationModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  const bool searches = model.asks == Asks::search && !model.confirms;
  if (model.asks != Asks::nothing && !searches && !model.confirms) return draw_prompt(ui, model, screen);
  Rect page = searches ? typing_page(ui) : staff_page(ui, screen.sync);
  draw_head(ui, model, page);
  staff_notice(ui, screen, page);
  if (model.confirms) return draw_confirm(ui, model, page);
  draw_page(ui, model, page);
  if (searches) keyboard(ui, model.typed, KeyboardKind::participant);
}

}  // namespace hk
