#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <variant>

#include "kiosk/app/mailbox.h"
#include "kiosk/store/join_by_words.h"
#include "sync/client/one_shot.h"

/// What a first run asks of network and disk, on a thread of its own.
namespace hk {

/// Enrols by the code and derives the words.
struct AskServer {
  std::shared_ptr<const WaitingDevice> device;
  std::string url, code;
};
/// One question whether somebody has approved; the server keeps it back for a while.
struct AwaitApproval {
  std::shared_ptr<const WaitingDevice> device;
  std::shared_ptr<const WaitingAt> at;
};
/// Makes the data folder the device that was let in. The passphrase is wiped.
struct SettleIn {
  std::shared_ptr<const WaitingDevice> device;
  std::shared_ptr<const WaitingAt> at;
  std::shared_ptr<const ProgrammeKeys> keys;
  Bytes passphrase;
};
/// True once nobody wants the answer any more: a request under way is given up, and what it brings is dropped.
using StopFlag = std::shared_ptr<std::atomic<bool>>;
struct FirstRunJob {
  StopFlag stop;
  std::variant<AskServer, AwaitApproval, SettleIn> work;
};

struct ServerAsked {
  WaitingAt at;
  SixWords words;
};
using Approval = std::optional<ProgrammeKeys>;  ///< empty: nobody has approved yet
struct Settled {};
struct FirstRunDone {
  StopFlag stop;
  std::variant<Result<ServerAsked>, Result<Approval>, Result<Settled>> result;
};

/// What jobs work with. References are kept.
struct FirstRunWorld {
  const Clock& clock;
  Random& random;
  DataFolder folder;
  std::filesystem::path assets;
  /// One request from start to end; with status 0 when `stop` became true.
  std::function<SyncReply(const SyncRequest&, const std::atomic<bool>& stop)> exchange;
  SlotCost words_cost = six_words_cost;
  std::optional<SlotCost> slot_cost = {};  ///< else what this machine takes half a second for
};
/// With libcurl.
[[nodiscard]] SyncReply exchange_until(const SyncRequest& request, const std::atomic<bool>& stop);

/// Does one job on the calling thread.
[[nodiscard]] FirstRunDone run_first_run_job(FirstRunJob job, const FirstRunWorld& world);

/// The thread for them.
class FirstRunThread {
 public:
  /// `done` is called on that thread.
  FirstRunThread(FirstRunWorld world, std::function<void(FirstRunDone)> done);
  /// Waits for the job at hand: whoever posted it has said stop.
  ~FirstRunThread();
  FirstRunThread(const FirstRunThread&) = delete;
  FirstRunThread& operator=(const FirstRunThread&) = delete;
  void post(FirstRunJob job) { jobs_.post(std::move(job)); }

 private:
  FirstRunWorld world_;
  std::function<void(FirstRunDone)> done_;
  Mailbox<FirstRunJob> jobs_;
  std::thread thread_;
};

}  // namespace hk
