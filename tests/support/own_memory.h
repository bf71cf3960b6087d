#pragma once
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace hk::test {

/// A name that nobody has, of sixteen different letters. It stands nowhere in this program's memory until somebody
/// types it, not even here.
class PlantedName {
 public:
  static constexpr std::size_t size = 16;
  /// The letter at `place`, as it is typed.
  [[nodiscard]] static char letter(std::size_t place) { return static_cast<char>(kMasked[place] ^ kMask); }
  /// Where in the name `byte` stands, as a small or as a capital letter; -1 where it does not.
  [[nodiscard]] static int place_of(unsigned char byte) {
    for (std::size_t i = 0; i < size; ++i) {
      if (((kMasked[i] ^ kMask) | 0x20) == (byte | 0x20) && byte >= 'A') return static_cast<int>(i);
    }
    return -1;
  }

 private:
  static constexpr unsigned char kMask = 0x95;
  static constexpr std::array<unsigned char, size> kMasked{
      'W' ^ kMask, 'Q' ^ kMask, 'Z' ^ kMask, 'J' ^ kMask, 'X' ^ kMask, 'K' ^ kMask, 'V' ^ kMask, 'B' ^ kMask,
      'P' ^ kMask, 'G' ^ kMask, 'M' ^ kMask, 'F' ^ kMask, 'H' ^ kMask, 'D' ^ kMask, 'C' ^ kMask, 'Y' ^ kMask};
};

/// How often `least` or more letters of the planted name follow each other in what this process can write to: its heap
/// with all that was given back, its stacks, its globals; as UTF-8, UTF-16 or UTF-32.
inline int traces_of_planted_name(int least) {
  std::array<std::int8_t, 256> places{};
  for (int byte = 0; byte < 256; ++byte)
    places[static_cast<std::size_t>(byte)] =
        static_cast<std::int8_t>(PlantedName::place_of(static_cast<unsigned char>(byte)));
  int traces = 0;
  const auto scan = [&](const char* bytes, std::size_t count, std::size_t step) {
    const std::int8_t* const place_of = places.data();
    for (std::size_t from = 0; from < step; ++from) {
      int before = -1, run = 0;
      for (std::size_t i = from; i < count; i += step) {
        const int place = place_of[static_cast<unsigned char>(bytes[i])];
        run = place < 0 ? 0 : place == before + 1 && run > 0 ? run + 1 : 1;
        before = place;
        if (run == least) ++traces;
      }
    }
  };
  constexpr std::uint64_t region_max = 256U << 20U, piece = 1U << 20U, page = 4096;
  const std::vector<char> nothing(page);
  // Most of what may be written to never was: stretches of other pages alone are looked through.
  const auto scan_pages = [&](const char* bytes, std::size_t count) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= count; at += page) {
      const bool ends = at >= count || std::memcmp(bytes + at, nothing.data(), std::min(page, count - at)) == 0;
      if (!ends) continue;
      for (const std::size_t step : {1U, 2U, 4U}) scan(bytes + begin, std::min(at, count) - begin, step);
      begin = std::min(at + page, count);
    }
  };
  std::vector<char> buffer(piece);
  std::FILE* memory = std::fopen("/proc/self/mem", "rb");
  std::setvbuf(memory, nullptr, _IONBF, 0);
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    std::uint64_t from = 0, to = 0;
    const char* end = line.data() + line.size();
    const auto first = std::from_chars(line.data(), end, from, 16);
    std::from_chars(first.ptr + 1, end, to, 16);
    const bool writable = line.find(" rw") != std::string::npos && line.find("/dev/") == std::string::npos;
    if (!writable || to - from > region_max) continue;
    for (std::uint64_t at = from; at < to; at += piece) {
      std::fseek(memory, static_cast<long>(at), SEEK_SET);
      const std::size_t count = std::fread(buffer.data(), 1, std::min(piece, to - at), memory);
      scan_pages(buffer.data(), count);
    }
  }
  std::fclose(memory);
  return traces;
}

}  // namespace hk::test
