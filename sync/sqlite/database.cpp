#include "sync/sqlite/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace hk {

namespace {

// "hkio": `file` and we ourselves tell our databases from others' by it.
constexpr std::int64_t application_id = 0x686b696f;
// Another process may hold the write lock for as long as one page of changes takes.
constexpr int busy_timeout_ms = 5000;
// A (session, participant) index slows tenfold with SQLite's default cache; 32 MB keeps the one of a million check-ins
// inside, and a small tablet gives no more.
constexpr const char* cache_size = "PRAGMA cache_size=-32768";
// Who only reads goes through a log once, in its order, and may be one of several.
constexpr const char* cache_size_reading = "PRAGMA cache_size=-8192";
// Index pages are written again and again while much comes in: four times SQLite's default takes most of that together.
constexpr const char* checkpoint_pages = "PRAGMA wal_autocheckpoint=4000";
// Refused by us; SQLite itself has no such codes.
constexpr int newer_version_code = 10001;
constexpr int not_ours_code = 10002;
constexpr int older_version_code = 10003;

void check(sqlite3* db, int code) {
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
    throw SqliteFailure{db ? sqlite3_extended_errcode(db) : code, db ? sqlite3_errmsg(db) : sqlite3_errstr(code)};
  }
}

}  // namespace

Error to_error(const SqliteFailure& failure, const std::string& thing) {
  const auto as = [&](ErrorCode code, std::string what) { return Error{code, thing, std::move(what)}; };
  switch (failure.code) {
    case newer_version_code:
      return as(ErrorCode::newer_version, failure.message);
    case older_version_code:
      return as(ErrorCode::older_version, failure.message);
    case not_ours_code:
      return as(ErrorCode::corrupt, failure.message);
    case SQLITE_IOERR_SHMSIZE:
      return as(ErrorCode::disk_full, "the disk is full");
    default:
      break;
  }
  switch (failure.code & 0xff) {
    case SQLITE_FULL:
      return as(ErrorCode::disk_full, "the disk is full");
    case SQLITE_READONLY:
      return as(ErrorCode::read_only, "the disk is read-only");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return as(ErrorCode::busy, "another program holds the database");
    case SQLITE_CORRUPT:
      return as(ErrorCode::corrupt, "the database is damaged (" + failure.message + ")");
    case SQLITE_NOTADB:
      return as(ErrorCode::corrupt, "not a database");
    case SQLITE_CANTOPEN:
      return as(ErrorCode::not_found, "cannot be opened");
    default:
      return as(ErrorCode::io, failure.message);
  }
}

void Database::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
void Database::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<Database> Database::open(const std::string& path, OpenMode mode, std::span<const Migration> schema) {
  Database database;
  database.path_ = path;
  return sqlite_guard(database, [&]() -> Result<Database> {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= mode == OpenMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (mode == OpenMode::create) {
      flags |= SQLITE_OPEN_CREATE;
      // SQLite gives WAL and journal the mode of the database file: owner only.
      if (const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR); file >= 0)
        ::close(file);
    }
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    database.db_.reset(handle);
    check(handle, code);
    database.configure(mode);
    const std::int64_t version = database.check_version(schema);
    const auto latest = static_cast<std::int64_t>(schema.size());
    if (mode == OpenMode::read_only) {
      if (version < latest) {
        throw SqliteFailure{older_version_code, "made by an older version of the program (schema " +
                                                    std::to_string(version) +
                                                    "); it is brought up to date where it is opened for writing"};
      }
      return std::move(database);
    }
    database.configure_writing();
    for (std::int64_t step = version; step < latest; ++step) database.migrate(step, schema);
    return std::move(database);
  });
}

void Database::configure(OpenMode mode) {
  check(db_.get(), sqlite3_busy_timeout(db_.get(), busy_timeout_ms));
  // A hostile database file must not run code of its own (sqlite.org/security.html).
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  execute("PRAGMA cell_size_check=ON");
  execute("PRAGMA temp_store=MEMORY");
  execute("PRAGMA foreign_keys=ON");
  execute(mode == OpenMode::read_only ? cache_size_reading : cache_size);
}

void Database::configure_writing() {
  execute("PRAGMA journal_mode=WAL");
  execute("PRAGMA synchronous=FULL");
  execute(checkpoint_pages);
  execute("PRAGMA secure_delete=ON");
}

std::int64_t Database::pragma(const char* sql) {
  Statement query = statement(sql);
  return query.step() ? query.integer(0) : 0;
}

