#include <fstream>
#include <set>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;

struct Text {
  std::string one, many;  ///< `many` only where it has a plural
};

/// The quoted part of a line of a .pot; nothing here is continued over lines.
std::string text_of(const std::string& line) {
  const auto from = line.find('"'), to = line.rfind('"');
  std::string text = line.substr(from + 1, to - from - 1);
  for (std::size_t at = 0; (at = text.find('\\', at)) != std::string::npos; ++at) text.erase(at, 1);
  return text;
}

std::vector<Text> texts() {
  std::ifstream in(std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/translations/halsokiosk.pot");
  std::vector<Text> texts;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("msgid \"")) texts.push_back({text_of(line), ""});
    if (line.starts_with("msgid_plural")) texts.back().many = text_of(line);
  }
  std::erase_if(texts, [](const Text& text) { return text.one.empty(); });  // the head
  return texts;
}

std::multiset<std::string> places(std::string_view text) {
  std::multiset<std::string> places;
  for (std::size_t at = 0; (at = text.find('{', at)) != std::string_view::npos; ++at)
    places.emplace(text.substr(at, text.find('}', at) - at + 1));
  return places;
}

TEST_CASE("every translation has the places for values that the Swedish text has") {
  const auto all = texts();
  CHECK(all.size() > 100);
  for (const Words& words : hk::test::shared_languages().all())
    for (const Text& text : all) {
      CAPTURE(words.code());
      CAPTURE(text.one);
      CHECK(places(words.tr(text.one)) == places(text.one));
      if (text.many.empty()) continue;
      // {count} is filled, so what is left of a broken place would show.
      for (const std::int64_t count : {0, 1, 2, 3, 7, 11, 100})
        CHECK(places(words.tr_count(text.one, text.many, count)).empty());
    }
}

TEST_CASE("the fonts have every letter of every translation") {
  for (const Words& words : hk::test::shared_languages().all())
    for (const Text& text : texts()) {
      CAPTURE(words.code());
      CAPTURE(text.one);
      for (const Weight weight : {Weight::regular, Weight::bold})
        CHECK_FALSE(hk::test::shared_text().block(words.tr(text.one), weight, {}).unwritable);
    }
}

TEST_CASE("a letter that no font has is noticed") {
  CHECK(hk::test::shared_text().block("漢", Weight::regular, {}).unwritable);
}

TEST_CASE("each language is told by a name of its own") {
  std::set<std::string> names;
  for (const Words& words : hk::test::shared_languages().all()) CHECK(names.insert(words.name()).second);
  CHECK(names.size() >= 2);
}

}  // namespace
