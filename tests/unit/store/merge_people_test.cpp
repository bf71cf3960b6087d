#include "kiosk/store/merge_people.h"

#include <doctest/doctest.h>

#include "kiosk/store/access_report.h"
#include "kiosk/store/correct_person.h"
#include "kiosk/store/headcounts.h"
#include "kiosk/store/register_view.h"
#include "tests/support/open_store.h"

namespace hk::test {

namespace {

constexpr LocalDate today{20'600};

/// Ada was registered twice, Eva once.
struct Twice {
  Twice() : view(store->database(), store->programme()) {}
  ParticipantId with_year(const char* name, std::int32_t year) {
    const ParticipantId id = store.add_person(name);
    store->record(ParticipantSet{id, details(name, year)}).value();
    return id;
  }
  static ParticipantDetails details(const char* name, std::int32_t year) {
    ParticipantDetails said;
    said.identity = {name, "", "", year};
    return said;
  }
  [[nodiscard]] std::vector<ParticipantId> found(const char* typed) {
    return store->people().search(typed, People::Match::beginning, 10, true);
  }
  [[nodiscard]] Tally tally() {
    return read_tally(store->database(), store->programme(), parse_period("2026").value()).value().tally;
  }
  [[nodiscard]] std::size_t duplicate_count() { return duplicates(*store, 100).value().size(); }

  OpenStore store;
  RegisterView view;
  ParticipantId ada = store.add_person("Ada Lund");
  ParticipantId again = store.add_person("Ada Lundh");
  ParticipantId eva = store.add_person("Eva Ek");
};

using Ids = std::vector<ParticipantId>;

}  // namespace

TEST_CASE("who was registered twice is found once, by either name, and told by the last word") {
  Twice twice;
  REQUIRE(merge_people(*twice.store, twice.again, twice.ada));
  CHECK(twice.found("lundh") == Ids{twice.ada});
  CHECK(twice.found("ada lund") == Ids{twice.ada});
  CHECK(twice.store->people().find(twice.ada)->name == "Ada Lundh");
  CHECK(twice.store->people().find(twice.again)->name == "Ada Lundh");
  CHECK(twice.store->people().said_under(twice.ada)->name == "Ada Lund");
  PersonEdit edit;
  edit.name = "Ada Lund";
  REQUIRE(correct_person(*twice.store, twice.ada, edit, today));
  CHECK(twice.store->people().find(twice.again)->name == "Ada Lund");
  twice.store.reopen();
  twice.store.unlock();
  CHECK(twice.found("ada") == Ids{twice.ada});
}

TEST_CASE("taken apart, both are as they were, whatever came between") {
  Twice twice;
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  REQUIRE(tell_apart(*twice.store, twice.again, twice.ada));
  CHECK(twice.found("ada") == Ids{twice.ada, twice.again});
  CHECK(twice.store->people().find(twice.ada)->name == "Ada Lund");
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  CHECK(twice.found("ada") == Ids{twice.ada});
}

TEST_CASE("a merged person is here once, under whichever id, and one tick takes all their check-ins back") {
  Twice twice;
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  const SessionId session = twice.store.start_session();
  const CheckInId first = twice.store.check_in(session, twice.again);
  const CheckInId second = twice.store.check_in(session, twice.ada);
  twice.store.check_in(session, twice.eva);
  CHECK(twice.view.present(session).value() == Ids{twice.ada, twice.eva});
  CHECK(twice.view.session(session).value()->checked_in == 2);
  CHECK(twice.view.running().value().front().checked_in == 2);
  CHECK(twice.tally().attendances == 2);
  const std::vector<CheckInId> named = twice.view.valid_check_ins(session, twice.again).value();
  REQUIRE(named.size() == 2);
  CHECK(std::is_permutation(named.begin(), named.end(), std::array{first, second}.begin()));
  twice.store->record(CheckInWithdrawn{named}).value();
  CHECK(twice.view.present(session).value() == Ids{twice.eva});
  CHECK(twice.tally().attendances == 1);
}

TEST_CASE("visits under two ids make one regular") {
  Twice twice;
  SessionId sessions[2];
  for (SessionId& session : sessions) {
    session = twice.store.start_session();
    SessionSet what;
    what.session = session;
    what.what = {"", "yoga", "", SessionKind::group};
    twice.store->record(what).value();
  }
  twice.store.check_in(sessions[0], twice.ada);
  twice.store.check_in(sessions[1], twice.again);
  CHECK(twice.view.regulars("yoga", LocalDate{20'000}, SessionId{}).value().empty());
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  CHECK(twice.view.regulars("yoga", LocalDate{20'000}, SessionId{}).value() == Ids{twice.ada});
  CHECK(twice.view.regulars("yoga", LocalDate{20'000}, sessions[1]).value().empty());
}

TEST_CASE("one protected id protects the whole person, who then goes by an alias") {
  Twice twice;
  const ParticipantId hidden = twice.store.add_person("", "Blomman", true);
  twice.store.add_person("Någon Annan");
  REQUIRE(merge_people(*twice.store, hidden, twice.eva));
  twice.store->record(ParticipantSet{twice.eva, Twice::details("Eva Ek", 1980)}).value();
  CHECK(twice.store->people().find(twice.eva)->is_protected);
  CHECK(twice.store->people().find(twice.eva)->staff_name() == "Blomman");
  CHECK(twice.store->people().search("eva", People::Match::beginning, 10, false).empty());
}

TEST_CASE("protection and a yes taken back hold under every id, also when the ids are taken apart") {
  Twice twice;
  for (const ParticipantId& id : {twice.ada, twice.again}) {
    const ConsentSet::Details yes{ConsentPurpose::research, 2, true, ConsentBy::participant};
    twice.store->record(ConsentSet{id, yes}).value();
  }
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  PersonEdit edit;
  edit.is_protected = true;
  REQUIRE(correct_person(*twice.store, twice.ada, edit, today));
  REQUIRE(end_consent(*twice.store, twice.again, ConsentPurpose::research));
  CHECK_FALSE(twice.store->people().find(twice.ada)->agrees_to_research());
  REQUIRE(tell_apart(*twice.store, twice.ada, twice.again));
  for (const ParticipantId& id : {twice.ada, twice.again}) {
    CHECK(twice.store->people().find(id)->is_protected);
    CHECK_FALSE(twice.store->people().find(id)->alias.empty());
    CHECK_FALSE(twice.store->people().find(id)->agrees_to_research());
  }
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  edit.is_protected = false;
  REQUIRE(correct_person(*twice.store, twice.ada, edit, today));
  CHECK_FALSE(twice.store->people().find(twice.again)->is_protected);
}

TEST_CASE("the same words in any order and script are proposed, but neither the protected nor two years of birth") {
  Twice twice;
  CHECK(twice.duplicate_count() == 0);
  const ParticipantId turned = twice.store.add_person("Ek, Éva");
  REQUIRE(twice.duplicate_count() == 1);
  CHECK(duplicates(*twice.store, 100).value().front() == std::pair(twice.eva, turned));
  twice.store->record(ParticipantSet{twice.eva, Twice::details("Eva Ek", 1980)}).value();
  CHECK(twice.duplicate_count() == 1);
  twice.store->record(ParticipantSet{turned, Twice::details("Eva Ek", 1990)}).value();
  CHECK(twice.duplicate_count() == 0);
  twice.store->record(ParticipantSet{turned, Twice::details("Eva Ek", 1980)}).value();
  CHECK(twice.duplicate_count() == 1);
  PersonEdit edit;
  edit.is_protected = true;
  REQUIRE(correct_person(*twice.store, turned, edit, today));
  CHECK(twice.duplicate_count() == 0);
}

TEST_CASE("a first name alone proposes nobody, unless the year of birth agrees as well") {
  Twice twice;
  twice.store.add_person("Fatima");
  twice.store.add_person("Fatima");
  CHECK(twice.duplicate_count() == 0);
  twice.with_year("Noor", 1999);
  twice.with_year("Noor", 1999);
  twice.with_year("Noor", 1970);
  CHECK(twice.duplicate_count() == 1);
}

TEST_CASE("who was told apart or merged is proposed no more") {
  Twice twice;
  const ParticipantId other = twice.store.add_person("Eva Ek");
  REQUIRE(twice.duplicate_count() == 1);
  REQUIRE(tell_apart(*twice.store, twice.eva, other));
  CHECK(twice.duplicate_count() == 0);
  const ParticipantId third = twice.store.add_person("Eva Ek");
  CHECK(twice.duplicate_count() == 2);
  REQUIRE(merge_people(*twice.store, twice.eva, third));
  CHECK(twice.duplicate_count() == 0);
}

TEST_CASE("who is erased after a merge leaves nothing to be put together") {
  Twice twice;
  REQUIRE(merge_people(*twice.store, twice.ada, twice.again));
  twice.store->record(ParticipantErased{twice.again}).value();
  CHECK(twice.store->people().find(twice.again)->name == "Ada Lund");
  twice.store->record(ParticipantErased{twice.ada}).value();
  CHECK(twice.store->people().find(twice.again) == nullptr);
  CHECK(twice.found("ada").empty());
  CHECK(merge_people(*twice.store, twice.ada, twice.eva).error().code == ErrorCode::not_found);
}

TEST_CASE("a merge is a coordinator's, and says who made it and when") {
  Twice twice;
  REQUIRE(merge_people(*twice.store, twice.again, twice.ada));
  CHECK(merge_people(*twice.store, twice.ada, twice.again).error().code == ErrorCode::conflict);
  std::vector<PersonLink> links = person_links(*twice.store, twice.ada).value();
  REQUIRE(links.size() == 1);
  CHECK(links[0].a == twice.ada);
  CHECK(links[0].on);
  CHECK(links[0].wall_ms == twice.store.clock().wall_ms());
  REQUIRE(merge_people(*twice.store, twice.again, twice.eva));
  CHECK(tell_apart(*twice.store, twice.ada, twice.eva).error().code == ErrorCode::not_found);
  REQUIRE(tell_apart(*twice.store, twice.ada, twice.again));
  links = person_links(*twice.store, twice.ada).value();
  REQUIRE(links.size() == 1);
  CHECK_FALSE(links[0].on);
  // Whoever asks what is held about them hears of a merge that was a mistake too, under either id.
  CHECK(access_report(*twice.store, twice.ada).value().merges.size() == 1);
  CHECK(access_report(*twice.store, twice.again).value().merges.size() == 2);
  twice.store.reopen();
  CHECK(merge_people(*twice.store, twice.ada, twice.eva).error().code == ErrorCode::refused);
  CHECK(duplicates(*twice.store, 10).error().code == ErrorCode::locked);
}

}  // namespace hk::test
