#include "sync/reports/pdf_tags.h"

// Without qpdf's own pointers, which std::shared_ptr took the place of.
#define POINTERHOLDER_TRANSITION 4

#include <algorithm>
#include <array>
#include <exception>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace hk {
namespace {

/// Puts what stands outside of tags between /Artifact BMC and EMC.
class MarkDecoration : public QPDFObjectHandle::TokenFilter {
 public:
  void handleToken(const QPDFTokenizer::Token& token) override {
    operation_ += token.getRawValue();
    // Up to the operator that its operands stand before.
    if (token.getType() != QPDFTokenizer::tt_word) return;
    const std::string& name = token.getValue();
    const bool tags = name == "BDC" && operation_.find("/MCID") != std::string::npos;
    if (tags) close();
    // What only sets colours and paths is carried along until something is painted.
    waiting_ += operation_;
    operation_.clear();
    if (paints(name) && depth_ == 0) open_before_waiting();
    const bool tagged = tags || depth_ > 0;
    // Cairo also marks the space that a line ended with, in a tag or not.
    if (name == "BDC" && tagged) ++depth_;
    if (name == "EMC" && tagged) --depth_;
    if (tagged || paints(name)) flush();
  }
  void handleEOF() override {
    close();
    waiting_ += operation_;
    flush();
  }

 private:
  static bool paints(const std::string& name) {
    static constexpr std::array<std::string_view, 12> painting = {"f",  "F", "f*", "S",  "s",  "B",
                                                                  "B*", "b", "b*", "ET", "Do", "sh"};
    return std::find(painting.begin(), painting.end(), name) != painting.end();
  }
  void open_before_waiting() {
    if (!decorating_) write("\n/Artifact BMC ");
    decorating_ = true;
  }
  void close() {
    flush();
    if (decorating_) write("\nEMC ");
    decorating_ = false;
  }
  void flush() {
    write(waiting_);
    waiting_.clear();
  }
  std::string operation_, waiting_;
  int depth_ = 0;
  bool decorating_ = false;
};

std::string kind_of(QPDFObjectHandle element) {
  QPDFObjectHandle kind = element.isDictionary() ? element.getKey("/S") : QPDFObjectHandle::newNull();
  return kind.isName() ? kind.getName() : std::string();
}

std::vector<QPDFObjectHandle> children_of(QPDFObjectHandle element) {
  QPDFObjectHandle kids = element.getKey("/K");
  if (kids.isArray()) return kids.getArrayAsVector();
  return kids.isDictionary() ? std::vector{kids} : std::vector<QPDFObjectHandle>{};
}

/// A cell that heads its row stands among others that do not; cells that head columns stand among their like.
void tell_headings(const std::vector<QPDFObjectHandle>& cells) {
  const bool columns = std::all_of(cells.begin(), cells.end(), [](auto cell) { return kind_of(cell) == "/TH"; });
  for (QPDFObjectHandle cell : cells) {
    if (kind_of(cell) != "/TH") continue;
    cell.replaceKey(
        "/A", QPDFObjectHandle::parse(columns ? "<< /O /Table /Scope /Column >>" : "<< /O /Table /Scope /Row >>"));
  }
}

void tell(QPDFObjectHandle element, std::vector<std::string>::const_iterator& words,
          std::vector<std::string>::const_iterator end) {
  if (kind_of(element) == "/Figure" && words != end) {
    element.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(*words++));
  }
  const auto children = children_of(element);
  if (kind_of(element) == "/TR") tell_headings(children);
  for (QPDFObjectHandle child : children) {
    if (child.isDictionary()) tell(child, words, end);
  }
}

void tell_all(QPDF& pdf, const PdfTelling& telling) {
  QPDFObjectHandle root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(telling.language));
  root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
  auto words = telling.figures.begin();
  tell(root.getKey("/StructTreeRoot"), words, telling.figures.end());
  for (QPDFPageObjectHelper page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    page.getObjectHandle().replaceKey("/Tabs", QPDFObjectHandle::newName("/S"));
    page.addContentTokenFilter(std::make_shared<MarkDecoration>());
  }
}

}  // namespace

Result<Bytes> finish_tags(const Bytes& pdf, const PdfTelling& telling) {
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("report", pdf.data(), pdf.size());
    tell_all(document, telling);
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    // Thousands of cells are thousands of small objects.
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
    return Bytes(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
  } catch (const std::exception& error) {
    return fail(ErrorCode::io, "PDF", error.what());
  }
}

}  // namespace hk
