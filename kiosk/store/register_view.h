#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/linked_people.h"
#include "sync/domain/calendar.h"

/// What the screens and the import read from the projections. Core thread, or any thread with its own connection.
namespace hk {

struct CatalogueEntry {
  std::string code;
  std::string label;  ///< in the language spoken, else Swedish, or the code where there is none
  std::string pictogram;
  std::string workshop;  ///< activity
  std::optional<SessionKind> kind;
  std::string goal_area;  ///< activity
};

struct ScheduleEntry {
  std::string entry, activity, site;
  std::int32_t weekday = 1, start_min = 0, end_min = 0;
};

/// A session as projected. Linked ones are one session: the same one speaks for them as in the tally (what, when, who),
/// and the people and counts are those of all.
struct SessionView {
  SessionId id;
  std::string workshop, activity, site, goal_area;
  SessionKind kind = SessionKind::group;
  LocalDate date;
  std::int32_t utc_offset_min = 0;
  std::int64_t start_ms = 0;
  std::optional<std::int64_t> planned_end_ms, end_ms;
  std::optional<SessionState> state;  ///< empty: planned
  std::int64_t checked_in = 0;        ///< people with a valid check-in
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

  /// BCP 47: what is asked for after this is labelled in `language`. At first it is Swedish.
  void speak(std::string language) { language_ = std::move(language); }

  enum class Retired { left_out, included };
  /// Entries in the programme's order, as a rule only those still offered.
  [[nodiscard]] Result<std::vector<CatalogueEntry>> catalogue(CatalogueType type, Retired retired = Retired::left_out);
  [[nodiscard]] Result<std::string> programme_name();
  /// Of one ISO weekday, by start.
  [[nodiscard]] Result<std::vector<ScheduleEntry>> schedule(int weekday);
  /// Sessions that run, by start; linked ones once, as long as one of them runs.
  [[nodiscard]] Result<std::vector<SessionView>> running();
  /// Running ones that `device` set running, each for itself: it is the one to close them when they are forgotten.
  [[nodiscard]] Result<std::vector<SessionView>> running_opened_by(DeviceId device);
  /// Started on `date` or later, in whatever state, each for itself and without its people.
  [[nodiscard]] Result<std::vector<SessionView>> since(LocalDate date);
  /// `id`, or the one that speaks for those linked with it.
  [[nodiscard]] Result<std::optional<SessionView>> session(SessionId id);
  /// `id` for itself.
  [[nodiscard]] Result<std::optional<SessionView>> session_alone(SessionId id);
  /// Of `id` and those linked with it the ones that run.
  [[nodiscard]] Result<std::vector<SessionId>> running_with(SessionId id);
  /// Those here: with at least one valid check-in under any of their ids at any of linked sessions. Each by the id that
  /// stands for them, in order of arrival.
  [[nodiscard]] Result<std::vector<ParticipantId>> present(SessionId session);
  /// Valid check-ins of one pair, under all ids of both: what a withdrawal must name.
  [[nodiscard]] Result<std::vector<CheckInId>> valid_check_ins(SessionId session, ParticipantId participant);
  /// On how many days somebody came under these ids, and when last.
  struct Visits {
    std::int64_t days = 0;
    std::optional<LocalDate> last;
    bool operator==(const Visits&) const = default;
  };
  [[nodiscard]] Result<Visits> visits(const std::vector<ParticipantId>& ids);
  /// Participants with ≥ 2 attendances at `activity` on dates from `from`, `except` left out: most visits first, then
  /// most recent (domain.md, "regular").
  [[nodiscard]] Result<std::vector<ParticipantId>> regulars(const std::string& activity, LocalDate from,
                                                            SessionId except);

 private:
  /// What is linked now; read anew for every question, so that no answer mixes two moments.
  struct Links {
    LinkedPeople people;
    LinkedSessions sessions;
  };
  Result<Links> links();
  Result<std::vector<SessionView>> sessions(const std::string& where, std::int64_t value);
  Result<std::optional<SessionView>> session(const Links& links, SessionId id);
  Result<std::vector<ParticipantId>> present(const Links& links, SessionId session);
  Result<void> add_counts(SessionView& view, SessionId id);
  Database& db_;
  ProgrammeRef programme_;
  std::string language_ = "sv";
};

}  // namespace hk
