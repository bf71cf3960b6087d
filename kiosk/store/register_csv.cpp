#include "kiosk/store/register_csv.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "kiosk/store/csv_reader.h"
#include "kiosk/store/register_row.h"

namespace hk {
namespace {

/// Groups good rows; a row that contradicts an earlier one adds nothing.
class Grouping {
 public:
  explicit Grouping(Register& out) : out_(out) {}

  [[nodiscard]] Result<void> add(RegisterRow row) {
    const std::int64_t line = row.session.line;
    HK_ASSIGN(const std::uint32_t session, session_index(std::move(row.session)));
    ++out_.good_rows;
    if (row.participant.empty()) {
      if (row.headcount > 0) add_headcount(session, row.category, row.headcount);
      return {};
    }
    const std::uint32_t participant = participant_index(std::move(row.participant), session);
    RegisterParticipant& person = out_.participants[participant];
    if (person.name.empty()) person.name = std::move(row.name);
    if (!pairs_.insert(std::uint64_t{session} << 32 | participant).second) {
      ++out_.repeated;
      return {};
    }
    out_.check_ins.push_back(
        {session, participant, std::move(row.category), std::move(row.gender), std::move(row.area), line});
    return {};
  }

 private:
  [[nodiscard]] static Result<void> agree(const RegisterSession& first, const RegisterSession& again) {
    const char* column = first.date != again.date             ? "date"
                         : first.start_min != again.start_min ? "start"
                         : first.end_min != again.end_min     ? "end"
                         : first.kind != again.kind           ? "kind"
                         : first.workshop != again.workshop   ? "workshop"
                         : first.activity != again.activity   ? "activity"
                         : first.site != again.site           ? "site"
                                                              : nullptr;
    if (!column) return {};
    return fail(ErrorCode::invalid, column, fmt::format("differs from line {}, which is the same session", first.line));
  }

  [[nodiscard]] Result<std::uint32_t> session_index(RegisterSession session) {
    const auto next = static_cast<std::uint32_t>(out_.sessions.size());
    const auto [known, is_new] = sessions_.try_emplace(session.key, next);
    if (is_new) {
      out_.sessions.push_back(std::move(session));
    } else {
      HK_TRY(agree(out_.sessions[known->second], session));
    }
    return known->second;
  }

  [[nodiscard]] std::uint32_t participant_index(std::string key, std::uint32_t session) {
    const auto next = static_cast<std::uint32_t>(out_.participants.size());
    const auto [known, is_new] = participants_.try_emplace(key, next);
    if (is_new) out_.participants.push_back({std::move(key), "", session});
    return known->second;
  }

  void add_headcount(std::uint32_t session, const std::string& category, std::int64_t count) {
    const auto [known, is_new] = headcounts_.try_emplace({session, category}, out_.headcounts.size());
    if (is_new) out_.headcounts.push_back({session, category, 0});
    out_.headcounts[known->second].count += count;
  }

  Register& out_;
  std::unordered_map<std::string, std::uint32_t> sessions_, participants_;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> headcounts_;
  std::unordered_set<std::uint64_t> pairs_;
};

tl::unexpected<Error> unreadable(std::string why) { return fail(ErrorCode::invalid, "register", std::move(why)); }

}  // namespace

Result<Register> parse_register(std::string_view bytes, std::span<const RegisterCategory> categories) {
  if (bytes.size() > register_bytes_max) return unreadable("is larger than 64 MiB");
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return unreadable("is UTF-16 (in Excel: save as CSV UTF-8)");
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);

  CsvReader reader(bytes, csv_separator(bytes));
  CsvRecord record;
  if (!reader.next(record)) return unreadable("is empty");
  HK_ASSIGN(const auto rows, RegisterRowReader::from_header(record, categories));
  Register out;
  Grouping grouping(out);
  std::int64_t count = 0;
  while (reader.next(record)) {
    if (++count > register_rows_max) return unreadable(fmt::format("has more than {} rows", register_rows_max));
    auto row = rows.read(record);
    if (row && !*row) continue;
    const Result<void> taken = row ? grouping.add(std::move(**row)) : tl::unexpected<Error>(row.error());
    if (!taken) out.bad_rows.push_back({record.line, taken.error().message()});
  }
  return out;
}

}  // namespace hk
