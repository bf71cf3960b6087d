#include "sync/client/reconcile.h"

#include <algorithm>

#include "sync/client/device_row.h"
#include "sync/client/tuning.h"
#include "sync/log/erasure.h"
#include "sync/protocol/codec.h"

namespace hk {
namespace {

bool by_id(const IdPrint& a, const IdPrint& b) { return a.id < b.id; }

std::size_t size_of(const ChangeRecord& record) { return record.core.size() + record.sealed.size(); }

/// A change whose sealed part this device has forgotten is for another one to give, who still has it.
bool is_whole(Database& db, ProgrammeRef programme, const ChangeRecord& record) {
  if (!record.sealed.empty() || record.sealed_digest.empty()) return true;
  const Result<Change> change = decode_core(record.core);
  return change && is_erased(db, programme, change->body);
}

}  // namespace

void Reconcile::set_key(ByteView key) {
  if (key.empty() || key == key_.view()) return;
  abandon();
  key_ = Secret(key);
  sum_ = {};
  kept_through_ = 0;
  compared_.clear();
  rounds_ = 0;
  not_before_ms_ = 0;
}

void Reconcile::abandon() {
  stage_ = Stage::idle;
  barren_ = 0;
  differing_.clear();
  cut_.reset();
  ready_.clear();
  asked_.clear();
  wanted_.clear();
}

Result<void> Reconcile::begin(ProgrammeRef programme, const Fingerprint& theirs, std::int64_t wall_ms) {
  if (!idle() || key_.empty()) return {};
  Database& db = log_.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    programme_ = programme;
    // Where more is refused than is kept, it is known that something is missing here.
    if (count_refused(db) >= client_tuning::refused_changes_max) return {};
    HK_ASSIGN(aside_, refused_prints());
    theirs_ = theirs;
    last_row_ = log_end(db, programme, Along::rows);
    const bool fresh = sum_.begun_ms > 0 && sum_.begun_ms <= wall_ms && wall_ms - sum_.begun_ms < log_sum_kept_ms;
    if (!fresh) {
      sum_ = kept_sum(db, programme, wall_ms);
      kept_through_ = sum_.through;
    }
    stage_ = Stage::summing;
    return {};
  });
}

Result<std::vector<IdPrint>> Reconcile::refused_prints() {
  Database& db = log_.database();
  std::vector<IdPrint> prints;
  std::uint64_t position = 0;
  std::int64_t row = 0;
  for (std::vector<RefusedRow> page; !(page = read_refused(db, position, row)).empty();) {
    for (const RefusedRow& one : page) {
      const Result<Change> change = decode_core(one.envelope.record.core);
      const ChangeId id = change ? change->id : ChangeId{};
      // It may have come another way since, and been believed.
      HK_ASSIGN(const bool held, log_.holds(programme_, id));
      if (!held) prints.push_back({id, fingerprint_of(key_, one.envelope.record)});
    }
    position = page.back().envelope.position;
    row = page.back().row;
  }
  std::sort(prints.begin(), prints.end(), by_id);
  return prints;
}

Result<bool> Reconcile::work(std::int64_t monotonic_ms) {
  return sqlite_guard(log_.database(), [&]() -> Result<bool> {
    if (stage_ == Stage::cutting) {
      cut();
      return false;
    }
    sum();
    if (sum_.through < last_row_) return false;
    stage_ = decide(monotonic_ms) ? Stage::cutting : Stage::idle;
    return true;
  });
}

void Reconcile::sum() {
  Database& db = log_.database();
  static_cast<void>(
      add_to_sum(db, programme_, Along::rows, key_, last_row_, client_tuning::compare_slice_changes, sum_));
  if (sum_.through - kept_through_ < client_tuning::sum_kept_changes) return;
  Transaction transaction(db);
  keep_sum(db, programme_, sum_);
  transaction.commit();
  kept_through_ = sum_.through;
}

bool Reconcile::decide(std::int64_t monotonic_ms) {
  mine_ = sum_.fingerprint;
  for (const IdPrint& one : aside_) mine_ += one.fingerprint;
  agrees_ = mine_ == theirs_;
  if (agrees_) {
    rounds_ = 0;
    not_before_ms_ = 0;
    return false;
  }
  const bool known = std::find(compared_.begin(), compared_.end(), std::pair(mine_, theirs_)) != compared_.end();
  if (known || monotonic_ms < not_before_ms_) return false;
  differing_.emplace_back(IdRange{}, mine_.count);
  return true;
}

bool Reconcile::enough_to_ask() const {
  std::uint64_t changes = 0;
  for (const ComparedRange& range : ready_) changes += range.fingerprint.count;
  return ready_.size() >= compare_ranges_max || changes >= client_tuning::compare_question_changes;
}

void Reconcile::take_up() {
  const auto [range, changes] = differing_.front();
  differing_.pop_front();
  if (changes <= compare_ids_max) {
    ready_.push_back(listed(range));
    return;
  }
  const std::uint64_t piece =
      std::clamp<std::uint64_t>((changes + client_tuning::compare_pieces - 1) / client_tuning::compare_pieces,
                                compare_ids_max / 2, client_tuning::compare_piece_changes_max);
  cut_ = Cut{range, piece, {}};
  cut_->piece.range.from = range.from;
}

