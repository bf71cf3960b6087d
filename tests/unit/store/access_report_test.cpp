#include "kiosk/store/access_report.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/open_store.h"

namespace hk::test {

namespace {

/// A programme with words in two languages, and somebody who was there under two ids.
struct Held {
  Held() : store(programme()) {
    ParticipantDetails details;
    details.identity = {"Ada Lund", "", "040-12 34 56", 1985};
    details.category = "adult";
    details.area = "nydala";
    ada = make_id<ParticipantId>(store.clock(), store.random());
    store->record(ParticipantSet{ada, details}).value();
    twin = store.add_person("A Lund");
    store->record(ParticipantSameAs{ada, twin, true}).value();
    store->record(ConsentSet{ada, ConsentSet::Details{ConsentPurpose::research, 3, true, ConsentBy::guardian}}).value();
    const SessionId session = store.start_session();
    SessionSet what;
    what.session = session;
    what.what = {"women", "yoga", "framtidens", SessionKind::group};
    store->record(what).value();
    store.check_in(session, ada);
    const CheckInId second = store.check_in(store.start_session(), twin);
    store->record(CheckInCorrected{{second}, "child_youth", "", ""}).value();
    store->record(CheckInWithdrawn{{second}}).value();
  }
  static ProgrammeFile programme() {
    ProgrammeFile file = bare_programme("Prov").value();
    file.workshops = {{"women", {{"sv", "Kvinnors hälsa"}, {"ar", "صحة المرأة"}}}};
    file.activities = {{"yoga", {{"sv", "Yoga"}, {"ar", "يوغا"}}, "women", SessionKind::group, "", ""}};
    file.sites = {{"framtidens", {{"sv", "Framtidens hus"}}}};
    file.texts["notice"] = {2, {{"sv", "Så här gör vi."}, {"ar", "هكذا نعمل."}}};
    return file;
  }

  OpenStore store;
  ParticipantId ada, twin;
  FakeLocalTime local_time;
};

}  // namespace

TEST_CASE("an access report holds everything there is about a person, under each of their ids") {
  Held held;
  const AccessReport report = access_report(*held.store, held.twin).value();
  REQUIRE(report.details.size() == 2);
  CHECK(report.details[0].person.phone == "040-12 34 56");
  CHECK(report.details[0].person.research->text_version == 3);
  REQUIRE(report.visits.size() == 2);
  CHECK(report.visits[0].activity == "yoga");
  CHECK(report.visits[0].date == LocalDate{20'600});
  CHECK_FALSE(report.visits[0].withdrawn);
  CHECK(report.visits[1].withdrawn);
  CHECK(report.visits[1].corrected);
  CHECK(report.visits[1].category == "child_youth");
  REQUIRE(report.merges.size() == 1);
  CHECK(report.history.size() == 3);
  // The first thing it tells of who looked is itself.
  REQUIRE(report.accesses.size() == 1);
  CHECK(report.accesses[0].event == "access_report");
  CHECK(access_report(*held.store, held.ada).value().accesses.size() == 2);
}

TEST_CASE("the report as JSON has every fact under a stable name") {
  Held held;
  const auto json = nlohmann::json::parse(access_report_json(access_report(*held.store, held.ada).value()));
  CHECK(json["programme"] == "Prov");
  CHECK(json["details"][0]["name"] == "Ada Lund");
  CHECK(json["details"][0]["birth_year"] == 1985);
  CHECK(json["details"][0]["consents"]["research"]["by"] == "guardian");
  CHECK(json["details"][0]["consents"]["registration"].is_null());
  CHECK(json["check_ins"][0]["way"] == "self");
  CHECK(json["check_ins"][1]["withdrawn"] == true);
  CHECK(json["merges"].size() == 1);
  CHECK(json["not_searched"].get<std::string>().find("session notes") == 0);
}

TEST_CASE("the printed report is the same bytes each time, longer by the person's own language") {
  Held held;
  const AccessReport report = access_report(*held.store, held.ada).value();
  const Bytes swedish = access_report_pdf(report, "sv", held.local_time).value();
  const Bytes both = access_report_pdf(report, "ar", held.local_time).value();
  CHECK(swedish.starts_with("%PDF-"));
  CHECK(access_report_pdf(report, "ar", held.local_time).value() == both);
  CHECK(both.size() > swedish.size());
}

TEST_CASE("a report is for open names, and for somebody of whom there is something") {
  Held held;
  CHECK(access_report(*held.store, make_id<ParticipantId>(held.store.clock(), held.store.random())).error().code ==
        ErrorCode::not_found);
  held.store.reopen();
  CHECK(access_report(*held.store, held.ada).error().code == ErrorCode::locked);
}

}  // namespace hk::test
