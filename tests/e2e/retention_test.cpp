#include "kiosk/store/retention.h"

#include <doctest/doctest.h>

#include "tests/support/kiosk_fleet.h"

namespace hk::test {

namespace {

constexpr std::int64_t day_ms = 86'400'000;

/// Two devices of a programme that keeps names for 24 months.
struct Kept {
  Kept() : fleet(2) {}
  ParticipantId add(std::size_t device, const char* name) {
    fleet.clock.advance(1000);
    const auto id = make_id<ParticipantId>(fleet.clock, fleet.random);
    ParticipantDetails details;
    details.identity = {name, "", "", std::nullopt};
    (void)fleet.at(device)->record(ParticipantSet{id, details}).value();
    return id;
  }
  void visit(std::size_t device, ParticipantId person) {
    SessionSet set;
    set.session = make_id<SessionId>(fleet.clock, fleet.random);
    set.when = {fleet.local_time.at(fleet.clock.wall_ms()).days, 60, fleet.clock.wall_ms(), std::nullopt};
    (void)fleet.at(device)->record(set).value();
    (void)fleet.at(device)->record(CheckInRecorded{set.session, person, "adult", "", "", CheckInWay::self}).value();
  }
  void days_pass(std::int64_t days) {
    fleet.clock.advance(days * day_ms);
    fleet.sync_all();
    fleet.sync_all();
  }
  Result<RetentionProposals> proposals(std::size_t device = 0) {
    return retention_proposals(*fleet.at(device), *fleet.at(device).client, fleet.local_time);
  }
  std::vector<ParticipantId> proposed() {
    std::vector<ParticipantId> ids;
    const RetentionProposals made = proposals().value();
    for (const RetentionProposal& one : made.people) ids.push_back(one.participant);
    return ids;
  }
  Result<std::size_t> confirm(const std::vector<ParticipantId>& shown, std::size_t device = 0) {
    return confirm_retention(*fleet.at(device), *fleet.at(device).client, fleet.local_time, shown);
  }
  [[nodiscard]] std::string why() {
    const auto made = proposals();
    return made ? std::string() : made.error().what;
  }
  KioskFleet fleet;
};

using Ids = std::vector<ParticipantId>;

}  // namespace

TEST_CASE("who was not here for 24 months is proposed: after the last visit under any id, on any device") {
  Kept kept;
  const ParticipantId gone = kept.add(0, "Ada Lund");
  const ParticipantId never = kept.add(0, "Eva Ek");
  const ParticipantId unseen = kept.add(0, "Li Ny");
  const ParticipantId elsewhere = kept.add(0, "Siv Al");
  const ParticipantId merged = kept.add(0, "Bo Ask");
  const ParticipantId twin = kept.add(1, "Bo A");
  kept.visit(0, gone);
  kept.days_pass(10);
  (void)kept.fleet.at(0)->record(ParticipantSameAs{merged, twin, true}).value();
  kept.days_pass(300);
  kept.visit(1, elsewhere);
  kept.visit(1, twin);
  kept.days_pass(400);
  CHECK(kept.proposed().empty());
  kept.days_pass(25);
  CHECK(kept.proposed() == Ids{gone, never, unseen});
  CHECK(kept.proposals().value().months == 24);
  CHECK(kept.proposals().value().people[0].came);
  CHECK_FALSE(kept.proposals().value().people[1].came);

  // Whoever comes while the list is on the screen stays, and whoever was not on it.
  kept.visit(1, never);
  kept.days_pass(0);
  CHECK(kept.confirm({gone, never, elsewhere}).value() == 1);
  kept.days_pass(0);
  for (std::size_t n = 0; n < 2; ++n) {
    CHECK(kept.fleet.at(n)->people().find(gone) == nullptr);
    for (const ParticipantId& id : {never, unseen, elsewhere}) CHECK(kept.fleet.at(n)->people().find(id) != nullptr);
  }
}

TEST_CASE("nothing is proposed or erased before everything was fetched, by an old answer or by a clock that jumped") {
  Kept kept;
  const ParticipantId ada = kept.add(0, "Ada Lund");
  kept.days_pass(0);
  // The clock alone moves, and nothing is heard.
  kept.fleet.clock.set_wall(kept.fleet.clock.wall_ms() + 800 * day_ms);
  CHECK(kept.why().find("24 hours") != std::string::npos);
  CHECK(kept.confirm({ada}).error().code == ErrorCode::offline);
  kept.fleet.clock.set_wall(kept.fleet.clock.wall_ms() - 801 * day_ms);
  CHECK(kept.why().find("went back") != std::string::npos);
  kept.fleet.clock.set_wall(kept.fleet.clock.wall_ms() + day_ms);
  CHECK(kept.why().empty());

  // A process that has not fetched anything yet.
  KioskFleet::Device& device = kept.fleet.at(0);
  device.client = std::make_unique<SyncClient>(device->log(), device->verifier(), kept.fleet.clock, kept.fleet.random);
  CHECK(kept.why().find("fetched") != std::string::npos);
  CHECK(kept.confirm({ada}).error().code == ErrorCode::offline);
  CHECK(kept.fleet.at(0)->people().find(ada) != nullptr);
}

TEST_CASE("only a coordinator confirms") {
  Kept kept;
  const ParticipantId ada = kept.add(0, "Ada Lund");
  kept.days_pass(800);
  REQUIRE(kept.proposals(1).value().people.size() == 1);
  CHECK(kept.confirm({ada}, 1).error().code == ErrorCode::refused);
  CHECK(kept.fleet.at(1)->people().find(ada) != nullptr);
}

}  // namespace hk::test
