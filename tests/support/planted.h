#pragma once
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace hk::test {

/// Every way a text could stand in a file by accident: as it is, wide, in hexadecimal, in base64 at each alignment.
inline std::vector<std::string> disguises(std::string_view text) {
  const auto wide = [&](bool big_endian) {
    std::string out;
    for (const char c : text) out.append(big_endian ? std::string{'\0', c} : std::string{c, '\0'});
    return out;
  };
  const auto hex = [&](const char* digits) {
    std::string out;
    for (const char c : text) {
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[c & 15];
    }
    return out;
  };
  // The characters of base64 that depend on this text alone, when `before` unknown bytes stand in front of it.
  const auto base64 = [&](std::size_t before, const char* last_two) {
    const std::string alphabet =
        std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") + last_two;
    const std::string bytes = std::string(before, '\0') + std::string(text);
    std::string out;
    for (std::size_t bit = before * 8 + (6 - before * 8 % 6) % 6; bit + 6 <= bytes.size() * 8; bit += 6) {
      unsigned value = 0;
      for (std::size_t i = bit; i < bit + 6; ++i) {
        value = value << 1 | (static_cast<unsigned char>(bytes[i / 8]) >> (7 - i % 8) & 1U);
      }
      out += alphabet[value];
    }
    return out;
  };
  std::vector<std::string> out = {std::string(text), wide(false), wide(true), hex("0123456789abcdef"),
                                  hex("0123456789ABCDEF")};
  for (const std::size_t before : {0U, 1U, 2U}) {
    out.push_back(base64(before, "+/"));
    out.push_back(base64(before, "-_"));
  }
  return out;
}

/// True when `bytes` hold `text` in any disguise.
inline bool holds(std::string_view bytes, std::string_view text) {
  for (const std::string& disguise : disguises(text)) {
    if (bytes.find(disguise) != std::string_view::npos) return true;
  }
  return false;
}

/// Files below `folder` that hold `text` in any disguise.
inline std::vector<std::string> files_with(const std::filesystem::path& folder, std::string_view text) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (holds(bytes, text)) found.push_back(entry.path().string());
  }
  return found;
}

}  // namespace hk::test
