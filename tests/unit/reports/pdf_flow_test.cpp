#include "sync/reports/pdf_flow.h"

#include <doctest/doctest.h>

using namespace hk;

namespace {

/// Where pieces of a flow came to stand: page and y of each, in the order they were drawn.
class Drawn {
 public:
  void add(double height, bool keeps_next = false, std::shared_ptr<const PdfPiece> again = nullptr) {
    flow_.add({height, here(), 0, keeps_next, std::move(again)});
  }
  [[nodiscard]] std::function<void(PdfPaper&, double)> here() {
    return [this](PdfPaper&, double y) { places.emplace_back(page_, y); };
  }
  void draw() {
    flow_.draw([](int) {}, [this] { ++page_; });
  }
  [[nodiscard]] int pages() { return flow_.pages(); }

  std::vector<std::pair<int, double>> places;

 private:
  PdfPaper paper_{"flow", "2026-11-22T00:00:00"};
  PdfFlow flow_{paper_};
  int page_ = 0;
};

constexpr double page = pdf_page::bottom - pdf_page::top;

}  // namespace

TEST_CASE("what does not fit whole begins the next page") {
  Drawn drawn;
  drawn.add(page - 50);
  drawn.add(60);
  drawn.draw();
  CHECK(drawn.pages() == 2);
  CHECK(drawn.places[1] == std::pair(1, pdf_page::top));
}

TEST_CASE("what heads the next goes with it, and so does what heads that") {
  Drawn drawn;
  drawn.add(page - 100);
  drawn.add(20, true);
  drawn.add(20, true);
  drawn.add(80);
  drawn.draw();
  CHECK(drawn.places[1] == std::pair(1, pdf_page::top));
  CHECK(drawn.places[3] == std::pair(1, pdf_page::top + 40));
}

TEST_CASE("a table's head is drawn again where a row begins a page, and takes room there") {
  Drawn drawn;
  const auto again = std::make_shared<const PdfPiece>(PdfPiece{30, drawn.here()});
  drawn.add(page - 40, false, again);
  drawn.add(50, false, again);
  drawn.add(50, false, again);
  drawn.draw();
  REQUIRE(drawn.places.size() == 5);
  CHECK(drawn.places[0] == std::pair(0, pdf_page::top));
  CHECK(drawn.places[2] == std::pair(1, pdf_page::top));
  CHECK(drawn.places[3] == std::pair(1, pdf_page::top + 30));
  CHECK(drawn.places[4] == std::pair(1, pdf_page::top + 80));
}

TEST_CASE("more that holds together than a page has is broken all the same") {
  Drawn drawn;
  for (int i = 0; i < 40; ++i) drawn.add(60, true);
  drawn.draw();
  for (const auto& [at, y] : drawn.places) CHECK(y + 60 <= pdf_page::bottom);
}
