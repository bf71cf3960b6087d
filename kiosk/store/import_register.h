#pragma once
#include <string>
#include <vector>

#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/register_csv.h"

namespace hk {

/// What an import would add, and did unless it was a dry run.
struct ImportSummary {
  std::int64_t sessions = 0, participants = 0, check_ins = 0, headcounts = 0;
  std::int64_t known = 0;  ///< facts of the register that were here already, or were withdrawn
  struct Created {
    CatalogueType type{};
    std::string code, label;
  };
  std::vector<Created> created;  ///< catalogue entries the register named and the programme lacked
};

/// Categories a register may name: those of the programme.
[[nodiscard]] Result<std::vector<RegisterCategory>> register_categories(KioskStore& store);

/// Adds the good rows of `reg` that the projections lack, in one transaction; the store must be unlocked.
/// Ids are keyed hashes of (source, key), so the same register twice adds nothing, and nobody without the programme's
/// key can guess a participant's key from an id. Errors: locked, and those of KioskStore::record.
[[nodiscard]] Result<ImportSummary> import_register(KioskStore& store, const Register& reg, std::string_view source,
                                                    const LocalTime& local_time, bool dry_run);

/// "Kvinnors hälsa" → "kvinnors_halsa". Empty where the label has no letter or digit.
[[nodiscard]] std::string code_from_label(std::string_view label);

}  // namespace hk
