#pragma once
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "sync/log/log.h"

namespace hk {

/// Which rows are one and the same thing after links: union-find, the smallest id represents (protocol.md, "Merges").
/// Throws SqliteFailure.
class LinkedRows {
 public:
  [[nodiscard]] static LinkedRows sessions(Database& db, ProgrammeRef programme);
  [[nodiscard]] static LinkedRows participants(Database& db, ProgrammeRef programme);

  [[nodiscard]] std::int64_t representative(std::int64_t row) const;
  [[nodiscard]] bool linked(std::int64_t row) const { return uuids_.contains(row); }
  /// Representative → all that it stands for, itself among them.
  [[nodiscard]] std::map<std::int64_t, std::vector<std::int64_t>> components() const;

 private:
  /// `sql` gives a, uuid of a, b, uuid of b of each link that is on.
  LinkedRows(Database& db, ProgrammeRef programme, std::string_view sql);
  void join(std::int64_t a, std::int64_t b);

  std::unordered_map<std::int64_t, std::int64_t> parent_;
  std::unordered_map<std::int64_t, Bytes> uuids_;
};

}  // namespace hk
