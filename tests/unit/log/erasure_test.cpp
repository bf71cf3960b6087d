#include "sync/log/erasure.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/bytes.h"
#include "tests/support/open_log.h"
#include "tests/support/random_changes.h"

using namespace hk;
using namespace hk::test;

namespace {

const auto ada = numbered<ParticipantId>(21);
const auto bo = numbered<ParticipantId>(22);

ParticipantSet named(ParticipantId person, const char* name) {
  ParticipantDetails details;
  details.identity = {name, "", "", std::nullopt};
  return {person, details};
}

struct World {
  TestProgramme programme;
  Author author{programme, 5};
  OpenLog log{programme.id};

  Authored about_ada = author.make(named(ada, "Ada"));
  Authored consent =
      author.make(ConsentSet{ada, ConsentSet::Details{ConsentPurpose::registration, 1, true, ConsentBy::participant}});
  Authored about_bo = author.make(named(bo, "Bo"));
  Authored erasure = author.make(ParticipantErased{ada});

  /// The bytes of the database's files as they lie on the disk now.
  [[nodiscard]] bool on_disk(const Bytes& bytes) const {
    return file_bytes(log.path()).find(bytes) != Bytes::npos ||
           file_bytes(log.path() + "-wal").find(bytes) != Bytes::npos;
  }
  std::int64_t sealed_parts() { return log.number("SELECT count(sealed) FROM change"); }
  Envelope stored(const Authored& one) {
    const auto found =
        log.log().range(log.programme(), one.envelope.device, one.envelope.epoch, one.envelope.seq, 1, 0);
    return found.value().at(0);
  }
};

}  // namespace

