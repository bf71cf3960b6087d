#include "sync/protocol/wire_bounds.h"

#include <cstdint>
#include <optional>

namespace hk {
namespace {

/// Field 2047, a number.
constexpr std::uint64_t whole_tag = 2047 << 3;

/// Reads wire tokens off the front of a view.
class WireReader {
 public:
  explicit WireReader(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] bool done() const { return rest_.empty(); }

  std::optional<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    return std::nullopt;
  }

  std::optional<ByteView> take(std::uint64_t size) {
    if (size > rest_.size()) return std::nullopt;
    const ByteView taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

 private:
  ByteView rest_;
};

/// The payload of a field of this wire type; empty for a scalar, nothing where the bytes break off.
std::optional<ByteView> payload(WireReader& reader, std::uint64_t wire_type) {
  switch (wire_type) {
    case 0:
      return reader.varint() ? std::optional(ByteView()) : std::nullopt;
    case 1:
      return reader.take(8) ? std::optional(ByteView()) : std::nullopt;
    case 2: {
      const auto size = reader.varint();
      return size ? reader.take(*size) : std::nullopt;
    }
    case 5:
      return reader.take(4) ? std::optional(ByteView()) : std::nullopt;
    default:  // groups are not part of proto3
      return std::nullopt;
  }
}

}  // namespace

Result<void> check_wire_bounds(ByteView bytes, const WireShape& shape, std::string_view thing) {
  WireReader reader(bytes);
  for (std::size_t fields = 0; !reader.done(); ++fields) {
    if (fields == shape.fields_max) return fail(ErrorCode::invalid, std::string(thing), "too many fields");
    const auto tag = reader.varint();
    if (!tag) return fail(ErrorCode::invalid, std::string(thing), "ends in the middle of a field");
    const auto inner = payload(reader, *tag & 7);
    if (!inner) return fail(ErrorCode::invalid, std::string(thing), "ends in the middle of a field");
    const bool look_inside =
        shape.nested != nullptr && (*tag & 7) == 2 && *tag >> 3 == std::uint64_t(shape.nested_field);
    if (look_inside) HK_TRY(check_wire_bounds(*inner, *shape.nested, thing));
  }
  return {};
}

bool ends_whole(ByteView answer) {
  WireReader reader(answer);
  std::uint64_t last = 0;
  while (!reader.done()) {
    const auto tag = reader.varint();
    if (!tag || !payload(reader, *tag & 7)) return false;
    last = *tag;
  }
  return last == whole_tag;
}

}  // namespace hk
