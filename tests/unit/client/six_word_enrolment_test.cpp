#include "sync/client/six_word_enrolment.h"

#include "tests/support/numbered.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr SlotCost cheap{1, 8192};

std::vector<std::string> word_list() {
  std::vector<std::string> words;
  for (std::size_t n = 0; n < word_list_size; ++n) words.push_back("ord" + std::to_string(n));
  return words;
}

/// A coordinator's device, and one that has no store yet.
struct Meeting {
  World world;
  Device& office = world.add_device();
  BoxKey office_box = BoxKey::generate();
  std::vector<std::string> list = word_list();
  WaitingDevice waiting{make_id<DeviceId>(world.clock, world.random), SigningKey::generate(), BoxKey::generate(),
                        "Surfplattan"};

  Meeting() {
    // As enrolled: with the box key that it really has.
    EnrolRequest request = world.enrol_request(office);
    request.x25519_public = office_box.public_key;
    request.proof = sign(office.key, enrolment_statement(request));
    succeeds(office.client->set_server(World::url, value_of(enrol(World::url, request, {}, world.exchange()))));
    REQUIRE(world.sync(office).has_value());
  }
  std::string code() { return value_of(request_code(office.db, world.programme->root, world.exchange())).code; }
  Result<EnrolResponse> enrol_waiting(const std::string& with) {
    return enrol(World::url, six_word_request(waiting, with), {}, world.exchange());
  }
  WaitingAt at(const EnrolResponse& answer) const { return {World::url, {}, answer}; }
  Result<std::optional<ProgrammeKeys>> ask(const EnrolResponse& answer) {
    return ask_for_approval(waiting, at(answer), 0, world.exchange());
  }
  Enrolment seen_at_the_office() {
    REQUIRE(world.sync(office).has_value());
    const auto all = value_of(SyncClient::awaiting_approval(office.db));
    REQUIRE(all.size() == 1);
    return all[0];
  }
  SixWords office_words(const Enrolment& seen) {
    return value_of(
        words_of_approving(world.programme->id, {office.key.public_key, office_box.public_key}, seen, list, cheap));
  }
  SixWords waiting_words(const EnrolResponse& answer) {
    return value_of(words_of_waiting(waiting, answer, list, cheap));
  }
  ProgrammeKeys keys() const {
    ProgrammeKeys all{world.programme->id, world.programme->root.public_key, {}};
    all.ring.push_back(ProgrammeKey::generate());
    all.ring.push_back(world.programme->key.clone());
    return all;
  }
  void approve(const Enrolment& seen) {
    office.append(DeviceApproved{seen.device, seen.label, seen.ed25519_public, seen.x25519_public});
    REQUIRE(world.sync(office).has_value());
    succeeds(approve_by_words(office.db, office.key, seen, keys(), world.exchange()));
  }
  HttpResponse pull_as(const EnrolResponse& answer) {
    return world.ask(
        {"POST", "/v1/pull", "Bearer " + answer.token, content_type_protobuf, "", "", encode(PullRequest{})});
  }
  /// Changes what comes back from one address.
  template <class Message>
  void meddle(const std::string& path, Result<Message> (*decode)(ByteView), std::function<void(Message&)> change) {
    world.on_the_way = [=](const SyncRequest& request, SyncReply reply) {
      if (!request.url.ends_with(path) || reply.status != 200) return reply;
      Message message =
          value_of(decode(reply.compressed ? value_of(inflate(reply.body, body_inflated_max)) : reply.body));
      change(message);
      reply.body = encode(message);
      reply.compressed = false;
      return reply;
    };
  }
};

}  // namespace

TEST_CASE("a device that shows the same six words is approved, and gets programme, root key and every key") {
  Meeting meeting;
  const EnrolResponse answer = value_of(meeting.enrol_waiting(meeting.code()));
  CHECK_FALSE(answer.approved);
  CHECK_FALSE(value_of(meeting.ask(answer)).has_value());
  const Enrolment seen = meeting.seen_at_the_office();
  CHECK(seen.mac.empty());
  CHECK(seen.label == "Surfplattan");
  CHECK(meeting.office_words(seen) == meeting.waiting_words(answer));
  meeting.approve(seen);
  const auto keys = value_of(meeting.ask(answer));
  REQUIRE(keys.has_value());
  CHECK(keys->programme == meeting.world.programme->id);
  CHECK(keys->root_key == meeting.world.programme->root.public_key);
  REQUIRE(keys->ring.size() == 2);
  CHECK(keys->ring.back().id() == meeting.world.programme->key.id());
  CHECK(meeting.pull_as(answer).status == 200);
  REQUIRE(meeting.world.sync(meeting.office).has_value());
  CHECK(value_of(SyncClient::awaiting_approval(meeting.office.db)).empty());
}

TEST_CASE("a device that waits reads nothing, writes nothing and asks for no code") {
  Meeting meeting;
  const EnrolResponse answer = value_of(meeting.enrol_waiting(meeting.code()));
  for (const char* path : {"/v1/pull", "/v1/push", "/v1/codes", "/v1/enrolments/approval"}) {
    const HttpResponse response = meeting.world.ask(
        {"POST", path, "Bearer " + answer.token, content_type_protobuf, "", "", encode(PullRequest{})});
    CHECK(response.status == 403);
    CHECK(response.problem == "not-approved");
  }
  // Approved with other keys than it enrolled with is not approved.
  meeting.office.append(DeviceApproved{meeting.waiting.device, "", Bytes(32, 'e'), Bytes(32, 'x')});
  REQUIRE(meeting.world.sync(meeting.office).has_value());
  CHECK(meeting.pull_as(answer).status == 403);
}

