#pragma once
#include <vector>

#include "sync/domain/bytes.h"

/// What a fuzz target says. fuzz_main.cpp joins it to libFuzzer.
namespace hk::fuzz {

/// Takes hostile bytes. A broken claim is a broken HK_CHECK; whatever the sanitizers see is a failure too.
void take(ByteView input);
/// Inputs to begin with, made by our own encoders, so that they never go stale.
[[nodiscard]] std::vector<Bytes> seeds();

}  // namespace hk::fuzz
