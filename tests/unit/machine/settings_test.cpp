#include "sync/machine/settings.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>

#include "sync/machine/files.h"
#include "tests/support/temp_dir.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr std::array known = {SettingKey{"data", SettingKey::Kind::path}, SettingKey{"window"},
                              SettingKey{"full-screen", SettingKey::Kind::yes_no}};

/// An environment variable while it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

struct Machine {
  TempDir folder;
  Variable home{"XDG_CONFIG_HOME", folder.path().string()};

  std::filesystem::path config(const std::string& text) const {
    const std::filesystem::path file = folder.file("given.toml");
    REQUIRE(write_file_durably(file, text, 0600));
    return file;
  }
  [[nodiscard]] Result<Settings> read(const std::optional<std::filesystem::path>& file) const {
    return Settings::read("halsokiosk", known, file);
  }
};

TEST_CASE("a flag wins over the environment, the environment over the file, the file over the default") {
  const Machine machine;
  CHECK(machine.read(std::nullopt)->resolve("", "window", "default") == "default");
  const auto file = machine.config("window = '1x1'\n");
  CHECK(machine.read(file)->resolve("", "window", "default") == "1x1");
  const Variable variable("HALSOKIOSK_WINDOW", "2x2");
  CHECK(machine.read(file)->resolve("", "window", "default") == "2x2");
  CHECK(machine.read(file)->resolve("3x3", "window", "default") == "3x3");
}

TEST_CASE("without a file given, the person's own is read") {
  const Machine machine;
  CHECK_FALSE(machine.read(std::nullopt)->text("window"));
  std::filesystem::create_directory(machine.folder.file("halsokiosk"));
  REQUIRE(write_file_durably(machine.folder.file("halsokiosk/config.toml"), "window = '1x1'\n", 0600));
  CHECK(machine.read(std::nullopt)->text("window") == "1x1");
}

TEST_CASE("a relative path in the file is meant from where the file lies") {
  const Machine machine;
  CHECK(machine.read(machine.config("data = 'kiosk'"))->text("data") == machine.folder.file("kiosk"));
  CHECK(machine.read(machine.config("data = '/srv/kiosk'"))->text("data") == "/srv/kiosk");
}

TEST_CASE("yes and no are booleans in the file, words in the environment") {
  const Machine machine;
  CHECK_FALSE(machine.read(machine.config(""))->yes("full-screen"));
  CHECK(machine.read(machine.config("full-screen = true"))->yes("full-screen"));
  for (const char* word : {"0", "false", "no"}) {
    const Variable variable("HALSOKIOSK_FULL_SCREEN", word);
    CHECK_FALSE(machine.read(machine.config("full-screen = true"))->yes("full-screen"));
  }
  const Variable variable("HALSOKIOSK_FULL_SCREEN", "perhaps");
  CHECK(machine.read(std::nullopt).error().message() == "HALSOKIOSK_FULL_SCREEN: is neither 1 (yes) nor 0 (no)");
}

TEST_CASE("what cannot be meant is refused by name") {
  const Machine machine;
  const std::string file = machine.folder.file("given.toml");
  const auto error = [&](const std::string& text) { return machine.read(machine.config(text)).error().message(); };
  CHECK(error("windows = '1x1'") == file + ": windows: is no setting of this program");
  CHECK(error("window = 7") == file + ": window: is not a text in quotes");
  CHECK(error("window = ''") == file + ": window: is empty");
  CHECK(error("full-screen = 'yes'") == file + ": full-screen: is not true or false");
  CHECK(error("window = '1x1'\nwindow = '2x2'").starts_with(file + " line 2: is not TOML"));
  CHECK(error("window = ").starts_with(file + " line 1: is not TOML"));
  CHECK(machine.read(machine.folder.file("missing.toml")).error().code == ErrorCode::not_found);
}

}  // namespace
