#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/model_parts.h"
#include "sync/domain/report_facts.h"
#include "sync/reports/report.h"
#include "sync/reports/report_files.h"

/// The figures of a period, how a coordinator looks at them, and how they become a file.
namespace hk {

/// The column of a row's words, after those of the figures.
inline constexpr std::size_t label_column = figure_count;

/// Without a column in the programme's order; by a figure the largest first, by words from A on.
struct TableOrder {
  std::optional<std::size_t> column;  ///< a figure's place in figures(), or label_column
  bool reversed = false;
  bool operator==(const TableOrder&) const = default;
};

/// What belongs to one row of a table.
struct RowKey {
  Dimension dimension{};
  std::string code;   ///< empty: the missing value
  std::string label;  ///< in Swedish; empty where the code is
  bool operator==(const RowKey&) const = default;
};

/// The figures of one period.
struct WeekModel {
  Period period, compared;
  Comparison compare{};
  bool goes_on = false;  ///< not over, so there is none after it
  Dimension by{};
  bool all_dimensions = false;     ///< the rarer ones are offered too
  std::optional<RowKey> narrowed;  ///< the table has only what belongs to it
  TableOrder order;
  std::shared_ptr<const Report> report;  ///< as it was counted; null while it is counted for the first time
  std::optional<std::size_t> table;      ///< in report->tables; empty while it is counted
  std::vector<std::size_t> rows;         ///< of that table, those shown, in their order
  std::optional<std::size_t> bar;        ///< of the chart, touched
  bool all_coverage = false;             ///< every line of what may be missing
  bool may_export = true;
  std::map<std::string, std::string> leaders;  ///< of their codes the names, while those are open
  bool operator==(const WeekModel&) const = default;
};

/// Which sessions a figure counts.
struct SessionsAsked {
  Period period;
  std::string figure;  ///< code; empty: all that took place
  std::vector<RowKey> rows;
  bool operator==(const SessionsAsked&) const = default;
};

struct SessionRow {
  SessionId session;
  LocalDate date;
  ClockTime start;
  std::string activity, place;  ///< Swedish labels; empty: not said
  std::int64_t attendances = 0, headcount = 0, turned_away = 0;
  bool never_closed = false;
  bool operator==(const SessionRow&) const = default;
};

/// The sessions behind a figure.
struct SessionsModel {
  SessionsAsked asked;
  std::shared_ptr<const std::vector<SessionRow>> rows;  ///< by date and time; null while they are read
  bool may_see_people = false;
  bool operator==(const SessionsModel&) const = default;
};

/// Who was there, to be read only: that somebody looked is in the audit trail.
struct SessionPeopleModel {
  SessionRow session;
  std::vector<std::string> people;  ///< names as on the roster; empty: not known here
  bool operator==(const SessionPeopleModel&) const = default;
};

/// Any period at all.
struct PickerModel {
  PeriodKind kind{};
  std::int32_t year = 0;        ///< of weeks, months and half-years; of years the last one offered
  std::vector<Period> choices;  ///< begun by today; of free dates none
  std::string chosen;           ///< canonical text of what was shown
  LocalDate from, to;           ///< of free dates
  bool has_later = false;
  bool for_export = false;
  bool operator==(const PickerModel&) const = default;
};

/// Figures as a file, in three touches.
struct ExportModel {
  struct Place {
    std::string name;  ///< of the stick
    std::int64_t free_bytes = 0;
    bool read_only = false;
    bool operator==(const Place&) const = default;
  };
  enum class Step : std::uint8_t { none, counting, writing };
  std::vector<Period> periods;  ///< the chosen one among them
  std::size_t chosen = 0;
  ReportFormat format{};
  bool external = true;
  bool may_leave = true;      ///< free dates stay inside
  std::vector<Place> drives;  ///< sticks
  bool drive_first = true;    ///< where it was saved last
  std::string folder;
  std::string file_name;
  Step step = Step::none;
  std::shared_ptr<const Report> report;  ///< of the chosen period, once it is counted: what it may lack
  std::int64_t unsent = 0;               ///< changes of this device that the server has not got
  bool weekly = false;                   ///< every Monday to the folder
  std::string weekly_done;               ///< canonical text of the week that was saved last; may be empty
  std::string weekly_why;                ///< why the last try failed; empty when it did not
  bool operator==(const ExportModel&) const = default;
};

/// What left the programme, and what is different today.
struct ExportsModel {
  struct Row {
    ChangeId id;
    Period period;
    bool internal = false;
    LocalDate day;
    ClockTime time;
    bool operator==(const Row&) const = default;
  };
  struct Line {
    std::string table;  ///< as in ExportRecorded
    std::string label;  ///< of the row, in Swedish; empty: the missing value, or the total
    std::size_t figure = 0;
    std::optional<std::int64_t> then, now;  ///< counted; empty where the row was not there
    bool hidden = false;                    ///< readers saw no number
    bool operator==(const Line&) const = default;
  };
  std::optional<std::vector<Row>> rows;  ///< the latest first; empty while they are read
  std::optional<Row> compared;           ///< of which the lines are
  std::optional<std::vector<Line>> lines;
  std::int64_t same = 0;  ///< figures that are not listed, for they are as they were
  bool operator==(const ExportsModel&) const = default;
};

}  // namespace hk
