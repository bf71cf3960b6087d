#pragma once
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "tests/bench/bench.h"

namespace hk::bench {

/// One place touched again and again by a finger of a process of its own, as far from the window as any. The next touch
/// comes when the last one was shown and the window is at rest.
class Touches {
 public:
  /// `done` is called from another thread after the last one.
  Touches(int x, int y, int count, std::function<void()> done)
      : thread_([this, x, y, count, done = std::move(done)] {
          tell(fmt::format("mousemove {} {}\n", x, y));
          for (int i = 0; i < count; ++i) touch(i >= kWarm);
          done();
        }) {}
  Touches(const Touches&) = delete;
  Touches& operator=(const Touches&) = delete;
  ~Touches() { thread_.join(); }

  /// The frame in which the finger is seen to be down was swapped.
  void shown() {
    const std::lock_guard lock(mutex_);
    shown_ = true;
    changed_.notify_one();
  }
  /// After done.
  void print(const std::string& name) { latencies_.print(name); }

 private:
  static constexpr auto kRest = std::chrono::milliseconds(60);  // several frames
  static constexpr int kWarm = 3;

  /// Until nothing was shown for so long.
  void rest() {
    std::unique_lock lock(mutex_);
    do {
      shown_ = false;
    } while (changed_.wait_for(lock, kRest, [&] { return shown_; }));
  }
  void touch(bool counts) {
    rest();
    const Stopwatch watch;
    tell("mousedown 1\n");
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return shown_; });
    }
    if (counts) latencies_.add(watch.seconds());
    rest();
    tell("mouseup 1\n");
  }
  void tell(const std::string& what) {
    if (std::fputs(what.c_str(), finger_.get()) < 0 || std::fflush(finger_.get()) != 0) std::abort();
  }

  std::unique_ptr<FILE, int (*)(FILE*)> finger_{::popen("xdotool -", "w"), ::pclose};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool shown_ = false;
  Latencies latencies_;
  std::thread thread_;
};

}  // namespace hk::bench
