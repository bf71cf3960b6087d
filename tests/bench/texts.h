#pragma once
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "kiosk/text/text_engine.h"

namespace hk::bench {

/// Names in four scripts, no two alike.
inline std::vector<std::string> names(std::size_t count) {
  const std::vector<std::string> first{"Amina", "فاطمة",  "Yıldız", "ሰላም",  "Олена", "Åsa",
                                       "مریم",  "Halina", "ተስፋይ",   "Юлія", "Šejla", "محمد"};
  const std::vector<std::string> last{"Ahmadi", "الحسن", "Öberg", "ገብረ", "Шевченко", "Hodžić", "حسيني"};
  std::vector<std::string> all;
  for (std::size_t n = 0; n < count; ++n) {
    std::string name = first[n % first.size()] + " " + last[n / first.size() % last.size()];
    if (n >= first.size() * last.size()) name += fmt::format(" {}", n / (first.size() * last.size()));
    all.push_back(std::move(name));
  }
  return all;
}

inline std::unique_ptr<TextEngine> open_text() {
  return TextEngine::open(find_fonts().value(), std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/icons").value();
}

}  // namespace hk::bench
