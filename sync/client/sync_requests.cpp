#include <algorithm>

#include "sync/client/device_row.h"
#include "sync/client/sync_client.h"
#include "sync/client/tuning.h"
#include "sync/domain/planted.h"
#include "sync/log/ahead.h"
#include "sync/protocol/codec.h"

/// What a device says: its own changes, and how far it has read.
namespace hk {
namespace {

/// The wire form of the longest run of `envelopes` that fits. Cores of repeated check-ins shrink to a fifth and sealed
/// parts not at all, so only the compressed size tells.
Bytes fitting_push(PushRequest& push) {
  for (;;) {
    Bytes body = deflate(encode(push));
    if (body.size() <= body_compressed_max || push.changes.size() <= 1) return body;
    push.changes.resize(push.changes.size() / 2);
    const std::uint64_t end = push.first_seq + push.changes.size();
    std::erase_if(push.hlc_accepted, [end](const auto& accepted) { return accepted.first >= end; });
  }
}

}  // namespace

Result<std::optional<std::int64_t>> SyncClient::oldest_pending_ms(const OwnDeviceRow& row) {
  if (standing_->pending() == 0) return std::nullopt;
  HK_ASSIGN(const ProgrammeRef programme, log_.find_programme(row.own.programme));
  HK_ASSIGN(const auto oldest,
            log_.range(programme, row.own.device, row.own.epoch, standing_->received_through + 1, 1, 0));
  if (oldest.empty()) return std::nullopt;
  HK_ASSIGN(const Change change, decode_core(oldest.front().record.core));
  return change.wall_ms;
}

Result<DeviceStatus> SyncClient::own_status(const OwnDeviceRow& row) {
  HK_ASSIGN(const auto oldest_ms, oldest_pending_ms(row));
  return DeviceStatus{static_cast<std::int64_t>(standing_->pending()), oldest_ms.value_or(0), HALSOKIOSK_VERSION,
                      clock_.wall_ms()};
}

Result<SyncRequest> SyncClient::push_request(const OwnDeviceRow& row) {
  PushRequest push;
  push.epoch = row.own.epoch;
  push.first_seq = standing_->received_through + 1;
  HK_ASSIGN(push.status, own_status(row));
  HK_ASSIGN(const ProgrammeRef programme, log_.find_programme(row.own.programme));
  HK_ASSIGN(auto envelopes, log_.range(programme, row.own.device, row.own.epoch, push.first_seq, push_changes_max,
                                       client_tuning::push_bytes));
  for (Envelope& envelope : envelopes) {
    const std::uint64_t expected = push.first_seq + push.changes.size();
    if (envelope.seq != expected) {
      return fail(ErrorCode::corrupt, log_.database().path(), "own change " + std::to_string(expected) + " is missing");
    }
    if (envelope.hlc_accepted) push.hlc_accepted.emplace_back(envelope.seq, *envelope.hlc_accepted);
    push.changes.push_back(std::move(envelope.record));
  }
  const std::uint64_t end = push.first_seq + push.changes.size() - 1;
  if (planted::is(planted::Bug::mark_when_sent)) write_mark(log_.database(), row.own.epoch, end);
  HK_ASSIGN(auto ahead,
            changes_ahead(log_, programme, row.own.device, row.own.epoch, std::max(end, ahead_held_), push_ahead_max));
  for (Envelope& envelope : ahead) push.ahead.emplace_back(envelope.seq, std::move(envelope.record));
  ahead_asked_ = push.ahead.empty() ? 0 : push.ahead.back().first;
  Bytes body = fitting_push(push);
  push_end_ = push.first_seq + push.changes.size() - 1;
  return start(push_, SyncRequest::Kind::push, row, "/push", std::move(body));
}

Result<SyncRequest> SyncClient::pull_request(const OwnDeviceRow& row) {
  PullRequest pull;
  pull.cursor = row.cursor;
  pulled_from_ = row.cursor;
  pull.limit = page_changes_;
  pull.epoch = row.own.epoch;
  told_before_pull_ = standing_->received_through;
  // What is there already is fetched first, page after page.
  pull.wait_s = keeps_poll_open_ && drained_ ? client_tuning::poll_wait_s : 0;
  pull_.wait_s = pull.wait_s;
  pull.with_devices = !devices_told_ms_ || clock_.monotonic_ms() - *devices_told_ms_ >= client_tuning::devices_stale_ms;
  HK_ASSIGN(pull.status, own_status(row));
  return start(pull_, SyncRequest::Kind::pull, row, "/pull", deflate(encode(pull)));
}

Result<SyncRequest> SyncClient::compare_request(const OwnDeviceRow& row) {
  HK_ASSIGN(const CompareRequest question, reconcile_.question());
  return start(compare_, SyncRequest::Kind::compare, row, "/compare", deflate(encode(question)));
}

SyncRequest SyncClient::start(Lane& lane, SyncRequest::Kind kind, const OwnDeviceRow& row, const char* path,
                              Bytes body) {
  lane.in_flight = ++last_number_;
  lane.started_ms = clock_.monotonic_ms();
  lane.version = version_;
  return {kind,      last_number_, row.server_url + "/v" + std::to_string(version_) + path, row.token, std::move(body),
          row.trust, lane.wait_s};
}

}  // namespace hk
