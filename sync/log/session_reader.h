#pragma once
#include <array>
#include <deque>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sync/domain/tally_facts.h"
#include "sync/log/linked_rows.h"

namespace hk {

/// A session of an asked period, with what its facts say before headcounts and check-ins.
struct ReadSession {
  std::int64_t row = 0;  ///< of linked ones the one whose date, start and kind count
  TallySession facts;    ///< its values as SessionReader::texts has them
  bool still_runs = false;
};

/// Reads the programme's sessions for tallies of some periods. Throws SqliteFailure.
class SessionReader {
 public:
  /// Of `dimensions` those that are a session's are read.
  SessionReader(Database& db, ProgrammeRef programme, std::span<const Period> periods,
                std::span<const Dimension> dimensions);

  /// Those of the periods that are linked with no other, by row; who reads them takes them away.
  std::deque<ReadSession> alone;
  /// Those that are several rows as one.
  struct Linked {
    ReadSession session;
    std::vector<std::int64_t> rows;
  };
  std::vector<Linked> linked;

  /// The first of all periods.
  [[nodiscard]] std::int32_t first_day() const { return days_.front().from; }
  /// Whether there may be a session before the last period and in none of them.
  [[nodiscard]] bool any_outside();
  static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
  /// The date that counts of a session that was held in none of the periods; `never` of one that does not count, or was
  /// held in one of them. Each row is looked up once.
  [[nodiscard]] std::int32_t date_outside(std::int64_t row);

  /// The values met of a dimension, each once: a value's place here is its number in the facts.
  [[nodiscard]] const std::vector<std::string>& texts(Dimension dimension) const;

 private:
  /// Texts, numbered in the order of first sight.
  struct Numbers {
    std::map<std::string, Rank, std::less<>> number_of;
    std::vector<std::string> texts;
    Rank of(std::string_view text);
  };
  struct Days {
    std::int32_t from, to;
  };
  void find_days(std::span<const Period> periods);
  void read_days(Days days);
  void read_linked(const std::vector<std::int64_t>& rows);
  [[nodiscard]] ReadSession read(const Statement& row);
  void read_value(const Statement& row, Dimension dimension, TallySession& session);
  [[nodiscard]] bool asked(std::int32_t date) const;
  void put_outside(std::int64_t row, std::int32_t date);

  Database& db_;
  ProgrammeRef programme_;
  std::vector<Dimension> dimensions_;
  LinkedRows links_;
  std::vector<Days> days_;           ///< of all periods together, apart and in order
  std::array<Numbers, 10> numbers_;  ///< by dimension
  static constexpr std::int32_t unread = std::numeric_limits<std::int32_t>::min();
  std::vector<std::int32_t> outside_;  ///< date_outside() by row
  bool linked_outside_ = false;        ///< a linked session has such a date
};

}  // namespace hk
