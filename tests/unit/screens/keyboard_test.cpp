#include <set>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("a touch between keys, and beside the outermost, is the nearest key") {
  Bench bench(sample::screen_of(sample::who("")));
  const float top = bench.rect("key:q").y;
  int touched = 0;
  for (float y = top + 1; y < hk::test::kHeight; y += 23)
    for (float x = 1; x < hk::test::kWidth; x += 61) {
      const auto intents = bench.tap_at(x, y);
      CAPTURE(x);
      CAPTURE(y);
      CHECK(intents.size() == 1);
      CHECK(only<AnyTouch>(intents) == nullptr);
      ++touched;
    }
  CHECK(touched > 200);
}

TEST_CASE("keys answer when the finger comes down, so none is lost by sliding") {
  Bench bench(sample::screen_of(sample::who("")));
  const Rect a = bench.rect("key:a"), s = bench.rect("key:s");
  bench.view.push(InputEvent::press(a.right() - 2, a.center_y()));
  CHECK(only<TypeText>(bench.frame())->text == "A");
  bench.view.push(InputEvent::move(s.x + 4, s.center_y()));
  bench.view.push(InputEvent::release(s.x + 4, s.center_y()));
  CHECK(bench.frames(3).empty());
}

TEST_CASE("participants have capitals with å ä ö, and neither shift nor Enter") {
  Bench bench(sample::screen_of(sample::who("")));
  CHECK(only<TypeText>(bench.tap("key:å"))->text == "Å");
  CHECK(only<TypeText>(bench.tap("key:q"))->text == "Q");
  CHECK(only<TypeText>(bench.tap("key:space"))->text == " ");
  CHECK(only<Backspace>(bench.tap("key:backspace")) != nullptr);
  CHECK(only<ClearText>(bench.tap("key:clear")) != nullptr);
  CHECK(only<ToggleDigits>(bench.tap("key:digits")) != nullptr);
  CHECK(bench.find("key:shift") == nullptr);
  CHECK(bench.find("key:enter") == nullptr);
}

TEST_CASE("staff write small letters, and capitals with shift") {
  auto model = sample::unlock("");
  Bench bench(sample::screen_of(model));
  CHECK(only<TypeText>(bench.tap("key:ä"))->text == "ä");
  CHECK(only<ToggleShift>(bench.tap("key:shift")) != nullptr);
  model.passphrase.shift = true;
  bench.screen = sample::screen_of(model);
  bench.frame();
  CHECK(only<TypeText>(bench.tap("key:ä"))->text == "Ä");
  CHECK(only<TypeText>(bench.tap("key:x"))->text == "X");
  CHECK(only<SubmitText>(bench.tap("key:enter")) != nullptr);
}

TEST_CASE("the 123 layer has digits and signs, and the way back") {
  auto model = sample::who("");
  model.typed.digits = true;
  Bench bench(sample::screen_of(model));
  CHECK(only<TypeText>(bench.tap("key:7"))->text == "7");
  CHECK(only<TypeText>(bench.tap("key:@"))->text == "@");
  CHECK(only<ToggleDigits>(bench.tap("key:digits")) != nullptr);
  CHECK(bench.find("key:q") == nullptr);
}

TEST_CASE("a physical keyboard types, deletes and submits without focus") {
  Bench bench(sample::screen_of(sample::unlock("")));
  CHECK(only<TypeText>(bench.type(U'ö'))->text == "ö");
  CHECK(only<TypeText>(bench.type(U' '))->text == " ");
  CHECK(only<Backspace>(bench.key(InputEvent::Key::backspace)) != nullptr);
  CHECK(only<SubmitText>(bench.key(InputEvent::Key::enter)) != nullptr);
  CHECK(only<GoBack>(bench.key(InputEvent::Key::escape)) != nullptr);
  CHECK(bench.type(0x1B).empty());
}

TEST_CASE("where nothing is written, letters do nothing") {
  Bench bench(sample::screen_of(sample::today()));
  CHECK(bench.type(U'a').empty());
  CHECK(bench.key(InputEvent::Key::enter).empty());
}

TEST_CASE("Tab reaches everything in turn, and Enter does what a tap does") {
  Bench bench(sample::screen_of(sample::today()));
  const auto count = bench.view.touchables().size();
  std::size_t roster_reached = 0;
  for (std::size_t i = 0; i < count; ++i) {
    (void)bench.key(InputEvent::Key::tab);
    if (bench.view.touchables()[i].id == "roster:0") {
      const auto intents = bench.key(InputEvent::Key::enter);
      CHECK(only<ShowRoster>(intents) != nullptr);
      ++roster_reached;
    }
  }
  CHECK(roster_reached == 1);
}

