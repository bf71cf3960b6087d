#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_writers.h"
#include "tests/support/sample_report.h"

using namespace hk;

namespace {

/// Lines without the empty cells that make them equally long.
std::vector<std::string> lines(const std::string& csv, char separator = ';') {
  std::vector<std::string> all;
  std::istringstream in(csv);
  for (std::string line; std::getline(in, line);) {
    line.erase(line.find_last_not_of(std::string("\r") + separator) + 1);
    all.push_back(line);
  }
  return all;
}

bool has_line(const std::string& csv, std::string_view line, char separator = ';') {
  const auto all = lines(csv, separator);
  return std::find(all.begin(), all.end(), line) != all.end();
}

std::size_t cells_of(const std::string& line, char separator) {
  bool quoted = false;
  std::size_t cells = 1;
  for (const char c : line) {
    quoted = quoted != (c == '"');
    cells += !quoted && c == separator ? 1 : 0;
  }
  return cells;
}

}  // namespace

TEST_CASE("CSV opens right in Swedish Excel: BOM, semicolons, CR LF, plain numbers and dates") {
  const std::string csv = report_csv(sample::internal_week());
  CHECK(csv.starts_with("\xef\xbb\xbfUppgift;Värde;Kod;"));
  const std::vector<std::string> wanted = {"Verksamhet;Jämlik Hälsa Lindängen;programme",
                                           "Underlag;\"Internt underlag: visar små tal, lämnas inte ut\";internal",
                                           "Period;2026-W47;period",
                                           "Från och med;2026-11-16;from",
                                           "Till och med;2026-11-22;to",
                                           "Gruppaktiviteter;15;group_sessions",
                                           "Individuella stödtillfällen;3;individual_sessions",
                                           "Större arrangemang;1;events",
                                           "Deltagartillfällen;246;attendances",
                                           "Huvudräkning;49;headcount",
                                           "Unika deltagare;131;unique_participants",
                                           "Nya deltagare;9;new_participants",
                                           "Återkommande deltagare;43;recurring_participants",
                                           "\"Individuellt stöd, deltagare\";3;individual_support",
                                           "Fick inte plats;7;turned_away",
                                           "Unika deltagare: Barn och unga;71;by_category.child_youth"};
  const auto all = lines(csv);
  CHECK(std::vector(all.begin() + 1, all.begin() + 1 + static_cast<std::ptrdiff_t>(wanted.size())) == wanted);
  CHECK(has_line(csv, "Aldrig stängda tillfällen;1;never_closed"));
  CHECK(has_line(csv, "\"Deltagartillfällen, jämförd period\";228;compared.attendances"));
  CHECK(has_line(csv, "Mål för året: Nya deltagare;120;targets.new_participants.target"));
}

TEST_CASE("every line of a CSV has as many cells, in both dialects") {
  for (const auto& [dialect, separator] : {std::pair(CsvDialect::swedish, ';'), std::pair(CsvDialect::rfc4180, ',')}) {
    std::istringstream in(report_csv(sample::internal_week(), dialect));
    std::string line;
    REQUIRE(std::getline(in, line));
    const std::size_t cells = cells_of(line, separator);
    while (std::getline(in, line)) {
      CHECK_MESSAGE(cells_of(line, separator) == cells, line);
      CHECK(line.ends_with('\r'));
    }
  }
}

TEST_CASE(
    "a CSV has its tables below the figures: first the one asked for, then the fixed ones, the weeks, the devices") {
  const std::string csv = report_csv(sample::internal_week());
  const auto all = lines(csv);
  const auto at = [&](std::string_view begins) {
    return std::find_if(all.begin(), all.end(), [&](const std::string& line) { return line.starts_with(begins); }) -
           all.begin();
  };
  CHECK(at("Plats;\"Plats, kod\";Veckodag;\"Veckodag, kod\";Gruppaktiviteter") < at("Hälsoverkstad;"));
  CHECK(at("Hälsoverkstad;") < at("Aktivitet;\"Aktivitet, kod\";"));
  CHECK(at("Deltagarkategori;") < at("Vecka;"));
  CHECK(at("Vecka;") < at("Enhet;"));
  CHECK(has_line(csv, "Framtidens hus;framtidens;Måndag;1;2;0;0;31;6;22;1;7;0;1;9;12;1"));
  CHECK(has_line(csv, "2026-W36;2026-08-31;2026-09-06;12;0;0;198;39;119;8;39;0;6;66;49;4"));
  CHECK(has_line(csv, "\"Motetten, surfplatta\";2026-11-19 12:02;37"));
  CHECK(has_line(csv, "2026-11-21;Cykelverkstad;Skolgården"));
  CHECK(has_line(csv, "2026-W46;2026-11-16 08:05"));
}

