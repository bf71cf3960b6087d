#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/appearance.h"
#include "kiosk/app/coordination_model.h"
#include "kiosk/app/intents.h"
#include "kiosk/app/notice.h"
#include "kiosk/app/opening_models.h"
#include "kiosk/app/participant_models.h"
#include "kiosk/app/report_models.h"
#include "sync/domain/calendar.h"
#include "sync/domain/change.h"
#include "sync/domain/ids.h"
#include "sync/domain/result.h"

/// What the screens draw. Every model is made on the core thread, never changed after that, and holds data, not
/// wording: the screens choose the words, so a language can be switched without asking the core.
/// A model of a screen that shows names is dropped when the screen is left.
namespace hk {

/// The one line at the foot of staff screens; it always tells the truth about sending.
struct SyncLine {
  enum class State : std::uint8_t {
    not_enrolled,  ///< no server yet: everything is kept here
    all_sent,
    waiting,          ///< something is pending, a server answers
    offline,          ///< something may be pending, no server answers
    revoked,          ///< a coordinator took this device out of the programme
    names_forgotten,  ///< after 30 days without the server; they come back with it
    refused,          ///< the server says no to this device
    outdated,         ///< this program is too old for the server: nothing is sent until it is updated
    server_outdated,  ///< the server is too old for this program
  } state = State::not_enrolled;
  std::int64_t pending = 0;            ///< changes not acknowledged
  std::optional<ClockTime> last_sent;  ///< when everything was last acknowledged
  std::int64_t clock_ahead_min = 0;    ///< of this device's clock before the server's; 0 where it is right enough
  std::string place;                   ///< where this device stands; end of the line
  bool operator==(const SyncLine&) const = default;
};

// --- staff ---------------------------------------------------------------------------------------------------------

/// From the participants' side to the staff's, while names are open.
struct PinModel {
  std::size_t digits = 0;           ///< typed so far, of six
  int wait_seconds = 0;             ///< until a PIN is looked at again
  std::optional<int> seconds_left;  ///< as in WhoModel
  bool operator==(const PinModel&) const = default;
};

struct UnlockModel {
  TypedText passphrase;
  bool visible = false;   ///< letters instead of dots
  bool checking = false;  ///< the key is being derived on the job thread
  bool operator==(const UnlockModel&) const = default;
};

struct PlannedSession {
  std::string entry;  ///< schedule entry
  ActivityBadge badge;
  ClockTime start, end;
  std::string place;
  bool operator==(const PlannedSession&) const = default;
};

/// Two tablets may have started one session each for the same thing.
struct SameSessionQuestion {
  LocalDate date;
  SessionSummary first, second;
  bool operator==(const SameSessionQuestion&) const = default;
};

struct TodayModel {
  LocalDate date;
  bool names_locked = false;
  bool may_coordinate = false;                  ///< "Samordning" is theirs
  std::optional<SameSessionQuestion> question;  ///< of the last 14 days; answered whenever there is time for it
  std::vector<SessionSummary> running;
  std::vector<PlannedSession> planned;  ///< of today, not started, by start
  bool operator==(const TodayModel&) const = default;
};

/// Start any activity of the programme: first what, then where.
struct StartModel {
  struct Activity {
    std::string code;
    ActivityBadge badge;
    std::string workshop;
    bool operator==(const Activity&) const = default;
  };
  struct Site {
    std::string code, name;
    bool operator==(const Site&) const = default;
  };
  std::vector<Activity> activities;
  std::vector<Site> sites;
  std::optional<std::string> chosen_activity;  ///< code
  std::optional<std::string> chosen_site;      ///< code; preset to where the device stands
  bool operator==(const StartModel&) const = default;
};

struct RosterRow {
  ParticipantId participant;
  std::string name;  ///< as staff see it: first name and surname's initial, or the alias
  bool here = false;
  bool operator==(const RosterRow&) const = default;
};

/// How many came without a name, from all devices.
struct CountRow {
  std::string category;  ///< code; empty: did not get a place
  std::string name, pictogram;
  std::int64_t total = 0;
  bool operator==(const CountRow&) const = default;
};

struct RosterModel {
  /// Another session at the same time and place.
  struct Twin {
    SessionId session;
    ClockTime start;
    bool same = false;  ///< is one with the shown one
    bool operator==(const Twin&) const = default;
  };
  SessionSummary session;
  std::vector<Twin> twins;
  bool names_locked = false;     ///< then there are counts only
  std::vector<CountRow> counts;  ///< categories in the programme's order, then those turned away
  bool language_training = false;
  std::vector<std::string> partners;  ///< names of those present
  bool has_partners = false;          ///< the programme has any
  std::vector<RosterRow> regulars;    ///< order is fixed while the screen is open
  std::vector<RosterRow> others;      ///< here but not a regular; or, while searching, everybody found
  bool searching = false;             ///< the search field takes the keyboard
  TypedText search;
  bool operator==(const RosterModel&) const = default;
};

/// Which partners take part in a session.
struct PartnersModel {
  struct Partner {
    std::string code, name;
    bool present = false;
    bool operator==(const Partner&) const = default;
  };
  SessionSummary session;
  std::vector<Partner> partners;  ///< in the programme's order
  bool operator==(const PartnersModel&) const = default;
};

/// "Familjer": who may be checked in together.
struct FamilyModel {
  struct Member {
    ParticipantId participant;
    std::string name;                 ///< as in RosterRow
    std::vector<std::string> family;  ///< names of the others of theirs
    bool ticked = false;
    bool operator==(const Member&) const = default;
  };
  SessionSummary session;
  std::vector<Member> people;  ///< those here; order is fixed while the screen is open
  bool can_join = false;       ///< two or more are ticked
  bool can_part = false;       ///< one who has a family is
  bool operator==(const FamilyModel&) const = default;
};

/// "Ny deltagare": a name, and a category that adds and ticks.
struct NewPersonModel {
  SessionSummary session;
  TypedText typed;
  bool can_add = false;                ///< there is a name
  std::vector<RosterRow> same;         ///< who has that name already
  std::vector<ChoiceTile> categories;  ///< in the programme's order
  bool operator==(const NewPersonModel&) const = default;
};

struct CloseModel {
  struct Note {
    NotePrompt prompt{};
    TypedText typed;
    bool operator==(const Note&) const = default;
  };
  SessionSummary session;
  std::int64_t turned_away = 0;
  bool names_locked = false;          ///< then nothing can be written
  std::vector<Note> notes;            ///< each prompt once
  std::optional<NotePrompt> writing;  ///< which takes the keyboard
  bool operator==(const CloseModel&) const = default;
};

/// What staff set for this device; Screen has it, since every screen follows it at once.
struct SettingsModel {
  bool operator==(const SettingsModel&) const = default;
};

using ScreenKinds =
    std::variant<WelcomeModel, WhoModel, HouseholdModel, NewHereModel, CountModel, DoneModel, PrivacyModel, PinModel,
                 UnlockModel, TodayModel, StartModel, RosterModel, PartnersModel, FamilyModel, NewPersonModel,
                 CloseModel, WeekModel, SessionsModel, SessionPeopleModel, ExportModel, PickerModel, ExportsModel,
                 SettingsModel, CoordinationModel, FailureModel, FirstRunModel>;

/// What is shown. A class of its own so that what a copy of the variant costs to compile is paid once, in models.cpp.
class ScreenContent : public ScreenKinds {
 public:
  using ScreenKinds::variant;
  ScreenContent();
  ScreenContent(const ScreenContent&);
  ScreenContent(ScreenContent&&) noexcept;
  ScreenContent& operator=(const ScreenContent&);
  ScreenContent& operator=(ScreenContent&&) noexcept;
  ~ScreenContent();
  bool operator==(const ScreenContent& other) const;
};
struct Screen {
  ScreenContent content;
  std::optional<Notice> notice;
  SyncLine sync;
  std::string language = "sv";  ///< BCP 47; whose words it speaks: the participant's of now, or the staff's
  Appearance appearance;        ///< of this device
  std::uint64_t version = 0;    ///< grows with every model made
};

/// Nobody could tell them apart.
[[nodiscard]] bool shows_same(const Screen& one, const Screen& other);

using ScreenPtr = std::shared_ptr<const Screen>;

}  // namespace hk
