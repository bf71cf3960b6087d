#pragma once
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "sync/client/curl_transport.h"

namespace hk {

/// The sync thread: owns libcurl, takes requests and gives replies. It decides nothing; SyncClient does.
class SyncThread {
 public:
  /// Called on the sync thread, once a request; posts to the mailbox of the thread that owns the SyncClient.
  using Deliver = std::function<void(SyncReply)>;
  explicit SyncThread(Deliver deliver);
  SyncThread(const SyncThread&) = delete;
  SyncThread& operator=(const SyncThread&) = delete;
  /// Breaks off what is on its way; nothing is delivered after this.
  ~SyncThread();

  /// From any thread. SyncClient has at most one push, one pull and one comparison under way, which bounds this.
  void submit(std::vector<SyncRequest> requests);

 private:
  void run();
  std::vector<SyncRequest> take();

  Deliver deliver_;
  CurlTransport transport_;
  std::mutex mutex_;
  std::vector<SyncRequest> submitted_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hk
