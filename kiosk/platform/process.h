#pragma once
#include <span>
#include <string>
#include <vector>

#include "sync/domain/result.h"

namespace hk {

/// This process holds names: no core of it is ever written, and no other program of the same user may read its memory.
void forbid_core_dumps();

/// The arguments with which the same program starts again with names locked: without a file that opens them, and at
/// Welcome, where it was left.
[[nodiscard]] std::vector<std::string> locked_arguments(std::span<char* const> arguments);

/// Becomes the same program anew, with fresh memory. Comes back only when that failed, with why: io.
[[nodiscard]] Error become_anew(std::vector<std::string> arguments);

}  // namespace hk
