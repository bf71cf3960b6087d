#include "kiosk/platform/paths.h"

#include <cstdlib>
#include <string>

namespace hk {
namespace {

namespace fs = std::filesystem;

// A build folder lies at most this deep in the source tree.
constexpr int kFoldersUpMax = 4;

fs::path variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? fs::path(value) : fs::path();
}

bool has_icons(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "icons", error);
}

}  // namespace

Result<fs::path> default_data_dir() {
  if (const fs::path data = variable("XDG_DATA_HOME"); data.is_absolute()) return data / "halsokiosk";
  if (const fs::path home = variable("HOME"); home.is_absolute()) return home / ".local/share/halsokiosk";
  return fail(ErrorCode::not_found, "XDG_DATA_HOME", "neither it nor HOME names a folder; give --data");
}

Result<fs::path> assets_dir(const fs::path& given) {
  if (!given.empty()) {
    if (has_icons(given)) return given;
    return fail(ErrorCode::not_found, given.string(), "is set as the folder of assets, and has no icons/");
  }
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (const fs::path installed = folder.parent_path() / "share/halsokiosk"; has_icons(installed)) return installed;
  std::string looked = (folder.parent_path() / "share/halsokiosk").string();
  for (int i = 0; i < kFoldersUpMax && folder.has_relative_path(); ++i, folder = folder.parent_path()) {
    if (has_icons(folder / "assets")) return folder / "assets";
    looked += ", " + (folder / "assets").string();
  }
  return fail(ErrorCode::not_found, "assets", "the pictograms are in none of: " + looked);
}

Result<fs::path> translations_dir() {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  const fs::path built = folder / "translations", installed = folder.parent_path() / "share/locale";
  for (const fs::path& place : {built, installed})
    if (fs::is_directory(place, error)) return place;
  return fail(ErrorCode::not_found, "translations", "neither " + built.string() + " nor " + installed.string());
}

}  // namespace hk
