#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <regex>
#include <thread>

#include "sync/reports/pdf_report.h"
#include "sync/reports/report_words.h"
#include "tests/support/pdf_text.h"
#include "tests/support/sample_pdf_report.h"
#include "tests/support/swedish_locale.h"

using namespace hk;
using namespace hk::test;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string text_of(const Bytes& pdf) { return read_by("pdftotext -layout", pdf, "-"); }

/// Whether the number stands there and is no part of another. Readers take a space that does not break for a space.
bool holds_number(const std::string& text, const ReportNumber& number) {
  const std::string digits = std::regex_replace(number_words(number), std::regex("\u00a0"), " ");
  const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  for (std::size_t at = text.find(digits); at != std::string::npos; at = text.find(digits, at + 1)) {
    if (!is_digit(at - 1) && !is_digit(at + digits.size())) return true;
  }
  return false;
}

void add_numbers(std::vector<ReportNumber>& all, const ReportFigures& figures) {
  all.insert(all.end(), figures.numbers.begin(), figures.numbers.end());
  all.insert(all.end(), figures.by_category.begin(), figures.by_category.end());
}

std::vector<ReportNumber> numbers_of(const Report& report) {
  std::vector<ReportNumber> all;
  for (const ReportPeriod* one : {&report.whole, &report.compared}) add_numbers(all, one->figures);
  for (const ReportPeriod& week : report.weeks) add_numbers(all, week.figures);
  for (const ReportTable& table : report.tables) {
    for (const ReportRow& row : table.rows) add_numbers(all, row.figures);
  }
  for (const ReportTarget& target : report.targets) all.push_back(target.reached);
  return all;
}

void check_every_figure_is_found(const Report& report) {
  const std::string text = text_of(report_pdf(report).value());
  for (const ReportNumber& number : numbers_of(report)) {
    if (number.has_value()) CHECK_MESSAGE(holds_number(text, number), number.value);
  }
}

/// Whatever a file holds, no word of it leaves its page or stands below the foot.
void check_words_stay_on_their_pages(const Bytes& pdf) {
  const std::string boxes = read_by("pdftotext -bbox", pdf, "-");
  const std::regex word(R"re(<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)")re");
  std::size_t found = 0;
  for (std::sregex_iterator at(boxes.begin(), boxes.end(), word), end; at != end; ++at, ++found) {
    const bool inside =
        std::stod((*at)[1]) > 40 && std::stod((*at)[2]) > 20 && std::stod((*at)[3]) < 556 && std::stod((*at)[4]) < 822;
    CHECK_MESSAGE(inside, at->str());
  }
  CHECK(found > 100);
}

std::string first_line(const std::string& page) {
  const std::size_t from = page.find_first_not_of(" \n");
  return page.substr(from, page.find('\n', from) - from);
}

Report hostile_report() {
  Report report = sample_pdf_report({.activities = 200});
  std::string endless;
  for (int i = 0; i < 900; ++i) endless += "ordutanslut";
  report.programme = "Föreningen " + endless;
  report.tables[1].rows[3].key[0].label = endless;
  report.tables[1].rows[4].key[0].label = "حلقة الطبخ واللغة (مجموعة)";
  report.tables[1].rows[5].key[0].label = "rad\nbruten\x07\t\xff\xfe\xe2\x80\xa9\xe2\x80\xae omvänd";
  report.tables[2].rows[0].key[0].label.clear();
  report.coverage.devices[0].label = endless;
  report.coverage.devices[1].label = "\xe2\x80\xae" + endless;
  report.coverage.never_closed.assign(60, {report.whole.period.to, endless, "Plats"});
  report.targets.assign(14, report.targets[0]);
  for (int i = 0; i < 40; ++i) report.categories.push_back({"c" + std::to_string(i), "Kategori " + endless});
  report.whole.figures.by_category.resize(44, {Shown::shown, 77});
  return report;
}

}  // namespace

TEST_CASE("a PDF has every figure of a week, by category too") { check_every_figure_is_found(sample_pdf_report()); }

TEST_CASE("a PDF has every figure of a year with many activities") {
  check_every_figure_is_found(sample_pdf_report({.period = "2025", .activities = 200, .sites = 40}));
}

