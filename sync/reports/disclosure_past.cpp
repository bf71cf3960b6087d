#include "sync/reports/disclosure_past.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "sync/reports/common_knowledge.h"
#include "sync/reports/disclosure_figures.h"

namespace hk {
namespace {

/// A known sum of the days from `from` to before `to`.
struct Stretch {
  std::size_t told;
  std::int32_t from, to;
  std::int64_t sum;
};

/// The sum from one day to another by stretches laid end to end, forwards or back; the later told are tried first.
std::optional<std::int64_t> sum_between(std::vector<Stretch> stretches, std::int32_t from, std::int32_t to) {
  std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
    return std::tie(b.told, a.from, a.to) < std::tie(a.told, b.from, b.to);
  });
  std::map<std::int32_t, std::int64_t> sums = {{from, 0}};
  for (std::vector<std::int32_t> reached = {from}; !reached.empty() && !sums.contains(to);) {
    std::vector<std::int32_t> next;
    for (const std::int32_t day : reached) {
      for (const Stretch& stretch : stretches) {
        if (stretch.from == day && sums.try_emplace(stretch.to, sums[day] + stretch.sum).second) {
          next.push_back(stretch.to);
        }
        if (stretch.to == day && sums.try_emplace(stretch.from, sums[day] - stretch.sum).second) {
          next.push_back(stretch.from);
        }
      }
    }
    reached = std::move(next);
  }
  const auto found = sums.find(to);
  return found == sums.end() ? std::nullopt : std::optional(found->second);
}

/// Days before and after what is new. Farther away leads but a chain of weeks and months, through what is told of one
/// week over New Year.
constexpr std::int32_t reach_days = 400;

void take(ToldFigure& figure, const ExportRecorded::Number& number, std::size_t told) {
  if (number.shown == Shown::absent) return;
  figure.told = told;
  figure.hidden_last = number.shown == Shown::hidden;
  if (figure.hidden_last) {
    figure.hidden = true;
    figure.counted = number.counted;
  } else {
    figure.printed = figure.counted = number.printed;
  }
}

}  // namespace

ToldSoFar::ToldSoFar(std::span<const ExportRecorded> earlier) : count_(earlier.size()) {
  for (std::size_t told = 0; told < earlier.size(); ++told) {
    const auto period = parse_period(earlier[told].period);
    if (earlier[told].internal || !period) continue;
    ToldPeriod& at = periods_[period->text];
    at.period = *period;
    at.whole = true;
    for (const ExportRecorded::Table& table : earlier[told].tables) tell_table(*period, table, told);
    // A row that an earlier export had and this one has no more became zero before everybody's eyes.
    for (auto& [name, row] : at.rows) {
      if (name.table.empty() || row[Fig::group_sessions].told == told) continue;
      for (ToldFigure& figure : row) take(figure, {0, 0, Shown::shown}, told);
    }
  }
}

void ToldSoFar::tell_table(const Period& period, const ExportRecorded::Table& table, std::size_t told) {
  for (const ExportRecorded::Row& row : table.rows) {
    if (table.name == "total") {
      tell(period, {}, row, told);
    } else if (table.name != "compared" && table.name != "weeks") {
      tell(period, {table.name, row.key}, row, told);
    } else if (const auto other = parse_period(row.key)) {
      tell(*other, {}, row, told);
    }
  }
}

void ToldSoFar::tell(const Period& period, const RowName& name, const ExportRecorded::Row& row, std::size_t told) {
  ToldPeriod& at = periods_[period.text];
  at.period = period;
  at.told = told;
  ToldRow& figures = at.rows[name];
  for (std::size_t f = 0; f < std::min(figure_count, row.numbers.size()); ++f) take(figures[f], row.numbers[f], told);
}

void ToldSoFar::add_neighbours(std::map<std::string, Period>& periods) const {
  std::int32_t first = INT32_MAX, last = INT32_MIN;
  for (const auto& [text, period] : periods) {
    first = std::min(first, period.from.days - reach_days);
    last = std::max(last, period.to.days + reach_days);
  }
  const auto beside = [&](const Period& one) {
    return first <= one.to.days && one.from.days <= last &&
           std::any_of(periods.begin(), periods.end(), [&](const auto& at) { return at.second.overlaps(one); });
  };
  for (bool grows = true; grows;) {
    grows = false;
    for (const auto& [text, told] : periods_) {
      if (!periods.contains(text) && beside(told.period)) grows = periods.emplace(text, told.period).second;
    }
  }
}

const ToldFigure* ToldSoFar::find(const std::string& period, const RowName& row, std::size_t figure) const {
  const auto at = periods_.find(period);
  if (at == periods_.end()) return nullptr;
  const auto found = at->second.rows.find(row);
  return found == at->second.rows.end() || !found->second[figure].told_of() ? nullptr : &found->second[figure];
}

std::optional<std::int64_t> ToldSoFar::worked_out(const Period& period, const RowName& row, std::size_t figure,
                                                  const CommonKnowledge& common) const {
  const auto stretch = [&](const Period& of, std::size_t told, std::int64_t sum) {
    return Stretch{told, common.next_day(row, of.from.days), common.next_day(row, of.to.days + 1), sum};
  };
  const Stretch whole = stretch(period, 0, 0);
  std::vector<Stretch> stretches;
  for (const auto& [text, told] : periods_) {
    if (text == period.text) continue;
    if (const ToldFigure* at = find(text, row, figure)) {
      if (at->known()) stretches.push_back(stretch(told.period, at->told, *at->printed));
    } else if (told.whole && !row.table.empty()) {
      stretches.push_back(stretch(told.period, told.told, 0));
    }
  }
  if (!adds_up_over_time(row, figure)) {
    // What was held in both is the same. Somebody new in the longer need not be in the shorter.
    if (figure == Fig::new_participants) return std::nullopt;
    std::erase_if(stretches, [&](const Stretch& one) { return one.from != whole.from || one.to != whole.to; });
  }
  return sum_between(std::move(stretches), whole.from, whole.to);
}

}  // namespace hk
