#include "tests/unit/reports/outside_attack.h"

#include <algorithm>
#include <numeric>

#include "sync/reports/linear_program.h"

namespace hk::test {
namespace {

constexpr double any = LinearProgram::unbounded;
constexpr std::size_t first_people = 3, attendances = 3, headcount = 4, unique = 5, fresh = 6, recurring = 7,
                      individual = 8, turned_away = 9;
const std::pair<std::string, std::string> total;

bool within(const Period& part, const Period& whole) { return whole.from <= part.from && part.to <= whole.to; }

}  // namespace

OutsideAttack::OutsideAttack(std::span<const ExportRecorded> exports, const ReportFacts& common, Truth truth)
    : common_(common), truth_(std::move(truth)) {
  for (const HeldDay& day : common_.held) {
    for (const Row& row :
         {total, Row{"workshop", day.workshop}, Row{"activity", day.activity}, Row{"site", day.site}}) {
      held_[row].insert(day.date.days);
    }
  }
  collect(exports);
  std::set<Row> rows;
  for (const auto& [text, block] : blocks_) {
    relate_block(block);
    for (const auto& [row, figures] : block.rows) rows.insert(row);
  }
  for (const Row& row : rows) {
    for (std::size_t f = first_people; f < figure_count; ++f) relate_time(row, f);
  }
}

void OutsideAttack::collect(std::span<const ExportRecorded> exports) {
  for (const ExportRecorded& record : exports) {
    const Period period = parse_period(record.period).value();
    blocks_[period.text].whole = true;
    for (const ExportRecorded::Table& table : record.tables) {
      for (const ExportRecorded::Row& row : table.rows) {
        const bool other = table.name == "compared" || table.name == "weeks";
        const bool of_total = other || table.name == "total";
        collect(other ? parse_period(row.key).value() : period, of_total ? total : Row{table.name, row.key},
                row.numbers);
      }
    }
  }
}

void OutsideAttack::collect(const Period& period, const Row& row, const std::vector<ExportRecorded::Number>& numbers) {
  Block& block = blocks_[period.text];
  block.period = period;
  for (std::size_t f = 0; f < figure_count; ++f) {
    Told& told = block.rows[row][f];
    if (numbers[f].shown == Shown::hidden) told.hidden = true;
    if (numbers[f].shown == Shown::shown || numbers[f].shown == Shown::kept) told.printed.insert(numbers[f].printed);
  }
}

int OutsideAttack::unknown(const AttackedCell& cell) {
  const auto [found, is_new] = column_of_.try_emplace(cell, static_cast<int>(cells_.size()));
  if (is_new) {
    cells_.push_back(cell);
    values_.push_back(static_cast<double>(truth_(cell)));
  }
  return found->second;
}

/// False: the figure is in no export.
bool OutsideAttack::add(Sum& sum, double factor, const Period& period, const Row& row, std::size_t figure) {
  const Block& block = blocks_.at(period.text);
  const auto found = block.rows.find(row);
  if (found == block.rows.end()) return block.whole && row != total;
  const Told& told = found->second[figure];
  if (told.printed.empty() && !told.hidden) return false;
  const AttackedCell cell{period.text, row.first, row.second, figure};
  const std::int64_t value = truth_(cell);
  if (told.printed.contains(value)) {
    sum.known += factor * static_cast<double>(value);
  } else {
    sum.terms[unknown(cell)] += factor;
  }
  return true;
}

double OutsideAttack::true_value(const Sum& sum) const {
  double value = sum.known;
  for (const auto& [column, factor] : sum.terms) value += factor * values_[static_cast<std::size_t>(column)];
  return value;
}

/// What is not true is not what he knows: hardly anybody changes category within a year, but some do.
void OutsideAttack::relate(Sum sum, double low, double high) {
  const double value = true_value(sum);
  if (!sum.terms.empty() && low <= value && value <= high) relations_.push_back({std::move(sum), low, high});
}

void OutsideAttack::relate_row(const Block& block, const Row& row) {
  const auto differ = [&](double more, std::size_t a, std::size_t b) {
    Sum sum;
    if (add(sum, more, block.period, row, a) && add(sum, -1, block.period, row, b)) relate(std::move(sum), 0, any);
  };
  for (const std::size_t part : {fresh, recurring, individual}) differ(1, unique, part);
  const auto& told = block.rows.at(row);
  double sessions = 0, individual_sessions = 0;
  for (std::size_t kind = 0; kind < first_people; ++kind) {
    if (told[kind].printed.empty()) return;
    const auto printed = static_cast<double>(*told[kind].printed.rbegin());
    sessions += printed;
    if (kind == 1) individual_sessions = printed;
  }
  differ(sessions, unique, attendances);
  if (sessions == individual_sessions) differ(1, individual, unique);
  Sum twice;
  const bool told_all = add(twice, 1, block.period, row, attendances) && add(twice, -1, block.period, row, unique) &&
                        add(twice, -(common_.recurring.n - 1), block.period, row, recurring);
  if (told_all) relate(std::move(twice), 0, any);
  differ(1, attendances, unique);
}

void OutsideAttack::relate_parts(const Block& block, const Row& whole, const std::vector<Row>& parts,
                                 bool by_category) {
  for (std::size_t f = first_people; f < figure_count; ++f) {
    const bool adds_up = by_category || f == attendances || f == headcount || f == turned_away;
    Sum sum;
    bool complete = add(sum, -1, block.period, whole, f);
    for (const Row& part : parts) {
      complete = complete && add(sum, 1, block.period, part, f);
      Sum rest;
      if (!adds_up && add(rest, 1, block.period, whole, f) && add(rest, -1, block.period, part, f)) {
        relate(std::move(rest), 0, any);
      }
    }
    if (complete && (adds_up || f != recurring)) relate(std::move(sum), 0, adds_up ? 0 : any);
  }
}

void OutsideAttack::relate_block(const Block& block) {
  for (const auto& [row, figures] : block.rows) relate_row(block, row);
  if (!block.whole) return;
  std::map<std::string, std::vector<Row>> tables, activities;
  for (const auto& [row, figures] : block.rows) {
    if (row != total) tables[row.first].push_back(row);
    const auto workshop = common_.workshop_of.find(row.second);
    if (row.first == "activity" && workshop != common_.workshop_of.end()) activities[workshop->second].push_back(row);
  }
  for (const auto& [name, rows] : tables) relate_parts(block, total, rows, name == "category");
  for (const auto& [workshop, rows] : activities) relate_parts(block, {"workshop", workshop}, rows, false);
}

bool OutsideAttack::held(const Row& row, std::int32_t from, std::int32_t to) const {
  const auto days = held_.find(row.first == "category" ? total : row);
  if (days == held_.end()) return false;
  const auto day = days->second.lower_bound(from);
  return day != days->second.end() && *day < to;
}

void OutsideAttack::relate_time(const Row& row, std::size_t figure) {
  std::vector<const Block*> blocks;
  for (const auto& [text, block] : blocks_) {
    Sum sum;
    if (add(sum, 1, block.period, row, figure)) blocks.push_back(&block);
  }
  const bool of_days = figure == attendances || figure == headcount || figure == turned_away;
  if (of_days || (figure == fresh && (row == total || row.first == "category"))) {
    relate_days(blocks, row, figure);
    return;
  }
  for (const Block* whole : blocks) {
    // What lies in it, and what covers it, of each kind of period.
    for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::half_year, PeriodKind::year}) {
      Sum inside, cover;
      add(inside, 1, whole->period, row, figure);
      add(cover, -1, whole->period, row, figure);
      std::set<std::int32_t> left;
      for (std::int32_t day = whole->period.from.days; day <= whole->period.to.days; ++day) {
        if (held(row, day, day + 1)) left.insert(day);
      }
      for (const Block* part : blocks) {
        if (part == whole || period_kind(part->period) != kind) continue;
        const auto first = left.lower_bound(part->period.from.days), last = left.upper_bound(part->period.to.days);
        if (first != last) add(cover, 1, part->period, row, figure);
        left.erase(first, last);
        if (!within(part->period, whole->period)) continue;
        Sum more;
        add(more, 1, whole->period, row, figure);
        add(more, -1, part->period, row, figure);
        relate(std::move(more), 0, any);
        add(inside, -1, part->period, row, figure);
      }
      if (figure == fresh) relate(std::move(inside), 0, any);
      const bool covers = figure != fresh && (figure != recurring || kind == PeriodKind::week);
      if (covers && left.empty()) relate(std::move(cover), 0, any);
    }
  }
}

