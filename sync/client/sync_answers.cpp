#include <algorithm>
#include <utility>

#include "sync/client/device_list.h"
#include "sync/client/device_row.h"
#include "sync/client/sync_client.h"
#include "sync/client/tuning.h"
#include "sync/domain/planted.h"
#include "sync/protocol/codec.h"

/// What becomes of a good answer: one transaction each.
namespace hk {

void SyncClient::note_contact(OwnDeviceRow& row, std::int64_t server_time_ms, const Lane& lane) {
  const std::int64_t now_ms = clock_.wall_ms();
  last_contact_ms_ = now_ms;
  // The server read its clock about half way between question and answer.
  row.clock_offset_ms = server_time_ms - (now_ms - (clock_.monotonic_ms() - lane.started_ms) / 2);
}

Result<bool> SyncClient::take_new_epoch(const OwnDeviceRow& row) {
  const std::uint64_t epoch = random_.next_u64();
  Database& db = log_.database();
  HK_TRY(sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    write_epoch(db, row.own, epoch);
    transaction.commit();
    return {};
  }));
  standing_.reset();
  drained_ = false;
  ahead_held_ = 0;
  reconcile_.abandon();
  // A page asked for before this leaves out what the other one said, and must not move the cursor past it; what a push
  // is answered counts in the old numbers.
  pull_.in_flight.reset();
  push_.in_flight.reset();
  pull_.not_before_ms = clock_.monotonic_ms();
  return true;
}

Result<bool> SyncClient::adopt_rulings(const PushResponse& answer, const OwnDeviceRow& row) {
  if (answer.hlc_accepted.empty()) return false;
  HK_ASSIGN(const ProgrammeRef programme, log_.find_programme(row.own.programme));
  std::vector<std::pair<ChangeId, std::optional<Hlc>>> rulings;
  for (const auto& [seq, ruling] : answer.hlc_accepted) {
    HK_ASSIGN(const auto found, log_.range(programme, row.own.device, row.own.epoch, seq, 1, 0));
    if (found.empty() || found.front().seq != seq) continue;
    HK_ASSIGN(const Change change, decode_core(found.front().record.core));
    rulings.emplace_back(change.id, ruling);
  }
  return log_.accept(programme, rulings);
}

Result<bool> SyncClient::apply_push(const PushResponse& answer, const OwnDeviceRow& before) {
  OwnDeviceRow row = before;
  note_contact(row, answer.server_time_ms, push_);
  const Standing was = *standing_;
  // It may fall: the server was restored, and everything after it is sent again from this log. It may also lie beyond
  // what was sent, when this device was restored, or another goes by its name: under the numbers there the server holds
  // something else than this log has, or will have.
  const std::uint64_t through = std::min(answer.received_through, push_end_);
  Database& db = log_.database();
  bool ruled = false;
  HK_TRY(sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    HK_ASSIGN(ruled, adopt_rulings(answer, row));
    row.last_contact_ms = last_contact_ms_;
    if (through == was.last_seq) row.all_sent_ms = last_contact_ms_;
    write_mark(db, row.own.epoch, through);
    for (const Quarantined& one : answer.quarantined) write_quarantined(db, row.own.epoch, one);
    write_progress(db, row);
    transaction.commit();
    return {};
  }));
  standing_->received_through = through;
  ahead_held_ = through < was.received_through ? 0 : std::max(ahead_held_, ahead_asked_);
  if (through == was.received_through && standing_->pending() > 0) {
    back_off(push_, SyncStatus::Result::server_error,
             {ErrorCode::busy, row.server_url, "the server takes no change and does not say why"}, answer.delay_ms);
    return false;
  }
  push_.not_before_ms = clock_.monotonic_ms();
  // Whoever has something to tell is likely to be told something.
  pull_.not_before_ms = std::min(pull_.not_before_ms, clock_.monotonic_ms());
  drained_ = false;
  succeed(push_, answer.delay_ms);
  return ruled;
}

std::int64_t SyncClient::next_pull_ms(bool news) const {
  const std::int64_t now_ms = clock_.monotonic_ms();
  if (!keeps_poll_open_) return now_ms + client_tuning::pull_idle_ms;
  // A server that sends a poll home at once, without news, would be asked without a pause.
  const bool sent_home = !news && pull_.wait_s > 0 && now_ms - pull_.started_ms < client_tuning::poll_sent_home_ms;
  return sent_home ? now_ms + client_tuning::pull_idle_ms : now_ms;
}

void SyncClient::pace_pages(std::int64_t took_ms) {
  using namespace client_tuning;
  if (took_ms > page_ms) page_changes_ = std::max(page_changes_ / 2, page_changes_min);
  if (took_ms <= page_ms / 2) page_changes_ = std::min(page_changes_ * 2, page_changes_max);
}