TEST_CASE("arrows go to the neighbour, space activates it, and a touch takes the ring away") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  (void)bench.key(InputEvent::Key::tab);   // back
  (void)bench.key(InputEvent::Key::down);  // the candidate below it
  (void)bench.key(InputEvent::Key::right);
  const auto intents = bench.type(U' ');
  REQUIRE(only<TapCandidate>(intents) != nullptr);
  CHECK(only<TapCandidate>(intents)->participant == sample::id<ParticipantId>(2));
  (void)bench.tap_at(600, 420);
  CHECK(only<TypeText>(bench.type(U' ')) != nullptr);
}

TEST_CASE("focus does not go over to another screen") {
  Bench bench(sample::screen_of(sample::today()));
  (void)bench.key(InputEvent::Key::tab);
  bench.screen = sample::screen_of(sample::close());
  bench.frames(2);
  CHECK(bench.key(InputEvent::Key::enter).empty());
}

TEST_CASE("the long press has a way by keyboard") {
  Bench bench(sample::screen_of(sample::welcome(2)));
  (void)bench.key(InputEvent::Key::tab);
  CHECK(only<OpenStaff>(bench.key(InputEvent::Key::enter)) != nullptr);
}

Screen typing(std::string text, std::string layout = "", std::string language = "sv") {
  auto model = sample::who("", 0);
  model.typed.text = std::move(text);
  model.typed.layout = std::move(layout);
  Screen screen = sample::screen_of(std::move(model));
  screen.language = std::move(language);
  return screen;
}

TEST_CASE("the keyboard follows the language, and those that write with Latin letters have the Swedish one") {
  const std::vector<std::pair<std::string, std::string>> first{{"sv", "q"}, {"en", "q"}, {"ar", "ض"}, {"fa", "ض"},
                                                               {"uk", "й"}, {"pl", "q"}, {"tr", "q"}, {"bs", "q"},
                                                               {"sq", "q"}, {"so", "q"}, {"ti", "ሀ"}};
  for (const auto& [language, key] : first) {
    CAPTURE(language);
    const Bench bench(typing("", "", language));
    CHECK(bench.find("key:" + key) != nullptr);
    CHECK((bench.find("key:å") != nullptr) == (key == "q" && language != "en"));
  }
}

TEST_CASE("every layout can be reached from every language by its key, which leads round all of them") {
  for (const Words& words : hk::test::shared_languages().all()) {
    std::set<std::string> seen;
    std::string layout;
    for (int i = 0; i < 6; ++i) {
      Bench bench(typing("", layout, words.code()));
      const auto intents = bench.tap("key:layout");
      REQUIRE(only<ChooseLayout>(intents) != nullptr);
      layout = only<ChooseLayout>(intents)->code;
      seen.insert(layout);
    }
    CAPTURE(words.code());
    CHECK(seen == std::set<std::string>{"sv", "ar", "en", "fa", "uk", "ti"});
  }
}

TEST_CASE("Arabic and Persian keys stand as on their keyboards, not mirrored with the page") {
  const Bench bench(typing("", "", "ar"));
  CHECK(bench.rect("key:ض").x < bench.rect("key:ج").x);
  CHECK(bench.rect("key:layout").x < bench.rect("key:clear").x);
  const Bench swedish(typing("", "sv", "ar"));
  CHECK(swedish.rect("key:q").x < swedish.rect("key:p").x);
}

/// What is written after `id` was held until it opened and `other` was tapped.
std::string by_long_press(Bench& bench, const std::string& id, const std::string& other) {
  const Rect key = bench.rect(id);
  bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
  std::string written;
  const auto take = [&](const std::vector<Intent>& intents) {
    for (const Intent& intent : intents) {
      if (const auto* typed = std::get_if<TypeText>(&intent)) written += typed->text;
      if (std::holds_alternative<Backspace>(intent)) written.clear();
    }
  };
  for (int i = 0; i < 14; ++i) take(bench.frame(0.05F));
  bench.view.push(InputEvent::release(key.center_x(), key.center_y()));
  take(bench.frames(2));
  take(bench.tap(id + ":" + other));
  return written;
}

TEST_CASE("a long press offers the letters of Polish, Turkish, Bosnian and Albanian") {
  const std::vector<std::pair<std::string, std::string>> letters{
      {"a", "Ą"}, {"c", "Ć"}, {"c", "Č"}, {"c", "Ç"}, {"d", "Đ"}, {"e", "Ę"}, {"e", "Ë"},
      {"g", "Ğ"}, {"i", "İ"}, {"l", "Ł"}, {"n", "Ń"}, {"o", "Ó"}, {"s", "Ś"}, {"s", "Š"},
      {"s", "Ş"}, {"u", "Ü"}, {"z", "Ź"}, {"z", "Ż"}, {"z", "Ž"}};
  for (const auto& [base, letter] : letters) {
    Bench bench(typing(""));
    CAPTURE(letter);
    CHECK(by_long_press(bench, "key:" + base, letter) == letter);
    CHECK(bench.find("key:" + base + ":" + letter) == nullptr);
  }
}

