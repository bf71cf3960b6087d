#include "sync/client/server_url.h"

#include <doctest/doctest.h>

using namespace hk;

TEST_CASE("a token travels by https, or does not leave this machine") {
  for (const char* good :
       {"https://kiosk.example.se", "https://kiosk.example.se:8443", "http://127.0.0.1:8080", "http://127.1.2.3",
        "http://localhost:80", "http://[::1]:8080", "https://example.se/kiosk"}) {
    CAPTURE(good);
    CHECK(server_base_url(good).has_value());
  }
  for (const char* bad :
       {"", "kiosk.example.se", "http://kiosk.example.se", "http://127.0.0.1.example.se", "http://localhost.example.se",
        "ftp://127.0.0.1", "file:///etc/passwd", "https://user:secret@example.se", "https://example.se/?a=b",
        "http://127.0.0.1@example.se", "http://[::2]", "http://0.0.0.0"}) {
    CAPTURE(bad);
    const auto refused = server_base_url(bad);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::invalid);
  }
}

TEST_CASE("an address is kept without a slash at its end") {
  CHECK(server_base_url("https://example.se/kiosk/") == "https://example.se/kiosk");
  CHECK(server_base_url("http://127.0.0.1:8080/") == "http://127.0.0.1:8080");
}
