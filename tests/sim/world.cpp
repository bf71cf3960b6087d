#include "tests/sim/world.h"

#include <algorithm>

#include "kiosk/store/create_programme.h"
#include "tests/sim/invariants.h"
#include "tests/support/devices.h"

namespace hk::sim {
namespace {

constexpr char url[] = "http://127.0.0.1:8080";
constexpr char passphrase[] = "ett lösenfras för prov";
constexpr std::size_t trace_lines_max = 60;
/// Far more than it takes past every back-off and every answer that never comes.
constexpr int heal_steps_max = 2000;
/// Far enough for the server to rule on it, and hours behind.
constexpr std::int64_t clock_ahead_ms_max = 600'000;
constexpr std::size_t clock_jump_ms_max = 10'000'000;
constexpr int no_process = 0;

HttpRequest http_of(const SyncRequest& request) {
  return {
      "POST",      request.url.substr(sizeof url - 1), "Bearer " + request.token, content_type_protobuf, "zstd", "zstd",
      request.body};
}
SyncReply nothing_came(const SyncRequest& request) {
  return {request.kind, request.number, 0, "", {}, false, "connection reset"};
}

}  // namespace

World::World(std::uint64_t seed) : random_(seed) {
  make_programme();
  open_server();
  for (SimKiosk& kiosk : kiosks_) test::let_in(kiosk.store(), kiosk.client(), folder_.file("server.db"), url);
}

void World::open_server() {
  server_ = Server::open(folder_.file("server.db"), clock_, [](const std::string&) {}).value();
}

void World::make_programme() {
  const auto folder = [this](std::size_t n) { return DataFolder(folder_.path() / ("kiosk" + std::to_string(n))); };
  test::require_done(
      create_programme(folder(0), bare_programme("Prov").value(), passphrase, {1, 8192}, clock_, random_));
  const std::size_t kiosks = 2 + random_.below(3);
  for (std::size_t n = 1; n < kiosks; ++n) test::copy_as_another_device(folder(0), folder(n), clock_, random_);
  for (std::size_t n = 0; n < kiosks; ++n) kiosks_.emplace_back(folder(n).path(), random_.next_u64());
}

Database World::server_database() const { return ServerStore::open(folder_.file("server.db")).value(); }

void World::note(const std::string& what, std::size_t kiosk, std::uint64_t number) {
  std::string line =
      std::to_string(clock_.monotonic_ms()) + " " + what + " " + std::to_string(kiosk) + " " + std::to_string(number);
  trace_digest_ = trace_digest_ * 1'099'511'628'211U ^ std::hash<std::string>{}(line);
  ++happened_[what];
  trace_.push_back(std::move(line));
  if (trace_.size() > trace_lines_max) trace_.pop_front();
}

void World::pass(std::int64_t ms) {
  clock_.advance(ms);
  for (SimKiosk& kiosk : kiosks_) kiosk.clock().advance(ms);
}

void World::live(std::size_t steps, const Faults& faults) {
  for (std::size_t n = 0; n < steps && !broken_; ++n) step(faults);
}

void World::heal() {
  network_up_ = true;
  for (SimKiosk& kiosk : kiosks_) kiosk.free_disk();
  note("heals", 0);
  const auto all_sent = [](SimKiosk& kiosk) { return kiosk.client().status().value().pending == 0; };
  const auto settled = [](SimKiosk& kiosk) { return kiosk.client().settled(); };
  bool rests = run_until(all_sent);
  // What was sent last may have come after somebody's last look.
  for (SimKiosk& kiosk : kiosks_) kiosk.client().hurry();
  rests = rests && run_until(settled);
  // A disk that was full when something was to be wiped is free now.
  for (SimKiosk& kiosk : kiosks_) test::require_done(kiosk.store().refresh());
  if (!rests && !broken_) broken_ = "does not come to rest";
}

bool World::run_until(bool (*done)(SimKiosk& kiosk)) {
  const Faults none{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  for (int n = 0; n < heal_steps_max && !broken_; ++n) {
    for (std::size_t kiosk = 0; kiosk < kiosks_.size(); ++kiosk) ask(kiosk, none);
    deliver(none);
    if (underway_.empty() && std::all_of(kiosks_.begin(), kiosks_.end(), done)) return true;
    const auto wait_ms = next_due_in_ms();
    if (!wait_ms) return false;
    pass(*wait_ms);
  }
  return false;
}

std::optional<std::int64_t> World::next_due_in_ms() {
  std::optional<std::int64_t> soonest;
  const auto take = [&soonest](std::int64_t in_ms) {
    soonest = std::min(soonest.value_or(in_ms), std::max<std::int64_t>(in_ms, 1));
  };
  for (const Parcel& parcel : underway_) take(parcel.at_ms - clock_.monotonic_ms());
  for (SimKiosk& kiosk : kiosks_) {
    if (const auto due_ms = kiosk.client().next_due_ms()) take(*due_ms - kiosk.clock().monotonic_ms());
  }
  return soonest;
}

void World::step(const Faults& faults) {
  pass(static_cast<std::int64_t>(random_.below(3000)));
  const std::size_t one = random_.below(kiosks_.size());
  break_things(kiosks_[one], one, faults);
  const int erasures = kiosks_[one].erasures();
  if (random_.one_in(3)) note(kiosks_[one].act() ? "acts" : "cannot act", one, kiosks_[one].committed().size());
  if (kiosks_[one].erasures() > erasures) note("erases", one);
  ask(random_.below(kiosks_.size()), faults);
  deliver(faults);
}

void World::break_things(SimKiosk& kiosk, std::size_t number, const Faults& faults) {
  if (one_in(faults.kiosk_killed)) {
    kiosk.kill();
    note("kiosk killed", number);
  }
  if (one_in(faults.server_restarted)) {
    note("server restarted", 0, underway_.size());
    // Whatever was on a connection is gone with it.
    for (Parcel& parcel : underway_) lose(parcel);
    server_.reset();
    open_server();
  }
  if (one_in(network_up_ ? faults.network_down : faults.network_up)) {
    network_up_ = !network_up_;
    note(network_up_ ? "network up" : "network down", 0);
  }
  if (one_in(kiosk.disk_full() ? faults.disk_free : faults.disk_full)) {
    kiosk.disk_full() ? kiosk.free_disk() : kiosk.fill_disk();
    note(kiosk.disk_full() ? "disk full" : "disk free", number);
  }
  if (one_in(faults.kiosk_lost)) lose_kiosk(number);
  if (one_in(faults.clock_jumps)) {
    kiosk.clock().set_wall(clock_.wall_ms() + clock_ahead_ms_max -
                           static_cast<std::int64_t>(random_.below(clock_jump_ms_max)));
    note("clock jumps", number);
  }
}

void World::lose_kiosk(std::size_t number) {
  SimKiosk& finder = kiosks_[(number + 1) % kiosks_.size()];
  if (lost_one_ || kiosks_.size() < 3 || !finder.revoke(kiosks_[number])) return;
  lost_one_ = true;
  note("kiosk revoked", number);
}

void World::ask(std::size_t kiosk, const Faults& faults) {
  for (SyncRequest& request : kiosks_[kiosk].due()) {
    note(request.kind == SyncRequest::Kind::push ? "push" : "pull", kiosk, request.number);
    send({kiosk, kiosks_[kiosk].process(), 0, std::move(request)}, faults);
  }
}

void World::lose(Parcel& parcel) {
  // Either the connection breaks, or nobody ever hears of it again and the client must give up by itself.
  if (const auto* request = std::get_if<SyncRequest>(&parcel.what)) {
    note("request lost", parcel.kiosk, request->number);
    parcel.what = nothing_came(*request);
  } else {
    SyncReply& reply = std::get<SyncReply>(parcel.what);
    note("answer lost", parcel.kiosk, reply.number);
    reply = {reply.kind, reply.number, 0, "", {}, false, "connection reset"};
  }
  if (random_.one_in(3)) parcel.process = no_process;
}

void World::send(Parcel parcel, const Faults& faults) {
  const bool request = std::holds_alternative<SyncRequest>(parcel.what);
  const auto at = [&] {
    return clock_.monotonic_ms() +
           static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(faults.delay_ms_max) + 1));
  };
  if (one_in(request ? faults.request_twice : faults.answer_twice)) {
    note(request ? "request twice" : "answer twice", parcel.kiosk);
    parcel.at_ms = at();
    underway_.push_back(parcel);
  }
  if (!network_up_ || one_in(request ? faults.request_lost : faults.answer_lost)) lose(parcel);
  parcel.at_ms = at();
  underway_.push_back(std::move(parcel));
}

