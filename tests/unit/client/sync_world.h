#pragma once
#include <doctest/doctest.h>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "sync/client/one_shot.h"
#include "sync/crypto/keys.h"
#include "sync/crypto/one_time_code.h"
#include "sync/server/founder_code.h"
#include "sync/server/server.h"
#include "sync/server/server_store.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_dir.h"

/// One server and some devices of one programme, real stores in a temporary folder, joined without a socket in one
/// thread. Time stands still unless a test moves it.
namespace hk::test {

template <class T>
T value_of(Result<T> result) {
  if (!result) FAIL(result.error().message());
  return std::move(*result);
}
inline void succeeds(const Result<void>& result) {
  if (!result) FAIL(result.error().message());
}

inline std::int64_t count(Database& db, const char* sql) {
  Statement query = db.statement(sql);
  return query.step() ? query.integer(0) : -1;
}

/// The keys of one programme.
struct Programme {
  ProgrammeKey key = ProgrammeKey::generate();
  SigningKey root = SigningKey::generate();
  ProgrammeId id;
};

inline std::span<const Migration> device_schema() {
  static const std::array schema{log_schema_1,    client_schema_1, client_schema_2, client_schema_3,
                                 log_schema_2,    client_schema_4, log_schema_3,    log_schema_4,
                                 client_schema_5, log_schema_5,    log_schema_6,    log_schema_7};
  return schema;
}

class Device {
 public:
  Device(const std::string& path, const Programme& programme, FakeClock& clock, FakeRandom& random)
      : programme_(programme),
        clock_(clock),
        random_(random),
        db(value_of(Database::open(path, OpenMode::create, device_schema()))),
        log(db),
        verifier(programme.id, programme.root.public_key) {
    verifier.add_mac_key(programme.key.id(), programme.key.subkey(Purpose::mac));
    own = {programme.id, make_id<DeviceId>(clock, random), random.next_u64(), programme.root.public_key};
    if (const auto before = SyncClient::own_device(db)) {
      own = *before;
    } else {
      Transaction transaction(db);
      ref = value_of(log.programme(programme.id));
      succeeds(SyncClient::create(db, own));
      transaction.commit();
    }
    ref = value_of(log.find_programme(programme.id));
    succeeds(log.teach(ref, verifier));
    Statement mine =
        db.statement("SELECT ifnull(max(ordinal), 0) FROM change JOIN device USING(device) WHERE uuid = :own");
    mine.bind_blob(":own", own.device.view());
    if (mine.step()) last_ordinal_ = static_cast<std::uint64_t>(mine.integer(0));
    client.emplace(log, verifier, clock, random);
  }

  /// A check-in authored and stored here, as a kiosk does it.
  ChangeId check_in() { return append(check_in_body()); }
  ChangeId append(ChangeBody body) { return append_signed(std::move(body), programme_.root); }
  /// Signed, where its kind is, by another coordinator than the first.
  ChangeId append_signed(ChangeBody body, const SigningKey& coordinator) {
    const Change change = make_change(std::move(body));
    append_record(author(change, coordinator), change);
    return change.id;
  }
  /// As an import does it: one transaction.
  void check_in_many(int how_many) {
    Transaction transaction(db);
    std::uint64_t seq = value_of(SyncClient::next_seq(db));
    for (int i = 0; i < how_many; ++i, ++seq) {
      const Change change = make_change(check_in_body());
      const Envelope envelope{author(change), own.device, own.epoch, seq, {}, 0, 0};
      REQUIRE(value_of(log.append(ref, envelope, change)) == Appended::added);
    }
    transaction.commit();
    client->hurry();
  }
  void append_record(const ChangeRecord& record, const Change& change) {
    Transaction transaction(db);
    const std::uint64_t seq = value_of(SyncClient::next_seq(db));
    REQUIRE(value_of(log.append(ref, {record, own.device, own.epoch, seq, {}, 0, 0}, change)) == Appended::added);
    transaction.commit();
    verifier.learn(change.body);
    client->hurry();
  }
  Change make_change(ChangeBody body) {
    Change change;
    change.id = make_id<ChangeId>(clock_, random_);
    change.programme = programme_.id;
    change.device = own.device;
    change.hlc = hybrid.tick(clock_.wall_ms());
    change.wall_ms = clock_.wall_ms();
    change.ordinal = ++last_ordinal_;
    change.body = std::move(body);
    return change;
  }
  ChangeRecord author(const Change& change) const { return author(change, programme_.root); }
  ChangeRecord author(const Change& change, const SigningKey& coordinator) const {
    return author(change, coordinator, programme_.key);
  }
  ChangeRecord author(const Change& change, const SigningKey& coordinator, const ProgrammeKey& under) const {
    AuthorKeys keys{under.id(), under.subkey(Purpose::mac), under.subkey(Purpose::seal),
                    value_of(SigningKey::from_secret(coordinator.secret.view()))};
    return value_of(author_record(change, keys));
  }
  ChangeBody check_in_body() {
    CheckInRecorded body;
    body.session = make_id<SessionId>(clock_, random_);
    body.participant = make_id<ParticipantId>(clock_, random_);
    body.category = "adult";
    return body;
  }

