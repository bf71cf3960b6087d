#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "sync/crypto/keys.h"
#include "tests/fuzz/fuzz.h"

/// A folder among the arguments gets the seeds before libFuzzer reads it.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  hk::crypto_start();
  for (int i = 1; i < *argc; ++i) {
    const std::filesystem::path folder((*argv)[i]);
    if (!std::filesystem::is_directory(folder)) continue;
    std::size_t number = 0;
    for (const hk::Bytes& seed : hk::fuzz::seeds()) {
      std::ofstream(folder / ("seed-" + std::to_string(number++)), std::ios::binary) << seed;
    }
    return 0;
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hk::fuzz::take({reinterpret_cast<const char*>(data), size});
  return 0;
}
