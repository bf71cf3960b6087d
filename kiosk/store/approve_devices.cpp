#include "kiosk/store/approve_devices.h"

#include <algorithm>
#include <set>

namespace hk {

namespace {

struct Approved {
  DeviceId device;
  std::string label;
  bool revoked = false;
};

Result<std::vector<Approved>> approved_devices(KioskStore& store) {
  Database& db = store.database();
  return sqlite_guard(db, [&]() -> Result<std::vector<Approved>> {
    std::vector<Approved> approved;
    Statement query = db.statement(R"sql(
      SELECT uuid, label, EXISTS(SELECT 1 FROM revoked_device r WHERE r.programme = a.programme AND r.device = a.device)
      FROM approved_device a JOIN device USING(device) WHERE a.programme = :programme ORDER BY a.change)sql");
    query.bind(":programme", store.programme().row);
    while (query.step()) approved.push_back({query.id<DeviceId>(0), std::string(query.text(1)), query.integer(2) != 0});
    return approved;
  });
}

bool was_invited(const KioskStore& store, const Enrolment& enrolment) {
  const auto& ring = store.keys().ring;
  return std::any_of(ring.begin(), ring.end(), [&](const ProgrammeKey& key) {
    return enrolment.mac_key == key.id() &&
           equal_secret(
               keyed_digest(key.subkey(Purpose::mac), {invitation_statement(store.own().programme, enrolment)}),
               enrolment.mac);
  });
}

/// The entry of this device, made where there is none.
KnownDevice& entry(std::vector<KnownDevice>& devices, DeviceId device) {
  const auto found =
      std::find_if(devices.begin(), devices.end(), [&](const KnownDevice& one) { return one.device == device; });
  if (found != devices.end()) return *found;
  KnownDevice& made = devices.emplace_back();
  made.device = device;
  return made;
}

}  // namespace

Result<std::vector<KnownDevice>> known_devices(KioskStore& store) {
  HK_ASSIGN(const auto approved, approved_devices(store));
  HK_ASSIGN(const auto states, SyncClient::devices(store.database()));
  HK_ASSIGN(const auto enrolments, SyncClient::awaiting_approval(store.database()));
  std::vector<KnownDevice> devices;
  for (const Approved& one : approved) {
    KnownDevice& device = entry(devices, one.device);
    device.label = one.label;
    device.approved = true;
    device.revoked = one.revoked;
  }
  for (const DeviceState& one : states) {
    KnownDevice& device = entry(devices, one.device);
    if (!device.approved) device.label = one.label;
    if (one.last_contact_ms != 0) device.last_contact_ms = one.last_contact_ms;
    device.pending = one.pending;
  }
  for (const Enrolment& one : enrolments) {
    KnownDevice& device = entry(devices, one.device);
    if (!device.approved) device.label = one.label;
  }
  entry(devices, store.own().device).own = true;
  return devices;
}

Result<std::size_t> approve_invited(KioskStore& store) {
  if (!store.coordinator()) return 0;
  HK_ASSIGN(const auto enrolments, SyncClient::awaiting_approval(store.database()));
  if (enrolments.empty()) return 0;
  HK_ASSIGN(const auto approved, approved_devices(store));
  std::set<DeviceId> known;
  for (const Approved& one : approved) known.insert(one.device);
  std::vector<ChangeBody> bodies;
  for (const Enrolment& one : enrolments) {
    if (known.count(one.device) != 0 || !was_invited(store, one)) continue;
    bodies.emplace_back(DeviceApproved{one.device, one.label, one.ed25519_public, one.x25519_public});
  }
  if (bodies.empty()) return 0;
  HK_TRY(store.record(bodies));
  return bodies.size();
}

}  // namespace hk
