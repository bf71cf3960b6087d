#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/store/create_programme.h"
#include "sync/server/http_listener.h"
#include "sync/server/server.h"
#include "tests/bench/bench.h"
#include "tests/support/devices.h"
#include "tests/support/fakes.h"
#include "tests/support/numbered.h"

/// A real server on loopback and kiosks with real stores, for what measures sync.
namespace hk::bench {

inline constexpr std::int64_t batch = 1000;  ///< changes of one transaction, ours and the yardstick's

/// The first kiosk of a programme, in `folder`.
inline void found(const DataFolder& folder, const Clock& clock, Random& random) {
  test::require_done(
      create_programme(folder, bare_programme("Prov").value(), "ett lösenfras för prov", {1, 8192}, clock, random));
}

struct Kiosk {
  Kiosk(const DataFolder& folder, const Clock& clock, Random& random)
      : store(KioskStore::open(folder, clock, random).value()),
        client(store->log(), store->verifier(), clock, random) {}
  std::unique_ptr<KioskStore> store;
  SyncClient client;
};

/// `count` check-ins of `people` in 200 sessions.
inline void record_check_ins(KioskStore& store, std::int64_t count, std::uint64_t people, Random& random) {
  std::vector<ChangeBody> bodies;
  for (std::int64_t n = 0; n < count; ++n) {
    const auto session = test::numbered<SessionId>(random.next_u64() % 200);
    const auto person = test::numbered<ParticipantId>(random.next_u64() % people);
    bodies.emplace_back(CheckInRecorded{session, person, "adult", "", "", CheckInWay::self});
    if (static_cast<std::int64_t>(bodies.size()) < batch && n + 1 < count) continue;
    (void)store.record(bodies).value();
    bodies.clear();
  }
}

class ServerOnLoopback {
 public:
  ServerOnLoopback(std::string path, const Clock& clock)
      : path_(std::move(path)), server_(Server::open(path_, clock, [](const std::string&) {}).value()) {
    server_->start();
    listener_ = HttpListener::start(*server_, parse_listen_address("127.0.0.1:0").value()).value();
  }
  ~ServerOnLoopback() { listener_->stop(); }
  ServerOnLoopback(const ServerOnLoopback&) = delete;
  ServerOnLoopback& operator=(const ServerOnLoopback&) = delete;

  void let_in(Kiosk& kiosk) { test::let_in(*kiosk.store, kiosk.client, path_, url()); }
  [[nodiscard]] std::string url() const { return listener_->url(); }
  /// Waits until the committer has folded everything; gives how many changes were still to be folded.
  std::int64_t wait_until_folded() {
    Database db = Database::open(path_, OpenMode::read_only, server_schema()).value();
    const auto unfolded = [&db] {
      Statement query = db.statement("SELECT ifnull(max(change), 0) - (SELECT through FROM folded) FROM change");
      return query.step() ? query.integer(0) : 0;
    };
    const std::int64_t before = unfolded();
    while (unfolded() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return before;
  }

 private:
  std::string path_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<HttpListener> listener_;
};

}  // namespace hk::bench
