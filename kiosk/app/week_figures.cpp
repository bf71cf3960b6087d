#include "kiosk/app/week_figures.h"

namespace hk {

Result<WeekFigures> count_week(Database& db, ProgrammeRef programme, LocalDate monday, Dimension by, LocalDate today) {
  WeekFigures figures;
  figures.by = by;
  const LocalDate last_week = monday.plus(-7);
  for (int back = chart_weeks - 1; back >= 0; --back) {
    const LocalDate from = monday.plus(-7 * back);
    const bool asked = back == 0;
    HK_ASSIGN(const TallyReport report, read_tally(db, programme, week_of(from), asked ? Breakdown{by} : Breakdown{}));
    const TallyFigures& whole = report.tally;
    figures.weeks.push_back({iso_week(from).week, whole.attendances, from <= today && today < from.plus(7)});
    if (from == last_week) figures.before = whole;
    if (!asked) continue;
    figures.now = whole;
    figures.never_closed = report.words.never_closed;
    for (const TallyCell& cell : report.tally.cells) {
      const TallyWords::Value& value = report.words.dimensions.front()[cell.key[0]];
      figures.rows.push_back({value.code.empty() ? std::string() : value.label, cell.figures});
    }
  }
  return figures;
}

}  // namespace hk
