#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/domain/tally.h"

/// One tally as text for a program (JSON), a spreadsheet (CSV) and a terminal. All of these are internal: they show
/// small figures, and say so.
namespace hk {

/// What a tally does not know about itself.
struct TallyWords {
  struct Category {
    std::string code;
    std::string label;  ///< Swedish
  };
  std::string programme;             ///< its name; may be empty
  std::vector<Category> categories;  ///< as many as tally.by_category has, in its order
  std::int64_t never_closed = 0;     ///< sessions of the period that still run
};

/// One object: period, from, to, internal, the figures in the order of domain.md, by_category. Every category of the
/// programme is listed, `unknown` only when it is not zero.
[[nodiscard]] std::string tally_json(const Tally& tally, const TallyWords& words);
/// For Swedish Excel: UTF-8 with BOM, `;`, CR LF; columns Uppgift, Värde, Kod (the JSON's names). Dates are dates and
/// numbers are numbers there; no text can become a formula.
[[nodiscard]] std::string tally_csv(const Tally& tally, const TallyWords& words);
/// For a terminal: Swedish, aligned, with what a reader must know below.
[[nodiscard]] std::string tally_table(const Tally& tally, const TallyWords& words);

}  // namespace hk
