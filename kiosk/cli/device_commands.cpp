#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "kiosk/cli/key_commands.h"
#include "kiosk/cli/open_store.h"
#include "kiosk/cli/texts.h"
#include "kiosk/store/approve_devices.h"
#include "kiosk/store/join_by_words.h"
#include "kiosk/store/key_rotation.h"
#include "sync/client/one_shot.h"
#include "sync/domain/plain_text.h"

namespace hk::cli {

namespace {

std::string state_of(const KnownDevice& device) {
  return device.revoked ? "revoked" : device.approved ? "approved" : "waiting";
}

nlohmann::ordered_json json_of(const KnownDevice& device, std::uint64_t missing) {
  return {{"device", to_text(device.device)},
          {"label", device.label},
          {"own", device.own},
          {"approved", device.approved},
          {"revoked", device.revoked},
          {"last_contact", or_null(device.last_contact_ms)},
          {"pending", or_null(device.pending)},
          {"missing", missing}};
}

void print(const KnownDevice& device, std::uint64_t missing, const CliWorld& world) {
  fmt::print("{}  {:8}  {:16}  {:>7}  {}{}{}\n", to_text(device.device), state_of(device),
             device.last_contact_ms ? local_text(*device.last_contact_ms, world) : "-",
             device.pending ? fmt::to_string(*device.pending) : "-", on_one_line(device.label),
             device.own ? " (this device)" : "",
             missing > 0 ? fmt::format(" ({} changes are missing here)", missing) : "");
}

Result<DeviceId> device_id(const std::string& text) {
  HK_ASSIGN(const Bytes bytes, uuid_bytes(text, "device"));
  return DeviceId::from_bytes(bytes, "device");
}

Result<Enrolment> find_waiting(KioskStore& store, const std::string& device) {
  HK_ASSIGN(const std::vector<Enrolment> waiting, waiting_for_words(store));
  if (device.empty() && waiting.size() == 1) return waiting.front();
  for (const Enrolment& one : waiting) {
    if (to_text(one.device) == device) return one;
  }
  return fail(ErrorCode::not_found, "device",
              waiting.empty() ? "nobody waits for a code of this device" : "say which: 'devices list' prints them");
}

Result<void> compare(const SixWords& own, const std::string& typed) {
  const std::string shown_words = fmt::format("{}", fmt::join(own, " "));
  fmt::print("Words: {}\n", shown_words);
  if (!typed.empty()) {
    if (typed == shown_words) return {};
    return fail(ErrorCode::refused, "words", "are not the same: somebody stands between the devices, or it is another");
  }
  HK_ASSIGN(const Bytes answer, ask_line("Visar den andra enheten samma ord? Skriv ja: "));
  if (answer == "ja") return {};
  return fail(ErrorCode::refused, "words", "were not said to be the same; nothing is approved");
}

Result<SyncRound> exchange(KioskStore& store, const CliWorld& world) {
  SyncClient client(store.log(), store.verifier(), world.clock, world.random);
  HK_ASSIGN(const SyncRound round, hk::sync_once(client));
  HK_TRY(store.refresh());
  return round;
}

}  // namespace

Result<void> key_rotate(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_ASSIGN(const std::uint64_t key, rotate_programme_key(*store));
  fmt::print("Writes under key {:016x} from now on; 'halsokiosk sync --once' tells the others\n", key);
  return {};
}

Result<void> devices_list(const CommonOptions& options, bool json, const CliWorld& world) {
  HK_ASSIGN(const Store store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random, KioskStore::Access::read));
  HK_ASSIGN(const std::vector<KnownDevice> devices, known_devices(*store));
  HK_ASSIGN(auto missing, store->log().missing(store->programme()));
  if (json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const KnownDevice& device : devices) list.push_back(json_of(device, missing[device.device]));
    fmt::print("{}\n", list.dump(2));
    return {};
  }
  for (const KnownDevice& device : devices) print(device, missing[device.device], world);
  return {};
}

Result<void> devices_code(const CommonOptions& options, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  if (!store->coordinator()) return fail(ErrorCode::refused, "passphrase", "is no coordinator's");
  HK_ASSIGN(const CodeResponse code, request_code(store->database(), *store->keys().coordinator));
  fmt::print("Code: {}\nGood until: {}\n", shown(code.code), local_text(code.expires_ms, world));
  return {};
}

Result<void> devices_approve(const CommonOptions& options, const std::string& device, const std::string& words,
                             const CliWorld& world) {
  HK_ASSIGN(const std::vector<std::string> list, word_list(options.assets, world));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_TRY(exchange(*store, world));
  HK_ASSIGN(const Enrolment waiting, find_waiting(*store, device));
  HK_ASSIGN(const Handover handover, prepare_handover(*store, waiting));
  const PublicKeys own{store->device_keys().device.public_key, store->device_keys().box_public};
  HK_ASSIGN(const SixWords six, words_of_approving(store->own().programme, own, waiting, list));
  fmt::print("Device: {}\n", on_one_line(waiting.label));
  HK_TRY(compare(six, words));
  HK_TRY(approve_by_words(store->database(), handover.own, handover.waiting, handover.keys));
  HK_TRY(store->record(handover.approval));
  HK_TRY(exchange(*store, world));
  fmt::print("Approved: {}\n", to_text(waiting.device));
  return {};
}

Result<void> devices_revoke(const CommonOptions& options, const std::string& device, const CliWorld& world) {
  HK_ASSIGN(const DeviceId id, device_id(device));
  HK_ASSIGN(const Store store, open_unlocked(options, world));
  HK_TRY(revoke_device(*store, id));
  fmt::print("Revoked: {}\n'halsokiosk sync --once' tells the server\n", to_text(id));
  return {};
}

}  // namespace hk::cli
