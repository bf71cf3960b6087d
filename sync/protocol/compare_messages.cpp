#include "sync/protocol/compare_messages.h"

#include <algorithm>

#include "sync/protocol/envelope_parts.h"

namespace hk {
namespace {

namespace wire = halsokiosk::v1;
using decode::exact;
using decode::feed_entry_shape;
using decode::flat;

constexpr std::size_t fields_max = compare_ranges_max + compare_changes_max + 64;
constexpr WireShape ranges_shape{fields_max, 1, &flat};
constexpr WireShape given_shape{fields_max, 2, &feed_entry_shape};
constexpr WireShape answer_shape{fields_max + compare_changes_max, 5, &feed_entry_shape};
constexpr WireShape rulings_shape{fields_max + compare_changes_max, 8, &flat};

Bytes joined(const std::vector<ChangeId>& ids) {
  Bytes bytes;
  for (const ChangeId& id : ids) bytes += id.view();
  return bytes;
}

Result<std::vector<ChangeId>> split(ByteView bytes, std::size_t count_max, const char* thing) {
  if (bytes.size() % 16 != 0) return fail(ErrorCode::invalid, thing, "ends in the middle of an id");
  if (bytes.size() / 16 > count_max) return fail(ErrorCode::invalid, thing, "more than " + std::to_string(count_max));
  std::vector<ChangeId> ids;
  for (; !bytes.empty(); bytes.remove_prefix(16)) {
    HK_ASSIGN(const ChangeId id, ChangeId::from_bytes(bytes.substr(0, 16), thing));
    ids.push_back(id);
  }
  return ids;
}

Result<std::optional<ChangeId>> optional_id(const std::string& bytes, const char* thing) {
  if (bytes.empty()) return std::optional<ChangeId>();
  HK_ASSIGN(const ChangeId id, ChangeId::from_bytes(bytes, thing));
  return std::optional(id);
}

Result<ComparedRange> take(const wire::ComparedRange& in) {
  ComparedRange compared;
  HK_ASSIGN(compared.range.from, ChangeId::from_bytes(in.from(), "ranges.from"));
  HK_ASSIGN(compared.range.to, optional_id(in.to(), "ranges.to"));
  if (compared.range.to && *compared.range.to <= compared.range.from) {
    return fail(ErrorCode::invalid, "ranges.to", "is not behind where the range begins");
  }
  compared.listed = in.fingerprint().empty();
  if (!compared.listed) {
    if (!in.ids().empty()) return fail(ErrorCode::invalid, "ranges", "holds both a sum and ids");
    HK_ASSIGN(compared.fingerprint, fingerprint_from_bytes(in.fingerprint()));
    if (compared.fingerprint.count > compare_range_changes_max) {
      return fail(ErrorCode::invalid, "ranges.fingerprint", "is of more changes than a range may hold");
    }
    return compared;
  }
  HK_ASSIGN(compared.ids, split(in.ids(), compare_ids_max, "ranges.ids"));
  const bool ascending =
      std::adjacent_find(compared.ids.begin(), compared.ids.end(), std::greater_equal<>()) == compared.ids.end();
  const bool inside =
      compared.ids.empty() || (compared.range.holds(compared.ids.front()) && compared.range.holds(compared.ids.back()));
  if (!ascending || !inside) return fail(ErrorCode::invalid, "ranges.ids", "are not the range's, in their order");
  return compared;
}

void put(const Envelope& envelope, wire::FeedEntry& out) {
  decode::put(envelope, out);
  out.clear_position();
}

template <class Entries>
Result<std::vector<Envelope>> take_all(Entries& entries, const char* thing) {
  if (static_cast<std::size_t>(entries.size()) > compare_changes_max) {
    return fail(ErrorCode::invalid, thing, "more than " + std::to_string(compare_changes_max));
  }
  std::vector<Envelope> envelopes;
  envelopes.reserve(static_cast<std::size_t>(entries.size()));
  for (wire::FeedEntry& entry : entries) {
    HK_ASSIGN(Envelope envelope, decode::take(entry));
    if (envelope.position != 0) return fail(ErrorCode::invalid, thing, "has a position, which means nothing here");
    envelopes.push_back(std::move(envelope));
  }
  return envelopes;
}

}  // namespace

Bytes encode(const CompareRequest& message) {
  wire::CompareRequest out;
  for (const ComparedRange& compared : message.ranges) {
    wire::ComparedRange& range = *out.add_ranges();
    range.set_from(compared.range.from.bytes());
    if (compared.range.to) range.set_to(compared.range.to->bytes());
    if (compared.listed) range.set_ids(joined(compared.ids));
    if (!compared.listed) range.set_fingerprint(fingerprint_to_bytes(compared.fingerprint));
  }
  for (const Envelope& envelope : message.give) put(envelope, *out.add_give());
  return decode::serialised(out);
}

Result<CompareRequest> decode_compare_request(ByteView bytes) {
  HK_TRY(check_wire_bounds(bytes, ranges_shape, "comparison"));
  HK_ASSIGN(auto in, decode::parse<wire::CompareRequest>(bytes, given_shape, "comparison"));
  CompareRequest message;
  if (static_cast<std::size_t>(in.ranges_size()) > compare_ranges_max) {
    return fail(ErrorCode::invalid, "ranges", "more than " + std::to_string(compare_ranges_max));
  }
  for (const wire::ComparedRange& range : in.ranges()) {
    HK_ASSIGN(ComparedRange compared, take(range));
    message.ranges.push_back(std::move(compared));
  }
  HK_ASSIGN(message.give, take_all(*in.mutable_give(), "give"));
  return message;
}

Bytes encode(const CompareResponse& message) {
  wire::CompareResponse out;
  out.set_server_id(message.server_id);
  out.set_answered(message.answered);
  if (message.next) out.set_next(message.next->bytes());
  out.set_differ(message.differ);
  for (const Envelope& envelope : message.entries) put(envelope, *out.add_entries());
  out.set_wanted(joined(message.wanted));
  out.set_delay_ms(message.delay_ms);
  for (const auto& [id, hlc] : message.rulings) {
    wire::Ruling& ruling = *out.add_rulings();
    ruling.set_id(id.bytes());
    ruling.set_hlc(hlc.packed);
  }
  return decode::serialised_answer(out);
}

Result<CompareResponse> decode_compare_response(ByteView bytes) {
  HK_TRY(check_wire_bounds(bytes, rulings_shape, "comparison's answer"));
  HK_ASSIGN(auto in, decode::parse<wire::CompareResponse>(bytes, answer_shape, "comparison's answer"));
  CompareResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  if (in.answered() > compare_ranges_max) return fail(ErrorCode::invalid, "answered", "is more than can be asked");
  message.answered = in.answered();
  HK_ASSIGN(message.next, optional_id(in.next(), "next"));
  message.differ = in.differ();
  HK_ASSIGN(message.entries, take_all(*in.mutable_entries(), "entries"));
  HK_ASSIGN(message.wanted, split(in.wanted(), compare_ranges_max * compare_ids_max, "wanted"));
  message.delay_ms = in.delay_ms();
  if (static_cast<std::size_t>(in.rulings_size()) > compare_changes_max) {
    return fail(ErrorCode::invalid, "rulings", "more than " + std::to_string(compare_changes_max));
  }
  for (const wire::Ruling& ruling : in.rulings()) {
    HK_ASSIGN(const ChangeId id, ChangeId::from_bytes(ruling.id(), "rulings.id"));
    message.rulings.emplace_back(id, Hlc{ruling.hlc()});
  }
  return message;
}

}  // namespace hk
