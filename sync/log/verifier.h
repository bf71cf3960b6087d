#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "sync/crypto/keys.h"
#include "sync/domain/change.h"

namespace hk {

/// Says whether a record may be believed, before it reaches the log. Const use is safe from any thread.
/// A kiosk holds mac keys and checks everything; a server has none and checks digests and signatures.
class Verifier {
 public:
  /// `root_key` is the public half of the first coordinator key.
  Verifier(ProgrammeId programme, Bytes root_key)
      : programme_(programme), root_key_(std::move(root_key)), coordinators_{root_key_} {}
  void add_mac_key(std::uint64_t id, Secret key) { mac_keys_.insert_or_assign(id, std::move(key)); }

  /// Takes in what a change that was believed says of coordinators: whom to believe from now on.
  void learn(const ChangeBody& body);
  /// Back to the root key alone.
  void unlearn();
  [[nodiscard]] bool is_coordinator(const Bytes& public_key) const { return coordinators_.count(public_key) != 0; }

  /// The parsed change. Errors: invalid (bytes break the format, or another programme's);
  /// refused (sealed digest, mac or signature does not fit, an unknown mac key, or a signer that is no coordinator).
  [[nodiscard]] Result<Change> check(const ChangeRecord& record) const;
  /// The half of check() that does not depend on what was learned. Errors: those of check().
  [[nodiscard]] Result<Change> check_form(const ChangeRecord& record) const;
  /// The other half: who may sign `change`, as learned so far. Errors: refused.
  [[nodiscard]] Result<void> check_signer(const Change& change, const ChangeRecord& record) const;

 private:
  ProgrammeId programme_;
  Bytes root_key_;
  std::set<Bytes> coordinators_;  ///< whose signatures count now
  std::set<Bytes> withdrawn_;
  std::map<std::uint64_t, Secret> mac_keys_;
};

/// What it takes to author changes on this device. The seal and coordinator keys are there only while unlocked.
struct AuthorKeys {
  std::uint64_t key_id = 0;  ///< id of the programme key both subkeys come from
  Secret mac;
  std::optional<Secret> seal;
  std::optional<SigningKey> coordinator;
  /// Of the programme's first key where that is another one: what is signed and has no sealed part is for devices too
  /// that lack the newest, the next key first of all.
  struct First {
    std::uint64_t key_id = 0;
    Secret mac;
  };
  std::optional<First> first = {};
};

/// Encodes, seals, macs and signs. Errors: locked when the kind needs a key that is not there; invalid, naming the
/// field, for a value that no reader would take.
[[nodiscard]] Result<ChangeRecord> author_record(const Change& change, const AuthorKeys& keys);
/// Seal subkeys by the id of their programme key.
using SealKeys = std::map<std::uint64_t, Secret>;
/// Opens the sealed part of `record` into `change`; nothing to do where nothing is sealed.
/// Errors: refused (also: sealed with a key that is not there), invalid.
[[nodiscard]] Result<void> open_record(const ChangeRecord& record, const SealKeys& keys, Change& change);

}  // namespace hk
