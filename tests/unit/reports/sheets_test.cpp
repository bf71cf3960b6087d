#include "sync/reports/sheets.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "sync/reports/row_heights.h"
#include "tests/support/sample_report.h"

using namespace hk;

namespace {

std::string words(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell.value);
  return text ? *text : "";
}

/// The row whose first cell says so.
std::vector<Cell> row_of(const Sheet& sheet, std::string_view label) {
  for (const auto& row : sheet.rows) {
    if (!row.empty() && std::holds_alternative<std::string>(row[0].value) && words(row[0]) == label) return row;
  }
  FAIL("no row " << label);
  return {};
}

}  // namespace

TEST_CASE("the annual report's table begins in the first cell, in the city's wording and order") {
  const Sheet sheet = annual_sheet(sample::internal_year());
  const std::vector<std::pair<std::string, std::int64_t>> wanted = {
      {"Gruppaktiviteter", 704},       {"Deltagartillfällen", 11444},       {"Unika deltagare", 1553},
      {"varav barn och unga", 662},    {"varav vuxna/vårdnadshavare", 803}, {"varav yrkesverksamma", 88},
      {"Återkommande deltagare", 453}, {"Individuellt stöd", 96},           {"Större arrangemang", 22},
      {"Fick inte plats", 352}};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CHECK(words(sheet.rows[i + 1][0]) == wanted[i].first);
    CHECK(std::get<std::int64_t>(sheet.rows[i + 1][1].value) == wanted[i].second);
  }
}

TEST_CASE("a change is told only where both figures are") {
  const Sheet sheet = figures_sheet(sample::external_week());
  CHECK(std::get<std::int64_t>(row_of(sheet, "Unika deltagare")[3].value) == -4);
  CHECK(std::holds_alternative<std::monostate>(row_of(sheet, "Individuellt stöd, deltagare")[3].value));
}

TEST_CASE("a target says how much of it is reached, unless that is hidden") {
  Report report = sample::internal_week();
  report.targets[1].reached = {Shown::hidden, 0};
  const Sheet sheet = figures_sheet(report);
  const auto headings = row_of(sheet, "Mål för året");
  CHECK(words(headings[2]) == "Nått till och med 2026-11-22");
  CHECK(std::any_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) {
    return row.size() == 4 && row[3].look == Look::share && std::get<double>(row[3].value) == 10204.0 / 11000.0;
  }));
  CHECK(std::any_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) {
    return row.size() == 4 && words(row[2]) == ".." && std::holds_alternative<std::monostate>(row[3].value);
  }));
}

TEST_CASE("a table has columns for what it tells: no turned away where people are split, no categories outside") {
  const Report internal = sample::internal_week(), external = sample::external_week();
  CHECK(table_sheet(internal, internal.tables[0], "Verkstäder").widths.size() == 1 + 10 + 3);
  CHECK(table_sheet(external, external.tables[0], "Verkstäder").widths.size() == 1 + 10);
  CHECK(table_sheet(internal, internal.tables[3], "Kategorier").widths.size() == 1 + 9);
  CHECK(table_sheet(internal, internal.tables[4], "Uppdelning").head_columns == 2);
}

TEST_CASE("definitions tell the recurring rule as the programme has it") {
  Report report = sample::internal_week();
  report.recurring = {RecurringRule::Kind::visits_in_period, 3};
  const auto row = row_of(definitions_sheet(report), "Återkommande deltagare");
  CHECK(words(row[1]).find("minst 3\u00a0deltagartillfällen i perioden") != std::string::npos);
}

TEST_CASE("a text breaks between words, and within those that are too long") {
  CHECK(lines_of("", 10) == 1);
  CHECK(lines_of("en rad", 10) == 1);
  CHECK(lines_of("två korta rader", 10) == 2);
  CHECK(lines_of("Huvudräkning", 12) == 1);
  CHECK(lines_of("Huvudräkning", 6) == 2);
  CHECK(lines_of("a Huvudräkning b", 6) == 4);
  CHECK(width_of("Åsa") == width_of("ösa"));
  CHECK(width_of("till") < width_of("mamma") / 2);
}

TEST_CASE("a row is as high as its longest text asks for, alone over the sheet's width if it stands alone") {
  Sheet sheet{"x", {10, 10}, {{{std::string("ett två tre fyra fem"), Look::note}}}};
  CHECK_FALSE(row_height(sheet, 0));
  sheet.rows[0].push_back({});
  CHECK(row_height(sheet, 0).value_or(0) == 30.0);
}
