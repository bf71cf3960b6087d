#include "sync/client/device_row.h"

#include "sync/client/tuning.h"
#include "sync/log/erasure.h"

namespace hk {
namespace {

std::int64_t stored(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::int64_t count(Database& db, const char* sql) {
  Statement query = db.statement(sql);
  return query.step() ? query.integer(0) : 0;
}

}  // namespace

std::optional<OwnDeviceRow> read_device_row(Database& db) {
  Statement query = db.statement(R"sql(
    SELECT programme, device, epoch, root_key, server_url, server_id, token, cursor, cursor_position, last_contact_ms,
           all_sent_ms, clock_offset_ms, last_result, ca_pem, pin, last_failure, fingerprint_key, compared_ms, agrees
    FROM own_device)sql");
  if (!query.step()) return std::nullopt;
  OwnDeviceRow row;
  row.own = {query.id<ProgrammeId>(0), query.id<DeviceId>(1), static_cast<std::uint64_t>(query.integer(2)),
             Bytes(query.blob(3))};
  row.server_url = query.text(4);
  row.server_id = query.blob(5);
  row.token = query.text(6);
  row.cursor = query.blob(7);
  row.cursor_position = static_cast<std::uint64_t>(query.integer(8));
  row.last_contact_ms = query.optional_integer(9);
  row.all_sent_ms = query.optional_integer(10);
  row.clock_offset_ms = query.optional_integer(11);
  row.last_result = static_cast<SyncStatus::Result>(query.integer(12));
  row.trust = {std::string(query.text(13)), std::string(query.text(14))};
  row.last_failure = query.text(15);
  row.fingerprint_key = query.blob(16);
  row.compared_ms = query.optional_integer(17);
  row.agrees = query.optional_integer(18).value_or(0) != 0;
  return row;
}

void insert_device_row(Database& db, const OwnDevice& own) {
  db.statement(
        "INSERT INTO own_device(id, programme, device, epoch, root_key) "
        "VALUES(1, :programme, :device, :epoch, :root_key)")
      .bind_blob(":programme", own.programme.view())
      .bind_blob(":device", own.device.view())
      .bind(":epoch", stored(own.epoch))
      .bind_blob(":root_key", own.root_key)
      .run();
}

void write_server(Database& db, const std::string& url, const EnrolResponse& answer, const ServerTrust& trust) {
  const auto before = read_device_row(db);
  db.execute("DELETE FROM log_sum");  // by another key, perhaps
  db.execute("UPDATE own_device SET compared_ms = NULL, agrees = NULL");
  if (before && before->server_id != answer.server_id) {
    db.execute("UPDATE own_device SET cursor = NULL, cursor_position = 0, all_sent_ms = NULL");
    db.execute("DELETE FROM mark");
    db.execute("DELETE FROM quarantined");
    db.execute("DELETE FROM device_state");
    db.execute("DELETE FROM enrolment");
  }
  db.statement(
        "UPDATE own_device SET server_url = :url, server_id = :server_id, token = :token, fingerprint_key = :key, "
        "ca_pem = :ca_pem, pin = :pin")
      .bind_text(":ca_pem", trust.ca_pem)
      .bind_text(":pin", trust.pin)
      .bind_text(":url", url)
      .bind_blob(":server_id", answer.server_id)
      .bind_text(":token", answer.token)
      .bind_blob(":key", answer.fingerprint_key)
      .run();
}

void reset_cursor(Database& db) { db.execute("UPDATE own_device SET cursor = NULL, cursor_position = 0"); }

void write_epoch(Database& db, const OwnDevice& own, std::uint64_t epoch) {
  db.statement(R"sql(
    UPDATE change SET epoch = :epoch
    WHERE epoch = :before AND device = (SELECT device FROM device JOIN programme USING(programme)
                                        WHERE device.uuid = :device AND programme.uuid = :programme))sql")
      .bind(":epoch", stored(epoch))
      .bind(":before", stored(own.epoch))
      .bind_blob(":device", own.device.view())
      .bind_blob(":programme", own.programme.view())
      .run();
  db.statement("UPDATE own_device SET epoch = :epoch").bind(":epoch", stored(epoch)).run();
  reset_cursor(db);
  db.execute("DELETE FROM quarantined");
}

void write_progress(Database& db, const OwnDeviceRow& row) {
  db.statement(R"sql(
    UPDATE own_device SET cursor = :cursor, cursor_position = :position, last_contact_ms = :contact,
                          all_sent_ms = :all_sent, clock_offset_ms = :offset,
                          last_result = :result, last_failure = '')sql")
      .bind_blob(":cursor", row.cursor)
      .bind(":position", stored(row.cursor_position))
      .bind(":contact", row.last_contact_ms)
      .bind(":all_sent", row.all_sent_ms)
      .bind(":offset", row.clock_offset_ms)
      .bind(":result", static_cast<std::int64_t>(SyncStatus::Result::ok))
      .run();
}

void write_comparison(Database& db, std::int64_t at_ms, bool agrees) {
  db.statement("UPDATE own_device SET compared_ms = :at, agrees = :agrees")
      .bind(":at", at_ms)
      .bind(":agrees", std::int64_t{agrees})
      .run();
}

void write_failure(Database& db, SyncStatus::Result result, const std::string& why) {
  db.statement("UPDATE own_device SET last_result = :result, last_failure = :why")
      .bind(":result", static_cast<std::int64_t>(result))
      .bind_text(":why", why)
      .run();
}

std::uint64_t read_mark(Database& db, std::uint64_t epoch) {
  Statement query = db.statement("SELECT received_through FROM mark WHERE epoch = :epoch");
  query.bind(":epoch", stored(epoch));
  return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
}

void write_mark(Database& db, std::uint64_t epoch, std::uint64_t received_through) {
  db.statement(R"sql(INSERT INTO mark(epoch, received_through) VALUES(:epoch, :through)
                     ON CONFLICT DO UPDATE SET received_through = excluded.received_through)sql")
      .bind(":epoch", stored(epoch))
      .bind(":through", stored(received_through))
      .run();
}

void write_quarantined(Database& db, std::uint64_t epoch, const Quarantined& one) {
  db.statement("INSERT OR REPLACE INTO quarantined(epoch, seq, reason) VALUES(:epoch, :seq, :reason)")
      .bind(":epoch", stored(epoch))
      .bind(":seq", stored(one.seq))
      .bind_text(":reason", one.reason)
      .run();
}

void replace_quarantined(Database& db, std::uint64_t epoch, const std::vector<Quarantined>& all) {
  db.execute("DELETE FROM quarantined");
  for (const Quarantined& one : all) write_quarantined(db, epoch, one);
}

void trim_refused(Database& db) {
  db.statement(R"sql(
    DELETE FROM refused WHERE rowid IN (SELECT refused FROM (
      SELECT rowid AS refused, row_number() OVER kept AS place,
             sum(length(core) + length(sealed) + length(signature)) OVER kept AS bytes
      FROM refused WINDOW kept AS (ORDER BY position, rowid ROWS UNBOUNDED PRECEDING))
    WHERE place > :changes OR bytes > :bytes))sql")
      .bind(":changes", client_tuning::refused_changes_max)
      .bind(":bytes", client_tuning::refused_bytes_max)
      .run();
  sweep_what_left(db);
}

void write_refused(Database& db, const Envelope& envelope, const std::string& reason) {
  const ChangeRecord& record = envelope.record;
  drop_refused_as(db, envelope);
  Statement insert = db.statement(R"sql(
    INSERT INTO refused(device, epoch, seq, position, received_at_ms, reason, core, sealed, sealed_digest, mac,
                        mac_key, signature, signer, hlc_accepted)
    VALUES(:device, :epoch, :seq, :position, :received_at_ms, :reason, :core, :sealed, :sealed_digest, :mac, :mac_key,
           :signature, :signer, :hlc_accepted))sql");
  insert.bind_blob(":device", envelope.device.view()).bind(":epoch", stored(envelope.epoch));
  insert.bind(":seq", stored(envelope.seq)).bind(":position", stored(envelope.position));
  insert.bind(":received_at_ms", envelope.received_at_ms).bind_text(":reason", reason);
  insert.bind_blob(":core", record.core).bind_blob(":sealed", record.sealed);
  insert.bind_blob(":sealed_digest", record.sealed_digest).bind_blob(":mac", record.mac);
  insert.bind(":mac_key", stored(record.mac_key)).bind_blob(":signature", record.signature);
  insert.bind_blob(":signer", record.signer);
  insert.bind(":hlc_accepted",
              envelope.hlc_accepted ? std::optional(stored(envelope.hlc_accepted->packed)) : std::nullopt);
  insert.run();
}

std::vector<RefusedRow> read_refused(Database& db, std::uint64_t position, std::int64_t row) {
  std::vector<RefusedRow> rows;
  Statement query = db.statement(R"sql(
    SELECT rowid, device, epoch, seq, position, received_at_ms, core, sealed, sealed_digest, mac, mac_key, signature,
           signer, hlc_accepted
    FROM refused WHERE (position, rowid) > (:position, :row) ORDER BY position, rowid LIMIT :count)sql");
  query.bind(":position", stored(position)).bind(":row", row);
  query.bind(":count", std::int64_t{client_tuning::page_changes_first});
  while (query.step()) {
    Envelope envelope{{Bytes(query.blob(6)), Bytes(query.blob(7)), Bytes(query.blob(8)), Bytes(query.blob(9)),
                       static_cast<std::uint64_t>(query.integer(10)), Bytes(query.blob(11)), Bytes(query.blob(12))},
                      query.id<DeviceId>(1),
                      static_cast<std::uint64_t>(query.integer(2)),
                      static_cast<std::uint64_t>(query.integer(3)),
                      std::nullopt,
                      static_cast<std::uint64_t>(query.integer(4)),
                      query.integer(5)};
    if (const auto ruling = query.optional_integer(13)) {
      envelope.hlc_accepted = Hlc{static_cast<std::uint64_t>(*ruling)};
    }
    rows.push_back({query.integer(0), std::move(envelope)});
  }
  return rows;
}

void drop_refused(Database& db, std::int64_t row) {
  db.statement("DELETE FROM refused WHERE rowid = :row").bind(":row", row).run();
  sweep_what_left(db);
}

void drop_refused_as(Database& db, const Envelope& envelope) {
  db.statement("DELETE FROM refused WHERE device = :device AND epoch = :epoch AND seq = :seq")
      .bind_blob(":device", envelope.device.view())
      .bind(":epoch", stored(envelope.epoch))
      .bind(":seq", stored(envelope.seq))
      .run();
  sweep_what_left(db);
}

void empty_refused(Database& db, std::int64_t row) {
  db.statement("UPDATE refused SET sealed = x'' WHERE rowid = :row").bind(":row", row).run();
  sweep_what_left(db);
}

std::int64_t count_quarantined(Database& db) { return count(db, "SELECT count(*) FROM quarantined"); }
std::int64_t count_refused(Database& db) { return count(db, "SELECT count(*) FROM refused"); }

}  // namespace hk
