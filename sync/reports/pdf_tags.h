#pragma once
#include <string>
#include <vector>

#include "sync/domain/bytes.h"
#include "sync/domain/result.h"

namespace hk {

/// What Cairo cannot say of a tagged document (1.16).
struct PdfTelling {
  std::string language;              ///< "sv"
  std::vector<std::string> figures;  ///< of each Figure, in order, the words for those who do not see it
};

/// The same pages, with their language, with titles shown in place of file names, with words for figures, with rows
/// and columns of tables told apart, and with all that is not tagged marked as decoration. The same input gives the
/// same bytes. Errors: io, when qpdf does not understand `pdf`.
[[nodiscard]] Result<Bytes> finish_tags(const Bytes& pdf, const PdfTelling& telling);

}  // namespace hk
