#include "sync/sqlite/database.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>

#include "tests/support/bytes.h"
#include "tests/support/open_log.h"

using namespace hk;
using namespace hk::test;

namespace {

ErrorCode open_error(const std::string& path, OpenMode mode) {
  const auto opened = Database::open(path, mode, log_schema);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().thing == path);
  return opened.error().code;
}

Database create(const std::string& path) { return Database::open(path, OpenMode::create, log_schema).value(); }

std::int64_t number(Database& db, const char* sql) {
  Statement query = db.statement(sql);
  REQUIRE(query.step());
  return query.integer(0);
}

unsigned mode_of(const std::string& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777;
}

constexpr OpenMode any_mode[] = {OpenMode::create, OpenMode::read_write, OpenMode::read_only};

}  // namespace

TEST_CASE("a database is durable, checks its references and erases what it deletes") {
  const TempDir folder;
  Database db = create(folder.file("a.db"));
  CHECK(number(db, "PRAGMA synchronous") == 2);
  CHECK(number(db, "PRAGMA foreign_keys") == 1);
  CHECK(number(db, "PRAGMA secure_delete") == 1);
  CHECK(number(db, "PRAGMA temp_store") == 2);
  Statement journal = db.statement("PRAGMA journal_mode");
  REQUIRE(journal.step());
  CHECK(journal.text(0) == "wal");
}

TEST_CASE("only its owner may read a database or what lies beside it") {
  const TempDir folder;
  const std::string path = folder.file("a.db");
  Database db = create(path);
  db.execute("INSERT INTO code(text) VALUES('x')");
  CHECK(mode_of(path) == 0600);
  CHECK(mode_of(path + "-wal") == 0600);
  CHECK(mode_of(path + "-shm") == 0600);
}

TEST_CASE("a database of a newer program is refused and left as it is") {
  const TempDir folder;
  const std::string path = folder.file("a.db");
  create(path).execute(("PRAGMA user_version=" + std::to_string(log_schema.size() + 1)).c_str());
  const Bytes before = file_bytes(path);
  for (const OpenMode mode : any_mode) CHECK(open_error(path, mode) == ErrorCode::newer_version);
  CHECK(file_bytes(path) == before);
}

TEST_CASE("a file that is no database is refused and left as it is") {
  const TempDir folder;
  const std::string path = folder.file("a.db");
  write_bytes(path, Bytes(5000, 'x'));
  for (const OpenMode mode : any_mode) CHECK(open_error(path, mode) == ErrorCode::corrupt);
  CHECK(file_bytes(path) == Bytes(5000, 'x'));
}

TEST_CASE("another application's database is refused and left as it is, whatever its version") {
  const TempDir folder;
  for (const char* version : {"0", "1", "77"}) {
    CAPTURE(version);
    const std::string path = folder.file(std::string("other") + version);
    {
      const Migration theirs[] = {{"CREATE TABLE notes(text TEXT)"}};
      Database other = Database::open(path, OpenMode::create, theirs).value();
      other.execute("PRAGMA application_id=5");
      other.execute((std::string("PRAGMA user_version=") + version).c_str());
      other.execute("PRAGMA journal_mode=DELETE");
    }
    const Bytes before = file_bytes(path);
    for (const OpenMode mode : any_mode) CHECK(open_error(path, mode) == ErrorCode::corrupt);
    CHECK(file_bytes(path) == before);
  }
}

TEST_CASE("a database that is not there is not found, and not made unless asked for") {
  const TempDir folder;
  CHECK(open_error(folder.file("a.db"), OpenMode::read_write) == ErrorCode::not_found);
  CHECK(open_error(folder.file("a.db"), OpenMode::read_only) == ErrorCode::not_found);
  CHECK(open_error(folder.file("no/such/folder.db"), OpenMode::create) == ErrorCode::not_found);
  CHECK_FALSE(std::filesystem::exists(folder.file("a.db")));
}

