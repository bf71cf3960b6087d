#pragma once
#include <vector>

#include "sync/protocol/messages.h"
#include "sync/sqlite/database.h"

/// What the server said of the programme's devices. The functions here throw SqliteFailure, and are called inside
/// sqlite_guard().
namespace hk {

[[nodiscard]] std::vector<DeviceState> read_devices(Database& db);
[[nodiscard]] std::vector<Enrolment> read_enrolments(Database& db);
void write_devices(Database& db, const std::vector<DeviceState>& devices);
void write_enrolments(Database& db, const std::vector<Enrolment>& enrolments);

}  // namespace hk
