#include "sync/protocol/compare_messages.h"

#include <doctest/doctest.h>

#include "sync/protocol/wire_bounds.h"

using namespace hk;

namespace {

ChangeId id(int number) {
  ChangeId id;
  id.value[0] = static_cast<std::uint8_t>(number);
  return id;
}

Envelope envelope() {
  Envelope one;
  one.record = {Bytes(90, 'a'), Bytes(64, 's'), Bytes(32, 'd'), Bytes(32, 'm'), 7, Bytes(64, 'g'), Bytes(32, 'k')};
  one.device.value.fill(3);
  one.epoch = 0xfedcba9876543210ULL;
  one.seq = 9;
  one.hlc_accepted = Hlc::of(12);
  return one;
}

CompareRequest request() {
  return {{{{id(1), id(2)}, {compare_range_changes_max, 0xfedcba9876543210ULL, 6}, false, {}},
           {{id(2), id(9)}, {}, true, {id(2), id(5)}},
           {{id(9), std::nullopt}, {}, true, {}}},
          {envelope(), envelope()}};
}
CompareResponse response() {
  return {Bytes(16, 'i'), 2, id(4), 1ULL << 63 | 1, {envelope()}, {id(5), id(6)}, 250, {{id(7), Hlc::of(12)}}};
}

std::string refused(const CompareRequest& message) {
  const auto decoded = decode_compare_request(encode(message));
  return decoded ? "" : decoded.error().thing;
}

}  // namespace

TEST_CASE("a comparison comes back as it was sent, and is not believed when cut anywhere") {
  const Bytes question = encode(request());
  REQUIRE(decode_compare_request(question) == request());
  for (std::size_t size = 0; size < question.size(); ++size) {
    CHECK_FALSE(decode_compare_request(ByteView(question).substr(0, size)) == request());
  }
  const Bytes answer = encode(response());
  REQUIRE(decode_compare_response(answer) == response());
  CHECK(ends_whole(answer));
  for (std::size_t size = 0; size < answer.size(); ++size) CHECK_FALSE(ends_whole(ByteView(answer).substr(0, size)));
}

TEST_CASE("a comparison asks no more than a server reads at once") {
  CompareRequest message = request();
  ++message.ranges[0].fingerprint.count;
  CHECK(refused(message) == "ranges.fingerprint");
  message = request();
  message.ranges.assign(compare_ranges_max + 1, message.ranges[2]);
  CHECK(refused(message) == "ranges");
  message = request();
  message.give.assign(compare_changes_max + 1, envelope());
  CHECK(refused(message) == "give");
  message = request();
  message.ranges[2].ids.clear();
  for (int n = 0; n <= static_cast<int>(compare_ids_max); ++n) message.ranges[2].ids.push_back(id(10 + n));
  CHECK(refused(message) == "ranges.ids");
}

TEST_CASE("a range holds what it lists, once and in order") {
  CompareRequest message = request();
  message.ranges[0].range.to = id(1);
  CHECK(refused(message) == "ranges.to");
  for (const std::vector<ChangeId>& ids :
       {std::vector{id(5), id(2)}, std::vector{id(5), id(5)}, std::vector{id(1), id(5)}, std::vector{id(5), id(9)}}) {
    message = request();
    message.ranges[1].ids = ids;
    CHECK(refused(message) == "ranges.ids");
  }
}

TEST_CASE("fingerprints add up in any order, beyond 64 bits too") {
  const Fingerprint a{1, 7, 0xffffffffffffffffULL}, b{2, 0xffffffffffffffffULL, 2};
  Fingerprint ab = a, ba = b;
  ab += b;
  ba += a;
  CHECK(ab == ba);
  CHECK(ab == Fingerprint{3, 7, 1});
  CHECK(fingerprint_from_bytes(fingerprint_to_bytes(ab)) == ab);
  CHECK_FALSE(fingerprint_from_bytes(Bytes(23, 'x')));
}
