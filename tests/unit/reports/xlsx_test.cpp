#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "sync/domain/plain_text.h"
#include "sync/reports/report_words.h"
#include "sync/reports/report_writers.h"
#include "tests/support/sample_report.h"
#include "tests/support/swedish_locale.h"
#include "tests/support/zip_file.h"

using namespace hk;

namespace {

/// A written workbook, as its XML has it.
struct Opened {
  std::map<std::string, Bytes> files;

  explicit Opened(const Report& report) : files(test::unzipped(report_xlsx(report).value())) {}

  [[nodiscard]] std::vector<std::string> matches(const std::string& file, const std::string& pattern) const {
    std::vector<std::string> all;
    const std::string& text = files.at(file);
    const std::regex wanted(pattern);
    for (std::sregex_iterator i(text.begin(), text.end(), wanted), end; i != end; ++i) all.push_back((*i)[1]);
    return all;
  }
  [[nodiscard]] std::vector<std::string> sheet_names() const {
    return matches("xl/workbook.xml", "<sheet name=\"([^\"]*)\"");
  }
  [[nodiscard]] std::string sheet_file(std::string_view name) const {
    const auto names = sheet_names();
    const auto found = std::find(names.begin(), names.end(), name);
    REQUIRE_MESSAGE(found != names.end(), name);
    return fmt::format("xl/worksheets/sheet{}.xml", found - names.begin() + 1);
  }
  [[nodiscard]] std::string words(const std::string& index) const {
    const auto all = matches("xl/sharedStrings.xml", "<si><t[^>]*>([^<]*)</t></si>");
    return all.at(std::stoul(index));
  }
  /// The element of a cell: attributes and content.
  [[nodiscard]] std::string element(std::string_view sheet, const std::string& cell) const {
    const auto found = matches(sheet_file(sheet), "(<c r=\"" + cell + "\".*?</c>)");
    REQUIRE_MESSAGE(found.size() == 1, sheet << "!" << cell);
    return found[0];
  }
  [[nodiscard]] std::string value(std::string_view sheet, const std::string& cell) const {
    const std::string xml = element(sheet, cell);
    const std::string value = xml.substr(xml.find("<v>") + 3, xml.find("</v>") - xml.find("<v>") - 3);
    return xml.find("t=\"s\"") == std::string::npos ? value : "words: " + words(value);
  }
  /// The format of a cell, or the number of one that every spreadsheet has built in.
  [[nodiscard]] std::string format(std::string_view sheet, const std::string& cell) const {
    const std::string xml = element(sheet, cell);
    const std::size_t style = std::stoul(xml.substr(xml.find("s=\"") + 3));
    const std::string& styles = files.at("xl/styles.xml");
    const std::string of_cells =
        styles.substr(styles.find("<cellXfs"), styles.find("</cellXfs>") - styles.find("<cellXfs"));
    std::smatch match;
    auto at = of_cells.begin();
    for (std::size_t i = 0; i <= style; ++i) {
      REQUIRE(std::regex_search(at, of_cells.end(), match, std::regex("<xf numFmtId=\"([0-9]+)\"")));
      at = match[0].second;
    }
    const auto own = matches("xl/styles.xml", "<numFmt numFmtId=\"" + match[1].str() + "\" formatCode=\"([^\"]*)\"");
    return own.empty() ? match[1].str() : own[0];
  }
  /// The row of the sheet's first column that holds the words.
  [[nodiscard]] std::string row_of(std::string_view sheet, std::string_view wanted) const {
    for (const std::string& cell : matches(sheet_file(sheet), "<c r=\"A([0-9]+)\"[^>]*t=\"s\"")) {
      if (value(sheet, "A" + cell) == "words: " + std::string(wanted)) return cell;
    }
    FAIL("no row " << wanted << " in " << sheet);
    return "";
  }
};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a workbook has its sheets in order, the first named after the kind of period") {
  const std::vector<std::string> fixed = {"Årsredovisning", "Verkstäder", "Aktiviteter",
                                          "Platser",        "Kategorier", "Tolv veckor"};
  auto wanted = fixed;
  wanted.insert(wanted.begin(), "Veckan");
  wanted.insert(wanted.end(), {"Uppdelning", "Definitioner", "Täckning"});
  CHECK(Opened(sample::internal_week()).sheet_names() == wanted);
  CHECK(Opened(sample::internal_year()).sheet_names()[0] == "Året");
  CHECK(Opened(sample::external_week()).sheet_names().size() == 9);
}

TEST_CASE("numbers are numbers and dates are dates, in Swedish formats") {
  const Opened book(sample::internal_week());
  const std::string row = book.row_of("Veckan", "Deltagartillfällen");
  CHECK(book.value("Veckan", "B" + row) == "246");
  CHECK(book.value("Veckan", "C" + row) == "228");
  CHECK(book.value("Veckan", "D" + row) == "18");
  CHECK(book.format("Veckan", "B" + row) == "[$-41D]#,##0");
  CHECK(book.format("Veckan", "D" + row) == "[$-41D]+#,##0;[$-41D]\\-#,##0;0");
  const std::string from = book.row_of("Veckan", "Från och med");
  CHECK(book.value("Veckan", "B" + from) == "46342");
  CHECK(book.format("Veckan", "B" + from) == "yyyy\\-mm\\-dd");
  const std::string device = book.row_of("Täckning", "Framtidens hus, surfplatta (gjorde exporten)");
  CHECK(book.value("Täckning", "B" + device).starts_with("46349.33611"));
  CHECK(book.format("Täckning", "B" + device) == "yyyy\\-mm\\-dd hh:mm");
}

