#include "kiosk/platform/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace hk {
namespace {

constexpr std::string_view kPassphraseFile = "--passphrase-file", kWelcome = "--welcome";

}  // namespace

void forbid_core_dumps() {
  const rlimit none{0, 0};
  // Neither fails for lowering one's own; a system that lacks them has nothing better to offer.
  static_cast<void>(setrlimit(RLIMIT_CORE, &none));
  static_cast<void>(prctl(PR_SET_DUMPABLE, 0));
}

std::vector<std::string> locked_arguments(std::span<char* const> arguments) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == kPassphraseFile) {
      ++i;  // its value goes with it
    } else if (!argument.starts_with(std::string(kPassphraseFile) + "=")) {
      kept.emplace_back(argument);
    }
  }
  if (std::find(kept.begin(), kept.end(), kWelcome) == kept.end()) kept.emplace_back(kWelcome);
  return kept;
}

Error become_anew(std::vector<std::string> arguments) {
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  execv("/proc/self/exe", pointers.data());
  return {ErrorCode::io, "/proc/self/exe", std::strerror(errno)};
}

}  // namespace hk
