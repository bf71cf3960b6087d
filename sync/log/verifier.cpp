#include "sync/log/verifier.h"

#include "sync/protocol/codec.h"

namespace hk {

namespace {

/// What the mac covers beside core where nothing was sealed: always 32 bytes, so that no bytes can move from one part
/// to the other.
const Bytes& digest_of_nothing() {
  static const Bytes nothing = digest(ByteView{});
  return nothing;
}

const Bytes& digest_of(const ChangeRecord& record) {
  return record.sealed_digest.empty() ? digest_of_nothing() : record.sealed_digest;
}

tl::unexpected<Error> refused(const Change& change, const char* why) {
  return fail(ErrorCode::refused, "change " + to_text(change.id), why);
}

Result<void> check_sealed(const Change& change, const ChangeRecord& record) {
  if (record.sealed_digest.empty() && record.sealed.empty()) return {};
  // The one digest that would leave the mac as it is when it is put where the author had none.
  if (record.sealed_digest.size() != 32 || record.sealed_digest == digest_of_nothing()) {
    return refused(change, "its digest is none of a sealed part");
  }
  if (!record.sealed.empty() && digest(record.sealed) != record.sealed_digest) {
    return refused(change, "its sealed part is not the author's");
  }
  return {};
}

/// The mac does not cover the signature, so nobody may hang bytes there. Which keys may sign a kind of a newer program
/// is for that program to say; that the signature fits can be told today.
Result<void> check_signature(const Change& change, const ChangeRecord& record) {
  const bool privileged = is_privileged(change.body);
  const bool is_signed = !record.signature.empty() || !record.signer.empty();
  if (privileged && !is_signed) return refused(change, "not signed");
  if (!privileged && is_signed && !std::holds_alternative<UnknownKind>(change.body)) {
    return refused(change, "its kind carries no signature");
  }
  if (is_signed && !verify_signature(record.signer, record.core, record.signature)) {
    return refused(change, "its signature does not fit");
  }
  return {};
}

}  // namespace

void Verifier::learn(const ChangeBody& body) {
  if (const auto* granted = std::get_if<CoordinatorGranted>(&body)) {
    // "Withdrawn stays": a second grant of the same key does not bring it back.
    if (withdrawn_.count(granted->public_key) == 0) coordinators_.insert(granted->public_key);
  }
  const auto* withdrawn = std::get_if<CoordinatorWithdrawn>(&body);
  if (withdrawn == nullptr || withdrawn->public_key == root_key_) return;
  withdrawn_.insert(withdrawn->public_key);
  coordinators_.erase(withdrawn->public_key);
}

void Verifier::unlearn() {
  coordinators_ = {root_key_};
  withdrawn_.clear();
}

Result<Change> Verifier::check(const ChangeRecord& record) const {
  HK_ASSIGN(Change change, check_form(record));
  HK_TRY(check_signer(change, record));
  return change;
}

Result<void> Verifier::check_signer(const Change& change, const ChangeRecord& record) const {
  if (is_privileged(change.body) && !is_coordinator(record.signer)) {
    return refused(change, "not signed by a coordinator of the programme");
  }
  return {};
}

Result<Change> Verifier::check_form(const ChangeRecord& record) const {
  HK_ASSIGN(Change change, decode_core(record.core));
  if (change.programme != programme_) {
    return fail(ErrorCode::invalid, "change " + to_text(change.id), "belongs to another programme");
  }
  HK_TRY(check_sealed(change, record));
  if (record.mac.size() != 32) return refused(change, "mac has not 32 bytes");
  if (!mac_keys_.empty()) {
    const auto key = mac_keys_.find(record.mac_key);
    if (key == mac_keys_.end()) return refused(change, "made with a key this device does not have");
    if (!equal_secret(keyed_digest(key->second, {record.core, digest_of(record)}), record.mac)) {
      return refused(change, "its mac does not fit");
    }
  }
  HK_TRY(check_signature(change, record));
  return change;
}

Result<ChangeRecord> author_record(const Change& change, const AuthorKeys& keys) {
  ChangeRecord record;
  record.core = encode_core(change);
  // What every reader would refuse must not enter the log: it would wait in quarantines, and nobody could rebuild.
  HK_ASSIGN(Change read_back, decode_core(record.core));
  if (Bytes plaintext = encode_sealed(change.body); !plaintext.empty()) {
    if (!keys.seal) return fail(ErrorCode::locked, std::string(kind_name(change.body)), "names are locked");
    HK_TRY(decode_sealed(plaintext, read_back));
    record.sealed = seal(*keys.seal, keys.key_id, plaintext, record.core);
    wipe(plaintext);
    record.sealed_digest = digest(record.sealed);
  }
  const bool for_all = keys.first && is_privileged(change.body) && record.sealed.empty();
  record.mac_key = for_all ? keys.first->key_id : keys.key_id;
  record.mac = keyed_digest(for_all ? keys.first->mac : keys.mac, {record.core, digest_of(record)});
  if (is_privileged(change.body)) {
    if (!keys.coordinator)
      return fail(ErrorCode::locked, std::string(kind_name(change.body)), "needs a coordinator's key");
    record.signature = sign(*keys.coordinator, record.core);
    record.signer = keys.coordinator->public_key;
  }
  return record;
}

Result<void> open_record(const ChangeRecord& record, const SealKeys& keys, Change& change) {
  if (record.sealed.empty()) return {};
  HK_ASSIGN(const std::uint64_t key_id, sealed_with(record.sealed));
  const auto key = keys.find(key_id);
  if (key == keys.end()) return refused(change, "sealed with a key that this device does not have");
  HK_ASSIGN(Bytes plaintext, open_sealed(key->second, key_id, record.sealed, record.core));
  const Result<void> decoded = decode_sealed(plaintext, change);
  wipe(plaintext);
  return decoded;
}

}  // namespace hk
