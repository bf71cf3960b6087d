#include "sync/protocol/decode_export.h"

#include "sync/domain/period.h"
#include "sync/protocol/decode_checks.h"

namespace hk::decode {
namespace {

namespace pb = halsokiosk::v1;

constexpr int tables_max = 32, numbers_max = 64;
constexpr std::size_t key_max = 200;
constexpr std::int64_t figure_max = 1'000'000'000'000;
constexpr std::int32_t small_cell_max = 1000;

bool in_range(std::int64_t value) { return -figure_max <= value && value <= figure_max; }

Result<ExportRecorded::Row> parse_row(const pb::ExportRecorded::Row& in) {
  ExportRecorded::Row row;
  HK_TRY(bounded_text(in.key(), key_max, "export_recorded.key"));
  const int count = in.counted_size();
  if (count > numbers_max || in.printed_size() != count || in.shown().size() != static_cast<std::size_t>(count)) {
    return fail(ErrorCode::invalid, "export_recorded.row", "its lists of figures differ in length, or are too long");
  }
  row.key = in.key();
  for (int i = 0; i < count; ++i) {
    ExportRecorded::Number number{in.counted(i), in.printed(i), {}};
    HK_ASSIGN(number.shown, known<Shown>(static_cast<unsigned char>(in.shown()[static_cast<std::size_t>(i)]), 4,
                                         "export_recorded.shown"));
    if (!in_range(number.counted) || !in_range(number.printed)) {
      return fail(ErrorCode::invalid, "export_recorded.figure", "out of range");
    }
    row.numbers.push_back(number);
  }
  return row;
}

}  // namespace

Result<ChangeBody> parse(const pb::ExportRecorded& in) {
  ExportRecorded body;
  if (!parse_period(in.period())) return fail(ErrorCode::invalid, "export_recorded.period", "is no period");
  if (in.small_cell() < 1 || in.small_cell() > small_cell_max) {
    return fail(ErrorCode::invalid, "export_recorded.small_cell", "out of range");
  }
  if (in.tables_size() > tables_max) return fail(ErrorCode::invalid, "export_recorded.tables", "too many");
  body.period = in.period();
  body.internal = in.internal();
  body.small_cell = in.small_cell();
  for (const pb::ExportRecorded::Table& from : in.tables()) {
    ExportRecorded::Table& table = body.tables.emplace_back();
    HK_TRY(code_text(from.name(), "export_recorded.table"));
    if (from.rows_size() > list_max) return fail(ErrorCode::invalid, "export_recorded.rows", "too many");
    table.name = from.name();
    for (const pb::ExportRecorded::Row& row : from.rows()) {
      HK_ASSIGN(table.rows.emplace_back(), parse_row(row));
    }
  }
  return body;
}

}  // namespace hk::decode
