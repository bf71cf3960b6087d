#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/domain/ids.h"

/// What a report showed when it left the programme, and what was true then (protocol.md, `export_recorded`).
namespace hk {

/// How a figure stands in a report.
enum class Shown : std::uint8_t {
  shown = 1,   ///< as it was counted
  hidden = 2,  ///< as `..`: it, or what could be worked out from it, is a figure of too few people
  kept = 3,    ///< as an earlier export printed it: it has changed since by too few people to be told
  absent = 4,  ///< the table does not have it
};

/// Kept for ever: later exports hide what this one hid, and today's figures can be held against it line by line.
/// It holds the true figures too; they are pseudonymous sums that the server can count by itself.
struct ExportRecorded {
  struct Number {
    std::int64_t counted = 0;  ///< true at the time; 0 where absent
    std::int64_t printed = 0;  ///< what a reader saw: of `shown` and `kept`; 0 otherwise
    Shown shown = Shown::absent;
    bool operator==(const Number&) const = default;
  };
  struct Row {
    std::string key;  ///< the code of the row, empty for the missing value; in the tables of periods, the period
    std::vector<Number> numbers;  ///< in the order of reports' figures (sync/reports/figures.h)
    bool operator==(const Row&) const = default;
  };
  struct Table {
    std::string name;  ///< total, compared, weeks, or a dimension's name: [a-z0-9_]{1,64}
    std::vector<Row> rows;
    bool operator==(const Table&) const = default;
  };
  std::string period;  ///< canonical text: "2026-W47"
  bool internal = false;
  std::int32_t small_cell = 5;  ///< the threshold it was made with
  std::vector<Table> tables;
  bool operator==(const ExportRecorded&) const = default;
};

/// An export with when it was made, by its author's clock.
struct RecordedExport {
  ChangeId id;
  std::int64_t made_ms = 0;
  ExportRecorded record;
};

}  // namespace hk
