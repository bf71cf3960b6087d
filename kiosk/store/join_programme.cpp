#include "kiosk/store/join_programme.h"

#include "kiosk/store/new_device.h"

namespace hk {

namespace {

Result<void> make_in(const DataFolder& aside, const Invitation& invitation, const Joining& joining, const Clock& clock,
                     Random& random) {
  BoxKey box = BoxKey::generate();
  UnlockedKeys keys{{}, std::move(box.secret), std::nullopt};
  for (const ProgrammeKey& key : invitation.ring) keys.ring.push_back(key.clone());
  const DeviceKeys device_keys{SigningKey::generate(), std::move(box.public_key), mac_keys(keys)};
  HK_ASSIGN(const NewSlot slot, make_slot(joining.passphrase, keys, SlotKind::passphrase, {}, joining.cost));
  const OwnDevice own{invitation.programme, make_id<DeviceId>(clock, random), random.next_u64(), invitation.root_key};
  return write_device(aside, device_keys, own, slot);
}

/// A device of an attempt that got no answer, made by the same invitation and passphrase.
bool can_go_on(const DataFolder& aside, const Invitation& invitation, const Joining& joining, const Clock& clock,
               Random& random) {
  const auto store = KioskStore::open(aside, clock, random);
  if (!store || (*store)->own().programme != invitation.programme) return false;
  const auto opened = open_names(aside.database(), joining.passphrase);
  return opened && opened->keys.newest().id() == invitation.ring.back().id();
}

EnrolRequest request_of(const KioskStore& store, const Invitation& invitation, const Joining& joining) {
  EnrolRequest request = enrol_request(store, joining.code);
  request.label = joining.label;
  const Enrolment enrolment{request.device, request.label, request.ed25519_public, request.x25519_public, {}, 0};
  const DeviceKeys::MacKey& mac = store.device_keys().macs.back();
  request.mac = keyed_digest(mac.key, {invitation_statement(invitation.programme, enrolment)});
  request.mac_key = mac.id;
  return request;
}

/// The device is enrolled and its server written; the store is closed again when this returns.
Result<void> enrol_from(const DataFolder& aside, const Invitation& invitation, const Joining& joining,
                        const Enrol& enrol, const Clock& clock, Random& random) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store, KioskStore::open(aside, clock, random));
  HK_ASSIGN(const EnrolResponse answer, enrol(joining.server, request_of(*store, invitation, joining), joining.trust));
  SyncClient client(store->log(), store->verifier(), clock, random);
  return client.set_server(joining.server, answer, joining.trust);
}

bool may_go_on_after(const Error& error) { return error.code == ErrorCode::offline || error.code == ErrorCode::busy; }

}  // namespace

EnrolRequest enrol_request(const KioskStore& store, const std::string& code) {
  EnrolRequest request;
  request.code = code;
  request.device = store.own().device;
  request.ed25519_public = store.device_keys().device.public_key;
  request.x25519_public = store.device_keys().box_public;
  request.programme = store.own().programme;
  request.root_key = store.own().root_key;
  request.proof = sign(store.device_keys().device, enrolment_statement(request));
  return request;
}

Result<void> join_programme(const DataFolder& folder, const Invitation& invitation, const Joining& joining,
                            const Enrol& enrol, const Clock& clock, Random& random) {
  HK_TRY(folder.make());
  HK_ASSIGN(const FolderLock lock, FolderLock::take(folder.path()));
  const DataFolder aside(folder.path() / "join.part");
  HK_TRY(folder.finish_take_over(aside));
  if (folder.holds_programme()) {
    return fail(ErrorCode::conflict, folder.path().string(), "holds a programme already");
  }
  const auto remove_aside = [&] {
    std::error_code ignored;
    std::filesystem::remove_all(aside.path(), ignored);
  };
  if (!can_go_on(aside, invitation, joining, clock, random)) {
    remove_aside();
    if (const auto made = make_in(aside, invitation, joining, clock, random); !made) {
      remove_aside();
      return made;
    }
  }
  Result<void> done = enrol_from(aside, invitation, joining, enrol, clock, random);
  if (!done && may_go_on_after(done.error())) return done;
  if (done) done = folder.take_over(aside);
  remove_aside();
  return done;
}

}  // namespace hk
