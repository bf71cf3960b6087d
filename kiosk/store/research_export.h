#pragma once
#include <string>

#include "kiosk/store/kiosk_store.h"

namespace hk {

enum class ResearchDates : unsigned char {
  days,
  weeks  ///< ISO weeks: 2026-W47
};

/// A file for researchers, and what stands in it.
struct ResearchExport {
  std::string csv;       ///< RFC 4180, UTF-8: a row for each attendance, in an order that tells nothing
  std::string codebook;  ///< Markdown, in Swedish
  std::size_t people = 0, rows = 0;
};

/// Attendances of those who agree to research now, under study ids: a keyed hash that nobody without the programme's
/// first key can join to names, the same in every export. Merged people are one; who took the consent back, or was
/// erased, is not in it. Recorded in the audit trail. Core thread.
/// Errors: refused unless a coordinator's passphrase opened the store; those of record() and the database.
[[nodiscard]] Result<ResearchExport> research_export(KioskStore& store, ResearchDates dates);

}  // namespace hk
