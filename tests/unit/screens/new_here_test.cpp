#include "kiosk/screens/plain_words.h"
#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("Who has the way for those who are new") {
  Bench who(sample::screen_of(sample::who("NOO", 0)));
  CHECK(only<NewHere>(who.tap("new")) != nullptr);
  CHECK(who.rect("new").h >= 19.9F * hk::test::kPxPerMm);
}

TEST_CASE("the name is typed, gone on with, or skipped") {
  Bench name(sample::screen_of(sample::new_name("NOOR")));
  CHECK(only<NextQuestion>(name.tap("next")) != nullptr);
  CHECK(only<SkipQuestion>(name.tap("skip")) != nullptr);
  CHECK(only<TypeText>(name.tap("key:a"))->text == "A");
  CHECK(only<GoBack>(name.tap("back")) != nullptr);
}

TEST_CASE("without a letter there is nothing to go on with, and what must be said cannot be skipped") {
  auto model = sample::new_name("");
  model.can_go_on = model.can_skip = false;
  const Bench name(sample::screen_of(model));
  CHECK(name.find("next") == nullptr);
  CHECK(name.find("skip") == nullptr);
}

TEST_CASE("what is alone in its row is as wide as the field above it") {
  auto model = sample::new_name("NOOR");
  model.can_skip = false;
  const Bench standing(sample::screen_of(model), hk::test::kGlasses[2]);
  CHECK(standing.rect("next").x == doctest::Approx(standing.rect("field").x).epsilon(0.01));
  CHECK(standing.rect("next").right() == doctest::Approx(standing.rect("field").right()).epsilon(0.01));
}

TEST_CASE("an age band gives its category") {
  Bench age(sample::screen_of(sample::new_age()));
  CHECK(only<ChooseCategory>(age.tap("tile:1"))->code == "child_youth");
  CHECK(only<ChooseCategory>(age.tap("tile:3"))->code == "adult");
  CHECK(only<SkipQuestion>(age.tap("skip")) != nullptr);
}

TEST_CASE("yes and no to consent are equal, and answer") {
  Bench bench(sample::screen_of(sample::consent()));
  CHECK(only<AnswerConsent>(bench.tap("yes"))->yes);
  CHECK_FALSE(only<AnswerConsent>(bench.tap("no"))->yes);
  CHECK(bench.rect("yes").w == bench.rect("no").w);
  CHECK(bench.rect("yes").h == bench.rect("no").h);
  CHECK(bench.find("skip") == nullptr);
}

TEST_CASE("the programme's question is the title, and its other sentences stand one by one") {
  const PlainWords words = plain_words("Får vi spara ditt namn? Då går det fort.\nBara vi kan läsa det.");
  CHECK(words.question == "Får vi spara ditt namn?");
  REQUIRE(words.sentences.size() == 2);
  CHECK(words.sentences[0] == "Då går det fort.");
  CHECK(words.sentences[1] == "Bara vi kan läsa det.");
  CHECK(plain_words("Vi räknar.").question.empty());
  CHECK(plain_words("هل نحفظ اسمك؟ شكرا.").question == "هل نحفظ اسمك؟");
  CHECK(plain_words(" \n").sentences.empty());
}

TEST_CASE("Welcome leads to the notice with one touch, where there is one") {
  Bench welcome(sample::screen_of(sample::welcome(2)));
  CHECK(only<ShowPrivacy>(welcome.tap("privacy")) != nullptr);
  auto without = sample::welcome(2);
  without.has_privacy = false;
  CHECK(Bench(sample::screen_of(without)).find("privacy") == nullptr);
  Bench notice(sample::screen_of(sample::privacy()));
  CHECK(only<GoBack>(notice.tap("back")) != nullptr);
}

TEST_CASE("an area gives itself") {
  Bench area(sample::screen_of(sample::new_area()));
  CHECK(only<ChooseArea>(area.tap("tile:2"))->code == "nydala");
}

}  // namespace
