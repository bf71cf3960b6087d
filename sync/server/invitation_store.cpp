#include "sync/server/server_store.h"

/// The part of ServerStore that later devices come in by.
namespace hk {

Result<void> ServerStore::put_invitation(const CallingDevice& asked_by, ByteView code_hash, std::int64_t expires_ms,
                                         std::int64_t now_ms, std::int64_t unused_max) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement("DELETE FROM invitation WHERE expires_ms < :now").bind(":now", now_ms).run();
    {
      Statement unused = db_.statement("SELECT count(*) FROM invitation WHERE account = :account AND device IS NULL");
      unused.bind(":account", asked_by.account);
      if (unused.step() && unused.integer(0) >= unused_max) {
        return fail(ErrorCode::conflict, "codes", "too many are waiting to be used");
      }
    }
    db_.statement(R"sql(INSERT INTO invitation(code_hash, account, expires_ms, asked_by)
                        VALUES(:hash, :account, :expires, :asked_by))sql")
        .bind_blob(":hash", code_hash)
        .bind(":account", asked_by.account)
        .bind_blob(":asked_by", asked_by.device.view())
        .bind(":expires", expires_ms)
        .run();
    return {};
  });
}

Result<InvitationCode> ServerStore::find_invitation(ByteView code_hash) {
  HK_ASSIGN(const auto accounts, programmes());
  return sqlite_guard(db_, [&]() -> Result<InvitationCode> {
    // By its hash: what a timing could tell of a digest tells nothing of the code.
    Statement query = db_.statement(
        "SELECT account, expires_ms, device, device_key, asked_by FROM invitation WHERE code_hash = :hash");
    query.bind_blob(":hash", code_hash);
    if (!query.step()) return fail(ErrorCode::not_found, "code", "is not known here");
    InvitationCode code;
    for (const ProgrammeAccount& account : accounts) {
      if (account.row == query.integer(0)) code.account = account;
    }
    code.expires_ms = query.integer(1);
    if (!query.is_null(2)) code.device = query.id<DeviceId>(2);
    code.device_key = query.blob(3);
    if (!query.is_null(4)) code.asked_by = query.id<DeviceId>(4);
    return code;
  });
}

Result<void> ServerStore::use_invitation(ByteView code_hash, const EnrolRequest& request) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    {
      // Or whoever is invited could put a device that is here already out of work.
      Statement other = db_.statement(R"sql(
        SELECT 1 FROM device_token JOIN invitation USING(account)
        WHERE code_hash = :hash AND device_token.device = :device AND ed25519_public <> :key)sql");
      other.bind_blob(":hash", code_hash).bind_blob(":device", request.device.view());
      other.bind_blob(":key", request.ed25519_public);
      if (other.step()) return fail(ErrorCode::conflict, "device", "is enrolled with another key");
    }
    db_.statement("UPDATE invitation SET device = :device, device_key = :key WHERE code_hash = :hash")
        .bind_blob(":device", request.device.view())
        .bind_blob(":key", request.ed25519_public)
        .bind_blob(":hash", code_hash)
        .run();
    return {};
  });
}

Result<std::vector<Enrolment>> ServerStore::awaiting_approval(std::int64_t account, DeviceId reader,
                                                              std::size_t count_max) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<Enrolment>> {
    std::vector<Enrolment> enrolments;
    Statement query = db_.statement(R"sql(
      SELECT t.device, t.label, t.ed25519_public, t.x25519_public, t.mac, t.mac_key FROM device_token t
      WHERE t.account = :account AND (t.mac IS NOT NULL OR t.asked_by = :reader) AND NOT EXISTS(
        SELECT 1 FROM programme_account p JOIN programme ON programme.uuid = p.programme
        JOIN device d ON d.programme = programme.programme AND d.uuid = t.device
        JOIN approved_device a ON a.programme = programme.programme AND a.device = d.device
        WHERE p.account = t.account)
      ORDER BY t.created_ms, t.device LIMIT :count)sql");
    query.bind(":account", account).bind_blob(":reader", reader.view());
    query.bind(":count", static_cast<std::int64_t>(count_max));
    while (query.step()) {
      enrolments.push_back({query.id<DeviceId>(0), std::string(query.text(1)), Bytes(query.blob(2)),
                            Bytes(query.blob(3)), Bytes(query.blob(4)), static_cast<std::uint64_t>(query.integer(5))});
    }
    return enrolments;
  });
}

Result<void> ServerStore::let_wait(std::int64_t account, DeviceId device, DeviceId asked_by) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement("UPDATE device_token SET asked_by = :asked_by WHERE account = :account AND device = :device")
        .bind_blob(":asked_by", asked_by.view())
        .bind(":account", account)
        .bind_blob(":device", device.view())
        .run();
    return {};
  });
}

Result<Approver> ServerStore::approver(const ProgrammeAccount& account, DeviceId device) {
  return sqlite_guard(db_, [&]() -> Result<Approver> {
    Statement query = db_.statement(R"sql(SELECT ed25519_public, x25519_public FROM device_token
                                          WHERE account = :account AND device = :device)sql");
    query.bind(":account", account.row).bind_blob(":device", device.view());
    if (!query.step() || !account.programme) {
      return fail(ErrorCode::not_found, "code", "the device that asked for it is gone");
    }
    return Approver{*account.programme, device, Bytes(query.blob(0)), Bytes(query.blob(1))};
  });
}

Result<void> ServerStore::put_approval(std::int64_t account, DeviceId asked_by, const ApprovalRequest& approval) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement(R"sql(UPDATE device_token SET approval_box = :box, approval_signature = :signature
                        WHERE account = :account AND device = :device AND asked_by = :asked_by)sql")
        .bind_blob(":box", approval.box)
        .bind_blob(":signature", approval.signature)
        .bind(":account", account)
        .bind_blob(":device", approval.device.view())
        .bind_blob(":asked_by", asked_by.view())
        .run();
    if (db_.changes() == 0) return fail(ErrorCode::not_found, "device", "did not come in by a code of this one");
    return {};
  });
}

Result<WaitResponse> ServerStore::approval(std::int64_t account, DeviceId device) {
  return sqlite_guard(db_, [&]() -> Result<WaitResponse> {
    Statement query = db_.statement(R"sql(SELECT approval_box, approval_signature FROM device_token
                                          WHERE account = :account AND device = :device)sql");
    query.bind(":account", account).bind_blob(":device", device.view());
    if (!query.step()) return WaitResponse{};
    return WaitResponse{{}, Bytes(query.blob(0)), Bytes(query.blob(1))};
  });
}

Result<std::vector<DeviceState>> ServerStore::device_states(std::int64_t account, std::size_t count_max) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<DeviceState>> {
    std::vector<DeviceState> states;
    Statement query = db_.statement(R"sql(
      SELECT t.device, t.label, ifnull(c.at_ms, 0), ifnull(c.pending, 0),
             (SELECT ifnull(max(m.received_through), 0) FROM device_mark m
              WHERE m.account = t.account AND m.device = t.device)
      FROM device_token t LEFT JOIN device_contact c ON c.account = t.account AND c.device = t.device
      WHERE t.account = :account ORDER BY t.created_ms, t.device LIMIT :count)sql");
    query.bind(":account", account).bind(":count", static_cast<std::int64_t>(count_max));
    while (query.step()) {
      states.push_back({query.id<DeviceId>(0), std::string(query.text(1)), query.integer(2),
                        static_cast<std::uint64_t>(query.integer(4)), query.integer(3)});
    }
    return states;
  });
}

}  // namespace hk
