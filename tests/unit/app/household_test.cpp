#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/app/tuning.h"
#include "kiosk/store/households.h"
#include "kiosk/store/merge_people.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Names open and yoga running: Amina with her two children, and Bo, who came alone.
struct Family : KioskWorld {
  ParticipantId amina, yusuf, maryam, bo;
  SessionId yoga;
  Family() {
    unlock();
    amina = add_person("Amina Haddad");
    yusuf = add_person("Yusuf Haddad");
    maryam = add_person("Maryam Haddad");
    bo = add_person("Bo Ek");
    join({amina, yusuf, maryam});
    yoga = start_yoga();
  }
  void join(const std::vector<ParticipantId>& people) { REQUIRE(join_household(store(), people)); }
  void choose(ParticipantId person, const std::string& letters = "amina") {
    tap(TapSession{yoga});
    tap(TypeText{letters});
    tap(TapCandidate{person});
  }
  std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const auto& member : model<HouseholdModel>().members) names.push_back(member.first_name);
    return names;
  }
  std::int64_t ways(CheckInWay way) {
    Statement query = store().database().statement("SELECT count(*) FROM check_in WHERE way = :way");
    query.bind(":way", static_cast<std::int64_t>(way));
    query.step();
    return query.integer(0);
  }
};

}  // namespace

TEST_CASE("a household is offered with whoever found themselves first, all ticked, and one touch checks all in") {
  Family world;
  world.choose(world.maryam, "maryam");
  CHECK(world.names() == std::vector<std::string>{"Maryam", "Amina", "Yusuf"});
  for (const auto& member : world.model<HouseholdModel>().members) CHECK(member.ticked);
  CHECK(world.attendances() == 0);
  world.tap(CheckInTicked{});
  const DoneModel done = world.model<DoneModel>();
  CHECK(done.first_name == "Maryam");
  CHECK(done.together == 3);
  CHECK(world.attendances() == 3);
  CHECK(world.ways(CheckInWay::household) == 3);
}

TEST_CASE("undo takes all of a household back, and nobody who was here before") {
  Family world;
  world.choose(world.amina);
  world.tap(CheckInAlone{});
  CHECK(world.ways(CheckInWay::self) == 1);
  world.choose(world.yusuf, "yusuf");
  world.tap(CheckInTicked{});
  CHECK(world.model<DoneModel>().together == 3);
  CHECK(world.attendances() == 3);
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK(world.shows<WhoModel>());
  CHECK(world.attendances() == 1);
}

TEST_CASE("who is not ticked is not checked in, and with nobody ticked nothing happens") {
  Family world;
  world.choose(world.amina);
  world.tap(TickMember{world.yusuf});
  world.tap(TickMember{world.maryam});
  world.tap(TickMember{world.maryam});
  world.tap(CheckInTicked{});
  CHECK(world.attendances() == 2);
  CHECK(world.model<DoneModel>().together == 2);
  Family nobody;
  nobody.choose(nobody.amina);
  for (const ParticipantId one : {nobody.amina, nobody.yusuf, nobody.maryam}) nobody.tap(TickMember{one});
  nobody.tap(CheckInTicked{});
  CHECK(nobody.shows<HouseholdModel>());
  CHECK(nobody.attendances() == 0);
}

TEST_CASE("a member who is here already is shown as such and cannot be checked in twice") {
  Family world;
  world.choose(world.amina);
  world.tap(CheckInAlone{});
  world.choose(world.yusuf, "yusuf");
  const auto members = world.model<HouseholdModel>().members;
  CHECK(members[1].first_name == "Amina");
  CHECK(members[1].here);
  CHECK_FALSE(members[1].ticked);
  world.tap(TickMember{world.amina});
  CHECK_FALSE(world.model<HouseholdModel>().members[1].ticked);
  world.tap(CheckInTicked{});
  CHECK(world.ways(CheckInWay::household) == 2);
  world.choose(world.amina);
  CHECK(world.model<DoneModel>().already_here);
}

TEST_CASE("whoever has no household, or only themselves in it, is checked in by their touch") {
  Family world;
  world.choose(world.bo, "bo");
  CHECK(world.model<DoneModel>().first_name == "Bo");
  CHECK(world.model<DoneModel>().together == 1);
  CHECK(world.ways(CheckInWay::self) == 1);
}

TEST_CASE("a protected member is not shown, and neither is a household that has nobody else") {
  Family world;
  world.join({world.bo, world.add_person("Solros", true)});
  world.choose(world.bo, "bo");
  CHECK(world.model<DoneModel>().first_name == "Bo");
  world.join({world.amina, world.add_person("Vide", true)});
  world.choose(world.amina);
  CHECK(world.names() == std::vector<std::string>{"Amina", "Maryam", "Yusuf"});
}

TEST_CASE("of a household of more than eight, eight are shown, and the screen says that there are more") {
  Family world;
  std::vector<ParticipantId> all{world.amina};
  for (int i = 0; i < 9; ++i) all.push_back(world.add_person("Barn" + std::string(1, static_cast<char>('a' + i))));
  world.join(all);
  world.choose(world.amina);
  CHECK(world.model<HouseholdModel>().members.size() == tuning::household_max);
  CHECK(world.model<HouseholdModel>().members[0].first_name == "Amina");
  CHECK(world.model<HouseholdModel>().more);
}

