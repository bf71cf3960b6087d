#include "sync/client/sync_client.h"

#include <algorithm>

#include "sync/client/answer.h"
#include "sync/client/device_list.h"
#include "sync/client/device_row.h"
#include "sync/client/server_url.h"
#include "sync/client/tuning.h"
#include "sync/domain/planted.h"

namespace hk {
namespace {

Result<OwnDeviceRow> require_device(Database& db) {
  auto row = read_device_row(db);
  if (!row) return fail(ErrorCode::not_found, db.path(), "belongs to no device yet");
  return std::move(*row);
}

Result<std::uint64_t> last_seq_of(Log& log, const OwnDevice& own) {
  const auto programme = log.find_programme(own.programme);
  // Before the first change there is no row of the programme either.
  if (!programme && programme.error().code == ErrorCode::not_found) return 0;
  if (!programme) return tl::unexpected(programme.error());
  return log.last_seq(*programme, own.device, own.epoch);
}

Result<bool> is_revoked(Log& log, const OwnDevice& own) {
  const auto programme = log.find_programme(own.programme);
  if (!programme && programme.error().code == ErrorCode::not_found) return false;
  if (!programme) return tl::unexpected(programme.error());
  HK_ASSIGN(const auto at, log.revoked_at(*programme, own.device));
  return at.has_value();
}

SyncStatus::Result result_of(const Answer& answer) {
  if (answer.kind != Answer::Kind::problem) return SyncStatus::Result::offline;
  if (answer.slug == "client-too-old") return SyncStatus::Result::outdated;
  if (answer.slug == "client-too-new") return SyncStatus::Result::server_outdated;
  return answer.retry ? SyncStatus::Result::server_error : SyncStatus::Result::refused;
}

Error error_of(const Answer& answer, const OwnDeviceRow& row) {
  if (answer.kind != Answer::Kind::problem) return {ErrorCode::offline, row.server_url, answer.why};
  return {answer.retry ? ErrorCode::busy : ErrorCode::refused, row.server_url, answer.why};
}

}  // namespace

SyncClient::SyncClient(Log& log, Verifier& verifier, const Clock& clock, Random& random, ProtocolVersions versions)
    : log_(log),
      verifier_(verifier),
      clock_(clock),
      random_(random),
      versions_(versions),
      version_(versions.max),
      reconcile_(log),
      page_changes_(client_tuning::page_changes_first) {}

Result<void> SyncClient::create(Database& db, const OwnDevice& own) {
  HK_CHECK(db.in_transaction());
  return sqlite_guard(db, [&]() -> Result<void> {
    insert_device_row(db, own);
    return {};
  });
}

Result<OwnDevice> SyncClient::own_device(Database& db) {
  return sqlite_guard(db, [&]() -> Result<OwnDevice> {
    HK_ASSIGN(OwnDeviceRow row, require_device(db));
    return std::move(row.own);
  });
}

Result<void> SyncClient::begin_epoch(Database& db, std::uint64_t epoch) {
  return sqlite_guard(db, [&]() -> Result<void> {
    HK_ASSIGN(const OwnDeviceRow row, require_device(db));
    write_epoch(db, row.own, epoch);
    return {};
  });
}

Result<void> SyncClient::read_feed_again(Database& db) {
  HK_CHECK(db.in_transaction());
  return sqlite_guard(db, [&]() -> Result<void> {
    reset_cursor(db);
    return {};
  });
}

Result<std::uint64_t> SyncClient::next_seq(Database& db) {
  HK_ASSIGN(const OwnDevice own, own_device(db));
  Log log(db);
  HK_ASSIGN(const std::uint64_t last, last_seq_of(log, own));
  return last + 1;
}

Result<std::vector<DeviceState>> SyncClient::devices(Database& db) {
  return sqlite_guard(db, [&]() -> Result<std::vector<DeviceState>> { return read_devices(db); });
}

Result<std::vector<Enrolment>> SyncClient::awaiting_approval(Database& db) {
  return sqlite_guard(db, [&]() -> Result<std::vector<Enrolment>> { return read_enrolments(db); });
}

Result<void> SyncClient::set_server(const std::string& url, const EnrolResponse& answer, const ServerTrust& trust) {
  HK_ASSIGN(const std::string base, server_base_url(url));
  HK_TRY(check_trust(trust));
  Database& db = log_.database();
  Result<void> written = sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    HK_TRY(require_device(db));
    write_server(db, base, answer, trust);
    transaction.commit();
    return {};
  });
  if (!written) return written;
  push_ = {};
  pull_ = {};
  compare_ = {};
  reconcile_.abandon();
  ahead_held_ = 0;
  version_ = versions_.max;
  server_wait_until_ms_ = 0;
  standing_.reset();
  drained_ = false;
  feed_read_ms_.reset();
  return {};
}