void Reconcile::cut() {
  if (enough_to_ask() || (!cut_ && differing_.empty())) {
    stage_ = Stage::asking;
    return;
  }
  if (!cut_) return take_up();
  const std::size_t slice = client_tuning::compare_slice_changes;
  auto prints = prints_in(log_.database(), programme_, key_, cut_->rest, slice + 1, last_row_);
  IdRange now = cut_->rest;
  const bool goes_on = prints.size() > slice;
  if (goes_on) {
    now.to = prints.back().id;
    prints.pop_back();
  }
  add_refused(now, prints);
  for (const IdPrint& one : prints) {
    if (cut_->piece.fingerprint.count >= cut_->piece_changes) close_piece(one.id);
    cut_->piece.fingerprint += one.fingerprint;
  }
  if (goes_on) {
    cut_->rest.from = *now.to;
    return;
  }
  close_piece(cut_->rest.to);
  cut_.reset();
}

void Reconcile::add_refused(const IdRange& range, std::vector<IdPrint>& prints) const {
  for (const IdPrint& one : aside_) {
    if (range.holds(one.id)) prints.push_back(one);
  }
  std::sort(prints.begin(), prints.end(), by_id);
}

void Reconcile::close_piece(std::optional<ChangeId> end) {
  ComparedRange& piece = cut_->piece;
  piece.range.to = end;
  ready_.push_back(std::exchange(piece, {}));
  if (end) piece.range.from = *end;
}

ComparedRange Reconcile::listed(const IdRange& range) {
  ComparedRange compared{range, {}, true, {}};
  std::vector<IdPrint> held = prints_in(log_.database(), programme_, key_, range, compare_ids_max, last_row_);
  add_refused(range, held);
  for (const IdPrint& one : held) {
    if (compared.ids.empty() || compared.ids.back() != one.id) compared.ids.push_back(one.id);
  }
  compared.ids.resize(std::min(compared.ids.size(), compare_ids_max));
  return compared;
}

Result<CompareRequest> Reconcile::question() {
  Database& db = log_.database();
  CompareRequest request;
  std::uint64_t changes = 0;
  // What is wanted already is given first: the list of it stays short.
  while (wanted_.size() < compare_changes_max && !ready_.empty() && asked_.size() < compare_ranges_max) {
    changes += ready_.front().fingerprint.count;
    if (!asked_.empty() && changes > client_tuning::compare_question_changes) break;
    asked_.push_back(std::move(ready_.front()));
    ready_.pop_front();
  }
  request.ranges = asked_;
  return sqlite_guard(db, [&]() -> Result<CompareRequest> {
    std::vector<LogRow> given;
    std::size_t bytes = 0;
    while (!wanted_.empty() && given.size() < compare_changes_max && bytes < client_tuning::push_bytes) {
      auto found = find_change(db, programme_, wanted_.front());
      wanted_.pop_front();
      if (!found || !is_whole(db, programme_, found->envelope.record)) continue;
      bytes += size_of(found->envelope.record);
      given.push_back(std::move(*found));
    }
    // As they came here: a device is approved, and a coordinator granted, before what they do.
    std::sort(given.begin(), given.end(), [](const LogRow& a, const LogRow& b) { return a.row < b.row; });
    for (LogRow& one : given) request.give.push_back(std::move(one.envelope));
    stage_ = Stage::awaiting;
    return std::move(request);
  });
}

bool Reconcile::was_listed(const ChangeId& id) const {
  return std::any_of(asked_.begin(), asked_.end(), [&](const ComparedRange& range) {
    return std::binary_search(range.ids.begin(), range.ids.end(), id);
  });
}

bool Reconcile::take(const CompareResponse& answer, bool helped, std::int64_t monotonic_ms) {
  std::vector<ComparedRange> asked = asked_;
  if (answer.answered > asked.size()) return false;
  for (const ChangeId& id : answer.wanted) {
    if (was_listed(id)) wanted_.push_back(id);
  }
  asked_.clear();
  for (std::size_t n = 0; n < answer.answered; ++n) {
    const bool differs = (answer.differ >> n & 1) != 0;
    if (!asked[n].listed && differs) differing_.emplace_back(asked[n].range, asked[n].fingerprint.count);
  }
  if (answer.answered < asked.size()) {
    ComparedRange& first = asked[answer.answered];
    const bool goes_on =
        first.listed && answer.next && first.range.from < *answer.next && first.range.holds(*answer.next);
    if (answer.next.has_value() != goes_on || (answer.answered == 0 && !goes_on)) return false;
    // Ids are many: a server could go on through them for ever.
    if (goes_on && !helped && ++barren_ > client_tuning::barren_answers_max) return false;
    if (goes_on) {
      first.range.from = *answer.next;
      std::erase_if(first.ids, [&](const ChangeId& id) { return id < *answer.next; });
    }
    ready_.insert(ready_.begin(), asked.begin() + answer.answered, asked.end());
  }
  stage_ = Stage::cutting;
  if (ready_.empty() && differing_.empty() && wanted_.empty() && !cut_) end(monotonic_ms);
  return true;
}

void Reconcile::end(std::int64_t monotonic_ms) {
  abandon();
  compared_.emplace_back(mine_, theirs_);
  if (compared_.size() > client_tuning::compared_pairs) compared_.pop_front();
  // Where it healed, the next sums agree and this is forgotten. A server that never agrees is asked ever more seldom.
  not_before_ms_ = monotonic_ms + std::min(client_tuning::compare_again_ms_min << std::min(rounds_, 20),
                                           client_tuning::compare_again_ms_max);
  ++rounds_;
}

}  // namespace hk
