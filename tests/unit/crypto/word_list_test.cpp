#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "sync/crypto/six_words.h"

namespace {

std::vector<std::string> words_of(const std::string& language) {
  std::ifstream file(HALSOKIOSK_SOURCE_DIR "/assets/words/" + language + ".txt");
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);) words.push_back(line);
  return words;
}

/// One letter put in, left out or exchanged (a byte, so å and ä count as less alike than they look).
bool one_apart(const std::string& a, const std::string& b) {
  if (a.size() > b.size()) return one_apart(b, a);
  if (b.size() - a.size() > 1) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  return a.substr(same + (a.size() == b.size() ? 1 : 0)) == b.substr(std::min(same + 1, b.size()));
}

}  // namespace

TEST_CASE("the Swedish words are as many as 11 bits tell apart, short, and no two of them a letter apart") {
  const std::vector<std::string> words = words_of("sv");
  REQUIRE(words.size() == hk::word_list_size);
  for (std::size_t i = 0; i < words.size(); ++i) {
    CAPTURE(words[i]);
    CHECK(words[i].size() >= 4);
    CHECK(words[i].size() <= 16);
    for (std::size_t j = i + 1; j < words.size(); ++j) {
      if (one_apart(words[i], words[j])) FAIL_CHECK(words[j]);
    }
  }
}
