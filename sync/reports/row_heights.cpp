#include "sync/reports/row_heights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hk {
namespace {

constexpr double line_points = 15;
/// Letters that are narrower or wider than a digit in the fonts of spreadsheets.
constexpr std::string_view narrow = " fijlrtI.,:;'()-/", wide = "mwMW@%";

/// How wide and high letters are, against those of a plain cell.
double size_of(Look look) {
  if (look == Look::title) return 1.5;
  return look == Look::lead ? 1.2 : 1.0;
}

/// In digits. What is indented has less.
double room_of(const Sheet& sheet, std::size_t row, std::size_t column) {
  const Cell& cell = sheet.rows[row][column];
  const double width = is_spanning(sheet.rows[row]) ? std::accumulate(sheet.widths.begin(), sheet.widths.end(), 0.0)
                                                    : sheet.widths[column] - (cell.look == Look::part ? 3 : 0);
  return width / size_of(cell.look);
}

}  // namespace

bool is_spanning(const std::vector<Cell>& row) {
  if (row.size() != 1) return false;
  const Look look = row[0].look;
  return look == Look::title || look == Look::lead || look == Look::note || look == Look::warning;
}

double width_of(std::string_view text) {
  double width = 0;
  for (const char letter : text) {
    if ((static_cast<unsigned char>(letter) & 0xc0) == 0x80) continue;
    const bool capital = letter >= 'A' && letter <= 'Z';
    width += narrow.find(letter) != std::string_view::npos ? 0.55
             : wide.find(letter) != std::string_view::npos ? 1.5
             : capital                                     ? 1.2
                                                           : 1.0;
  }
  return width;
}

std::size_t lines_of(std::string_view text, double room) {
  std::size_t lines = 1;
  double used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const double word = width_of(text.substr(0, end));
    const double with_word = used + (used > 0 ? width_of(" ") : 0) + word;
    if (with_word <= room) {
      used = with_word;
    } else {
      const double broken = std::max(1.0, std::ceil(word / room));
      lines += static_cast<std::size_t>(broken) - (used > 0 ? 0 : 1);
      used = word - (broken - 1) * room;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::optional<double> row_height(const Sheet& sheet, std::size_t row) {
  double height = line_points;
  for (std::size_t c = 0; c < sheet.rows[row].size(); ++c) {
    const Cell& cell = sheet.rows[row][c];
    const auto* words = std::get_if<std::string>(&cell.value);
    if (!words) continue;
    const auto lines = static_cast<double>(lines_of(*words, room_of(sheet, row, c)));
    height = std::max(height, lines * line_points * size_of(cell.look));
  }
  // No spreadsheet takes more than 409 points.
  return height > line_points ? std::optional(std::min(height, 409.0)) : std::nullopt;
}

}  // namespace hk
