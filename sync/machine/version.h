#pragma once
#include <string>
#include <string_view>

namespace hk {

/// The commit that this program was built from, as 7 hex digits, with + where its sources differ from it; empty where
/// it was built outside git. Constant for the life of the process.
extern const std::string_view program_commit;

/// "0.1.0 (2c3b7ba)", for people and logs.
[[nodiscard]] std::string program_version();

}  // namespace hk
