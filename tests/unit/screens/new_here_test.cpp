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

TEST_CASE("an age band gives its category") {
  Bench age(sample::screen_of(sample::new_age()));
  CHECK(only<ChooseCategory>(age.tap("tile:1"))->code == "child_youth");
  CHECK(only<ChooseCategory>(age.tap("tile:3"))->code == "adult");
  CHECK(only<SkipQuestion>(age.tap("skip")) != nullptr);
}

TEST_CASE("an area gives itself") {
  Bench area(sample::screen_of(sample::new_area()));
  CHECK(only<ChooseArea>(area.tap("tile:2"))->code == "nydala");
}

}  // namespace
