#pragma once
#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>

#include "kiosk/store/create_programme.h"
#include "sync/client/one_shot.h"
#include "sync/server/server.h"
#include "tests/support/bytes.h"
#include "tests/support/devices.h"
#include "tests/support/kiosk_world.h"

/// Two tablets with real stores and, between them, a real server whose answers a test changes on their way.
namespace hk::test::hostile {

template <class T>
T good(Result<T> result) {
  if (!result) FAIL(result.error().message());
  return std::move(*result);
}
inline void done(const Result<void>& result) {
  if (!result) FAIL(result.error().message());
}

inline constexpr const char* url = "http://127.0.0.1:1";

inline std::int64_t number(Database& db, const char* sql) {
  Statement query = db.statement(sql);
  return query.step() ? query.integer(0) : -1;
}

/// One tablet, its names open.
struct Tablet {
  Tablet(const DataFolder& folder, const Clock& clock, Random& random)
      : store(good(KioskStore::open(folder, clock, random))), client(store->log(), store->verifier(), clock, random) {
    done(store->unlock(good(open_names(folder.database(), test_passphrase))));
  }
  ParticipantId add_person(const std::string& name) {
    ParticipantDetails details;
    details.identity = {name, "", "", std::nullopt};
    details.category = "adult";
    const auto id = make_id<ParticipantId>(store->clock(), store->random());
    record(ParticipantSet{id, details});
    return id;
  }
  ChangeId record(const ChangeBody& body) {
    const ChangeId id = good(store->record(body));
    client.hurry();
    return id;
  }
  [[nodiscard]] std::string name_of(ParticipantId person) {
    const Person* const found = store->people().find(person);
    return found == nullptr ? "nobody" : found->staff_name();
  }
  [[nodiscard]] bool holds(const ChangeId& id) { return good(store->log().holds(store->programme(), id)); }
  [[nodiscard]] std::int64_t refused() { return good(client.status()).refused; }
  [[nodiscard]] std::int64_t count(const char* sql) { return number(store->database(), sql); }
  [[nodiscard]] std::string dump() { return good(store->log().canonical_dump()); }
  [[nodiscard]] std::uint64_t missing() {
    std::uint64_t all = 0;
    for (const auto& [device, few] : good(store->log().missing(store->programme()))) all += few;
    return all;
  }
  [[nodiscard]] bool on_disk(const Bytes& bytes) {
    const std::string path = store->database().path();
    return file_bytes(path).find(bytes) != Bytes::npos || file_bytes(path + "-wal").find(bytes) != Bytes::npos;
  }

  std::unique_ptr<KioskStore> store;
  SyncClient client;
};

/// An office and a kiosk of one programme, and the server between them, which does what a test wants.
struct Hostile {
  Hostile() {
    const DataFolder first(folder.path() / "office");
    const DataFolder second(folder.path() / "kiosk");
    done(create_programme(first, test_programme(), test_passphrase, test_cost, clock, random));
    copy_as_another_device(first, second, clock, random);
    office = std::make_unique<Tablet>(first, clock, random);
    kiosk = std::make_unique<Tablet>(second, clock, random);
    server = good(Server::open(folder.file("server.db"), clock, [](const std::string&) {}));
    for (Tablet* tablet : {office.get(), kiosk.get()}) {
      let_in(*tablet->store, tablet->client, folder.file("server.db"), url);
    }
    sync_both();
  }

  [[nodiscard]] Exchange exchange() {
    return [this](const SyncRequest& request) -> SyncReply {
      HttpResponse answer;
      server->handle(
          {"POST", request.url.substr(std::string(url).size()), request.token.empty() ? "" : "Bearer " + request.token,
           content_type_protobuf, "zstd", "", request.body},
          [&answer](HttpResponse response) { answer = std::move(response); });
      (void)server->commit_waiting();
      SyncReply reply{request.kind, request.number, answer.status, answer.content_type, answer.body, false, ""};
      return meddle ? meddle(request, std::move(reply)) : reply;
    };
  }
  Result<SyncRound> sync(Tablet& tablet) {
    clock.advance(1000);
    auto round = sync_once(tablet.client, exchange());
    done(tablet.store->refresh());
    return round;
  }
  void sync_both() {
    for (Tablet* tablet : {office.get(), kiosk.get()}) good(sync(*tablet));
  }
  /// From now on every page is changed on its way. Whoever does that keeps quiet about sums, which would show it.
  void change_pages(std::function<void(PullResponse&)> change) {
    meddle = [change = std::move(change)](const SyncRequest& request, SyncReply reply) {
      if (request.kind != SyncRequest::Kind::pull || reply.status != 200) return reply;
      PullResponse page = good(decode_pull_response(reply.body));
      page.fingerprint.reset();
      change(page);
      reply.body = encode(page);
      return reply;
    };
  }
  /// Once honest again, a tablet that reads from the start has all there is.
  void read_again(Tablet& tablet) {
    meddle = nullptr;
    {
      Transaction transaction(tablet.store->database());
      done(SyncClient::read_feed_again(tablet.store->database()));
      transaction.commit();
    }
    good(sync(tablet));
  }
  /// A record as somebody authors it who has these keys and no others.
  [[nodiscard]] Envelope forged(const ChangeBody& body, const ProgrammeKey& key, const SigningKey& signer) {
    Change change;
    change.id = make_id<ChangeId>(clock, random);
    change.programme = office->store->own().programme;
    change.device = office->store->own().device;
    change.hlc = Hlc::of(clock.wall_ms());
    change.wall_ms = clock.wall_ms();
    change.body = body;
    AuthorKeys keys{key.id(), key.subkey(Purpose::mac), key.subkey(Purpose::seal),
                    good(SigningKey::from_secret(signer.secret.view()))};
    Envelope envelope{good(author_record(change, keys)), change.device, 99, ++forged_seq, {}, 1000 + forged_seq, 1};
    return envelope;
  }
  /// Its sealed part as the office wrote it.
  [[nodiscard]] Bytes sealed_of(const ChangeId& id) {
    Statement query = office->store->database().statement("SELECT sealed FROM change WHERE id = :id");
    query.bind_blob(":id", id.view());
    REQUIRE(query.step());
    return Bytes(query.blob(0));
  }

  FakeClock clock{1'795'435'200'000};
  FakeRandom random{7};
  TempDir folder;
  std::unique_ptr<Server> server;
  std::unique_ptr<Tablet> office, kiosk;
  std::uint64_t forged_seq = 0;
  std::function<SyncReply(const SyncRequest&, SyncReply)> meddle;
};

}  // namespace hk::test::hostile
