#pragma once
#include <string>
#include <vector>

#include "sync/domain/period.h"

/// Which periods are offered, and what a file of one is called.
namespace hk {

/// Of the same kind just after; of free dates as many days.
[[nodiscard]] Period period_after(const Period& period);

/// What is asked for most: the two weeks that ended last, the month and the half-year that the last of them ended in.
/// `shown` stands first where it is none of these, in place of the last: four fit beside each other's days.
[[nodiscard]] std::vector<Period> offered_periods(LocalDate today, const Period& shown);

/// How many years stand on one page of them.
inline constexpr int picker_years = 12;
/// Every period of the kind in `year`, of years those up to it: those begun by `today`, in their order. Weeks are those
/// of the ISO year. None of free dates.
[[nodiscard]] std::vector<Period> periods_of(PeriodKind kind, int year, LocalDate today);
/// The year whose page of periods_of() has the period.
[[nodiscard]] int picker_year(const Period& period);

/// Free dates, as a period's text wants them.
[[nodiscard]] Period free_dates(LocalDate from, LocalDate to);

/// "2026-v47", "2026-11", "2026-h2", "2026", "2026-03-02--2026-03-05".
[[nodiscard]] std::string period_file_part(const Period& period);

}  // namespace hk
