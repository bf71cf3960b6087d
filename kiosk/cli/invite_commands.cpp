#include <fmt/chrono.h>
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "kiosk/cli/commands.h"
#include "kiosk/store/approve_devices.h"
#include "kiosk/store/join_programme.h"
#include "sync/client/one_shot.h"
#include "sync/crypto/one_time_code.h"
#include "sync/domain/plain_text.h"

namespace hk::cli {

namespace {

std::string local_text(std::int64_t utc_ms, const CliWorld& world) {
  const LocalMoment moment = world.local_time.at(utc_ms);
  return fmt::format("{} {}", to_text(LocalDate{moment.days}), minute_text(moment.minute_of_day));
}

/// The first fetch of a device that has just come in. It is in, whatever becomes of this.
void fetch_everything(const Path& data, const CliWorld& world) {
  const auto fetched = [&]() -> Result<SyncRound> {
    HK_ASSIGN(const auto store, KioskStore::open(DataFolder(data), world.clock, world.random));
    SyncClient client(store->log(), store->verifier(), world.clock, world.random);
    return hk::sync_once(client);
  }();
  if (fetched) {
    fmt::print("The feed is read to {}\n", fetched->status.cursor_position);
  } else {
    fmt::print(stderr, "halsokiosk: not everything is here yet, 'halsokiosk sync --once' goes on: {}\n",
               fetched.error().message());
  }
}

template <class T>
nlohmann::ordered_json or_null(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

nlohmann::ordered_json json_of(const KnownDevice& device) {
  return {{"device", to_text(device.device)},
          {"label", device.label},
          {"own", device.own},
          {"approved", device.approved},
          {"last_contact", or_null(device.last_contact_ms)},
          {"pending", or_null(device.pending)}};
}

/// A label as somebody typed it elsewhere, without what would move a terminal's cursor.
std::string on_one_line(std::string label) {
  for (std::size_t i = 0; i < label.size(); ++i) {
    const auto byte = static_cast<unsigned char>(label[i]);
    if (byte < ' ' || byte == 0x7f) label[i] = '?';
    // U+0080 to U+009F, a terminal's other control characters.
    if (byte == 0xc2 && i + 1 < label.size() && static_cast<unsigned char>(label[i + 1]) < 0xa0)
      label.replace(i, 2, "?");
  }
  return label;
}

void print(const KnownDevice& device, const CliWorld& world) {
  fmt::print("{}  {:8}  {:16}  {:>7}  {}{}\n", to_text(device.device), device.approved ? "approved" : "waiting",
             device.last_contact_ms ? local_text(*device.last_contact_ms, world) : "-",
             device.pending ? fmt::to_string(*device.pending) : "-", on_one_line(device.label),
             device.own ? " (this device)" : "");
}

}  // namespace

Result<void> invite(const InviteOptions& options, const CliWorld& world) {
  std::error_code error;
  if (std::filesystem::exists(options.out, error)) {
    return fail(ErrorCode::conflict, options.out.string(), "exists already");
  }
  HK_ASSIGN(const std::unique_ptr<KioskStore> store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random, KioskStore::Access::read));
  HK_TRY(unlock(*store, options.passphrase_file));
  if (!store->coordinator()) return fail(ErrorCode::refused, "passphrase", "is no coordinator's: only one may invite");
  HK_ASSIGN(const CodeResponse code, request_code(store->database(), *store->keys().coordinator));
  const std::string passphrase = make_one_time_code();
  const Invitation invitation{store->own().programme, store->own().root_key, store->keys().clone().ring};
  HK_ASSIGN(const Bytes file, write_invitation(invitation, passphrase, SlotCost{}));
  HK_TRY(write_file_durably(options.out, file, 0600));
  fmt::print("Invitation: {}\nCode: {}\nPassphrase: {}\nGood until: {}\n", options.out.string(), shown(code.code),
             passphrase, local_text(code.expires_ms, world));
  return {};
}

Result<void> join(const JoinOptions& options, const CliWorld& world) {
  const DataFolder folder(options.data);
  if (folder.holds_programme()) {
    return fail(ErrorCode::conflict, options.data.string(), "holds a programme already");
  }
  HK_ASSIGN(const ServerTrust trust, read_trust(options.ca, options.pin));
  HK_ASSIGN(const Bytes file, read_file(options.invite, invitation_bytes_max));
  HK_ASSIGN(Bytes one_time, passphrase(options.invite_passphrase_file));
  const Result<Invitation> invitation = read_invitation(file, one_time);
  wipe(one_time);
  if (!invitation) return fail(invitation.error().code, options.invite.string(), invitation.error().message());
  Joining joining{options.server, options.code, trust, options.label, {}, SlotCost{}};
  HK_ASSIGN(joining.passphrase, new_passphrase(options.passphrase_file));
  const Enrol ask = [](const std::string& url, const EnrolRequest& request, const ServerTrust& trusted) {
    return hk::enrol(url, request, trusted);
  };
  const Result<void> joined = join_programme(folder, *invitation, joining, ask, world.clock, world.random);
  wipe(joining.passphrase);
  if (!joined) return joined;
  fmt::print("Joined at {}\nData folder: {}\n", options.server, options.data.string());
  fetch_everything(options.data, world);
  return {};
}

Result<void> devices(const Path& data, bool json, const CliWorld& world) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store,
            KioskStore::open(DataFolder(data), world.clock, world.random, KioskStore::Access::read));
  HK_ASSIGN(const std::vector<KnownDevice> devices, known_devices(*store));
  if (json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const KnownDevice& device : devices) list.push_back(json_of(device));
    fmt::print("{}\n", list.dump(2));
    return {};
  }
  for (const KnownDevice& device : devices) print(device, world);
  return {};
}

}  // namespace hk::cli