TEST_CASE("an erased person's sealed parts are empty, whichever order the changes come in") {
  World world;
  std::vector<Authored> all{world.about_ada, world.consent, world.about_bo, world.erasure};
  std::vector<std::size_t> order{0, 1, 2, 3};
  do {
    OpenLog log(world.programme.id);
    for (const std::size_t n : order) CHECK(log.append(all[n]) == Appended::added);
    CHECK(log.number("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 1);
    CHECK(log.number("SELECT count(*) FROM change WHERE sealed_digest IS NOT NULL") == 3);
    CHECK(log.dump() == [&] {
      OpenLog in_order(world.programme.id);
      in_order.append_all(all);
      return in_order.dump();
    }());
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("nothing brings an erased sealed part back: not a repetition, not a rebuild") {
  World world;
  const std::vector<Authored> all{world.about_ada, world.consent, world.erasure};
  world.log.append_all(all);
  for (const Authored& one : all) CHECK(world.log.append(one) == Appended::duplicate);
  world.log.rebuild();
  CHECK(world.sealed_parts() == 0);
  for (const Authored& one : all) CHECK(world.log.append(one) == Appended::duplicate);
  CHECK(world.sealed_parts() == 0);
  const Authored later = world.author.make(named(ada, "Ada again"));
  CHECK(world.log.append(later) == Appended::added);
  CHECK(world.sealed_parts() == 0);
}

TEST_CASE("an erasure leaves every figure, mark and number as it was") {
  FakeRandom random(1);
  const TestProgramme programme;
  RandomChanges changes(programme, 3);
  const std::vector<Authored> all = changes.make(400);
  OpenLog log(programme.id);
  log.append_all(all);
  const Tally before = log.tally("2026");
  const std::int64_t rows = log.number("SELECT count(*) FROM change");
  Author author(programme, 99);
  for (std::uint64_t n = 0; n < 15; ++n) {
    CHECK(log.append(author.make(ParticipantErased{numbered<ParticipantId>(n)})) == Appended::added);
  }
  CHECK(log.tally("2026") == before);
  CHECK(log.number("SELECT count(*) FROM change") == rows + 15);
  CHECK(log.number("SELECT count(*) FROM change JOIN participant_change USING(change) WHERE sealed IS NOT NULL") == 0);
}

TEST_CASE("swept, an erased sealed part is in neither the database nor its WAL; only emptied, it is still there") {
  World world;
  const Bytes sealed = world.about_ada.envelope.record.sealed;
  REQUIRE(world.log.append(world.about_ada) == Appended::added);
  CHECK_FALSE(*world.log.log().needs_sweep());
  CHECK(world.on_disk(sealed));
  REQUIRE(world.log.append(world.erasure) == Appended::added);
  CHECK(*world.log.log().needs_sweep());
  // Or this test could not fail.
  CHECK(world.on_disk(sealed));
  REQUIRE(world.log.log().sweep().has_value());
  CHECK_FALSE(*world.log.log().needs_sweep());
  CHECK_FALSE(world.on_disk(sealed));
  CHECK(world.on_disk(world.about_ada.envelope.record.core));
}

TEST_CASE("a sealed part so long that it fills pages of its own is overwritten as well") {
  World world;
  ParticipantDetails details;
  details.identity = {std::string(700, 'n'), std::string(700, 'a'), "", std::nullopt};
  std::vector<Authored> many;
  for (int n = 0; n < 50; ++n) many.push_back(world.author.make(ParticipantSet{ada, details}));
  world.log.append_all(many);
  REQUIRE(world.log.log().sweep().has_value());
  REQUIRE(world.log.append(world.erasure) == Appended::added);
  REQUIRE(world.log.log().sweep().has_value());
  for (const Authored& one : many) {
    const Bytes& sealed = one.envelope.record.sealed;
    CHECK_FALSE(world.on_disk(sealed.substr(0, 32)));
    CHECK_FALSE(world.on_disk(sealed.substr(sealed.size() - 32)));
  }
}

TEST_CASE("while another connection reads, a sweep says busy at once and is asked for again") {
  World world;
  REQUIRE(world.log.append(world.about_ada) == Appended::added);
  Database reader = Database::open(world.log.path(), OpenMode::read_only, log_schema).value();
  {
    const ReadSnapshot snapshot(reader);
    Statement query = reader.statement("SELECT count(*) FROM change");
    REQUIRE(query.step());
    REQUIRE(world.log.append(world.erasure) == Appended::added);
    CHECK(world.log.log().sweep().error().code == ErrorCode::busy);
    CHECK(*world.log.log().needs_sweep());
  }
  REQUIRE(world.log.log().sweep().has_value());
  CHECK_FALSE(world.on_disk(world.about_ada.envelope.record.sealed));
}

TEST_CASE("a sweep that was not done before the power went is still asked for afterwards") {
  World world;
  REQUIRE(world.log.append(world.about_ada) == Appended::added);
  REQUIRE(world.log.append(world.erasure) == Appended::added);
  Database again = Database::open(world.log.path(), OpenMode::read_write, log_schema).value();
  CHECK(*Log(again).needs_sweep());
}

TEST_CASE("forgetting empties all but what nobody else holds yet, and the same changes bring it back") {
  World world;
  const std::vector<Authored> all{world.about_ada, world.consent, world.about_bo};
  world.log.append_all(all);
  {
    Transaction transaction(world.log.db());
    REQUIRE(world.log.log()
                .forget_sealed(world.log.programme(), world.author.device(), world.author.epoch(),
                               world.consent.envelope.seq)
                .has_value());
    transaction.commit();
  }
  CHECK(world.sealed_parts() == 1);
  CHECK(world.stored(world.about_bo).record == world.about_bo.envelope.record);
  REQUIRE(world.log.log().sweep().has_value());
  CHECK_FALSE(world.on_disk(world.about_ada.envelope.record.sealed));
  CHECK(world.log.append(world.about_ada) == Appended::brought_back);
  CHECK(world.log.append(world.about_ada) == Appended::duplicate);
  CHECK(world.stored(world.about_ada).record == world.about_ada.envelope.record);
  CHECK(world.log.append(world.about_bo) == Appended::duplicate);
}

TEST_CASE("only the author's own sealed part comes back") {
  World world;
  REQUIRE(world.log.append(world.about_ada) == Appended::added);
  {
    Transaction transaction(world.log.db());
    REQUIRE(world.log.log().forget_sealed(world.log.programme(), {}, 0, 0).has_value());
    transaction.commit();
  }
  Authored swapped = world.about_ada;
  swapped.envelope.record.sealed = world.about_bo.envelope.record.sealed;
  swapped.envelope.record.sealed_digest = world.about_bo.envelope.record.sealed_digest;
  CHECK(world.log.append(swapped) == Appended::duplicate);
  CHECK(world.sealed_parts() == 0);
}

TEST_CASE("whoever keeps a refused record can tell that it holds something erased, also under another change") {
  World world;
  world.log.append_all(std::vector<Authored>{world.about_ada, world.about_bo, world.erasure});
  const auto holds = [&](const ChangeRecord& record) {
    return holds_erased(world.log.db(), world.log.programme(), record);
  };
  CHECK(holds(world.about_ada.envelope.record));
  CHECK(holds(world.consent.envelope.record));
  CHECK_FALSE(holds(world.about_bo.envelope.record));
  ChangeRecord swapped = world.about_bo.envelope.record;
  swapped.sealed = world.about_ada.envelope.record.sealed;
  CHECK(holds(swapped));
  swapped.core = "no core at all";
  CHECK(holds(swapped));
  swapped.sealed.clear();
  CHECK_FALSE(holds(swapped));
}
