#include "sync/machine/drives.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace hk {
namespace {

/// Space, tab, line break and backslash stand as three octal digits.
std::string unescaped(std::string_view text) {
  std::string plain;
  const auto octal = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && octal(i + 1) && octal(i + 2) && octal(i + 3)) {
      plain += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
      i += 3;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

bool has_option(std::string_view options, std::string_view wanted) {
  while (!options.empty()) {
    const std::size_t comma = std::min(options.find(','), options.size());
    if (options.substr(0, comma) == wanted) return true;
    options.remove_prefix(std::min(comma + 1, options.size()));
  }
  return false;
}

bool is_put_in(const std::string& path) {
  constexpr std::array<std::string_view, 2> folders{"/media/", "/run/media/"};
  return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) { return path.starts_with(folder); });
}

}  // namespace

std::vector<Drive> removable_drives(std::string_view mountinfo) {
  std::vector<Drive> drives;
  std::istringstream lines{std::string(mountinfo)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string id, parent, device, root, point, options;
    if (!(fields >> id >> parent >> device >> root >> point >> options)) continue;
    const std::string path = unescaped(point);
    if (!is_put_in(path)) continue;
    Drive drive{std::filesystem::path(path).filename().string(), path, 0, has_option(options, "ro")};
    // What is mounted later over the same place covers what was there.
    std::erase_if(drives, [&](const Drive& one) { return one.path == drive.path; });
    drives.push_back(std::move(drive));
  }
  std::sort(drives.begin(), drives.end(), [](const Drive& a, const Drive& b) { return a.name < b.name; });
  return drives;
}

std::vector<Drive> mounted_drives() {
  std::ifstream in("/proc/self/mountinfo");
  std::stringstream text;
  text << in.rdbuf();
  std::vector<Drive> drives;
  for (Drive& drive : removable_drives(text.str())) {
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(drive.path, error);
    if (error) continue;
    drive.free_bytes = static_cast<std::int64_t>(space.available);
    drives.push_back(std::move(drive));
  }
  return drives;
}

}  // namespace hk