TEST_CASE(
    "a figure that a table does not have is an empty cell, a hidden one two dots, and both it and kept ones are "
    "listed") {
  const std::string csv = report_csv(sample::external_week());
  CHECK(has_line(csv, "Underlag;För utlämning: små tal är dolda och visas som ..;external"));
  CHECK(has_line(csv, "Barn och unga;child_youth;8;0;0;118;23;71;5;23;0"));
  CHECK(has_line(csv, "\"Individuellt stöd, deltagare\";..;individual_support"));
  CHECK(has_line(csv, "Munhälsa och kost;food;5;0;0;74;14;51;3;17;0;2"));
  CHECK(has_line(csv, "Dolt i;Rad;Uppgift"));
  CHECK(has_line(csv, "Aktiviteter;Sygrupp;Unika deltagare"));
  CHECK(has_line(csv, "Som i en tidigare export;Rad;Uppgift"));
  CHECK(has_line(csv, "Hälsoverkstäder;Munhälsa och kost;Unika deltagare"));
  CHECK_FALSE(has_line(report_csv(sample::internal_week()), "Dolt i;Rad;Uppgift"));
}

TEST_CASE("a CSV for programs has commas and no byte order mark") {
  const std::string csv = report_csv(sample::external_week(), CsvDialect::rfc4180);
  CHECK(csv.starts_with("Uppgift,Värde,Kod,"));
  CHECK(has_line(csv, "Yoga,yoga,3,0,0,41,8,32,2,10,0,1", ','));
  CHECK_FALSE(has_line(csv, "Yoga;yoga;3;0;0;41;8;32;2;10;0;1"));
}

TEST_CASE("a month is not taken for a date by a spreadsheet") {
  Report report = sample::internal_week();
  report.whole.period = parse_period("2026-11").value();
  CHECK(has_line(report_csv(report), "Period;2026-11 (månad);period"));
}

TEST_CASE("words from outside cannot become a formula, break out of their cell or break a line") {
  Report report = sample::internal_week();
  report.programme = "=HYPERLINK(\"http://x\";\"y\")";
  report.categories[0].label = "A;B\r\nC\"D";
  report.tables[0].rows[0].key[0] = {"=1+1", "@SUM(A1;B1)\x1b[2J\u202e"};
  report.coverage.devices[0].label = "  -1+cmd";
  for (const auto& [dialect, separator] : {std::pair(CsvDialect::swedish, ';'), std::pair(CsvDialect::rfc4180, ',')}) {
    const std::string csv = report_csv(report, dialect);
    const auto all = lines(csv, separator);
    CHECK(all[1].find("\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\"") != std::string::npos);
    CHECK(csv.find("\"Unika deltagare: A;B??C\"\"D\"") != std::string::npos);
    CHECK(csv.find("'@SUM(A1;B1)?[2J?") != std::string::npos);
    CHECK(csv.find("'=1+1") != std::string::npos);
    CHECK(csv.find("'  -1+cmd") != std::string::npos);
  }
}

TEST_CASE("cells that a spreadsheet would calculate are words") {
  for (const char* text : {"=1", "+1", "-1", "@x", "  =1", "\n=1"}) {
    CHECK_MESSAGE(csv_cell(text).find('\'') != std::string::npos, text);
  }
  CHECK(csv_cell("\tx") == "\"'\tx\"");
  CHECK(csv_cell("1-2") == "1-2");
  CHECK(csv_cell("").empty());
}
