#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "sync/domain/breakdown.h"
#include "sync/domain/ids.h"
#include "sync/domain/period.h"
#include "sync/domain/report_facts.h"
#include "sync/reports/report_files.h"

/// What a coordinator does with the figures. Periods are said by their canonical text.
namespace hk {

struct ShowWeek {};
struct ShowPeriod {
  std::string period;
};  ///< the figures of another period, or the one that is to be exported
struct StepPeriod {
  bool later = false;  ///< else the one before
};                     ///< on the figures; where a period is picked, a page of them
struct ChooseComparison {
  Comparison compare{};
};
struct ChooseBreakdown {
  Dimension by{};
};
struct ShowDimensions {};  ///< the rarer ones too, or no longer
struct SortTable {
  std::size_t column = 0;  ///< a figure's place in figures(), or label_column
};                         ///< touched again it turns round
struct NarrowTable {
  std::string code;  ///< of a row; empty is the missing value
};                   ///< only what belongs to it; in a narrowed table, the sessions behind the row
struct WidenTable {};
struct SelectBar {
  std::size_t week = 0;  ///< its place in the chart
};
struct ShowCoverage {};  ///< all of it, or no longer
struct ShowSessions {
  std::string figure;  ///< code of the figure that was touched; empty: of the whole table
};
struct ShowSessionPeople {
  SessionId session;
};

struct PickPeriod {};
struct ChooseKind {
  PeriodKind kind{};
};
/// Of free dates.
struct StepDate {
  bool last = false;    ///< the last day, else the first
  bool months = false;  ///< else days
  bool later = false;
};

struct ShowExport {};
struct ChooseFormat {
  ReportFormat format{};
};
struct SetExternal {
  bool external = true;
};
struct SaveReport {
  std::optional<std::size_t> drive;  ///< its place in the model; empty: the folder
};
struct SetWeekly {
  bool on = false;
};  ///< every Monday to the folder

struct ShowExports {};  ///< "Tidigare exporter"
struct CompareExport {
  ChangeId id;
};

}  // namespace hk
