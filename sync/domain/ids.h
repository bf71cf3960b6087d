#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>

#include "sync/domain/bytes.h"
#include "sync/domain/environment.h"

namespace hk {

/// 128 bits in UUID form (RFC 9562). The tag keeps a session's id from being taken for a participant's.
template <class Tag>
struct Id {
  std::array<std::uint8_t, 16> value{};

  [[nodiscard]] ByteView view() const { return {reinterpret_cast<const char*>(value.data()), value.size()}; }
  [[nodiscard]] Bytes bytes() const { return Bytes(view()); }
  [[nodiscard]] bool is_nil() const { return value == decltype(value){}; }
  auto operator<=>(const Id&) const = default;

  /// Errors: invalid unless exactly 16 bytes. `thing` names the field.
  [[nodiscard]] static Result<Id> from_bytes(ByteView bytes, std::string_view thing) {
    if (bytes.size() != 16) return fail(ErrorCode::invalid, std::string(thing), "an id has 16 bytes");
    Id id;
    std::memcpy(id.value.data(), bytes.data(), 16);
    return id;
  }
};

using ChangeId = Id<struct ChangeTag>;
using ProgrammeId = Id<struct ProgrammeTag>;
using DeviceId = Id<struct DeviceTag>;
using StaffId = Id<struct StaffTag>;
using SessionId = Id<struct SessionTag>;
using ParticipantId = Id<struct ParticipantTag>;
/// A check-in's id is the id of the change that recorded it: 16 bytes less on the wire, and one thing less to go wrong.
using CheckInId = ChangeId;

/// 16 bytes as 8-4-4-4-12 hexadecimal digits.
[[nodiscard]] std::string uuid_text(ByteView sixteen_bytes);
template <class Tag>
[[nodiscard]] std::string to_text(const Id<Tag>& id) {
  return uuid_text(id.view());
}
/// Bytes of a UUID in text form. Errors: invalid, naming `thing`.
[[nodiscard]] Result<Bytes> uuid_bytes(std::string_view text, std::string_view thing);

/// UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then chance. Sorted by time, so B-trees append.
[[nodiscard]] std::array<std::uint8_t, 16> make_uuid7(std::int64_t wall_ms, std::uint64_t chance_a,
                                                      std::uint64_t chance_b);

template <class AnyId>
[[nodiscard]] AnyId make_id(const Clock& clock, Random& random) {
  AnyId id;
  const std::uint64_t a = random.next_u64();
  const std::uint64_t b = random.next_u64();
  id.value = make_uuid7(clock.wall_ms(), a, b);
  return id;
}

}  // namespace hk

template <class Tag>
struct std::hash<hk::Id<Tag>> {
  std::size_t operator()(const hk::Id<Tag>& id) const noexcept {
    // The last eight bytes are chance in every id we make.
    std::size_t h;
    std::memcpy(&h, id.value.data() + 8, sizeof h);
    return h;
  }
};
