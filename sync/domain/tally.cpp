#include "sync/domain/tally.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace hk {
namespace {

bool earlier_of_pair(const TallyCheckIn& a, const TallyCheckIn& b) {
  return std::tie(a.participant, a.hlc, a.id) < std::tie(b.participant, b.hlc, b.id);
}

bool same_person(const TallyCheckIn& a, const TallyCheckIn& b) { return a.participant == b.participant; }

}  // namespace

TallyBuilder::TallyBuilder(Period period, RecurringRule rule, std::size_t categories, Breakdown by)
    : whole_({}, rule, categories) {
  if (!by.empty()) cells_.emplace(by, rule, categories);
  tally_.period = std::move(period);
  tally_.by = std::move(by);
  tally_.by_category.assign(categories, 0);
}

void TallyBuilder::add(const TallySession& session, std::span<const TallyCheckIn> check_ins) {
  if (!session.counts || session.local_date > tally_.period.to.days) return;
  for (const TallyCheckIn& check_in : check_ins) {
    if (check_in.participant >= first_dates_.size()) {
      first_dates_.resize(check_in.participant + std::size_t{1}, std::numeric_limits<std::int32_t>::max());
    }
    std::int32_t& first_date = first_dates_[check_in.participant];
    first_date = std::min(first_date, session.local_date);
  }
  if (session.local_date < tally_.period.from.days) return;

  scratch_.assign(check_ins.begin(), check_ins.end());
  std::sort(scratch_.begin(), scratch_.end(), earlier_of_pair);
  scratch_.erase(std::unique(scratch_.begin(), scratch_.end(), same_person), scratch_.end());
  whole_.add(session, scratch_);
  if (cells_) cells_->add(session, scratch_);
}

Tally TallyBuilder::finish() {
  const std::int32_t from = tally_.period.from.days;
  auto whole = whole_.finish(first_dates_, from);
  if (!whole.empty()) static_cast<TallyFigures&>(tally_) = std::move(whole.front().figures);
  if (cells_) tally_.cells = cells_->finish(first_dates_, from);
  return std::move(tally_);
}

}  // namespace hk
