#include "sync/server/server_store.h"

namespace hk {
namespace {

constexpr std::size_t name_bytes_max = 200;

std::int64_t stored(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::uint64_t unsigned_of(std::int64_t value) { return static_cast<std::uint64_t>(value); }

constexpr const char* select_account =
    "SELECT account, name, founder_code_hash, fingerprint_key, programme, root_key, founder, founder_key "
    "FROM programme_account ORDER BY account";

ProgrammeAccount read_account(const Statement& row) {
  ProgrammeAccount account;
  account.row = row.integer(0);
  account.name = row.text(1);
  account.founder_code_hash = row.blob(2);
  account.fingerprint_key = row.blob(3);
  if (row.is_null(4)) return account;
  account.programme = row.id<ProgrammeId>(4);
  account.root_key = row.blob(5);
  account.founder = row.id<DeviceId>(6);
  account.founder_key = row.blob(7);
  return account;
}

}  // namespace

Result<Database> ServerStore::open(const std::string& path) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::create, server_schema()));
  HK_TRY(sqlite_guard(db, [&]() -> Result<void> {
    const Bytes server_id = random_bytes(16);
    const Bytes cursor_key = random_bytes(32);
    db.statement("INSERT OR IGNORE INTO server(id, server_id, cursor_key) VALUES(1, :server_id, :cursor_key)")
        .bind_blob(":server_id", server_id)
        .bind_blob(":cursor_key", cursor_key)
        .run();
    return {};
  }));
  return db;
}

Result<ServerIdentity> ServerStore::identity() {
  return sqlite_guard(db_, [&]() -> Result<ServerIdentity> {
    Statement query = db_.statement("SELECT server_id, cursor_key FROM server");
    if (!query.step()) return fail(ErrorCode::corrupt, db_.path(), "the server's identity is missing");
    return ServerIdentity{Bytes(query.blob(0)), Secret(query.blob(1))};
  });
}

Result<void> ServerStore::add_programme(const std::string& name, ByteView founder_code_hash, std::int64_t now_ms) {
  if (name.empty() || name.size() > name_bytes_max) {
    return fail(ErrorCode::invalid, "programme name", "has to have 1 to 200 bytes");
  }
  return sqlite_guard(db_, [&]() -> Result<void> {
    const Bytes fingerprint_key = random_bytes(32);
    Statement insert = db_.statement(R"sql(
      INSERT INTO programme_account(name, founder_code_hash, fingerprint_key, created_ms)
      VALUES(:name, :hash, :fingerprint_key, :now) ON CONFLICT(name) DO NOTHING)sql");
    insert.bind_text(":name", name)
        .bind_blob(":hash", founder_code_hash)
        .bind_blob(":fingerprint_key", fingerprint_key)
        .bind(":now", now_ms)
        .run();
    if (db_.changes() == 0) return fail(ErrorCode::conflict, "programme " + name, "exists already");
    return {};
  });
}

Result<std::vector<ProgrammeAccount>> ServerStore::programmes() {
  return sqlite_guard(db_, [&]() -> Result<std::vector<ProgrammeAccount>> {
    std::vector<ProgrammeAccount> accounts;
    Statement query = db_.statement(select_account);
    while (query.step()) accounts.push_back(read_account(query));
    return accounts;
  });
}

Result<ProgrammeAccount> ServerStore::find_programme(const std::string& name) {
  HK_ASSIGN(const auto accounts, programmes());
  for (const ProgrammeAccount& account : accounts) {
    if (account.name == name) return account;
  }
  return fail(ErrorCode::not_found, "programme " + name, "is not on this server");
}

Result<ProgrammeAccount> ServerStore::find_code(ByteView founder_code_hash) {
  HK_ASSIGN(const auto accounts, programmes());
  const ProgrammeAccount* found = nullptr;
  for (const ProgrammeAccount& account : accounts) {
    if (equal_secret(account.founder_code_hash, founder_code_hash)) found = &account;
  }
  if (found == nullptr) return fail(ErrorCode::not_found, "code", "is not known here");
  return *found;
}

Result<void> ServerStore::bind_founder(const ProgrammeAccount& account, const EnrolRequest& request) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement(R"sql(UPDATE programme_account
                        SET programme = :programme, root_key = :root_key, founder = :founder, founder_key = :founder_key
                        WHERE account = :account)sql")
        .bind_blob(":programme", request.programme.view())
        .bind_blob(":root_key", request.root_key)
        .bind_blob(":founder", request.device.view())
        .bind_blob(":founder_key", request.ed25519_public)
        .bind(":account", account.row)
        .run();
    return {};
  });
}

