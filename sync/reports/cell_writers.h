#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sync/domain/tally_words.h"
#include "sync/reports/csv_sheet.h"

/// The cells of a tally's breakdown, as parts of the reports in tally_writers.h.
namespace hk {

/// Calls `each(category, unique participants)` for those that a report lists: all but `unknown` where nobody is in it.
template <class Each>
void for_each_category(const TallyFigures& figures, const TallyWords& words, Each each) {
  HK_CHECK(words.categories.size() == figures.by_category.size());
  for (std::size_t i = 0; i < words.categories.size(); ++i) {
    if (words.categories[i].code == "unknown" && figures.by_category[i] == 0) continue;
    each(words.categories[i], figures.by_category[i]);
  }
}

/// An array of {key, figures, by_category}; a figure that the breakdown does not have is null.
[[nodiscard]] nlohmann::ordered_json cells_json(const Tally& tally, const TallyWords& words);
/// A row of headings and a row a cell: of each dimension the words and the code, the figures, the categories.
void add_cells(CsvSheet& sheet, const Tally& tally, const TallyWords& words);
/// Lines of aligned columns: the words of each dimension and the figures. Categories are in the files only: a terminal
/// is not that wide.
[[nodiscard]] std::string cells_table(const Tally& tally, const TallyWords& words);

}  // namespace hk
