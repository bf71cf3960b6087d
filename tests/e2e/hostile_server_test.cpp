#include <doctest/doctest.h>

#include <algorithm>

#include "sync/client/six_word_enrolment.h"
#include "sync/protocol/codec.h"
#include "tests/e2e/hostile_world.h"
#include "tests/support/numbered.h"

/// What a server gains that does not keep to the protocol. Each claim says whether it is harmless, or who sees it.
namespace hk::test::hostile {

namespace {

bool is_about(const Envelope& envelope, std::string_view kind) {
  const auto change = decode_core(envelope.record.core);
  return change && kind_name(change->body) == kind;
}

}  // namespace

TEST_CASE("detected by the six words: a server that puts public keys of its own in the devices' place") {
  Hostile world;
  std::vector<std::string> words;
  for (std::size_t n = 0; n < word_list_size; ++n) words.push_back(std::to_string(n));
  const WaitingDevice waiting{make_id<DeviceId>(world.clock, world.random), SigningKey::generate(), BoxKey::generate(),
                              "Ny"};
  KioskStore& office = *world.office->store;
  const std::string code = good(request_code(office.database(), *office.keys().coordinator, world.exchange())).code;
  const SigningKey evil = SigningKey::generate();
  const BoxKey evil_box = BoxKey::generate();
  world.meddle = [&](const SyncRequest& request, SyncReply reply) {
    if (!request.url.ends_with("/enrolments")) return reply;
    EnrolResponse answer = good(decode_enrol_response(reply.body));
    answer.approver->ed25519_public = evil.public_key;
    answer.approver->x25519_public = evil_box.public_key;
    reply.body = encode(answer);
    return reply;
  };
  const EnrolResponse answer = good(enrol(url, six_word_request(waiting, code), {}, world.exchange()));
  world.change_pages([&](PullResponse& page) {
    for (Enrolment& one : page.enrolments) {
      one.ed25519_public = evil.public_key;
      one.x25519_public = evil_box.public_key;
    }
  });
  good(world.sync(*world.office));
  const auto seen = good(SyncClient::awaiting_approval(office.database()));
  const auto asking =
      std::find_if(seen.begin(), seen.end(), [&](const Enrolment& one) { return one.device == waiting.device; });
  REQUIRE(asking != seen.end());
  const PublicKeys own{office.device_keys().device.public_key, office.device_keys().box_public};
  CHECK(good(words_of_waiting(waiting, answer, words, test_cost)) !=
        good(words_of_approving(office.own().programme, own, *asking, words, test_cost)));
}

TEST_CASE("harmless: old pages played back, in any order and again and again") {
  Hostile world;
  std::vector<Bytes> pages;
  world.meddle = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind == SyncRequest::Kind::pull) pages.push_back(reply.body);
    return reply;
  };
  const ParticipantId ada = world.office->add_person("Ada Lund");
  good(world.sync(*world.office));
  good(world.sync(*world.kiosk));
  world.office->record(ProgrammeSet{{{"small_cell", "7"}}});
  good(world.sync(*world.office));
  good(world.sync(*world.kiosk));
  const std::string before = world.kiosk->dump();
  const std::int64_t changes = world.kiosk->count("SELECT count(*) FROM change");
  std::reverse(pages.begin(), pages.end());
  std::size_t next = 0;
  world.meddle = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind == SyncRequest::Kind::pull) reply.body = pages[next++ % pages.size()];
    return reply;
  };
  for (std::size_t n = 0; n < 3 * pages.size(); ++n) (void)world.sync(*world.kiosk);
  CHECK(world.kiosk->dump() == before);
  CHECK(world.kiosk->count("SELECT count(*) FROM change") == changes);
  CHECK(world.kiosk->name_of(ada) == "Ada L.");
  world.meddle = nullptr;
  const ChangeId news = world.office->record(ProgrammeSet{{{"small_cell", "8"}}});
  world.clock.advance(600'000);
  world.sync_both();
  CHECK(world.kiosk->holds(news));
  CHECK(world.kiosk->dump() == world.office->dump());
}

