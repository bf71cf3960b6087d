#include <fmt/core.h>
#include <fmt/ranges.h>

#include <chrono>
#include <thread>

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

/// Until a coordinator has approved, or says that the words differ: a person ends it then. A server that answers keeps
/// the question back; one that does not is asked again after a while, ever longer, so that a cable pulled over night
/// costs nobody anything.
Result<ProgrammeKeys> wait_for_approval(const WaitingDevice& waiting, const WaitingAt& at) {
  constexpr std::uint32_t poll_s = 20;
  constexpr std::chrono::seconds pause_min(1), pause_max(30);
  std::chrono::seconds pause = pause_min;
  while (true) {
    auto keys = ask_for_approval(waiting, at, poll_s);
    if (!keys && !keys.error().worth_retrying()) return tl::unexpected(keys.error());
    if (keys && *keys) return std::move(**keys);
    if (keys) {
      pause = pause_min;
      continue;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, pause_max);
  }
}

/// A new device, let in by six words.
Result<void> enrol_with(const EnrolOptions& options, const ServerTrust& trust, const std::vector<std::string>& list,
                        std::string_view passphrase, const CliWorld& world) {
  const WaitingDevice waiting = make_waiting_device(options.label, world.clock, world.random);
  HK_ASSIGN(EnrolResponse answer, hk::enrol(options.server, six_word_request(waiting, options.code), trust));
  const WaitingAt at{options.server, trust, std::move(answer)};
  HK_ASSIGN(const SixWords words, words_of_waiting(waiting, at.answer, list));
  fmt::print("Device: {}\nWords: {}\nWaiting until a coordinator has seen the same words on theirs\n",
             to_text(waiting.device), fmt::join(words, " "));
  std::fflush(stdout);
  HK_ASSIGN(const ProgrammeKeys keys, wait_for_approval(waiting, at));
  return settle_in(DataFolder(options.data), waiting, at, keys, passphrase, calibrated_cost(world.clock), world.clock,
                   world.random);
}

Result<void> enrol_new(const EnrolOptions& options, const ServerTrust& trust, const CliWorld& world) {
  HK_ASSIGN(const std::vector<std::string> list, word_list(options.assets, world));
  HK_ASSIGN(Bytes passphrase, new_passphrase(options.passphrase_file));
  const Result<void> enrolled = enrol_with(options, trust, list, passphrase, world);
  wipe(passphrase);
  if (!enrolled) return enrolled;
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
