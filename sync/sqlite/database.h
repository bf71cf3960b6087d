#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sync/domain/ids.h"

struct sqlite3;
struct sqlite3_stmt;

/// RAII over SQLite's C API. Inside a store SQLite's failures travel as SqliteFailure and end at sqlite_guard():
/// public functions of stores return Result.
namespace hk {

struct SqliteFailure {
  int code;  ///< extended result code
  std::string message;
};

/// Failure as an Error: disk_full, read_only, busy, corrupt, newer_version, older_version or io. `thing` is the
/// database's path.
[[nodiscard]] Error to_error(const SqliteFailure& failure, const std::string& thing);

class Statement;

/// One step of a schema's history: it and `user_version` are committed together. The table only grows.
struct Migration {
  const char* sql;
};

enum class OpenMode { create, read_write, read_only };

/// One connection. Used by one thread at a time.
class Database {
 public:
  /// Opens with WAL, synchronous=FULL, foreign keys, temp_store=MEMORY, secure_delete, defensive flags, file mode 0600,
  /// and brings the schema up to date (read_only: only checks it).
  /// Errors: not_found, newer_version (a newer program wrote it), older_version (read_only alone), corrupt (also: not a
  /// database), busy, disk_full, io.
  [[nodiscard]] static Result<Database> open(const std::string& path, OpenMode mode, std::span<const Migration> schema);

  Database(Database&&) noexcept = default;
  Database& operator=(Database&&) noexcept = default;

  /// A cached prepared statement, reset and unbound. Throws SqliteFailure. Not to be used again before it is finished.
  Statement statement(std::string_view sql);
  /// Throws SqliteFailure.
  void execute(const char* sql);
  /// Reads every page and every reference. Errors: corrupt, naming the first fault; those of reading.
  [[nodiscard]] Result<void> check_integrity();
  /// Takes everything over from the WAL and leaves that empty. False while another connection reads or writes, without
  /// waiting for it. Throws SqliteFailure.
  [[nodiscard]] bool truncate_wal();
  /// Ends the open transaction, if any, without its effects.
  void roll_back() noexcept;
  [[nodiscard]] std::int64_t last_rowid() const;
  /// Rows changed by the last statement.
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] const std::string& path() const { return path_; }
  /// True between Transaction's begin and its end.
  [[nodiscard]] bool in_transaction() const;

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Database() = default;
  void configure(OpenMode mode);
  void configure_writing();
  std::int64_t pragma(const char* sql);
  /// Looks before anything is written: what is not ours, or newer than this program, stays as it is.
  std::int64_t check_version(std::span<const Migration> schema);
  void migrate(std::int64_t step, std::span<const Migration> schema);

  std::string path_;
  std::unique_ptr<sqlite3, Close> db_;
  /// Looked up by a view: no copy of the text for each use.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, Hash, std::equal_to<>> statements_;
};

/// A row cursor over a cached statement. Bind by name, then step or run. Throws SqliteFailure.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  ~Statement();

  // Text and blobs must stay alive until the statement has run.
  Statement& bind(const char* name, std::int64_t value);
  Statement& bind(const char* name, std::optional<std::int64_t> value);
  Statement& bind_text(const char* name, std::string_view value);
  Statement& bind_blob(const char* name, ByteView value);
  Statement& bind_null(const char* name);

  /// True while there is a row to read.
  bool step();
  /// For statements without rows.
  void run();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  /// Valid until the next step.
  [[nodiscard]] ByteView blob(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] int columns() const;
  template <class AnyId>
  [[nodiscard]] AnyId id(int column) const {
    AnyId id;
    const ByteView bytes = blob(column);
    if (bytes.size() != id.value.size()) throw SqliteFailure{11 /* SQLITE_CORRUPT */, "an id without 16 bytes"};
    std::memcpy(id.value.data(), bytes.data(), bytes.size());
    return id;
  }

 private:
  int index(const char* name) const;
  sqlite3_stmt* statement_;
};

/// BEGIN IMMEDIATE … commit(), or rolled back when it leaves scope.
class Transaction {
 public:
  explicit Transaction(Database& db);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  /// Durable when this returns.
  void commit();

 private:
  Database& db_;
  bool open_ = true;
};

/// While it lives, every query sees the database as it was at the first one.
class ReadSnapshot {
 public:
  explicit ReadSnapshot(Database& db);
  ReadSnapshot(const ReadSnapshot&) = delete;
  ReadSnapshot& operator=(const ReadSnapshot&) = delete;
  ~ReadSnapshot();

 private:
  Database& db_;
};

/// Runs `work`; a SqliteFailure inside becomes an Error naming the database's path.
template <class Work>
auto sqlite_guard(const Database& db, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SqliteFailure& failure) {
    return tl::unexpected(to_error(failure, db.path()));
  }
}

}  // namespace hk
