#pragma once
#include <array>
#include <cstddef>
#include <filesystem>

#include "sync/domain/result.h"

namespace hk {

enum class Weight : unsigned char { regular, bold };

/// The three families the kiosk writes with, together every script of its languages.
enum class Family : unsigned char { sans, arabic, ethiopic };
inline constexpr std::size_t kFamilyCount = 3;
inline constexpr std::size_t kFaceCount = kFamilyCount * 2;

[[nodiscard]] constexpr std::size_t face_index(Family family, Weight weight) {
  return static_cast<std::size_t>(family) * 2 + static_cast<std::size_t>(weight);
}

/// A font file for each face, by face_index().
using FontFiles = std::array<std::filesystem::path, kFaceCount>;

/// Noto Sans, Noto Sans Arabic UI and Noto Sans Ethiopic in Regular and Bold: from `folder` when one is given, else as
/// fontconfig knows them. Another font is never taken instead.
/// Errors: not_found, naming the family, the style and the package that has it.
[[nodiscard]] Result<FontFiles> find_fonts(const std::filesystem::path& folder = {});

}  // namespace hk
