#include <fstream>
#include <map>
#include <set>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

const Words& words(std::string_view code) {
  const Words& found = hk::test::shared_languages().words(code);
  REQUIRE(found.code() == code);
  return found;
}

/// The keys of a .po or .pot; nothing here is continued over lines.
std::vector<std::string> keys(const std::string& file) {
  std::ifstream in(std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/translations" / file);
  std::vector<std::string> keys;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("msgid")) continue;
    const auto from = line.find('"') + 1;
    const std::string key = line.substr(from, line.rfind('"') - from);
    if (!key.empty()) keys.push_back(key);
  }
  return keys;
}

/// `text` is the sentence `key` with values in its places, each between isolates.
bool says(std::string_view text, std::string_view key) {
  while (!key.empty()) {
    if (key.front() == '{' && text.starts_with("\u2068")) {
      const auto close = text.find("\u2069");
      if (close == std::string_view::npos) return false;
      text.remove_prefix(close + std::string_view("\u2069").size());
      key.remove_prefix(std::min(key.find('}') + 1, key.size()));
    } else if (!text.empty() && text.front() == key.front()) {
      text.remove_prefix(1);
      key.remove_prefix(1);
    } else {
      return false;
    }
  }
  return text.empty();
}

/// The parts of a line of facts.
std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at; (at = text.find(" · ", from)) != std::string::npos; from = at + std::string_view(" · ").size())
    parts.push_back(text.substr(from, at - from));
  parts.push_back(text.substr(from));
  return parts;
}

TEST_CASE("a sentence is recognised with its values, and no other") {
  CHECK(says("Välkommen, \u2068Amina\u2069!", "Välkommen, {name}!"));
  CHECK(says("Nästa", "Nästa"));
  CHECK_FALSE(says("Välkommen!", "Välkommen, {name}!"));
  CHECK_FALSE(says("Nästan", "Nästa"));
}

TEST_CASE("no participant screen falls back to Swedish in any language, on any glass") {
  const auto all = keys("halsokiosk.pot");
  int found = 0;
  for (const Words& language : hk::test::shared_languages().all()) {
    const auto of_it = keys(language.code() == "sv" ? "participants.pot" : language.code() + ".po");
    const std::set<std::string> known(of_it.begin(), of_it.end());
    for (const hk::test::Glass& glass : {hk::test::kTablet, hk::test::kGlasses[2], hk::test::kGlasses.back()})
      for (const auto& [name, screen] : sample::all(language.code())) {
        if (!hk::test::is_participant(screen)) continue;
        const Bench bench(screen, glass);
        for (const Written& written : bench.view.ui().written())
          for (const std::string& part : parts(written.text)) {
            std::vector<std::string> said;
            for (const std::string& key : all)
              if (says(part, key)) said.push_back(key);
            if (said.empty()) continue;
            ++found;
            CAPTURE(language.code());
            CAPTURE(name);
            CAPTURE(part);
            CHECK(std::any_of(said.begin(), said.end(), [&](const std::string& key) { return known.contains(key); }));
          }
      }
  }
  CHECK(found > 300);
}

TEST_CASE("eleven languages are offered, each in its own words, and two of them speak to staff") {
  std::vector<std::string> names, staff;
  for (const Words& language : hk::test::shared_languages().all()) {
    names.push_back(language.name());
    if (language.for_staff()) staff.push_back(language.code());
  }
  CHECK(names == std::vector<std::string>{"svenska", "العربية", "English", "فارسی", "Soomaali", "shqip", "polski",
                                          "Türkçe", "українська", "ትግርኛ", "bosanski · srpski · hrvatski"});
  CHECK(staff == std::vector<std::string>{"sv", "en"});
}

TEST_CASE("Swedish is the source, and every other language says whether somebody has read it") {
  CHECK(words("sv").reviewed());
  CHECK_FALSE(words("ti").reviewed());
}