  /// A person with a name; gives their id.
  ParticipantId add_person(const std::string& name) {
    ParticipantDetails details;
    details.identity = {name, "", "", std::nullopt};
    const auto person = make_id<ParticipantId>(clock_, random_);
    append(ParticipantSet{person, details});
    return person;
  }
  /// What the log holds of a change; a failed test where it holds nothing.
  [[nodiscard]] ChangeRecord record_of(const ChangeId& id) {
    Statement query =
        db.statement("SELECT core, sealed, sealed_digest, mac, mac_key, signature, signer FROM change WHERE id = :id");
    query.bind_blob(":id", id.view());
    REQUIRE(query.step());
    return {Bytes(query.blob(0)),
            Bytes(query.blob(1)),
            Bytes(query.blob(2)),
            Bytes(query.blob(3)),
            static_cast<std::uint64_t>(query.integer(4)),
            Bytes(query.blob(5)),
            Bytes(query.blob(6))};
  }
  [[nodiscard]] bool holds(const ChangeId& id) { return value_of(log.holds(ref, id)); }
  [[nodiscard]] bool is_revoked() { return value_of(log.revoked_at(ref, own.device)).has_value(); }
  [[nodiscard]] std::int64_t changes() { return count(db, "SELECT count(*) FROM change"); }
  [[nodiscard]] SyncStatus status() { return value_of(client->status()); }

 private:
  const Programme& programme_;
  FakeClock& clock_;
  FakeRandom& random_;
  std::uint64_t last_ordinal_ = 0;

 public:
  SigningKey key = SigningKey::generate();
  Database db;
  Log log;
  ProgrammeRef ref;
  Verifier verifier;
  OwnDevice own;
  HybridClock hybrid;
  std::optional<SyncClient> client;
};

class World {
 public:
  explicit World(std::uint64_t seed = 42) {
    crypto_start();
    random.seed(seed);
    programme.emplace();
    programme->id = make_id<ProgrammeId>(clock, random);
    open_server();
    code = make_one_time_code();
    Database db = value_of(ServerStore::open(server_path()));
    succeeds(ServerStore(db).add_programme("Lindängen", founder_code_hash(code), clock.wall_ms()));
  }

  [[nodiscard]] std::string server_path() const { return dir.file("server.db"); }
  void open_server(ProtocolVersions versions = protocol_versions) {
    server.reset();
    server = value_of(Server::open(
        server_path(), clock, [this](const std::string& line) { journal.push_back(line); }, versions));
  }

  Device& add_device() {
    const std::string path = dir.file("device" + std::to_string(devices.size()) + ".db");
    return devices.emplace_back(path, *programme, clock, random);
  }
  EnrolRequest enrol_request(const Device& device) const {
    EnrolRequest request{code,
                         device.own.device,
                         device.key.public_key,
                         Bytes(32, 'x'),
                         programme->id,
                         programme->root.public_key,
                         "Surfplatta",
                         {},
                         {},
                         0};
    request.proof = sign(device.key, enrolment_statement(request));
    return request;
  }
  /// The first device, with its founder code.
  Device& add_founder() {
    Device& device = add_device();
    succeeds(device.client->set_server(url, value_of(enrol(url, enrol_request(device), {}, exchange()))));
    return device;
  }
  /// A later device, as an invitation will let it in.
  Device& add_member() {
    Device& device = add_device();
    Database db = value_of(ServerStore::open(server_path()));
    Transaction transaction(db);
    const auto account = value_of(ServerStore(db).find_programme("Lindängen"));
    const std::string token = to_hex(random_bytes(32));
    succeeds(ServerStore(db).put_token(account.row, enrol_request(device), digest(token), clock.wall_ms()));
    transaction.commit();
    const Bytes server_id = value_of(ServerStore(db).identity()).server_id;
    succeeds(device.client->set_server(url, {server_id, token, account.fingerprint_key, true}));
    return device;
  }

  static HttpRequest http_of(const SyncRequest& request) {
    return {"POST",
            request.url.substr(std::string(url).size()),
            request.token.empty() ? "" : "Bearer " + request.token,
            content_type_protobuf,
            "zstd",
            "zstd",
            request.body};
  }
  HttpResponse ask(const HttpRequest& request) {
    std::optional<HttpResponse> response;
    server->handle(request, [&response](HttpResponse answer) { response = std::move(answer); });
    (void)server->commit_waiting();
    REQUIRE(response.has_value());
    return std::move(*response);
  }
  SyncReply carry(const SyncRequest& request) {
    ++requests;
    SyncReply reply{request.kind, request.number, 0, "", {}, false, "unreachable"};
    if (!reachable) return reply;
    const HttpResponse response = ask(http_of(request));
    reply = {
        request.kind, request.number, response.status, response.content_type, response.body, response.compressed, ""};
    return on_the_way ? on_the_way(request, std::move(reply)) : reply;
  }
  [[nodiscard]] Exchange exchange() {
    return [this](const SyncRequest& request) { return carry(request); };
  }
  Result<SyncRound> sync(Device& device) { return sync_once(*device.client, exchange()); }

  /// Read with a connection of its own.
  std::int64_t on_server(const char* sql) {
    Database db = value_of(ServerStore::open(server_path()));
    return count(db, sql);
  }
  std::int64_t server_changes() { return on_server("SELECT count(*) FROM change"); }

  static constexpr const char* url = "http://127.0.0.1:8080";
  TempDir dir;
  FakeClock clock;
  FakeRandom random{42};
  std::optional<Programme> programme;
  std::string code;
  std::vector<std::string> journal;
  std::unique_ptr<Server> server;
  std::deque<Device> devices;
  bool reachable = true;
  int requests = 0;
  /// May change or drop a reply on its way back.
  std::function<SyncReply(const SyncRequest&, SyncReply)> on_the_way;
};

/// What a client sees when nothing came back.
inline SyncReply lost(const SyncRequest& request) {
  return {request.kind, request.number, 0, "", {}, false, "connection reset"};
}

}  // namespace hk::test
