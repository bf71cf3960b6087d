#pragma once
#include <string>

#include "sync/domain/tally.h"
#include "sync/domain/tally_words.h"
#include "sync/reports/csv_sheet.h"

/// One tally as text for a program (JSON), a spreadsheet (CSV) and a terminal. All of these are internal: they show
/// small figures, and say so.
namespace hk {

/// One object: period, from, to, internal, the figures in the order of domain.md, by_category. Every category of the
/// programme is listed, `unknown` only when it is not zero. With a breakdown `groups`: [{key: {dimension: code},
/// figures, by_category}], in the catalogue's order; figures that its cells do not have are null.
[[nodiscard]] std::string tally_json(const Tally& tally, const TallyWords& words);
/// Columns Uppgift, Värde, Kod (the JSON's names); below, with a breakdown, its cells under headings of their own.
/// Dates are dates and numbers are numbers in a spreadsheet; no text can become a formula.
[[nodiscard]] std::string tally_csv(const Tally& tally, const TallyWords& words,
                                    CsvDialect dialect = CsvDialect::swedish);
/// For a terminal: Swedish, aligned, with what a reader must know below.
[[nodiscard]] std::string tally_table(const Tally& tally, const TallyWords& words);

}  // namespace hk
