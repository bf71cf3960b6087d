#pragma once
#include "sync/log/log.h"

namespace hk {

/// Whether `body` is about a person who was erased. Throws SqliteFailure.
[[nodiscard]] bool is_erased(Database& db, ProgrammeRef programme, const ChangeBody& body);
/// Whether `record` brings bytes of an erased person's sealed part, in its own place or in another change's: whoever
/// keeps a record that the log does not take keeps it without these. Throws SqliteFailure.
[[nodiscard]] bool holds_erased(Database& db, ProgrammeRef programme, const ChangeRecord& record);
/// Remembers that the database has bytes to overwrite (in a transaction). Throws SqliteFailure.
void ask_for_sweep(Database& db);
/// The same where the last statement took rows or sealed parts away. Whose they were need not be known yet: an erasure
/// that comes later finds nothing of them but what the disk still holds.
void sweep_what_left(Database& db);

}  // namespace hk
