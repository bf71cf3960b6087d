#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/domain/attendances.h"
#include "sync/log/session_reader.h"
#include "sync/log/tally_vocabulary.h"

namespace hk {

/// Everything that figures of some periods are counted from, read in one pass over the projections; whoever asks for
/// several figures asks one of these. Read within one ReadSnapshot: what lands meanwhile is in all figures or in none.
/// Throws SqliteFailure.
class AttendanceReader {
 public:
  /// `dimensions` are those that figures are broken down by.
  AttendanceReader(Database& db, ProgrammeRef programme, std::span<const Period> periods,
                   std::span<const Dimension> dimensions);

  [[nodiscard]] const Attendances& attendances() const { return attendances_; }
  /// Of a dimension that was asked for, or the categories.
  [[nodiscard]] const TallyVocabulary& words(Dimension dimension) const { return words_.at(dimension); }
  /// Of each session of attendances() its row; of linked ones that which speaks for them.
  [[nodiscard]] const std::vector<std::int64_t>& session_rows() const { return session_rows_; }
  /// Of each participant of attendances() the row that represents the person.
  [[nodiscard]] const std::vector<std::int64_t>& person_rows() const { return person_rows_; }
  /// Sessions of the periods that still run, by row; linked ones once.
  struct Open {
    std::int64_t row = 0;
    LocalDate date;
  };
  [[nodiscard]] const std::vector<Open>& open() const { return open_; }

 private:
  /// Rows of sessions that follow each other without a gap: they are read together.
  struct Run {
    std::int64_t first = 0, last = 0;
  };
  void read_before(SessionReader& sessions);
  void read_alone(std::deque<ReadSession>& sessions);
  void read_linked(SessionReader::Linked& linked);
  /// `session_of(row)` is the session that a row's headcounts belong to.
  template <class SessionOf>
  void read_headcounts(Run run, SessionOf session_of);
  void add_headcount(std::vector<TallyHeadcount>& counts, std::int64_t code, std::int64_t people) const;
  void read_check_ins(Run run, std::deque<ReadSession>& sessions);
  /// Appends a session's check-ins with what tells the earliest of a repeated pair.
  void read_repeated(std::int64_t session);
  /// With check_ins_, which it empties.
  void add(ReadSession& session);
  [[nodiscard]] std::uint32_t person(std::int64_t participant);
  [[nodiscard]] bool is_known(std::int64_t participant) const;
  void put_in_order(const SessionReader& sessions, std::span<const Dimension> dimensions);
  [[nodiscard]] std::map<Rank, std::string> codes_met(Dimension dimension);
  [[nodiscard]] std::string code_text(std::int64_t row);

  Database& db_;
  ProgrammeRef programme_;
  bool people_asked_;  ///< for more than their category
  LinkedRows links_;
  Attendances attendances_;
  std::map<Dimension, TallyVocabulary> words_;
  std::vector<std::int64_t> session_rows_, person_rows_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> person_of_;         ///< by participant row
  std::vector<std::uint32_t> came_last_;         ///< by person: the last session read that had them, by number
  std::uint32_t session_number_ = 1;             ///< of the session at hand
  bool repeats_ = false;                         ///< the session at hand has somebody twice
  std::vector<TallyCheckIn> check_ins_;          ///< of the session at hand
  std::vector<std::int64_t> no_category_codes_;  ///< rows of `code` that say that there is none
};

}  // namespace hk