/// True when other devices than before wait for approval.
Result<bool> SyncClient::take_devices(const PullResponse& answer) {
  if (answer.more) return false;
  Database& db = log_.database();
  return sqlite_guard(db, [&]() -> Result<bool> {
    const bool enrolments_changed = read_enrolments(db) != answer.enrolments;
    if (!enrolments_changed && answer.devices.empty()) return false;
    Transaction transaction(db);
    if (enrolments_changed) write_enrolments(db, answer.enrolments);
    if (!answer.devices.empty()) {
      write_devices(db, answer.devices);
      devices_told_ms_ = clock_.monotonic_ms();
    }
    transaction.commit();
    return enrolments_changed;
  });
}

Result<bool> SyncClient::see_loss(const PullResponse& answer, const OwnDeviceRow& row) {
  // What was acknowledged while the pull was under way cannot be missed in its answer.
  if (!answer.received_through || *answer.received_through >= told_before_pull_) return false;
  const std::uint64_t through = *answer.received_through;
  Database& db = log_.database();
  HK_TRY(sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    write_mark(db, row.own.epoch, through);
    transaction.commit();
    return {};
  }));
  standing_->received_through = through;
  ahead_held_ = 0;
  push_.not_before_ms = clock_.monotonic_ms();
  return true;
}

Result<void> SyncClient::take_state(const PullResponse& answer, const OwnDeviceRow& row) {
  // Only of one moment: nothing was made here, or acknowledged, while the answer was on its way.
  const bool all_there = standing_->pending() == 0 && answer.received_through == standing_->last_seq;
  if (!all_there || standing_->revoked) return {};
  const auto programme = log_.find_programme(row.own.programme);
  if (!programme) return {};  // neither side holds anything yet
  if (answer.fingerprint) HK_TRY(reconcile_.begin(*programme, *answer.fingerprint, clock_.wall_ms()));
  if (answer.devices.empty()) return {};
  Database& db = log_.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    if (count_quarantined(db) == static_cast<std::int64_t>(answer.quarantined.size())) return {};
    Transaction transaction(db);
    replace_quarantined(db, row.own.epoch, answer.quarantined);
    transaction.commit();
    return {};
  });
}

Result<void> SyncClient::note_comparison(const OwnDeviceRow& row) {
  const std::int64_t now_ms = clock_.wall_ms();
  const bool stale = now_ms - row.compared_ms.value_or(0) >= client_tuning::contact_write_ms;
  if (row.compared_ms && row.agrees == reconcile_.agrees() && !stale) return {};
  Database& db = log_.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    write_comparison(db, now_ms, reconcile_.agrees());
    transaction.commit();
    return {};
  });
}

Result<void> SyncClient::compare(const OwnDeviceRow& row, std::vector<SyncRequest>& requests) {
  // An answer that was waited for too long is not waited for any more.
  const bool due = is_due(compare_);
  if (reconcile_.awaits_answer() && !compare_.in_flight) reconcile_.abandon();
  if (reconcile_.has_work()) {
    HK_ASSIGN(const bool compared, reconcile_.work(clock_.monotonic_ms()));
    if (compared) HK_TRY(note_comparison(row));
  }
  if (!reconcile_.has_question() || !due) return {};
  HK_ASSIGN(const bool may, may_pull());
  if (!may) {
    compare_.not_before_ms = clock_.monotonic_ms() + client_tuning::sweep_retry_ms;
    return {};
  }
  HK_ASSIGN(SyncRequest request, compare_request(row));
  requests.push_back(std::move(request));
  return {};
}

Result<bool> SyncClient::apply_comparison(const CompareResponse& answer, const OwnDeviceRow& before) {
  last_contact_ms_ = clock_.wall_ms();
  OwnDeviceRow row = before;
  HK_ASSIGN(const bool set_back, was_set_back(answer.entries, row));
  if (set_back) {
    HK_TRY(take_new_epoch(row));
    HK_TRY(look(row));
  }
  HK_ASSIGN(const Taken taken, append_compared(answer, row));
  const bool news = taken.news;
  const bool helped = news || taken.counts.refused > 0;
  const bool leads_on = set_back || reconcile_.take(answer, helped, clock_.monotonic_ms());
  if (!leads_on) {
    reconcile_.abandon();
    back_off(compare_, SyncStatus::Result::server_error,
             {ErrorCode::busy, row.server_url, "the server compares and answers nothing"}, answer.delay_ms);
    return news;
  }
  if (reconcile_.idle()) {
    // The next word of the server says whether it helped.
    drained_ = false;
    pull_.not_before_ms = clock_.monotonic_ms();
  }
  compare_.not_before_ms = clock_.monotonic_ms();
  succeed(compare_, answer.delay_ms);
  return news;
}

