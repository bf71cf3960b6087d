#include "tests/sim/sim_kiosk.h"
#include "tests/support/numbered.h"

/// What people do at a tablet.
namespace hk::sim {
namespace {

// Few of each, so that the tablets' changes meet.
constexpr std::size_t sessions = 6, people = 12;
constexpr std::int32_t first_day = 20'600;
constexpr std::int64_t day_ms = 86'400'000;
// A register that is imported: seldom, and sometimes more than a page or a push holds.
constexpr std::size_t import_rows = 60, import_rows_many = 1100;

}  // namespace

/// With fields that an old program does not know.
CheckInRecorded SimKiosk::check_in(SessionId session, ParticipantId person, CheckInWay way) {
  const bool says_gender = !old_ && random_.one_in(4);
  return {session, person, "adult", says_gender ? "woman" : "", "", way};
}

SessionSet SimKiosk::some_session(SessionId session, std::int32_t day) {
  SessionSet set;
  set.session = session;
  set.what = {"women", "yoga", "framtidens", SessionKind::group};
  set.when = {day, 60, day * day_ms + day_ms / 2, std::nullopt};
  if (!old_) set.extras = {"", random_.one_in(2), SessionOrigin::live};
  return set;
}

ChangeId SimKiosk::some_own_change() {
  // Not always a check-in: readers live with what names nothing.
  if (committed_.empty()) return test::numbered<ChangeId>(1);
  auto one = committed_.begin();
  std::advance(one, static_cast<std::ptrdiff_t>(random_.below(committed_.size())));
  return *one;
}

std::vector<ChangeBody> SimKiosk::withdrawal(SessionId session, ParticipantId person) {
  CheckInWithdrawn withdrawn;
  Statement query = store_->database().statement(R"sql(
    SELECT id FROM check_in JOIN change c USING(change) JOIN session s USING(session) JOIN participant p USING(participant)
    WHERE s.uuid = :session AND p.uuid = :person AND withdrawn = 0)sql");
  query.bind_blob(":session", session.view()).bind_blob(":person", person.view());
  while (query.step()) withdrawn.check_ins.push_back(query.id<ChangeId>(0));
  if (withdrawn.check_ins.empty()) withdrawn.check_ins = {some_own_change()};
  return {withdrawn};
}

std::vector<ChangeBody> SimKiosk::count(SessionId session) {
  Headcounts headcounts(*store_);
  const Headcounts::What what{session, random_.one_in(4) ? "" : "adult"};
  if (random_.one_in(4)) {
    auto less = headcounts.one_less(what);
    if (!stored(less) || !*less) return {};
    return {std::move(**less)};
  }
  auto more = headcounts.one_more(what);
  if (!stored(more)) return {};
  return {std::move(*more)};
}

std::vector<ChangeBody> SimKiosk::something() {
  const auto session = test::numbered<SessionId>(random_.below(sessions));
  const auto person = test::numbered<ParticipantId>(random_.below(people));
  const auto day = first_day + static_cast<std::int32_t>(random_.below(3));
  switch (random_.below(20)) {
    case 0:
      return {some_session(session, day), SessionStateSet{session, SessionState::running, std::nullopt}};
    case 1:
      return {SessionStateSet{session, SessionState::closed, clock_.wall_ms()}};
    case 2:
    case 3:
      return count(session);
    case 4:
      return withdrawal(session, person);
    case 5: {
      // A household: several at once, in one transaction.
      std::vector<ChangeBody> all;
      for (std::size_t n = 2 + random_.below(8); n > 0; --n) {
        all.emplace_back(
            check_in(session, test::numbered<ParticipantId>(random_.below(people)), CheckInWay::household));
      }
      return all;
    }
    case 6: {
      if (!random_.one_in(4)) return {check_in(session, person, CheckInWay::self)};
      std::vector<ChangeBody> all;
      for (std::size_t n = random_.one_in(40) ? import_rows_many : import_rows; n > 0; --n) {
        all.emplace_back(check_in(session, test::numbered<ParticipantId>(random_.below(500)), CheckInWay::import));
      }
      return all;
    }
    case 7:
      return {SessionSameAs{session, test::numbered<SessionId>(sessions), !random_.one_in(3)}};
    case 8:
      if (!old_) return something_new();
      return {check_in(session, person, CheckInWay::self)};
    case 9:
    case 10:
    case 11:
    case 12:
      // Names closed, as on a device that was revoked, nobody is written down and nothing is signed.
      if (store_->unlocked()) return something_sealed();
      return {check_in(session, person, CheckInWay::self)};
    default:
      return {check_in(session, person, CheckInWay::self)};
  }
}

std::vector<ChangeBody> SimKiosk::something_sealed() {
  const auto person = test::numbered<ParticipantId>(random_.below(people));
  switch (random_.below(8)) {
    case 0:
      // Few enough that there are people left to meet them.
      if (store_->coordinator() && random_.one_in(2)) return {ParticipantErased{person}};
      break;
    case 1: {
      // A key that signs nothing here: who believes it is what matters.
      if (!store_->coordinator()) break;
      const Bytes key(32, static_cast<char>('a' + random_.below(4)));
      if (random_.one_in(3)) return {CoordinatorWithdrawn{test::numbered<StaffId>(1), key}};
      return {CoordinatorGranted{test::numbered<StaffId>(1), key}};
    }
    default:
      break;
  }
  ParticipantDetails details;
  details.identity = {"Namn " + std::to_string(random_.below(100)), "", "", std::nullopt};
  return {ParticipantSet{person, details}};
}

/// Kinds that an old program does not know.
std::vector<ChangeBody> SimKiosk::something_new() {
  const auto session = test::numbered<SessionId>(random_.below(sessions));
  const auto person = test::numbered<ParticipantId>(random_.below(people - 1));
  switch (random_.below(store_->unlocked() ? 5 : 2)) {
    case 0:
      return {SessionAutoClosed{session, clock_.wall_ms()}};
    case 1:
      return {CheckInCorrected{{some_own_change()}, "child_youth", "", ""}};
    case 2:
      return {SessionNoteSet{session, "how_it_went", "Det gick bra"}};
    case 3:
      return {ConsentSet{person,
                         ConsentSet::Details{ConsentPurpose::research, 1, random_.one_in(2), ConsentBy::participant}}};
    default:
      if (!store_->coordinator()) return {SessionAutoClosed{session, clock_.wall_ms()}};
      return {ParticipantSameAs{person, test::numbered<ParticipantId>(people), !random_.one_in(3)}};
  }
}

}  // namespace hk::sim
