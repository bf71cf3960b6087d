#include "kiosk/store/programme_file.h"

#include <fstream>
#include <iterator>

#include "sync/protocol/codec.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/author.h"

/// A programme file as a coordinator wrote it.
namespace hk::fuzz {

void take(ByteView input) {
  const auto file = parse_programme_file(input);
  if (!file) return;
  static const test::TestProgramme programme;
  static test::Author author(programme, 1);
  // A file that is taken makes changes that every reader takes.
  for (const ChangeBody& body : programme_changes(*file)) {
    const Change change = author.change(body);
    const auto read = decode_core(encode_core(change));
    HK_CHECK(read && *read == change);
  }
}

std::vector<Bytes> seeds() {
  std::ifstream sample(HALSOKIOSK_SOURCE_DIR "/assets/sample/lindangen.json", std::ios::binary);
  const Bytes whole{std::istreambuf_iterator<char>(sample), {}};
  HK_CHECK(!whole.empty());
  return {whole, R"({"name": "A"})"};
}

}  // namespace hk::fuzz
