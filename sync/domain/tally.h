#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "sync/domain/change.h"
#include "sync/domain/period.h"

/// The figures of domain.md, "What a weekly tally holds": one computation for kiosk, server and tests.
namespace hk {

/// When somebody is recurring; programme setting `recurring`.
struct RecurringRule {
  enum class Kind { visits_per_week, visits_in_period } kind = Kind::visits_per_week;
  std::int32_t n = 2;
  bool operator==(const RecurringRule&) const = default;
};

/// A valid (not withdrawn) check-in of one session.
struct TallyCheckIn {
  std::uint32_t participant = 0;  ///< dense index of the person after merges
  std::uint16_t category = 0;     ///< index in the programme's category order
  Hlc hlc;                        ///< with `id`, which of a repeated pair is the earliest
  ChangeId id;
};

/// A session as the log folds it, after session links.
struct TallySession {
  std::int32_t local_date = 0;  ///< days since 1970-01-01
  std::int64_t start_ms = 0;
  SessionKind kind = SessionKind::group;
  bool counts = true;  ///< started and not cancelled; false counts nowhere, not even towards "first ever"
  std::int64_t headcount = 0;
  std::int64_t turned_away = 0;
};

struct Tally {
  Period period;
  std::int64_t group_sessions = 0, individual_sessions = 0, events = 0;
  std::int64_t attendances = 0, headcount = 0;
  std::int64_t unique_participants = 0, new_participants = 0, recurring_participants = 0, individual_support = 0;
  std::int64_t turned_away = 0;
  std::vector<std::int64_t> by_category;  ///< unique participants by category index; adds up to unique_participants
  bool operator==(const Tally&) const = default;
};

/// Takes sessions in any order, each once with all its check-ins, and answers the figures of one period.
/// Sessions after the period change nothing and may be left out; those before it are needed, for `new_participants`.
/// Memory grows with people, and with the group attendances in the period of those who are not yet recurring.
class TallyBuilder {
 public:
  /// `categories` is the number of categories; check-ins carry an index below it.
  TallyBuilder(Period period, RecurringRule rule, std::size_t categories);
  void add(const TallySession& session, std::span<const TallyCheckIn> check_ins);
  /// Called once, after the last session.
  [[nodiscard]] Tally finish();

 private:
  struct Person {
    std::int32_t first_date = std::numeric_limits<std::int32_t>::max();     ///< first attendance ever
    std::int32_t attendances = 0;                                           ///< in the period, all kinds
    std::int64_t last_start_ms = std::numeric_limits<std::int64_t>::min();  ///< last attendance in the period
    std::uint16_t category = 0;                                             ///< at the last attendance in the period
    bool individual = false, recurring = false;
  };
  struct WeekVisit {
    std::uint32_t participant;
    std::int32_t monday;  ///< first day of the ISO week, days since 1970-01-01
    auto operator<=>(const WeekVisit&) const = default;
  };
  void count_session(const TallySession& session);
  void count_attendance(const TallySession& session, const TallyCheckIn& check_in);
  void settle_weeks();

  Tally tally_;
  RecurringRule rule_;
  std::vector<Person> people_;
  std::vector<WeekVisit> group_visits_;
  std::size_t settle_at_;
  std::vector<TallyCheckIn> scratch_;
};

}  // namespace hk