/// Sums of the days between edges of periods.
void OutsideAttack::relate_days(const std::vector<const Block*>& blocks, const Row& row, std::size_t figure) {
  std::set<std::int32_t> edges;
  for (const Block* block : blocks) {
    edges.insert(block->period.from.days);
    edges.insert(block->period.to.days + 1);
  }
  for (const Block* block : blocks) {
    Sum sum;
    add(sum, -1, block->period, row, figure);
    for (auto edge = edges.find(block->period.from.days); *edge <= block->period.to.days; ++edge) {
      if (!held(row, *edge, *std::next(edge))) continue;
      const std::string days = to_text({*edge}) + ".." + to_text({*std::next(edge) - 1});
      sum.terms[unknown({days, row.first, row.second, figure})] += 1;
    }
    relate(std::move(sum), 0, 0);
  }
}

/// The part of the program that one group of figures depending on each other makes.
class OutsideAttack::Part {
 public:
  Part(const OutsideAttack& attack, const std::vector<int>& columns, const std::vector<const Relation*>& relations,
       const std::set<int>& sought) {
    for (const int column : columns) at_[column] = program_.add_column(0, any);
    for (const Relation* relation : relations) {
      std::vector<LinearProgram::Term> terms;
      for (const auto& [column, factor] : relation->sum.terms) terms.push_back({at_.at(column), factor});
      program_.add_row(std::move(terms), relation->low - relation->sum.known, relation->high - relation->sum.known);
    }
    for (const int column : columns) {
      if (sought.contains(column)) ranges_[column] = {attack.values_[static_cast<std::size_t>(column)]};
    }
    for (auto& [column, range] : ranges_) {
      range.up = program_.add_column(-any, any);
      range.down = program_.add_column(-any, any);
      program_.add_row({{at_.at(column), 1}, {range.up, -1}}, 0, any);
      program_.add_row({{range.down, 1}, {at_.at(column), -1}}, 0, any);
    }
  }

