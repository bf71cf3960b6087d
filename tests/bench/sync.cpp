#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/store/create_programme.h"
#include "sync/client/one_shot.h"
#include "sync/server/http_listener.h"
#include "sync/server/server.h"
#include "tests/bench/bench.h"
#include "tests/support/devices.h"
#include "tests/support/fakes.h"
#include "tests/support/numbered.h"

/// bench_sync FOLDER COUNT: COUNT check-ins recorded on one kiosk, pushed over loopback HTTP to a real server, pulled
/// by a second kiosk; then the same rows into plain SQLite.
namespace hk::bench {
namespace {

constexpr std::int64_t batch = 1000;

/// Bytes through the loopback interface since the machine started, headers of TCP and IP included.
double loopback_bytes() {
  std::ifstream file("/proc/net/dev");
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    double bytes = 0;
    if (words >> name >> bytes && name == "lo:") return bytes;
  }
  return 0;
}

double bytes_on_disk(const std::filesystem::path& database) {
  return static_cast<double>(std::filesystem::file_size(database));
}

struct Kiosk {
  explicit Kiosk(const DataFolder& folder, const Clock& clock, Random& random)
      : store(KioskStore::open(folder, clock, random).value()),
        client(store->log(), store->verifier(), clock, random) {}
  std::unique_ptr<KioskStore> store;
  SyncClient client;
};

void record_check_ins(KioskStore& store, std::int64_t count, Random& random) {
  std::vector<ChangeBody> bodies;
  for (std::int64_t n = 0; n < count; ++n) {
    const auto session = test::numbered<SessionId>(random.next_u64() % 200);
    const auto person = test::numbered<ParticipantId>(random.next_u64() % 50'000);
    bodies.emplace_back(CheckInRecorded{session, person, "adult", "", "", CheckInWay::self});
    if (static_cast<std::int64_t>(bodies.size()) < batch && n + 1 < count) continue;
    (void)store.record(bodies).value();
    bodies.clear();
  }
}

void measure_round(const std::string& name, SyncClient& client, double changes) {
  const double bytes_before = loopback_bytes();
  const Stopwatch watch;
  (void)sync_once(client).value();
  figure(name + "_per_s", changes / watch.seconds());
  figure(name + "_ms", watch.seconds() * 1000);
  figure(name + "_wire_bytes", (loopback_bytes() - bytes_before) / changes);
}

/// The rows of table change in `from`, into a table with the same columns and its two keys, as plainly as SQLite can.
double raw_inserts_per_s(const std::string& from, const std::string& to) {
  sqlite3* db = nullptr;
  const auto run = [&db](const std::string& sql) {
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
  };
  sqlite3_open(to.c_str(), &db);
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ATTACH '" + from + "' AS log");
  run("CREATE TABLE change(change INTEGER PRIMARY KEY, id BLOB UNIQUE, device INTEGER, epoch INTEGER, seq INTEGER, "
      "hlc INTEGER, wall_ms INTEGER, core BLOB, mac BLOB, UNIQUE(device, epoch, seq))");
  sqlite3_stmt *read = nullptr, *write = nullptr;
  sqlite3_prepare_v2(db, "SELECT id, device, epoch, seq, hlc, wall_ms, core, mac FROM log.change", -1, &read, nullptr);
  sqlite3_prepare_v2(db,
                     "INSERT INTO main.change(id, device, epoch, seq, hlc, wall_ms, core, mac) VALUES(?,?,?,?,?,?,?,?)",
                     -1, &write, nullptr);
  std::int64_t rows = 0;
  const Stopwatch watch;
  run("BEGIN IMMEDIATE");
  while (sqlite3_step(read) == SQLITE_ROW) {
    for (int column = 0; column < 8; ++column)
      sqlite3_bind_value(write, column + 1, sqlite3_column_value(read, column));
    if (sqlite3_step(write) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
    sqlite3_reset(write);
    if (++rows % batch == 0) run("COMMIT; BEGIN IMMEDIATE");
  }
  run("COMMIT");
  const double per_s = static_cast<double>(rows) / watch.seconds();
  sqlite3_finalize(read);
  sqlite3_finalize(write);
  sqlite3_close(db);
  return per_s;
}

void measure(const std::filesystem::path& folder, std::int64_t count) {
  test::FakeClock clock;
  test::FakeRandom random(7);
  const DataFolder first(folder / "first"), second(folder / "second");
  test::require_done(
      create_programme(first, bare_programme("Prov").value(), "ett lösenfras för prov", {1, 8192}, clock, random));
  test::copy_as_another_device(first, second, clock, random);
  const std::string server_path = (folder / "server.db").string();
  const double empty_bytes = bytes_on_disk(first.database());
  const auto changes = static_cast<double>(count);
  auto server = Server::open(server_path, clock, [](const std::string&) {}).value();
  server->start();
  const auto listener = HttpListener::start(*server, parse_listen_address("127.0.0.1:0").value()).value();
  {
    Kiosk author(first, clock, random), reader(second, clock, random);
    test::let_in(*author.store, author.client, server_path, listener->url());
    test::let_in(*reader.store, reader.client, server_path, listener->url());
    const Stopwatch recording;
    record_check_ins(*author.store, count, random);
    figure("record_per_s", changes / recording.seconds());
    measure_round("push", author.client, changes);
    measure_round("idle_round", author.client, 1);
    measure_round("pull", reader.client, changes);
  }
  listener->stop();
  server.reset();
  figure("kiosk_disk_bytes", (bytes_on_disk(first.database()) - empty_bytes) / changes);
  figure("server_disk_bytes", bytes_on_disk(server_path) / changes);
  figure("raw_per_s", raw_inserts_per_s(server_path, (folder / "raw.db").string()));
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  hk::crypto_start();
  hk::bench::measure(argv[1], std::atoll(argv[2]));
  return 0;
}
