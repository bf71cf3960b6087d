#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <variant>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/mailbox.h"
#include "sync/client/sync_thread.h"

namespace hk {

/// Owns the kiosk's core on a thread of its own, with the job and sync threads it hands work to.
/// Every public function may be called from the UI thread and none of them waits for disk or network.
class CoreThread {
 public:
  struct Options {
    const Clock& clock;
    Random& random;
    const LocalTime& local_time;
    std::function<void()> wake;  ///< called from the core thread after each screen that looks different
    /// A line about what failed, without personal data; called from the core thread.
    std::function<void(const std::string&)> journal;
    /// As Kiosk::Ports: names were locked, and this process is to give way to a fresh one. From the core thread.
    std::function<void()> restart = {};
    bool begins_at_welcome = false;
    std::filesystem::path assets = {};  ///< likewise
  };
  /// Takes the opened store; references in `options` are kept.
  CoreThread(std::unique_ptr<KioskStore> store, Options options);
  /// Finishes what was posted, then stops all three threads.
  ~CoreThread();
  CoreThread(const CoreThread&) = delete;
  CoreThread& operator=(const CoreThread&) = delete;

  void post(Intent intent);
  /// The latest model; never null.
  [[nodiscard]] ScreenPtr screen() const { return screen_.load(); }

 private:
  using Message = std::variant<Intent, JobDone, SyncReply>;
  void work();
  void handle(Message message);
  void send_due_requests();
  void publish();
  void note(const Error& error);
  std::int64_t wait_ms() const;

  Options options_;
  Mailbox<Message> messages_;
  std::unique_ptr<KioskStore> store_;
  SyncClient sync_;
  JobThread jobs_;
  SyncThread sync_thread_;
  Kiosk kiosk_;
  std::atomic<ScreenPtr> screen_;
  std::thread thread_;
};

}  // namespace hk
