#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hk {

/// One record of a CSV text; its buffers are used again for the next.
struct CsvRecord {
  std::vector<std::string> fields;  ///< unquoted, without spaces around; valid up to `field_count`
  std::size_t field_count = 0;
  std::int64_t line = 0;           ///< of its first character, from 1
  std::string_view bytes;          ///< as in the text
  std::optional<std::string> bad;  ///< why the fields cannot be trusted
};

/// Reads RFC 4180 records, one at a time. Ends lines at LF, CR LF or CR. A record that breaks the rules is handed out
/// as bad, and reading goes on at the line after the one it began on. Keeps a reference to `text`.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}
  /// False at the end.
  [[nodiscard]] bool next(CsvRecord& record);

 private:
  [[nodiscard]] const char* read_fields(CsvRecord& record);
  [[nodiscard]] const char* read_quoted(std::string& field);
  void read_plain(std::string& field);
  void skip_line_end();

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t record_end_max_ = 0;
  std::int64_t line_ = 1;
};

/// `;` or `,`, whichever the first line has more of outside quotes.
[[nodiscard]] char csv_separator(std::string_view text);

}  // namespace hk
