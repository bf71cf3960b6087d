#include "kiosk/store/join_by_words.h"

#include <algorithm>

#include "kiosk/store/new_device.h"

namespace hk {

namespace {

std::vector<ProgrammeKey> clones(const std::vector<ProgrammeKey>& ring) {
  std::vector<ProgrammeKey> copies;
  for (const ProgrammeKey& key : ring) copies.push_back(key.clone());
  return copies;
}

SigningKey clone_of(const SigningKey& key) { return {key.secret.clone(), key.public_key}; }

Result<bool> is_approved(KioskStore& store, DeviceId device) {
  return sqlite_guard(store.database(), [&]() -> Result<bool> {
    Statement query = store.database().statement(
        "SELECT 1 FROM approved_device a JOIN device d USING(device) "
        "WHERE a.programme = :programme AND d.uuid = :device");
    query.bind(":programme", store.programme().row).bind_blob(":device", device.view());
    return query.step();
  });
}

Result<void> fill(const DataFolder& aside, const WaitingDevice& waiting, const WaitingAt& at, const ProgrammeKeys& keys,
                  const NewSlot& slot, const Clock& clock, Random& random) {
  const UnlockedKeys opened{clones(keys.ring), waiting.box.secret.clone(), std::nullopt};
  const DeviceKeys device_keys{clone_of(waiting.signing), waiting.box.public_key, mac_keys(opened)};
  HK_TRY(write_device(aside, device_keys, {keys.programme, waiting.device, random.next_u64(), keys.root_key}, slot));
  HK_ASSIGN(const auto store, KioskStore::open(aside, clock, random));
  return SyncClient(store->log(), store->verifier(), clock, random).set_server(at.url, at.answer, at.trust);
}

}  // namespace

Result<std::vector<std::string>> read_word_list(const std::filesystem::path& assets) {
  constexpr std::size_t list_bytes_max = 64 << 10;
  const std::filesystem::path file = assets / "words" / "sv.txt";
  HK_ASSIGN(const Bytes bytes, read_file(file, list_bytes_max));
  std::vector<std::string> words;
  for (ByteView rest = bytes; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (words.size() != word_list_size) return fail(ErrorCode::corrupt, file.string(), "has not 2048 words");
  return words;
}

Result<std::vector<Enrolment>> waiting_for_words(KioskStore& store) {
  HK_ASSIGN(const std::vector<Enrolment> all, SyncClient::awaiting_approval(store.database()));
  std::vector<Enrolment> waiting;
  for (const Enrolment& one : all) {
    if (!one.mac.empty()) continue;
    HK_ASSIGN(const bool approved, is_approved(store, one.device));
    if (!approved) waiting.push_back(one);
  }
  return waiting;
}

Result<Handover> prepare_handover(const KioskStore& store, const Enrolment& waiting) {
  if (!store.coordinator()) {
    return fail(ErrorCode::locked, "device", "is a coordinator's to approve: open the names with their passphrase");
  }
  return Handover{waiting,
                  {store.own().programme, store.own().root_key, clones(store.keys().ring)},
                  clone_of(store.device_keys().device),
                  {waiting.device, waiting.label, waiting.ed25519_public, waiting.x25519_public}};
}

WaitingDevice make_waiting_device(const std::string& label, const Clock& clock, Random& random) {
  return {make_id<DeviceId>(clock, random), SigningKey::generate(), BoxKey::generate(), label};
}

Result<void> settle_in(const DataFolder& folder, const WaitingDevice& waiting, const WaitingAt& at,
                       const ProgrammeKeys& keys, std::string_view passphrase, SlotCost cost, const Clock& clock,
                       Random& random) {
  const UnlockedKeys opened{clones(keys.ring), waiting.box.secret.clone(), std::nullopt};
  HK_ASSIGN(const NewSlot slot, make_slot(passphrase, opened, SlotKind::passphrase, {}, cost));
  return folder.fill([&](const DataFolder& aside) { return fill(aside, waiting, at, keys, slot, clock, random); });
}

}  // namespace hk
