#include "kiosk/app/report_tables.h"

#include <algorithm>
#include <array>

namespace hk {
namespace {

constexpr std::array kFixed{Dimension::workshop, Dimension::activity, Dimension::site, Dimension::category};

std::string words(const ReportRow& row) { return row.key.back().label; }

/// Nothing to sort by there.
bool has_none(const ReportRow& row, std::size_t column) {
  return column == label_column ? row.key.back().code.empty() : !row.figures.numbers[column].has_value();
}

bool comes_before(const ReportRow& a, const ReportRow& b, const TableOrder& order) {
  const std::size_t column = *order.column;
  if (has_none(a, column) || has_none(b, column)) return !has_none(a, column) && has_none(b, column);
  if (column == label_column) return order.reversed ? words(b) < words(a) : words(a) < words(b);
  const std::int64_t one = a.figures.numbers[column].value, other = b.figures.numbers[column].value;
  return order.reversed ? one < other : other < one;
}

}  // namespace

Breakdown breakdown_of(Dimension by, const std::optional<RowKey>& narrowed) {
  if (narrowed) return {narrowed->dimension, by};
  if (std::find(kFixed.begin(), kFixed.end(), by) != kFixed.end()) return {};
  return {by};
}

std::optional<std::size_t> find_table(const Report& report, Dimension by, const std::optional<RowKey>& narrowed) {
  const Breakdown wanted = narrowed ? Breakdown{narrowed->dimension, by} : Breakdown{by};
  for (std::size_t i = 0; i < report.tables.size(); ++i)
    if (report.tables[i].by == wanted) return i;
  return std::nullopt;
}

std::vector<std::size_t> shown_rows(const ReportTable& table, const std::optional<RowKey>& narrowed,
                                    const TableOrder& order) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (!narrowed || table.rows[i].key.front().code == narrowed->code) rows.push_back(i);
  if (!order.column) return rows;
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return comes_before(table.rows[a], table.rows[b], order); });
  return rows;
}

TableOrder sorted_by(const TableOrder& order, std::size_t column) {
  return {column, order.column == column && !order.reversed};
}

Dimension within(Dimension dimension) {
  switch (dimension) {
    case Dimension::workshop:
    case Dimension::site:
    case Dimension::goal_area:
    case Dimension::leader:
    case Dimension::partner:
    case Dimension::weekday:
      return Dimension::activity;
    case Dimension::activity:
      return Dimension::site;
    case Dimension::category:
    case Dimension::gender:
    case Dimension::area:
      break;
  }
  return Dimension::workshop;
}

}  // namespace hk
