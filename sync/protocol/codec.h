#pragma once
#include <optional>

#include "sync/domain/change.h"

/// Bytes in, Result out. Decoders take hostile bytes: every id has 16 bytes, every enum is known, every text is UTF-8
/// and bounded, every list is bounded. The only place that knows the wire format.
namespace hk {

/// The clear part. Called once by the author; nobody encodes a received change again.
[[nodiscard]] Bytes encode_core(const Change& change);
/// The clear text of the sealed part; empty when the change seals nothing. Key material's twin: do not store or log.
[[nodiscard]] Bytes encode_sealed(const ChangeBody& body);
/// A kind of a newer program gives a change with UnknownKind. Errors: invalid, naming the field.
[[nodiscard]] Result<Change> decode_core(ByteView core);
/// Puts the opened sealed part into `change`. Errors: invalid, naming the field, or where the kind seals nothing.
[[nodiscard]] Result<void> decode_sealed(ByteView plaintext, Change& change);

}  // namespace hk
