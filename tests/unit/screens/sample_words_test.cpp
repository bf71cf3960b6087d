#include <fstream>
#include <iterator>

#include "kiosk/store/programme_file.h"
#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
namespace sample = hk::sample;

/// The programme in assets/sample, whose words are as long as words are.
const ProgrammeFile& programme() {
  static const ProgrammeFile file = [] {
    std::ifstream in(std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/sample/lindangen.json");
    const std::string json{std::istreambuf_iterator<char>(in), {}};
    return parse_programme_file(json).value();
  }();
  return file;
}

std::string in(const Label& label, const std::string& language) {
  const auto found = label.find(language);
  return found == label.end() ? label.at("sv") : found->second;
}

/// The participants' screens with the programme's own words in `language`.
std::vector<Screen> screens(const std::string& language) {
  const ProgrammeFile& file = programme();
  auto age = sample::new_age(), area = sample::new_area(), consent = sample::consent(true),
       research = sample::research();
  auto count = sample::count();
  auto privacy = sample::privacy();
  age.tiles.clear();
  area.tiles.clear();
  count.categories.clear();
  for (const auto& band : file.age_bands)
    age.tiles.push_back({band.category, in(band.label, language), band.pictogram, AgeSpan{band.from, band.to}});
  for (const auto& one : file.areas) area.tiles.push_back({one.code, in(one.label, language), "place", {}});
  for (const auto& one : file.categories)
    count.categories.push_back({one.code, in(one.label, language), one.pictogram, {}});
  consent.words = file.texts.at("consent").words;
  research.words = file.texts.at("research").words;
  privacy.words = file.texts.at("notice").words;
  std::vector<Screen> all;
  for (auto content :
       {decltype(Screen::content)(age), decltype(Screen::content)(area), decltype(Screen::content)(count),
        decltype(Screen::content)(consent), decltype(Screen::content)(research), decltype(Screen::content)(privacy)})
    all.push_back(sample::screen_of(std::move(content)));
  for (const auto& activity : file.activities) {
    const ActivityBadge badge{in(activity.label, language), activity.pictogram, Hue::plum};
    auto welcome = sample::welcome(3);
    for (SessionSummary& session : welcome.sessions) session.badge = badge;
    auto who = sample::who("FAT");
    who.badge = badge;
    auto done = sample::done();
    done.badge = badge;
    done.place = "Biblioteksfilialen i Motettens höghus";
    all.push_back(sample::screen_of(std::move(welcome)));
    all.push_back(sample::screen_of(std::move(who)));
    all.push_back(sample::screen_of(std::move(done)));
  }
  for (Screen& screen : all) screen.language = language;
  return all;
}

TEST_CASE("the sample programme's words are whole where they stand, in every language on every glass") {
  for (const hk::test::Glass& glass : hk::test::kGlasses)
    for (const Words& words : hk::test::shared_languages().all())
      for (const Screen& screen : screens(words.code())) {
        const Bench bench(screen, glass);
        CAPTURE(glass.name);
        CAPTURE(words.code());
        CAPTURE(screen_name(screen));
        for (const std::string& cut : bench.view.ui().overflows()) FAIL_CHECK("cut: " << cut);
      }
}

TEST_CASE("the fonts have every letter of the sample programme") {
  const auto writable = [](const Label& label) {
    for (const auto& [language, text] : label) {
      CAPTURE(text);
      CHECK_FALSE(hk::test::shared_text().block(text, Weight::regular, {}).unwritable);
    }
  };
  for (const auto& [name, text] : programme().texts) writable(text.words);
  for (const auto& activity : programme().activities) writable(activity.label);
  for (const auto& category : programme().categories) writable(category.label);
}

}  // namespace
