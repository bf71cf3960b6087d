#pragma once
#include "sync/reports/report.h"
#include "sync/server/server_store.h"

namespace hk {

/// A report as the server knows it, for its operator. An internal one is counted from what the log holds now. One for
/// the outside is the newest that a coordinator's device exported: only there is it decided and recorded what is
/// hidden, so two external reports of a period can never be held against each other. Errors: not_found (no device is
/// enrolled; that period was never exported), those of the database.
[[nodiscard]] Result<Report> server_report(Database& db, const ProgrammeAccount& account, const ReportAsked& asked,
                                           bool external, const LocalTime& local_time);

}  // namespace hk
