#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "sync/domain/change.h"
#include "sync/domain/fingerprint.h"

/// POST /v2/compare: two sides whose fingerprints differ find out which changes one of them lacks, range by range. The
/// questions are the kiosk's; the server remembers nothing between them.
namespace hk {

/// What the caller holds in a range: as a sum or, where it is little, id by id.
struct ComparedRange {
  IdRange range;
  Fingerprint fingerprint = {};  ///< where the ids are not listed
  bool listed = false;
  std::vector<ChangeId> ids = {};  ///< ascending, all in the range
  bool operator==(const ComparedRange&) const = default;
};
struct CompareRequest {
  std::vector<ComparedRange> ranges;
  /// Changes that the server wants, whoever wrote them; positions do not travel.
  std::vector<Envelope> give = {};
  bool operator==(const CompareRequest&) const = default;
};
struct CompareResponse {
  Bytes server_id;
  std::uint32_t answered = 0;  ///< so many of the ranges, from the first on; the others are to be asked again
  /// Where to go on in the first range that is not answered, a listed one, when that is answered in part.
  std::optional<ChangeId> next;
  std::uint64_t differ = 0;            ///< bit n: in range n the server holds something else
  std::vector<Envelope> entries = {};  ///< of listed ranges: what is not listed
  std::vector<ChangeId> wanted = {};   ///< listed, and not held by the server
  std::uint32_t delay_ms = 0;
  /// Of what was given: where the server has another word on its clock than came along.
  std::vector<std::pair<ChangeId, Hlc>> rulings = {};
  bool operator==(const CompareResponse&) const = default;
};

[[nodiscard]] Bytes encode(const CompareRequest& message);
[[nodiscard]] Bytes encode(const CompareResponse& message);
// Each: Errors: invalid, naming the field. Records inside are bytes still to be verified.
[[nodiscard]] Result<CompareRequest> decode_compare_request(ByteView bytes);
[[nodiscard]] Result<CompareResponse> decode_compare_response(ByteView bytes);

/// A bit each in CompareResponse::differ.
inline constexpr std::size_t compare_ranges_max = 64;
/// Changes in a range that is summed: a server never reads more than that for one.
inline constexpr std::uint64_t compare_range_changes_max = 16'384;
/// Ids in a range that is listed.
inline constexpr std::size_t compare_ids_max = 64;
/// Changes in one message, in either direction.
inline constexpr std::size_t compare_changes_max = 500;

}  // namespace hk
