#include "kiosk/cli/bundle_commands.h"

#include <fmt/core.h>

#include "kiosk/cli/texts.h"
#include "kiosk/store/device_bundle.h"

namespace hk::cli {

namespace {

Result<void> bundle_export(const CommonOptions& options, const Path& file, const CliWorld& world) {
  HK_ASSIGN(const auto store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random, KioskStore::Access::read));
  HK_ASSIGN(const std::uint64_t changes, export_bundle(*store, file));
  fmt::print("Written: {}, {} changes. Names in it stay sealed\n", file.string(), changes);
  return {};
}

Result<void> bundle_import(const CommonOptions& options, const Path& file, const CliWorld& world) {
  HK_ASSIGN(const auto store, KioskStore::open(DataFolder(options.data), world.clock, world.random));
  if (options.passphrase_file) HK_TRY(unlock(*store, options.passphrase_file));
  SyncClient client(store->log(), store->verifier(), world.clock, world.random);
  HK_ASSIGN(const ImportedBundle imported, import_bundle(*store, client, file));
  fmt::print("Bundle of {} changes, made by device {} at {}\n", imported.changes, to_text(imported.head.device),
             local_text(imported.head.made_ms, world));
  fmt::print("Taken: {}; known already: {}; refused: {}\n", imported.taken.added, imported.taken.known,
             imported.taken.refused);
  if (imported.taken.brought_back > 0) {
    fmt::print("Names brought back that this device had forgotten: {}\n", imported.taken.brought_back);
  }
  if (imported.taken.ended)
    fmt::print("This device was revoked by a coordinator, as the bundle tells; the rest was left\n");
  return {};
}

}  // namespace

BundleCommandLine::BundleCommandLine(CLI::App& app, CommandHost host, const CliWorld& world)
    : host_(std::move(host)), world_(world) {
  CLI::App& group = *app.add_subcommand("bundle", "Changes in a file, for sites without a network");
  group.require_subcommand(1);
  host_
      .add(group, "export", "Write everything this device holds to a new file; also while its window is open",
           [this](const CommonOptions& options) { return bundle_export(options, file_, world_); })
      .add_option("file", file_, "File to write, on a USB stick for instance")
      ->required();
  host_
      .add(group, "import", "Add what is not here yet from a file that another device of the programme wrote",
           [this](const CommonOptions& options) { return bundle_import(options, file_, world_); })
      .add_option("file", file_, "The file")
      ->required();
}

}  // namespace hk::cli
