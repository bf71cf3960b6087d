#pragma once
#include "sync/domain/bytes.h"
#include "sync/domain/result.h"
#include "sync/reports/workbook.h"

namespace hk {

/// The workbook as an Office Open XML file; numbers and dates are such, words are never formulas. Reproducible,
/// whatever clock and locale the process has. Any thread, one at a time: libxlsxwriter asks gmtime. Errors: io, where
/// there is no memory or no room for the temporary files of the library (nameless, in TMPDIR).
[[nodiscard]] Result<Bytes> xlsx(const Workbook& workbook);

}  // namespace hk
