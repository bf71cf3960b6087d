#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::kPxPerMm;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("the pad types a digit when the finger goes down, and takes the last one back") {
  Bench pad(sample::screen_of(sample::pin(3)));
  CHECK(only<TypeText>(pad.tap("pin:7"))->text == "7");
  CHECK(only<TypeText>(pad.tap("pin:0"))->text == "0");
  CHECK(only<Backspace>(pad.tap("pin:backspace")) != nullptr);
  CHECK(only<TypeText>(pad.type('4'))->text == "4");
  CHECK(pad.rect("pin:5").w >= 19.9F * kPxPerMm);
  CHECK(pad.rect("pin:5").h >= 19.9F * kPxPerMm);
}

TEST_CASE("only six digits are a PIN, and nothing is nothing to take back") {
  CHECK(Bench(sample::screen_of(sample::pin(5))).find("pin:submit") == nullptr);
  CHECK(Bench(sample::screen_of(sample::pin(0))).find("pin:backspace") == nullptr);
  Bench complete(sample::screen_of(sample::pin(6)));
  CHECK(only<SubmitText>(complete.tap("pin:submit")) != nullptr);
}

TEST_CASE("while it waits the pad cannot be touched, but the ways out can") {
  auto model = sample::pin(0);
  model.wait_seconds = 4;
  Bench pad(sample::screen_of(model));
  for (const std::string_view key : {"pin:1", "pin:0", "pin:backspace", "pin:submit"}) CHECK(pad.find(key) == nullptr);
  CHECK(only<ShowUnlock>(pad.tap("passphrase")) != nullptr);
  CHECK(only<GoBack>(pad.tap("back")) != nullptr);
  const auto& written = pad.view.ui().written();
  CHECK(std::any_of(written.begin(), written.end(),
                    [](const Written& one) { return one.text.find('4') != std::string::npos; }));
}

}  // namespace
