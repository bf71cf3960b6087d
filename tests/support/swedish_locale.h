#pragma once
#include <doctest/doctest.h>

#include <clocale>
#include <cstdlib>
#include <string>

#include "tests/support/temp_dir.h"

namespace hk::test {

/// While it lives the whole process speaks Swedish, with a comma in its numbers. The locale is made on the spot, so
/// that every machine has it.
class SwedishLocale {
 public:
  SwedishLocale() : before_(std::setlocale(LC_ALL, nullptr)) {
    const std::string made = "localedef -i sv_SE -f UTF-8 " + (folder_.path() / "sv_SE.UTF-8").string();
    REQUIRE(std::system(made.c_str()) == 0);
    REQUIRE(setenv("LOCPATH", folder_.path().c_str(), 1) == 0);
    REQUIRE(std::setlocale(LC_ALL, "sv_SE.UTF-8") != nullptr);
    REQUIRE(std::string(std::localeconv()->decimal_point) == ",");
  }
  ~SwedishLocale() {
    unsetenv("LOCPATH");
    std::setlocale(LC_ALL, before_.c_str());
  }
  SwedishLocale(const SwedishLocale&) = delete;
  SwedishLocale& operator=(const SwedishLocale&) = delete;

 private:
  TempDir folder_;
  std::string before_;
};

}  // namespace hk::test
