#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "kiosk/platform/clock.h"
#include "kiosk/platform/items_file.h"
#include "kiosk/platform/log_file.h"
#include "kiosk/platform/paths.h"
#include "kiosk/platform/window.h"

namespace {
using namespace hk;

class FixedClock final : public Clock {
 public:
  [[nodiscard]] std::int64_t wall_ms() const override { return 1'795'183'323'045; }
  [[nodiscard]] std::int64_t monotonic_ms() const override { return 0; }
  [[nodiscard]] std::uint64_t boot() const override { return 0; }
};

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

std::int32_t days(int year, int month, int day) { return make_date(year, month, day)->days; }

TEST_CASE("Stockholm keeps winter and summer time") {
  const auto time = make_stockholm_time();
  REQUIRE(time.has_value());
  const LocalTime& stockholm = **time;
  const std::int64_t winter = stockholm.to_utc_ms(days(2026, 11, 20), 13 * 60);
  CHECK(winter == 1795176000000);  // 2026-11-20T12:00:00Z
  const LocalMoment moment = stockholm.at(winter);
  CHECK(moment.days == days(2026, 11, 20));
  CHECK(moment.minute_of_day == 13 * 60);
  CHECK(moment.utc_offset_min == 60);
  CHECK(stockholm.at(stockholm.to_utc_ms(days(2026, 7, 1), 0)).utc_offset_min == 120);
}

TEST_CASE("a skipped hour is read one hour later, a repeated one as its first") {
  const auto time = make_stockholm_time();
  REQUIRE(time.has_value());
  const LocalTime& stockholm = **time;
  const LocalMoment skipped = stockholm.at(stockholm.to_utc_ms(days(2026, 3, 29), 2 * 60 + 30));
  CHECK(skipped.minute_of_day == 3 * 60 + 30);
  const LocalMoment repeated = stockholm.at(stockholm.to_utc_ms(days(2026, 10, 25), 2 * 60 + 30));
  CHECK(repeated.minute_of_day == 2 * 60 + 30);
  CHECK(repeated.utc_offset_min == 120);
}

TEST_CASE("the machine's clock grows, and its boot number stays") {
  const SystemClock clock;
  const auto before = clock.monotonic_ms();
  CHECK(clock.monotonic_ms() >= before);
  CHECK(clock.wall_ms() > 1'700'000'000'000);
  CHECK(clock.boot() == SystemClock().boot());
  SystemRandom random;
  CHECK(random.next_u64() != random.next_u64());
}

TEST_CASE("a log line is one line, with time and level") {
  const Folder folder;
  const FixedClock clock;
  auto log = LogFile::open(folder.path / "kiosk.log", clock);
  REQUIRE(log.has_value());
  (*log)->info("started");
  (*log)->error("two\nlines");
  CHECK(content(folder.path / "kiosk.log") ==
        "2026-11-20T14:02:03.045Z info started\n2026-11-20T14:02:03.045Z error two lines\n");
  const auto nowhere = LogFile::open(folder.path / "missing/kiosk.log", clock);
  REQUIRE_FALSE(nowhere.has_value());
  CHECK(nowhere.error().code == ErrorCode::io);
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

TEST_CASE("assets are found by the environment, or the places looked in are named") {
  setenv("HALSOKIOSK_ASSETS", (std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets").c_str(), 1);
  REQUIRE(assets_dir().has_value());
  setenv("HALSOKIOSK_ASSETS", "/nowhere", 1);
  const auto none = assets_dir();
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().thing == "/nowhere");
  unsetenv("HALSOKIOSK_ASSETS");
}

}  // namespace
