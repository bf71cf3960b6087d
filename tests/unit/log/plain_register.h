#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sync/domain/tally_words.h"
#include "tests/support/fakes.h"

namespace hk::test {

/// Rows as somebody might keep them on paper: words, no ranks.
struct PlainRegister {
  struct Session {
    std::int32_t local_date = 0;
    std::int64_t start_ms = 0;
    std::int32_t utc_offset_min = 60;
    SessionKind kind = SessionKind::group;
    bool counts = true;
    bool still_runs = false;
    std::string workshop, activity, site, goal_area;
    std::vector<std::string> leaders, partners;  ///< each once
    std::map<std::string, std::int64_t> headcounts;
    std::int64_t turned_away = 0;
  };
  /// Of a repeated pair the earlier row is the earlier check-in.
  struct CheckIn {
    std::size_t session = 0;
    std::uint32_t person = 0;
    std::string category, gender, area;
  };
  std::vector<Session> sessions;
  std::vector<CheckIn> check_ins;
  /// What is listed, in its order; what is not comes after it by code, the missing value last.
  std::map<Dimension, std::vector<std::string>> catalogue;
};

/// Figures by name, "by_category.X" for categories; zeros and what a breakdown does not have are absent.
using PlainFigures = std::map<std::string, std::int64_t>;
/// Codes of a cell → its figures.
using PlainCells = std::map<std::vector<std::string>, PlainFigures>;

/// How many registers a test goes through: HALSOKIOSK_REGISTERS, or else.
[[nodiscard]] std::uint64_t registers_asked(std::uint64_t otherwise);

/// A day around which something is special: a turn of the year with week 53 or 1, a leap day, a night that has an hour
/// twice or not at all, the first day of all; or nothing is.
[[nodiscard]] std::int32_t random_middle(FakeRandom& random);

/// Few values, people, starts and days around `middle`, so that everything meets.
[[nodiscard]] PlainRegister random_register(FakeRandom& random, std::int32_t middle);

struct PlainQuestion {
  Period period;
  RecurringRule rule;
};
/// Some days around `middle`: a week, a month, a half-year, a year or free dates.
[[nodiscard]] PlainQuestion random_question(FakeRandom& random, std::int32_t middle);

/// Every breakdown by one dimension, and every pair, in either order.
[[nodiscard]] std::vector<Breakdown> every_breakdown(FakeRandom& random);

/// Figures and cells by their words, to compare with PlainSql's.
[[nodiscard]] PlainFigures plain_figures(const TallyFigures& figures,
                                         const std::vector<TallyWords::Category>& categories);
[[nodiscard]] PlainCells plain_cells(const std::vector<TallyCell>& cells,
                                     const std::vector<std::vector<TallyWords::Value>>& dimensions,
                                     const std::vector<TallyWords::Category>& categories);

/// A register in an in-memory SQLite, tallied by SQL alone: shares no code with the tally.
class PlainSql {
 public:
  explicit PlainSql(const PlainRegister& made);
  ~PlainSql();
  PlainSql(const PlainSql&) = delete;
  PlainSql& operator=(const PlainSql&) = delete;
  [[nodiscard]] PlainCells cells(const Period& period, const RecurringRule& rule, const Breakdown& by);

 private:
  class Rows;
  std::unique_ptr<Rows> rows_;
};

}  // namespace hk::test
