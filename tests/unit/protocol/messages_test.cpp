#include "sync/protocol/messages.h"

#include <doctest/doctest.h>

#include <functional>

#include "sync/protocol/wire_bounds.h"

using namespace hk;

namespace {

template <class AnyId>
AnyId id_of(char fill) {
  AnyId id;
  id.value.fill(static_cast<std::uint8_t>(fill));
  return id;
}

ChangeRecord record_of(char fill) {
  return {Bytes(90, fill),       Bytes(64, 's'), Bytes(32, 'd'), Bytes(32, 'm'),
          0xfedcba9876543210ULL, Bytes(64, 'g'), Bytes(32, 'k')};
}

const DeviceStatus status{7, 1'700'000'000'000, "0.1.0", 1'700'000'000'500};

EnrolRequest enrol_request() {
  return {"ABCDE-FGHJK",  id_of<DeviceId>(1), Bytes(32, 'e'), Bytes(32, 'x'), id_of<ProgrammeId>(2),
          Bytes(32, 'r'), "Surfplatta",       Bytes(64, 'p'), Bytes(32, 'm'), 0xfedcba9876543210ULL};
}
EnrolResponse enrol_response() { return {Bytes(16, 'i'), "0123abcd", Bytes(32, 'f'), true}; }
PushRequest push_request() {
  return {0xffffffffffffffffULL,
          5,
          {record_of('a'), record_of('b')},
          {{6, Hlc::of(1'700'000'000'000, 3)}},
          status,
          {{70'000, record_of('c')}, {900'000, record_of('d')}}};
}
PushResponse push_response() { return {Bytes(16, 'i'), 6, {{5, "core: broken"}}, 250, 99, {{6, Hlc::of(12)}}}; }
PullRequest pull_request() { return {Bytes(89, 'c'), 500, 25, status, 0xfedcba9876543210ULL, true}; }
CodeRequest code_request() { return {Bytes(32, 'k'), Bytes(64, 'g')}; }
CodeResponse code_response() { return {Bytes(16, 'i'), "ABCDE-FGHJK", 1'700'000'000'000}; }
PullResponse pull_response() {
  const Envelope plain{record_of('a'), id_of<DeviceId>(3), 1, 9, std::nullopt, 4, 1'700'000'000'000};
  Envelope late = plain;
  late.hlc_accepted = Hlc::of(12);
  const DeviceState state{id_of<DeviceId>(4), "Biblioteket", 1'700'000'000'000, 9, 3};
  const Enrolment enrolment{id_of<DeviceId>(5), "Ny enhet", Bytes(32, 'e'), Bytes(32, 'x'), Bytes(32, 'm'), 7};
  const Enrolment by_words{id_of<DeviceId>(6), "Utan inbjudan", Bytes(32, 'e'), Bytes(32, 'x'), {}, 0};
  return {Bytes(16, 'i'),
          {plain, late},
          Bytes(89, 'c'),
          true,
          Fingerprint{3, 4, 5},
          10,
          11,
          2,
          {state},
          {enrolment, by_words},
          42,
          {{5, "core: broken"}}};
}
EnrolRequest six_word_request() {
  EnrolRequest request = enrol_request();
  request.programme = {};
  request.root_key.clear();
  request.mac.clear();
  request.mac_key = 0;
  return request;
}
EnrolResponse six_word_response() {
  EnrolResponse response = enrol_response();
  response.approved = false;
  response.approver = Approver{id_of<ProgrammeId>(2), id_of<DeviceId>(7), Bytes(32, 'e'), Bytes(32, 'x')};
  return response;
}

/// `bytes` cut at every length gives an error or a smaller message: never a crash, never what was sent.
template <class Message>
void check_every_cut(const Message& message, Result<Message> (*decode)(ByteView)) {
  const Bytes whole = encode(message);
  REQUIRE(decode(whole) == message);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Result<Message> cut = decode(ByteView(whole).substr(0, size));
    CHECK_FALSE((cut && *cut == message));
    if (!cut) CHECK_FALSE(cut.error().thing.empty());
  }
}

