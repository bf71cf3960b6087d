#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "sync/domain/report_facts.h"

namespace hk::test {

/// A programme whose people come and go, some to much, some to little, with check-ins that arrive late and some that are
/// taken back. Its reports are counted by tally_of() from what had arrived on the day: figures tie as real ones do.
class SimulatedProgramme {
 public:
  struct Size {
    int people = 2500;
    int check_ins_a_week = 215;
    double late = 0.03;  ///< the share of check-ins that arrive after the week's export
  };
  /// Sessions from `first` to `last`.
  SimulatedProgramme(std::uint64_t seed, Size size, LocalDate first, LocalDate last);

  /// As a report of `period` reads its facts on `today`.
  [[nodiscard]] ReportFacts facts(const Period& period, LocalDate today) const;
  /// One table of a period, and its whole, as counted on `today`.
  [[nodiscard]] Tally tally(const Period& period, const Breakdown& by, LocalDate today) const;
  [[nodiscard]] const std::vector<TallyWords::Value>& values(Dimension dimension) const;
  [[nodiscard]] const std::map<std::string, std::string>& workshop_of() const { return workshop_of_; }

  static constexpr int workshops = 6, activities = 15, sites = 5, categories = 4;

 private:
  struct Person {
    int category;
    LocalDate birthday;  ///< from then on the next category
    LocalDate first, last;
    std::vector<int> likes;
    double eager;
  };
  struct CheckIn {
    TallyCheckIn tick;
    LocalDate arrives, withdrawn;
  };
  struct Held {
    TallySession session;
    LocalDate arrives;
    std::vector<CheckIn> check_ins;
  };
  double chance() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  int below(int n) { return static_cast<int>(chance() * n); }
  void make_words();
  void make_people(LocalDate first, LocalDate last);
  void hold(int activity, LocalDate date, int hour);
  void check_in(Held& held, int person);
  [[nodiscard]] PeriodFigures figures(const Period& period, LocalDate today) const;

  std::mt19937_64 engine_;
  Size size_;
  std::vector<std::vector<TallyWords::Value>> words_;  ///< by dimension
  std::map<std::string, std::string> workshop_of_;
  std::vector<Person> people_;
  std::vector<std::vector<int>> fans_;  ///< of each activity
  std::vector<Held> held_;
  LocalDate now_;
};

}  // namespace hk::test
