#pragma once
#include <span>

#include "sync/reports/report.h"

/// Statistical disclosure control (domain.md, Privacy, last point): what leaves the programme tells nothing of fewer
/// people than the threshold, neither by itself nor together with what left before.
namespace hk {

/// Weeks, months, half-years and years may leave; free dates could be laid so that their difference is one person.
[[nodiscard]] bool may_leave(const Period& period);

/// Weeks, months and half-years begun by `today` that have not left with their tables and share days with `whole` or,
/// through others that left, with what it ties together: what will be hidden in them must not follow before they leave.
[[nodiscard]] std::vector<Period> untold_beside(const Period& whole, std::span<const ExportRecorded> earlier,
                                                LocalDate today);

/// The report of `facts` for the outside: total, compared period, workshops, activities, sites, categories, weeks.
/// `facts.beside` are untold_beside(). `earlier` are all exports recorded so far, oldest first; internal ones among
/// them are passed over. Hidden before stays hidden; what an earlier export printed and has changed by too few people
/// to be told stands as it was printed (Shown::kept). Errors: invalid, naming a period of free dates. Job thread: takes
/// some seconds; a year of which nothing has left yet, about a minute.
[[nodiscard]] Result<Report> external_report(const ReportFacts& facts, Coverage coverage,
                                             std::span<const ExportRecorded> earlier);

}  // namespace hk