void World::deliver(const Faults& faults) {
  for (;;) {
    const auto first = std::min_element(underway_.begin(), underway_.end(),
                                        [](const Parcel& a, const Parcel& b) { return a.at_ms < b.at_ms; });
    if (first == underway_.end() || first->at_ms > clock_.monotonic_ms()) return;
    const Parcel parcel = std::move(*first);
    underway_.erase(first);
    if (const auto* request = std::get_if<SyncRequest>(&parcel.what)) {
      arrive_at_server(parcel, *request, faults);
    } else {
      arrive_at_kiosk(parcel, std::get<SyncReply>(parcel.what));
    }
  }
}

void World::arrive_at_server(const Parcel& parcel, const SyncRequest& request, const Faults& faults) {
  std::optional<HttpResponse> response;
  server_->handle(http_of(request), [&response](HttpResponse answer) { response = std::move(answer); });
  (void)server_->commit_waiting();
  SyncReply reply{
      request.kind, request.number, response->status, response->content_type, response->body, response->compressed, ""};
  if (one_in(faults.strange_answer)) {
    note("strange answer", parcel.kiosk, request.number);
    reply = {request.kind, request.number, 200, "text/html", "<html>Log in to the Wi-Fi</html>", false, ""};
  }
  send({parcel.kiosk, parcel.process, 0, std::move(reply)}, faults);
}

void World::arrive_at_kiosk(const Parcel& parcel, const SyncReply& reply) {
  SimKiosk& kiosk = kiosks_[parcel.kiosk];
  if (parcel.process != kiosk.process()) return;
  note(reply.status == 200 ? "answered" : "not answered", parcel.kiosk, reply.number);
  if (!kiosk.take(reply)) note("answer not stored", parcel.kiosk, reply.number);
  Database server = server_database();
  if (auto broken = broken_at_any_moment(kiosk, server))
    broken_ = "kiosk " + std::to_string(parcel.kiosk) + " " + *broken;
}

}  // namespace hk::sim
