#include "tests/unit/screens/harness.h"

namespace {

using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("a touch on a card ticks that member, and the button counts who is here") {
  Bench bench(sample::screen_of(sample::household(4, 1)));
  const auto tapped = bench.tap("tile:1");
  const auto* ticked = only<TickMember>(tapped);
  REQUIRE(ticked != nullptr);
  CHECK(ticked->participant == sample::id<ParticipantId>(2));
  CHECK(bench.find("tile:3") == nullptr);  // here already
  CHECK(only<CheckInTicked>(bench.tap("together")) != nullptr);
  CHECK(only<CheckInAlone>(bench.tap("alone")) != nullptr);
  const auto says = [&](std::string_view text) {
    const auto& written = bench.view.ui().written();
    return std::any_of(written.begin(), written.end(), [&](const Written& one) { return one.text == text; });
  };
  CHECK(says("Vi är \u20684\u2069 i dag"));
  CHECK(says("redan här"));
}

TEST_CASE("whoever comes alone is not shown as somebody new") {
  const Bench bench(sample::screen_of(sample::household(4)));
  for (const Written& one : bench.view.ui().pictograms()) CHECK(one.text != "new");
}

TEST_CASE("with nobody ticked there is nobody to check in") {
  auto model = sample::household(3);
  for (auto& member : model.members) member.ticked = false;
  Bench bench(sample::screen_of(model));
  CHECK(bench.find("together") == nullptr);
}

TEST_CASE("whoever is here already is not asked whether they came alone") {
  auto model = sample::household(3);
  model.members[0].here = true;
  model.members[0].ticked = false;
  Bench bench(sample::screen_of(model));
  CHECK(bench.find("alone") == nullptr);
  CHECK(bench.find("together") != nullptr);
}

TEST_CASE("somebody new can bring the next of their family, and undo stays") {
  auto model = sample::done();
  model.can_add_family = true;
  Bench bench(sample::screen_of(model));
  CHECK(only<NextOfFamily>(bench.tap("family")) != nullptr);
  CHECK(only<UndoCheckIn>(bench.tap("undo")) != nullptr);
}

TEST_CASE("the notice is a touch away where consent is asked for, if the programme has one") {
  auto model = sample::consent();
  CHECK(Bench(sample::screen_of(model)).find("privacy") == nullptr);
  model.has_privacy = true;
  for (const auto& glass : hk::test::kGlasses) {
    Bench bench(sample::screen_of(model), glass);
    CHECK(only<ShowPrivacy>(bench.tap("privacy")) != nullptr);
  }
}

TEST_CASE("staff tick who belongs together, and say so; what cannot be done cannot be touched") {
  Bench bench(sample::screen_of(sample::family(9)));
  CHECK(only<TickMember>(bench.tap("person:0")) != nullptr);
  CHECK(only<JoinFamily>(bench.tap("join")) != nullptr);
  CHECK(only<PartFamily>(bench.tap("part")) != nullptr);
  Bench nobody(sample::screen_of(sample::family(3)));
  CHECK(nobody.find("join") == nullptr);
  CHECK(nobody.find("part") == nullptr);
}

TEST_CASE("from the roster one touch leads to the families, but not while names are locked") {
  Bench bench(sample::screen_of(sample::roster()));
  CHECK(only<ShowFamily>(bench.tap("families")) != nullptr);
  auto locked = sample::roster(0);
  locked.names_locked = true;
  CHECK(Bench(sample::screen_of(locked)).find("families") == nullptr);
}

}  // namespace
