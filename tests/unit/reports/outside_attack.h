#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "sync/domain/export_record.h"
#include "sync/domain/report_facts.h"
#include "sync/reports/figures.h"

namespace hk::test {

/// A figure of a row of a period: of the total with an empty table.
struct AttackedCell {
  std::string period, table, row;
  std::size_t figure = 0;
  auto operator<=>(const AttackedCell&) const = default;
};

/// Somebody who collects every export, knows when what was held and which activity is of which workshop, and puts all
/// printed figures into one linear program. Shares with the product the types of its records and the solver, no more.
class OutsideAttack {
 public:
  /// What a figure comes to in the end, also of free dates. It tells the attacker which printed figures late
  /// registrations have made wrong, and whether somebody's change of category is in the way; of what is hidden,
  /// nothing.
  using Truth = std::function<std::int64_t(const AttackedCell&)>;
  OutsideAttack(std::span<const ExportRecorded> exports, const ReportFacts& common, Truth truth);

  struct Left {
    AttackedCell cell;
    double low = 0, high = 0;  ///< the range that is left
  };
  /// Of hidden figures that are few in truth, those whose range does not hold 1 to `few`; of hidden attendances of few
  /// people, those whose range is not so wide.
  [[nodiscard]] std::vector<Left> narrowed(int few);
  [[nodiscard]] std::size_t looked_at() const { return looked_at_; }

 private:
  class Part;
  struct Sum {
    std::map<int, double> terms;
    double known = 0;
  };
  struct Relation {
    Sum sum;
    double low, high;
  };
  struct Told {
    std::set<std::int64_t> printed;
    bool hidden = false;
  };
  using Row = std::pair<std::string, std::string>;
  struct Block {
    Period period;
    bool whole = false;
    std::map<Row, std::array<Told, figure_count>> rows;
  };

  void collect(std::span<const ExportRecorded> exports);
  void collect(const Period& period, const Row& row, const std::vector<ExportRecorded::Number>& numbers);
  int unknown(const AttackedCell& cell);
  bool add(Sum& sum, double factor, const Period& period, const Row& row, std::size_t figure);
  double true_value(const Sum& sum) const;
  void relate(Sum sum, double low, double high);
  void relate_row(const Block& block, const Row& row);
  void relate_parts(const Block& block, const Row& whole, const std::vector<Row>& parts, bool by_category);
  void relate_block(const Block& block);
  void relate_time(const Row& row, std::size_t figure);
  void relate_days(const std::vector<const Block*>& blocks, const Row& row, std::size_t figure);
  [[nodiscard]] bool held(const Row& row, std::int32_t from, std::int32_t to) const;

  const ReportFacts& common_;
  Truth truth_;
  std::map<std::string, Block> blocks_;
  std::map<AttackedCell, int> column_of_;
  std::vector<AttackedCell> cells_;  ///< by column
  std::vector<double> values_;       ///< true, by column
  std::vector<Relation> relations_;
  std::map<Row, std::set<std::int32_t>> held_;
  std::size_t looked_at_ = 0;
};

/// Printed figures of few people that follow from comparing what exports print of the same figures at different times.
[[nodiscard]] std::vector<std::string> small_changes(std::span<const ExportRecorded> exports, int few);

}  // namespace hk::test
