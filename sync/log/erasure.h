#pragma once
#include "sync/log/log.h"

namespace hk {

/// Whether `body` is about a person who was erased. Throws SqliteFailure.
[[nodiscard]] bool is_erased(Database& db, ProgrammeRef programme, const ChangeBody& body);
/// Remembers that the database has bytes to overwrite (in a transaction). Throws SqliteFailure.
void ask_for_sweep(Database& db);

}  // namespace hk
