#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/reports/tally_writers.h"

using namespace hk;

namespace {

Tally tally_by(Breakdown by) {
  Tally tally;
  tally.period = parse_period("2026-W47").value();
  tally.by_category = {3, 0};
  tally.by = std::move(by);
  TallyFigures figures;
  figures.group_sessions = 2;
  figures.attendances = 1234;
  figures.headcount = 9;
  figures.unique_participants = 3;
  figures.turned_away = 1;
  figures.by_category = {3, 0};
  tally.cells = {{{0, 0}, figures}, {{1, 0}, figures}};
  return tally;
}

TallyWords words(std::size_t dimensions = 1) {
  TallyWords words{"Jämlik Hälsa", {{"adult", "Vuxna"}, {"unknown", "Uppgift saknas"}}, 0, {}};
  words.dimensions.assign(dimensions, {{"yoga", "Yoga"}, {"", "Uppgift saknas"}});
  return words;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("groups have their key by dimension in the order asked for, and their own figures") {
  const auto json =
      nlohmann::ordered_json::parse(tally_json(tally_by({Dimension::partner, Dimension::activity}), words(2)));
  REQUIRE(json["groups"].size() == 2);
  CHECK(json["groups"][0]["key"].dump() == R"({"partner":"yoga","activity":"yoga"})");
  CHECK(json["groups"][1]["key"]["partner"] == "");
  CHECK(json["groups"][0]["attendances"] == 1234);
  CHECK(json["groups"][0]["by_category"].dump() == R"({"adult":3})");
  CHECK(json["groups"][0]["turned_away"] == 1);
}

TEST_CASE("without a breakdown there are no groups, with one that has no cells an empty list") {
  Tally tally = tally_by({});
  tally.cells.clear();
  CHECK_FALSE(holds(tally_json(tally, words(0)), "groups"));
  CHECK_FALSE(holds(tally_table(tally, words(0)), "Summera"));
  CHECK_FALSE(holds(tally_csv(tally, words(0)), "Summera"));
  tally.by = {Dimension::site};
  CHECK(holds(tally_json(tally, words()), "\"groups\": []"));
}

TEST_CASE("figures that a breakdown does not have are null, an empty cell, a dash") {
  const auto by_category = nlohmann::json::parse(tally_json(tally_by({Dimension::category}), words()));
  CHECK(by_category["groups"][0]["turned_away"].is_null());
  CHECK(by_category["groups"][0]["headcount"] == 9);
  const Tally by_gender = tally_by({Dimension::gender});
  CHECK(nlohmann::json::parse(tally_json(by_gender, words()))["groups"][0]["headcount"].is_null());
  CHECK(holds(tally_csv(by_gender, words()), "Yoga;yoga;2;0;0;1234;;3;0;0;0;;3\r\n"));
  CHECK(holds(tally_table(by_gender, words()), "–"));
}

TEST_CASE("a CSV has the cells below the figures, and every line as many cells") {
  const std::string csv = tally_csv(tally_by({Dimension::activity}), words());
  CHECK(holds(csv, "\r\nLäs så här;Unika räknas på varje rad för sig. Summera dem inte.;;"));
  CHECK(holds(csv, "\r\nAktivitet;\"Aktivitet, kod\";Gruppaktiviteter;"));
  CHECK(holds(csv, "\r\nUppgift saknas;;2;0;0;1234;9;3;0;0;0;1;3\r\n"));
  CHECK(holds(csv, "\r\nPeriod;2026-W47;period;;;;;;;;;;\r\n"));
}

TEST_CASE("a CSV for programs has commas and no byte order mark") {
  const std::string csv = tally_csv(tally_by({Dimension::activity}), words(), CsvDialect::rfc4180);
  CHECK(csv.starts_with("Uppgift,Värde,Kod,"));
  CHECK(holds(csv, "\r\nYoga,yoga,2,0,0,1234,9,3,0,0,0,1,3\r\n"));
  CHECK_FALSE(holds(csv, ";"));
}

TEST_CASE("words of a cell cannot become a formula in either CSV, nor steer a terminal") {
  TallyWords evil = words();
  evil.dimensions[0][0] = {"=1+1", "@SUM(A1;B1)\x1b[2J"};
  const Tally tally = tally_by({Dimension::activity});
  CHECK(holds(tally_csv(tally, evil), "\"'@SUM(A1;B1)\x1b[2J\";'=1+1;2;"));
  CHECK(holds(tally_csv(tally, evil, CsvDialect::rfc4180), "\"'@SUM(A1;B1)\x1b[2J\",'=1+1,2,"));
  CHECK(holds(tally_table(tally, evil), "@SUM(A1;B1)?[2J"));
}

TEST_CASE("the table lines up words to the left and figures to the right, and says that rows do not add up") {
  const std::string table = tally_table(tally_by({Dimension::goal_area}), words());
  CHECK(holds(table, "\nMålområde       Grupp  Individ.  Arrang.  Deltagartillf.  "));
  CHECK(holds(table, "\nYoga                2         0        0           1 234  "));
  CHECK(holds(table, "\nUnika räknas på varje rad för sig. Summera dem inte.\n"));
}
