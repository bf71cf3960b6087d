#include "sync/crypto/keys.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/bytes.h"

using namespace hk;
using test::each_byte_flipped;

namespace {

const bool started = (crypto_start(), true);

constexpr SlotCost cheap{1, 8192};
constexpr std::uint64_t key_id = 7;
const Bytes core = "the core it belongs to";

struct Sealed {
  Secret key = Secret::random(32);
  Bytes bytes = seal(key, key_id, "Ada Lovelace", core);
  [[nodiscard]] ErrorCode refusal(const Secret& with, std::uint64_t id, const Bytes& sealed, const Bytes& to) const {
    const auto opened = open_sealed(with, id, sealed, to);
    REQUIRE_FALSE(opened);
    return opened.error().code;
  }
};

}  // namespace

TEST_CASE("what was sealed opens with the same key, key id and core") {
  const Sealed sealed;
  CHECK(open_sealed(sealed.key, key_id, sealed.bytes, core) == Bytes("Ada Lovelace"));
  CHECK(open_sealed(sealed.key, key_id, seal(sealed.key, key_id, "", core), core) == Bytes());
}

TEST_CASE("a sealed part opens with no other key, key id or core") {
  const Sealed sealed;
  CHECK(sealed.refusal(Secret::random(32), key_id, sealed.bytes, core) == ErrorCode::refused);
  CHECK(sealed.refusal(sealed.key, key_id + 1, sealed.bytes, core) == ErrorCode::refused);
  CHECK(sealed.refusal(sealed.key, key_id, sealed.bytes, core + " ") == ErrorCode::refused);
  CHECK(sealed.refusal(sealed.key, key_id, sealed.bytes, "") == ErrorCode::refused);
}

TEST_CASE("one flipped bit anywhere in a sealed part, and it does not open") {
  const Sealed sealed;
  each_byte_flipped(sealed.bytes, [&](const Bytes& flipped, std::size_t at) {
    CAPTURE(at);
    CHECK(sealed.refusal(sealed.key, key_id, flipped, core) == ErrorCode::refused);
  });
}

TEST_CASE("a sealed part cut short anywhere does not open") {
  const Sealed sealed;
  for (std::size_t size = 0; size < sealed.bytes.size(); ++size) {
    CHECK(sealed.refusal(sealed.key, key_id, sealed.bytes.substr(0, size), core) == ErrorCode::refused);
  }
}

TEST_CASE("the length of a name does not show: 0 to 63 bytes seal to the same size") {
  const Secret key = Secret::random(32);
  std::set<std::size_t> sizes;
  for (std::size_t length = 0; length <= 63; ++length) {
    const Bytes text(length, 'a');
    const Bytes sealed = seal(key, key_id, text, core);
    sizes.insert(sealed.size());
    CHECK(open_sealed(key, key_id, sealed, core) == text);
  }
  CHECK(sizes == std::set<std::size_t>{1 + 8 + 24 + 64 + 16});
  CHECK(seal(key, key_id, Bytes(64, 'a'), core).size() == 1 + 8 + 24 + 128 + 16);
}

TEST_CASE("a name that ends like padding comes back whole") {
  const Secret key = Secret::random(32);
  for (const Bytes& text : {Bytes("a\x80"), Bytes("a\x80\0\0", 4), Bytes(64, '\0'), Bytes(63, '\x80')}) {
    CHECK(open_sealed(key, key_id, seal(key, key_id, text, core), core) == text);
  }
}

TEST_CASE("sealing the same name twice gives other bytes") {
  const Secret key = Secret::random(32);
  CHECK(seal(key, key_id, "Ada", core) != seal(key, key_id, "Ada", core));
}

TEST_CASE("a signature holds for one message and one key") {
  const SigningKey key = SigningKey::generate();
  const Bytes signature = sign(key, "message");
  CHECK(verify_signature(key.public_key, "message", signature));
  CHECK_FALSE(verify_signature(key.public_key, "messagf", signature));
  CHECK_FALSE(verify_signature(SigningKey::generate().public_key, "message", signature));
  CHECK_FALSE(verify_signature(key.public_key.substr(1), "message", signature));
  CHECK_FALSE(verify_signature(key.public_key, "message", signature + "x"));
  each_byte_flipped(signature, [&](const Bytes& flipped, std::size_t at) {
    CAPTURE(at);
    CHECK_FALSE(verify_signature(key.public_key, "message", flipped));
  });
}

TEST_CASE("a key slot opens with its passphrase and no other") {
  const KeySlot slot = wrap_in_slot("korrekt häst", "secret", cheap).value();
  CHECK(open_slot("korrekt häst", slot)->view() == "secret");
  for (const char* wrong : {"", "korrekt hast", "korrekt häst ", "Korrekt häst"}) {
    CHECK(open_slot(wrong, slot).error().code == ErrorCode::wrong_passphrase);
  }
}

