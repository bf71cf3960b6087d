#include "sync/client/device_list.h"

namespace hk {

std::vector<DeviceState> read_devices(Database& db) {
  std::vector<DeviceState> devices;
  Statement query =
      db.statement("SELECT device, label, last_contact_ms, received_through, pending FROM device_state ORDER BY place");
  while (query.step()) {
    devices.push_back({query.id<DeviceId>(0), std::string(query.text(1)), query.integer(2),
                       static_cast<std::uint64_t>(query.integer(3)), query.integer(4)});
  }
  return devices;
}

std::vector<Enrolment> read_enrolments(Database& db) {
  std::vector<Enrolment> enrolments;
  Statement query =
      db.statement("SELECT device, label, ed25519_public, x25519_public, mac, mac_key FROM enrolment ORDER BY place");
  while (query.step()) {
    enrolments.push_back({query.id<DeviceId>(0), std::string(query.text(1)), Bytes(query.blob(2)), Bytes(query.blob(3)),
                          Bytes(query.blob(4)), static_cast<std::uint64_t>(query.integer(5))});
  }
  return enrolments;
}

void write_devices(Database& db, const std::vector<DeviceState>& devices) {
  db.execute("DELETE FROM device_state");
  std::int64_t place = 0;
  for (const DeviceState& one : devices) {
    db.statement(
          R"sql(INSERT OR REPLACE INTO device_state(device, place, label, last_contact_ms, received_through, pending)
                       VALUES(:device, :place, :label, :contact, :through, :pending))sql")
        .bind_blob(":device", one.device.view())
        .bind(":place", place++)
        .bind_text(":label", one.label)
        .bind(":contact", one.last_contact_ms)
        .bind(":through", static_cast<std::int64_t>(one.received_through))
        .bind(":pending", one.pending)
        .run();
  }
}

void write_enrolments(Database& db, const std::vector<Enrolment>& enrolments) {
  db.execute("DELETE FROM enrolment");
  std::int64_t place = 0;
  for (const Enrolment& one : enrolments) {
    db.statement(
          R"sql(INSERT OR REPLACE INTO enrolment(device, place, label, ed25519_public, x25519_public, mac, mac_key)
                       VALUES(:device, :place, :label, :ed25519, :x25519, :mac, :mac_key))sql")
        .bind_blob(":device", one.device.view())
        .bind(":place", place++)
        .bind_text(":label", one.label)
        .bind_blob(":ed25519", one.ed25519_public)
        .bind_blob(":x25519", one.x25519_public)
        .bind_blob(":mac", one.mac)
        .bind(":mac_key", static_cast<std::int64_t>(one.mac_key))
        .run();
  }
}

}  // namespace hk