TEST_CASE("harmless: pages from before an erasure bring nothing back, not on the disk either") {
  Hostile world;
  std::vector<Bytes> pages;
  world.meddle = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind == SyncRequest::Kind::pull) pages.push_back(reply.body);
    return reply;
  };
  const ParticipantId ada = world.office->add_person("Ada Lund");
  const Bytes sealed = [&] {
    Statement query = world.office->store->database().statement("SELECT sealed FROM change ORDER BY change DESC");
    REQUIRE(query.step());
    return Bytes(query.blob(0));
  }();
  REQUIRE_FALSE(sealed.empty());
  world.sync_both();
  CHECK(world.kiosk->on_disk(sealed));
  world.meddle = nullptr;
  world.office->record(ParticipantErased{ada});
  world.sync_both();
  CHECK_FALSE(world.kiosk->on_disk(sealed));
  std::size_t next = 0;
  world.meddle = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind == SyncRequest::Kind::pull) reply.body = pages[next++ % pages.size()];
    return reply;
  };
  for (std::size_t n = 0; n < 2 * pages.size(); ++n) (void)world.sync(*world.kiosk);
  CHECK(world.kiosk->name_of(ada) == "nobody");
  CHECK_FALSE(world.kiosk->on_disk(sealed));
  // Nor hung on somebody else's change, which is refused and kept, but without it.
  world.meddle = nullptr;
  world.office->add_person("Bo Ek");
  good(world.sync(*world.office));
  world.change_pages([&](PullResponse& page) {
    for (Envelope& one : page.entries) {
      if (is_about(one, "participant_set")) one.record.sealed = sealed;
    }
  });
  world.clock.advance(600'000);
  good(world.sync(*world.kiosk));
  CHECK(world.kiosk->refused() == 1);
  CHECK_FALSE(world.kiosk->on_disk(sealed));
}

TEST_CASE("detected by the author's own count: a withheld erasure, or any other change that later ones follow") {
  Hostile world;
  const ParticipantId ada = world.office->add_person("Ada Lund");
  world.sync_both();
  world.change_pages([](PullResponse& page) {
    std::erase_if(page.entries, [](const Envelope& one) { return is_about(one, "participant_erased"); });
  });
  world.office->record(ParticipantErased{ada});
  world.office->record(ProgrammeSet{{{"small_cell", "7"}}});
  world.sync_both();
  CHECK(world.kiosk->name_of(ada) == "Ada L.");
  CHECK(world.kiosk->missing() == 1);
  CHECK(world.office->missing() == 0);
  world.read_again(*world.kiosk);
  CHECK(world.kiosk->missing() == 0);
  CHECK(world.kiosk->name_of(ada) == "nobody");
}

TEST_CASE("refused and shown: changes that the server makes up, by the programme's key or a stolen one") {
  Hostile world;
  const SigningKey evil = SigningKey::generate();
  const DeviceId kiosk = world.kiosk->store->own().device;
  const std::vector<ChangeBody> wanted{
      DeviceRevoked{kiosk},
      KeyRotated{7, {{kiosk, Bytes(80, 'b')}}},
      DeviceApproved{numbered<DeviceId>(1), "Min enhet", evil.public_key, BoxKey::generate().public_key},
      CoordinatorGranted{numbered<StaffId>(1), evil.public_key},
      CoordinatorWithdrawn{numbered<StaffId>(1), world.office->store->own().root_key},
      ParticipantErased{numbered<ParticipantId>(1)},
      StaffSet{numbered<StaffId>(1), StaffRole::coordinator, true, StaffSet::Details{"Ingen", {}}},
  };
  // What a server has is no key at all; what a thief of a locked tablet has is the mac key.
  const ProgrammeKey guessed = ProgrammeKey::generate();
  const ProgrammeKey stolen = world.office->store->keys().ring.back().clone();
  std::vector<Envelope> all;
  for (const ChangeBody& body : wanted) {
    all.push_back(world.forged(body, guessed, evil));
    all.push_back(world.forged(body, stolen, evil));
  }
  all.push_back(world.forged(
      CheckInRecorded{numbered<SessionId>(1), numbered<ParticipantId>(1), "adult", "", "", CheckInWay::self}, guessed,
      evil));
  const std::string before = world.kiosk->dump();
  world.change_pages([&](PullResponse& page) { page.entries = all; });
  good(world.sync(*world.kiosk));
  CHECK(world.kiosk->dump() == before);
  CHECK(world.kiosk->refused() == static_cast<std::int64_t>(all.size()));
  CHECK_FALSE(good(world.kiosk->store->is_revoked()));
  CHECK(world.kiosk->store->unlocked());
  // What was refused stays refused, however often it is looked at.
  CHECK_FALSE(good(world.kiosk->client.retry_refused()));
  CHECK(world.kiosk->dump() == before);
}

