#pragma once
#include <memory>
#include <vector>

#include "sync/client/sync_client.h"

namespace hk {

/// Carries out SyncRequests with libcurl, several at a time: a push never waits behind a poll. Follows no redirect,
/// asks no proxy for this machine, reads no more than a bounded answer. Used by one thread, but for wake().
class CurlTransport {
 public:
  CurlTransport();
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;
  ~CurlTransport();

  void start(SyncRequest request);
  /// Waits until something ended, wake() was called or `ms_max` have passed. Every started request ends in one reply.
  [[nodiscard]] std::vector<SyncReply> wait(int ms_max);
  /// Ends the current or the next wait() early. From any thread.
  void wake();
  /// One request from start to end.
  [[nodiscard]] SyncReply exchange(const SyncRequest& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hk
