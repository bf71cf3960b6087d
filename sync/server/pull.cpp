#include <algorithm>

#include "sync/domain/planted.h"
#include "sync/protocol/json_view.h"
#include "sync/protocol/messages.h"
#include "sync/server/cursor.h"
#include "sync/server/feed_sum.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

const FeedExcept nobody{};

/// The anchor of the change at `position`; empty where there is none.
Result<Bytes> anchor_at(Log& log, ProgrammeRef programme, std::uint64_t position) {
  if (position == 0) return Bytes();
  HK_ASSIGN(const auto found, log.feed(programme, position - 1, nobody, 1, 0));
  if (found.empty() || found.front().position != position) return Bytes();
  return cursor_anchor(found.front().record.core, found.front().received_at_ms);
}

/// Where to read on. A cursor that does not fit this feed (another server's, or from before this one was restored from
/// a backup) starts again: what the kiosk already holds changes nothing there.
Result<std::uint64_t> start_of_page(const ServerContext& context, Log& log, ProgrammeRef programme,
                                    const CallingDevice& caller, ByteView token) {
  const auto cursor = read_cursor(token, context.identity.server_id, context.identity.cursor_key);
  if (!cursor || cursor->programme != caller.programme) return 0;
  HK_ASSIGN(const Bytes anchor, anchor_at(log, programme, cursor->position));
  return anchor == cursor->anchor ? cursor->position : 0;
}

struct Page {
  std::vector<Envelope> entries;
  std::uint64_t through = 0;
  bool more = false;
};

/// What a revoked device may still read: the feed up to the change that tells it so.
Result<Page> read_last_page(Log& log, ProgrammeRef programme, const FeedExcept& caller, std::uint64_t after,
                            std::uint32_t limit, std::uint64_t revoked_at) {
  Page page;
  page.through = std::max(after, revoked_at);
  if (after >= revoked_at) return page;
  HK_ASSIGN(page.entries, log.feed(programme, after, caller, limit, server_tuning::page_bytes));
  page.more = !page.entries.empty() && page.entries.back().position < revoked_at;
  std::erase_if(page.entries, [revoked_at](const Envelope& one) { return one.position > revoked_at; });
  if (page.more) page.through = page.entries.back().position;
  return page;
}

Result<Page> read_page(Log& log, ProgrammeRef programme, const FeedExcept& caller, std::uint64_t after,
                       std::uint32_t limit) {
  Page page;
  // Read before the page: whatever stands up to here is in the page, or is the caller's own.
  HK_ASSIGN(const std::uint64_t last, log.last_position(programme));
  HK_ASSIGN(page.entries, log.feed(programme, after, caller, limit, server_tuning::page_bytes));
  if (planted::is(planted::Bug::naive_cursor)) {
    log.database().roll_back();  // whoever looks twice sees two moments
    HK_ASSIGN(page.through, log.last_position(programme));
    return page;
  }
  page.through = std::max(after, last);
  if (page.entries.empty()) return page;
  const std::uint64_t end = page.entries.back().position;
  HK_ASSIGN(const auto next, log.feed(programme, end, caller, 1, 0));
  page.more = !next.empty();
  page.through = page.more ? end : std::max(end, last);
  return page;
}

/// A pull on its way; kept while it waits for news.
struct Pull {
  CallingDevice caller;
  PullRequest request;
  HttpRequest how;            ///< what the answer may be like
  std::int64_t until_ms = 0;  ///< monotonic: until when it may wait
  Respond respond;
};

struct Found {
  PullResponse answer;
  std::uint64_t through = 0;  ///< the feed's position that has been looked at
  bool ended = false;         ///< there will never be news for this device
};

