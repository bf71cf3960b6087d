#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "assets/sample/generator.h"

/// sample_register 2025|2023-H2 [PROGRAMME.json]: writes a synthetic register to standard output.
int main(int argc, char** argv) {
  const std::string period = argc > 1 ? argv[1] : "";
  const hk::sample::Totals* totals = nullptr;
  for (const auto* known : {&hk::sample::year_2025, &hk::sample::half_2023}) {
    if (period == known->period) totals = known;
  }
  if (!totals || argc > 3) {
    std::fputs("usage: sample_register 2025|2023-H2 [PROGRAMME.json] > register.csv\n", stderr);
    return 2;
  }
  const std::string path = argc > 2 ? argv[2] : HALSOKIOSK_SAMPLE_PROGRAMME;
  std::ifstream file(path, std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const auto programme = hk::parse_programme_file(json);
  if (!file || !programme) {
    std::fprintf(stderr, "%s: %s\n", path.c_str(), file ? programme.error().message().c_str() : "cannot be read");
    return 1;
  }
  const std::string csv = hk::sample::make_register(*programme, *totals);
  const bool written = std::fwrite(csv.data(), 1, csv.size(), stdout) == csv.size() && std::fflush(stdout) == 0;
  if (!written) std::fputs("standard output: cannot be written\n", stderr);
  return written ? 0 : 1;
}
