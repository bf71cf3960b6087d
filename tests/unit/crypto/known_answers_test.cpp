#include <doctest/doctest.h>

#include "sync/crypto/keys.h"
#include "sync/crypto/running_digest.h"
#include "tests/support/bytes.h"

using namespace hk;
using test::unhex;

/// Answers computed with another implementation of each construction (Python's hashlib and cryptography), so that a
/// program in another language can read what this one writes, and an update of libsodium cannot change it unseen.
namespace {

const bool started = (crypto_start(), true);

const Bytes key_0_to_31 = unhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

ProgrammeKey known_key() { return ProgrammeKey::from_bytes(key_0_to_31).value(); }

std::string subkey_hex(Purpose purpose) { return to_hex(known_key().subkey(purpose).view()); }

}  // namespace

TEST_CASE("a digest is BLAKE2b-256") {
  CHECK(to_hex(digest("")) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  CHECK(to_hex(digest("hälsokiosk")) == "7c604be71afe67354599d76228db89128949678f1cb9cbd051d1bcc5d966d478");
}

TEST_CASE("a digest is the same whether its bytes come at once or piece by piece") {
  RunningDigest running;
  for (const char* piece : {"hälso", "", "kiosk"}) running.add(piece);
  CHECK(running.finish() == digest("hälsokiosk"));
}

TEST_CASE("a keyed digest is keyed BLAKE2b-256 over its parts one after the other") {
  const Secret key(key_0_to_31);
  const Bytes expected = unhex("e284e5ae9e9ee34777499c886c42fce0466a813b7e278dc806db57bcfe2255f1");
  CHECK(keyed_digest(key, {"hello world"}) == expected);
  CHECK(keyed_digest(key, {"hello", "", " world"}) == expected);
  CHECK(keyed_digest(Secret(digest("another")), {"hello world"}) != expected);
}

TEST_CASE("subkeys are those of crypto_kdf in the context hkiosk01, one a purpose") {
  CHECK(subkey_hex(Purpose::seal) == "7435a943f0edd18ccc040da4bb8f363b338fccd3dc40f71db8f093e0aac67be0");
  CHECK(subkey_hex(Purpose::mac) == "77ed403f85ba4d491ab9efa11077d15d4e3fec28ea828ca8e3831a6455e6b4f1");
  CHECK(subkey_hex(Purpose::import_ids) == "e4e26d124415b6fa2feec7fd70924d197d50621a5b67c992924478e02156f86d");
  CHECK(subkey_hex(Purpose::study_ids) == "941e9c20c045fd848cfe9db3bf200af71fc93d38638545bdf1ca2264568a9549");
  CHECK(subkey_hex(Purpose::card_lookup) == "9b39d23d0758e973fcb5958abcdeded5f443ffd4f1eda601f502ea7f53370eb4");
  CHECK(subkey_hex(Purpose::key_id) == "75306e1adc1c15e7f43e8d97870629ed05da2100d3a0a4f846e2365859a11434");
  CHECK(subkey_hex(Purpose::pins) == "26542da318f46666f4d1405361788f963b9021176f766ad0aae42e5dd2129b62");
  CHECK(known_key().id() == 0xe7151cdc1a6e3075);
}

TEST_CASE("a sealed part is version, key id, nonce, then XChaCha20-Poly1305 of the text padded to 64 bytes") {
  const Bytes sealed = unhex(
      "01"
      "0102030405060708"
      "404142434445464748494a4b4c4d4e4f5051525354555657"
      "8ccaaae3812bc1d4b04da0a2ceb218db82cab830ca1c4fc4b57187e3cc43da5d6299572b860d6357df07e74c84ac4e88d3d40b5555ff71af"
      "eaecb6123f05ba5895bfdc57db2df8d40deedbe54b472c29");
  const Secret seal_key = known_key().subkey(Purpose::seal);
  CHECK(open_sealed(seal_key, 0x0807060504030201, sealed, "core bytes") == Bytes("Ada"));
  const Bytes ours = seal(seal_key, 0x0807060504030201, "Ada", "core bytes");
  CHECK(ours.size() == sealed.size());
  CHECK(ours.substr(0, 9) == sealed.substr(0, 9));
}

TEST_CASE("signatures are Ed25519") {
  const Bytes public_key = unhex("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
  const SigningKey key = SigningKey::from_secret(key_0_to_31 + public_key).value();
  CHECK(key.public_key == public_key);
  const Bytes signature = sign(key, "halsokiosk");
  CHECK(
      to_hex(signature) ==
      "1d668745b42168cb55537bb1f70191863a5506dbb22ac7f844d8fd38a359382e57f2560877c3c3f7be55f5ca290ea6f1a3aac3203753b88e"
      "09a081f9419c9506");
  CHECK(verify_signature(public_key, "halsokiosk", signature));
}

TEST_CASE(
    "a sealed box is the sender's X25519 key of the moment, then XSalsa20-Poly1305 under what both can agree on") {
  const BoxKey key = BoxKey::from_secret(key_0_to_31).value();
  CHECK(to_hex(key.public_key) == "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
  const Bytes box = unhex(
      "358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254"
      "e67b0bcd72c8e14a66e402d823fcdf3ce47fa0ecbfbd5e0fb827ac50a9644d");
  const auto opened = open_box(key, box);
  REQUIRE_MESSAGE(opened, opened.error().message());
  CHECK(opened->view() == "a programme key");
}

TEST_CASE("a key slot is nonce, then the secret under Argon2id of the passphrase") {
  const KeySlot slot{SlotCost{1, 8192}, unhex("000102030405060708090a0b0c0d0e0f"),
                     unhex("404142434445464748494a4b4c4d4e4f5051525354555657"
                           "7df6085f7b09b232efebd2650c89b6a26553985c51063781d7fc5e0db2b4c78d")};
  const auto opened = open_slot("lösen mening", slot);
  REQUIRE_MESSAGE(opened, opened.error().message());
  CHECK(opened->view() == "a wrapped secret");
}
