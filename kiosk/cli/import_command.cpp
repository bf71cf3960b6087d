#include <fmt/core.h>

#include "kiosk/cli/commands.h"
#include "kiosk/store/import_register.h"
#include "kiosk/store/kiosk_store.h"

namespace hk::cli {

namespace {

const char* list_name(CatalogueType type) {
  switch (type) {
    case CatalogueType::workshop:
      return "workshop";
    case CatalogueType::activity:
      return "activity";
    case CatalogueType::site:
      return "site";
    case CatalogueType::area:
      return "area";
    default:
      return "entry";
  }
}

void print(const ImportSummary& summary, const Register& reg, bool dry_run) {
  for (const auto& created : summary.created) {
    fmt::print("{} {}: {} ({})\n", dry_run ? "Would create" : "Created", list_name(created.type), created.code,
               created.label);
  }
  fmt::print("{}: {} sessions, {} participants, {} check-ins, {} headcounts\n", dry_run ? "Would add" : "Added",
             summary.sessions, summary.participants, summary.check_ins, summary.headcounts);
  fmt::print("Known already: {}; repeated rows: {}; bad rows: {}\n", summary.known, reg.repeated, reg.bad_rows.size());
}

Result<Register> read_register(KioskStore& store, const Path& file) {
  HK_ASSIGN(const auto categories, register_categories(store));
  HK_ASSIGN(const Bytes bytes, read_file(file, register_bytes_max));
  Result<Register> reg = parse_register(bytes, categories);
  if (!reg) return fail(reg.error().code, file.string(), reg.error().message());
  return reg;
}

}  // namespace

Result<void> import(const ImportOptions& options, const CliWorld& world) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random));
  HK_ASSIGN(const Register reg, read_register(*store, options.file));
  for (const BadRow& bad : reg.bad_rows) {
    fmt::print(stderr, "{}: line {}: {}\n", options.file.string(), bad.line, bad.reason);
  }
  if (!reg.bad_rows.empty() && !options.skip_bad) {
    return fail(ErrorCode::invalid, options.file.string(),
                fmt::format("{} bad rows; nothing was imported (--skip-bad imports the others)", reg.bad_rows.size()));
  }
  HK_TRY(unlock(*store, options.passphrase_file));
  HK_ASSIGN(const ImportSummary summary,
            import_register(*store, reg, options.source, world.local_time, options.dry_run));
  print(summary, reg, options.dry_run);
  return {};
}

}  // namespace hk::cli
