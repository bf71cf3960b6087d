#include "sync/sqlite/backup.h"

#include "sync/machine/files.h"

namespace hk {
namespace {

namespace fs = std::filesystem;
using Step = std::function<Result<void>(Database&)>;

fs::path beside(fs::path file, const char* ending) { return file += ending; }

/// A database being made, which is gone unless it was kept.
class Part {
 public:
  explicit Part(const fs::path& file) : file_(file), part_(beside(file, ".part")) { remove(); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() { remove(); }
  [[nodiscard]] const fs::path& path() const { return part_; }

  /// The part was closed: it becomes the file.
  [[nodiscard]] Result<void> keep() {
    // A log beside it would hold what it alone lacks.
    if (exists(beside(part_, "-wal"))) return fail(ErrorCode::io, part_.string(), "could not be closed");
    HK_TRY(sync_file(part_));
    return move_file(part_, file_);
  }

  static bool exists(const fs::path& file) {
    std::error_code error;
    return fs::exists(file, error);
  }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(beside(part_, ending), ignored);
  }
  fs::path file_, part_;
};

Result<void> finish(const fs::path& file, std::span<const Migration> schema, const Step& step) {
  HK_ASSIGN(Database db, Database::open(file.string(), OpenMode::read_write, schema));
  if (step) HK_TRY(step(db));
  HK_TRY(db.check_integrity());
  return sqlite_guard(db, [&]() -> Result<void> {
    // One file, as backups are carried.
    db.execute("PRAGMA journal_mode=DELETE");
    return {};
  });
}

}  // namespace

Result<void> back_up(Database& db, const fs::path& file, std::span<const Migration> schema, const Step& add) {
  if (Part::exists(file)) return fail(ErrorCode::conflict, file.string(), "exists already");
  Part part(file);
  // An empty file that SQLite may fill: made here, for its owner alone.
  HK_TRY(write_file_durably(part.path(), {}, 0600));
  const std::string target = part.path().string();
  HK_TRY(sqlite_guard(db, [&]() -> Result<void> {
    db.statement("VACUUM INTO :file").bind_text(":file", target).run();
    return {};
  }));
  HK_TRY(finish(part.path(), schema, add));
  return part.keep();
}

Result<void> restore(const fs::path& backup, const fs::path& file, std::span<const Migration> schema,
                     const Step& before_use) {
  for (const fs::path& taken : {file, beside(file, "-wal")}) {
    if (Part::exists(taken)) return fail(ErrorCode::conflict, taken.string(), "exists already");
  }
  if (Part::exists(beside(backup, "-wal"))) {
    return fail(ErrorCode::invalid, backup.string(), "is a database in use, not a backup");
  }
  Part part(file);
  HK_TRY(copy_file(backup, part.path(), 0600));
  HK_TRY(finish(part.path(), schema, before_use));
  return part.keep();
}

}  // namespace hk
