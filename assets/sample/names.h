#pragma once
#include <random>
#include <string>

namespace hk::sample {

/// An invented name in one of the neighbourhood's languages, a few of them in their own script.
[[nodiscard]] std::string invented_name(std::mt19937_64& chance);

}  // namespace hk::sample
