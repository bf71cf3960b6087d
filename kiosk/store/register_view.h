#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/kiosk_store.h"
#include "sync/domain/calendar.h"

/// What the screens and the import read from the projections. Core thread, or any thread with its own connection.
namespace hk {

struct CatalogueEntry {
  std::string code;
  std::string label;  ///< Swedish, or the code where there is none
  std::string pictogram;
  std::string workshop;  ///< activity
  std::optional<SessionKind> kind;
  std::string goal_area;  ///< activity
};

struct ScheduleEntry {
  std::string entry, activity, site;
  std::int32_t weekday = 1, start_min = 0, end_min = 0;
};

/// A session as projected.
struct SessionView {
  SessionId id;
  std::int64_t row = 0;
  std::string workshop, activity, site, goal_area;
  SessionKind kind = SessionKind::group;
  LocalDate date;
  std::int32_t utc_offset_min = 0;
  std::int64_t start_ms = 0;
  std::optional<std::int64_t> planned_end_ms;
  std::int64_t checked_in = 0;  ///< distinct participants with a valid check-in
  std::int64_t headcount = 0, turned_away = 0;
  bool language_training = false;
  SessionOrigin origin = SessionOrigin::live;
  std::vector<StaffId> leaders;
  std::vector<std::string> partners;  ///< codes
};

/// One programme's projections in one database; keeps a reference to `db`.
class RegisterView {
 public:
  RegisterView(Database& db, ProgrammeRef programme) : db_(db), programme_(programme) {}

  enum class Retired { left_out, included };
  /// Entries in the programme's order, as a rule only those still offered.
  [[nodiscard]] Result<std::vector<CatalogueEntry>> catalogue(CatalogueType type, Retired retired = Retired::left_out);
  [[nodiscard]] Result<std::string> programme_name();
  /// Of one ISO weekday, by start.
  [[nodiscard]] Result<std::vector<ScheduleEntry>> schedule(int weekday);
  /// Sessions that run, by start.
  [[nodiscard]] Result<std::vector<SessionView>> running();
  /// Running ones that `device` set running: it is the one to close them when they are forgotten.
  [[nodiscard]] Result<std::vector<SessionView>> running_opened_by(DeviceId device);
  /// Started on `date`, in whatever state: which planned ones need not be offered again.
  [[nodiscard]] Result<std::vector<SessionView>> on_date(LocalDate date);
  [[nodiscard]] Result<std::optional<SessionView>> session(SessionId id);
  /// Those here: with at least one valid check-in, in order of arrival.
  [[nodiscard]] Result<std::vector<ParticipantId>> present(SessionId session);
  /// Valid check-ins of one pair: what a withdrawal must name.
  [[nodiscard]] Result<std::vector<CheckInId>> valid_check_ins(SessionId session, ParticipantId participant);
  /// Participants with ≥ 2 attendances at `activity` on dates from `from` to before `session`, most visits first, then
  /// most recent (domain.md, "regular").
  [[nodiscard]] Result<std::vector<ParticipantId>> regulars(const std::string& activity, LocalDate from,
                                                            SessionId except);

 private:
  Result<std::vector<SessionView>> sessions(const std::string& where, std::int64_t value);
  Database& db_;
  ProgrammeRef programme_;
};

}  // namespace hk