Result<Found> look_in(Database& db, ServerContext& context, const CallingDevice& caller, const PullRequest& request,
                      const FeedExcept& except) {
  Log log(db);
  HK_ASSIGN(const ProgrammeRef programme, log.find_programme(caller.programme));
  HK_ASSIGN(const std::uint64_t after, start_of_page(context, log, programme, caller, request.cursor));
  const std::uint32_t asked = request.limit == 0 ? server_tuning::page_changes : request.limit;
  const auto limit = std::min(asked, static_cast<std::uint32_t>(push_changes_max));
  HK_ASSIGN(const auto revoked_at, log.revoked_at(programme, caller.device));
  HK_ASSIGN(Page page, revoked_at ? read_last_page(log, programme, except, after, limit, *revoked_at)
                                  : read_page(log, programme, except, after, limit));
  Found found{{}, page.through, revoked_at.has_value()};
  PullResponse& answer = found.answer;
  answer.server_id = context.identity.server_id;
  answer.entries = std::move(page.entries);
  answer.more = page.more;
  answer.protocol_max = context.versions.max;
  answer.server_time_ms = context.clock.wall_ms();
  answer.delay_ms = context.delay_ms();
  if (page.through > 0) {
    HK_ASSIGN(const Bytes anchor, anchor_at(log, programme, page.through));
    if (anchor.empty()) return fail(ErrorCode::corrupt, "feed", "nothing at " + std::to_string(page.through));
    answer.cursor =
        write_cursor({caller.programme, page.through, anchor}, context.identity.server_id, context.identity.cursor_key);
  }
  if (page.more) return found;
  ServerStore store(db);
  if (request.epoch) {
    HK_ASSIGN(answer.received_through, store.received_through(caller.account, caller.device, *request.epoch));
  }
  if (revoked_at) return found;
  HK_ASSIGN(answer.fingerprint, feed_fingerprint(db, caller, programme, context.sums, context.clock.wall_ms()));
  HK_ASSIGN(answer.enrolments, store.awaiting_approval(caller.account, caller.device, enrolments_max));
  if (request.with_devices) {
    HK_ASSIGN(answer.devices, store.device_states(caller.account, devices_max));
    context.contacts.bring_up_to_date(caller.account, answer.devices);
    if (request.epoch) {
      HK_ASSIGN(answer.quarantined, store.quarantined(caller.account, caller.device, *request.epoch, quarantined_max));
    }
  }
  return found;
}

Result<Found> look(ServerContext& context, const CallingDevice& caller, const PullRequest& request,
                   const FeedExcept& except) {
  HK_ASSIGN(const auto lease, context.reads.take());
  return sqlite_guard(*lease, [&]() -> Result<Found> {
    // The page and what the server says of itself are of one moment.
    const ReadSnapshot snapshot(*lease);
    return look_in(*lease, context, caller, request, except);
  });
}

void answer_or_wait(ServerContext& context, const std::shared_ptr<const Pull>& pull, bool last) {
  const FeedExcept own{pull->caller.device, pull->request.epoch};
  const auto found = look(context, pull->caller, pull->request, own);
  if (!found) return pull->respond(context.store_problem(found.error()));
  const bool wait =
      !last && !found->ended && found->answer.entries.empty() && context.clock.monotonic_ms() < pull->until_ms;
  if (!wait) return pull->respond(message_response(pull->how, encode(found->answer)));
  context.polls.wait(
      {pull->caller.account, pull->caller.device, found->through, pull->until_ms,
       [&context, pull](bool ends) { context.run([&context, pull, ends] { answer_or_wait(context, pull, ends); }); }});
}

void note_contact(ServerContext& context, const CallingDevice& caller, const DeviceStatus& status) {
  const std::int64_t now_ms = context.clock.wall_ms();
  context.contacts.note({caller.account, caller.device, now_ms, status});
  if (!context.contacts.due(now_ms)) return;
  // Where the queue is full, a push writes the contacts soon enough.
  (void)context.commits.submit(
      {[&context](Database& db) { return context.contacts.write(db); }, [](const Result<void>&) {}, 0});
}

/// For a person or a script: at once, and no sign that the device itself was there.
HttpResponse answer_in_json(ServerContext& context, const CallingDevice& caller, const HttpRequest& request) {
  Bytes question;
  if (!request.body.empty()) {
    auto message = read_message(context, request, json_question_max, content_type_json);
    if (!message) return message.error();
    question = std::move(*message);
  }
  const auto decoded = pull_request_of_json(question);
  if (!decoded) return context.problem(problems::bad_request, decoded.error().message());
  const auto found = look(context, caller, *decoded, nobody);
  if (!found) return context.store_problem(found.error());
  return message_response(request, json_of(found->answer), content_type_json);
}

}  // namespace

void handle_pull(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto caller = authenticate(context, request);
  if (!caller) return respond(caller.error());
  if (request.accept.find(content_type_json) != std::string::npos) {
    return respond(answer_in_json(context, *caller, request));
  }
  const auto message = read_message(context, request, body_inflated_max);
  if (!message) return respond(message.error());
  const auto decoded = decode_pull_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));
  note_contact(context, *caller, decoded->status);
  HttpRequest how;
  how.accept_encoding = request.accept_encoding;
  const std::int64_t wait_ms = std::min<std::int64_t>(std::int64_t{decoded->wait_s} * 1000, server_tuning::poll_ms_max);
  const std::int64_t until_ms = context.clock.monotonic_ms() + wait_ms;
  const auto pull = std::make_shared<Pull>(Pull{*caller, *decoded, std::move(how), until_ms, respond});
  answer_or_wait(context, pull, false);
}

}  // namespace hk
