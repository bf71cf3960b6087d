#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "kiosk/cli/texts.h"
#include "kiosk/store/approve_devices.h"
#include "kiosk/store/key_rotation.h"
#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/register_view.h"
#include "sync/client/one_shot.h"

namespace hk::cli {

namespace {

// A list of every public authority there is takes a quarter of this.
constexpr std::size_t ca_bytes_max = 1 << 20;

const char* result_name(SyncStatus::Result result) {
  switch (result) {
    case SyncStatus::Result::never:
      return "never";
    case SyncStatus::Result::ok:
      return "ok";
    case SyncStatus::Result::offline:
      return "offline";
    case SyncStatus::Result::refused:
      return "refused";
    case SyncStatus::Result::server_error:
      return "server_error";
    case SyncStatus::Result::outdated:
      return "outdated";
    case SyncStatus::Result::server_outdated:
      return "server_outdated";
  }
  return "never";
}

/// The device that holds the first coordinator key is the founder; one that is approved by another is a member.
Result<std::string> role_of(KioskStore& store) {
  HK_ASSIGN(const bool revoked, store.is_revoked());
  if (revoked) return std::string("revoked");
  return sqlite_guard(store.database(), [&]() -> Result<std::string> {
    Statement query = store.database().statement(R"sql(
      SELECT c.device = a.device FROM approved_device a JOIN change c USING(change) JOIN device d ON d.device = a.device
      WHERE a.programme = :programme AND d.uuid = :device)sql");
    query.bind(":programme", store.programme().row).bind_blob(":device", store.own().device.view());
    if (!query.step()) return std::string("none");
    return std::string(query.integer(0) != 0 ? "founder" : "member");
  });
}

Result<nlohmann::ordered_json> status_json(KioskStore& store, SyncClient& client) {
  HK_ASSIGN(const SyncStatus sync, client.status());
  HK_ASSIGN(const std::string role, role_of(store));
  HK_ASSIGN(const std::string name, RegisterView(store.database(), store.programme()).programme_name());
  nlohmann::ordered_json json;
  json["programme"] = name;
  json["programme_id"] = to_text(store.own().programme);
  json["device"] = to_text(store.own().device);
  json["role_of_device"] = role;
  json["epoch"] = fmt::format("{:016x}", sync.epoch);
  json["server"] = sync.enrolled ? nlohmann::ordered_json(sync.server) : nlohmann::ordered_json();
  json["private_ca"] = !sync.trust.ca_pem.empty();
  json["pin"] = sync.trust.pin.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(sync.trust.pin);
  json["locked"] = !store.unlocked();
  json["pending"] = sync.pending;
  json["oldest_pending"] = or_null(sync.oldest_pending_ms);
  json["received_through"] = sync.received_through;
  json["cursor"] = sync.cursor_position;
  json["last_contact"] = or_null(sync.last_contact_ms);
  json["last_result"] = result_name(sync.last_result);
  json["last_failure"] =
      sync.last_failure.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(sync.last_failure);
  json["quarantined"] = sync.quarantined;
  json["refused"] = sync.refused;
  json["compared"] = or_null(sync.compared_ms);
  json["agrees"] = sync.compared_ms ? nlohmann::ordered_json(sync.agrees) : nlohmann::ordered_json();
  json["clock_offset_ms"] = or_null(sync.clock_offset_ms);
  json["schema"] = kiosk_schema().size();
  json["version"] = HALSOKIOSK_VERSION;
  return json;
}

}  // namespace

Result<ServerTrust> read_trust(const std::optional<Path>& ca, const std::string& pin) {
  ServerTrust trust{{}, pin};
  if (ca) {
    HK_ASSIGN(trust.ca_pem, read_file(*ca, ca_bytes_max));
    if (const auto good = check_trust({trust.ca_pem, {}}); !good) {
      return fail(good.error().code, ca->string(), good.error().what);
    }
  }
  HK_TRY(check_trust(trust));
  return trust;
}

Result<void> sync_once(const SyncOptions& options, const CliWorld& world) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random));
  if (options.passphrase_file) HK_TRY(unlock(*store, options.passphrase_file));
  SyncClient client(store->log(), store->verifier(), world.clock, world.random);
  HK_ASSIGN(SyncRound round, hk::sync_once(client));
  HK_TRY(store->refresh());
  HK_ASSIGN(const std::size_t approved, approve_invited(*store));
  if (approved > 0) fmt::print("Approved devices: {}\n", approved);
  HK_ASSIGN(const std::size_t handed_on, hand_on_keys(*store));
  if (approved + handed_on > 0) {
    HK_ASSIGN(round, hk::sync_once(client));
  }
  fmt::print("Everything is sent: {} changes acknowledged; the feed is read to {}\n", round.status.received_through,
             round.status.cursor_position);
  return {};
}

Result<void> status(const Path& data, bool json, const CliWorld& world) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store,
            KioskStore::open(DataFolder(data), world.clock, world.random, KioskStore::Access::read));
  SyncClient client(store->log(), store->verifier(), world.clock, world.random);
  HK_ASSIGN(const nlohmann::ordered_json status, status_json(*store, client));
  if (json) {
    fmt::print("{}\n", status.dump(2));
    return {};
  }
  for (const auto& [key, value] : status.items()) {
    fmt::print("{:18} {}\n", key, value.is_null() ? "-" : value.is_string() ? value.get<std::string>() : value.dump());
  }
  return {};
}

}  // namespace hk::cli
