#include "kiosk/cli/texts.h"

#include <fmt/core.h>

#include "kiosk/store/join_by_words.h"
#include "sync/domain/period.h"

namespace hk::cli {

std::string local_text(std::int64_t utc_ms, const CliWorld& world) {
  const LocalMoment moment = world.local_time.at(utc_ms);
  return fmt::format("{} {}", to_text(LocalDate{moment.days}), minute_text(moment.minute_of_day));
}

Result<std::vector<std::string>> word_list(const Path& assets, const CliWorld& world) {
  HK_ASSIGN(const Path found, world.find_assets(assets));
  return read_word_list(found);
}

}  // namespace hk::cli
