#pragma once
#include <memory>

#include "sync/domain/bytes.h"

namespace hk {

/// digest() of bytes that come piece by piece.
class RunningDigest {
 public:
  RunningDigest();
  RunningDigest(const RunningDigest&) = delete;
  RunningDigest& operator=(const RunningDigest&) = delete;
  ~RunningDigest();
  void add(ByteView bytes);
  /// BLAKE2b-256 of all that was added; once, and the last call.
  [[nodiscard]] Bytes finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hk
