#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#include "sync/reports/report_writers.h"
#include "sync/reports/sheets.h"
#include "tests/support/sample_report.h"
#include "tests/support/temp_dir.h"

using namespace hk;

/// What LibreOffice makes of our files: it writes words in quotes, and numbers and dates without.
namespace {

struct Read {
  std::string text;
  bool is_words = false;
};

std::vector<std::vector<Read>> parsed(const std::filesystem::path& csv, char separator = ';') {
  std::vector<std::vector<Read>> rows;
  std::ifstream in(csv);
  for (std::string line; std::getline(in, line);) {
    auto& row = rows.emplace_back(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
        row.back().is_words = true;
      } else if (c == separator && !quoted) {
        row.emplace_back();
      } else if (c != '\r') {
        row.back().text += c;
      }
    }
  }
  return rows;
}

/// Opens the files of one kind and saves them as CSV, of a workbook one a sheet.
void convert(const test::TempDir& folder, const std::string& kind, const std::string& how_to_read = "") {
  const std::string command = fmt::format(
      "cd {0} && soffice -env:UserInstallation=file://{0}/office --headless {1} --convert-to 'csv:Text - txt - csv "
      "(StarCalc):59,34,76,1,,0,true,false,true,false,false,{2}' --outdir out *.{3} >said 2>&1",
      folder.path().string(), how_to_read, kind == "xlsx" ? -1 : 0, kind);
  REQUIRE(std::system(command.c_str()) == 0);
}

void write(const test::TempDir& folder, const std::string& name, const Bytes& bytes) {
  std::ofstream(folder.file(name), std::ios::binary) << bytes;
}

void check_number(const Read& read, const std::string& wanted) {
  CHECK(read.text == wanted);
  CHECK_FALSE_MESSAGE(read.is_words, wanted);
}

/// As it is shown: digits in groups as in Swedish, a sign before a change, a mark after what is kept.
std::string without_look(const std::string& shown) {
  return std::regex_replace(shown, std::regex("\u00a0|^\\+|\\*$"), "");
}

/// Of moments and shares that they are numbers, not how they are written.
void check_cell(const Cell& cell, const Read& read) {
  if (const auto* words = std::get_if<std::string>(&cell.value)) {
    CHECK(read.text == std::regex_replace(*words, std::regex("\""), ""));
    CHECK((read.is_words || words->empty()));
  } else if (const auto* number = std::get_if<std::int64_t>(&cell.value)) {
    check_number({without_look(read.text), read.is_words}, std::to_string(*number));
    CHECK((std::abs(*number) < 1000 || read.text.find("\u00a0") != std::string::npos));
  } else if (const auto* date = std::get_if<LocalDate>(&cell.value)) {
    check_number(read, to_text(*date));
  } else if (!std::holds_alternative<std::monostate>(cell.value)) {
    check_number(read, read.text);
  }
}

}  // namespace

TEST_CASE("LibreOffice opens every sheet of a workbook, and its numbers are numbers and its dates dates") {
  const test::TempDir folder;
  const Report reports[] = {sample::internal_week(), sample::external_week()};
  for (const Report& report : reports) {
    write(folder, report.internal ? "internal.xlsx" : "external.xlsx", report_xlsx(report).value());
  }
  convert(folder, "xlsx");
  for (const Report& report : reports) {
    for (const Sheet& sheet : report_workbook(report).sheets) {
      CAPTURE(sheet.name);
      const std::string name = (report.internal ? "internal-" : "external-") + sheet.name + ".csv";
      const auto read = parsed(folder.path() / "out" / name);
      REQUIRE(read.size() >= sheet.rows.size());
      for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
        for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) check_cell(sheet.rows[r][c], read[r][c]);
      }
    }
  }
}

TEST_CASE("LibreOffice opens a CSV with Swedish settings, and its numbers are numbers and its dates dates") {
  const test::TempDir folder;
  write(folder, "report.csv", report_csv(sample::external_week()));
  convert(folder, "csv", "--infilter=CSV:59,34,76,1,,1053,false,true");
  const auto ours = parsed(folder.file("report.csv")), read = parsed(folder.path() / "out" / "report.csv");
  REQUIRE(read.size() == ours.size());
  const std::regex number("[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}");
  std::size_t numbers = 0;
  for (std::size_t r = 0; r < ours.size(); ++r) {
    for (std::size_t c = 0; c < ours[r].size(); ++c) {
      if (!std::regex_match(ours[r][c].text, number)) continue;
      check_number(read[r][c], ours[r][c].text);
      ++numbers;
    }
  }
  CHECK(numbers > 300);
}
