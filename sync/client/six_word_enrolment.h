#pragma once
#include <vector>

#include "sync/client/one_shot.h"
#include "sync/crypto/six_words.h"

/// How two devices that are online together let one of them in, while people compare six words (protocol.md, "Keys,
/// enrolment"):
///
/// the approving device asks for a code (request_code) and shows it; the waiting one enrols by it (enrol, with neither
/// programme, root key nor mac), is told whose code it was and shows words_of_waiting(); the approving one finds it
/// among SyncClient::awaiting_approval() and shows words_of_approving(). Where they agree, the approving device records
/// device_approved and calls approve_by_words(); the waiting one gets everything from ask_for_approval(). It keeps all
/// it knows in one process: interrupted, it starts again with another code.
namespace hk {

/// What makes a device one of the programme's.
struct ProgrammeKeys {
  ProgrammeId programme;
  Bytes root_key;
  std::vector<ProgrammeKey> ring;  ///< newest last, at least one
};

/// A device that comes in by six words, before it has a store.
struct WaitingDevice {
  DeviceId device;
  SigningKey signing;
  BoxKey box;
  std::string label;
};
/// What to give to enrol().
[[nodiscard]] EnrolRequest six_word_request(const WaitingDevice& waiting, const std::string& code);

/// Job thread. Errors: refused when the server names nobody to compare with; those of six_words().
[[nodiscard]] Result<SixWords> words_of_waiting(const WaitingDevice& waiting, const EnrolResponse& answer,
                                                std::span<const std::string> words, SlotCost cost = six_words_cost);
/// `own` are this device's public keys. Job thread. Errors: those of six_words().
[[nodiscard]] Result<SixWords> words_of_approving(ProgrammeId programme, const PublicKeys& own,
                                                  const Enrolment& waiting, std::span<const std::string> words,
                                                  SlotCost cost = six_words_cost);

/// Where a waiting device asks: what enrol() was given, and its answer.
struct WaitingAt {
  std::string url;
  ServerTrust trust;
  EnrolResponse answer;
};
/// Empty while nobody has approved. The server may keep the question back for `wait_s`. Errors: refused when what came
/// was not closed and signed by the device whose words were compared: then stop; offline and busy: ask again; invalid.
[[nodiscard]] Result<std::optional<ProgrammeKeys>> ask_for_approval(const WaitingDevice& waiting, const WaitingAt& at,
                                                                    std::uint32_t wait_s, const Exchange& exchange);
/// The same with libcurl.
[[nodiscard]] Result<std::optional<ProgrammeKeys>> ask_for_approval(const WaitingDevice& waiting, const WaitingAt& at,
                                                                    std::uint32_t wait_s);

/// Hands the keys to `waiting`, whose words were compared. `own` is this device's signing key, which the words covered.
/// Harmless to repeat. Errors: not_found when there is no server yet, or it does not know of `waiting` any more;
/// invalid for a key that is none; refused, busy, offline.
[[nodiscard]] Result<void> approve_by_words(Database& db, const SigningKey& own, const Enrolment& waiting,
                                            const ProgrammeKeys& keys, const Exchange& exchange);
/// The same with libcurl.
[[nodiscard]] Result<void> approve_by_words(Database& db, const SigningKey& own, const Enrolment& waiting,
                                            const ProgrammeKeys& keys);

}  // namespace hk
