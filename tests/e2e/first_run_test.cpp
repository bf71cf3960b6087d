#include "kiosk/app/first_run.h"

#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "sync/protocol/messages.h"
#include "tests/support/kiosk_world.h"
#include "tests/support/local_server.h"

namespace hk::test {

namespace {

using Page = FirstRunModel::Page;
using Trouble = FirstRunModel::Trouble;

constexpr const char* url = LocalServer::url;
constexpr const char* own_passphrase = "den nya enhetens lösenfras";
const std::filesystem::path assets = std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets";

template <class T>
T good(Result<T> result) {
  if (!result) FAIL(result.error().message());
  return std::move(*result);
}
void done(const Result<void>& result) {
  if (!result) FAIL(result.error().message());
}

/// A coordinator's kiosk with its server, and a device with an empty folder whose window is open.
struct Meeting {
  Meeting() {
    world.unlock();
    server.found(world.store(), world.client());
    good(sync_once(world.client(), exchange()));
    start();
  }

  void start() {
    first.reset();
    jobs.clear();
    first = std::make_unique<FirstRun>(
        FirstRun::Ports{world.clock, world.random, [this](FirstRunJob job) { jobs.push_back(std::move(job)); }});
  }
  SyncReply carry(const SyncRequest& request) {
    if (offline) return {request.kind, request.number, 0, "", {}, false, "no route to host"};
    // A server that keeps a question back would answer when this test is over.
    const bool waits = request.url.ends_with("/enrolments/wait");
    SyncRequest asked = request;
    if (waits) asked.body = deflate(encode(WaitRequest{0}));
    SyncReply reply = server.carry(asked);
    if (waits && meddle) meddle(reply);
    return reply;
  }
  Exchange exchange() {
    return [this](const SyncRequest& request) { return carry(request); };
  }
  std::string new_code() {
    return good(request_code(world.store().database(), *world.store().keys().coordinator, exchange())).code;
  }

  void tap(const Intent& intent) { first->handle(intent); }
  [[nodiscard]] FirstRunModel model() const { return std::get<FirstRunModel>(first->screen()->content); }
  void answer(const std::string& text) {
    tap(ClearText{});
    tap(TypeText{text});
    tap(SubmitText{});
  }
  /// Up to where the server is asked.
  void fill_in(const std::string& code) {
    tap(SubmitText{});
    answer(url);
    answer(code);
    answer("Biblioteket");
    answer(own_passphrase);
    answer(own_passphrase);
  }
  /// Does the oldest job that waits.
  void do_job() {
    REQUIRE_FALSE(jobs.empty());
    FirstRunJob job = std::move(jobs.front());
    jobs.pop_front();
    FirstRunWorld with{world.clock, world.random, DataFolder(data()), assets,
                       [this](const SyncRequest& request, const std::atomic<bool>&) { return carry(request); }};
    with.words_cost = test_cost;
    with.slot_cost = test_cost;
    first->on_job(run_first_run_job(std::move(job), with));
  }
  Enrolment seen_by_coordinator() {
    good(sync_once(world.client(), exchange()));
    const auto waiting = good(waiting_for_words(world.store()));
    REQUIRE(waiting.size() == 1);
    return waiting[0];
  }
  SixWords coordinators_words(const Enrolment& seen) {
    const DeviceKeys& own = world.store().device_keys();
    return good(words_of_approving(world.store().own().programme, {own.device.public_key, own.box_public}, seen,
                                   good(read_word_list(assets)), test_cost));
  }
  void approve(const Enrolment& seen) {
    Handover handover = good(prepare_handover(world.store(), seen));
    good(world.store().record(handover.approval));
    good(sync_once(world.client(), exchange()));
    done(approve_by_words(world.store().database(), handover.own, handover.waiting, handover.keys, exchange()));
  }
  [[nodiscard]] std::filesystem::path data() const { return folder.path() / "new"; }
  /// But for the lock, which says nothing once its holder is gone.
  [[nodiscard]] bool folder_is_empty() const {
    if (!std::filesystem::exists(data())) return true;
    for (const auto& entry : std::filesystem::directory_iterator(data())) {
      if (entry.path().filename() != "lock") return false;
    }
    return true;
  }

