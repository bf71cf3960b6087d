#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/domain/tally.h"

namespace hk {

/// What a tally does not know about itself.
struct TallyWords {
  /// A category, or a value of a dimension. A missing value of a dimension has an empty code.
  struct Value {
    std::string code;
    std::string label;  ///< Swedish
  };
  using Category = Value;
  std::string programme;                            ///< its name; may be empty
  std::vector<Category> categories;                 ///< as many as tally.by_category has, in its order
  std::int64_t never_closed = 0;                    ///< sessions of the period that still run
  std::vector<std::vector<Value>> dimensions = {};  ///< of each dimension of tally.by the values, by rank
};

/// A tally with what it takes to print it.
struct TallyReport {
  Tally tally;
  TallyWords words;
};

}  // namespace hk
