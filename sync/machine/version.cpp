#include "sync/machine/version.h"

namespace hk {

std::string program_version() {
  const std::string version = HALSOKIOSK_VERSION;
  return program_commit.empty() ? version : version + " (" + std::string(program_commit) + ")";
}

}  // namespace hk
