#pragma once
#include <map>
#include <string>
#include <vector>

#include "kiosk/store/audit_trail.h"
#include "kiosk/store/merge_people.h"
#include "kiosk/store/programme_file.h"

namespace hk {

/// Everything that is held about one person (GDPR art. 15). In memory only; whoever writes it down keeps it safe.
struct AccessReport {
  struct Details {
    ParticipantId id;
    Person person;
  };
  struct Visit {
    CheckInId check_in;
    SessionId session;
    std::optional<LocalDate> date;  ///< empty where the session's own data have not arrived
    std::int64_t recorded_ms = 0;   ///< UTC
    std::int32_t utc_offset_min = 0;
    std::string workshop, activity, site;  ///< codes
    std::string category, gender, area;    ///< codes, as they count now
    CheckInWay way{};
    std::string device_label;
    bool withdrawn = false, corrected = false;
  };

  std::string programme;
  std::int64_t made_ms = 0;      ///< UTC
  std::vector<Details> details;  ///< one for each id that was merged
  std::vector<Visit> visits;     ///< oldest first
  std::vector<AuditEntry> history;
  std::vector<PersonLink> merges;  ///< and those that were taken apart
  std::vector<AuditEntry> accesses;
  std::map<std::pair<CatalogueType, std::string>, Label> labels;  ///< of the programme's codes
  Label notice;                                                   ///< what people are told of how this is used
};

/// Looks it all up, and records that somebody did. Goes through the whole log once. Core thread. Errors: locked;
/// not_found when nothing is held under this id; those of record() and the database.
[[nodiscard]] Result<AccessReport> access_report(KioskStore& store, ParticipantId person);

/// UTF-8 JSON with codes and ISO times, for programs.
[[nodiscard]] std::string access_report_json(const AccessReport& report);

/// Pages to print: first in Swedish, then in `language` ("ar"; English where we have no words in it) unless that is
/// Swedish too. The same report gives the same bytes. Errors: those of render_pdf().
[[nodiscard]] Result<Bytes> access_report_pdf(const AccessReport& report, const std::string& language,
                                              const LocalTime& local_time);

}  // namespace hk
