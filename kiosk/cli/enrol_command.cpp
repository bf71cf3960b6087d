#include <fmt/core.h>
#include <fmt/ranges.h>

#include "kiosk/cli/texts.h"
#include "kiosk/store/join_by_words.h"
#include "kiosk/store/join_programme.h"
#include "kiosk/store/key_slots.h"
#include "sync/client/one_shot.h"

namespace hk::cli {

namespace {

/// The device that made the programme brings it to the server.
Result<void> enrol_founder(const EnrolOptions& options, const ServerTrust& trust, const CliWorld& world) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store,
            KioskStore::open(DataFolder(options.data), world.clock, world.random));
  HK_ASSIGN(const EnrolResponse answer, hk::enrol(options.server, enrol_request(*store, options.code), trust));
  SyncClient client(store->log(), store->verifier(), world.clock, world.random);
  return client.set_server(options.server, answer, trust);
}

/// Until a coordinator has approved, or says that the words differ: a person ends it then.
Result<ProgrammeKeys> wait_for_approval(const WaitingDevice& waiting, const WaitingAt& at) {
  constexpr std::uint32_t poll_s = 20;
  while (true) {
    auto keys = ask_for_approval(waiting, at, poll_s);
    if (!keys && !keys.error().worth_retrying()) return tl::unexpected(keys.error());
    if (keys && *keys) return std::move(**keys);
  }
}

/// A new device, let in by six words.
Result<void> enrol_new(const EnrolOptions& options, const ServerTrust& trust, const CliWorld& world) {
  HK_ASSIGN(const std::vector<std::string> list, word_list(options.assets, world));
  HK_ASSIGN(Bytes passphrase, new_passphrase(options.passphrase_file));
  const WaitingDevice waiting = make_waiting_device(options.label, world.clock, world.random);
  HK_ASSIGN(EnrolResponse answer, hk::enrol(options.server, six_word_request(waiting, options.code), trust));
  const WaitingAt at{options.server, trust, std::move(answer)};
  HK_ASSIGN(const SixWords words, words_of_waiting(waiting, at.answer, list));
  fmt::print("Device: {}\nWords: {}\nWaiting until a coordinator has seen the same words on theirs\n",
             to_text(waiting.device), fmt::join(words, " "));
  std::fflush(stdout);
  HK_ASSIGN(const ProgrammeKeys keys, wait_for_approval(waiting, at));
  const Result<void> settled = settle_in(DataFolder(options.data), waiting, at, keys, passphrase,
                                         calibrated_cost(world.clock), world.clock, world.random);
  wipe(passphrase);
  if (!settled) return settled;
  fmt::print("Approved. Data folder: {}\n", options.data.string());
  fetch_everything(options.data, world);
  return {};
}

}  // namespace

Result<void> enrol(const EnrolOptions& options, const CliWorld& world) {
  HK_ASSIGN(const ServerTrust trust, read_trust(options.ca, options.pin));
  if (!DataFolder(options.data).holds_programme()) return enrol_new(options, trust, world);
  HK_TRY(enrol_founder(options, trust, world));
  fmt::print("Enrolled with {}\n", options.server);
  return {};
}

}  // namespace hk::cli