Result<void> SyncClient::look(OwnDeviceRow& row) {
  Database& db = log_.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    HK_ASSIGN(row, require_device(db));
    reconcile_.set_key(row.fingerprint_key);
    HK_ASSIGN(const std::uint64_t last, last_seq_of(log_, row.own));
    // A mark beyond the log would hide changes that are still to be made.
    HK_ASSIGN(const bool revoked, is_revoked(log_, row.own));
    standing_ = Standing{!row.server_url.empty(), last, std::min(last, read_mark(db, row.own.epoch)), revoked};
    return {};
  });
}

Result<std::vector<SyncRequest>> SyncClient::due_requests() {
  OwnDeviceRow row;
  if (const auto looked = look(row); !looked) {
    // Our own disk: asking it again at once would only keep the processor busy.
    reconcile_.abandon();
    for (Lane* lane : {&push_, &pull_}) back_off(*lane, last_result_, looked.error());
    return tl::unexpected(looked.error());
  }
  std::vector<SyncRequest> requests;
  if (!standing_->enrolled) return requests;
  const auto add = [&](Lane& lane, Result<SyncRequest> request) {
    if (request) requests.push_back(std::move(*request));
    if (!request) back_off(lane, last_result_, request.error());
  };
  if (standing_->pending() > 0 && is_due(push_)) add(push_, push_request(row));
  if (standing_->revoked) {
    reconcile_.abandon();
    return requests;
  }
  if (is_due(pull_)) {
    const Result<bool> may = may_pull();
    if (!may) back_off(pull_, last_result_, may.error());
    if (may && *may) add(pull_, pull_request(row));
  }
  if (const auto compared = compare(row, requests); !compared) {
    reconcile_.abandon();
    back_off(compare_, last_result_, compared.error());
  }
  return requests;
}

Result<bool> SyncClient::may_pull() {
  HK_ASSIGN(const bool unswept, log_.needs_sweep());
  if (!unswept) return true;
  const Result<void> swept = log_.sweep();
  if (swept) return true;
  if (swept.error().code != ErrorCode::busy) return tl::unexpected(swept.error());
  pull_.not_before_ms = clock_.monotonic_ms() + client_tuning::sweep_retry_ms;
  return false;
}

bool SyncClient::is_due(Lane& lane) const {
  const std::int64_t now_ms = clock_.monotonic_ms();
  if (lane.in_flight && now_ms - lane.started_ms >= client_tuning::reply_wait_ms) lane.in_flight.reset();
  return !lane.in_flight && lane.not_before_ms <= now_ms;
}

std::optional<std::int64_t> SyncClient::next_due_ms() const {
  if (standing_ && !standing_->enrolled) return std::nullopt;
  const auto due = [](const Lane& lane) {
    return lane.in_flight ? lane.started_ms + client_tuning::reply_wait_ms : lane.not_before_ms;
  };
  const bool may_push = !standing_ || standing_->pending() > 0 || push_.in_flight;
  if (standing_ && standing_->revoked) return may_push ? std::optional(due(push_)) : std::nullopt;
  std::int64_t next = due(pull_);
  if (may_push) next = std::min(next, due(push_));
  if (reconcile_.has_question() || reconcile_.awaits_answer()) next = std::min(next, due(compare_));
  return reconcile_.has_work() ? std::min(next, clock_.monotonic_ms()) : next;
}

void SyncClient::hurry() {
  const std::int64_t at_once = std::max(clock_.monotonic_ms(), server_wait_until_ms_);
  for (Lane* lane : {&push_, &pull_, &compare_}) lane->not_before_ms = at_once;
  drained_ = false;
  // What was read before does not count the change that somebody just made.
  if (standing_ && standing_->enrolled) standing_.reset();
}

bool SyncClient::settled() const {
  return standing_ && standing_->pending() == 0 && (standing_->revoked || (drained_ && reconcile_.idle()));
}

SyncClient::Lane* SyncClient::lane_of(const SyncReply& reply) {
  if (reply.kind == SyncRequest::Kind::once) return nullptr;
  Lane& lane = reply.kind == SyncRequest::Kind::push ? push_ : reply.kind == SyncRequest::Kind::pull ? pull_ : compare_;
  return lane.in_flight == reply.number ? &lane : nullptr;
}

Result<bool> SyncClient::on_reply(const SyncReply& reply) {
  Lane* const lane = lane_of(reply);
  if (lane == nullptr) return false;
  lane->in_flight.reset();
  Result<bool> applied = [&]() -> Result<bool> {
    OwnDeviceRow row;
    HK_TRY(look(row));
    return apply(reply, row, *lane);
  }();
  // Our own disk failed, not the network: the page will be asked for again, the push repeated.
  if (!applied) back_off(*lane, last_result_, applied.error());
  return applied;
}

