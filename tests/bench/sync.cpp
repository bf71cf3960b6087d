#include <cstdlib>
#include <fstream>
#include <sstream>

#include "sync/client/curl_transport.h"
#include "sync/client/one_shot.h"
#include "tests/bench/plain_sqlite.h"
#include "tests/bench/sync_parts.h"

/// bench_sync FOLDER COUNT: COUNT check-ins recorded on one kiosk, pushed over loopback HTTP to a real server, pulled
/// by a second kiosk; and the second one's rows into the same tables of plain SQLite.
namespace hk::bench {
namespace {

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

void measure_round(const std::string& name, SyncClient& client, CurlTransport& transport, double changes) {
  const double bytes_before = loopback_bytes();
  const Stopwatch watch;
  (void)sync_once(client, [&transport](const SyncRequest& request) { return transport.exchange(request); }).value();
  figure(name + "_per_s", changes / watch.seconds());
  figure(name + "_ms", watch.seconds() * 1000);
  figure(name + "_wire_bytes", (loopback_bytes() - bytes_before) / changes);
}

/// What a page of the feed puts into a kiosk's database: changes, check-ins and whom they name.
double plain_per_s(const std::string& from, const std::string& to) {
  PlainSqlite plain(from, to, {"programme", "device", "code", "session", "participant", "change", "check_in"});
  for (const char* table : {"programme", "device", "code", "session"}) plain.add(table, "1");
  double seconds = plain.commit();
  std::int64_t people = 0;
  const std::int64_t rows = plain.number("SELECT max(change) FROM source.change");
  for (std::int64_t first = 1; first <= rows; first += batch) {
    const std::string these = fmt::format("change BETWEEN {} AND {}", first, first + batch - 1);
    const std::int64_t last =
        std::max(people, plain.number("SELECT max(participant) FROM source.check_in WHERE " + these));
    plain.add("change", these);
    plain.add("participant", fmt::format("participant > {} AND participant <= {}", people, last));
    plain.add("check_in", these);
    people = last;
    seconds += plain.commit();
  }
  return static_cast<double>(rows) / seconds;
}

void measure(const std::filesystem::path& folder, std::int64_t count) {
  test::FakeClock clock;
  test::FakeRandom random(7);
  const DataFolder first(folder / "first"), second(folder / "second");
  found(first, clock, random);
  test::copy_as_another_device(first, second, clock, random);
  const std::string server_path = (folder / "server.db").string();
  const double empty_bytes = bytes_on_disk(first.database());
  const auto changes = static_cast<double>(count);
  {
    ServerOnLoopback server(server_path, clock);
    Kiosk author(first, clock, random), reader(second, clock, random);
    server.let_in(author);
    server.let_in(reader);
    const Stopwatch recording;
    record_check_ins(*author.store, count, 50'000, random);
    figure("record_per_s", changes / recording.seconds());
    CurlTransport transport;
    measure_round("push", author.client, transport, changes);
    const Stopwatch folding;
    const auto unfolded = static_cast<double>(server.wait_until_folded());
    figure("folded_per_s", unfolded / folding.seconds());
    measure_round("idle_round", author.client, transport, 1);
    measure_round("pull", reader.client, transport, changes);
  }
  figure("kiosk_disk_bytes", (bytes_on_disk(first.database()) - empty_bytes) / changes);
  figure("server_disk_bytes", bytes_on_disk(server_path) / changes);
  figure("plain_per_s", plain_per_s(second.database(), (folder / "plain.db").string()));
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  hk::crypto_start();
  hk::bench::measure(argv[1], std::atoll(argv[2]));
  return 0;
}