TEST_CASE("staff have the small ones of them too, and Ukrainian and Arabic theirs") {
  Bench staff(sample::screen_of(sample::unlock("")));
  CHECK(by_long_press(staff, "key:i", "ı") == "ı");
  Bench ukrainian(typing("", "uk"));
  CHECK(by_long_press(ukrainian, "key:г", "Ґ") == "Ґ");
  Bench arabic(typing("", "ar"));
  CHECK(by_long_press(arabic, "key:ا", "أ") == "أ");
}

/// What the text is after the keys are touched one by one.
std::string written_by(const std::vector<std::string>& keys) {
  TypedText typed;
  for (const std::string& key : keys) {
    Bench bench(typing(typed.text, "ti"));
    for (const Intent& intent : bench.tap("key:" + key)) {
      if (const auto* letters = std::get_if<TypeText>(&intent)) typed.insert(letters->text, 100);
      if (std::holds_alternative<Backspace>(intent)) typed.erase();
    }
  }
  return typed.text;
}

TEST_CASE("in Ethiopic a vowel changes the syllable before it, and stands alone where there is none") {
  CHECK(written_by({"ሰ", "ኣ", "ለ", "ኦ", "መ", "እ"}) == "ሳሎም");
  CHECK(written_by({"ኣ"}) == "ኣ");
  CHECK(written_by({"መ", "ኣ", "ኢ"}) == "ሚ");
  CHECK(written_by({"መ", "space", "ኡ"}) == "መ ኡ");
  CHECK(written_by({"አ", "ኤ", "backspace", "ፐ", "ኢ"}) == "ፒ");
}

TEST_CASE("the vowels show what will come of them") {
  const auto shows = [](const Bench& bench, std::string_view text) {
    const auto& all = bench.view.ui().written();
    return std::any_of(all.begin(), all.end(), [&](const Written& one) { return one.text == text; });
  };
  CHECK(shows(Bench(typing("ሰ", "ti")), "ሶ"));
  CHECK(shows(Bench(typing("A", "ti")), "ኦ"));
  CHECK(shows(Bench(typing("", "ti")), "ኦ"));
}

TEST_CASE("a finger that slides from the held key onto a letter, and lifts there, has chosen it") {
  Bench bench(typing(""));
  const Rect key = bench.rect("key:s");
  bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
  for (int i = 0; i < 14; ++i) (void)bench.frame(0.05F);
  const Rect other = bench.rect("key:s:Š");
  bench.view.push(InputEvent::move(other.center_x(), other.center_y()));
  (void)bench.frames(2);
  bench.view.push(InputEvent::release(other.center_x(), other.center_y()));
  const auto intents = bench.frames(3);
  CHECK(only<Backspace>(intents) != nullptr);
  REQUIRE(only<TypeText>(intents) != nullptr);
  CHECK(only<TypeText>(intents)->text == "Š");
}

TEST_CASE("what a key offers lies over the page, where nothing else answers, and goes at the next touch elsewhere") {
  for (const hk::test::Glass& glass : hk::test::kGlasses) {
    CAPTURE(glass.name);
    Bench bench(typing(""), glass);
    const Rect key = bench.rect("key:a");
    bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
    for (int i = 0; i < 14; ++i) (void)bench.frame(0.05F);
    bench.view.push(InputEvent::release(key.center_x(), key.center_y()));
    (void)bench.frames(2);
    const Rect first = bench.rect("key:a:Ą"), last = bench.rect("key:a:Á");
    CHECK(first.x >= 0);
    CHECK(last.right() <= glass.width);
    CHECK(first.w >= 10.9F * bench.view.ui().px_per_mm());
    const auto between = bench.tap_at(first.right() + 1, first.center_y());
    CHECK(only<TypeText>(between) == nullptr);
    CHECK(bench.find("key:a:Ą") != nullptr);
    CHECK(only<TypeText>(bench.tap("key:m")) != nullptr);
    CHECK(bench.find("key:a:Ą") == nullptr);
  }
}

