#pragma once
#include "kiosk/cli/command_host.h"
#include "kiosk/store/correct_person.h"

/// What people may ask for (GDPR art. 15–17), and what is kept of it. Every command opens the names with a passphrase;
/// those that erase or hand out rows want a coordinator's.
namespace hk::cli {

using RightsOptions = CommonOptions;

/// Prints everybody one of whose names begins as each word does.
[[nodiscard]] Result<void> person_find(const RightsOptions& options, const std::string& name, const CliWorld& world);
/// Prints what is kept about one person and who wrote it when. Goes into the audit trail.
[[nodiscard]] Result<void> person_show(const RightsOptions& options, const std::string& id, const CliWorld& world);
/// Writes everything that is held, as JSON where `out` ends in .json, else as PDF in Swedish and `language`.
[[nodiscard]] Result<void> person_report(const RightsOptions& options, const std::string& id, const Path& out,
                                         const std::string& language, const CliWorld& world);
[[nodiscard]] Result<void> person_correct(const RightsOptions& options, const std::string& id, const PersonEdit& edit,
                                          const CliWorld& world);
/// Two registrations of one person; a coordinator signs.
[[nodiscard]] Result<void> person_merge(const RightsOptions& options, const std::string& a, const std::string& b,
                                        const CliWorld& world);
/// Takes a merge back; also says of two that they were never one, so that they are not proposed.
[[nodiscard]] Result<void> person_unmerge(const RightsOptions& options, const std::string& a, const std::string& b,
                                          const CliWorld& world);
/// Prints pairs who may be one person, with their names.
[[nodiscard]] Result<void> person_duplicates(const RightsOptions& options, const CliWorld& world);
[[nodiscard]] Result<void> person_erase(const RightsOptions& options, const std::string& id, const CliWorld& world);

/// Asks the server for its time and everybody's visits first, and prints who was last seen too long ago.
[[nodiscard]] Result<void> retention_list(const RightsOptions& options, bool ids_alone, const CliWorld& world);
/// Erases those of `ids` who are still proposed, and tells the server.
[[nodiscard]] Result<void> retention_confirm(const RightsOptions& options, const std::vector<std::string>& ids,
                                             const CliWorld& world);

/// Writes `out` (CSV) and a codebook beside it, `out` with the ending .codebook.md.
[[nodiscard]] Result<void> research_export(const RightsOptions& options, const Path& out, bool weeks,
                                           const CliWorld& world);

/// Prints the last `count` changes before row `before` (0: up to now), without names.
[[nodiscard]] Result<void> audit(const RightsOptions& options, std::int64_t before, std::size_t count,
                                 const CliWorld& world);

}  // namespace hk::cli
