#include "kiosk/app/export_changes.h"

#include <algorithm>

namespace hk {
namespace {

using Row = ExportRecorded::Row;
using Table = ExportRecorded::Table;

std::string words_of(const ReportFacts& facts, const Table& table, const std::string& key) {
  for (const TallyTable& counted : facts.tables) {
    if (counted.by.size() != 1 || dimension_name(counted.by.front()) != table.name) continue;
    for (const TallyWords::Value& value : counted.dimensions.front())
      if (value.code == key) return key.empty() ? std::string() : value.label;
  }
  return key;
}

/// Lines of one row; `always` also those that are as they were.
class Lines {
 public:
  Lines(ExportsModel& model, const ReportFacts& facts) : model_(model), facts_(facts) {}

  void add(const Table& table, const Row* then, const Row* now, bool always) {
    for (std::size_t i = 0; i < figure_count; ++i) {
      const ExportRecorded::Number before = number(then, i), after = number(now, i);
      if (before.shown == Shown::absent && after.shown == Shown::absent) continue;
      if (!always && before.counted == after.counted) {
        ++model_.same;
        continue;
      }
      const Row& named = then != nullptr ? *then : *now;
      const std::string label = always ? std::string() : words_of(facts_, table, named.key);
      model_.lines->push_back({table.name, label, i, counted(before), counted(after), before.shown == Shown::hidden});
    }
  }

 private:
  static ExportRecorded::Number number(const Row* row, std::size_t figure) {
    // A newer program may have recorded figures that this one does not know, an older one fewer.
    return row == nullptr || figure >= row->numbers.size() ? ExportRecorded::Number{} : row->numbers[figure];
  }
  static std::optional<std::int64_t> counted(const ExportRecorded::Number& number) {
    if (number.shown == Shown::absent) return std::nullopt;
    return number.counted;
  }
  ExportsModel& model_;
  const ReportFacts& facts_;
};

const Row* row_of(const Table& table, const std::string& key) {
  const auto found = std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& row) { return row.key == key; });
  return found == table.rows.end() ? nullptr : &*found;
}

}  // namespace

ExportsModel earlier_exports(std::span<const RecordedExport> exports, const LocalTime& local_time) {
  ExportsModel model;
  model.rows.emplace();
  for (auto one = exports.rbegin(); one != exports.rend(); ++one) {
    const Result<Period> period = parse_period(one->record.period);
    if (!period) continue;
    const LocalMoment made = local_time.at(one->made_ms);
    model.rows->push_back({one->id, *period, one->record.internal, LocalDate{made.days}, {made.minute_of_day}});
  }
  return model;
}

void compare(const RecordedExport& then, const ReportFacts& now, ExportsModel& model) {
  model.lines.emplace();
  for (const ExportsModel::Row& row : *model.rows)
    if (row.id == then.id) model.compared = row;
  const ExportRecorded today = export_record(now, internal_report(now, {}));
  Lines lines(model, now);
  for (const Table& before : then.record.tables) {
    const auto after = std::find_if(today.tables.begin(), today.tables.end(),
                                    [&](const Table& one) { return one.name == before.name; });
    // What was compared with is no figure of this period, and what this program does not count has no today.
    if (before.name == "compared" || after == today.tables.end()) continue;
    const bool whole = before.name == "total";
    for (const Row& row : before.rows) lines.add(before, &row, row_of(*after, row.key), whole);
    for (const Row& row : after->rows)
      if (row_of(before, row.key) == nullptr) lines.add(before, nullptr, &row, whole);
  }
}

}  // namespace hk