  /// Looks how far each figure goes, until `enough(column, low, high)`: many at once, then what is left one by one.
  template <class Enough>
  std::map<int, std::pair<double, double>> ranges(double low, double high, Enough enough) {
    for (const bool up : {true, false}) {
      for (std::size_t left = 0; left != missing(enough);) {
        left = missing(enough);
        program_.clear_costs();
        for (const auto& [column, range] : ranges_) {
          program_.set_bounds(range.up, -any, std::max(high, range.truth + high - low));
          program_.set_bounds(range.down, std::min(low, range.truth), any);
          if (enough(column, range.low, range.high)) continue;
          program_.set_cost(up ? range.up : range.down, up ? -1 : 1);
        }
        look();
      }
    }
    for (const auto& [column, range] : ranges_) {
      if (enough(column, range.low, range.high)) continue;
      for (const double factor : {1.0, -1.0}) {
        program_.clear_costs();
        program_.set_cost(at_.at(column), factor);
        look();
      }
    }
    std::map<int, std::pair<double, double>> found;
    for (const auto& [column, range] : ranges_) found[column] = {range.low, range.high};
    return found;
  }

 private:
  struct Range {
    double truth;
    double low = any, high = -any;
    LinearProgram::Column up = 0, down = 0;
  };
  template <class Enough>
  std::size_t missing(Enough enough) const {
    return static_cast<std::size_t>(std::count_if(ranges_.begin(), ranges_.end(), [&](const auto& one) {
      return !enough(one.first, one.second.low, one.second.high);
    }));
  }
  void look() {
    if (!program_.solve()) return;
    for (auto& [column, range] : ranges_) {
      const double value = program_.value(at_.at(column));
      range.low = std::min(range.low, value);
      range.high = std::max(range.high, value);
    }
  }

