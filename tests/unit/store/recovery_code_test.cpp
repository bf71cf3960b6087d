#include "kiosk/store/recovery_code.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/author.h"

using namespace hk;

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

TEST_CASE("a recovery code is seven groups of five signs, and no two are the same") {
  std::set<std::string> codes;
  for (int n = 0; n < 100; ++n) codes.insert(make_recovery_code());
  CHECK(codes.size() == 100);
  for (const std::string& code : codes) {
    CHECK(code.size() == 7 * 5 + 6);
    CHECK(parse_recovery_code(code).value() == code);
  }
}

TEST_CASE("a code is understood in small letters, without hyphens, and with O for 0 and l for 1") {
  const std::string code = make_recovery_code();
  std::string typed;
  for (const char c : code) {
    if (c == '-') typed += "  ";
    if (c == '0') typed += 'o';
    if (c == '1') typed += 'l';
    if (c != '-' && c != '0' && c != '1') typed += static_cast<char>(c >= 'A' ? c - 'A' + 'a' : c);
  }
  CHECK(parse_recovery_code(typed).value() == code);
}

TEST_CASE("any one wrong sign, and any two neighbours that changed places, are told by their group") {
  const std::string code = make_recovery_code();
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '-') continue;
    const std::string group = "group " + std::to_string(at / 6 + 1) + " is mistyped";
    for (const char sign : signs) {
      if (sign == code[at]) continue;
      std::string wrong = code;
      wrong[at] = sign;
      const auto parsed = parse_recovery_code(wrong);
      REQUIRE_FALSE(parsed);
      CHECK(parsed.error().what == group);
    }
    if (at + 1 == code.size() || code[at + 1] == '-' || code[at] == code[at + 1]) continue;
    std::string swapped = code;
    std::swap(swapped[at], swapped[at + 1]);
    const auto parsed = parse_recovery_code(swapped);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().what == group);
  }
}

TEST_CASE("groups in another order are mistyped") {
  const std::string code = make_recovery_code();
  const std::string swapped = code.substr(6, 5) + "-" + code.substr(0, 5) + code.substr(11);
  const auto parsed = parse_recovery_code(swapped);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().what == "group 1 is mistyped");
}

TEST_CASE("a passphrase is no recovery code") {
  for (const char* other : {"", "lång och lätt att minnas", "ABCDE-FGHJK-MNPQR-STVWX", "0123456789"}) {
    CHECK_FALSE(parse_recovery_code(other).value());
  }
}
