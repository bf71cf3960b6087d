#include <doctest/doctest.h>

#include <map>
#include <set>

#include "kiosk/store/households.h"
#include "tests/support/kiosk_glass.h"

namespace hk::test {

namespace {

/// What sixty people do at one door, and beside it what should have come of it.
struct Door : KioskGlass {
  SessionId session;
  std::int64_t came_ms = 0;
  int visitors = 0;
  std::map<std::string, ParticipantId> known;
  std::set<ParticipantId> here;
  std::int64_t newcomers = 0;
  std::map<std::string, std::int64_t> nameless;

  Door() {
    unlock();
    ProgrammeSet set;
    set.fields["texts"] =
        R"({"consent":{"version":1,"sv":"Får vi spara ditt namn?"},"notice":{"version":1,"sv":"Vi räknar."}})";
    store().record(set).value();
    for (const char* name : {"Fatima Ahmadi",  "Åsa Öberg",     "Bo Ek",        "محمد حسن",     "مریم کریمی",
                             "Олена Шевченко", "ሰላም ተስፋይ",      "Yıldız Doğan", "Łucja Wójcik", "Hodan Maxamed",
                             "Lejla Spahić",   "Besa Krasniqi", "Amina Haddad", "Yusuf Haddad", "Ilyas Haddad",
                             "Noor Haddad",    "Sara Lind",     "Elsa Lind",    "Hugo Lind",    "Halina Nowak"}) {
      known[name] = add_person(name);
    }
    CHECK(join_household(store(), std::vector{known["Amina Haddad"], known["Yusuf Haddad"], known["Ilyas Haddad"],
                                              known["Noor Haddad"]}));
    CHECK(join_household(store(), std::vector{known["Sara Lind"], known["Elsa Lind"], known["Hugo Lind"]}));
    add_person("Solros", true);
    session = start_yoga();
    look();
  }