TEST_CASE("arrows go where they point in text of both directions, and Home and End to its ends") {
  Bench latin(typing("ÅSA"));
  CHECK(only<PlaceCaret>(latin.key(InputEvent::Key::left))->caret == 3);
  Bench arabic(typing("فاطمة", "", "ar"));
  CHECK(only<PlaceCaret>(arabic.key(InputEvent::Key::right))->caret == 8);
  CHECK(only<PlaceCaret>(arabic.key(InputEvent::Key::home))->caret == 0);
  auto at_start = sample::who("", 0);
  at_start.typed.text = "فاطمة";
  at_start.typed.place(0, 0);
  Bench start(sample::screen_of(at_start));
  CHECK(only<PlaceCaret>(start.key(InputEvent::Key::left))->caret == 2);
  CHECK(only<PlaceCaret>(start.key(InputEvent::Key::end))->caret == 10);
}

TEST_CASE("with shift what the caret passes is selected, and Delete takes the letter after it") {
  Bench bench(typing("ÅSA"));
  bench.view.push(InputEvent::pressed(InputEvent::Key::left, true));
  const auto selected = bench.frames(2);
  REQUIRE(only<PlaceCaret>(selected) != nullptr);
  CHECK(only<PlaceCaret>(selected)->caret == 3);
  CHECK(only<PlaceCaret>(selected)->anchor == 4);
  auto model = sample::who("", 0);
  model.typed.text = "ÅSA";
  model.typed.place(0, 0);
  Bench start(sample::screen_of(model));
  const auto erased = start.key(InputEvent::Key::erase);
  REQUIRE(only<PlaceCaret>(erased) != nullptr);
  CHECK(only<PlaceCaret>(erased)->caret == 2);
  CHECK(only<PlaceCaret>(erased)->anchor == 0);
  CHECK(only<Backspace>(erased) != nullptr);
}

TEST_CASE("a touch in the field places the caret, and a second at once selects the word") {
  Bench bench(typing("ANNA KARIN"));
  const Rect field = bench.rect("field");
  const float start = field.x + 14 * hk::test::kPxPerMm;
  const auto touched = bench.tap_at(start, field.center_y());
  REQUIRE(only<PlaceCaret>(touched) != nullptr);
  CHECK(only<PlaceCaret>(touched)->caret == 0);
  const auto again = bench.tap_at(start + 2, field.center_y());
  REQUIRE(only<PlaceCaret>(again) != nullptr);
  CHECK(only<PlaceCaret>(again)->caret == 4);
  CHECK(only<PlaceCaret>(again)->anchor == 0);
}

/// Letters and deletions that come of holding `id` for `seconds`.
std::size_t typed_by_holding(Bench& bench, std::string_view id, float seconds) {
  const Rect key = bench.rect(id);
  bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
  std::size_t typed = bench.frame(0.01F).size();
  for (float held = 0; held < seconds; held += 0.05F) {
    // One that repeats asks for the frames it needs; another costs none.
    CHECK((bench.view.seconds_to_next_frame() < 0.1F) == (id != "key:digits"));
    typed += bench.frame(0.05F).size();
  }
  bench.view.push(InputEvent::release(key.center_x(), key.center_y()));
  typed += bench.frames(3).size();
  CHECK(bench.view.seconds_to_next_frame() > 1000);
  return typed;
}

TEST_CASE("a key held down repeats, later than a slow finger lifts") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  CHECK(typed_by_holding(bench, "key:ä", 0.5F) == 1);
  CHECK(typed_by_holding(bench, "key:backspace", 1.8F) >= 5);
  CHECK(typed_by_holding(bench, "key:ö", 1.8F) >= 5);
  CHECK(typed_by_holding(bench, "key:digits", 1.8F) == 1);
}

TEST_CASE("the keyboard has the whole width of a phone, along its lower edge") {
  const hk::test::Glass& phone = hk::test::kGlasses.back();
  const Bench bench(sample::screen_of(sample::unlock("")), phone);
  CHECK(bench.rect("key:q").x == 0);
  CHECK(bench.rect("key:å").right() == doctest::Approx(phone.width));
  CHECK(bench.rect("key:enter").bottom() == doctest::Approx(phone.height));
}

TEST_CASE("on every screen Tab reaches everything that can be touched, and shows where it is") {
  for (const auto& [name, screen] : sample::all()) {
    Bench bench(screen);
    CAPTURE(name);
    const std::size_t count = bench.view.touchables().size();
    std::set<std::string> reached;
    for (std::size_t i = 0; i < count; ++i) {
      (void)bench.key(InputEvent::Key::tab);
      reached.emplace(bench.view.ui().focused());
    }
    CHECK(reached.size() == count);
  }
}

TEST_CASE("Esc is the arrow in the corner, wherever there is one") {
  for (const auto& [name, screen] : sample::all()) {
    Bench bench(screen);
    CAPTURE(name);
    if (bench.find("back") == nullptr) continue;
    CHECK(only<GoBack>(bench.key(InputEvent::Key::escape)) != nullptr);
  }
}

}  // namespace
