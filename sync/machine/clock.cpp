#include "sync/machine/clock.h"

#include <date/tz.h>
#include <time.h>

#include <chrono>
#include <exception>
#include <fstream>
#include <functional>
#include <string>

namespace hk {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

/// The kernel's own name for this boot; without one, a number of this process is the nearest thing.
std::uint64_t boot_number() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string text;
  if (file >> text) return std::hash<std::string>{}(text);
  return SystemRandom{}.next_u64();
}

class StockholmTime final : public LocalTime {
 public:
  explicit StockholmTime(const date::time_zone* zone) : zone_(zone) {}

  [[nodiscard]] LocalMoment at(std::int64_t utc_ms) const override {
    const date::sys_time<milliseconds> time{milliseconds(utc_ms)};
    const auto offset = date::floor<minutes>(zone_->get_info(time).offset);
    const auto local = date::floor<minutes>(time.time_since_epoch() + offset);
    const auto day = date::floor<date::days>(local);
    return {static_cast<std::int32_t>(day.count()), static_cast<std::int32_t>((local - day).count()),
            static_cast<std::int32_t>(offset.count())};
  }

  [[nodiscard]] std::int64_t to_utc_ms(std::int32_t days, std::int32_t minute_of_day) const override {
    const date::local_time<minutes> local{date::days(days) + minutes(minute_of_day)};
    // The offset before a change reads a skipped time one hour later, and a repeated one as its first.
    const auto offset = zone_->get_info(local).first.offset;
    return std::chrono::duration_cast<milliseconds>(local.time_since_epoch() - offset).count();
  }

 private:
  const date::time_zone* zone_;  // owned by the database, which lives as long as the process
};

}  // namespace

SystemClock::SystemClock() : boot_(boot_number()) {}

std::int64_t SystemClock::wall_ms() const {
  return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::int64_t SystemClock::monotonic_ms() const {
#ifdef CLOCK_BOOTTIME
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
#else
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
#endif
}

std::uint64_t SystemRandom::next_u64() { return (static_cast<std::uint64_t>(device_()) << 32) | device_(); }

Result<std::unique_ptr<LocalTime>> make_stockholm_time() {
  try {
    return std::make_unique<StockholmTime>(date::locate_zone("Europe/Stockholm"));
  } catch (const std::exception& error) {
    return fail(ErrorCode::not_found, "Europe/Stockholm", std::string("no time-zone database: ") + error.what());
  }
}

}  // namespace hk
