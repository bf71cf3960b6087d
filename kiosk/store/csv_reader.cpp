#include "kiosk/store/csv_reader.h"

#include <algorithm>

namespace hk {
namespace {

/// A quote that is never closed must not swallow the file, nor make every later line read it again.
constexpr std::size_t record_bytes_max = std::size_t{64} * 1024;

bool ends_line(char c) { return c == '\n' || c == '\r'; }

void trim(std::string& field) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || ends_line(c); };
  while (!field.empty() && space(field.back())) field.pop_back();
  std::size_t begin = 0;
  while (begin < field.size() && space(field[begin])) ++begin;
  field.erase(0, begin);
}

}  // namespace

bool CsvReader::next(CsvRecord& record) {
  if (at_ >= text_.size()) return false;
  const std::size_t begin = at_;
  record.line = line_;
  record.field_count = 0;
  record.bad.reset();
  record_end_max_ = std::min(text_.size(), begin + record_bytes_max);
  if (const char* why = read_fields(record)) {
    record.bad = why;
    at_ = begin;
    line_ = record.line;
    while (at_ < text_.size() && !ends_line(text_[at_])) ++at_;
  }
  record.bytes = text_.substr(begin, at_ - begin);
  skip_line_end();
  return true;
}

/// Stops before the line end; says why the record is no good.
const char* CsvReader::read_fields(CsvRecord& record) {
  for (;;) {
    if (record.field_count == record.fields.size()) record.fields.emplace_back();
    std::string& field = record.fields[record.field_count++];
    field.clear();
    while (at_ < record_end_max_ && text_[at_] == ' ') ++at_;
    if (at_ < record_end_max_ && text_[at_] == '"') {
      if (const char* why = read_quoted(field)) return why;
    } else {
      read_plain(field);
    }
    trim(field);
    if (at_ == record_end_max_ && at_ < text_.size()) return "longer than 64 KiB";
    if (at_ == text_.size() || ends_line(text_[at_])) return nullptr;
    ++at_;
  }
}

void CsvReader::read_plain(std::string& field) {
  const std::size_t begin = at_;
  while (at_ < record_end_max_ && text_[at_] != separator_ && !ends_line(text_[at_])) ++at_;
  field.assign(text_.substr(begin, at_ - begin));
}

const char* CsvReader::read_quoted(std::string& field) {
  for (++at_; at_ < record_end_max_; ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    }
    // CR LF is one line.
    if (c == '\n' || (c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n'))) ++line_;
    field += c;
  }
  if (at_ >= record_end_max_) return "a quote is opened and never closed";
  ++at_;
  while (at_ < record_end_max_ && text_[at_] == ' ') ++at_;
  const bool ended = at_ == text_.size() || text_[at_] == separator_ || ends_line(text_[at_]);
  return ended ? nullptr : "text follows a closing quote";
}

void CsvReader::skip_line_end() {
  if (at_ >= text_.size()) return;
  at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
  ++line_;
}

char csv_separator(std::string_view text) {
  bool quoted = false;
  int balance = 0;
  for (const char c : text) {
    if (ends_line(c)) break;
    if (c == '"') quoted = !quoted;
    if (!quoted) balance += (c == ';') - (c == ',');
  }
  return balance < 0 ? ',' : ';';
}

}  // namespace hk
