#pragma once
#include <compare>
#include <span>
#include <unordered_map>
#include <vector>

#include "sync/domain/tally_facts.h"

namespace hk {

/// Counts the sessions of a period into the cells of one breakdown; without dimensions one cell is the whole.
/// Memory grows with the pairs of person and group (sessions that share the values of the sessions' dimensions), with
/// the group attendances of those who are not yet recurring, and, where people are split, with four bytes an
/// attendance.
class CellCounter {
 public:
  /// Check-ins carry a category below `categories`.
  CellCounter(Breakdown by, RecurringRule rule, std::size_t categories);
  /// A session that counts in the period, with each participant once.
  void add(const TallySession& session, std::span<const TallyCheckIn> check_ins);
  /// Called once, after the last session: the cells that have a session, by key. `first_dates` is the first attendance
  /// ever of each participant; from `period_from` on they are new.
  [[nodiscard]] std::vector<TallyCell> finish(std::span<const std::int32_t> first_dates, std::int32_t period_from);

 private:
  using Index = std::uint32_t;
  /// One person in one group.
  struct Visitor {
    std::int64_t last_start_ms = 0;
    CellKey key{};  ///< the group's, with the person's own values at the last attendance in the group
    Index participant = 0;
    std::int32_t attendances = 0;
    std::uint16_t category = 0;  ///< at the last attendance in the group
    bool individual = false, recurring = false;
  };
  struct WeekVisit {
    Index visitor;
    std::int32_t monday;  ///< first day of the ISO week, days since 1970-01-01
    auto operator<=>(const WeekVisit&) const = default;
  };
  /// A session in a group, kept until it is known which cells its visitors ended in.
  struct Held {
    CellKey group;
    SessionKind kind;
    std::size_t visitors_begin, headcounts_begin;  ///< to those of the next
  };

  void find_groups(const TallySession& session);
  void count_visit(const TallySession& session, const TallyCheckIn& check_in, CellKey group);
  Visitor& visitor(CellKey group, std::uint32_t participant, Index& index);
  void note_week(Index index, const TallySession& session);
  void settle_weeks();
  void hold(const TallySession& session, CellKey group);
  void count_visitor(const Visitor& visitor, bool is_new);
  void count_held();
  TallyFigures& cell(CellKey key);
  Index cell_index(CellKey key);

  Breakdown by_;
  RecurringRule rule_;
  std::size_t categories_;
  bool people_split_, one_group_, holds_headcounts_;
  std::vector<CellKey> groups_;  ///< of the session at hand
  std::vector<Visitor> visitors_;
  std::unordered_map<std::uint64_t, Index> visitor_of_;  ///< unless one_group_, where a participant is the index
  std::unordered_map<std::uint64_t, Index> group_of_, cell_of_;
  std::vector<TallyCell> cells_;
  std::vector<WeekVisit> group_visits_;
  std::size_t settle_at_;
  std::vector<Held> held_;
  std::vector<Index> held_visitors_;
  std::vector<TallyHeadcount> held_headcounts_;
};

}  // namespace hk
