#include "kiosk/store/pdf_page.h"

#include <doctest/doctest.h>

using namespace hk;

namespace {

std::size_t pages_of(const Bytes& pdf) {
  const std::size_t at = pdf.find("/Count ");
  REQUIRE(at != Bytes::npos);
  return static_cast<std::size_t>(std::stoul(pdf.substr(at + 7, 8)));
}

PdfDocument letter(std::size_t paragraphs) {
  PdfDocument document{"Prov", "sv", {{PdfBlock::Kind::title, "Det här finns om dig"}}};
  for (std::size_t i = 0; i < paragraphs; ++i) {
    document.blocks.push_back({PdfBlock::Kind::heading, "Besök"});
    document.blocks.push_back({PdfBlock::Kind::row, "Yoga i Framtidens hus", "2026-11-22"});
    document.blocks.push_back({PdfBlock::Kind::text, "هذا ما لدينا عنك"});
  }
  return document;
}

}  // namespace

TEST_CASE("a short document is one page of PDF with its fonts inside") {
  const Bytes pdf = render_pdf(letter(2)).value();
  CHECK(pdf.starts_with("%PDF-"));
  CHECK(pages_of(pdf) == 1);
  CHECK(pdf.find("/FontFile") != Bytes::npos);
}

TEST_CASE("a long document goes on over as many pages as it takes") {
  CHECK(pages_of(render_pdf(letter(40)).value()) > 2);
  PdfDocument one_paragraph{"Prov", "sv", {{PdfBlock::Kind::text, {}}}};
  for (int i = 0; i < 2000; ++i) one_paragraph.blocks[0].text += "ett ord till ";
  CHECK(pages_of(render_pdf(one_paragraph).value()) > 2);
}
