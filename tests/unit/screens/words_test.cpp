#include "kiosk/screens/words.h"

#include <doctest/doctest.h>

namespace {
using namespace hk;

constexpr Words kWords;

TEST_CASE("a value stands in its sentence between isolates") {
  CHECK(kWords.tr("Välkommen, {name}!", {{"name", "فاطمة"}}) == "Välkommen, \u2068فاطمة\u2069!");
}

TEST_CASE("a name that looks like a place for a value is only a name") {
  CHECK(kWords.tr("{a} {b}", {{"a", "{b}"}, {"b", "2"}}) == "\u2068{b}\u2069 \u20682\u2069");
}

TEST_CASE("a place without a value, and a lone brace, stay as they are") {
  CHECK(kWords.tr("{who} kom {", {{"name", "x"}}) == "{who} kom {");
}

TEST_CASE("one is one, and the others are many") {
  CHECK(kWords.tr_count("{count} ändring", "{count} ändringar", 1) == "\u20681\u2069 ändring");
  CHECK(kWords.tr_count("{count} ändring", "{count} ändringar", 0) == "\u20680\u2069 ändringar");
}

TEST_CASE("days are said in Swedish") {
  CHECK(kWords.day(*make_date(2026, 11, 20)) == "fredag 20 november");
  CHECK(kWords.day(*make_date(2027, 1, 1)) == "fredag 1 januari");
  CHECK(kWords.days(*make_date(2026, 11, 16), *make_date(2026, 11, 22)) == "16–22 november");
  CHECK(kWords.days(*make_date(2026, 11, 30), *make_date(2026, 12, 6)) == "30 november – 6 december");
}

TEST_CASE("a session without a planned end tells when it began") {
  SessionSummary session;
  session.start = {13 * 60};
  CHECK(kWords.time_span(session) == "från \u206813:00\u2069");
  session.planned_end = ClockTime{15 * 60 + 5};
  CHECK(kWords.time_span(session) == "\u206813:00–15:05\u2069");
}

}  // namespace