  /// The next one stands before Welcome, fifteen seconds after the one before.
  void next(std::string_view language = "sv") {
    if (shows<WhoModel>()) touch("back");
    if (shows<DoneModel>()) {
      wait(1000);
      touch_at(kWidth / 2, 60);
    }
    const std::int64_t now = clock.monotonic_ms();
    if (visitors > 0 && now - came_ms < 15'000) stand_still(15'000 - (now - came_ms));
    came_ms = clock.monotonic_ms();
    ++visitors;
    REQUIRE(shows<WelcomeModel>());
    CHECK(screen()->language == "sv");
    if (language != "sv") touch("language:" + std::string(language));
    CHECK(screen()->language == language);
    touch("session:0");
  }
  void find(std::string_view typed, const std::string& name) {
    REQUIRE(shows<WhoModel>());
    type(typed);
    const auto candidates = model<WhoModel>().candidates;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (candidates[i].participant == known[name]) return touch("candidate:" + std::to_string(i));
    }
    FAIL(name << " is not found by " << typed);
  }
  void greeted(std::initializer_list<std::string> names) {
    REQUIRE(screen_name(*screen()) == "done");
    for (const std::string& name : names) here.insert(known[name]);
  }
  /// On Done, which many touch twice by mistake, and then nothing happens.
  void later(std::string_view id) {
    touch(id);
    REQUIRE(screen_name(*screen()) == "done");
    wait(1000);
    touch(id);
  }
  /// From "Ny här" to the last question.
  void answer(std::string_view name, std::size_t age) {
    REQUIRE(screen_name(*screen()) == "new_here");
    if (model<NewHereModel>().typed.text.empty()) type(name);
    touch("next");
    touch("tile:" + std::to_string(age));
  }
  void agree() {
    touch("yes");
    REQUIRE(shows<DoneModel>());
    ++newcomers;
  }
  void count(std::size_t category) {
    REQUIRE(shows<CountModel>());
    const std::string code = model<CountModel>().categories.at(category).code;
    touch("tile:" + std::to_string(category));
    REQUIRE(shows<DoneModel>());
    ++nameless[code];
  }
  std::int64_t number(const std::string& sql) {
    Statement query = store().database().statement(sql);
    query.step();
    return query.integer(0);
  }
};

void people_who_are_known(Door& door) {
  door.next();
  door.find("fat", "Fatima Ahmadi");
  door.greeted({"Fatima Ahmadi"});
  door.next("ar");
  door.find("محم", "محمد حسن");
  door.greeted({"محمد حسن"});
  door.next("fa");
  door.find("مریم", "مریم کریمی");
  door.greeted({"مریم کریمی"});
  door.next("uk");
  door.find("олен", "Олена Шевченко");
  door.greeted({"Олена Шевченко"});
  door.next("ti");
  door.find("ሰላም", "ሰላም ተስፋይ");
  door.greeted({"ሰላም ተስፋይ"});
  door.next("tr");
  door.find("yıl", "Yıldız Doğan");
  door.greeted({"Yıldız Doğan"});
  door.next("pl");
  door.find("luc", "Łucja Wójcik");
  door.greeted({"Łucja Wójcik"});
  door.next();
  door.find("asa", "Åsa Öberg");
  door.greeted({"Åsa Öberg"});
}

void families(Door& door) {
  door.next("ar");
  door.find("amina", "Amina Haddad");
  door.touch("tile:2");
  door.touch("together");
  door.greeted({"Amina Haddad", "Ilyas Haddad", "Yusuf Haddad"});
  // The one who was left out comes after all, and the others cannot be counted twice by it.
  const auto members = [&] { return door.model<HouseholdModel>().members; };
  door.next();
  door.find("noor", "Noor Haddad");
  for (std::size_t i = 1; i < members().size(); ++i) CHECK(members()[i].here);
  door.touch("together");
  door.greeted({"Noor Haddad"});
  // The whole family by mistake: one of them came alone.
  door.next();
  door.find("sara", "Sara Lind");
  door.touch("together");
  CHECK(door.model<DoneModel>().together == 3);
  door.later("undo");
  door.find("sara", "Sara Lind");
  door.touch("alone");
  door.greeted({"Sara Lind"});
}

void newcomers(Door& door) {
  door.next();
  door.type("KARIN");
  door.touch("new");
  door.answer("", 2);
  door.touch("privacy");
  CHECK(door.shows<PrivacyModel>());
  door.touch("back");
  door.agree();
  // She brings a child, for whom she answers, and regrets a second one.
  door.later("family");
  door.answer("OLLE", 0);
  CHECK(door.model<NewHereModel>().of_child);
  door.agree();
  door.later("family");
  door.answer("STINA", 1);
  door.agree();
  door.later("undo");
  --door.newcomers;
  // One who wants no name kept, and one who wants nothing to do with names.
  door.next("so");
  door.touch("new");
  door.answer("CALI", 2);
  door.touch("no");
  ++door.nameless["adult"];
  door.next("en");
  door.touch("count");
  door.count(0);
  door.later("undo");
  --door.nameless["child_youth"];
  door.count(1);
}

void mistakes(Door& door) {
  // Somebody taps another's name, sees it, and finds their own.
  door.next("bs");
  door.find("besa", "Besa Krasniqi");
  door.later("undo");
  door.find("lej", "Lejla Spahić");
  door.greeted({"Lejla Spahić"});
  door.next("sq");
  door.find("besa", "Besa Krasniqi");
  door.greeted({"Besa Krasniqi"});
  // Taps twice, and comes back to be sure.
  door.next("so");
  door.type("hodan");
  const Rect name = door.KioskGlass::find("candidate:0")->rect;
  for (int twice = 0; twice < 2; ++twice) {
    door.view.push(InputEvent::press(name.center_x(), name.center_y()));
    door.view.push(InputEvent::release(name.center_x(), name.center_y()));
  }
  door.look();
  door.look();
  door.greeted({"Hodan Maxamed"});
  door.next("so");
  door.find("hodan", "Hodan Maxamed");
  CHECK(door.model<DoneModel>().already_here);
  // Walks away from half a name, and from half a family.
  door.next("pl");
  door.type("hal");
  door.stand_still(20'000);
  door.next();
  door.find("elsa", "Elsa Lind");
  door.stand_still(20'000);
  door.next("pl");
  door.find("halina", "Halina Nowak");
  door.greeted({"Halina Nowak"});
}

}  // namespace

TEST_CASE("sixty people in a quarter of an hour: nobody is lost, and nobody counted twice") {
  Door door;
  people_who_are_known(door);
  families(door);
  newcomers(door);
  mistakes(door);
  // The rest of the queue is quick: some known, every other one without a name.
  while (door.visitors < 60) {
    door.next(door.visitors % 3 == 0 ? "ar" : "sv");
    if (door.visitors % 2 == 0) {
      door.touch("count");
      door.count(static_cast<std::size_t>(door.visitors) % 3);
    } else {
      door.touch("new");
      door.answer("ANNA" + std::string(1, static_cast<char>('A' + door.visitors - 20)), 2);
      door.agree();
    }
  }
  CHECK(door.clock.monotonic_ms() <= 16 * 60'000);

  const auto people = static_cast<std::int64_t>(door.here.size()) + door.newcomers;
  CHECK(door.number("SELECT count(*) FROM check_in WHERE withdrawn = 0") == people);
  CHECK(door.number("SELECT count(*) FROM (SELECT 1 FROM check_in WHERE withdrawn = 0 GROUP BY session, participant"
                    " HAVING count(*) > 1)") == 0);
  for (const ParticipantId& one : door.here) {
    Statement query = door.store().database().statement(
        "SELECT count(*) FROM check_in JOIN participant USING(participant) WHERE withdrawn = 0 AND uuid = :id");
    query.bind_blob(":id", ByteView(reinterpret_cast<const char*>(one.value.data()), one.value.size()));
    query.step();
    CHECK(query.integer(0) == 1);
  }
  const LocalDate today{door.local_time.at(door.clock.wall_ms()).days};
  const auto tally = read_tally(door.store().database(), door.store().programme(), week_of(today)).value().tally;
  std::int64_t counted = 0;
  for (const auto& [category, count] : door.nameless) counted += count;
  CHECK(tally.attendances == people);
  CHECK(tally.headcount == counted);
  CHECK(tally.new_participants == people);
  door.tap(ShowRoster{door.session});
  for (const CountRow& row : door.model<RosterModel>().counts) {
    if (!row.category.empty()) CHECK(row.total == door.nameless[row.category]);
  }
}

}  // namespace hk::test
