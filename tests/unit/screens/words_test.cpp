#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;

const Words& swedish() { return hk::test::shared_languages().words("sv"); }
const Words& english() { return hk::test::shared_languages().words("en"); }

TEST_CASE("a value stands in its sentence between isolates") {
  CHECK(swedish().tr("Välkommen, {name}!", {{"name", "فاطمة"}}) == "Välkommen, \u2068فاطمة\u2069!");
}

TEST_CASE("a name that looks like a place for a value is only a name") {
  CHECK(swedish().tr("{a} {b}", {{"a", "{b}"}, {"b", "2"}}) == "\u2068{b}\u2069 \u20682\u2069");
}

TEST_CASE("a place without a value, and a lone brace, stay as they are") {
  CHECK(swedish().tr("{who} kom {", {{"name", "x"}}) == "{who} kom {");
}

TEST_CASE("one is one, and the others are many") {
  CHECK(swedish().tr_count("{count} ändring", "{count} ändringar", 1) == "\u20681\u2069 ändring");
  CHECK(swedish().tr_count("{count} ändring", "{count} ändringar", 0) == "\u20680\u2069 ändringar");
}

TEST_CASE("days are said in Swedish") {
  CHECK(swedish().day(*make_date(2026, 11, 20)) == "fredag 20 november");
  CHECK(swedish().day(*make_date(2027, 1, 1)) == "fredag 1 januari");
  CHECK(swedish().days(*make_date(2026, 11, 16), *make_date(2026, 11, 22)) == "16–22 november");
  CHECK(swedish().days(*make_date(2026, 11, 30), *make_date(2026, 12, 6)) == "30 november – 6 december");
}

TEST_CASE("a session without a planned end tells when it began") {
  SessionSummary session;
  session.start = {13 * 60};
  CHECK(swedish().time_span(session) == "från \u206813:00\u2069");
  session.planned_end = ClockTime{15 * 60 + 5};
  CHECK(swedish().time_span(session) == "\u206813:00–15:05\u2069");
}

TEST_CASE("English has its own words, days and numbers, and Swedish speaks for a language that is not there") {
  CHECK(swedish().name() == "svenska");
  CHECK(english().name() == "English");
  CHECK(english().tr("Välkommen!") == "Welcome!");
  CHECK(english().tr("Finns inte i någon katalog") == "Finns inte i någon katalog");
  CHECK(english().tr("").empty());
  CHECK(english().day(*make_date(2026, 11, 20)) == "Friday 20 November");
  CHECK(english().days(*make_date(2026, 11, 30), *make_date(2026, 12, 6)) == "30 November – 6 December");
  CHECK(english().time({14 * 60 + 2}) == "14:02");
  CHECK(swedish().number(12345) == "12\u00A0345");
  CHECK(english().number(12345) == "12,345");
  CHECK(hk::test::shared_languages().words("tlh").code() == "sv");
}

TEST_CASE("each language has its own plurals") {
  const auto text = [](const Words& words, std::int64_t count) {
    return words.tr_count("{count} tillfälle", "{count} tillfällen", count);
  };
  CHECK(text(english(), 1) == "\u20681\u2069 attendance");
  CHECK(text(english(), 0) == "\u20680\u2069 attendances");
  CHECK(text(swedish(), 37) == "\u206837\u2069 tillfällen");
}

TEST_CASE("translations that are not there are told by their folder") {
  const auto none = Languages::open("/nowhere/translations");
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().thing == "/nowhere/translations");
}

}  // namespace