TEST_CASE("a household is one transaction: a full disk leaves nobody checked in") {
  Family world;
  world.choose(world.amina);
  world.store().database().execute("PRAGMA max_page_count = 1");
  const ChangeBody filler = SessionStateSet{world.yoga, SessionState::running, std::nullopt};
  while (world.store().record(filler)) {
  }
  world.tap(CheckInTicked{});
  CHECK(world.shows<HouseholdModel>());
  REQUIRE(world.screen()->notice);
  CHECK(world.screen()->notice->kind == Notice::Kind::disk_full);
  CHECK(world.attendances() == 0);
  world.store().database().execute("PRAGMA max_page_count = 1000000");
  world.tap(CheckInTicked{});
  CHECK(world.attendances() == 3);
}

TEST_CASE("a household on the screen goes after twenty seconds, and the arrow leads back to the name") {
  Family world;
  world.choose(world.amina);
  world.wait(13'000);
  CHECK(world.model<HouseholdModel>().seconds_left == 7);
  world.tap(AnyTouch{});
  CHECK_FALSE(world.model<HouseholdModel>().seconds_left);
  world.tap(GoBack{});
  CHECK(world.model<WhoModel>().typed.text.empty());
  world.choose(world.amina);
  world.wait(20'000);
  CHECK(world.shows<WelcomeModel>());
  CHECK(world.attendances() == 0);
}

TEST_CASE("two who turned out to be one person are one card of their household") {
  Family world;
  const ParticipantId again = world.add_person("Yussuf Haddad");
  world.join({world.amina, again});
  REQUIRE(merge_people(world.store(), world.yusuf, again));
  world.choose(world.amina);
  CHECK(world.model<HouseholdModel>().members.size() == 3);
}

TEST_CASE("somebody new brings the next of their family, who belongs with them from then on") {
  Family world;
  world.tap(TapSession{world.yoga});
  world.tap(TypeText{"NOOR"});
  world.tap(NewHere{});
  world.tap(NextQuestion{});
  world.tap(ChooseCategory{"adult"});
  CHECK(world.model<DoneModel>().can_add_family);
  world.wait(tuning::done_ms);
  REQUIRE(world.shows<DoneModel>());
  for (const char* name : {"LINA", "OMAR"}) {
    world.wait(tuning::done_rest_ms);
    world.tap(NextOfFamily{});
    CHECK(world.model<NewHereModel>().typed.text.empty());
    world.tap(TypeText{name});
    world.tap(NextQuestion{});
    world.tap(ChooseCategory{"child_youth"});
  }
  CHECK(world.attendances() == 3);
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK(world.attendances() == 2);
  const SessionId second = world.start_yoga();
  world.tap(TapSession{second});
  world.tap(TypeText{"LINA"});
  world.tap(TapCandidate{world.model<WhoModel>().candidates.at(0).participant});
  CHECK(world.names() == std::vector<std::string>{"Lina", "Noor"});
}

TEST_CASE("who was counted without a name, or is known already, is not asked for a family") {
  Family world;
  world.choose(world.bo, "bo");
  CHECK_FALSE(world.model<DoneModel>().can_add_family);
  world.wait(tuning::done_rest_ms);
  world.tap(NextOfFamily{});
  CHECK(world.shows<DoneModel>());
  world.tap(ShowWelcome{});
  world.tap(TapSession{world.yoga});
  world.tap(CountMe{});
  world.tap(ChooseCategory{"adult"});
  CHECK_FALSE(world.model<DoneModel>().can_add_family);
}

// --- staff -----------------------------------------------------------------------------------------------------------

namespace {

/// Those here stand on "Familjer".
struct Staff : Family {
  Staff() {
    tap(ShowRoster{yoga});
    for (const ParticipantId one : {amina, bo}) tap(TickPerson{one});
    tap(ShowFamily{});
  }
  FamilyModel::Member member(ParticipantId id) {
    for (const auto& one : model<FamilyModel>().people) {
      if (one.participant == id) return one;
    }
    return {};
  }
};

}  // namespace

TEST_CASE("staff put those who are here together, and apart again") {
  Staff world;
  CHECK(world.model<FamilyModel>().people.size() == 2);
  CHECK_FALSE(world.model<FamilyModel>().can_join);
  world.tap(TickMember{world.bo});
  CHECK_FALSE(world.model<FamilyModel>().can_part);
  world.tap(TickMember{world.amina});
  CHECK(world.model<FamilyModel>().can_join);
  world.tap(JoinFamily{});
  CHECK(world.member(world.bo).family == std::vector<std::string>{"Amina H.", "Maryam H.", "Yusuf H."});
  CHECK_FALSE(world.member(world.bo).ticked);
  world.tap(TickMember{world.bo});
  CHECK(world.model<FamilyModel>().can_part);
  world.tap(PartFamily{});
  CHECK(world.member(world.bo).family.empty());
  CHECK(world.member(world.amina).family.size() == 2);
  world.tap(GoBack{});
  CHECK(world.shows<RosterModel>());
}

TEST_CASE("whoever cannot be opened cannot be put together either: without names there are no families") {
  Staff world;
  world.store().lock();
  world.tap(TickMember{world.bo});
  world.tap(TickMember{world.amina});
  world.tap(JoinFamily{});
  REQUIRE(world.screen()->notice);
  CHECK(world.model<FamilyModel>().people.empty());
}

}  // namespace hk::test
