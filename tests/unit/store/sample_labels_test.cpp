#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "kiosk/store/programme_file.h"
#include "kiosk/store/register_view.h"
#include "tests/support/open_store.h"

namespace hk::test {
namespace {

ProgrammeFile sample() {
  std::ifstream in(std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/sample/lindangen.json");
  const std::string json{std::istreambuf_iterator<char>(in), {}};
  return parse_programme_file(json).value();
}

std::string label_of(RegisterView& view, CatalogueType type, const std::string& code) {
  const auto entries = view.catalogue(type).value();
  for (const CatalogueEntry& entry : entries)
    if (entry.code == code) return entry.label;
  return {};
}

}  // namespace

TEST_CASE("the sample programme speaks to participants in all its languages") {
  const ProgrammeFile file = sample();
  CHECK(file.languages.size() == 11);
  const auto whole = [&](const Label& label) {
    CAPTURE(label.at("sv"));
    for (const std::string& language : file.languages) {
      CAPTURE(language);
      CHECK(label.contains(language));
    }
  };
  for (const auto& category : file.categories) whole(category.label);
  for (const auto& band : file.age_bands) whole(band.label);
  for (const auto& activity : file.activities) whole(activity.label);
  for (const auto& [name, text] : file.texts) whole(text.words);
}

TEST_CASE("what a programme offers is labelled in the language spoken, and in Swedish where it has no such label") {
  OpenStore store(sample());
  RegisterView view(store->database(), store->programme());
  CHECK(label_of(view, CatalogueType::activity, "yoga") == "Yoga");
  view.speak("ti");
  CHECK(label_of(view, CatalogueType::activity, "yoga") == "ዮጋ");
  CHECK(label_of(view, CatalogueType::site, "park") == "Parken");
  view.speak("tlh");
  CHECK(label_of(view, CatalogueType::activity, "language") == "Språkcirkel");
}

}  // namespace hk::test
