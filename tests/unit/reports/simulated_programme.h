#pragma once
#include <random>

#include "tests/unit/reports/counted_programme.h"

namespace hk::test {

/// A programme whose people come and go, some to much, some to little, with check-ins that arrive late and some that
/// are taken back.
class SimulatedProgramme : public CountedProgramme {
 public:
  struct Size {
    int people = 2500;  ///< of whom some 1 500 come within a year, some 11 000 times
    double late = 0;    ///< the share of check-ins that arrive days or weeks after
  };
  /// Sessions from `first` to `last`, of six workshops, fifteen activities, five sites and four categories.
  SimulatedProgramme(std::uint64_t seed, Size size, LocalDate first, LocalDate last);

 private:
  struct Person {
    int category;
    LocalDate birthday;  ///< from then on the next category
    LocalDate first, last;
    double eager;
  };
  double chance() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  int below(int n) { return static_cast<int>(chance() * n); }
  void make_people(LocalDate first, LocalDate last);
  void hold(int activity, LocalDate date);
  [[nodiscard]] CheckIn check_in(const Held& held, int person);

  std::mt19937_64 engine_;
  Size size_;
  std::vector<Person> people_;
  std::vector<std::vector<int>> fans_;  ///< of each activity
};

}  // namespace hk::test
