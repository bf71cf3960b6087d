#include <array>
#include <deque>

#include "sync/client/curl_transport.h"
#include "tests/bench/plain_sqlite.h"
#include "tests/bench/sync_parts.h"

/// bench_ingest FOLDER COUNT: what a server takes from four kiosks that have everything ready, over loopback HTTP with
/// token and zstd: COUNT changes as fast as it acknowledges them, then COUNT at half that pace; and the same rows into
/// the same table of plain SQLite.
namespace hk::bench {
namespace {

constexpr std::size_t kiosks = 4;

/// One device's pushes, made beforehand; the next goes out when the one before is acknowledged.
struct Pushes {
  std::deque<SyncRequest> ready;
  bool in_flight = false;
  double due = 0;  ///< of the one in flight, in seconds since the start
};

std::deque<SyncRequest> pushes_of(Kiosk& kiosk, std::uint64_t number) {
  std::deque<SyncRequest> made;
  const OwnDevice& own = kiosk.store->own();
  SyncRequest push = kiosk.client.due_requests().value().at(0);
  push.number = number;
  for (std::uint64_t first = 1;;) {
    const auto envelopes = kiosk.store->log()
                               .range(kiosk.store->programme(), own.device, own.epoch, first,
                                      static_cast<std::size_t>(batch), body_inflated_max)
                               .value();
    if (envelopes.empty()) return made;
    PushRequest request{own.epoch, first, {}, {}, {}};
    for (const Envelope& envelope : envelopes) request.changes.push_back(envelope.record);
    push.body = deflate(encode(request));
    made.push_back(push);
    first += envelopes.size();
  }
}

class Load {
 public:
  explicit Load(std::array<Pushes, kiosks>& devices) : devices_(devices) {}

  /// Sends `count` pushes, each due `interval_s` after the one before; 0: as soon as it can be sent.
  void run(std::size_t count, double interval_s) {
    const Stopwatch watch;
    std::size_t sent = 0;
    for (std::size_t acknowledged = 0; acknowledged < count;) {
      while (sent < count) {
        const double due = interval_s * static_cast<double>(sent);
        if (due > watch.seconds()) break;
        Pushes& device = devices_[sent % kiosks];
        if (device.in_flight || device.ready.empty()) break;
        device.in_flight = true;
        device.due = interval_s > 0 ? due : watch.seconds();
        transport_.start(device.ready.front());
        device.ready.pop_front();
        ++sent;
      }
      for (const SyncReply& reply : transport_.wait(interval_s > 0 ? 1 : 100)) {
        if (reply.status != 200) throw std::runtime_error("a push was not taken");
        Pushes& device = devices_[reply.number];
        device.in_flight = false;
        acknowledgements.add(watch.seconds() - device.due);
        ++acknowledged;
      }
    }
    seconds = watch.seconds();
  }
  Latencies acknowledgements;
  double seconds = 0;

 private:
  std::array<Pushes, kiosks>& devices_;
  CurlTransport transport_;
};

void measure_plain(const std::string& from, const std::string& to) {
  PlainSqlite plain(from, to, {"change"});
  Latencies commits;
  double seconds = 0;
  const std::int64_t rows = plain.number("SELECT max(change) FROM source.change");
  for (std::int64_t first = 1; first <= rows; first += batch) {
    plain.add("change", fmt::format("change BETWEEN {} AND {}", first, first + batch - 1));
    const double one = plain.commit();
    commits.add(one);
    seconds += one;
  }
  figure("plain_per_s", static_cast<double>(rows) / seconds);
  commits.print("plain_commit");
}

void measure(const std::filesystem::path& folder, std::int64_t count) {
  test::FakeClock clock;
  test::FakeRandom random(7);
  const auto data = [&folder](std::size_t n) { return DataFolder(folder / std::to_string(n)); };
  found(data(0), clock, random);
  for (std::size_t n = 1; n < kiosks; ++n) test::copy_as_another_device(data(0), data(n), clock, random);
  const std::string store = (folder / "server.db").string();
  {
    ServerOnLoopback server(store, clock);
    std::array<Pushes, kiosks> devices;
    for (std::size_t n = 0; n < kiosks; ++n) {
      Kiosk kiosk(data(n), clock, random);
      server.let_in(kiosk);
      // Each load begins with the first kiosk: it may have one push more to give in both.
      record_check_ins(*kiosk.store, 2 * (count / static_cast<std::int64_t>(kiosks) + batch), 50'000, random);
      devices[n].ready = pushes_of(kiosk, n);
    }
    const auto pushes = static_cast<std::size_t>(count / batch);
    Load full(devices);
    full.run(pushes, 0);
    figure("acknowledged_per_s", static_cast<double>(pushes * batch) / full.seconds);
    const Stopwatch folding;
    const auto unfolded = static_cast<double>(server.wait_until_folded());
    figure("unfolded_at_last_acknowledgement", unfolded);
    figure("folded_per_s", unfolded / folding.seconds());
    Load half(devices);
    half.run(pushes, 2 * full.seconds / static_cast<double>(pushes));
    half.acknowledgements.print("half_load_acknowledged");
    (void)server.wait_until_folded();
  }
  measure_plain(store, (folder / "plain.db").string());
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  hk::crypto_start();
  hk::bench::measure(argv[1], std::atoll(argv[2]));
  return 0;
}
