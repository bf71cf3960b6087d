#include "sync/reports/tally_writers.h"

#include <doctest/doctest.h>

#include "sync/reports/cell_text.h"

using namespace hk;

namespace {

Tally sample(const char* period = "2026-W47") {
  Tally tally;
  tally.period = parse_period(period).value();
  tally.group_sessions = 14;
  tally.individual_sessions = 3;
  tally.events = 1;
  tally.attendances = 11444;
  tally.headcount = 120;
  tally.unique_participants = 100;
  tally.new_participants = 7;
  tally.recurring_participants = 21;
  tally.individual_support = 2;
  tally.turned_away = 4;
  tally.by_category = {60, 40, 0};
  return tally;
}

TallyWords words() {
  return {"Jämlik Hälsa", {{"child_youth", "Barn och unga"}, {"adult", "Vuxna"}, {"unknown", "Uppgift saknas"}}, 0};
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("JSON has the figures by their names, in the order of their definitions") {
  CHECK(tally_json(sample(), words()) == R"({
  "period": "2026-W47",
  "from": "2026-11-16",
  "to": "2026-11-22",
  "internal": true,
  "group_sessions": 14,
  "individual_sessions": 3,
  "events": 1,
  "attendances": 11444,
  "headcount": 120,
  "unique_participants": 100,
  "new_participants": 7,
  "recurring_participants": 21,
  "individual_support": 2,
  "turned_away": 4,
  "by_category": {
    "child_youth": 60,
    "adult": 40
  }
}
)");
}

TEST_CASE("a category of the programme is listed at zero, unknown only when somebody is in it") {
  Tally tally = sample();
  tally.by_category = {0, 95, 5};
  const std::string json = tally_json(tally, words());
  CHECK(holds(json, "\"child_youth\": 0"));
  CHECK(holds(json, "\"unknown\": 5"));
  CHECK(holds(tally_csv(tally, words()), "Unika deltagare: Uppgift saknas;5;by_category.unknown\r\n"));
  CHECK(holds(tally_table(tally, words()), "varav Uppgift saknas"));
  CHECK_FALSE(holds(tally_csv(sample(), words()), "unknown"));
  CHECK_FALSE(holds(tally_table(sample(), words()), "Uppgift saknas"));
}

TEST_CASE("CSV opens right in Swedish Excel: BOM, semicolons, CR LF, plain numbers and dates") {
  CHECK(tally_csv(sample(), words()) ==
        "\xef\xbb\xbfUppgift;Värde;Kod\r\n"
        "Verksamhet;Jämlik Hälsa;programme\r\n"
        "Underlag;\"Internt underlag: visar små tal, lämnas inte ut\";internal\r\n"
        "Period;2026-W47;period\r\n"
        "Från och med;2026-11-16;from\r\n"
        "Till och med;2026-11-22;to\r\n"
        "Gruppaktiviteter;14;group_sessions\r\n"
        "Individuella stödtillfällen;3;individual_sessions\r\n"
        "Större arrangemang;1;events\r\n"
        "Deltagartillfällen;11444;attendances\r\n"
        "Huvudräkning;120;headcount\r\n"
        "Unika deltagare;100;unique_participants\r\n"
        "Nya deltagare;7;new_participants\r\n"
        "Återkommande deltagare;21;recurring_participants\r\n"
        "\"Individuellt stöd, deltagare\";2;individual_support\r\n"
        "Fick inte plats;4;turned_away\r\n"
        "Unika deltagare: Barn och unga;60;by_category.child_youth\r\n"
        "Unika deltagare: Vuxna;40;by_category.adult\r\n"
        "Aldrig stängda tillfällen;0;never_closed\r\n"
        "Läs så här;\"Unika deltagare kan inte läggas ihop över veckor, platser eller aktiviteter.\";\r\n"
        "Läs så här;Huvudräkning är utan namn och ingår inte i deltagartillfällen.;\r\n");
}

TEST_CASE("a month is not taken for a date by a spreadsheet") {
  CHECK(holds(tally_csv(sample("2026-11"), words()), "Period;2026-11 (månad);period\r\n"));
  CHECK(holds(tally_csv(sample("2023-H2"), words()), "Period;2023-H2;period\r\n"));
}

TEST_CASE("words from a catalogue cannot become a formula or break out of their cell") {
  TallyWords evil = words();
  evil.programme = "=HYPERLINK(\"http://x\";\"y\")";
  evil.categories[0].label = "A;B\r\nC\"D";
  const std::string csv = tally_csv(sample(), evil);
  CHECK(holds(csv, "Verksamhet;\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\";programme\r\n"));
  CHECK(holds(csv, "\"Unika deltagare: A;B\r\nC\"\"D\";60;"));
  for (const char* text : {"=1", "+1", "-1", "@x", "  =1", "\n=1"}) {
    CHECK_MESSAGE(holds(csv_cell(text), "'"), text);
  }
  CHECK(csv_cell("\tx") == "\"'\tx\"");
  CHECK(csv_cell("1-2") == "1-2");
  CHECK(csv_cell("") == "");
}

TEST_CASE("the table lines up its numbers, whatever letters its words have") {
  const std::string table = tally_table(sample(), words());
  CHECK(holds(table, "Jämlik Hälsa\nPeriod 2026-W47, 2026-11-16 till 2026-11-22\nInternt underlag"));
  CHECK(holds(table, "Gruppaktiviteter                  14\n"));
  CHECK(holds(table, "Deltagartillfällen            11 444\n"));
  CHECK(holds(table, "  varav Barn och unga             60\n"));
  CHECK(holds(table, "Individuellt stöd, deltagare       2\n"));
  CHECK_FALSE(holds(table, "stäng"));
}

TEST_CASE("sessions never closed stand below the table") {
  TallyWords open = words();
  open.never_closed = 1;
  CHECK(holds(tally_table(sample(), open), "\n1 tillfälle är aldrig stängt.\n"));
  open.never_closed = 3;
  CHECK(holds(tally_table(sample(), open), "\n3 tillfällen är aldrig stängda.\n"));
}

TEST_CASE("words from a catalogue cannot steer a terminal") {
  TallyWords evil = words();
  evil.categories[0].label = "A\x1b[2J\xc2\x9b\nB";
  CHECK(holds(tally_table(sample(), evil), "varav A?[2J??B"));
}

TEST_CASE("numbers are grouped by threes") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1 000");
  CHECK(grouped(1234567) == "1 234 567");
  CHECK(grouped(-1000) == "-1 000");
  CHECK(grouped(-100) == "-100");
}
