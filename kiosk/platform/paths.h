#pragma once
#include <filesystem>

#include "sync/domain/result.h"

namespace hk {

/// $XDG_DATA_HOME/halsokiosk, else ~/.local/share/halsokiosk. Not created.
/// Errors: not_found when neither variable says where home is.
[[nodiscard]] Result<std::filesystem::path> default_data_dir();

/// The folder with icons/ and sample/: `given` unless it is empty, else share/halsokiosk beside bin/ of an installed
/// program, else assets/ of the source tree above a built one. Errors: not_found, naming the places looked in.
[[nodiscard]] Result<std::filesystem::path> assets_dir(const std::filesystem::path& given);

/// The folder with CODE/LC_MESSAGES/halsokiosk.mo: translations/ beside a built program, else share/locale beside bin/
/// of an installed one. Errors: not_found, naming both.
[[nodiscard]] Result<std::filesystem::path> translations_dir();

}  // namespace hk
