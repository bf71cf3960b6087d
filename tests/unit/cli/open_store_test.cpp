#include "kiosk/cli/open_store.h"

#include <doctest/doctest.h>

#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

TEST_CASE("what somebody typed elsewhere moves no terminal's cursor, and Swedish stays") {
  CHECK(cli::on_one_line("Första enheten") == "Första enheten");
  CHECK(cli::on_one_line("a\nb\x1b[2J\x7f") == "a?b?[2J?");
  CHECK(cli::on_one_line("a\xc2\x9b"
                         "31m") == "a?31m");
}

TEST_CASE("a colleague is found by name or id, and one who still works here before one who has left") {
  OpenStore store;
  const StaffId left = add_staff(*store, "Amina", StaffRole::promoter).value();
  REQUIRE(change_staff(*store, {left, "Amina", StaffRole::promoter, false, false, false}));
  const StaffId amina = add_staff(*store, "Amina", StaffRole::promoter).value();
  CHECK(cli::find_member(*store, "Amina").value().staff == amina);
  CHECK(cli::find_member(*store, to_text(left)).value().staff == left);
  CHECK(cli::find_member(*store, "Bo").error().code == ErrorCode::not_found);
}
