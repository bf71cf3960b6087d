#pragma once
#include <filesystem>
#include <stdexcept>

#include "kiosk/store/kiosk_store.h"
#include "sync/server/founder_code.h"
#include "sync/server/server_store.h"

/// Devices of one programme without the ceremony of an invitation: for simulations and measurements.
namespace hk::test {

inline void require_done(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().message());
}

/// Another device of the same programme on a copy of the files in `from`: it has said nothing yet.
inline void copy_as_another_device(const DataFolder& from, const DataFolder& to, const Clock& clock, Random& random) {
  std::filesystem::copy(from.path(), to.path(), std::filesystem::copy_options::recursive);
  Database db = Database::open(to.database(), OpenMode::read_write, kiosk_schema()).value();
  const auto device = make_id<DeviceId>(clock, random);
  Transaction transaction(db);
  db.statement("UPDATE own_device SET device = :device, epoch = :epoch")
      .bind_blob(":device", device.view())
      .bind(":epoch", static_cast<std::int64_t>(random.next_u64()))
      .run();
  transaction.commit();
}

/// As whoever joins by an invitation does: a coordinator's device that hears of it approves it.
inline void prove_invited(const KioskStore& store, EnrolRequest& request) {
  const Enrolment enrolment{request.device, request.label, request.ed25519_public, request.x25519_public, {}, 0};
  const DeviceKeys::MacKey& mac = store.device_keys().macs.back();
  request.mac = keyed_digest(mac.key, {invitation_statement(request.programme, enrolment)});
  request.mac_key = mac.id;
}

/// Registers the device with the server whose store is at `server_path`; the first one brings the programme.
inline void let_in(KioskStore& store, SyncClient& client, const std::string& server_path, const std::string& url) {
  constexpr char name[] = "Lindängen";
  Database db = ServerStore::open(server_path).value();
  ServerStore server(db);
  EnrolRequest request;
  request.device = store.own().device;
  request.ed25519_public = store.device_keys().device.public_key;
  request.x25519_public = store.device_keys().box_public;
  request.programme = store.own().programme;
  request.root_key = store.own().root_key;
  request.label = "Surfplatta";
  const bool first = !server.find_programme(name);
  if (!first) prove_invited(store, request);
  if (first) require_done(server.add_programme(name, founder_code_hash("code"), store.clock().wall_ms()));
  const ProgrammeAccount account = server.find_programme(name).value();
  const std::string token = to_hex(random_bytes(32));
  Transaction transaction(db);
  if (first) {
    (void)Log(db).programme(request.programme).value();
    require_done(server.bind_founder(account, request));
  }
  require_done(server.put_token(account.row, request, digest(token), store.clock().wall_ms()));
  transaction.commit();
  require_done(client.set_server(url, {server.identity().value().server_id, token, account.fingerprint_key, true}));
}

}  // namespace hk::test
