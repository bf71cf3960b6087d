#include <cstdlib>

#include "kiosk/app/tuning.h"
#include "tests/bench/bench.h"
#include "tests/support/kiosk_world.h"

/// bench_tap FOLDER COUNT: from a touch on a name to the change on disk, through the real Kiosk and KioskStore, and
/// between any two of them one flush of the same disk.
int main(int argc, char** argv) {
  if (argc != 3) return 2;
  ::setenv("TMPDIR", argv[1], 1);
  const int count = std::atoi(argv[2]);
  hk::test::KioskWorld world;
  hk::bench::DiskFlush disk(std::string(argv[1]) + "/flush");
  world.unlock();
  std::vector<hk::ParticipantId> people;
  for (int n = 0; n < count; ++n) people.push_back(world.add_person(fmt::format("Namn{} Efternamn", n)));
  const hk::SessionId session = world.start_yoga();
  hk::bench::Latencies durable, shown, flushed;
  for (int n = 0; n < count; ++n) {
    world.tap(hk::TapSession{session});
    world.tap(hk::TypeText{fmt::format("namn{}", n)});
    const hk::bench::Stopwatch touch;
    world.tap(hk::TapCandidate{people[static_cast<std::size_t>(n)]});
    durable.add(touch.seconds());
    if (!world.shows<hk::DoneModel>()) return 1;
    shown.add(touch.seconds());
    world.wait(hk::tuning::done_ms);
    const hk::bench::Stopwatch flush;
    disk.once();
    flushed.add(flush.seconds());
  }
  if (world.attendances() != count) return 1;
  durable.print("tap_durable");
  shown.print("tap_shown");
  flushed.print("disk_flush");
  return 0;
}
