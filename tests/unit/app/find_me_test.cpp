#include <doctest/doctest.h>

#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

using Names = std::vector<std::string>;

/// Unlocked; yoga is begun when the test asks for somebody.
struct Door : KioskWorld {
  Door() { unlock(); }
  /// Those who are offered, as they are shown.
  Names offered(const std::string& typed) {
    if (!shows<WhoModel>()) tap(TapSession{start_yoga()});
    tap(ClearText{});
    tap(TypeText{typed});
    Names names;
    for (const Candidate& one : model<WhoModel>().candidates) names.push_back(one.first_name + " " + one.initial);
    return names;
  }
  /// They come to two sessions of yoga.
  void makes_regular(ParticipantId person) {
    for (int i = 0; i < 2; ++i) {
      const SessionId session = start_yoga();
      store().record(CheckInRecorded{session, person, "adult", "", "", CheckInWay::self}).value();
      clock.advance(60'000);
    }
  }
};

}  // namespace

TEST_CASE("regulars of what runs are offered before others, and cannot be crowded out") {
  Door door;
  for (const char* name : {"Sara Ahlin", "Sara Berg", "Sara Ceder", "Sara Dahl", "Sara Ek", "Sara Frid"})
    door.add_person(name);
  door.makes_regular(door.add_person("Sara Zander"));
  const Names offered = door.offered("sar");
  REQUIRE(offered.size() == 6);
  CHECK(offered[0] == "Sara Z.");
  CHECK(offered[1] == "Sara A.");
  CHECK(door.model<WhoModel>().more);
}

TEST_CASE("staff who search find regulars first too") {
  Door door;
  for (const char* name : {"Sara Ahlin", "Sara Berg"}) door.add_person(name);
  const ParticipantId regular = door.add_person("Sara Zander");
  door.makes_regular(regular);
  door.tap(ShowRoster{door.start_yoga()});
  door.tap(OpenSearch{});
  door.tap(TypeText{"sar"});
  const RosterModel roster = door.model<RosterModel>();
  REQUIRE(roster.others.size() == 3);
  CHECK(roster.others.front().participant == regular);
}

TEST_CASE("somebody is found by a name in another script, and shown as registered") {
  Door door;
  door.add_person("Fatima Ahmadi");
  door.add_person("محمد العلي");
  door.add_person("Олександр Коваль");
  CHECK(door.offered("فاطمة") == Names{"Fatima A."});
  CHECK(door.offered("Mohammed") == Names{"محمد ا."});
  CHECK(door.offered("Oleksandr") == Names{"Олександр К."});
  CHECK(door.offered("Fatma") == Names{"Fatima A."});
}

TEST_CASE("letters that are strewn over words or signs show nobody") {
  Door door;
  door.add_person("Anna Berg");
  door.add_person("Ali Ahmed");
  for (const char* typed : {"a", "an", "a a", "a b", "an b", "a--", "a!!!", "...", "a\u0301\u0301\u0301"}) {
    CHECK_MESSAGE(door.offered(typed).empty(), typed);
    CHECK_FALSE(door.model<WhoModel>().searched);
  }
  CHECK(door.offered("ann") == Names{"Anna B."});
  CHECK(door.offered("b anna") == Names{"Anna B."});
}

TEST_CASE("two letters are enough in Ethiopic script, where each is a syllable") {
  Door door;
  door.add_person("ሰላም ገብረ");
  CHECK(door.offered("ሰ").empty());
  CHECK(door.offered("ሰላ") == Names{"ሰላም ገ."});
}

TEST_CASE("letters that tell nobody apart are not shown") {
  Door door;
  for (const char* name : {"Maryam Hosseini", "Maryam Hosseini", "Maryam Haddad", "Amina Hosseini", "Amina Hosseini"})
    door.add_person(name);
  CHECK(door.offered("maryam") == Names{"Maryam Ha.", "Maryam Ho.", "Maryam Ho."});
  CHECK(door.offered("amina") == Names{"Amina H.", "Amina H."});
}

TEST_CASE("a protected person is offered by no spelling, and to no regular either") {
  Door door;
  const ParticipantId hidden = door.add_person("Fatima Ahmadi", true);
  door.makes_regular(hidden);
  for (const char* typed : {"Fatima", "Fatma", "فاطمة", "ahm", "Fatima Ahmadi"})
    CHECK_MESSAGE(door.offered(typed).empty(), typed);
}

TEST_CASE("who is added, corrected or erased is found so at once") {
  Door door;
  const ParticipantId ada = door.add_person("Ada Lund");
  CHECK(door.offered("ada") == Names{"Ada L."});
  ParticipantDetails renamed;
  renamed.identity = {"Zoran Lund", "", "", std::nullopt};
  door.clock.advance(1000);
  door.store().record(ParticipantSet{ada, renamed}).value();
  CHECK(door.offered("ada").empty());
  CHECK(door.offered("zoran") == Names{"Zoran L."});
  door.add_person("Ada Berg");
  CHECK(door.offered("ada") == Names{"Ada B."});
}

}  // namespace hk::test