TEST_CASE("a PDF has every figure of a table of two dimensions") {
  Report report = sample_pdf_report();
  for (ReportRow& row : report.tables[1].rows) row.key.push_back({"monday", "Måndag"});
  report.tables[1].by = {Dimension::activity, Dimension::weekday};
  check_every_figure_is_found(report);
  CHECK(holds(text_of(report_pdf(report).value()), "Aktivitet och veckodag"));
}

TEST_CASE("what an external PDF hides stands nowhere, what it keeps is marked, and it says why") {
  const Report counted = sample_pdf_report({.internal = false, .preliminary = false}),
               report = sample_external_report();
  check_every_figure_is_found(report);
  const Bytes pdf = report_pdf(report).value();
  const std::string text = text_of(pdf);
  const std::size_t unique = *figure_index("unique_participants");
  for (const std::size_t row : {1, 2}) {
    CHECK_FALSE(holds_number(text, counted.tables[2].rows[row].figures.numbers[unique]));
  }
  CHECK(report.tables[0].rows[0].figures.numbers[unique].value == 10136);
  CHECK(holds(text, " 10 136*"));
  CHECK(holds(text, "färre än 5 personer"));
  CHECK(std::regex_search(text, std::regex("Tolv veckor +Vecka 40 +Deltagartillfällen\n")));
}

TEST_CASE("the chart of an external PDF has no bar for a hidden week, and says so in words") {
  const std::string page = pages_of(report_pdf(sample_external_report()).value())[0];
  CHECK(holds(page, ".. visas inte"));
  CHECK_FALSE(holds(page, "20 682"));
}

TEST_CASE("the board has one page and the annex begins on the second, whatever the report holds") {
  for (const Report& report : {sample_pdf_report(), sample_external_report(), hostile_report()}) {
    const auto pages = pages_of(report_pdf(report).value());
    REQUIRE(pages.size() > 2);
    CHECK(holds(pages[0], unique_never_adds_up));
    CHECK(first_line(pages[1]) == annual_title);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      CHECK(holds(pages[i], fmt::format("{} ({})", i + 1, pages.size())));
    }
  }
}

TEST_CASE("an internal PDF says so on every page, an external one on none") {
  for (const std::string& page : pages_of(report_pdf(sample_pdf_report({.activities = 200})).value())) {
    CHECK(holds(page, internal_mark));
  }
  for (const std::string& page : pages_of(report_pdf(sample_external_report()).value())) {
    CHECK_FALSE(holds(page, internal_mark));
  }
}

TEST_CASE("a table over several pages has its head on each of them") {
  int pages = 0;
  for (const std::string& page : pages_of(report_pdf(sample_pdf_report({.activities = 200})).value())) {
    if (!std::regex_search(page, std::regex("\n *Aktivitet \\d+ "))) continue;
    CHECK(std::regex_search(page, std::regex("(^|\n) *Aktivitet +[^\\d]")));
    ++pages;
  }
  CHECK(pages > 4);
}

TEST_CASE("labels that are endless, run to the left or hold control characters break no page") {
  check_words_stay_on_their_pages(report_pdf(hostile_report()).value());
  check_words_stay_on_their_pages(report_pdf(sample_pdf_report({.period = "2025-01-01..2025-03-31"})).value());
}

TEST_CASE("an empty report is a PDF") {
  Report report;
  report.whole.period = report.compared.period = parse_period("2026-W47").value();
  CHECK(pages_of(report_pdf(report).value()).size() >= 2);
}

TEST_CASE("the same report gives the same bytes, at another time and in a Swedish locale too") {
  const std::time_t began = std::time(nullptr);
  const Bytes pdf = report_pdf(sample_pdf_report()).value();
  // Clocks in files count seconds.
  while (std::time(nullptr) == began) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(report_pdf(sample_pdf_report()).value() == pdf);
  {
    const test::SwedishLocale swedish;
    CHECK(report_pdf(sample_pdf_report()).value() == pdf);
  }
  CHECK(holds(read_by("pdfinfo -isodates", pdf), "2026-11-22T00:00:00"));
}
