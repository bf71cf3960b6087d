#include <cstdlib>

#include "kiosk/store/create_programme.h"
#include "kiosk/store/key_slots.h"
#include "sync/machine/clock.h"
#include "sync/protocol/codec.h"
#include "tests/bench/bench.h"
#include "tests/support/author.h"

namespace hk::bench {
namespace {

constexpr char passphrase[] = "ett lösenfras för prov";
constexpr std::size_t batch = 1000;
constexpr std::size_t first_names = 900, surnames = 2500;  // a city's people share few of them

ParticipantSet somebody(std::size_t number, ParticipantId id) {
  ParticipantDetails details;
  details.identity = {fmt::format("Förnamn{} Efternamn{}", number % first_names, number * 7 % surnames), "", "",
                      std::nullopt};
  details.category = "adult";
  return {id, details};
}

/// Each as one transaction: somebody new with a name and a check-in; the same without a name; and the sealing alone.
void measure_sealing(KioskStore& store, test::FakeClock& clock, test::FakeRandom& random, int count) {
  Latencies with_name, without_name, sealing;
  const SessionId session = make_id<SessionId>(clock, random);
  const Secret key = store.keys().author_keys().seal->clone();
  for (int n = 0; n < count; ++n) {
    const auto person = make_id<ParticipantId>(clock, random);
    const ParticipantSet set = somebody(static_cast<std::size_t>(n), person);
    const CheckInRecorded check_in{session, person, "adult", "", "", CheckInWay::self};
    const std::array<ChangeBody, 2> both = {set, check_in};
    const Stopwatch named;
    if (!store.record(both)) std::exit(1);
    with_name.add(named.seconds());
    const Stopwatch bare;
    if (!store.record(check_in)) std::exit(1);
    without_name.add(bare.seconds());
    const Bytes plain = encode_sealed(set);
    const Stopwatch one;
    const Bytes sealed = seal(key, 1, plain, plain);
    sealing.add(one.seconds());
  }
  with_name.print("new_here");
  without_name.print("check_in");
  sealing.print("sealing");
}

/// The same rows through plain SQLite, for nothing: what reading them costs.
double read_rows(KioskStore& store) {
  const Stopwatch reading;
  std::size_t bytes = 0;
  Statement query = store.database().statement("SELECT core, sealed FROM change WHERE sealed IS NOT NULL");
  while (query.step()) bytes += query.blob(0).size() + query.blob(1).size();
  if (bytes == 0) std::exit(1);
  return reading.seconds();
}

}  // namespace
}  // namespace hk::bench

/// bench_names FOLDER PEOPLE: what keys and sealing cost: one passphrase, everybody's names, one check-in.
int main(int argc, char** argv) {
  using namespace hk;
  using namespace hk::bench;
  if (argc != 3) return 2;
  const auto people = static_cast<std::size_t>(std::atoll(argv[2]));
  test::FakeClock clock;
  test::FakeRandom random{7};
  const DataFolder folder(std::filesystem::path(argv[1]) / "kiosk");
  if (!create_programme(folder, bare_programme("Prov").value(), passphrase, calibrated_cost(SystemClock()), clock,
                        random))
    return 1;
  auto store = KioskStore::open(folder, clock, random).value();

  const Stopwatch slot;
  auto opened = open_names(folder.database(), passphrase);
  figure("slot_ms", slot.seconds() * 1e3);
  if (!opened || !store->unlock(std::move(*opened))) return 1;
  measure_sealing(*store, clock, random, 300);

  std::vector<ChangeBody> bodies;
  for (std::size_t n = 0; n < people; ++n) {
    bodies.emplace_back(somebody(n, make_id<ParticipantId>(clock, random)));
    if (bodies.size() < batch && n + 1 < people) continue;
    if (!store->record(bodies)) return 1;
    bodies.clear();
    clock.advance(1000);
  }
  store->lock();

  const Stopwatch unlocking;
  opened = open_names(folder.database(), passphrase);
  figure("unlock_all_ms", unlocking.seconds() * 1e3);
  if (!opened || opened->people.size() < people) return 1;
  const Stopwatch taking_over;
  if (!store->unlock(std::move(*opened))) return 1;
  figure("core_thread_ms", taking_over.seconds() * 1e3);
  figure("plain_rows_ms", read_rows(*store) * 1e3);
  return 0;
}