/// An answer says that it is whole, and cut anywhere it does not.
template <class Message>
void check_answer(const Message& message, Result<Message> (*decode)(ByteView)) {
  const Bytes whole = encode(message);
  REQUIRE(decode(whole) == message);
  CHECK(ends_whole(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(ends_whole(ByteView(whole).substr(0, size)));
}

std::string thing_of(const Result<PushRequest>& result) { return result ? "" : result.error().thing; }

}  // namespace

TEST_CASE("every request comes back as it was sent, and is not believed when cut anywhere") {
  check_every_cut<EnrolRequest>(enrol_request(), decode_enrol_request);
  check_every_cut<EnrolRequest>(six_word_request(), decode_enrol_request);
  check_every_cut<ApprovalRequest>({id_of<DeviceId>(1), Bytes(200, 'b'), Bytes(64, 's')}, decode_approval_request);
  check_every_cut<WaitRequest>({25}, decode_wait_request);
  check_every_cut<CodeRequest>(code_request(), decode_code_request);
  check_every_cut<PushRequest>(push_request(), decode_push_request);
  check_every_cut<PullRequest>(pull_request(), decode_pull_request);
}

TEST_CASE("every answer comes back as it was sent, and one that was cut anywhere lacks its end") {
  check_answer<EnrolResponse>(enrol_response(), decode_enrol_response);
  check_answer<EnrolResponse>(six_word_response(), decode_enrol_response);
  check_answer<ApprovalResponse>({Bytes(16, 'i')}, decode_approval_response);
  check_answer<WaitResponse>({Bytes(16, 'i'), Bytes(200, 'b'), Bytes(64, 's')}, decode_wait_response);
  check_answer<WaitResponse>({Bytes(16, 'i'), {}, {}}, decode_wait_response);
  check_answer<CodeResponse>(code_response(), decode_code_response);
  check_answer<PushResponse>(push_response(), decode_push_response);
  check_answer<PullResponse>(pull_response(), decode_pull_response);
}

TEST_CASE("what stands last in an answer says that it is whole, and nothing within it can") {
  const Bytes end("\xf8\x7f\x01", 3);
  CodeResponse answer = code_response();
  answer.code = end;
  const Bytes whole = encode(answer);
  CHECK(whole.ends_with(end));
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(ends_whole(ByteView(whole).substr(0, size)));
  CHECK_FALSE(ends_whole(whole + Bytes("\x18\x01", 2)));
}

TEST_CASE("a field of the wrong size is refused by its name") {
  EnrolRequest request = enrol_request();
  request.root_key.pop_back();
  CHECK(decode_enrol_request(encode(request)).error().thing == "root_key");
  request = enrol_request();
  request.code.assign(65, 'A');
  CHECK(decode_enrol_request(encode(request)).error().thing == "code");

  EnrolResponse answer = enrol_response();
  answer.token = "abc\r\nX-Evil: 1";
  CHECK(decode_enrol_response(encode(answer)).error().thing == "token");
  answer.token.clear();
  CHECK(decode_enrol_response(encode(answer)).error().thing == "token");

  PushResponse pushed = push_response();
  pushed.server_id = "short";
  CHECK(decode_push_response(encode(pushed)).error().thing == "server_id");

  PullResponse page = pull_response();
  page.entries[1].position = 0;
  CHECK(decode_pull_response(encode(page)).error().thing == "entries.position");
}

TEST_CASE("what goes ahead stands further on than what is pushed, and is bounded") {
  PushRequest request = push_request();
  request.ahead[0].first = 6;
  CHECK(thing_of(decode_push_request(encode(request))) == "ahead.seq");
  request = push_request();
  request.ahead.assign(push_ahead_max + 1, {900'000, record_of('d')});
  CHECK(thing_of(decode_push_request(encode(request))) == "ahead");
}

TEST_CASE("whoever comes in by six words knows no programme: half an invitation is none") {
  const auto thing = [](const EnrolRequest& request) { return decode_enrol_request(encode(request)).error().thing; };
  EnrolRequest request = six_word_request();
  request.root_key = Bytes(32, 'r');
  CHECK(thing(request) == "root_key");
  request = six_word_request();
  request.mac = Bytes(32, 'm');
  CHECK(thing(request) == "mac");
  request = enrol_request();
  request.root_key.clear();
  CHECK(thing(request) == "root_key");
}

TEST_CASE("an approval holds a box of a bounded size and a whole signature") {
  const auto thing = [](const auto& result) { return result ? "" : result.error().thing; };
  const auto of = [](std::size_t box, std::size_t signature) {
    return ApprovalRequest{id_of<DeviceId>(1), Bytes(box, 'b'), Bytes(signature, 's')};
  };
  CHECK(decode_approval_request(encode(of(approval_box_max, 64))).has_value());
  CHECK(thing(decode_approval_request(encode(of(approval_box_max + 1, 64)))) == "box");
  CHECK(thing(decode_approval_request(encode(of(0, 64)))) == "box");
  CHECK(thing(decode_approval_request(encode(of(80, 63)))) == "signature");
  CHECK(thing(decode_wait_response(encode(WaitResponse{Bytes(16, 'i'), "box", {}}))) == "signature");
  CHECK(thing(decode_wait_response(encode(WaitResponse{Bytes(16, 'i'), {}, Bytes(64, 's')}))) == "signature");
}

TEST_CASE("what the approving device signs binds programme, device, both its keys and the box") {
  const Enrolment approved{id_of<DeviceId>(5), "Ny enhet", Bytes(32, 'e'), Bytes(32, 'x'), {}, 0};
  const Bytes statement = approval_statement(id_of<ProgrammeId>(2), approved, "box");
  CHECK(statement.starts_with("halsokiosk approval v1"));
  CHECK(approval_statement(id_of<ProgrammeId>(3), approved, "box") != statement);
  CHECK(approval_statement(id_of<ProgrammeId>(2), approved, "bow") != statement);
  Enrolment other = approved;
  other.device = id_of<DeviceId>(6);
  CHECK(approval_statement(id_of<ProgrammeId>(2), other, "box") != statement);
  other = approved;
  other.ed25519_public[0] = 'f';
  CHECK(approval_statement(id_of<ProgrammeId>(2), other, "box") != statement);
  other = approved;
  other.x25519_public[31] = 'y';
  CHECK(approval_statement(id_of<ProgrammeId>(2), other, "box") != statement);
}

TEST_CASE("a push keeps to its bounds") {
  PushRequest request = push_request();
  request.first_seq = 0;
  CHECK(thing_of(decode_push_request(encode(request))) == "first_seq");
  request.first_seq = (1ULL << 53) - 1;
  CHECK(thing_of(decode_push_request(encode(request))) == "first_seq");
  request = push_request();
  request.hlc_accepted[0].first = 7;
  CHECK(thing_of(decode_push_request(encode(request))) == "hlc_accepted.seq");
  request = push_request();
  request.changes.assign(push_changes_max, record_of('a'));
  CHECK(decode_push_request(encode(request)).has_value());
  request.changes.push_back(record_of('b'));
  CHECK(thing_of(decode_push_request(encode(request))) == "changes");
  request = push_request();
  request.status.pending = -1;
  CHECK(thing_of(decode_push_request(encode(request))) == "status.pending");
}

TEST_CASE("millions of empty submessages are refused before they are built") {
  Bytes changes;
  for (int i = 0; i < 100'000; ++i) changes += Bytes("\x1a\x00", 2);
  CHECK(decode_push_request(changes).error().what == "too many fields");

  Bytes unknown_fields;
  for (int i = 0; i < 1000; ++i) unknown_fields += "\x78\x01";
  Bytes one_change = "\x1a";
  one_change += static_cast<char>((unknown_fields.size() & 0x7f) | 0x80);
  one_change += static_cast<char>(unknown_fields.size() >> 7);
  one_change += unknown_fields;
  CHECK(decode_push_request(one_change).error().what == "too many fields");
}

TEST_CASE("a message over 8 MiB is refused unread") {
  CHECK(decode_pull_response(Bytes(body_inflated_max + 1, '\0')).error().what == "larger than 8 MiB");
}

TEST_CASE("the enrolment statement binds code, programme and both keys") {
  const EnrolRequest request = enrol_request();
  const Bytes statement = enrolment_statement(request);
  CHECK(statement.starts_with("halsokiosk enrol v1ABCDE-FGHJK"));
  const std::vector<std::function<void(EnrolRequest&)>> edits{
      [](EnrolRequest& r) { r.code[0] = 'Z'; }, [](EnrolRequest& r) { r.programme.value[0] ^= 1; },
      [](EnrolRequest& r) { r.root_key[0] ^= 1; }, [](EnrolRequest& r) { r.x25519_public[0] ^= 1; }};
  for (const auto& edit : edits) {
    EnrolRequest other = request;
    edit(other);
    CHECK(enrolment_statement(other) != statement);
  }
}

TEST_CASE("deflated bytes come back, and any cut or flipped byte is noticed") {
  Bytes original;
  for (int i = 0; i < 500; ++i) original += "check-in " + std::to_string(i * 7919);
  const Bytes compressed = deflate(original);
  CHECK(compressed.size() < original.size());
  CHECK(inflate(compressed, original.size()) == original);
  CHECK(inflate(deflate(""), 0) == Bytes());
  for (std::size_t size = 0; size < compressed.size(); ++size) {
    CHECK_FALSE(inflate(ByteView(compressed).substr(0, size), body_inflated_max).has_value());
  }
  for (std::size_t at = 0; at < compressed.size(); ++at) {
    Bytes flipped = compressed;
    flipped[at] ^= 0x10;
    const auto result = inflate(flipped, body_inflated_max);
    // A few header bits mean nothing to a decoder; what comes out is then still what went in.
    CHECK((!result || *result == original));
  }
  CHECK_FALSE(inflate(compressed + "x", body_inflated_max).has_value());
}

TEST_CASE("a bomb stops at the limit instead of filling memory") {
  const Bytes bomb = deflate(Bytes(64 << 20, '\0'));
  CHECK(bomb.size() < 10'000);
  const auto result = inflate(bomb, body_inflated_max);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().what == "more than 8388608 bytes when inflated");
  CHECK(inflate(deflate(Bytes(1001, 'a')), 1000).has_value() == false);
  CHECK(inflate(deflate(Bytes(1000, 'a')), 1000).has_value());
}

TEST_CASE("a tiny frame that asks for a 128 MiB window is refused") {
  // Magic, a header without content size, window descriptor 17 << 3 (2^27 bytes), one RLE block and padding to 273.
  Bytes frame("\x28\xb5\x2f\xfd\x00\x88", 6);
  frame += Bytes("\x03\x08\x00\x61", 4);
  frame.resize(273, '\0');
  const auto result = inflate(frame, body_inflated_max);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().what == "Frame requires too much memory for decoding");
}
