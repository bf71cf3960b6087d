#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/calendar.h"
#include "sync/domain/change.h"

namespace hk {

/// A category that a register may name, by code or by Swedish label.
struct RegisterCategory {
  std::string code;
  std::string label;
};

/// A session as its first good row declares it; later rows agree. Texts are as in the file, without spaces around:
/// workshop, activity and site are codes or labels for the importer to find.
struct RegisterSession {
  std::string key;
  LocalDate date;
  std::int32_t start_min = 0, end_min = 0;  ///< local minutes of the day, end after start
  SessionKind kind = SessionKind::group;
  std::string workshop, activity, site;
  std::int64_t line = 0;  ///< where it was first declared
};

struct RegisterParticipant {
  std::string key;
  std::string name;                 ///< the first that a row gave; empty when none did
  std::uint32_t first_session = 0;  ///< index of the session of the first row that named this key
};

/// One (session, participant) pair, by its first row.
struct RegisterCheckIn {
  std::uint32_t session = 0;      ///< index in Register::sessions
  std::uint32_t participant = 0;  ///< index in Register::participants
  std::string category;           ///< code, or `unknown`
  std::string gender, area;
  std::int64_t line = 0;
};

/// The sum of one session's rows of one category.
struct RegisterHeadcount {
  std::uint32_t session = 0;
  std::string category;  ///< code, or `unknown`
  std::int64_t count = 0;
};

/// A row that cannot be used. The reason never repeats a name or a participant's key.
struct BadRow {
  std::int64_t line = 0;  ///< of its first character; the header is line 1
  std::string reason;
};

struct Register {
  std::vector<RegisterSession> sessions;  ///< in order of first appearance, as are the others
  std::vector<RegisterParticipant> participants;
  std::vector<RegisterCheckIn> check_ins;
  std::vector<RegisterHeadcount> headcounts;
  std::vector<BadRow> bad_rows;
  std::int64_t good_rows = 0;
  std::int64_t repeated = 0;  ///< good rows that named a pair again, and added nothing
};

inline constexpr std::size_t register_bytes_max = 64 << 20;
inline constexpr std::int64_t register_rows_max = 1'000'000;
inline constexpr std::size_t register_field_chars_max = 200;

/// Reads a register: UTF-8 with or without BOM, `;` or `,` (what the header uses), RFC 4180 quotes. The header names,
/// in any order and case, session date start end kind workshop activity site participant category, and may name
/// gender area headcount name. `kind` is group, individual, event or the Swedish word. A line break or tab inside a
/// field is read as a space; rows without any text are passed over.
/// A row without participant declares its session; its headcount, if any, counts for its category.
/// A category is a code or label of `categories`, in any case, or `unknown` / "uppgift saknas".
/// Errors: invalid when the file as a whole cannot be read: too large, too many rows, empty, UTF-16, or a header with
/// missing, unknown or repeated columns (all named). A bad row is no error: it stands in `bad_rows`, adds nothing.
[[nodiscard]] Result<Register> parse_register(std::string_view bytes, std::span<const RegisterCategory> categories);

}  // namespace hk
