#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "kiosk/app/kiosk.h"
#include "kiosk/store/key_slots.h"
#include "sync/client/curl_transport.h"
#include "sync/client/one_shot.h"
#include "sync/machine/clock.h"
#include "tests/bench/sync_parts.h"
#include "tests/support/kiosk_world.h"

/// bench_first_sync FOLDER PEOPLE CHECK_INS: a new kiosk, names open, fetches a programme with PEOPLE participants and
/// CHECK_INS check-ins from a server in another process: when the first page can be used, how long all of it takes, and
/// how much memory above an idle kiosk.
namespace hk::bench {
namespace {

/// One line of what the kernel says of this process, in MiB.
double memory_mib(const std::string& line) {
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;) {
    double kib = 0;
    if (word == line + ":" && file >> kib) return kib / 1024;
  }
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

void unlock(KioskStore& store) {
  test::require_done(store.unlock(open_names(store.folder().database(), test::test_passphrase).value()));
}

void fill(const DataFolder& founder, ServerOnLoopback& server, std::uint64_t people, std::int64_t check_ins) {
  const SystemClock clock;
  test::FakeRandom random(7);
  Kiosk author(founder, clock, random);
  unlock(*author.store);
  server.let_in(author);
  std::vector<ChangeBody> bodies;
  for (std::uint64_t n = 0; n < people; ++n) {
    ParticipantDetails details;
    details.identity = {fmt::format("Förnamn{} Efternamn{}", n % 900, n * 7 % 2500), "", "", std::nullopt};
    details.category = "adult";
    bodies.emplace_back(ParticipantSet{test::numbered<ParticipantId>(n), details});
    if (static_cast<std::int64_t>(bodies.size()) < batch && n + 1 < people) continue;
    (void)author.store->record(bodies).value();
    bodies.clear();
  }
  record_check_ins(*author.store, check_ins, people, random);
  (void)sync_once(author.client).value();
  (void)server.wait_until_folded();
}

/// The other process: fills a server, says its address and serves until it is ended.
[[noreturn]] void serve(const std::filesystem::path& folder, std::uint64_t people, std::int64_t check_ins, int ready) {
  const SystemClock clock;
  ServerOnLoopback server((folder / "server.db").string(), clock);
  fill(DataFolder(folder / "founder"), server, people, check_ins);
  const std::string url = server.url();
  if (write(ready, url.data(), url.size()) < 0) std::exit(1);
  close(ready);
  for (;;) pause();
}

/// A server in a process of its own, so that its memory is not counted here.
class OtherProcess {
 public:
  OtherProcess(const std::filesystem::path& folder, std::uint64_t people, std::int64_t check_ins) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ == 0) serve(folder, people, check_ins, ends[1]);
    close(ends[1]);
    std::array<char, 256> text{};
    for (ssize_t size = 0; (size = read(ends[0], text.data(), text.size())) > 0;)
      url_.append(text.data(), static_cast<std::size_t>(size));
    close(ends[0]);
    if (url_.empty()) throw std::runtime_error("no server");
  }
  OtherProcess(const OtherProcess&) = delete;
  OtherProcess& operator=(const OtherProcess&) = delete;
  ~OtherProcess() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  pid_t child_ = -1;
  std::string url_;
};

/// A round with each of its pages, as the core thread goes through it.
void sync(Kiosk& kiosk, hk::Kiosk& app, CurlTransport& transport, const Stopwatch& watch) {
  Latencies pages;
  bool first = true;
  kiosk.client.hurry();
  do {
    const auto requests = kiosk.client.due_requests().value();
    for (const SyncRequest& request : requests) {
      const SyncReply reply = transport.exchange(request);
      const Stopwatch page;
      if (kiosk.client.on_reply(reply).value()) app.on_pulled();
      (void)app.screen();
      pages.add(page.seconds());
      if (std::exchange(first, false)) figure("first_page_ms", watch.seconds() * 1000);
    }
  } while (!kiosk.client.settled());
  pages.print("first_sync_page");
}

void measure(const std::filesystem::path& folder, std::uint64_t people, std::int64_t check_ins) {
  const SystemClock clock;
  test::FakeRandom random(8);
  const DataFolder founder(folder / "founder"), newcomer(folder / "newcomer");
  test::require_done(
      create_programme(founder, test::test_programme(), test::test_passphrase, test::test_cost, clock, random));
  test::copy_as_another_device(founder, newcomer, clock, random);
  const OtherProcess server(folder, people, check_ins);
  Kiosk kiosk(newcomer, clock, random);
  unlock(*kiosk.store);
  test::let_in(*kiosk.store, kiosk.client, (folder / "server.db").string(), server.url());
  test::FakeLocalTime local_time;
  hk::Kiosk app(*kiosk.store, kiosk.client, {local_time, [](Job) {}, [] {}});
  (void)app.screen();
  CurlTransport transport;
  const double idle_mib = memory_mib("VmRSS");
  forget_peak();
  const Stopwatch watch;
  sync(kiosk, app, transport, watch);
  figure("first_sync_s", watch.seconds());
  figure("first_sync_per_s", static_cast<double>(people + static_cast<std::uint64_t>(check_ins)) / watch.seconds());
  figure("first_sync_idle_mib", idle_mib);
  figure("first_sync_peak_mib", memory_mib("VmHWM"));
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  hk::crypto_start();
  hk::bench::measure(argv[1], static_cast<std::uint64_t>(std::atoll(argv[2])), std::atoll(argv[3]));
  return 0;
}
