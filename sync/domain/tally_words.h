#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/domain/tally.h"

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

/// A tally with what it takes to print it.
struct TallyReport {
  Tally tally;
  TallyWords words;
};

}  // namespace hk
