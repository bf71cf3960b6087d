#include "kiosk/store/research_export.h"

#include <doctest/doctest.h>

#include "kiosk/store/correct_person.h"
#include "kiosk/store/erase_people.h"
#include "tests/support/open_store.h"

namespace hk::test {

namespace {

void say(OpenStore& store, ParticipantId person, bool yes, std::int32_t version = 1) {
  store.clock().advance(1000);
  store->record(ConsentSet{person, ConsentSet::Details{ConsentPurpose::research, version, yes, ConsentBy::participant}})
      .value();
}

std::vector<std::string> lines(const std::string& csv) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find("\r\n", at);
    lines.push_back(csv.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

ResearchExport days(OpenStore& store) { return research_export(*store, ResearchDates::days).value(); }
std::string study_id(const std::string& line) { return line.substr(0, line.find(',')); }

}  // namespace

TEST_CASE("only attendances of those who agree now are exported, and never a name or an id") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  const ParticipantId eva = store.add_person("Eva Ek");
  const ParticipantId silent = store.add_person("Siv Al");
  say(store, ada, true, 3);
  say(store, eva, false);
  const SessionId session = store.start_session();
  for (const ParticipantId& person : {ada, eva, silent}) store.check_in(session, person);
  store.check_in(session, ada);  // twice on one session is once

  const ResearchExport made = days(store);
  CHECK(made.people == 1);
  CHECK(made.rows == 1);
  const auto rows = lines(made.csv);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] ==
        "study_id,date,activity,workshop,site,session_kind,category,gender,area,birth_decade,consent_version");
  CHECK(rows[1].substr(rows[1].find(',')) == ",2026-05-27,,,,group,adult,,,,3");
  CHECK(made.csv.find("Ada") == std::string::npos);
  CHECK(made.csv.find(to_text(ada)) == std::string::npos);
  CHECK(made.csv.find(to_hex(ada.view()).substr(0, 12)) == std::string::npos);
}

TEST_CASE("a person has one study id in every export, another in every programme, and merged ids share it") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  const ParticipantId twin = store.add_person("Ada L");
  say(store, ada, true);
  say(store, twin, true);
  store.check_in(store.start_session(), ada);
  store.check_in(store.start_session(), twin);
  const auto before = lines(days(store).csv);
  REQUIRE(before.size() == 3);
  CHECK(study_id(before[1]) != study_id(before[2]));
  CHECK(lines(days(store).csv) == before);
  store->record(ParticipantSameAs{ada, twin, true}).value();
  const auto merged = lines(days(store).csv);
  CHECK(study_id(merged[1]) == study_id(merged[2]));
  CHECK(days(store).people == 1);
}

TEST_CASE("who takes the consent back, or is erased, is in no later export") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  const ParticipantId eva = store.add_person("Eva Ek");
  const SessionId session = store.start_session();
  for (const ParticipantId& person : {ada, eva}) {
    say(store, person, true);
    store.check_in(session, person);
  }
  CHECK(days(store).people == 2);
  say(store, ada, false);
  CHECK(days(store).people == 1);
  REQUIRE(erase_person(*store, eva));
  CHECK(days(store).people == 0);
  say(store, eva, true);
  CHECK(days(store).rows == 0);
}

TEST_CASE("dates can be weeks, and a decade of birth stands there only where the programme asks for years") {
  ProgrammeFile file = bare_programme("Prov").value();
  file.fields.birth_year = FieldUse::optional;
  OpenStore store(file);
  const ParticipantId ada = store.add_person("Ada Lund");
  PersonEdit edit;
  edit.birth_year = 1985;
  REQUIRE(correct_person(*store, ada, edit, LocalDate{20'600}));
  say(store, ada, true);
  store.check_in(store.start_session(), ada);
  const ResearchExport made = research_export(*store, ResearchDates::weeks).value();
  const auto rows = lines(made.csv);
  CHECK(rows[0].starts_with("study_id,week,"));
  CHECK(rows[1].find(",2026-W22,") != std::string::npos);
  CHECK(rows[1].ends_with(",1980,1"));
  CHECK(made.codebook.find("| week |") != std::string::npos);
  CHECK(made.codebook.find("| adult | Vuxna/vårdnadshavare |") != std::string::npos);
}

TEST_CASE("a withdrawn check-in is not exported, and only a coordinator exports") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  say(store, ada, true);
  const CheckInId check_in = store.check_in(store.start_session(), ada);
  store->record(CheckInWithdrawn{{check_in}}).value();
  CHECK(days(store).rows == 0);
  store.reopen();
  CHECK(research_export(*store, ResearchDates::days).error().code == ErrorCode::refused);
}

}  // namespace hk::test