  LinearProgram program_;
  std::map<int, LinearProgram::Column> at_;
  std::map<int, Range> ranges_;
};

std::vector<OutsideAttack::Left> OutsideAttack::narrowed(int few) {
  std::set<int> sought;
  for (const auto& [text, block] : blocks_) {
    for (const auto& [row, figures] : block.rows) {
      for (std::size_t f = first_people; f < figure_count; ++f) {
        const AttackedCell cell{text, row.first, row.second, f}, people{text, row.first, row.second, unique};
        const std::int64_t of = truth_(f == attendances ? people : cell);
        if (figures[f].hidden && !figures[f].printed.contains(truth_(cell)) && of > 0 && of <= few) {
          sought.insert(unknown(cell));
        }
      }
    }
  }
  looked_at_ = sought.size();
  std::vector<Left> left;
  const auto enough = [&](int column, double low, double high) {
    if (cells_[static_cast<std::size_t>(column)].figure == attendances) return high - low > few - 1 - 1e-4;
    return low < 1 + 1e-4 && high > few - 1e-4;
  };
  std::vector<int> root(cells_.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](int at) {
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  };
  for (const Relation& relation : relations_) {
    for (const auto& [column, factor] : relation.sum.terms)
      root[find(column)] = find(relation.sum.terms.begin()->first);
  }
  std::map<int, std::pair<std::vector<int>, std::vector<const Relation*>>> parts;
  for (const int column : sought) parts[find(column)];
  for (int column = 0; column < static_cast<int>(cells_.size()); ++column) {
    if (const auto part = parts.find(find(column)); part != parts.end()) part->second.first.push_back(column);
  }
  for (const Relation& relation : relations_) {
    const auto part = parts.find(find(relation.sum.terms.begin()->first));
    if (part != parts.end()) part->second.second.push_back(&relation);
  }
  for (const auto& [at, part] : parts) {
    for (const auto& [column, range] : Part(*this, part.first, part.second, sought).ranges(1, few, enough)) {
      if (!enough(column, range.first, range.second)) {
        left.push_back({cells_[static_cast<std::size_t>(column)], range.first, range.second});
      }
    }
  }
  return left;
}

std::vector<std::string> small_changes(std::span<const ExportRecorded> exports, int few) {
  std::map<std::string, std::int64_t> before;
  std::vector<std::string> found;
  for (const ExportRecorded& record : exports) {
    std::map<std::string, std::int64_t> now;
    for (const ExportRecorded::Table& table : record.tables) {
      for (const ExportRecorded::Row& row : table.rows) {
        const bool other = table.name == "compared" || table.name == "weeks";
        const std::string of = other ? row.key + " total " : record.period + " " + table.name + " " + row.key;
        for (std::size_t f = first_people; f < figure_count; ++f) {
          const bool printed = row.numbers[f].shown == Shown::shown || row.numbers[f].shown == Shown::kept;
          if (printed) now[of + " " + std::string(figures()[f].code)] = row.numbers[f].printed;
        }
      }
    }
    for (const auto& [name, value] : now) {
      const auto was = before.find(name);
      const std::int64_t by = was == before.end() ? 0 : std::abs(value - was->second);
      if (by > 0 && by <= few)
        found.push_back(name + ": " + std::to_string(was->second) + ", then " + std::to_string(value));
      before[name] = value;
    }
  }
  return found;
}

}  // namespace hk::test