TEST_CASE("a workbook was made on the period's last day, whatever the clock says") {
  const Opened book(sample::internal_week());
  CHECK(book.matches("docProps/core.xml", ">([^<]*)</dcterms:") ==
        std::vector<std::string>{"2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"});
}

TEST_CASE("the same report gives the same bytes, whatever language the process speaks") {
  const Bytes written = report_xlsx(sample::internal_week()).value();
  CHECK(report_xlsx(sample::internal_week()).value() == written);
  const test::SwedishLocale swedish;
  CHECK(report_xlsx(sample::internal_week()).value() == written);
}

TEST_CASE("a hidden figure is two dots and leaves nothing of itself, a kept one is a number with a mark") {
  const Opened book(sample::external_week());
  const std::string hidden = book.row_of("Veckan", "Individuellt stöd, deltagare");
  CHECK(book.value("Veckan", "B" + hidden) == "words: ..");
  CHECK_FALSE(holds(book.files.at(book.sheet_file("Veckan")), "<c r=\"D" + hidden + "\" s=\"13\"><v>"));
  const std::string kept = book.row_of("Verkstäder", "Munhälsa och kost");
  CHECK(book.value("Verkstäder", "G" + kept) == "51");
  CHECK(book.format("Verkstäder", "G" + kept) == "[$-41D]#,##0&quot;*&quot;");
  CHECK_FALSE(book.row_of("Verkstäder", kept_words(sample::external_week())).empty());
  CHECK_FALSE(book.row_of("Täckning", "Som i en tidigare export").empty());
  const auto rows = book.matches(book.sheet_file("Täckning"), "<c r=\"B([0-9]+)\"[^>]*t=\"s\"");
  const auto named = std::find_if(rows.begin(), rows.end(), [&](const std::string& row) {
    return book.value("Täckning", "B" + row) == "words: Individuell rådgivning";
  });
  REQUIRE(named != rows.end());
  CHECK(book.value("Täckning", "C" + *named) ==
        "words: Unika deltagare, Deltagartillfällen, Individuellt stöd, deltagare");
}

TEST_CASE("a hidden week is no bar of the chart") {
  const Opened book(sample::external_week());
  const std::string& chart = book.files.at("xl/charts/chart1.xml");
  CHECK(holds(chart, "<c:v>246</c:v>"));
  CHECK_FALSE(holds(chart, "<c:v>..</c:v>"));
}

TEST_CASE(
    "an internal workbook says so on every sheet and every printed page, one for the outside says what it hides") {
  for (const Report& report : {sample::internal_week(), sample::external_week()}) {
    const Opened book(report);
    const std::string mark(mark_words(report));
    for (const std::string& name : book.sheet_names()) {
      const std::string& sheet = book.files.at(book.sheet_file(name));
      CHECK_MESSAGE(holds(sheet, "<oddHeader>&amp;LJämlik Hälsa Lindängen\n" + mark), name);
      CHECK_MESSAGE(holds(sheet, "&amp;RVecka 47, 16–22 november 2026\nPreliminär</oddHeader>"), name);
    }
    CHECK(holds(book.files.at("xl/sharedStrings.xml"), "Internt underlag") == report.internal);
  }
}

TEST_CASE("words from outside are never formulas, and never break the file") {
  Report report = sample::internal_week();
  const std::string evil = "=HYPERLINK(\"http://x\")<a>&\x01\x1b[2J\xff\xc2\x9b\xef\xbf\xbe\u202e\r\n]]>";
  report.programme = "&P" + evil;
  report.categories[0].label = evil;
  report.coverage.devices[0].label = "@SUM(A1)" + evil;
  report.coverage.never_closed[0].activity = std::string(70'000, 'x') + "å";
  report.suppressed.push_back({"no_table", evil, "no_figure"});
  for (ReportTable& table : report.tables) {
    if (!table.rows.empty()) table.rows[0].key[0].label = evil;
  }
  const Opened book(report);
  for (const auto& [name, text] : book.files) {
    CHECK_MESSAGE(is_utf8(text), name);
    CHECK_MESSAGE(
        std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\r'; }),
        name);
    CHECK_MESSAGE(!holds(text, "<f>"), name);
    CHECK_MESSAGE(!holds(text, "<a>"), name);
    CHECK_MESSAGE(!holds(text, "\u202e"), name);
  }
  CHECK(holds(book.files.at(book.sheet_file("Veckan")), "<oddHeader>&amp;L&amp;&amp;P=HYPERLINK"));
}

TEST_CASE("a report without tables, weeks, devices or a name is still a workbook") {
  Report report;
  report.whole.period = report.compared.period = parse_period("2026-11").value();
  const Opened book(report);
  CHECK(book.sheet_names().front() == "Månaden");
}
