#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/screens/ui.h"

namespace hk {

/// For tests that tap the real window: a line "id cx cy w h" (px) for each touchable, then "screen NAME version N".
/// Written only when something changed, beside the file and then renamed, so a reader never sees half of it.
class ItemsFile {
 public:
  explicit ItemsFile(std::filesystem::path file) : file_(std::move(file)) {}
  /// False when it could not be written.
  bool update(const Screen& screen, const std::vector<Touchable>& touchables);

 private:
  std::filesystem::path file_;
  std::string written_;
};

}  // namespace hk
