#include <fmt/core.h>

#include "kiosk/cli/commands.h"
#include "kiosk/store/create_programme.h"
#include "kiosk/store/key_slots.h"

namespace hk::cli {

namespace {

Result<ProgrammeFile> read_programme(const std::string& file_or_name) {
  std::error_code error;
  if (!std::filesystem::exists(file_or_name, error)) return bare_programme(file_or_name);
  HK_ASSIGN(const Bytes bytes, read_file(file_or_name, programme_file_bytes_max));
  Result<ProgrammeFile> programme = parse_programme_file(bytes);
  if (!programme) {
    return fail(programme.error().code, file_or_name, programme.error().message());
  }
  return programme;
}

}  // namespace

Result<void> init(const InitOptions& options, const CliWorld& world) {
  HK_ASSIGN(const ProgrammeFile programme, read_programme(options.programme));
  const DataFolder folder(options.data);
  if (folder.holds_programme()) {
    return fail(ErrorCode::conflict, options.data.string(), "holds a programme already");
  }
  HK_ASSIGN(Bytes typed, new_passphrase(options.passphrase_file));
  Result<void> made =
      create_programme(folder, programme, typed, calibrated_cost(world.clock), world.clock, world.random);
  wipe(typed);
  if (!made) return made;
  fmt::print("Programme: {}\nData folder: {}\n", programme.name, options.data.string());
  return {};
}

}  // namespace hk::cli