Result<void> ServerStore::put_token(std::int64_t account, const EnrolRequest& request, ByteView token_hash,
                                    std::int64_t now_ms) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement("DELETE FROM device_token WHERE account = :account AND device = :device")
        .bind(":account", account)
        .bind_blob(":device", request.device.view())
        .run();
    db_.statement(R"sql(
      INSERT INTO device_token(token_hash, account, device, ed25519_public, x25519_public, label, created_ms, mac,
                               mac_key)
      VALUES(:hash, :account, :device, :ed25519, :x25519, :label, :now, nullif(:mac, x''), :mac_key))sql")
        .bind_blob(":mac", request.mac)
        .bind(":mac_key", stored(request.mac_key))
        .bind_blob(":hash", token_hash)
        .bind(":account", account)
        .bind_blob(":device", request.device.view())
        .bind_blob(":ed25519", request.ed25519_public)
        .bind_blob(":x25519", request.x25519_public)
        .bind_text(":label", request.label)
        .bind(":now", now_ms)
        .run();
    return {};
  });
}

Result<CallingDevice> ServerStore::find_device(ByteView token_hash) {
  return sqlite_guard(db_, [&]() -> Result<CallingDevice> {
    Statement query = db_.statement(R"sql(
      SELECT t.account, p.programme, p.root_key, t.device, t.asked_by IS NOT NULL AND NOT EXISTS(
        SELECT 1 FROM approved_device a JOIN device d USING(device) JOIN programme g ON g.programme = a.programme
        WHERE g.uuid = p.programme AND d.uuid = t.device AND a.ed25519_public = t.ed25519_public), p.fingerprint_key
      FROM device_token t JOIN programme_account p USING(account) WHERE t.token_hash = :hash)sql");
    query.bind_blob(":hash", token_hash);
    if (!query.step()) return fail(ErrorCode::not_found, "token", "is not known here");
    return CallingDevice{query.integer(0),      query.id<ProgrammeId>(1), Bytes(query.blob(2)),
                         query.id<DeviceId>(3), query.integer(4) != 0,    Bytes(query.blob(5))};
  });
}

Result<bool> ServerStore::knows_device(std::int64_t account, ProgrammeRef programme, DeviceId device) {
  return sqlite_guard(db_, [&]() -> Result<bool> {
    Statement query = db_.statement(R"sql(
      SELECT 1 FROM device_token WHERE account = :account AND device = :device
      UNION ALL SELECT 1 FROM approved_device a JOIN device d USING(device)
      WHERE a.programme = :programme AND d.uuid = :device)sql");
    query.bind(":account", account).bind(":programme", programme.row).bind_blob(":device", device.view());
    return query.step();
  });
}

Result<std::uint64_t> ServerStore::received_through(std::int64_t account, DeviceId device, std::uint64_t epoch) {
  return sqlite_guard(db_, [&]() -> Result<std::uint64_t> {
    Statement query = db_.statement(R"sql(SELECT received_through FROM device_mark
                                          WHERE account = :account AND device = :device AND epoch = :epoch)sql");
    query.bind(":account", account).bind_blob(":device", device.view()).bind(":epoch", stored(epoch));
    return query.step() ? unsigned_of(query.integer(0)) : 0;
  });
}

Result<void> ServerStore::set_received_through(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                               std::uint64_t seq) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement(R"sql(INSERT INTO device_mark(account, device, epoch, received_through)
                        VALUES(:account, :device, :epoch, :seq)
                        ON CONFLICT DO UPDATE SET received_through = excluded.received_through)sql")
        .bind(":account", account)
        .bind_blob(":device", device.view())
        .bind(":epoch", stored(epoch))
        .bind(":seq", stored(seq))
        .run();
    return {};
  });
}

Result<void> ServerStore::put_contact(const DeviceContact& contact) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement(R"sql(
      INSERT INTO device_contact(account, device, at_ms, pending, oldest_pending_ms, app_version, wall_time_ms)
      VALUES(:account, :device, :at, :pending, :oldest, :version, :wall)
      ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, pending = excluded.pending,
        oldest_pending_ms = excluded.oldest_pending_ms, app_version = excluded.app_version,
        wall_time_ms = excluded.wall_time_ms)sql")
        .bind(":account", contact.account)
        .bind_blob(":device", contact.device.view())
        .bind(":at", contact.at_ms)
        .bind(":pending", contact.status.pending)
        .bind(":oldest", contact.status.oldest_pending_ms)
        .bind_text(":version", contact.status.app_version)
        .bind(":wall", contact.status.wall_time_ms)
        .run();
    return {};
  });
}

Result<std::vector<DeviceContact>> ServerStore::contacts(std::int64_t account) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<DeviceContact>> {
    std::vector<DeviceContact> contacts;
    Statement query = db_.statement(R"sql(
      SELECT device, at_ms, pending, oldest_pending_ms, app_version, wall_time_ms FROM device_contact
      WHERE account = :account ORDER BY device)sql");
    query.bind(":account", account);
    while (query.step()) {
      contacts.push_back({account,
                          query.id<DeviceId>(0),
                          query.integer(1),
                          {query.integer(2), query.integer(3), std::string(query.text(4)), query.integer(5)}});
    }
    return contacts;
  });
}

}  // namespace hk
