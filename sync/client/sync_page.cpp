#include "sync/client/device_row.h"
#include "sync/client/sync_client.h"
#include "sync/domain/little_endian.h"
#include "sync/domain/planted.h"
#include "sync/log/erasure.h"

/// What becomes of the changes in a page of the feed, of those that a comparison brings and that come by hand.
namespace hk {
namespace {

bool concerns_the_record(const Error& error) {
  return error.code == ErrorCode::invalid || error.code == ErrorCode::refused || error.code == ErrorCode::conflict;
}

/// Nobody can say of a change that is not believed whether its person was erased, so what is kept of it is looked at
/// with every erasure. (in a transaction)
void forget_erased_in_refused(Database& db, ProgrammeRef programme) {
  std::vector<RefusedRow> page;
  std::uint64_t position = 0;
  std::int64_t row = 0;
  while (!(page = read_refused(db, position, row)).empty()) {
    for (const RefusedRow& one : page) {
      if (!holds_erased(db, programme, one.envelope.record)) continue;
      empty_refused(db, one.row);
    }
    position = page.back().envelope.position;
    row = page.back().row;
  }
}

/// Numbers belong to the road, ids to what is said: two tablets that went by one name may have used a number twice, and
/// a server that was restored between them may have taken the second one. That is kept under a number of its own, the
/// same on every device: nobody's check-in is lost for its number. (in a transaction)
Result<Appended> append_under_some_number(Log& log, ProgrammeRef programme, Envelope envelope, const Change& change) {
  const Result<Appended> appended = log.append(programme, envelope, change);
  if (appended || appended.error().code != ErrorCode::conflict) return appended;
  envelope.epoch = from_little_endian(change.id.view().substr(sizeof envelope.epoch));
  envelope.seq = 1;
  return log.append(programme, envelope, change);
}

}  // namespace

/// The change inside a feed entry. Errors: refused or invalid, with the reason that is kept beside it.
Result<Change> SyncClient::believed(ProgrammeRef programme, const Envelope& envelope) {
  HK_ASSIGN(Change change, verifier_.check_form(envelope.record));
  if (change.device != envelope.device) {
    return fail(ErrorCode::refused, "change " + to_text(change.id), "came under another device's name");
  }
  if (const auto may = verifier_.check_signer(change, envelope.record); !may) {
    // Whose right to sign was withdrawn since was believed in its time.
    HK_ASSIGN(const bool here, log_.holds(programme, change.id));
    if (!here) return tl::unexpected(may.error());
  }
  return change;
}

/// Errors: those of believed() and Log::append(); then nothing was taken in.
Result<void> SyncClient::take_in(ProgrammeRef programme, const OwnDeviceRow& row, const Envelope& envelope,
                                 Taken& taken) {
  HK_ASSIGN(const Change change, believed(programme, envelope));
  if (planted::is(planted::Bug::skip_unknown_kinds) && std::holds_alternative<UnknownKind>(change.body)) return {};
  Envelope kept = envelope;
  kept.position = 0;  // its server's own: a restored one gives the same positions to other changes
  HK_ASSIGN(const Appended appended, append_under_some_number(log_, programme, kept, change));
  taken.news = taken.news || appended != Appended::duplicate;
  ++(appended == Appended::added          ? taken.counts.added
     : appended == Appended::brought_back ? taken.counts.brought_back
                                          : taken.counts.known);
  if (appended != Appended::added) {
    // It may have come without its ruling before; and a server that was restored may rule otherwise than it did, or see
    // nothing to rule any more. What comes beside the feed may be older than what the server says now.
    const bool from_feed = envelope.position != 0;
    HK_ASSIGN(const auto known, log_.accepted(programme, change.id));
    if (!from_feed && (known || !envelope.hlc_accepted)) return {};
    HK_ASSIGN(const bool ruled, log_.accept(programme, {{change.id, envelope.hlc_accepted}}));
    taken.news = taken.news || ruled;
    return {};
  }
  // Something else may have come under its number, altered on the way.
  drop_refused_as(log_.database(), envelope);
  verifier_.learn(change.body);
  taken.granted = taken.granted || std::holds_alternative<CoordinatorGranted>(change.body);
  taken.erased = taken.erased || std::holds_alternative<ParticipantErased>(change.body);
  const auto* revoked = std::get_if<DeviceRevoked>(&change.body);
  taken.revoked = taken.revoked || (revoked != nullptr && revoked->device == row.own.device);
  return {};
}

Result<SyncClient::Taken> SyncClient::append_entries(const std::vector<Envelope>& entries, const OwnDeviceRow& row) {
  Database& db = log_.database();
  HK_ASSIGN(const ProgrammeRef programme, log_.programme(row.own.programme));
  Taken taken;
  for (const Envelope& envelope : entries) {
    if (taken.revoked) break;  // nothing after that is for this device
    const Result<void> done = take_in(programme, row, envelope, taken);
    if (done) continue;
    if (!concerns_the_record(done.error())) return tl::unexpected(done.error());
    Envelope kept = envelope;
    if (holds_erased(db, programme, kept.record)) kept.record.sealed.clear();
    write_refused(db, kept, done.error().message());
    ++taken.counts.refused;
  }
  if (taken.counts.refused > 0) trim_refused(db);
  // Whoever was granted may have signed what came before the grant was believed here.
  if (taken.granted) HK_TRY(retry_refused(programme, row, taken));
  if (taken.erased) forget_erased_in_refused(db, programme);
  return taken;
}

/// A change of this device under its present epoch that it does not remember: it goes by an old copy of itself. What it
/// recorded since may have the same numbers. A number that is free here, with later ones behind it, is only a row that
/// was lost.
Result<bool> SyncClient::was_set_back(const std::vector<Envelope>& entries, const OwnDeviceRow& row) {
  HK_ASSIGN(const ProgrammeRef programme, log_.find_programme(row.own.programme));
  for (const Envelope& envelope : entries) {
    if (envelope.device != row.own.device || envelope.epoch != row.own.epoch) continue;
    const Result<Change> change = believed(programme, envelope);
    if (!change) continue;
    HK_ASSIGN(const bool here, log_.holds(programme, change->id));
    if (here) continue;
    HK_ASSIGN(const auto from_there, log_.range(programme, row.own.device, row.own.epoch, envelope.seq, 1, 0));
    if (from_there.empty() || from_there.front().seq == envelope.seq) return true;
  }
  return false;
}

Result<SyncClient::TakenIn> SyncClient::take_in_by_hand(const std::vector<Envelope>& entries) {
  OwnDeviceRow row;
  HK_TRY(look(row));
  Database& db = log_.database();
  const Result<Taken> done = sqlite_guard(db, [&]() -> Result<Taken> {
    HK_ASSIGN(const bool set_back, was_set_back(entries, row));
    if (set_back) {
      HK_TRY(take_new_epoch(row));
      HK_TRY(look(row));
    }
    Transaction transaction(db);
    HK_ASSIGN(Taken taken, append_entries(entries, row));
    transaction.commit();
    return taken;
  });
  standing_.reset();
  if (!done) {
    learn_again(row);
    return tl::unexpected(done.error());
  }
  TakenIn counts = done->counts;
  counts.ended = done->revoked;
  return counts;
}

Result<void> SyncClient::retry_refused(ProgrammeRef programme, const OwnDeviceRow& row, Taken& taken) {
  Database& db = log_.database();
  std::vector<RefusedRow> page;
  std::uint64_t position = 0;
  std::int64_t last = 0;
  while (!(page = read_refused(db, position, last)).empty()) {
    for (const RefusedRow& one : page) {
      if (taken.revoked) return {};
      const Result<void> done = take_in(programme, row, one.envelope, taken);
      if (!done && !concerns_the_record(done.error())) return done;
      if (!done) continue;
      drop_refused(db, one.row);
    }
    position = page.back().envelope.position;
    last = page.back().row;
  }
  return {};
}

Result<bool> SyncClient::retry_refused() {
  OwnDeviceRow row;
  HK_TRY(look(row));
  Database& db = log_.database();
  Result<bool> done = sqlite_guard(db, [&]() -> Result<bool> {
    if (count_refused(db) == 0) return false;
    Transaction transaction(db);
    HK_ASSIGN(const ProgrammeRef programme, log_.programme(row.own.programme));
    Taken taken;
    HK_TRY(retry_refused(programme, row, taken));
    if (taken.erased) forget_erased_in_refused(db, programme);
    transaction.commit();
    return taken.news;
  });
  if (!done) learn_again(row);
  standing_.reset();
  return done;
}

void SyncClient::learn_again(const OwnDeviceRow& row) {
  // Where even reading fails, what was learned too early is only learned a second time.
  if (const auto programme = log_.find_programme(row.own.programme))
    static_cast<void>(log_.teach(*programme, verifier_));
}

}  // namespace hk