Result<bool> SyncClient::apply(const SyncReply& reply, const OwnDeviceRow& row, Lane& lane) {
  Answer answer = read_answer(reply, row.server_id, lane.version);
  const auto believe = [&](const auto& decoded) {
    if (decoded && decoded->server_id == row.server_id) return true;
    answer = {};
    answer.why = decoded ? "an answer of another server" : "a damaged answer (" + decoded.error().message() + ")";
    return false;
  };
  if (answer.kind == Answer::Kind::message) {
    if (reply.kind == SyncRequest::Kind::push) {
      const auto decoded = decode_push_response(answer.message);
      if (believe(decoded)) return apply_push(*decoded, row);
    } else if (reply.kind == SyncRequest::Kind::compare) {
      const auto decoded = decode_compare_response(answer.message);
      if (believe(decoded)) return apply_comparison(*decoded, row);
    } else {
      const auto decoded = decode_pull_response(answer.message);
      if (believe(decoded)) return apply_page(*decoded, row);
    }
  }
  if (answer.kind == Answer::Kind::problem) last_contact_ms_ = clock_.wall_ms();
  if (planted::is(planted::Bug::delete_on_4xx) && reply.status / 100 == 4) {
    write_mark(log_.database(), row.own.epoch, standing_->last_seq);
  }
  if (const auto lower = lower_version(answer, versions_); lower && *lower < lane.version) {
    // Still due: the same is asked again at once, in words that the server knows.
    version_ = *lower;
    return false;
  }
  // What differs will differ in the next round too.
  if (reply.kind == SyncRequest::Kind::compare) reconcile_.abandon();
  const bool first_conflict = answer.slug == "other-change" && lane.failures == 0;
  if (answer.slug == "other-change" && !planted::is(planted::Bug::same_epoch_on_conflict)) HK_TRY(take_new_epoch(row));
  if (first_conflict) {
    ++lane.failures;
    return true;
  }
  back_off(lane, result_of(answer), error_of(answer, row), answer.delay_ms);
  // For `status` of another process; once per turn for the worse, not once per attempt.
  if (row.last_result == last_result_ && row.last_failure == last_failure_->what) return false;
  return sqlite_guard(log_.database(), [&]() -> Result<bool> {
    write_failure(log_.database(), last_result_, last_failure_->what);
    return false;
  });
}

void SyncClient::wait_for_server(std::uint32_t delay_ms) {
  if (delay_ms == 0) return;
  server_wait_until_ms_ = clock_.monotonic_ms() + std::min<std::int64_t>(delay_ms, client_tuning::server_delay_ms_max);
  for (Lane* lane : {&push_, &pull_, &compare_}) {
    lane->not_before_ms = std::max(lane->not_before_ms, server_wait_until_ms_);
  }
}

void SyncClient::succeed(Lane& lane, std::uint32_t delay_ms) {
  lane.failures = 0;
  lane.offline = false;
  last_result_ = SyncStatus::Result::ok;
  last_failure_.reset();
  // The way is open again: the other lanes need not sit out their back-off.
  for (Lane* other : {&push_, &pull_, &compare_}) {
    if (!other->offline) continue;
    other->offline = false;
    other->failures = 0;
    other->not_before_ms = clock_.monotonic_ms();
  }
  wait_for_server(delay_ms);
}

void SyncClient::back_off(Lane& lane, SyncStatus::Result result, Error error, std::uint32_t delay_ms) {
  const int doublings = std::min(lane.failures, 20);
  ++lane.failures;
  lane.offline = result == SyncStatus::Result::offline;
  const std::int64_t ceiling_ms =
      std::min(client_tuning::retry_ceiling_ms_min << doublings, client_tuning::retry_ceiling_ms_max);
  const auto jitter = static_cast<std::int64_t>(random_.next_u64() % static_cast<std::uint64_t>(ceiling_ms + 1));
  lane.not_before_ms = clock_.monotonic_ms() + jitter;
  last_result_ = result;
  last_failure_ = std::move(error);
  wait_for_server(delay_ms);
}

Result<SyncStatus> SyncClient::status() {
  OwnDeviceRow row;
  HK_TRY(look(row));
  HK_ASSIGN(const auto oldest_ms, oldest_pending_ms(row));
  return sqlite_guard(log_.database(), [&]() -> Result<SyncStatus> {
    SyncStatus status;
    status.last_result = last_result_ == SyncStatus::Result::never ? row.last_result : last_result_;
    status.enrolled = standing_->enrolled;
    status.server = row.server_url;
    status.trust = row.trust;
    status.last_failure = last_result_ == SyncStatus::Result::never ? row.last_failure
                          : last_failure_                           ? last_failure_->what
                                                                    : "";
    status.epoch = row.own.epoch;
    status.received_through = standing_->received_through;
    status.pending = static_cast<std::int64_t>(standing_->pending());
    status.oldest_pending_ms = oldest_ms;
    status.last_contact_ms = last_contact_ms_ ? last_contact_ms_ : row.last_contact_ms;
    status.all_sent_ms = row.all_sent_ms;
    status.cursor_position = row.cursor_position;
    status.feed_read_ms = feed_read_ms_;
    status.quarantined = count_quarantined(log_.database());
    status.refused = count_refused(log_.database());
    status.compared_ms = row.compared_ms;
    status.agrees = row.agrees;
    status.revoked = standing_->revoked;
    status.clock_offset_ms = row.clock_offset_ms;
    return status;
  });
}

}  // namespace hk
