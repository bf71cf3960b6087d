#include "sync/log/verifier.h"

#include "sync/protocol/codec.h"

namespace hk {

namespace {

/// What the mac covers beside core: always 32 bytes, so that no bytes can move from one part to the other.
Bytes digest_of(const ChangeRecord& record) {
  return record.sealed_digest.empty() ? digest(ByteView{}) : record.sealed_digest;
}

tl::unexpected<Error> refused(const Change& change, const char* why) {
  return fail(ErrorCode::refused, "change " + to_text(change.id), why);
}

}  // namespace

Result<Change> Verifier::check(const ChangeRecord& record) const {
  HK_ASSIGN(Change change, decode_core(record.core));
  if (change.programme != programme_) {
    return fail(ErrorCode::invalid, "change " + to_text(change.id), "belongs to another programme");
  }
  if (!record.sealed_digest.empty() && record.sealed_digest.size() != 32)
    return refused(change, "digest has not 32 bytes");
  if (!record.sealed.empty() && digest(record.sealed) != record.sealed_digest) {
    return refused(change, "its sealed part is not the author's");
  }
  if (record.mac.size() != 32) return refused(change, "mac has not 32 bytes");
  if (!mac_keys_.empty()) {
    const auto key = mac_keys_.find(record.mac_key);
    if (key == mac_keys_.end()) return refused(change, "made with a key this device does not have");
    if (!equal_secret(keyed_digest(key->second, {record.core, digest_of(record)}), record.mac)) {
      return refused(change, "its mac does not fit");
    }
  }
  if (is_privileged(change.body)) {
    if (record.signer != root_key_) return refused(change, "not signed by a coordinator of the programme");
    if (!verify_signature(record.signer, record.core, record.signature))
      return refused(change, "its signature does not fit");
  }
  return change;
}

Result<ChangeRecord> author_record(const Change& change, const AuthorKeys& keys) {
  ChangeRecord record;
  record.core = encode_core(change);
  if (Bytes plaintext = encode_sealed(change.body); !plaintext.empty()) {
    if (!keys.seal) return fail(ErrorCode::locked, std::string(kind_name(change.body)), "names are locked");
    record.sealed = seal(*keys.seal, keys.key_id, plaintext, record.core);
    wipe(plaintext);
    record.sealed_digest = digest(record.sealed);
  }
  record.mac_key = keys.key_id;
  record.mac = keyed_digest(keys.mac, {record.core, digest_of(record)});
  if (is_privileged(change.body)) {
    if (!keys.coordinator)
      return fail(ErrorCode::locked, std::string(kind_name(change.body)), "needs a coordinator's key");
    record.signature = sign(*keys.coordinator, record.core);
    record.signer = keys.coordinator->public_key;
  }
  return record;
}

Result<void> open_record(const ChangeRecord& record, std::uint64_t key_id, const Secret& seal_key, Change& change) {
  if (record.sealed.empty()) return {};
  HK_ASSIGN(Bytes plaintext, open_sealed(seal_key, key_id, record.sealed, record.core));
  const Result<void> decoded = decode_sealed(plaintext, change);
  wipe(plaintext);
  return decoded;
}

}  // namespace hk
