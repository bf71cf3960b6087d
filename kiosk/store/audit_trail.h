#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/kiosk_store.h"

/// Who did what, when and on which device: the change log, read without anybody's name. Core thread, or any thread with
/// its own store.
namespace hk {

struct AuditEntry {
  std::int64_t row = 0;  ///< order of arrival on this device
  ChangeId change;
  std::string_view kind;         ///< "check_in_recorded"; lives as long as the program
  std::optional<StaffId> staff;  ///< nobody: a participant's own act, or the device's
  DeviceId device;
  std::string device_label;  ///< empty where no coordinator named it
  std::int64_t wall_ms = 0;  ///< UTC by the author's clock
  std::optional<ParticipantId> participant;
  std::optional<SessionId> session;
  std::string event, outcome;       ///< of access_logged
  std::vector<std::string> groups;  ///< of a person's history: what was set
};

struct AuditPage {
  std::vector<AuditEntry> entries;      ///< latest arrival first
  std::optional<std::int64_t> earlier;  ///< what to ask for next; empty at the log's beginning
};

/// At most `count` changes that arrived before row `before` (empty: up to now). Errors: those of the database.
[[nodiscard]] Result<AuditPage> audit_trail(KioskStore& store, std::optional<std::int64_t> before, std::size_t count);

/// What was set about one person under any of their ids, consents too, oldest first. `groups` needs the
/// names open: "identity", "protected", "category", "gender", "area", "household", "card"; "registration" and
/// "research" for consents. Errors: locked; those of the database.
[[nodiscard]] Result<std::vector<AuditEntry>> person_history(KioskStore& store, ParticipantId person);

/// Entries of the access log about one person, oldest first: who looked, who asked for a report.
/// Reads the whole log: not for the core thread. Errors: those of the database.
[[nodiscard]] Result<std::vector<AuditEntry>> accesses(KioskStore& store, ParticipantId person);

}  // namespace hk
