#include "sync/machine/drives.h"

#include <doctest/doctest.h>

namespace {
using namespace hk;

TEST_CASE("what is mounted where people put sticks in is found, and nothing else") {
  const auto found = removable_drives(
      "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
      "40 22 8:17 / /media/kiosk/VERBATIM rw,nosuid,nodev shared:2 - vfat /dev/sdb1 rw\n"
      "41 22 8:33 / /run/media/kiosk/MIN\\040STICKA ro,nosuid - vfat /dev/sdc1 ro\n"
      "42 22 8:49 / /mediaspelare rw - ext4 /dev/sdd1 rw\n"
      "43 22 0:50 / /proc rw - proc proc rw\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "MIN STICKA");
  CHECK(found[0].path == "/run/media/kiosk/MIN STICKA");
  CHECK(found[0].read_only);
  CHECK(found[1].name == "VERBATIM");
  CHECK_FALSE(found[1].read_only);
}

TEST_CASE("a place mounted twice is one stick, as what came last has it") {
  const auto found = removable_drives(
      "40 22 8:17 / /media/kiosk/A rw - vfat /dev/sdb1 rw\n"
      "41 22 8:18 / /media/kiosk/A ro - vfat /dev/sdc1 ro\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].read_only);
}

TEST_CASE("a table that is cut, empty or strange gives no stick and no harm") {
  CHECK(removable_drives("").empty());
  CHECK(removable_drives("40 22 8:17 / /media/kiosk/A").empty());
  CHECK(removable_drives("\n\n\\0 \\04 \\999\n").empty());
  CHECK(removable_drives("1 2 3 4 /media/\\1 rw").front().name == "\\1");
}

}  // namespace
