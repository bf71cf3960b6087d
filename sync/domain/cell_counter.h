#pragma once
#include <compare>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "sync/domain/attendances.h"
#include "sync/domain/period.h"

namespace hk {

/// What stands behind one cell: its sessions and people, each with what it adds to the cell's sums.
struct CellSources {
  struct Share {
    std::int64_t attendances = 0, headcount = 0, turned_away = 0;
  };
  std::map<std::uint32_t, Share> sessions;       ///< by their index in Attendances
  std::map<std::uint32_t, std::int64_t> people;  ///< participant → attendances
};

/// Counts the sessions of one period into the cells of one breakdown; without dimensions one cell is the whole.
/// Memory: eight bytes a session where the breakdown divides sessions, and where it divides people a bit for each
/// session in each cell.
class CellCounter {
 public:
  /// Check-ins carry a category below `categories`.
  CellCounter(Period period, Breakdown by, RecurringRule rule, std::size_t categories);
  /// From now on notes what stands behind this cell.
  void follow(CellKey cell) { followed_ = cell; }

  /// Each session of Attendances, in its order.
  void add(const TallySession& session);
  /// After all sessions: a person with all visits. `first_date` is the first attendance ever, anywhere.
  void count(std::uint32_t participant, std::span<const PersonVisit> visits, std::int32_t first_date);

  /// After all people, called once: the cells that have a session, by key.
  [[nodiscard]] std::vector<TallyCell> cells();
  /// The same of a breakdown without dimensions: the one cell's figures, all zero without a session.
  [[nodiscard]] TallyFigures whole();
  /// What stands behind the cell that is followed.
  [[nodiscard]] const CellSources& sources() const { return sources_; }

 private:
  using Index = std::uint32_t;
  /// The person at hand in one group: sessions that share the values of the sessions' dimensions.
  struct Visitor {
    std::int64_t last_start_ms = 0;
    std::int64_t attendances = 0;
    CellKey key{};      ///< the group's, with the person's own values at the last attendance in the group
    Rank category = 0;  ///< at the last attendance in the group
    bool individual = false, recurring = false;
  };
  struct WeekVisit {
    Index group;
    std::int32_t monday;  ///< first day of the ISO week, days since 1970-01-01
    auto operator<=>(const WeekVisit&) const = default;
  };

  void find_groups(const TallySession& session);
  void count_session_of(CellKey group, const TallySession& session);
  void count_headcounts(CellKey group, const TallySession& session);
  [[nodiscard]] std::span<const Index> groups_of(const PersonVisit& visit) const;
  void note(Index group, const PersonVisit& visit);
  void mark_recurring();
  void count_visitor(std::uint32_t participant, const Visitor& visitor, bool is_new);
  void trace(const PersonVisit& visit, const Visitor& visitor);
  void count_once(Index cell, Index session, SessionKind kind);
  [[nodiscard]] Index group_index(CellKey key);
  [[nodiscard]] Index cell_index(CellKey key);

  Period period_;
  Breakdown by_;
  RecurringRule rule_;
  std::size_t categories_;
  bool people_split_, one_group_, splits_headcounts_;
  std::optional<CellKey> followed_;
  CellSources sources_;

  Index sessions_ = 0;  ///< added so far
  std::vector<CellKey> group_keys_;
  std::vector<Index> groups_;      ///< of all sessions, unless one_group_
  std::vector<Index> groups_end_;  ///< of each session, in groups_
  std::vector<CellKey> found_;     ///< of the session at hand
  std::vector<Visitor> visitors_;  ///< of the person at hand, by group
  std::vector<Index> came_to_;     ///< groups of the person at hand
  std::vector<WeekVisit> week_visits_;
  std::unordered_map<std::uint64_t, Index> group_of_, cell_of_;
  std::vector<TallyCell> cells_;
  std::vector<std::vector<bool>> counted_;  ///< by cell: sessions that stand in it, where people are split
};

/// All counters in one pass over the sessions and the people.
void count(const Attendances& attendances, std::span<CellCounter> counters);

}  // namespace hk
