#include <fmt/chrono.h>

#include "kiosk/cli/commands.h"
#include "kiosk/store/device_backup.h"

namespace hk::cli {

Result<void> backup(const Path& data, const Path& out, const CliWorld& world) {
  HK_TRY(back_up_device(DataFolder(data), out, world.clock));
  fmt::print("Written and opened again: {}\n", out.string());
  return {};
}

Result<void> restore(const Path& data, const Path& from, const CliWorld& world) {
  HK_ASSIGN(const RestoredDevice restored, restore_device(DataFolder(data), from, world.clock, world.random));
  fmt::print("Restored {} as it was at {:%Y-%m-%d %H:%M}Z: {} changes. The server brings what came after\n",
             data.string(), fmt::gmtime(restored.made_ms / 1000), restored.changes);
  return {};
}

}  // namespace hk::cli