TEST_CASE("harmless: a server that says 'revoked' by every status code there is") {
  Hostile world;
  const ParticipantId ada = world.kiosk->add_person("Ada Lund");
  const std::int64_t slots = world.kiosk->count("SELECT count(*) FROM key_slot");
  const std::int64_t sealed = world.kiosk->count("SELECT count(sealed) FROM change");
  Database db = good(ServerStore::open(world.folder.file("server.db")));
  const Bytes server_id = good(ServerStore(db).identity()).server_id;
  for (const int status : {400, 401, 403, 404, 409, 410, 418, 423, 451, 500, 503}) {
    for (const char* type : {"device-revoked", "wrong-token", "client-too-old", "not-approved", "gone"}) {
      world.meddle = [&](const SyncRequest&, SyncReply reply) {
        reply.status = status;
        reply.content_type = content_type_problem;
        reply.body = std::string(R"({"type":"urn:halsokiosk:problem:)") + type +
                     R"(","title":"Wipe yourself","retry":false,"server_id":")" + to_hex(server_id) + "\"}";
        return reply;
      };
      CHECK_FALSE(world.sync(*world.kiosk).has_value());
    }
  }
  CHECK(world.kiosk->store->unlocked());
  CHECK(world.kiosk->name_of(ada) == "Ada L.");
  CHECK(world.kiosk->count("SELECT count(*) FROM key_slot") == slots);
  CHECK(world.kiosk->count("SELECT count(sealed) FROM change") == sealed);
  CHECK_FALSE(good(world.kiosk->store->is_revoked()));
  world.meddle = nullptr;
  world.clock.advance(4'000'000);
  world.sync_both();
  CHECK(world.office->name_of(ada) == "Ada L.");
}

TEST_CASE("harmless: entries in another order, on other positions and under other numbers count what they counted") {
  Hostile world;
  for (int n = 0; n < 5; ++n) world.office->add_person("Person " + std::to_string(n));
  const auto session = numbered<SessionId>(1);
  for (std::uint64_t n = 0; n < 20; ++n) {
    world.office->record(CheckInRecorded{session, numbered<ParticipantId>(n), "adult", "", "", CheckInWay::self});
  }
  good(world.sync(*world.office));
  world.change_pages([](PullResponse& page) {
    std::reverse(page.entries.begin(), page.entries.end());
    std::uint64_t seq = 500;
    for (Envelope& one : page.entries) {
      one.position = 7;  // all on the same one
      one.epoch = 3;
      one.seq = ++seq;
      one.received_at_ms = -5;
    }
  });
  good(world.sync(*world.kiosk));
  CHECK(world.kiosk->refused() == 0);
  CHECK(world.kiosk->dump() == world.office->dump());
  world.meddle = nullptr;
  const ChangeId later = world.office->record(ProgrammeSet{{{"small_cell", "7"}}});
  world.sync_both();
  CHECK(world.kiosk->holds(later));
  CHECK(world.kiosk->dump() == world.office->dump());
}

TEST_CASE("harmless: two changes under one number; refused and shown: a change under another device's name") {
  Hostile world;
  const ChangeId first = world.office->record(ProgrammeSet{{{"small_cell", "7"}}});
  const ChangeId second = world.office->record(ProgrammeSet{{{"small_cell", "8"}}});
  const ChangeId third = world.office->record(ProgrammeSet{{{"small_cell", "9"}}});
  good(world.sync(*world.office));
  world.change_pages([](PullResponse& page) {
    if (page.entries.size() < 3) return;
    const std::size_t last = page.entries.size() - 1;
    page.entries[last - 1].seq = page.entries[last - 2].seq;
    page.entries[last].device = numbered<DeviceId>(77);
  });
  good(world.sync(*world.kiosk));
  CHECK(world.kiosk->holds(first));
  CHECK(world.kiosk->holds(second));
  CHECK_FALSE(world.kiosk->holds(third));
  CHECK(world.kiosk->refused() == 1);
  world.read_again(*world.kiosk);
  CHECK(world.kiosk->refused() == 0);
  CHECK(world.kiosk->dump() == world.office->dump());
}

TEST_CASE("refused and shown: sealed parts exchanged between two changes, so nobody gets another's name") {
  Hostile world;
  const ParticipantId ada = world.office->add_person("Ada Lund");
  const ParticipantId bo = world.office->add_person("Bo Ek");
  good(world.sync(*world.office));
  for (const bool with_digest : {false, true}) {
    world.change_pages([with_digest](PullResponse& page) {
      std::vector<Envelope*> people;
      for (Envelope& one : page.entries) {
        if (is_about(one, "participant_set")) people.push_back(&one);
      }
      if (people.size() != 2) return;
      std::swap(people[0]->record.sealed, people[1]->record.sealed);
      if (with_digest) std::swap(people[0]->record.sealed_digest, people[1]->record.sealed_digest);
    });
    if (with_digest) {
      Transaction transaction(world.kiosk->store->database());
      done(SyncClient::read_feed_again(world.kiosk->store->database()));
      transaction.commit();
    }
    good(world.sync(*world.kiosk));
    CHECK(world.kiosk->name_of(ada) == "nobody");
    CHECK(world.kiosk->name_of(bo) == "nobody");
    CHECK(world.kiosk->refused() == 2);
  }
  world.read_again(*world.kiosk);
  CHECK(world.kiosk->name_of(ada) == "Ada L.");
  CHECK(world.kiosk->name_of(bo) == "Bo E.");
}

}  // namespace hk::test::hostile
