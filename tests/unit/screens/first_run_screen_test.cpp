#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;
using Page = FirstRunModel::Page;
using Trouble = FirstRunModel::Trouble;

bool says(const Bench& bench, std::string_view text) {
  const auto& written = bench.view.ui().written();
  return std::any_of(written.begin(), written.end(),
                     [&](const Written& one) { return one.text.find(text) != std::string::npos; });
}

TEST_CASE("a device without a programme offers to join one") {
  Bench offer(sample::screen_of(sample::first_run(Page::offer)));
  CHECK(only<SubmitText>(offer.tap("go_on")) != nullptr);
  CHECK(offer.find("back") == nullptr);
}

TEST_CASE("each field is typed on the keyboard, and an empty one does not go on") {
  for (const Page page : {Page::server, Page::code, Page::label, Page::passphrase, Page::passphrase_again}) {
    Bench field(sample::screen_of(sample::first_run(page, "abc")));
    CHECK(only<TypeText>(field.tap("key:k"))->text == "k");
    CHECK(only<SubmitText>(field.tap("done")) != nullptr);
    CHECK(only<GoBack>(field.tap("back")) != nullptr);
    CHECK(Bench(sample::screen_of(sample::first_run(page))).find("done") == nullptr);
  }
}

TEST_CASE("only a passphrase can be shown and hidden") {
  for (const Page page : {Page::passphrase, Page::passphrase_again}) {
    Bench field(sample::screen_of(sample::first_run(page, "tre")));
    CHECK(only<ToggleVisible>(field.tap("visible")) != nullptr);
  }
  for (const Page page : {Page::server, Page::code, Page::label}) {
    CHECK(Bench(sample::screen_of(sample::first_run(page, "tre"))).find("visible") == nullptr);
  }
}

TEST_CASE("all six words stand on every glass, also when the server is silent, with the way out") {
  for (const auto& glass : hk::test::kGlasses) {
    for (const Trouble trouble : {Trouble::none, Trouble::no_answer}) {
      const auto model = sample::first_run(Page::waiting, "", trouble);
      Bench words(sample::screen_of(model), glass);
      for (const std::string& word : model.words) CHECK_MESSAGE(says(words, word), glass.name);
      CHECK(words.view.ui().overflows().empty());
      CHECK(only<GoBack>(words.tap("back")) != nullptr);
    }
  }
}

TEST_CASE("what could not be saved can be tried again, and while it is saved nothing can be touched") {
  Bench failed(sample::screen_of(sample::first_run(Page::settling, "", Trouble::not_saved)));
  CHECK(only<DismissNotice>(failed.tap("go_on")) != nullptr);
  CHECK(Bench(sample::screen_of(sample::first_run(Page::settling))).view.touchables().empty());
}

}  // namespace