TEST_CASE("two slots of one passphrase share neither salt nor bytes") {
  const KeySlot one = wrap_in_slot("p", "secret", cheap).value();
  const KeySlot two = wrap_in_slot("p", "secret", cheap).value();
  CHECK(one.salt != two.salt);
  CHECK(one.wrapped != two.wrapped);
}

TEST_CASE("a slot with a changed byte opens for nobody") {
  const KeySlot slot = wrap_in_slot("p", "secret", cheap).value();
  each_byte_flipped(slot.wrapped, [&](const Bytes& flipped, std::size_t) {
    CHECK(open_slot("p", {slot.cost, slot.salt, flipped}).error().code == ErrorCode::wrong_passphrase);
  });
  each_byte_flipped(slot.salt, [&](const Bytes& flipped, std::size_t) {
    CHECK(open_slot("p", {slot.cost, flipped, slot.wrapped}).error().code == ErrorCode::wrong_passphrase);
  });
  CHECK(open_slot("p", {slot.cost, slot.salt, "short"}).error().code == ErrorCode::corrupt);
}

TEST_CASE("a slot that asks for a tablet's whole memory, or for nothing, is refused before any work") {
  const KeySlot slot = wrap_in_slot("p", "secret", cheap).value();
  const SlotCost hostile[] = {
      {1, 1ULL << 40}, {1, (1ULL << 30) + 1}, {1, 0}, {0, 8192}, {65, 8192}, {~0ULL, ~0ULL},
  };
  for (const SlotCost cost : hostile) {
    CHECK(open_slot("p", {cost, slot.salt, slot.wrapped}).error().code == ErrorCode::invalid);
    CHECK(wrap_in_slot("p", "secret", cost).error().code == ErrorCode::invalid);
  }
  CHECK(open_slot("p", {slot.cost, slot.salt + "x", slot.wrapped}).error().code == ErrorCode::invalid);
}

TEST_CASE("a box opens for the device it was closed for and nobody else") {
  const BoxKey key = BoxKey::generate();
  const Bytes box = close_box(key.public_key, "the ring of keys").value();
  CHECK(box.size() == Bytes("the ring of keys").size() + 48);
  CHECK(open_box(key, box)->view() == "the ring of keys");
  CHECK(open_box(BoxKey::generate(), box).error().code == ErrorCode::refused);
  const BoxKey again = BoxKey::from_secret(key.secret.view()).value();
  CHECK(again.public_key == key.public_key);
  CHECK(open_box(again, box)->view() == "the ring of keys");
  CHECK(close_box(key.public_key, "the ring of keys").value() != box);
}

TEST_CASE("a box with a flipped bit, or cut short anywhere, does not open") {
  const BoxKey key = BoxKey::generate();
  const Bytes box = close_box(key.public_key, "key").value();
  each_byte_flipped(box, [&](const Bytes& flipped, std::size_t at) {
    CAPTURE(at);
    CHECK(open_box(key, flipped).error().code == ErrorCode::refused);
  });
  for (std::size_t size = 0; size < box.size(); ++size) {
    CHECK(open_box(key, box.substr(0, size)).error().code == ErrorCode::refused);
  }
}

TEST_CASE("nothing is closed for a key that is none, or that would give the same secret to everybody") {
  CHECK(close_box(Bytes(31, 'k'), "key").error().code == ErrorCode::invalid);
  CHECK(close_box("", "key").error().code == ErrorCode::invalid);
  CHECK(close_box(Bytes(32, '\0'), "key").error().code == ErrorCode::invalid);
}

TEST_CASE("keys of a wrong length are refused") {
  CHECK(ProgrammeKey::from_bytes(Bytes(31, 'k')).error().code == ErrorCode::invalid);
  CHECK(ProgrammeKey::from_bytes("").error().code == ErrorCode::invalid);
  CHECK(SigningKey::from_secret(Bytes(32, 'k')).error().code == ErrorCode::invalid);
  CHECK(BoxKey::from_secret(Bytes(64, 'k')).error().code == ErrorCode::invalid);
}

TEST_CASE("secrets compare by value, and an empty one can be cloned") {
  CHECK(equal_secret("abc", "abc"));
  CHECK_FALSE(equal_secret("abc", "abd"));
  CHECK_FALSE(equal_secret("abc", "ab"));
  CHECK(equal_secret("", ""));
  CHECK(Secret().clone().empty());
  CHECK(Secret("abc").clone().view() == "abc");
  Bytes clear = "a passphrase";
  wipe(clear);
  CHECK(clear.empty());
}
