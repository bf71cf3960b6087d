#include <fmt/core.h>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/texts.h"
#include "kiosk/store/join_programme.h"
#include "kiosk/store/key_slots.h"
#include "sync/client/one_shot.h"
#include "sync/crypto/one_time_code.h"
#include "sync/domain/plain_text.h"

namespace hk::cli {

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
  Joining joining{options.server, options.code, trust, options.label, {}, calibrated_cost(world.clock)};
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

void fetch_everything(const Path& data, const CliWorld& world) {
  const auto fetched = [&]() -> Result<SyncRound> {
    HK_ASSIGN(const auto store, KioskStore::open(DataFolder(data), world.clock, world.random));
    SyncClient client(store->log(), store->verifier(), world.clock, world.random);
    HK_ASSIGN(const SyncRound round, hk::sync_once(client));
    HK_TRY(store->refresh());
    return round;
  }();
  if (fetched) {
    fmt::print("The feed is read to {}\n", fetched->status.cursor_position);
  } else {
    fmt::print(stderr, "halsokiosk: not everything is here yet, 'halsokiosk sync --once' goes on: {}\n",
               fetched.error().message());
  }
}

}  // namespace hk::cli
