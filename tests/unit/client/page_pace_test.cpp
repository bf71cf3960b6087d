#include <algorithm>

#include "sync/client/tuning.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

/// A clock that every look moves on: whatever is timed takes `step` milliseconds.
class SteppingClock final : public Clock {
 public:
  SteppingClock(const Clock& wall, std::int64_t step) : wall_(wall), step_(step) {}
  [[nodiscard]] std::int64_t wall_ms() const override { return wall_.wall_ms(); }
  [[nodiscard]] std::int64_t monotonic_ms() const override { return now_ += step_; }
  [[nodiscard]] std::uint64_t boot() const override { return wall_.boot(); }

 private:
  const Clock& wall_;
  std::int64_t step_;
  mutable std::int64_t now_ = 0;
};

/// How many changes are asked for, page after page, by a device that takes this long to take one in.
std::vector<std::uint32_t> asked_for(std::int64_t page_ms) {
  World world;
  Device& author = world.add_founder();
  Device& reader = world.add_member();
  author.check_in_many(4000);
  REQUIRE(world.sync(author).has_value());
  const SteppingClock clock(world.clock, page_ms);
  SyncClient client(reader.log, reader.verifier, clock, world.random);
  std::vector<std::uint32_t> asked;
  REQUIRE(sync_once(client, [&](const SyncRequest& request) {
    asked.push_back(value_of(decode_pull_request(value_of(inflate(request.body, body_inflated_max)))).limit);
    return world.carry(request);
  }));
  CHECK(reader.changes() == 4000);
  return asked;
}

}  // namespace

TEST_CASE("pages of the feed grow on a quick device, shrink on a slow one and have bounds") {
  using namespace client_tuning;
  const auto quick = asked_for(page_ms / 2);
  CHECK(quick.front() == page_changes_first);
  CHECK(quick.back() == page_changes_max);
  CHECK(std::is_sorted(quick.begin(), quick.end()));
  const auto slow = asked_for(page_ms + 1);
  CHECK(slow.front() == page_changes_first);
  CHECK(slow.back() == page_changes_min);
  CHECK(std::is_sorted(slow.rbegin(), slow.rend()));
  const auto just_right = asked_for(page_ms);
  CHECK(std::count(just_right.begin(), just_right.end(), page_changes_first) == std::ssize(just_right));
}
