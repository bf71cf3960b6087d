#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/domain/calendar.h"
#include "sync/domain/environment.h"

/// A workbook before any library knows of it: what stands in its cells and what each of them is. Values only.
namespace hk {

/// What a cell is; how it looks follows.
enum class Look : std::uint8_t {
  title,  ///< this and the next three stretch over the sheet's width, alone in their row
  lead,
  note,
  warning,
  heading,  ///< over a column of words
  number_heading,
  text,  ///< as many lines as it needs
  part,  ///< words below those of which they are a part
  number,
  kept,     ///< a number that stands as an earlier export printed it
  change,   ///< a number with its sign
  share,    ///< 0.5 is 50 %
  missing,  ///< words in the place of a number
  date,
  moment,
};
inline constexpr std::size_t look_count = 15;

struct Cell {
  std::variant<std::monostate, std::string, std::int64_t, double, LocalDate, LocalMoment> value;
  Look look = Look::text;
};

/// Columns of a range of rows: words from one column, numbers from another.
struct Chart {
  std::string title;
  std::size_t first_row = 0, rows = 0;
  std::size_t words_column = 0, numbers_column = 0;
  std::size_t at_row = 0;  ///< where it begins, below what is written
};

struct Sheet {
  std::string name;            ///< at most 31 letters, none of []:*?/\, and never from outside
  std::vector<double> widths;  ///< of each column, in digits
  std::vector<std::vector<Cell>> rows;
  std::size_t head_rows = 0;  ///< stay when the rest is scrolled; the last of them heads every printed page
  std::size_t head_columns = 0;
  bool landscape = false;
  std::optional<Chart> chart = {};
};

struct Workbook {
  std::string title, author;
  LocalDate created;
  std::string header_left, header_right;  ///< on every printed page
  std::vector<Sheet> sheets;
};

}  // namespace hk
