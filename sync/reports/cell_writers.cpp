#include "sync/reports/cell_writers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/reports/cell_text.h"
#include "sync/reports/figures.h"

namespace hk {
namespace {

const TallyWords::Value& value_of(const Tally& tally, const TallyWords& words, const TallyCell& cell, std::size_t d) {
  HK_CHECK(words.dimensions.size() == tally.by.size() && cell.key[d] < words.dimensions[d].size());
  return words.dimensions[d][cell.key[d]];
}

/// `unknown` has a column where any cell has somebody in it: columns are the same in every row.
bool has_column(const Tally& tally, const TallyWords& words, std::size_t category) {
  return words.categories[category].code != "unknown" ||
         std::any_of(tally.cells.begin(), tally.cells.end(),
                     [&](const TallyCell& cell) { return cell.figures.by_category[category] != 0; });
}

std::string column(const std::string& text, std::size_t width, bool to_the_right) {
  const std::string gap(width - columns(text), ' ');
  return to_the_right ? gap + text : text + gap;
}

}  // namespace

nlohmann::ordered_json cells_json(const Tally& tally, const TallyWords& words) {
  auto groups = nlohmann::ordered_json::array();
  for (const TallyCell& cell : tally.cells) {
    nlohmann::ordered_json group;
    for (std::size_t d = 0; d < tally.by.size(); ++d) {
      group["key"][std::string(dimension_name(tally.by[d]))] = value_of(tally, words, cell, d).code;
    }
    for (const Figure& figure : figures()) {
      auto& value = group[std::string(figure.code)] = nullptr;
      if (has_figure(tally.by, figure)) value = cell.figures.*figure.value;
    }
    auto& by_category = group["by_category"] = nlohmann::ordered_json::object();
    for_each_category(cell.figures, words, [&](const TallyWords::Category& category, std::int64_t people) {
      by_category[category.code] = people;
    });
    groups.push_back(std::move(group));
  }
  return groups;
}

void add_cells(CsvSheet& sheet, const Tally& tally, const TallyWords& words) {
  std::vector<std::string> headings;
  for (const Dimension dimension : tally.by) {
    headings.push_back(csv_cell(dimension_label(dimension)));
    headings.push_back(csv_cell(std::string(dimension_label(dimension)) + ", kod"));
  }
  for (const Figure& figure : figures()) headings.push_back(csv_cell(figure.label));
  for (std::size_t i = 0; i < words.categories.size(); ++i) {
    if (has_column(tally, words, i)) headings.push_back(csv_cell("Unika deltagare: " + words.categories[i].label));
  }
  sheet.add(std::move(headings));
  for (const TallyCell& cell : tally.cells) {
    std::vector<std::string> row;
    for (std::size_t d = 0; d < tally.by.size(); ++d) {
      row.push_back(csv_cell(value_of(tally, words, cell, d).label));
      row.push_back(csv_cell(value_of(tally, words, cell, d).code));
    }
    for (const Figure& figure : figures()) {
      row.push_back(has_figure(tally.by, figure) ? std::to_string(cell.figures.*figure.value) : "");
    }
    for (std::size_t i = 0; i < words.categories.size(); ++i) {
      if (has_column(tally, words, i)) row.push_back(std::to_string(cell.figures.by_category[i]));
    }
    sheet.add(std::move(row));
  }
}

std::string cells_table(const Tally& tally, const TallyWords& words) {
  std::vector<std::vector<std::string>> rows(1);
  for (const Dimension dimension : tally.by) rows[0].emplace_back(dimension_label(dimension));
  for (const Figure& figure : figures()) rows[0].emplace_back(figure.heading);
  for (const TallyCell& cell : tally.cells) {
    auto& row = rows.emplace_back();
    for (std::size_t d = 0; d < tally.by.size(); ++d) {
      row.push_back(printable(value_of(tally, words, cell, d).label));
    }
    for (const Figure& figure : figures()) {
      row.push_back(has_figure(tally.by, figure) ? grouped(cell.figures.*figure.value) : "–");
    }
  }
  std::vector<std::size_t> widths(rows[0].size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  }
  std::string table;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      table += (i > 0 ? "  " : "") + column(row[i], widths[i], i >= tally.by.size());
    }
    table += "\n";
  }
  return table;
}

}  // namespace hk
