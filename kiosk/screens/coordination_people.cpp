#include <algorithm>
#include <array>

#include "kiosk/screens/coordination_parts.h"

/// The pages about those who come, and about what was done.
namespace hk {
namespace {

constexpr float kEventMm = 10.5F;

std::string consent_text(const Ui& ui, const std::optional<bool>& given) {
  if (!given) return ui.tr("Inte tillfrågad");
  return *given ? ui.tr("Ja") : ui.tr("Nej");
}

std::string group_text(const Ui& ui, const std::string& group) {
  if (group == "identity") return ui.tr("namn");
  if (group == "protected") return ui.tr("skyddade uppgifter");
  if (group == "category") return ui.tr("grupp");
  if (group == "gender") return ui.tr("kön");
  if (group == "area") return ui.tr("område");
  if (group == "household") return ui.tr("hushåll");
  if (group == "card") return ui.tr("kort");
  if (group == "registration") return ui.tr("samtycke");
  if (group == "research") return ui.tr("samtycke till forskning");
  return group;
}

std::string groups_text(const Ui& ui, const std::vector<std::string>& groups) {
  std::string text;
  for (const std::string& group : groups) text += (text.empty() ? "" : ", ") + group_text(ui, group);
  return text;
}

std::string event_text(const Ui& ui, const EventRow& event) {
  const std::string& kind = event.kind;
  if (kind == "programme_set" || kind == "catalogue_set") return ui.tr("Inställning ändrad");
  if (kind == "schedule_set") return ui.tr("Schema ändrat");
  if (kind == "device_approved") return ui.tr("Enhet godkänd");
  if (kind == "device_revoked") return ui.tr("Enhet spärrad");
  if (kind == "staff_set") return ui.tr("Personal ändrad");
  if (kind == "coordinator_granted") return ui.tr("Samordnare utsedd");
  if (kind == "coordinator_withdrawn") return ui.tr("Samordnare återkallad");
  if (kind == "key_rotated") return ui.tr("Nyckel bytt");
  if (kind == "session_set") return ui.tr("Aktivitetstillfälle ändrat");
  if (kind == "session_state_set") return ui.tr("Pass startat eller avslutat");
  if (kind == "session_auto_closed") return ui.tr("Bortglömt pass avslutat");
  if (kind == "session_note_set") return ui.tr("Anteckning skriven");
  if (kind == "session_same_as") return ui.tr("Pass sammanförda");
  if (kind == "headcount_recorded") return ui.tr("Räknad utan namn");
  if (kind == "headcount_corrected") return ui.tr("Räkning rättad");
  if (kind == "participant_set") return ui.tr("Personuppgift ändrad");
  if (kind == "participant_same_as") return ui.tr("Personer sammanförda");
  if (kind == "participant_erased") return ui.tr("Person raderad");
  if (kind == "consent_set") return ui.tr("Samtycke svarat");
  if (kind == "check_in_recorded") return ui.tr("Incheckning");
  if (kind == "check_in_withdrawn") return ui.tr("Ångrad incheckning");
  if (kind == "check_in_corrected") return ui.tr("Rättad incheckning");
  const bool ok = event.outcome == "ok";
  if (kind == "names_opened") return ok ? ui.tr("Namnen öppnade") : ui.tr("Fel lösenfras");
  if (kind == "pin") return ok ? ui.tr("Rätt pinkod") : ui.tr("Fel pinkod");
  if (kind == "access_report") return ui.tr("Utdrag sparat");
  if (kind == "session_people") return ui.tr("Deltagare visade");
  return kind;
}

void draw_event(Ui& ui, Rect row, const EventRow& event) {
  const Theme& t = ui.theme();
  const bool phone = ui.form() == Form::phone;
  const float line = ui.line_height(type::kStaff), small = ui.line_height(type::kSmall);
  Rect lines = row.centered(row.w, line + small);
  ui.write(lines.take_top(line), event_text(ui, event), type::kStaff, t.ink);
  std::string second = moment_text(ui, event.when);
  if (!event.who.empty()) second += " · " + isolated(event.who);
  if (!event.device.empty() && !phone) second += " · " + isolated(event.device);
  ui.write(lines, second, type::kSmall, t.ink2);
}

}  // namespace

void draw_people(Ui& ui, const CoordinationModel& model, Rect page) {
  text_field(ui, page.take_top(ui.mm(11), ui.mm(3)), model.typed,
             {.pictogram = "search", .role = type::kStaff, .pictogram_mm = 6, .caret_mm = 5});
  if (model.people.empty() && !model.typed.text.empty()) {
    ui.write(page.take_top(ui.mm(8)), ui.tr("Inget namn börjar så."), type::kStaff, ui.theme().ink);
    return;
  }
  std::vector<LinkRow> rows;
  for (const PersonRow& person : model.people) {
    OpenCoordination opens{CoordinationPage::person, person.participant};
    if (model.page == CoordinationPage::other_person && model.person)
      opens = {CoordinationPage::pair, ParticipantPair{model.person->participant, person.participant}};
    rows.push_back({to_text(person.participant), "card", isolated(person.name), {}, opens});
  }
  if (model.typed.text.empty() && !model.duplicates.empty())
    rows.push_back({"duplicates", "family", ui.tr("Samma person?"),
                    ui.words().tr_count("{count} par med samma namn", "{count} par med samma namn",
                                        static_cast<std::int64_t>(model.duplicates.size())),
                    OpenCoordination{CoordinationPage::duplicates, {}}});
  link_rows(ui, page, "people", rows);
}

void draw_person(Ui& ui, const CoordinationModel& model, const Rect& page) {
  if (!model.person) return;
  const PersonCard& card = *model.person;
  std::vector<Fact> facts;
  const auto add = [&](std::string label, const std::string& value) {
    if (!value.empty()) facts.push_back({std::move(label), isolated(value)});
  };
  add(ui.tr("Namn"), card.name);
  add(ui.tr("Alias"), card.alias);
  add(ui.tr("Telefon"), card.phone);
  add(ui.tr("Födelseår"), card.birth_year ? std::to_string(*card.birth_year) : std::string());
  add(ui.tr("Grupp"), card.category);
  add(ui.tr("Område"), card.area);
  facts.push_back({ui.tr("Skyddade uppgifter"), card.is_protected ? ui.tr("Ja") : ui.tr("Nej")});
  facts.push_back({ui.tr("Sagt ja till namn"), consent_text(ui, card.registration)});
  facts.push_back({ui.tr("Sagt ja till forskning"), consent_text(ui, card.research)});
  for (const auto& link : card.links) {
    const std::string name = link.name.empty() ? ui.tr("Utan namn") : link.name;
    facts.push_back({ui.tr("Ihopslagen med"),
                     link.who.empty()
                         ? ui.tr("{name}, {when}", {{"name", name}, {"when", moment_text(ui, link.when)}})
                         : ui.tr("{name}, {when}, av {who}",
                                 {{"name", name}, {"when", moment_text(ui, link.when)}, {"who", link.who}})});
  }
  for (const auto& event : card.history) facts.push_back({moment_text(ui, event.when), groups_text(ui, event.groups)});
  std::vector<ActButton> acts{{CoordinationAct::correct_name, "act:correct", "edit", ui.tr("Rätta namnet")},
                              {CoordinationAct::protect, "act:protect", "lock",
                               card.is_protected ? ui.tr("Ta bort skyddet") : ui.tr("Skydda uppgifterna")},
                              {CoordinationAct::find_other, "act:other", "family", ui.tr("Slå ihop med någon")},
                              {CoordinationAct::save_report, "act:report", "sheet", ui.tr("Spara utdrag")}};
  for (std::size_t i = 0; i < card.links.size(); ++i) {
    const std::string name = card.links[i].name.empty() ? ui.tr("Utan namn") : card.links[i].name;
    acts.push_back({{},
                    "link:" + std::to_string(i),
                    "undo",
                    ui.tr("Ta isär från {name}", {{"name", name}}),
                    OpenCoordination{CoordinationPage::pair, card.links[i].pair}});
  }
  if (card.registration.value_or(false))
    acts.push_back({CoordinationAct::end_consent, "act:end-consent", "undo", ui.tr("Ta tillbaka ja till namn")});
  if (card.research.value_or(false))
    acts.push_back({CoordinationAct::end_research, "act:end-research", "undo", ui.tr("Ta tillbaka ja till forskning")});
  acts.push_back({CoordinationAct::erase, "act:erase", "close", ui.tr("Radera personen")});
  if (model.working) acts.clear();
  facts_and_acts(ui, page, facts, acts);
}

void draw_retention(Ui& ui, const CoordinationModel& model, Rect page) {
  if (!model.retention_possible)
    return calm_panel(ui, page,
                      ui.tr("Gallring går inte just nu: enheten måste först ha hämtat allt från servern, och klockan "
                            "måste stämma. Inget är borttaget. Försök igen när allt är skickat och hämtat."));
  const std::string months = std::to_string(model.retention_months);
  if (model.retention.empty())
    return calm_panel(
        ui, page,
        ui.tr("Alla har varit här de senaste {months} månaderna. Ingen behöver gallras.", {{"months", months}}));
  const std::string erase = ui.words().tr_count("Radera {count} person", "Radera {count} personer",
                                                static_cast<std::int64_t>(model.retention.size()));
  if (foot_button(ui, page, "act:erase-all", erase, "close")) ui.emit(Act{CoordinationAct::erase_all_proposed});
  calm_panel(ui, page,
             ui.tr("De här har inte varit här på {months} månader. Siffrorna finns kvar när de raderas.",
                   {{"months", months}}));
  std::vector<Fact> facts;
  for (const RetentionRow& row : model.retention) {
    const std::string day = to_text(row.last_seen);
    facts.push_back({row.came ? day : ui.tr("{day}, kom aldrig", {{"day", day}}),
                     row.name.empty() ? ui.tr("Utan namn") : isolated(row.name)});
  }
  facts_and_acts(ui, page, facts, {});
}

void draw_events(Ui& ui, const CoordinationModel& model, Rect page) {
  if (model.has_earlier && foot_button(ui, page, "act:earlier", ui.tr("Tidigare händelser"), "down"))
    ui.emit(Act{CoordinationAct::earlier_events});
  const int columns = ui.form() == Form::wide ? 2 : 1;
  const float row = ui.text_mm(kEventMm);
  const auto rows = (model.events.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
  const Rect list = ui.begin_scroll("events", page, static_cast<float>(rows) * row);
  for (std::size_t i = 0; i < model.events.size(); ++i)
    draw_event(ui, list.cell(columns, static_cast<int>(i), row, 0), model.events[i]);
  ui.end_scroll();
}

}  // namespace hk
