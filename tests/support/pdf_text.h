#pragma once
#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "sync/domain/bytes.h"
#include "tests/support/temp_dir.h"

/// A PDF as the programs of others read it: poppler's pdftotext and pdfinfo.
namespace hk::test {

/// What `program` (with its options) prints of the file; `out` names its output where it asks for one.
inline std::string read_by(const std::string& program, const Bytes& pdf, const std::string& out = "") {
  const TempDir folder;
  const std::string file = folder.file("report.pdf");
  std::ofstream(file, std::ios::binary) << pdf;
  std::FILE* pipe = ::popen((program + " '" + file + "' " + out + " 2>&1").c_str(), "r");
  std::string text;
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), size);
  ::pclose(pipe);
  return text;
}

/// Line by line as it stands on each page.
inline std::vector<std::string> pages_of(const Bytes& pdf) {
  const std::string text = read_by("pdftotext -layout", pdf, "-");
  std::vector<std::string> pages;
  for (std::size_t from = 0, to = 0; (to = text.find('\f', from)) != std::string::npos; from = to + 1) {
    pages.push_back(text.substr(from, to - from));
  }
  return pages;
}

}  // namespace hk::test
