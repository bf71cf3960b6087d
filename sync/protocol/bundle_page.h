#pragma once
#include <vector>

#include "sync/domain/change.h"

namespace hk {

/// A page is one transaction where it is taken in.
inline constexpr std::size_t bundle_page_changes = 500;
/// The changes of one page of a bundle, at most bundle_page_changes, without their positions in a feed.
[[nodiscard]] Bytes encode_bundle_page(const std::vector<Envelope>& entries);
/// Errors: invalid, naming the field. Records inside are bytes still to be verified.
[[nodiscard]] Result<std::vector<Envelope>> decode_bundle_page(ByteView bytes);

}  // namespace hk