TEST_CASE("only the device that asked for the code is shown who came in by it, and only it can approve") {
  Meeting meeting;
  Device& other = meeting.world.add_member();
  value_of(meeting.enrol_waiting(meeting.code()));
  REQUIRE(meeting.world.sync(other).has_value());
  CHECK(value_of(SyncClient::awaiting_approval(other.db)).empty());
  const Enrolment seen = meeting.seen_at_the_office();
  const auto done = approve_by_words(other.db, other.key, seen, meeting.keys(), meeting.world.exchange());
  CHECK(done.error().code == ErrorCode::not_found);
}

TEST_CASE("a founder's code lets nobody in by words, and a code once used nobody else") {
  Meeting meeting;
  CHECK(meeting.enrol_waiting(meeting.world.code).error().code == ErrorCode::conflict);
  const std::string code = meeting.code();
  REQUIRE(meeting.enrol_waiting(code).has_value());
  REQUIRE(meeting.enrol_waiting(code).has_value());
  meeting.waiting.device = make_id<DeviceId>(meeting.world.clock, meeting.world.random);
  CHECK(meeting.enrol_waiting(code).error().code == ErrorCode::conflict);
}

TEST_CASE("detected: a server that puts its own keys in either device's place, for the words differ") {
  Meeting meeting;
  const BoxKey evil_box = BoxKey::generate();
  const SigningKey evil = SigningKey::generate();
  const auto honest = value_of(meeting.enrol_waiting(meeting.code()));
  const Enrolment seen = meeting.seen_at_the_office();
  const SixWords words = meeting.waiting_words(honest);
  for (int which = 0; which < 2; ++which) {
    EnrolResponse answer = honest;
    Enrolment shown = seen;
    (which == 0 ? answer.approver->ed25519_public : answer.approver->x25519_public) =
        which == 0 ? evil.public_key : evil_box.public_key;
    (which == 0 ? shown.ed25519_public : shown.x25519_public) = which == 0 ? evil.public_key : evil_box.public_key;
    CHECK(meeting.waiting_words(answer) != words);
    CHECK(meeting.office_words(shown) != words);
    CHECK(meeting.waiting_words(answer) != meeting.office_words(shown));
  }
  EnrolResponse other_programme = honest;
  other_programme.approver->programme = numbered<ProgrammeId>(9);
  CHECK(meeting.waiting_words(other_programme) != words);
}

TEST_CASE("detected: a box that the compared device did not sign, or that holds another programme's keys") {
  Meeting meeting;
  const EnrolResponse answer = value_of(meeting.enrol_waiting(meeting.code()));
  meeting.approve(meeting.seen_at_the_office());
  const auto refused = [&] {
    const auto keys = meeting.ask(answer);
    return !keys && keys.error().code == ErrorCode::refused;
  };
  const Bytes servers_own = value_of(close_box(meeting.waiting.box.public_key, Bytes(81, '\1')));
  meeting.meddle<WaitResponse>("/wait", decode_wait_response, [&](WaitResponse& reply) { reply.box = servers_own; });
  CHECK(refused());
  meeting.meddle<WaitResponse>("/wait", decode_wait_response, [&](WaitResponse& reply) {
    reply.box = servers_own;
    reply.signature = sign(
        SigningKey::generate(),
        approval_statement(
            meeting.world.programme->id,
            {meeting.waiting.device, "", meeting.waiting.signing.public_key, meeting.waiting.box.public_key, {}, 0},
            reply.box));
  });
  CHECK(refused());
  meeting.meddle<WaitResponse>("/wait", decode_wait_response,
                               [](WaitResponse& reply) { reply.box[40] = static_cast<char>(reply.box[40] ^ 1); });
  CHECK(refused());
  meeting.world.on_the_way = nullptr;
  CHECK(value_of(meeting.ask(answer)).has_value());
}

TEST_CASE("a server that names nobody to compare with gives no words") {
  Meeting meeting;
  EnrolResponse answer = value_of(meeting.enrol_waiting(meeting.code()));
  answer.approver.reset();
  CHECK(words_of_waiting(meeting.waiting, answer, meeting.list, cheap).error().code == ErrorCode::refused);
  CHECK(meeting.ask(answer).error().code == ErrorCode::refused);
}

TEST_CASE("a waiting device's question is kept back until it is approved") {
  Meeting meeting;
  const EnrolResponse answer = value_of(meeting.enrol_waiting(meeting.code()));
  const Enrolment seen = meeting.seen_at_the_office();
  std::optional<HttpResponse> response;
  const HttpRequest question{"POST", "/v1/enrolments/wait",  "Bearer " + answer.token, content_type_protobuf, "",
                             "",     encode(WaitRequest{25})};
  const auto respond = [&response](HttpResponse told) { response = std::move(told); };
  meeting.world.server->handle(question, respond);
  CHECK_FALSE(response.has_value());
  meeting.approve(seen);
  REQUIRE(response.has_value());
  // News for others may have ended it early: then it is asked again.
  response.reset();
  meeting.world.server->handle(question, respond);
  REQUIRE(response.has_value());
  CHECK_FALSE(value_of(decode_wait_response(response->body)).box.empty());
}
