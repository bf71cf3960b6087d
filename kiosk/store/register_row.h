#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/store/csv_reader.h"
#include "kiosk/store/register_csv.h"

/// One row of a register by itself: what each field says, and why a row is no good. Whether rows agree with each
/// other is asked in register_csv.cpp.
namespace hk {

enum class RegisterColumn : std::uint8_t {
  session,
  date,
  start,
  end,
  kind,
  workshop,
  activity,
  site,
  participant,
  category,
  name,
  gender,
  area,
  headcount
};
inline constexpr std::array<std::string_view, 14> register_column_names = {
    "session", "date",        "start",    "end",  "kind",   "workshop", "activity",
    "site",    "participant", "category", "name", "gender", "area",     "headcount"};

/// A good row.
struct RegisterRow {
  RegisterSession session;
  std::string participant;  ///< key; empty where the row only declares its session
  std::string category;     ///< code; empty only where neither participant nor headcount needs it
  std::string name, gender, area;
  std::int64_t headcount = 0;
};

/// Reads rows by their header.
class RegisterRowReader {
 public:
  /// Errors: invalid, naming every missing, unknown or repeated column.
  [[nodiscard]] static Result<RegisterRowReader> from_header(const CsvRecord& header,
                                                             std::span<const RegisterCategory> categories);
  /// Nothing for a row without any text. Errors: invalid; thing is the column.
  [[nodiscard]] Result<std::optional<RegisterRow>> read(CsvRecord& record) const;

 private:
  explicit RegisterRowReader(std::span<const RegisterCategory> categories);
  [[nodiscard]] Result<void> clean(CsvRecord& record) const;
  [[nodiscard]] const std::string& field(const CsvRecord& record, RegisterColumn column) const;
  [[nodiscard]] Result<RegisterSession> read_session(const CsvRecord& record) const;
  [[nodiscard]] Result<std::string> read_category(const CsvRecord& record) const;
  [[nodiscard]] Result<void> read_person(const CsvRecord& record, RegisterRow& row) const;

  std::vector<RegisterColumn> columns_;                                          ///< in the file's order
  std::array<std::optional<std::size_t>, register_column_names.size()> places_;  ///< by column
  std::unordered_map<std::string, std::string> categories_;                      ///< folded word → code
};

}  // namespace hk
