#include "sync/domain/hlc.h"

#include <algorithm>

#include "sync/domain/planted.h"

namespace hk {

Hlc HybridClock::tick(std::int64_t wall_ms) {
  const Hlc wall = Hlc::of(wall_ms);
  last_ = wall > last_ ? wall : Hlc{last_.packed + 1};
  return last_;
}

void HybridClock::observe(Hlc other, std::int64_t wall_ms) {
  const Hlc bound = planted::is(planted::Bug::unclamped_hlc) ? other : Hlc::of(wall_ms + hlc_skew_ms_max);
  last_ = std::max(last_, std::min(other, bound));
}

}  // namespace hk
