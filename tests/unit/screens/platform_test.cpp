#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "kiosk/platform/items_file.h"
#include "kiosk/platform/paths.h"
#include "kiosk/platform/window.h"

namespace {
using namespace hk;

/// A folder of its own, gone with the test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "halsokiosk-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST_CASE("a monitor's size is believed when it can be true") {
  CHECK(px_per_mm_of(1280, 800, 217, 136) == doctest::Approx(5.89).epsilon(0.01));
  CHECK(px_per_mm_of(1920, 1080, 509, 286) == doctest::Approx(3.77).epsilon(0.01));  // a 23 inch PC
  // Unknown, made up at 96 dpi, impossible: the tablet of the design, scaled.
  CHECK(px_per_mm_of(1280, 800, 0, 0) == doctest::Approx(5.866));
  CHECK(px_per_mm_of(1280, 800, 338, 211) == doctest::Approx(5.866));
  CHECK(px_per_mm_of(1920, 1200, 16, 9) == doctest::Approx(8.8).epsilon(0.01));
  CHECK(px_per_mm_of(800, 1280, 0, 0) == doctest::Approx(5.866));
}

TEST_CASE("the items file tells where everything can be tapped, and on which screen") {
  const Folder folder;
  ItemsFile items(folder.path / "items");
  Screen screen;
  screen.content = TodayModel{};
  screen.version = 7;
  const std::vector<Touchable> touchables{{"start", {10, 20, 100, 40}, true, ""}, {"far", {0, 0, 5, 5}, false, "list"}};
  REQUIRE(items.update(screen, touchables));
  CHECK(content(folder.path / "items") == "start 60 40 100 40\nscreen today version 7\n");
  std::filesystem::remove(folder.path / "items");
  REQUIRE(items.update(screen, touchables));
  CHECK_FALSE(std::filesystem::exists(folder.path / "items"));  // nothing changed, nothing written
}

TEST_CASE("data lives where XDG says, else at home") {
  setenv("XDG_DATA_HOME", "/data", 1);
  CHECK(default_data_dir() == std::filesystem::path("/data/halsokiosk"));
  setenv("XDG_DATA_HOME", "relative", 1);
  setenv("HOME", "/home/kiosk", 1);
  CHECK(default_data_dir() == std::filesystem::path("/home/kiosk/.local/share/halsokiosk"));
  unsetenv("XDG_DATA_HOME");
  unsetenv("HOME");
  CHECK_FALSE(default_data_dir().has_value());
}

TEST_CASE("assets are where the settings say, or that place is named") {
  CHECK(assets_dir(std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets").has_value());
  const auto none = assets_dir("/nowhere");
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().thing == "/nowhere");
}

}  // namespace
