#include "sync/client/six_word_enrolment.h"

#include "sync/client/ask_once.h"
#include "sync/client/curl_transport.h"

namespace hk {
namespace {

// What is in the box: version ‖ programme ‖ root key ‖ keys, oldest first.
constexpr char box_version = 1;
constexpr std::size_t id_bytes = 16;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t ring_at = 1 + id_bytes + key_bytes;
constexpr std::size_t ring_keys_max = 100;

PublicKeys keys_of(const WaitingDevice& waiting) { return {waiting.signing.public_key, waiting.box.public_key}; }

Enrolment enrolment_of(const WaitingDevice& waiting) {
  return {waiting.device, waiting.label, waiting.signing.public_key, waiting.box.public_key, {}, 0};
}

Result<Bytes> close_keys(const ProgrammeKeys& keys, ByteView x25519_public) {
  HK_CHECK(keys.root_key.size() == key_bytes && !keys.ring.empty());
  if (keys.ring.size() > ring_keys_max) {
    return fail(ErrorCode::invalid, "programme key", "was changed too often to fit in one box: invite with a file");
  }
  Bytes plaintext(1, box_version);
  // No copy is left behind by a string that grows.
  plaintext.reserve(ring_at + keys.ring.size() * key_bytes);
  plaintext += keys.programme.view();
  plaintext += keys.root_key;
  for (const ProgrammeKey& key : keys.ring) plaintext += key.view();
  Result<Bytes> box = close_box(x25519_public, plaintext);
  wipe(plaintext);
  return box;
}

Result<ProgrammeKeys> open_keys(const BoxKey& key, ByteView box) {
  const auto refused = [](const char* why) { return fail(ErrorCode::refused, "approval", why); };
  HK_ASSIGN(const Secret plaintext, open_box(key, box));
  const ByteView bytes = plaintext.view();
  if (bytes.size() < ring_at + key_bytes || (bytes.size() - ring_at) % key_bytes != 0 || bytes[0] != box_version) {
    return refused("holds something else than a programme's keys");
  }
  ProgrammeKeys keys;
  HK_ASSIGN(keys.programme, ProgrammeId::from_bytes(bytes.substr(1, id_bytes), "approval"));
  keys.root_key = bytes.substr(1 + id_bytes, key_bytes);
  for (std::size_t at = ring_at; at < bytes.size(); at += key_bytes) {
    HK_ASSIGN(ProgrammeKey one, ProgrammeKey::from_bytes(bytes.substr(at, key_bytes)));
    keys.ring.push_back(std::move(one));
  }
  return keys;
}

Result<Approver> approver_of(const EnrolResponse& answer) {
  if (!answer.approver) return fail(ErrorCode::refused, "server", "does not say whose code it was");
  return *answer.approver;
}

}  // namespace

EnrolRequest six_word_request(const WaitingDevice& waiting, const std::string& code) {
  EnrolRequest request;
  request.code = code;
  request.device = waiting.device;
  request.ed25519_public = waiting.signing.public_key;
  request.x25519_public = waiting.box.public_key;
  request.label = waiting.label;
  request.proof = sign(waiting.signing, enrolment_statement(request));
  return request;
}

Result<SixWords> words_of_waiting(const WaitingDevice& waiting, const EnrolResponse& answer,
                                  std::span<const std::string> words, SlotCost cost) {
  HK_ASSIGN(const Approver approver, approver_of(answer));
  return six_words(approver.programme, {approver.ed25519_public, approver.x25519_public}, keys_of(waiting), words,
                   cost);
}

Result<SixWords> words_of_approving(ProgrammeId programme, const PublicKeys& own, const Enrolment& waiting,
                                    std::span<const std::string> words, SlotCost cost) {
  return six_words(programme, own, {waiting.ed25519_public, waiting.x25519_public}, words, cost);
}

Result<std::optional<ProgrammeKeys>> ask_for_approval(const WaitingDevice& waiting, const WaitingAt& at,
                                                      std::uint32_t wait_s, const Exchange& exchange) {
  HK_ASSIGN(const Approver approver, approver_of(at.answer));
  HK_ASSIGN(const std::string base, server_base_url(at.url));
  const Asked server{base, at.answer.server_id, at.answer.token, at.trust, wait_s};
  HK_ASSIGN(const Bytes message, ask_once(server, "/enrolments/wait", encode(WaitRequest{wait_s}), exchange));
  HK_ASSIGN(const WaitResponse answer, decode_wait_response(message));
  if (answer.server_id != at.answer.server_id) return fail(ErrorCode::offline, base, "an answer of another server");
  if (answer.box.empty()) return std::optional<ProgrammeKeys>();
  // A sealed box does not tell who closed it, and the server could have.
  const Bytes statement = approval_statement(approver.programme, enrolment_of(waiting), answer.box);
  if (!verify_signature(approver.ed25519_public, statement, answer.signature)) {
    return fail(ErrorCode::refused, "approval", "is not from the device whose words were compared");
  }
  HK_ASSIGN(ProgrammeKeys keys, open_keys(waiting.box, answer.box));
  if (keys.programme != approver.programme) return fail(ErrorCode::refused, "approval", "is for another programme");
  return std::optional(std::move(keys));
}

Result<std::optional<ProgrammeKeys>> ask_for_approval(const WaitingDevice& waiting, const WaitingAt& at,
                                                      std::uint32_t wait_s) {
  CurlTransport transport;
  return ask_for_approval(waiting, at, wait_s, with_curl(transport));
}

Result<void> approve_by_words(Database& db, const SigningKey& own, const Enrolment& waiting, const ProgrammeKeys& keys,
                              const Exchange& exchange) {
  HK_ASSIGN(const Asked server, own_server(db));
  HK_ASSIGN(Bytes box, close_keys(keys, waiting.x25519_public));
  Bytes signature = sign(own, approval_statement(keys.programme, waiting, box));
  const ApprovalRequest request{waiting.device, std::move(box), std::move(signature)};
  HK_ASSIGN(const Bytes message, ask_once(server, "/enrolments/approval", encode(request), exchange));
  HK_ASSIGN(const ApprovalResponse answer, decode_approval_response(message));
  if (answer.server_id != server.server_id) return fail(ErrorCode::offline, server.base, "an answer of another server");
  return {};
}

Result<void> approve_by_words(Database& db, const SigningKey& own, const Enrolment& waiting,
                              const ProgrammeKeys& keys) {
  CurlTransport transport;
  return approve_by_words(db, own, waiting, keys, with_curl(transport));
}

}  // namespace hk
