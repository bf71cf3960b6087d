#include "kiosk/store/key_rotation.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sync/protocol/codec.h"

namespace hk {

namespace {

struct Rotation {
  std::uint64_t key_id = 0;
  Bytes core;
};

/// In order: the last one writes.
Result<std::vector<Rotation>> rotations(Database& db) {
  return sqlite_guard(db, [&]() -> Result<std::vector<Rotation>> {
    std::vector<Rotation> all;
    Statement query = db.statement(R"sql(SELECT key_id, core FROM key_rotation JOIN change USING(change)
                                         ORDER BY ifnull(hlc_accepted, hlc), id)sql");
    while (query.step()) all.push_back({static_cast<std::uint64_t>(query.integer(0)), Bytes(query.blob(1))});
    return all;
  });
}

std::vector<KeyRotated::Box> boxes_of(const Rotation& rotation) {
  Result<Change> change = decode_core(rotation.core);
  auto* rotated = change ? std::get_if<KeyRotated>(&change->body) : nullptr;
  return rotated != nullptr ? std::move(rotated->boxes) : std::vector<KeyRotated::Box>();
}

/// The key in this device's box; nothing where there is no box for it, or another key in it than the change says.
std::optional<ProgrammeKey> key_in(const Rotation& rotation, DeviceId own, const BoxKey& box_key) {
  for (const KeyRotated::Box& box : boxes_of(rotation)) {
    if (box.device != own) continue;
    const Result<Secret> secret = open_box(box_key, box.box);
    if (!secret) return std::nullopt;
    Result<ProgrammeKey> key = ProgrammeKey::from_bytes(secret->view());
    if (key && key->id() == rotation.key_id) return std::move(*key);
  }
  return std::nullopt;
}

struct Receiver {
  DeviceId device;
  Bytes box_public;
};

Result<std::vector<Receiver>> receivers(KioskStore& store, std::optional<DeviceId> revoked) {
  return sqlite_guard(store.database(), [&]() -> Result<std::vector<Receiver>> {
    // This device first: an invited one may rotate before it was approved itself.
    std::vector<Receiver> all = {{store.own().device, store.device_keys().box_public}};
    Statement query = store.database().statement(R"sql(
      SELECT uuid, x25519_public FROM approved_device a JOIN device d USING(device)
      WHERE a.programme = :programme AND NOT EXISTS(
        SELECT 1 FROM revoked_device r WHERE r.programme = a.programme AND r.device = a.device) ORDER BY uuid)sql");
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      const auto device = query.id<DeviceId>(0);
      if (device != store.own().device && device != revoked) all.push_back({device, Bytes(query.blob(1))});
    }
    return all;
  });
}

Result<KeyRotated> new_key(KioskStore& store, std::optional<DeviceId> revoked) {
  if (!store.coordinator()) {
    return fail(ErrorCode::locked, "programme key",
                "is a coordinator's to change: open the names with their passphrase");
  }
  HK_ASSIGN(const std::vector<Receiver> all, receivers(store, revoked));
  const ProgrammeKey key = ProgrammeKey::generate();
  KeyRotated rotated{key.id(), {}};
  for (const Receiver& one : all) {
    HK_ASSIGN(Bytes box, close_box(one.box_public, key.view()));
    rotated.boxes.push_back({one.device, std::move(box)});
  }
  return rotated;
}

Result<bool> is_known(KioskStore& store, DeviceId device) {
  return sqlite_guard(store.database(), [&]() -> Result<bool> {
    Statement query = store.database().statement(
        "SELECT 1 FROM device WHERE programme = :programme AND uuid = :device "
        "UNION SELECT 1 FROM device_state WHERE device = :device UNION SELECT 1 FROM enrolment WHERE device = :device");
    query.bind(":programme", store.programme().row).bind_blob(":device", device.view());
    return query.step();
  });
}

}  // namespace

Result<std::uint64_t> rotate_programme_key(KioskStore& store) {
  HK_ASSIGN(const KeyRotated rotated, new_key(store, std::nullopt));
  // Reading it back from the log is how every device takes a new key, this one too.
  HK_TRY(store.record(rotated));
  return rotated.key_id;
}

Result<void> revoke_device(KioskStore& store, DeviceId device) {
  if (device == store.own().device) {
    return fail(ErrorCode::refused, "device", "is this one: revoke it from another coordinator's");
  }
  HK_ASSIGN(const bool known, is_known(store, device));
  if (!known) return fail(ErrorCode::not_found, "device " + to_text(device), "is not known here");
  HK_ASSIGN(KeyRotated rotated, new_key(store, device));
  const std::vector<ChangeBody> bodies = {DeviceRevoked{device}, std::move(rotated)};
  HK_TRY(store.record(bodies));
  return {};
}

Result<std::size_t> hand_on_keys(KioskStore& store) {
  if (!store.coordinator()) return 0;
  HK_ASSIGN(const std::vector<Rotation> all, rotations(store.database()));
  if (all.empty()) return 0;
  HK_ASSIGN(const std::vector<Receiver> devices, receivers(store, std::nullopt));
  std::map<std::uint64_t, std::set<DeviceId>> holders;
  for (const Rotation& one : all) {
    for (const KeyRotated::Box& box : boxes_of(one)) holders[one.key_id].insert(box.device);
  }
  std::vector<ChangeBody> bodies;
  for (const ProgrammeKey& key : store.keys().ring) {
    const auto found = holders.find(key.id());
    if (found == holders.end()) continue;  // the first one comes with the invitation
    KeyRotated more{key.id(), {}};
    for (const Receiver& one : devices) {
      if (one.device == store.own().device || found->second.contains(one.device)) continue;
      HK_ASSIGN(Bytes box, close_box(one.box_public, key.view()));
      more.boxes.push_back({one.device, std::move(box)});
    }
    if (!more.boxes.empty()) bodies.emplace_back(std::move(more));
  }
  if (bodies.empty()) return 0;
  HK_TRY(store.record(bodies));
  return bodies.size();
}

Result<void> take_rotated_keys(Database& db, DeviceId own, UnlockedKeys& keys) {
  HK_ASSIGN(const std::vector<Rotation> all, rotations(db));
  if (all.empty()) return {};
  HK_ASSIGN(const BoxKey box_key, BoxKey::from_secret(keys.box_secret.view()));
  std::map<std::uint64_t, std::size_t> place;  // the programme's first key has none, and comes first
  for (std::size_t i = 0; i < all.size(); ++i) {
    place.try_emplace(all[i].key_id, i + 1);  // where it was made, not where it was handed on
    if (keys.has(all[i].key_id)) continue;
    if (auto key = key_in(all[i], own, box_key)) keys.ring.push_back(std::move(*key));
  }
  const auto place_of = [&](const ProgrammeKey& key) {
    const auto found = place.find(key.id());
    return found == place.end() ? 0 : found->second;
  };
  std::stable_sort(keys.ring.begin(), keys.ring.end(),
                   [&](const ProgrammeKey& a, const ProgrammeKey& b) { return place_of(a) < place_of(b); });
  return {};
}

}  // namespace hk
