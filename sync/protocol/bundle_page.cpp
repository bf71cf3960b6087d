#include "sync/protocol/bundle_page.h"

#include "sync/protocol/envelope_parts.h"

namespace hk {
namespace {

namespace wire = halsokiosk::v1;

using namespace decode;

constexpr WireShape bundle_page_shape{bundle_page_changes, 1, &feed_entry_shape};

}  // namespace

Bytes encode_bundle_page(const std::vector<Envelope>& entries) {
  wire::BundlePage out;
  for (const Envelope& envelope : entries) {
    wire::FeedEntry& entry = *out.add_entries();
    put(envelope, entry);
    entry.clear_position();
  }
  return serialised(out);
}

Result<std::vector<Envelope>> decode_bundle_page(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::BundlePage>(bytes, bundle_page_shape, "page"));
  std::vector<Envelope> entries;
  entries.reserve(static_cast<std::size_t>(in.entries_size()));
  for (wire::FeedEntry& entry : *in.mutable_entries()) {
    HK_ASSIGN(Envelope envelope, take(entry));
    if (envelope.position != 0) return fail(ErrorCode::invalid, "entries.position", "is not of a bundle");
    entries.push_back(std::move(envelope));
  }
  return entries;
}

}  // namespace hk
