#pragma once
#include <array>
#include <deque>
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
  /// Of linked sessions that count and were held in none of the periods, the rows with the date that counts.
  struct Elsewhere {
    std::int64_t row = 0;
    std::int32_t local_date = 0;
  };
  std::vector<Elsewhere> elsewhere;

  struct Days {
    std::int32_t from, to;
  };
  /// The days before and between the periods, in order.
  [[nodiscard]] std::vector<Days> gaps() const;
  [[nodiscard]] const LinkedRows& links() const { return links_; }

  /// The values met of a dimension, each once: a value's place here is its number in the facts.
  [[nodiscard]] const std::vector<std::string>& texts(Dimension dimension) const;

 private:
  /// Texts, numbered in the order of first sight.
  struct Numbers {
    std::map<std::string, Rank, std::less<>> number_of;
    std::vector<std::string> texts;
    Rank of(std::string_view text);
  };
  void find_days(std::span<const Period> periods);
  void read_days(Days days);
  void read_linked(const std::vector<std::int64_t>& rows);
  [[nodiscard]] ReadSession read(const Statement& row);
  void read_value(const Statement& row, Dimension dimension, TallySession& session);
  [[nodiscard]] bool asked(std::int32_t date) const;

  Database& db_;
  ProgrammeRef programme_;
  std::vector<Dimension> dimensions_;
  LinkedRows links_;
  std::vector<Days> days_;           ///< of all periods together, apart and in order
  std::array<Numbers, 10> numbers_;  ///< by dimension
};

}  // namespace hk
