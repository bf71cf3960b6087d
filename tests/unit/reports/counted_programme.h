#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sync/domain/report_facts.h"

namespace hk::test {

/// Sessions with who was there, and reports of them: counted by tally_of() from what had arrived on the day, so that
/// figures tie as real ones do.
class CountedProgramme {
 public:
  struct CheckIn {
    TallyCheckIn tick;
    LocalDate arrives, withdrawn{INT32_MAX};
  };
  struct Held {
    TallySession session;
    LocalDate arrives;
    std::vector<CheckIn> check_ins = {};
  };

  /// `workshop_of` has the workshop of each activity. Codes are workshop0, activity0, site0, category0 and so on.
  CountedProgramme(std::vector<int> workshop_of, int sites, int categories);
  /// The reference holds until the next one is added.
  Held& add(Held held) { return held_.emplace_back(std::move(held)); }

  /// As a report of `period` reads its facts on `today`.
  [[nodiscard]] ReportFacts facts(const Period& period, LocalDate today, const std::vector<Period>& beside = {}) const;
  [[nodiscard]] Tally tally(const Period& period, const Breakdown& by, LocalDate today) const;
  [[nodiscard]] const std::vector<TallyWords::Value>& values(Dimension dimension) const;

 private:
  [[nodiscard]] PeriodFigures figures(const Period& period, LocalDate today) const;
  [[nodiscard]] std::vector<TallyTable> tables(const Period& period, LocalDate today) const;

  std::vector<std::vector<TallyWords::Value>> words_;  ///< by dimension
  std::map<std::string, std::string> workshop_of_;
  std::vector<Held> held_;
};

}  // namespace hk::test
