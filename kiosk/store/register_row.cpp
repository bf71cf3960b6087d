#include "kiosk/store/register_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/store/fold_text.h"
#include "kiosk/store/personnummer.h"
#include "sync/domain/plain_text.h"

namespace hk {
namespace {

using Column = RegisterColumn;
constexpr std::size_t required_columns = 10;
constexpr int headcount_max = 100'000;

tl::unexpected<Error> bad(std::string_view thing, std::string why) {
  return fail(ErrorCode::invalid, std::string(thing), std::move(why));
}

tl::unexpected<Error> bad(Column column, std::string why) {
  return bad(register_column_names[static_cast<std::size_t>(column)], std::move(why));
}

/// What was written, for errors about columns that say nothing about a person.
std::string quoted(std::string_view text) {
  return text.size() > 60 ? std::string("a long text") : fmt::format("'{}'", text);
}

void add_name(std::string& names, std::string_view name) {
  if (!names.empty()) names += ", ";
  names += name;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

Result<SessionKind> read_kind(const std::string& text) {
  static constexpr std::array<std::pair<std::string_view, SessionKind>, 10> words = {
      {{"group", SessionKind::group},
       {"grupp", SessionKind::group},
       {"gruppaktivitet", SessionKind::group},
       {"individual", SessionKind::individual},
       {"individuellt", SessionKind::individual},
       {"individuellt stöd", SessionKind::individual},
       {"event", SessionKind::event},
       {"större arrangemang", SessionKind::event},
       {"arrangemang", SessionKind::event},
       {"evenemang", SessionKind::event}}};
  const std::string word = fold_text(text);
  for (const auto& [known, kind] : words) {
    if (word == known) return kind;
  }
  return bad(Column::kind, quoted(text) + " is none of group, individual, event");
}

Result<std::int64_t> read_headcount(const std::string& text) {
  if (text.empty()) return 0;
  const auto count = digits_value(text);
  if (!count || *count > headcount_max) {
    return bad(Column::headcount, fmt::format("{} is not a whole number 0-{}", quoted(text), headcount_max));
  }
  return *count;
}

template <class T>
Result<T> in_column(Column column, Result<T> value) {
  if (!value) return bad(column, value.error().message());
  return value;
}

}  // namespace

RegisterRowReader::RegisterRowReader(std::span<const RegisterCategory> categories) {
  // A code beats another category's label, and the first of two equal labels wins.
  for (const RegisterCategory& known : categories) categories_.emplace(fold_text(known.code), known.code);
  for (const RegisterCategory& known : categories) categories_.emplace(fold_text(known.label), known.code);
  categories_.emplace("unknown", "unknown");
  categories_.emplace("uppgift saknas", "unknown");
}

Result<RegisterRowReader> RegisterRowReader::from_header(const CsvRecord& header,
                                                         std::span<const RegisterCategory> categories) {
  if (header.bad) return bad("line 1", *header.bad);
  if (!is_utf8(header.bytes)) return bad("line 1", "not UTF-8 (in Excel: save as CSV UTF-8)");
  RegisterRowReader reader(categories);
  std::string missing, unknown, repeated;
  for (std::size_t i = 0; i < header.field_count; ++i) {
    const auto found =
        std::find(register_column_names.begin(), register_column_names.end(), fold_text(header.fields[i]));
    if (found == register_column_names.end()) {
      add_name(unknown, fmt::format("'{}'", shown(header.fields[i])));
      continue;
    }
    const auto column = static_cast<std::size_t>(found - register_column_names.begin());
    if (reader.places_[column]) add_name(repeated, *found);
    reader.places_[column] = i;
    reader.columns_.push_back(static_cast<Column>(column));
  }
  for (std::size_t c = 0; c < required_columns; ++c) {
    if (!reader.places_[c]) add_name(missing, register_column_names[c]);
  }
  std::string why;
  if (!missing.empty()) add_name(why, "missing columns: " + missing);
  if (!unknown.empty()) add_name(why, "unknown columns: " + unknown);
  if (!repeated.empty()) add_name(why, "repeated columns: " + repeated);
  if (!why.empty()) return bad("line 1", why);
  return reader;
}

const std::string& RegisterRowReader::field(const CsvRecord& record, Column column) const {
  static const std::string nothing;
  const auto place = places_[static_cast<std::size_t>(column)];
  return place ? record.fields[*place] : nothing;
}

Result<std::optional<RegisterRow>> RegisterRowReader::read(CsvRecord& record) const {
  if (record.bad) return bad("", *record.bad);
  const auto last = record.fields.begin() + static_cast<std::ptrdiff_t>(record.field_count);
  if (std::all_of(record.fields.begin(), last, [](const auto& text) { return text.empty(); })) return std::nullopt;
  HK_TRY(clean(record));

  RegisterRow row;
  HK_ASSIGN(row.session, read_session(record));
  HK_ASSIGN(row.category, read_category(record));
  HK_ASSIGN(row.headcount, read_headcount(field(record, Column::headcount)));
  HK_TRY(read_person(record, row));
  if (row.category.empty() && !row.participant.empty()) {
    return bad(Column::category, "is empty (write unknown where nobody said)");
  }
  if (row.category.empty() && row.headcount > 0) return bad(Column::category, "is empty, but there is a headcount");
  return row;
}

/// Line breaks and tabs inside a field become spaces.
Result<void> RegisterRowReader::clean(CsvRecord& record) const {
  if (!is_utf8(record.bytes)) return bad("", "not UTF-8 (in Excel: save as CSV UTF-8)");
  if (record.field_count != columns_.size()) {
    return bad("", fmt::format("has {} fields, the header has {}", record.field_count, columns_.size()));
  }
  for (std::size_t i = 0; i < record.field_count; ++i) {
    std::string& text = record.fields[i];
    if (characters(text) > register_field_chars_max) {
      return bad(columns_[i], fmt::format("is longer than {} characters", register_field_chars_max));
    }
    for (char& c : text) {
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
      if (c == '\0') return bad(columns_[i], "holds a NUL byte");
      if ((c > 0 && c < ' ') || c == '\x7f') return bad(columns_[i], "holds control characters");
    }
  }
  return {};
}

Result<RegisterSession> RegisterRowReader::read_session(const CsvRecord& record) const {
  for (const Column column : {Column::session, Column::date, Column::start, Column::end, Column::kind, Column::workshop,
                              Column::activity, Column::site}) {
    if (field(record, column).empty()) return bad(column, "is empty");
  }
  RegisterSession session;
  session.line = record.line;
  session.key = field(record, Column::session);
  HK_ASSIGN(session.date, in_column(Column::date, parse_date(field(record, Column::date))));
  HK_ASSIGN(session.start_min, in_column(Column::start, parse_minute_of_day(field(record, Column::start))));
  HK_ASSIGN(session.end_min, in_column(Column::end, parse_minute_of_day(field(record, Column::end))));
  if (session.end_min <= session.start_min) {
    return bad(Column::end, "comes not after the start (a session past midnight is written as two)");
  }
  HK_ASSIGN(session.kind, read_kind(field(record, Column::kind)));
  session.workshop = field(record, Column::workshop);
  session.activity = field(record, Column::activity);
  session.site = field(record, Column::site);
  return session;
}

Result<std::string> RegisterRowReader::read_category(const CsvRecord& record) const {
  const std::string& text = field(record, Column::category);
  if (text.empty()) return std::string();
  const auto known = categories_.find(fold_text(text));
  if (known == categories_.end()) return bad(Column::category, "no such category " + quoted(text));
  return known->second;
}

Result<void> RegisterRowReader::read_person(const CsvRecord& record, RegisterRow& row) const {
  row.participant = field(record, Column::participant);
  row.name = field(record, Column::name);
  row.gender = field(record, Column::gender);
  row.area = field(record, Column::area);
  for (const Column column : {Column::participant, Column::name, Column::gender, Column::area, Column::workshop,
                              Column::activity, Column::site}) {
    if (!holds_personnummer(field(record, column))) continue;
    return bad(column, "looks like a personnummer, which is never kept; use a number of your own");
  }
  if (!row.participant.empty()) {
    if (row.headcount > 0) return bad(Column::headcount, "stands on a participant's row; give it a row of its own");
    return {};
  }
  if (!row.name.empty()) return bad(Column::participant, "is empty, but there is a name");
  return {};
}

}  // namespace hk