TEST_CASE("a read-only connection reads what is committed and writes nothing") {
  const TempDir folder;
  const std::string path = folder.file("a.db");
  Database writer = create(path);
  Database reader = Database::open(path, OpenMode::read_only, log_schema).value();
  writer.execute("INSERT INTO code(text) VALUES('x')");
  CHECK(number(reader, "SELECT count(*) FROM code") == 1);
  try {
    reader.execute("INSERT INTO code(text) VALUES('y')");
    FAIL("a read-only connection wrote");
  } catch (const SqliteFailure& failure) {
    CHECK(to_error(failure, path).code == ErrorCode::read_only);
  }
}

TEST_CASE("a schema grows step by step, keeps its rows, and a step that fails leaves the one before") {
  const TempDir folder;
  const std::string path = folder.file("a.db");
  const Migration first{"CREATE TABLE a(x INTEGER); INSERT INTO a VALUES(7)"};
  const Migration second{"ALTER TABLE a ADD COLUMN y INTEGER"};
  const Migration broken{"CREATE TABLE b(x INTEGER); INSERT INTO nowhere VALUES(1)"};
  CHECK(Database::open(path, OpenMode::create, std::array{first}));
  const auto read = Database::open(path, OpenMode::read_only, std::array{first, second});
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::older_version);
  CHECK_FALSE(Database::open(path, OpenMode::read_write, std::array{first, broken}));
  Database db = Database::open(path, OpenMode::read_write, std::array{first, second}).value();
  CHECK(number(db, "SELECT x FROM a") == 7);
  CHECK(number(db, "PRAGMA user_version") == 2);
  CHECK(number(db, "SELECT count(*) FROM sqlite_schema") == 1);
}

TEST_CASE("a transaction that is not committed leaves nothing, also after a failure inside it") {
  const TempDir folder;
  Database db = create(folder.file("a.db"));
  {
    Transaction transaction(db);
    db.execute("INSERT INTO code(text) VALUES('x')");
  }
  CHECK(number(db, "SELECT count(*) FROM code") == 0);
  const auto failed = sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    db.execute("INSERT INTO code(text) VALUES('x')");
    db.execute("INSERT INTO code(text) VALUES('x')");
    transaction.commit();
    return {};
  });
  CHECK(failed.error().code == ErrorCode::io);
  CHECK(number(db, "SELECT count(*) FROM code") == 0);
  CHECK_FALSE(db.in_transaction());
}

TEST_CASE("on a full disk an append fails whole, says so, and works again when there is room") {
  TestProgramme programme;
  OpenLog log(programme.id);
  Author author(programme, 5);
  const auto next = [&] {
    return author.make(CheckInRecorded{numbered<SessionId>(author.random().below(50)),
                                       numbered<ParticipantId>(author.random().next_u64()), "adult", "", "",
                                       CheckInWay::self});
  };
  for (int n = 0; n < 20; ++n) REQUIRE(log.append(next()));
  const std::int64_t pages = number(log.db(), "PRAGMA page_count");
  log.db().execute(("PRAGMA max_page_count=" + std::to_string(pages + 2)).c_str());
  std::optional<Authored> failed;
  std::string before;
  for (int n = 0; n < 1000 && !failed; ++n) {
    before = log.dump();
    Authored made = next();
    const auto appended = log.append(made);
    if (appended) continue;
    CHECK(appended.error().code == ErrorCode::disk_full);
    CHECK(appended.error().worth_retrying());
    failed = std::move(made);
  }
  REQUIRE(failed);
  CHECK_FALSE(log.db().in_transaction());
  CHECK(log.dump() == before);
  CHECK(log.db().check_integrity());
  log.db().execute("PRAGMA max_page_count=1000000");
  CHECK(log.append(*failed) == Appended::added);
  CHECK(log.append(next()) == Appended::added);
}

TEST_CASE("a database that another connection holds is busy, not broken" * doctest::timeout(30)) {
  const TempDir folder;
  const std::string path = folder.file("a.db");
  Database one = create(path);
  Database two = Database::open(path, OpenMode::read_write, log_schema).value();
  two.execute("PRAGMA busy_timeout=10");
  const Transaction held(one);
  const auto refused = sqlite_guard(two, [&]() -> Result<void> {
    const Transaction transaction(two);
    return {};
  });
  CHECK(refused.error().code == ErrorCode::busy);
  CHECK(refused.error().worth_retrying());
}
