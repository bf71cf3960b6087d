#pragma once
#include <array>
#include <deque>
#include <map>
#include <set>
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
  /// Rows of sessions that count, before the end of the last period and in none; by row. Only on which side of a
  /// period's first day they were held matters, so their date is that of the latest such day before them.
  struct Earlier {
    std::int64_t row = 0;
    std::int32_t local_date = 0;
  };
  std::vector<Earlier> earlier;

  /// The values met of a dimension, each once: a value's place here is its number in the facts.
  [[nodiscard]] const std::vector<std::string>& texts(Dimension dimension) const;

 private:
  /// Texts, numbered in the order of first sight.
  struct Numbers {
    std::map<std::string, Rank, std::less<>> number_of;
    std::vector<std::string> texts;
    Rank of(std::string_view text);
  };
  struct Span {
    std::int32_t from, to;
  };

  void find_spans(std::span<const Period> periods);
  void read_span(Span span);
  void read_earlier(Span span);
  void read_linked(const std::vector<std::int64_t>& rows);
  [[nodiscard]] ReadSession read(const Statement& row);
  void read_value(const Statement& row, Dimension dimension, TallySession& session);
  [[nodiscard]] bool asked(std::int32_t date) const;
  [[nodiscard]] std::int32_t first_day_before(std::int32_t date) const;

  Database& db_;
  ProgrammeRef programme_;
  std::vector<Dimension> dimensions_;
  LinkedRows links_;
  std::vector<Span> spans_;            ///< of all periods together, apart and in order
  std::set<std::int32_t> first_days_;  ///< of the periods
  std::array<Numbers, 10> numbers_;    ///< by dimension
};

}  // namespace hk
