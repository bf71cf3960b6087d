#include "sync/reports/changes.h"

#include <doctest/doctest.h>

using namespace hk;

namespace {

class Utc final : public LocalTime {
 public:
  [[nodiscard]] LocalMoment at(std::int64_t utc_ms) const override {
    return {static_cast<std::int32_t>(utc_ms / 86'400'000), 0, 0};
  }
  [[nodiscard]] std::int64_t to_utc_ms(std::int32_t days, std::int32_t) const override { return days * 86'400'000LL; }
};

PeriodFigures week(const char* text, std::int64_t attendances) {
  PeriodFigures figures{parse_period(text).value(), {}, false};
  figures.figures.attendances = attendances;
  return figures;
}

ReportFacts facts() {
  ReportFacts facts;
  facts.whole = week("2026-W47", 20);
  facts.compared = week("2026-W46", 10);
  facts.weeks = {week("2026-W45", 7), week("2026-W46", 10), week("2026-W47", 20)};
  return facts;
}

/// `days` after the period's last day.
RecordedExport exported(const ReportFacts& facts, int days) {
  RecordedExport made;
  made.record = export_record(facts, internal_report(facts, {}));
  made.made_ms = facts.whole.period.to.plus(days).days * 86'400'000LL;
  return made;
}

/// The export of week 46 as it was when it was over.
RecordedExport exported_46(std::int64_t attendances, int days = 1) {
  ReportFacts then = facts();
  then.whole = week("2026-W46", attendances);
  return exported(then, days);
}

std::vector<std::string> changed(const std::vector<RecordedExport>& exports) {
  std::vector<std::string> periods;
  for (const Coverage::Changed& one : changed_since(facts(), exports, Utc())) periods.push_back(one.period.text);
  return periods;
}

}  // namespace

TEST_CASE("a week that was exported with other figures has changed, and one exported as it is has not") {
  CHECK(changed({exported_46(9)}) == std::vector<std::string>{"2026-W46"});
  CHECK(changed({exported_46(10)}).empty());
  CHECK(changed({}).empty());
}

TEST_CASE("the newest export is what counts") {
  CHECK(changed({exported_46(9), exported_46(10, 2)}).empty());
  CHECK(changed({exported_46(10), exported_46(9, 2)}) == std::vector<std::string>{"2026-W46"});
}

TEST_CASE("what was exported while the week went on was never said to be all") {
  CHECK(changed({exported_46(3, 0)}).empty());
}

TEST_CASE("the period asked for may have changed too") {
  ReportFacts then = facts();
  then.whole.figures.turned_away = 2;
  const std::vector<RecordedExport> exports{exported(then, 1)};
  const auto changed = changed_since(facts(), exports, Utc());
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].period.text == "2026-W47");
  CHECK(changed[0].exported.days == then.whole.period.to.plus(1).days);
}

TEST_CASE("an internal report shows every figure as counted, and its record says so") {
  const ReportFacts counted = facts();
  const ExportRecorded record = export_record(counted, internal_report(counted, {}));
  CHECK(record.period == "2026-W47");
  CHECK(record.internal);
  REQUIRE(record.tables.size() == 3);
  CHECK(record.tables[0].name == "total");
  const std::size_t attendances = figure_index("attendances").value();
  CHECK(record.tables[0].rows[0].numbers[attendances] == ExportRecorded::Number{20, 20, Shown::shown});
  CHECK(record.tables[1].rows[0].key == "2026-W46");
  REQUIRE(record.tables[2].rows.size() == 3);
  CHECK(record.tables[2].rows[0].key == "2026-W45");
  CHECK_FALSE(figure_index("shoe_size"));
}
