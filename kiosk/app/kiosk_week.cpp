#include "kiosk/app/kiosk.h"
#include "kiosk/app/period_choices.h"
#include "kiosk/app/report_tables.h"
#include "kiosk/store/staff.h"

namespace hk {
namespace {

bool same(const ReportAsked& a, const ReportAsked& b) {
  return a.period == b.period && a.compare == b.compare && a.by == b.by;
}

}  // namespace

ReportSource Kiosk::report_source() const {
  return {store_.folder().database(), store_.own().programme, &ports_.local_time};
}

Kiosk::AtWeek* Kiosk::week() {
  if (auto* at = std::get_if<AtWeek>(&state_)) return at;
  if (auto* at = std::get_if<AtSessions>(&state_)) return &at->week;
  if (auto* at = std::get_if<AtExport>(&state_)) return &at->week;
  if (auto* at = std::get_if<AtPicker>(&state_)) return &at->week;
  if (auto* at = std::get_if<AtExports>(&state_)) return &at->week;
  return nullptr;
}

void Kiosk::back_to_week(AtWeek at) {
  go(std::move(at));
  count_shown_week();
}

bool Kiosk::leave_report() {
  if (auto* sessions = std::get_if<AtSessions>(&state_); sessions && sessions->opened) {
    sessions->opened.reset();
    sessions->people.clear();
    return true;
  }
  if (auto* exports = std::get_if<AtExports>(&state_)) {
    if (!exports->read.compared) return go_to_export(AtWeek(exports->week)), true;
    exports->read.compared.reset();
    exports->read.lines.reset();
    return true;
  }
  if (auto* picker = std::get_if<AtPicker>(&state_); picker && picker->for_export)
    return go_to_export(AtWeek(picker->week)), true;
  if (week() == nullptr || std::holds_alternative<AtWeek>(state_)) return false;
  back_to_week(AtWeek(*week()));
  return true;
}

void Kiosk::on(const ShowWeek&) {
  AtWeek at;
  at.period = week_of(today());
  back_to_week(std::move(at));
}

void Kiosk::show_period(AtWeek& at, Period period) {
  if (today() < period.from) return;
  at.period = std::move(period);
  at.report.reset();
  at.bar.reset();
  count_shown_week();
}

void Kiosk::on(const ShowPeriod& intent) {
  AtWeek* at = week();
  Result<Period> period = parse_period(intent.period);
  if (at == nullptr || !period || today() < period->from) return;
  show_period(*at, std::move(*period));
  const auto* picker = std::get_if<AtPicker>(&state_);
  if (picker == nullptr) return;
  picker->for_export ? go_to_export(AtWeek(*at)) : back_to_week(AtWeek(*at));
}

void Kiosk::on(const StepPeriod& intent) {
  if (auto* picker = std::get_if<AtPicker>(&state_)) return turn_page(*picker, intent.later);
  if (auto* at = std::get_if<AtWeek>(&state_))
    show_period(*at, intent.later ? period_after(at->period) : period_before(at->period));
}

void Kiosk::on(const ChooseComparison& intent) {
  auto* at = std::get_if<AtWeek>(&state_);
  if (at == nullptr) return;
  at->compare = intent.compare;
  at->report.reset();  // its changes are against another period
  count_shown_week();
}

void Kiosk::on(const ChooseBreakdown& intent) {
  auto* at = std::get_if<AtWeek>(&state_);
  if (at == nullptr || (at->narrowed && at->narrowed->dimension == intent.by)) return;
  at->by = intent.by;
  at->order = {};
  count_shown_week();
}

void Kiosk::on(const ShowDimensions&) {
  if (auto* at = std::get_if<AtWeek>(&state_)) at->all_dimensions = !at->all_dimensions;
}

void Kiosk::on(const SortTable& intent) {
  auto* at = std::get_if<AtWeek>(&state_);
  if (at != nullptr && intent.column <= label_column) at->order = sorted_by(at->order, intent.column);
}

void Kiosk::on(const NarrowTable& intent) {
  auto* at = std::get_if<AtWeek>(&state_);
  const auto table = at != nullptr && at->report ? find_table(*at->report, at->by, at->narrowed) : std::nullopt;
  if (!table) return;
  for (const ReportRow& row : at->report->tables[*table].rows) {
    if (row.key.back().code != intent.code) continue;
    RowKey key{at->by, intent.code, intent.code.empty() ? std::string() : row.key.back().label};
    if (at->narrowed) return show_sessions(AtWeek(*at), {}, std::move(key));
    at->narrowed = std::move(key);
    at->by = within(at->by);
    at->order = {};
    return count_shown_week();
  }
}

void Kiosk::on(const WidenTable&) {
  auto* at = std::get_if<AtWeek>(&state_);
  if (at == nullptr || !at->narrowed) return;
  at->by = at->narrowed->dimension;
  at->narrowed.reset();
  at->order = {};
  count_shown_week();
}

void Kiosk::on(const SelectBar& intent) {
  auto* at = std::get_if<AtWeek>(&state_);
  if (at != nullptr && at->report && intent.week < at->report->weeks.size()) at->bar = intent.week;
}

void Kiosk::on(const ShowCoverage&) {
  if (auto* at = std::get_if<AtWeek>(&state_)) at->all_coverage = !at->all_coverage;
}

/// Asked for again while it is being counted, it is counted once more after that.
void Kiosk::count_shown_week() {
  AtWeek* at = week();
  if (at == nullptr) return;
  at->outdated = at->counting;
  if (at->counting) return;
  at->counting = true;
  ports_.start_job(WeekJob{report_source(), {at->period, at->compare, breakdown_of(at->by, at->narrowed), today()}});
}

void Kiosk::on_week(WeekDone done) {
  AtWeek* at = week();
  if (at == nullptr) return;
  at->counting = false;
  // An answer to what was shown before is no answer to this.
  const ReportAsked asked{at->period, at->compare, breakdown_of(at->by, at->narrowed), {}};
  if (at->outdated || !same(done.asked, asked)) return count_shown_week();
  if (!done.report) {
    notice_ = Notice{Notice::Kind::not_counted, done.report.error().message()};
    return;
  }
  at->report = std::move(*done.report);
}

/// Who is known not to be a coordinator sees the figures only.
bool Kiosk::may_export() {
  if (!store_.acting()) return true;
  const auto acting = member(*store_.acting());
  return !acting || acting->role == StaffRole::coordinator;
}

WeekModel Kiosk::model(const AtWeek& at) {
  WeekModel model;
  model.period = at.period;
  model.compare = at.compare;
  model.compared = at.compare == Comparison::previous ? period_before(at.period) : year_before(at.period);
  model.goes_on = today() <= at.period.to;
  model.by = at.by;
  model.all_dimensions = at.all_dimensions;
  model.narrowed = at.narrowed;
  model.order = at.order;
  model.report = at.report;
  model.bar = at.bar;
  model.all_coverage = at.all_coverage;
  model.may_export = may_export();
  if (at.report) model.table = find_table(*at.report, at.by, at.narrowed);
  if (model.table) model.rows = shown_rows(at.report->tables[*model.table], at.narrowed, at.order);
  const bool has_leaders = at.by == Dimension::leader || (at.narrowed && at.narrowed->dimension == Dimension::leader);
  if (!has_leaders || !store_.unlocked()) return model;
  for (const StaffMember& one : or_notice(staff_members(store_))) model.leaders[to_text(one.staff)] = one.name;
  return model;
}

}  // namespace hk
