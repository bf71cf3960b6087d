#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/domain/coverage.h"
#include "sync/domain/tally_words.h"

/// Everything that a report of a period counts, before anybody decides what of it may be shown.
namespace hk {

enum class Comparison : std::uint8_t { previous, last_year };

struct ReportAsked {
  Period period;
  Comparison compare = Comparison::previous;
  Breakdown by = {};                ///< one more table, for a report that stays inside
  LocalDate today;                  ///< tells which periods still go on
  std::vector<Period> beside = {};  ///< counted by the fixed tables too, for what they may tell together with `period`
  bool held = false;                ///< also when anything was held: external_report() weighs what everybody knows
};

/// One breakdown. Each row is counted on its own; rows of people never add up.
struct TallyTable {
  Breakdown by;
  std::vector<std::vector<TallyWords::Value>> dimensions;  ///< of each dimension of `by` the values, by rank
  std::vector<TallyCell> cells;
};

struct PeriodFigures {
  Period period;
  TallyFigures figures;
  bool goes_on = false;  ///< not over yet
};

struct PeriodTables {
  PeriodFigures whole;
  std::vector<TallyTable> tables;  ///< by workshop, activity, site, category
};

inline constexpr int report_weeks = 12;

/// That something of a kind was held somewhere on a day, by codes: what posters and neighbours tell.
struct HeldDay {
  LocalDate date;
  std::string workshop, activity, site;
};

struct ReportFacts {
  std::string programme;  ///< its name; may be empty
  std::vector<TallyWords::Category> categories;
  PeriodFigures whole, compared;
  /// From the first of January to the end of the period: what targets are held against, where there are any.
  std::optional<PeriodFigures> year;
  std::vector<TallyTable> tables;    ///< by workshop, activity, site, category; then what `by` asked for, if anything
  std::vector<PeriodFigures> weeks;  ///< `report_weeks` ISO weeks, the last one holds the period's last day
  std::vector<PeriodTables> beside;  ///< as asked
  std::vector<Coverage::OpenSession> never_closed;  ///< of the period, by date
  std::map<std::string, std::int64_t> targets;      ///< a figure's name → what the programme wants to reach in a year
  std::map<std::string, std::string> workshop_of;  ///< an activity's code → its workshop's, where the catalogue knows
  std::vector<HeldDay> held;                       ///< as asked: of all sessions that count, each once
  RecurringRule recurring;
  std::int32_t small_cell = 5;
};

}  // namespace hk