std::int64_t Database::check_version(std::span<const Migration> schema) {
  const std::int64_t version = pragma("PRAGMA user_version");
  const bool foreign = version != 0 ? pragma("PRAGMA application_id") != application_id
                                    : pragma("SELECT count(*) FROM sqlite_schema") > 0;
  if (foreign) throw SqliteFailure{not_ours_code, "not a database of this program"};
  if (version < 0 || version > static_cast<std::int64_t>(schema.size())) {
    throw SqliteFailure{newer_version_code, "made by a newer version of the program (schema " +
                                                std::to_string(version) + ", this one knows " +
                                                std::to_string(schema.size()) + "); update first"};
  }
  return version;
}

void Database::migrate(std::int64_t step, std::span<const Migration> schema) {
  Transaction transaction(*this);
  // Another process may have taken this step while we waited for the lock.
  if (pragma("PRAGMA user_version") > step) return;
  execute(schema[static_cast<std::size_t>(step)].sql);
  execute(("PRAGMA application_id=" + std::to_string(application_id)).c_str());
  execute(("PRAGMA user_version=" + std::to_string(step + 1)).c_str());
  transaction.commit();
}

Statement Database::statement(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    sqlite3_stmt* prepared = nullptr;
    check(db_.get(), sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &prepared, nullptr));
    found = statements_.emplace(std::string(sql), std::unique_ptr<sqlite3_stmt, Finalize>(prepared)).first;
  }
  return Statement(found->second.get());
}

void Database::execute(const char* sql) { check(db_.get(), sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr)); }
bool Database::truncate_wal() {
  sqlite3_busy_timeout(db_.get(), 0);
  const int outcome = sqlite3_wal_checkpoint_v2(db_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(db_.get(), busy_timeout_ms);
  if (outcome == SQLITE_BUSY) return false;
  check(db_.get(), outcome);
  return true;
}
void Database::roll_back() noexcept {
  // A failed statement may have rolled back by itself (disk full); then there is nothing left to undo.
  if (in_transaction()) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  HK_CHECK(!in_transaction());
}
Result<void> Database::check_integrity() {
  return sqlite_guard(*this, [&]() -> Result<void> {
    Statement check = statement("PRAGMA integrity_check");
    if (check.step() && check.text(0) != "ok") return fail(ErrorCode::corrupt, path_, std::string(check.text(0)));
    Statement keys = statement("PRAGMA foreign_key_check");
    if (keys.step())
      return fail(ErrorCode::corrupt, path_, "table " + std::string(keys.text(0)) + " refers to nothing");
    return {};
  });
}
std::int64_t Database::last_rowid() const { return sqlite3_last_insert_rowid(db_.get()); }
std::int64_t Database::changes() const { return sqlite3_changes64(db_.get()); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

int Statement::index(const char* name) const {
  const int found = sqlite3_bind_parameter_index(statement_, name);
  HK_CHECK(found > 0);
  return found;
}

Statement& Statement::bind(const char* name, std::int64_t value) {
  check(sqlite3_db_handle(statement_), sqlite3_bind_int64(statement_, index(name), value));
  return *this;
}
Statement& Statement::bind(const char* name, std::optional<std::int64_t> value) {
  return value ? bind(name, *value) : bind_null(name);
}
Statement& Statement::bind_text(const char* name, std::string_view value) {
  check(sqlite3_db_handle(statement_), sqlite3_bind_text64(statement_, index(name), value.data() ? value.data() : "",
                                                           value.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}
Statement& Statement::bind_blob(const char* name, ByteView value) {
  check(sqlite3_db_handle(statement_),
        sqlite3_bind_blob64(statement_, index(name), value.data() ? value.data() : "", value.size(), SQLITE_STATIC));
  return *this;
}
Statement& Statement::bind_null(const char* name) {
  check(sqlite3_db_handle(statement_), sqlite3_bind_null(statement_, index(name)));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const SqliteFailure failure{sqlite3_extended_errcode(sqlite3_db_handle(statement_)),
                              sqlite3_errmsg(sqlite3_db_handle(statement_))};
  sqlite3_reset(statement_);
  throw failure;
}
void Statement::run() {
  while (step()) {
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}
ByteView Statement::blob(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
std::string_view Statement::text(int column) const {
  const unsigned char* data = sqlite3_column_text(statement_, column);
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

int Statement::columns() const { return sqlite3_column_count(statement_); }

Transaction::Transaction(Database& db) : db_(db) { db_.statement("BEGIN IMMEDIATE").run(); }

Transaction::~Transaction() {
  if (open_) db_.roll_back();
}

void Transaction::commit() {
  db_.statement("COMMIT").run();
  open_ = false;
}

ReadSnapshot::ReadSnapshot(Database& db) : db_(db) { db_.execute("BEGIN"); }
ReadSnapshot::~ReadSnapshot() { db_.roll_back(); }

}  // namespace hk
