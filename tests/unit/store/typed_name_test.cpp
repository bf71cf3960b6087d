#include "kiosk/store/typed_name.h"

#include <doctest/doctest.h>

namespace hk {

TEST_CASE("a name typed in capitals is kept with capitals where words begin") {
  CHECK(typed_name("FATIMA AL-HASSAN") == "Fatima Al-Hassan");
  CHECK(typed_name("ÅSA ÖBERG") == "Åsa Öberg");
  CHECK(typed_name("D'ANGELO") == "D'Angelo");
}

TEST_CASE("a name with a small letter in it is kept as it was typed") {
  CHECK(typed_name("Ian McDonald") == "Ian McDonald");
  CHECK(typed_name("de Vries") == "de Vries");
}

TEST_CASE("a name in a script without capitals is kept") {
  CHECK(typed_name("فاطمة") == "فاطمة");
  CHECK(typed_name("ሰላም") == "ሰላም");
}

TEST_CASE("spaces around and doubled are left out") { CHECK(typed_name("  NOOR \t ALI ") == "Noor Ali"); }

TEST_CASE("what has no letter is no name") {
  CHECK(typed_name("").empty());
  CHECK(typed_name(" 070-123 45 67 ").empty());
}

TEST_CASE("malformed bytes are left out") { CHECK(typed_name("NO\xff\xc3OR") == "Noor"); }

}  // namespace hk
