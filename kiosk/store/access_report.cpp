#include "kiosk/store/access_report.h"

#include <algorithm>

#include "kiosk/store/linked_people.h"
#include "kiosk/store/programme_texts.h"
#include "kiosk/store/register_view.h"

namespace hk {

namespace {

using Visits = std::vector<AccessReport::Visit>;

AccessReport::Visit read_visit(const Statement& query) {
  AccessReport::Visit visit;
  visit.check_in = query.id<CheckInId>(0);
  visit.session = query.id<SessionId>(1);
  if (const auto days = query.optional_integer(2)) visit.date = LocalDate{static_cast<std::int32_t>(*days)};
  visit.recorded_ms = query.integer(3);
  visit.utc_offset_min = static_cast<std::int32_t>(query.integer(4));
  visit.workshop = query.text(5);
  visit.activity = query.text(6);
  visit.site = query.text(7);
  visit.category = query.text(8);
  visit.gender = query.text(9);
  visit.area = query.text(10);
  visit.way = static_cast<CheckInWay>(query.integer(11));
  visit.device_label = query.text(12);
  visit.withdrawn = query.integer(13) != 0;
  visit.corrected = query.integer(14) != 0;
  return visit;
}

Result<void> add_visits(KioskStore& store, ParticipantId id, Visits& visits) {
  return sqlite_guard(store.database(), [&]() -> Result<void> {
    Statement query = store.database().statement(R"sql(
      SELECT c.id, s.uuid, s.local_date, c.wall_ms, ifnull(s.utc_offset_min, 0), ifnull(s.workshop, ''),
        ifnull(s.activity, ''), ifnull(s.site, ''), category.text, gender.text, area.text, i.way, ifnull(a.label, ''),
        i.withdrawn, EXISTS(SELECT 1 FROM check_in_correction k WHERE k.programme = c.programme AND k.check_in = c.id)
      FROM participant p JOIN check_in i USING(participant) JOIN session s ON s.session = i.session
      JOIN change c ON c.change = i.change JOIN code category ON category.code = i.category
      JOIN code gender ON gender.code = i.gender JOIN code area ON area.code = i.area
      LEFT JOIN approved_device a ON a.programme = c.programme AND a.device = c.device
      WHERE p.programme = :programme AND p.uuid = :uuid)sql");
    query.bind(":programme", store.programme().row).bind_blob(":uuid", id.view());
    while (query.step()) visits.push_back(read_visit(query));
    return {};
  });
}

Result<void> add_labels(KioskStore& store, AccessReport& report) {
  return sqlite_guard(store.database(), [&]() -> Result<void> {
    Statement query = store.database().statement(
        "SELECT type, code, language, words FROM catalogue_label WHERE programme = :programme");
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      const auto type = static_cast<CatalogueType>(query.integer(0));
      report.labels[{type, std::string(query.text(1))}][std::string(query.text(2))] = query.text(3);
    }
    return {};
  });
}

}  // namespace

Result<AccessReport> access_report(KioskStore& store, ParticipantId person) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "access report", "is sealed");
  AccessReport report;
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  const std::vector<ParticipantId> ids = linked.all(person);
  for (const ParticipantId& id : ids) {
    const Person* known = store.people().said_under(id);
    report.details.push_back({id, known == nullptr ? Person{} : *known});
    HK_TRY(add_visits(store, id, report.visits));
  }
  HK_ASSIGN(report.merges, person_links(store, person));
  if (store.people().find(person) == nullptr && report.visits.empty())
    return fail(ErrorCode::not_found, to_text(person), "nothing is held under this id");
  std::stable_sort(report.visits.begin(), report.visits.end(),
                   [](const auto& a, const auto& b) { return a.recorded_ms < b.recorded_ms; });
  HK_TRY(store.record(AccessLogged{"access_report", "ok", person}));
  report.made_ms = store.clock().wall_ms();
  HK_ASSIGN(report.history, person_history(store, person));
  HK_ASSIGN(report.accesses, accesses(store, person));
  HK_ASSIGN(report.programme, RegisterView(store.database(), store.programme()).programme_name());
  HK_TRY(add_labels(store, report));
  HK_ASSIGN(auto texts, programme_texts(store.log(), store.programme()));
  report.notice = texts[notice_text].words;
  return report;
}

}  // namespace hk
