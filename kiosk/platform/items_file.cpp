#include "kiosk/platform/items_file.h"

#include <fmt/format.h>

#include <fstream>

#include "kiosk/screens/view.h"

namespace hk {

bool ItemsFile::update(const Screen& screen, const std::vector<Touchable>& touchables) {
  std::string lines;
  for (const Touchable& t : touchables)
    if (t.visible)
      lines += fmt::format("{} {:.0f} {:.0f} {:.0f} {:.0f}\n", t.id, t.rect.center_x(), t.rect.center_y(), t.rect.w,
                           t.rect.h);
  lines += fmt::format("screen {} version {}\n", screen_name(screen), screen.version);
  if (lines == written_) return true;
  const std::filesystem::path beside = file_.string() + ".new";
  std::ofstream out(beside, std::ios::trunc | std::ios::binary);
  out << lines;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(beside, file_, error);
  if (!out || error) return false;
  written_ = std::move(lines);
  return true;
}

}  // namespace hk
