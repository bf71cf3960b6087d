#include <map>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/correct_person.h"
#include "kiosk/store/erase_people.h"
#include "kiosk/store/personnummer.h"
#include "kiosk/store/typed_name.h"

/// What a coordinator does for one person, and for those who have not been here for long.
namespace hk {

namespace {

std::string label_of(const std::vector<CatalogueEntry>& entries, const std::string& code) {
  for (const CatalogueEntry& entry : entries) {
    if (entry.code == code) return entry.label;
  }
  return code;
}

}  // namespace

std::vector<PersonRow> Kiosk::found_people(const AtCoordination& at) {
  std::vector<PersonRow> rows;
  if (at.asks != CoordinationAsks::search || search_words(at.text.text).empty()) return rows;
  const auto* beside = std::get_if<ParticipantId>(&at.subject);
  const People& people = store_.people();
  for (const ParticipantId& id :
       people.search(at.text.text, People::Match::beginning, tuning::staff_search_max, true)) {
    if (beside == nullptr || people.representative(*beside) != id) rows.push_back({id, people.find(id)->staff_name()});
  }
  return rows;
}

PersonCard Kiosk::person_card(ParticipantId id) {
  constexpr auto all = RegisterView::Retired::included;
  const Person& person = *store_.people().find(id);
  PersonCard card;
  card.participant = id;
  card.name = person.name;
  card.alias = person.alias;
  card.phone = person.phone;
  card.birth_year = person.birth_year;
  card.category = label_of(or_notice(view_.catalogue(CatalogueType::category, all)), person.category);
  card.area = label_of(or_notice(view_.catalogue(CatalogueType::area, all)), person.area);
  card.is_protected = person.is_protected;
  if (person.registration) card.registration = person.registration->given;
  if (person.research) card.research = person.research->given;
  for (AuditEntry& entry : or_notice(person_history(store_, id)))
    card.history.push_back({moment(entry.wall_ms), std::move(entry.groups)});
  card.links = link_rows(id);
  return card;
}

void Kiosk::act_on_person(AtCoordination& at, CoordinationAct act) {
  const auto* subject = std::get_if<ParticipantId>(&at.subject);
  const Person* person = subject == nullptr ? nullptr : store_.people().find(*subject);
  if (person == nullptr) return;
  const ParticipantId id = *subject;
  switch (act) {
    case CoordinationAct::protect: {
      PersonEdit edit;
      edit.is_protected = !person->is_protected;
      return correct(at, id, edit);
    }
    case CoordinationAct::correct_name:
      return correct_name(at, id, *person);
    case CoordinationAct::end_consent:
      succeeded(end_consent(store_, id, ConsentPurpose::registration));
      return;
    case CoordinationAct::end_research:
      succeeded(end_consent(store_, id, ConsentPurpose::research));
      return;
    case CoordinationAct::save_report:
      return save_report(at, id);
    case CoordinationAct::erase:
      if (!succeeded(erase_person(store_, id))) return;
      on(OpenCoordination{CoordinationPage::people, {}});
      notice_ = Notice{Notice::Kind::people_erased, "1"};
      return;
    default:
      return;
  }
}

/// A protected person is known by the alias, anybody else by the name.
void Kiosk::correct_name(AtCoordination& at, ParticipantId id, const Person& person) {
  if (at.asks != CoordinationAsks::correct_name) {
    ask(at, CoordinationAsks::correct_name);
    at.text.text = person.is_protected ? person.alias : person.name;
    return;
  }
  const std::string name = typed_name(at.text.text);
  if (name.empty() || holds_personnummer(at.text.text)) {
    notice_ = Notice{Notice::Kind::not_corrected, {}};
    return;
  }
  PersonEdit edit;
  (person.is_protected ? edit.alias : edit.name) = name;
  correct(at, id, edit);
}

void Kiosk::correct(AtCoordination& at, ParticipantId id, const PersonEdit& edit) {
  const Result<void> corrected = correct_person(store_, id, edit, today());
  if (!corrected && corrected.error().code == ErrorCode::invalid) {
    notice_ = Notice{Notice::Kind::not_corrected, {}};
  } else if (succeeded(corrected)) {
    ask(at, CoordinationAsks::nothing);
  }
}

void Kiosk::erase_proposed(AtCoordination& at) {
  if (!at.proposals) return;
  std::vector<ParticipantId> shown;
  for (const RetentionProposal& one : at.proposals->people) shown.push_back(one.participant);
  const Result<std::size_t> erased = confirm_retention(store_, sync_, ports_.local_time, shown);
  if (!erased && erased.error().code != ErrorCode::offline) return show_failure(erased.error());
  read_page(at);
  if (!erased) return;
  sync_.hurry();
  notice_ = Notice{Notice::Kind::people_erased, std::to_string(*erased)};
}

std::vector<RetentionRow> Kiosk::retention_rows(const RetentionProposals& proposals) const {
  std::vector<RetentionRow> rows;
  for (const RetentionProposal& one : proposals.people) {
    const Person* person = store_.people().find(one.participant);
    rows.push_back({person == nullptr ? std::string() : person->staff_name(), one.last_seen, one.came});
  }
  return rows;
}

void Kiosk::save_report(AtCoordination& at, ParticipantId id) {
  Result<AccessReport> report = access_report(store_, id);
  if (!report) return show_failure(report.error());
  at.working = true;
  // No name in the file's name: it is seen in lists and on paper.
  const std::string name = "utdrag-" + to_text(id).substr(0, 8);
  ports_.start_job(ReportJob{std::move(*report), language_, store_.folder().exports(), name, &ports_.local_time});
}

void Kiosk::on_report(Result<std::filesystem::path> file) {
  auto* at = std::get_if<AtCoordination>(&state_);
  if (at == nullptr) return;
  at->working = false;
  notice_ = file ? Notice{Notice::Kind::report_saved, file->string()}
                 : Notice{Notice::Kind::export_failed, file.error().message()};
}

std::vector<EventRow> Kiosk::event_rows(const std::vector<AuditEntry>& entries) {
  std::vector<EventRow> rows;
  if (entries.empty()) return rows;
  std::map<StaffId, std::string> names;
  for (const StaffMember& one : or_notice(staff_members(store_))) names[one.staff] = one.name;
  for (const AuditEntry& entry : entries) {
    EventRow row;
    row.when = moment(entry.wall_ms);
    row.kind = entry.event.empty() ? std::string(entry.kind) : entry.event;
    row.outcome = entry.outcome;
    if (entry.staff && names.contains(*entry.staff)) row.who = names[*entry.staff];
    row.device = entry.device_label;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace hk
