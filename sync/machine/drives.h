#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// USB sticks and whatever else a person puts in and takes out.
namespace hk {

struct Drive {
  std::string name;  ///< as its file manager calls it
  std::filesystem::path path;
  std::int64_t free_bytes = 0;  ///< for whoever runs this program
  bool read_only = false;
  bool operator==(const Drive&) const = default;
};

/// Those mounted where desktops mount what is put in (/media, /run/media), by name, as the text of a mountinfo
/// (proc(5)) tells; how much is free is not known from that.
[[nodiscard]] std::vector<Drive> removable_drives(std::string_view mountinfo);

/// Those mounted now, with what is free on them; one that is pulled out meanwhile is left out. Asks the disks: not for
/// the core thread or the UI's.
[[nodiscard]] std::vector<Drive> mounted_drives();

}  // namespace hk