TEST_CASE("times, dates and numbers have Western digits and Gregorian months, in the words of the language") {
  const auto day = *make_date(2026, 11, 20);
  CHECK(words("ar").day(day) == "الجمعة 20 نوفمبر");
  CHECK(words("fa").day(day) == "جمعه 20 نوامبر");
  CHECK(words("so").day(day).find("20") != std::string::npos);
  CHECK(words("bs").day(day) == "petak, 20. novembar");
  CHECK(words("sq").day(day).find("nëntor") != std::string::npos);
  CHECK(words("pl").day(day) == "piątek, 20 listopada");
  CHECK(words("tr").day(day) == "20 Kasım Cuma");
  CHECK(words("uk").day(day) == "пʼятниця, 20 листопада");
  CHECK(words("ti").day(day).find("20") != std::string::npos);
  for (const Words& language : hk::test::shared_languages().all()) {
    CAPTURE(language.code());
    CHECK(language.time({14 * 60 + 2}) == "14:02");
    CHECK(language.number(7) == "7");
  }
}

/// Which of the language's forms stand for these counts, told apart by what is said.
std::string forms(std::string_view code, std::initializer_list<std::int64_t> counts) {
  const Words& language = words(code);
  std::map<std::string, char> letters;
  std::string forms;
  for (const std::int64_t count : counts) {
    std::string said = language.tr_count("{count} är här i dag", "Vi är {count} i dag", count);
    const std::string number = isolated(language.number(count));
    if (const auto at = said.find(number); at != std::string::npos) said.replace(at, number.size(), "n");
    forms += letters.emplace(said, static_cast<char>('a' + letters.size())).first->second;
  }
  return forms;
}

TEST_CASE("plurals follow the language") {
  CHECK(forms("sv", {1, 0, 2, 21}) == "abbb");
  CHECK(forms("ar", {1, 2, 3, 11, 100}) == "abccc");
  CHECK(forms("pl", {1, 2, 4, 5, 12, 22, 25}) == "abbccbc");
  CHECK(forms("so", {1, 2}) == "ab");
}

TEST_CASE("a chip stands where it stood when another language is chosen") {
  for (const hk::test::Glass& glass : {hk::test::kTablet, hk::test::kGlasses[2]}) {
    const Bench before(sample::screen_of(sample::welcome(3)), glass);
    auto screen = sample::screen_of(sample::welcome(3));
    screen.language = "uk";
    const Bench after(screen, glass);
    for (const Words& language : hk::test::shared_languages().all()) {
      CAPTURE(language.code());
      CHECK(before.rect("language:" + language.code()).x == after.rect("language:" + language.code()).x);
      CHECK(before.rect("language:" + language.code()).w == after.rect("language:" + language.code()).w);
    }
    CHECK(before.rect("language:bs").w > 1.9F * before.rect("language:sv").w);
  }
}

TEST_CASE("a phone shows five languages with the one spoken now among them, and all at a touch") {
  auto screen = sample::screen_of(sample::welcome(3));
  screen.language = "ti";
  Bench bench(screen, hk::test::kGlasses.back());
  const auto chips = std::count_if(bench.view.touchables().begin(), bench.view.touchables().end(),
                                   [](const Touchable& one) { return one.id.starts_with("language:"); });
  CHECK(chips == 5);
  CHECK(bench.find("language:ti") != nullptr);
  CHECK(only<ShowLanguages>(bench.tap("more")) != nullptr);
  auto all = sample::welcome(3);
  all.languages = true;
  bench.screen = sample::screen_of(all);
  bench.frames(2);
  for (const Words& language : hk::test::shared_languages().all()) {
    CAPTURE(language.code());
    CHECK(only<ChooseLanguage>(bench.tap("language:" + language.code()))->code == language.code());
  }
}

/// Where each language's name is written on Welcome.
std::map<std::string, Rect> chip_words(std::string_view page) {
  Screen screen = sample::screen_of(sample::welcome(2));
  screen.language = page;
  const Bench bench(screen);
  std::map<std::string, Rect> found;
  for (const Words& words : hk::test::shared_languages().all())
    for (const Written& one : bench.view.ui().written())
      if (one.text == isolated(words.name())) found[words.code()] = one.rect;
  return found;
}

TEST_CASE("the names of the languages are as large on every page, but for the one that is chosen") {
  const auto swedish = chip_words("sv"), arabic = chip_words("ar");
  CHECK(swedish.size() == hk::test::shared_languages().all().size());
  for (const auto& [code, rect] : swedish) {
    if (code == "sv" || code == "ar") continue;
    CAPTURE(code);
    REQUIRE(arabic.contains(code));
    CHECK(arabic.at(code).w == doctest::Approx(rect.w).epsilon(0.02));
  }
}

}  // namespace
