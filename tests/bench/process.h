#pragma once
#include <ctime>
#include <fstream>
#include <string>

/// What this process has taken of the machine.
namespace hk::bench {

/// Processor time since it was made, of this thread or of the whole process: what else runs does not count.
class Work {
 public:
  explicit Work(clockid_t clock = CLOCK_THREAD_CPUTIME_ID) : clock_(clock) {}
  [[nodiscard]] double seconds() const { return now(clock_) - start_; }

 private:
  static double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  }
  clockid_t clock_;
  double start_ = now(clock_);
};

inline double anonymous_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "RssAnon:" && status >> kib) return kib / 1024;
  }
  return 0;
}

}  // namespace hk::bench