  KioskWorld world;
  TempDir folder;
  LocalServer server{folder.path(), world.clock};
  std::unique_ptr<FirstRun> first;
  std::deque<FirstRunJob> jobs;
  std::function<void(SyncReply&)> meddle;
  bool offline = false;
};

}  // namespace

TEST_CASE("a new device comes in by six words from its window, and opens as after any start") {
  Meeting meeting;
  const ParticipantId ada = meeting.world.add_person("Ada Lund");
  CHECK(meeting.model().page == Page::offer);
  meeting.fill_in(meeting.new_code());
  CHECK(meeting.model().page == Page::asking);
  meeting.do_job();
  REQUIRE(meeting.model().page == Page::waiting);
  const Enrolment seen = meeting.seen_by_coordinator();
  CHECK(seen.label == "Biblioteket");
  CHECK(meeting.coordinators_words(seen) == meeting.model().words);
  meeting.do_job();
  CHECK(meeting.model().page == Page::waiting);
  meeting.approve(seen);
  meeting.do_job();
  CHECK(meeting.model().page == Page::settling);
  CHECK_FALSE(meeting.first->joined());
  meeting.do_job();
  REQUIRE(meeting.first->joined());
  CHECK(meeting.jobs.empty());

  const auto store = good(KioskStore::open(DataFolder(meeting.data()), meeting.world.clock, meeting.world.random));
  SyncClient client(store->log(), store->verifier(), meeting.world.clock, meeting.world.random);
  good(sync_once(client, meeting.exchange()));
  done(store->unlock(good(open_names(store->folder().database(), own_passphrase))));
  CHECK(store->people().find(ada) != nullptr);
}

TEST_CASE("a code that is wrong, or used by another device, is asked for again, and nothing else is") {
  Meeting meeting;
  meeting.fill_in("AAAAA-BBBBB-CCCCC-DDDDD");
  meeting.do_job();
  CHECK(meeting.model().page == Page::code);
  CHECK(meeting.model().trouble == Trouble::code_refused);
  CHECK(meeting.model().typed.text.empty());
  const std::string code = meeting.new_code();
  meeting.answer(code);
  CHECK(meeting.model().page == Page::asking);
  meeting.do_job();
  CHECK(meeting.model().page == Page::waiting);

  meeting.start();
  meeting.fill_in(code);
  meeting.do_job();
  CHECK(meeting.model().page == Page::code);
  CHECK(meeting.model().trouble == Trouble::code_used);
  CHECK(meeting.folder_is_empty());
}

TEST_CASE("a server that is silent is asked again with the same code, and while words are shown by itself") {
  Meeting meeting;
  const std::string code = meeting.new_code();
  meeting.offline = true;
  meeting.fill_in(code);
  meeting.do_job();
  CHECK(meeting.model().page == Page::server);
  CHECK(meeting.model().trouble == Trouble::no_answer);
  CHECK(meeting.model().typed.text == url);
  meeting.offline = false;
  meeting.tap(SubmitText{});
  meeting.do_job();
  REQUIRE(meeting.model().page == Page::waiting);
  const SixWords words = meeting.model().words;

  meeting.offline = true;
  meeting.do_job();
  CHECK(meeting.model().trouble == Trouble::no_answer);
  CHECK(meeting.model().words == words);
  meeting.first->tick();
  CHECK(meeting.jobs.empty());
  meeting.world.clock.advance(tuning::approval_retry_ms);
  meeting.first->tick();
  CHECK(meeting.jobs.size() == 1);
  meeting.offline = false;
  meeting.do_job();
  CHECK(meeting.model().page == Page::waiting);
  CHECK(meeting.model().trouble == Trouble::none);
}

TEST_CASE("who goes back while words are shown leaves an empty folder, and nothing that was typed") {
  Meeting meeting;
  meeting.fill_in(meeting.new_code());
  meeting.do_job();
  REQUIRE(meeting.model().page == Page::waiting);
  meeting.approve(meeting.seen_by_coordinator());
  meeting.tap(GoBack{});
  CHECK(meeting.model().page == Page::offer);
  CHECK(*meeting.jobs.front().stop);
  // The approval that comes all the same lets nobody in.
  meeting.do_job();
  CHECK(meeting.model().page == Page::offer);
  CHECK(meeting.jobs.empty());
  CHECK(meeting.folder_is_empty());
  for (const char* text : {url, "AAAAA-BBBBB-CCCCC-DDDDD", "Ett annat namn", own_passphrase}) {
    meeting.tap(SubmitText{});
    CHECK(meeting.model().typed.text.empty());
    meeting.tap(TypeText{text});
  }
}

TEST_CASE("keys that are not from the device whose words were compared are refused, and nothing is kept") {
  Meeting meeting;
  meeting.fill_in(meeting.new_code());
  meeting.do_job();
  meeting.approve(meeting.seen_by_coordinator());
  meeting.meddle = [](SyncReply& reply) {
    WaitResponse answer =
        good(decode_wait_response(reply.compressed ? good(inflate(reply.body, body_inflated_max)) : reply.body));
    answer.box.back() = static_cast<char>(answer.box.back() ^ 1);
    reply.body = encode(answer);
    reply.compressed = false;
  };
  meeting.do_job();
  CHECK(meeting.model().page == Page::offer);
  CHECK(meeting.model().trouble == Trouble::not_as_compared);
  CHECK(meeting.jobs.empty());
  CHECK(meeting.folder_is_empty());
}

TEST_CASE("a passphrase that is short, or another the second time, is chosen anew") {
  Meeting meeting;
  meeting.tap(SubmitText{});
  meeting.answer("inte en adress");
  CHECK(meeting.model().trouble == Trouble::no_server);
  meeting.answer("kiosk.example");
  CHECK(meeting.model().page == Page::code);
  meeting.answer("AAAAA");
  meeting.answer("Biblioteket");
  meeting.answer("åtta åå");
  CHECK(meeting.model().trouble == Trouble::too_short);
  meeting.answer("åtta ååå");
  CHECK(meeting.model().page == Page::passphrase_again);
  meeting.answer("åtta ååö");
  CHECK(meeting.model().page == Page::passphrase);
  CHECK(meeting.model().trouble == Trouble::differs);
  CHECK(meeting.model().typed.text.empty());
  CHECK(meeting.jobs.empty());
}

TEST_CASE("what could not be saved is saved when there is room again") {
  Meeting meeting;
  meeting.fill_in(meeting.new_code());
  meeting.do_job();
  meeting.approve(meeting.seen_by_coordinator());
  meeting.do_job();
  REQUIRE(meeting.model().page == Page::settling);
  // A file where the folder should be: nobody, root neither, can write below it.
  done(write_file_durably(meeting.data(), "i vägen", 0600));
  meeting.do_job();
  CHECK(meeting.model().trouble == Trouble::not_saved);
  CHECK_FALSE(meeting.model().reason.empty());
  meeting.tap(GoBack{});
  CHECK(meeting.model().page == Page::settling);
  std::filesystem::remove(meeting.data());
  meeting.tap(DismissNotice{});
  CHECK(meeting.model().trouble == Trouble::none);
  meeting.do_job();
  CHECK(meeting.first->joined());
}

}  // namespace hk::test
