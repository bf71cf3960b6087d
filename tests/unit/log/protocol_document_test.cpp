#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sync/log/verifier.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/json_view.h"
#include "sync/protocol/messages.h"
#include "tests/support/bytes.h"

using namespace hk;
using test::unhex;

/// The worked exchange of PROTOCOL.md is what the programs send: whoever writes another client may trust it.
namespace {

const bool started = (crypto_start(), true);

/// The text between ```NAME and ``` in the document.
std::string block(const std::string& name) {
  std::ifstream file(std::string(HALSOKIOSK_SOURCE_DIR) + "/sync/protocol/PROTOCOL.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  const std::size_t start = document.find("```" + name + "\n");
  REQUIRE_MESSAGE(start != std::string::npos, name);
  const std::size_t from = document.find('\n', start) + 1;
  return document.substr(from, document.find("```", from) - from);
}

/// Hexadecimal digits of a block; what follows # in a line is for the reader.
std::string hex_block(const std::string& name) {
  std::istringstream lines(block("hex " + name));
  std::string digits;
  for (std::string line; std::getline(lines, line);) {
    for (const char c : line.substr(0, line.find('#'))) {
      if (c != ' ') digits += c;
    }
  }
  return digits;
}

template <class Id>
Id id_of(const char* hex) {
  return Id::from_bytes(unhex(hex), "id").value();
}

ProgrammeKey programme_key() {
  return ProgrammeKey::from_bytes(unhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")).value();
}

Change check_in() {
  Change change;
  change.id = id_of<ChangeId>("019aab0e4c00700080000000000000c1");
  change.programme = id_of<ProgrammeId>("019a0000000070008000000000000001");
  change.device = id_of<DeviceId>("019a000000007000800000000000000d");
  change.wall_ms = 1'763'820'000'000;
  change.hlc = Hlc::of(change.wall_ms);
  change.monotonic_ms = 61'000;
  change.boot = 7;
  change.server_offset_ms = -250;
  change.ordinal = 3;
  change.body = CheckInRecorded{id_of<SessionId>("019aab0000007000800000000000005e"),
                                id_of<ParticipantId>("019a50000000700080000000000000aa"),
                                "adult",
                                "",
                                "lindangen",
                                CheckInWay::self};
  return change;
}

ChangeRecord record() {
  const ProgrammeKey key = programme_key();
  return author_record(check_in(), {key.id(), key.subkey(Purpose::mac), {}, {}}).value();
}

const Bytes server_id = unhex("5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e");
constexpr std::uint64_t epoch = 0x1122334455667788;

}  // namespace

TEST_CASE("PROTOCOL.md shows the very bytes of a core, and the same in JSON") {
  CHECK(hex_block("core") == to_hex(encode_core(check_in())));
  PullResponse answer;
  answer.server_id = server_id;
  answer.entries.push_back({record(), check_in().device, epoch, 3, {}, 3, 1'763'820'001'000});
  const auto entry = nlohmann::json::parse(json_of(answer))["entries"][0];
  CHECK(nlohmann::json::parse(block("json entry")) == entry);
}

TEST_CASE("PROTOCOL.md shows how a mac is made") {
  CHECK(hex_block("mac-key") == to_hex(programme_key().subkey(Purpose::mac).view()));
  CHECK(hex_block("mac") == to_hex(record().mac));
}

TEST_CASE("PROTOCOL.md shows a push and its answer") {
  const PushRequest push{epoch, 3, {record()}, {}, {1, 1'763'820'000'000, "1.0", 1'763'820'000'500}};
  CHECK(hex_block("push") == to_hex(encode(push)));
  PushResponse answer;
  answer.server_id = server_id;
  answer.received_through = 3;
  answer.server_time_ms = 1'763'820'000'250;
  CHECK(hex_block("push-answer") == to_hex(encode(answer)));
}

TEST_CASE("PROTOCOL.md shows a pull from the start") {
  PullRequest pull;
  pull.limit = 500;
  pull.wait_s = 25;
  pull.epoch = 0x99;
  pull.status.app_version = "1.0";
  pull.status.wall_time_ms = 1'763'820'002'000;
  CHECK(hex_block("pull") == to_hex(encode(pull)));
}
