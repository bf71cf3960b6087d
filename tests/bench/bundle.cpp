#include <sys/resource.h>

#include <cstdlib>

#include "kiosk/store/device_bundle.h"
#include "sync/machine/clock.h"
#include "sync/server/bundle_import.h"
#include "tests/bench/sync_parts.h"

/// A log on a stick: how large it is, how fast it is written and taken in, and how much memory that takes:
/// bench_bundle FOLDER CHANGES.
namespace hk::bench {
namespace {

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void measure(const std::filesystem::path& folder, std::int64_t count) {
  const SystemClock clock;
  SystemRandom random;
  const DataFolder author_folder(folder / "author"), reader_folder(folder / "reader");
  found(author_folder, clock, random);
  test::copy_as_another_device(author_folder, reader_folder, clock, random);
  Kiosk author(author_folder, clock, random), reader(reader_folder, clock, random);
  record_check_ins(*author.store, count, 5000, random);
  const std::string server_path = (folder / "server.db").string();
  Database server = ServerStore::open(server_path).value();
  test::let_in(*author.store, author.client, server_path, "http://127.0.0.1:1");

  const double idle_mib = peak_mib();
  const std::filesystem::path file = folder / "stick.bundle";
  const Stopwatch writing;
  const auto changes = static_cast<double>(export_bundle(*author.store, file).value());
  figure("export_changes_per_s", changes / writing.seconds());
  figure("bytes_per_change", static_cast<double>(std::filesystem::file_size(file)) / changes);
  const auto import_into_reader = [&](const char* name) {
    const Stopwatch importing;
    (void)import_bundle(*reader.store, reader.client, file).value();
    figure(name, changes / importing.seconds());
  };
  import_into_reader("kiosk_import_changes_per_s");
  import_into_reader("kiosk_import_again_changes_per_s");
  // Of that, 32 MiB are the reader's cache of its database.
  figure("bundle_memory_above_idle_mib", peak_mib() - idle_mib);
  const Stopwatch on_server;
  (void)take_bundle(server, file, clock).value();
  figure("server_import_changes_per_s", changes / on_server.seconds());
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  hk::crypto_start();
  hk::bench::measure(argv[1], std::atoll(argv[2]));
}
