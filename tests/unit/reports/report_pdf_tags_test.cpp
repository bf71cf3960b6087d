#include <doctest/doctest.h>

#include <regex>
#include <sstream>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "sync/reports/pdf_chart.h"
#include "sync/reports/pdf_report.h"
#include "tests/support/pdf_text.h"
#include "tests/support/sample_pdf_report.h"

using namespace hk;
using namespace hk::test;

namespace {

/// Counts what is painted outside of everything that is tagged or marked as decoration.
class Unmarked : public QPDFObjectHandle::ParserCallbacks {
 public:
  void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
    if (object.isDictionary()) numbered_ = object.hasKey("/MCID");
    if (!object.isOperator()) return;
    const std::string name = object.getOperatorValue();
    // Spans stand within tags; a tag or a decoration stands within nothing.
    nested += depth > 0 && (name == "BMC" || (name == "BDC" && numbered_)) ? 1 : 0;
    if (name == "BDC" || name == "BMC") ++depth;
    if (name == "EMC") --depth;
    const bool paints = name == "f" || name == "S" || name == "Tj" || name == "TJ" || name == "Do" || name == "f*";
    painted += paints ? 1 : 0;
    unmarked += paints && depth == 0 ? 1 : 0;
  }
  void handleEOF() override {}
  int depth = 0, painted = 0, unmarked = 0, nested = 0;

 private:
  bool numbered_ = false;
};

void open(QPDF& pdf, const Bytes& bytes) { pdf.processMemoryFile("report", bytes.data(), bytes.size()); }

std::string alt_of_figure(QPDFObjectHandle element) {
  if (!element.isDictionary()) return {};
  if (element.getKey("/S").isName() && element.getKey("/S").getName() == "/Figure") {
    return element.getKey("/Alt").getUTF8Value();
  }
  QPDFObjectHandle kids = element.getKey("/K");
  if (kids.isDictionary()) return alt_of_figure(kids);
  for (int i = 0; kids.isArray() && i < kids.getArrayNItems(); ++i) {
    if (std::string alt = alt_of_figure(kids.getArrayItem(i)); !alt.empty()) return alt;
  }
  return {};
}

/// The kinds of the elements in order, each with how deep it stands: "2 Table".
std::vector<std::pair<std::size_t, std::string>> structure_of(const Bytes& pdf) {
  std::istringstream lines(read_by("pdfinfo -struct", pdf));
  std::vector<std::pair<std::size_t, std::string>> elements;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find_first_not_of(' ');
    if (at == std::string::npos || line[at] == '/') continue;
    elements.emplace_back(at / 2, line.substr(at, line.find_first_of(" :", at) - at));
  }
  return elements;
}

}  // namespace

TEST_CASE("a PDF is a tagged document in Swedish that shows its title") {
  QPDF pdf;
  const Bytes bytes = report_pdf(sample_pdf_report()).value();
  open(pdf, bytes);
  QPDFObjectHandle root = pdf.getRoot();
  CHECK(root.getKey("/Lang").getUTF8Value() == "sv");
  CHECK(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  CHECK(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  CHECK(pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value() ==
        "Jämlik Hälsa Lindängen: Vecka 47, 16–22 november 2026");
}

TEST_CASE("every table has a row of column heads, and every row one head of its own") {
  const auto elements = structure_of(report_pdf(sample_pdf_report({.activities = 200})).value());
  REQUIRE(elements.size() > 1000);
  CHECK(elements[0].second == "Document");
  std::size_t tables = 0, rows = 0;
  for (std::size_t i = 0; i + 2 < elements.size(); ++i) {
    const std::string& kind = elements[i].second;
    if (kind == "Table") {
      ++tables;
      CHECK(elements[i + 1].second == "TR");
      CHECK(elements[i + 3].second == "TH");
    }
    if (kind != "TR") continue;
    ++rows;
    CHECK(elements[i + 1].second == "TH");
  }
  CHECK(tables > 8);
  CHECK(rows > 400);
}

TEST_CASE("headings come in order: one first, none deeper than its parent allows") {
  const auto elements = structure_of(report_pdf(sample_pdf_report()).value());
  int deepest = 0, firsts = 0;
  for (const auto& [depth, kind] : elements) {
    if (kind.size() != 2 || kind[0] != 'H') continue;
    const int level = kind[1] - '0';
    CHECK(level <= deepest + 1);
    deepest = level;
    firsts += level == 1 ? 1 : 0;
  }
  CHECK(firsts == 1);
}

TEST_CASE("the chart is told in words, hidden and unfinished weeks too") {
  Report report = sample_external_report();
  report.weeks.back().goes_on = true;
  QPDF pdf;
  const Bytes bytes = report_pdf(report).value();
  open(pdf, bytes);
  const std::string words = alt_of_figure(pdf.getRoot().getKey("/StructTreeRoot"));
  CHECK(words == week_chart_words(report));
  CHECK(words.find("Vecka 40: visas inte.") != std::string::npos);
  CHECK(words.find(", veckan är inte slut.") != std::string::npos);
}

TEST_CASE("everything painted is tagged or marked as decoration") {
  QPDF pdf;
  const Bytes bytes = report_pdf(sample_pdf_report({.activities = 60})).value();
  open(pdf, bytes);
  for (QPDFPageObjectHelper page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    Unmarked seen;
    page.parseContents(&seen);
    CHECK(seen.painted > 50);
    CHECK(seen.unmarked == 0);
    CHECK(seen.nested == 0);
    CHECK(seen.depth == 0);
  }
}

TEST_CASE("the fonts of a PDF are inside, and its letters can be read back") {
  const std::string fonts = read_by("pdffonts", report_pdf(sample_pdf_report()).value());
  std::istringstream lines(fonts);
  std::string line;
  std::getline(lines, line);
  std::getline(lines, line);
  int found = 0;
  for (; std::getline(lines, line); ++found)
    CHECK_MESSAGE(std::regex_search(line, std::regex("yes yes yes +\\d")), line);
  CHECK(found >= 2);
}
