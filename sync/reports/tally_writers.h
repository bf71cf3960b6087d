#pragma once
#include <string>

#include "sync/domain/tally.h"
#include "sync/domain/tally_words.h"

/// One tally as text for a program (JSON), a spreadsheet (CSV) and a terminal. All of these are internal: they show
/// small figures, and say so.
namespace hk {

/// One object: period, from, to, internal, the figures in the order of domain.md, by_category. Every category of the
/// programme is listed, `unknown` only when it is not zero.
[[nodiscard]] std::string tally_json(const Tally& tally, const TallyWords& words);
/// For Swedish Excel: UTF-8 with BOM, `;`, CR LF; columns Uppgift, Värde, Kod (the JSON's names). Dates are dates and
/// numbers are numbers there; no text can become a formula.
[[nodiscard]] std::string tally_csv(const Tally& tally, const TallyWords& words);
/// For a terminal: Swedish, aligned, with what a reader must know below.
[[nodiscard]] std::string tally_table(const Tally& tally, const TallyWords& words);

}  // namespace hk