Result<SyncClient::Taken> SyncClient::append_compared(const CompareResponse& answer, const OwnDeviceRow& row) {
  if (answer.entries.empty() && answer.rulings.empty()) return Taken{};
  Database& db = log_.database();
  const Result<Taken> stored = sqlite_guard(db, [&]() -> Result<Taken> {
    Transaction transaction(db);
    HK_ASSIGN(Taken taken, append_entries(answer.entries, row));
    HK_ASSIGN(const ProgrammeRef programme, log_.find_programme(row.own.programme));
    HK_ASSIGN(const bool ruled, log_.accept(programme, {answer.rulings.begin(), answer.rulings.end()}));
    taken.news = taken.news || ruled;
    transaction.commit();
    return taken;
  });
  if (!stored) {
    reconcile_.abandon();
    learn_again(row);
    return stored;
  }
  // At once, or before the next question where somebody reads.
  static_cast<void>(may_pull());
  return stored;
}

Result<bool> SyncClient::apply_page(const PullResponse& answer, const OwnDeviceRow& before) {
  OwnDeviceRow row = before;
  note_contact(row, answer.server_time_ms, pull_);
  if (before.cursor != pulled_from_) {
    // The feed is to be read again from the start: this page would go on where the last reading ended.
    drained_ = false;
    pull_.not_before_ms = clock_.monotonic_ms();
    return false;
  }
  if (answer.received_through.value_or(0) > standing_->last_seq) {
    // More than this device remembers: it was set back, or another one goes by its name. What that said is left out of
    // the pages of this epoch.
    HK_TRY(take_new_epoch(row));
    // Once is a restored device. A server that goes on so would be told everything without a pause.
    if (pull_.failures++ > 0) {
      back_off(pull_, SyncStatus::Result::server_error,
               {ErrorCode::busy, row.server_url, "the server claims what this device never said"}, answer.delay_ms);
    }
    return true;
  }
  const bool moved = answer.cursor != before.cursor || !answer.entries.empty();
  const bool contact_stale = *last_contact_ms_ - before.last_contact_ms.value_or(0) >= client_tuning::contact_write_ms;
  bool added = false;
  std::int64_t took_ms = 0;
  HK_ASSIGN(const bool enrolled, take_devices(answer));
  if (moved || contact_stale || before.last_result != SyncStatus::Result::ok) {
    row.last_contact_ms = last_contact_ms_;
    row.cursor = answer.cursor;
    if (!answer.entries.empty()) row.cursor_position = answer.entries.back().position;
    Database& db = log_.database();
    const Result<bool> stored = sqlite_guard(db, [&]() -> Result<bool> {
      if (planted::is(planted::Bug::cursor_before_page)) write_progress(db, row);
      Transaction transaction(db);
      const std::int64_t started_ms = clock_.monotonic_ms();
      HK_ASSIGN(const Taken taken, append_entries(answer.entries, row));
      took_ms = clock_.monotonic_ms() - started_ms;
      write_progress(db, row);
      transaction.commit();
      return taken.news;
    });
    if (!stored) {
      learn_again(row);
      return stored;
    }
    added = *stored;
    // At once, or before the next pull where somebody reads.
    static_cast<void>(may_pull());
  }
  HK_ASSIGN(const bool loss, see_loss(answer, row));
  if (std::exchange(saw_loss_, loss) && loss) {
    // Once is a restored server. One that goes on so would be told the same without a pause.
    back_off(pull_, SyncStatus::Result::server_error,
             {ErrorCode::busy, row.server_url, "the server forgets what it has acknowledged"}, answer.delay_ms);
    return added || enrolled;
  }
  if (answer.more && !moved) {
    back_off(pull_, SyncStatus::Result::server_error,
             {ErrorCode::busy, row.server_url, "the server promises more and sends nothing"}, answer.delay_ms);
    return false;
  }
  if (answer.more) pace_pages(took_ms);
  drained_ = !answer.more;
  if (!answer.more) HK_TRY(take_state(answer, row));
  feed_read_ms_ = answer.more ? std::nullopt : last_contact_ms_;
  // The server may have been updated since this device fell back to what it spoke then.
  if (answer.protocol_max >= versions_.min) version_ = std::min(answer.protocol_max, versions_.max);
  pull_.not_before_ms = answer.more ? clock_.monotonic_ms() : next_pull_ms(!answer.entries.empty());
  succeed(pull_, answer.delay_ms);
  return added || enrolled;
}

}  // namespace hk
