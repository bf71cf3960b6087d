#include <doctest/doctest.h>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_writers.h"
#include "tests/support/sample_report.h"

using namespace hk;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the table lines up its numbers beside the compared period, whatever letters its words have") {
  const std::string table = report_table(sample::internal_year());
  CHECK(holds(table, "Jämlik Hälsa Lindängen\nPeriod 2025, 2025-01-01 till 2025-12-31\nInternt underlag"));
  CHECK(holds(table, "\n                                2025    2024  Ändring\n"));
  CHECK(holds(table, "\nDeltagartillfällen            11 444  10 210   +1 234\n"));
  CHECK(holds(table, "\n  varav Barn och unga            662     640      +22\n"));
  CHECK(holds(table, "\nIndividuellt stöd, deltagare      96       0      +96\n"));
  CHECK(holds(table, "\nMål för året           Mål    Nått\nDeltagartillfällen  11 000  11 444\n"));
}

TEST_CASE("the table that was asked for follows, with words to the left and figures to the right") {
  const std::string table = report_table(sample::internal_week());
  CHECK(holds(table, "\nPlats                 Veckodag  Grupp  Individ.  Arrang.  Deltagartillf.  "));
  CHECK(holds(table, "\nLindängenbiblioteket  Tisdag        2         0        0              30  "));
  CHECK(holds(table, "\nUnika räknas på varje rad för sig. Summera dem inte.\n"));
  CHECK_FALSE(holds(report_table(sample::internal_year()), "Summera"));
}

TEST_CASE("hidden, kept and absent figures are two dots, a mark and a dash") {
  Report report = sample::external_week();
  report.whole.figures.numbers[0].shown = Shown::kept;
  report.tables.push_back(report.tables[3]);
  const std::string table = report_table(report);
  CHECK(holds(table, "\nIndividuellt stöd, deltagare        ..         0\n"));
  CHECK(holds(table, "\nGruppaktiviteter                   15*        15        0\n"));
  CHECK(holds(table, "          0         –\n"));
  CHECK(holds(table, "\n* Som i en tidigare export."));
  CHECK(holds(table, "\nFör utlämning: små tal är dolda och visas som ..\n"));
}

TEST_CASE("what may be missing stands above the figures, what has changed since below") {
  const std::string table = report_table(sample::internal_week());
  CHECK(holds(table, "\nPreliminär: väntar på "));
  CHECK(holds(table, "\nV46 ändrad sedan exporten 16 november 2026 kl. 08:05.\n"));
}

TEST_CASE("words from outside cannot steer a terminal") {
  Report report = sample::internal_week();
  report.programme = "\x1b]0;x\x07";
  report.categories[0].label = "A\x1b[2J\xc2\x9b\nB\u202e\xff";
  report.coverage.devices[2].label = "\r\x1b[1A";
  const std::string table = report_table(report);
  CHECK(holds(table, "varav A?[2J??B??"));
  CHECK_FALSE(holds(table, "\x1b"));
  CHECK_FALSE(holds(table, "\r"));
}

TEST_CASE("numbers are grouped by threes") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1 000");
  CHECK(grouped(1234567) == "1 234 567");
  CHECK(grouped(-1000) == "-1 000");
  CHECK(grouped(-100) == "-100");
}

TEST_CASE("what is no character on a line is a question mark, all other text stays as it is") {
  CHECK(printable("Åsa – سلام – ቆልዑ") == "Åsa – سلام – ቆልዑ");
  CHECK(printable(std::string_view("a\0b\x7f\t", 5)) == "a?b??");
  CHECK(printable("\u2028\u202a\u2066\ufffe") == "????");
  CHECK(printable("\xe2\x82") == "??");
  CHECK(printable("\xc0\xaf") == "??");
}

TEST_CASE("a text is shortened between two characters") {
  CHECK(shortened("åäö", 3) == "å");
  CHECK(shortened("åäö", 4) == "åä");
  CHECK(shortened("åäö", 6) == "åäö");
}
