#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "kiosk/store/households.h"
#include "tests/support/kiosk_glass.h"

namespace hk::test {

namespace {

/// What somebody who speaks a language touches on its keyboard to find each of the two: the ids of keys.
struct Speaker {
  std::string_view language;
  std::vector<std::string> fatima, hodan;
};

std::vector<Speaker> speakers() {
  std::vector<Speaker> all{{"ar", {"ف", "ا", "ط"}, {"ه", "و", "د"}},
                           {"fa", {"ف", "ا", "ط"}, {"ه", "و", "د"}},
                           {"uk", {"ф", "а", "т"}, {"г", "о", "д"}},
                           {"ti", {"ፈ", "ኣ", "ጠ", "ኢ"}, {"ሀ", "ኦ", "ደ", "ኣ"}}};
  for (const Words& words : shared_languages().all()) {
    const auto listed = [&](const Speaker& one) { return one.language == words.code(); };
    if (std::none_of(all.begin(), all.end(), listed)) all.push_back({words.code(), {"f", "a", "t"}, {"h", "o", "d"}});
  }
  return all;
}

/// One evening at one tablet.
struct Evening : KioskGlass {
  explicit Evening(const Glass& glass) : KioskGlass(glass), height(glass.height) {
    view.keep_written();
    unlock();
    ProgrammeSet set;
    set.fields["texts"] =
        R"({"consent":{"version":1,"sv":"Får vi spara ditt namn?"},"notice":{"version":1,"sv":"Vi räknar."}})";
    store().record(set).value();
    fatima = add_person("Fatima Ahmadi");
    hodan = add_person("Hodan Maxamed");
    CHECK(join_household(store(), std::vector{hodan, add_person("Ilyas Maxamed")}));
    session = start_yoga();
    look();
  }

  float height;
  ParticipantId fatima, hodan;
  SessionId session;

  /// Touches, and reads what comes then: whole, and in the language chosen.
  void go(std::string_view id) {
    CAPTURE(id);
    touch(id);
    CAPTURE(screen_name(*screen()));
    for (const std::string& cut : view.ui().overflows()) FAIL_CHECK("cut: " << cut);
  }
  void begin(std::string_view language) {
    REQUIRE(shows<WelcomeModel>());
    const std::string chip = "language:" + std::string(language);
    if (KioskGlass::find(chip) == nullptr) go("more");
    if (screen()->language != language) go(chip);
    if (KioskGlass::find("session:0") == nullptr) go("back");
    CHECK(screen()->language == language);
    go("session:0");
    REQUIRE(shows<WhoModel>());
  }
  void write(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) go("key:" + key);
  }
  void choose(ParticipantId who) {
    const auto candidates = model<WhoModel>().candidates;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (candidates[i].participant == who) return go("candidate:" + std::to_string(i));
    FAIL("not among " << candidates.size() << " found");
  }
  /// The greeting answers no touch at first.
  void after_greeting(std::string_view id) {
    REQUIRE(shows<DoneModel>());
    wait(1000);
    look();
    go(id);
  }
  void leave() {
    if (shows<DoneModel>()) stand_still(tuning::done_ms);
    while (!shows<WelcomeModel>()) go("back");
    stand_still(tuning::participant_timeout_ms);
    CHECK(screen()->language == "sv");
  }
  std::int64_t nameless() {
    const LocalDate today{local_time.at(clock.wall_ms()).days};
    return read_tally(store().database(), store().programme(), week_of(today)).value().tally.headcount;
  }
};

/// Each of what a participant can do, once, in every language on a tablet that lies and one that stands, on a monitor
/// and on a phone.
template <class Journey>
void in_every_language(Journey journey) {
  for (const Glass& glass : {kTablet, kGlasses[1], kGlasses[2], kGlasses.back()}) {
    for (const Speaker& speaker : speakers()) {
      Evening evening(glass);
      CAPTURE(glass.name);
      CAPTURE(speaker.language);
      evening.begin(speaker.language);
      journey(evening, speaker);
      evening.leave();
    }
  }
}

}  // namespace

TEST_CASE("from Welcome to the tick, and by undo back to the question, in every language") {
  in_every_language([](Evening& evening, const Speaker& speaker) {
    evening.write(speaker.fatima);
    evening.choose(evening.fatima);
    CHECK(evening.attendances() == 1);
    CHECK(evening.model<DoneModel>().first_name == "Fatima");
    evening.after_greeting("undo");
    CHECK(evening.shows<WhoModel>());
    CHECK(evening.attendances() == 0);
  });
}

TEST_CASE("a family by one touch, and one of them alone, in every language") {
  in_every_language([](Evening& evening, const Speaker& speaker) {
    evening.write(speaker.hodan);
    evening.choose(evening.hodan);
    REQUIRE(evening.shows<HouseholdModel>());
    evening.go("together");
    CHECK(evening.attendances() == 2);
    evening.after_greeting("undo");
    CHECK(evening.attendances() == 0);
    evening.write(speaker.hodan);
    evening.choose(evening.hodan);
    evening.go("alone");
    CHECK(evening.attendances() == 1);
    evening.after_greeting("undo");
    CHECK(evening.attendances() == 0);
  });
}

TEST_CASE("somebody new says a name, an age and yes, and regrets it, in every language") {
  in_every_language([](Evening& evening, const Speaker& speaker) {
    evening.go("new");
    evening.write(speaker.hodan);
    evening.go("next");
    evening.go("tile:1");
    evening.go("privacy");
    evening.go("back");
    evening.go("yes");
    CHECK(evening.attendances() == 1);
    evening.after_greeting("undo");
    CHECK(evening.attendances() == 0);
  });
}

TEST_CASE("who gives no name is counted, and uncounted, in every language") {
  in_every_language([](Evening& evening, const Speaker&) {
    evening.go("count");
    evening.go("tile:1");
    CHECK(evening.nameless() == 1);
    evening.after_greeting("undo");
    CHECK(evening.nameless() == 0);
  });
}

TEST_CASE("whoever is slow is asked whether they are there, in every language, and keeps what they wrote") {
  in_every_language([](Evening& evening, const Speaker& speaker) {
    evening.write(speaker.fatima);
    const std::string written = evening.model<WhoModel>().typed.text;
    evening.stand_still(tuning::participant_timeout_ms - 5'000);
    evening.go("more_time");
    CHECK(evening.model<WhoModel>().typed.text == written);
    evening.stand_still(tuning::participant_timeout_ms);
    CHECK(evening.shows<WelcomeModel>());
  });
}

}  // namespace hk::test
