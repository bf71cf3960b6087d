#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/intents.h"
#include "kiosk/app/jobs.h"
#include "kiosk/app/models.h"
#include "kiosk/store/audit_trail.h"
#include "kiosk/store/headcounts.h"
#include "kiosk/store/newcomer_questions.h"
#include "kiosk/store/retention.h"

namespace hk {

/// Where the kiosk stands, and what goes with it: dropped, and what was typed overwritten, when it goes elsewhere.
struct KioskStates {
  struct AtWelcome {
    bool languages = false;
  };
  struct AtWho {
    SessionId session;
    TypedText typed;
    std::string search = {};                   ///< what the search that was counted last has come to
    std::vector<ParticipantId> regulars = {};  ///< of what runs: they come first among those found
  };
  /// "Vilka är här?": `members` are never fewer than two.
  struct AtHousehold {
    SessionId session;
    std::vector<HouseholdModel::Member> members;
    bool more = false;
  };
  struct AtCount {
    SessionId session;
  };
  struct AtDone {
    SessionId session;
    std::variant<std::vector<ParticipantId>, Headcounts::What> who;  ///< never nobody
    std::string first_name;
    bool already_here = false;
    std::size_t together = 1;                        ///< they, and who of their household was here before
    int searches = 0;                                ///< before it, since somebody was checked in
    bool is_new = false;                             ///< the name came with the check-in, and goes with it
    std::vector<ConsentSet::Details> consents = {};  ///< given with it, and taken back with it
  };
  struct AtPrivacy {};
  /// "Ny här": the answers so far, which go nowhere before the last one.
  struct AtNewHere {
    SessionId session;
    std::optional<ParticipantId> family;  ///< whom they belong with
    NewcomerQuestions asked;
    bool has_areas = false;
    std::vector<NewHereModel::Question> questions;  ///< never empty; what was answered can leave some out
    std::size_t at = 0;
    TypedText name;
    bool refused = false;        ///< a personnummer was typed
    bool reads_notice = false;   ///< from a question about consent, and goes back to it
    std::string category, area;  ///< empty: not said
    std::vector<ConsentSet::Details> consents;
    [[nodiscard]] bool is_child() const { return category == child_category; }
    [[nodiscard]] NewHereModel::Question question() const { return questions[at]; }
  };
  struct AtUnlock {
    TypedText passphrase;
    bool visible = false, checking = false;
    std::optional<std::variant<ShowRoster, ShowClose>> then;  ///< what the passphrase was asked for, else Today
  };
  struct AtPin {
    TypedText digits;
  };
  struct AtToday {};
  struct AtStart {
    std::optional<std::string> activity, site;
  };
  struct AtRoster {
    SessionId session;
    std::vector<ParticipantId> regulars;  ///< fixed while the screen is open: rows never jump under a finger
    bool searching = false;
    TypedText search;
  };
  struct AtPartners {
    SessionId session;
  };
  struct AtFamily {
    SessionId session;
    std::vector<ParticipantId> people;  ///< fixed as on the roster
    std::vector<ParticipantId> ticked;
  };
  struct AtNewPerson {
    SessionId session;
    TypedText name;
  };
  struct Note {
    NotePrompt prompt{};
    TypedText typed;
    std::string kept;  ///< as stored
  };
  struct AtClose {
    SessionId session;
    std::array<Note, 2> notes{{{NotePrompt::how, {}, {}}, {NotePrompt::needs, {}, {}}}};
    std::optional<NotePrompt> writing;
  };
  struct AtWeek {
    Period period;
    Comparison compare{};
    Dimension by = Dimension::workshop;
    bool all_dimensions = false;
    std::optional<RowKey> narrowed;
    TableOrder order;
    std::optional<std::size_t> bar;
    bool all_coverage = false;
    std::shared_ptr<const Report> report;     ///< as last counted; null for a period not counted yet
    bool counting = false, outdated = false;  ///< outdated: to be counted again when the count at hand is done
  };
  /// What is reached from the figures goes back to them.
  struct AtSessions {
    AtWeek week;
    SessionsAsked asked;
    std::shared_ptr<const std::vector<SessionRow>> rows;
    std::optional<SessionRow> opened;  ///< whose people are shown
    std::vector<ParticipantId> people;
  };
  /// What is exported is what `week` would show.
  struct AtExport {
    AtWeek week;
    Period offered;  ///< shown when it was opened, or picked
    std::vector<Drive> drives;
    std::int64_t drives_at_ms = 0;  ///< monotonic: when they are looked for again
    bool looking = false;
    ExportModel::Step step = ExportModel::Step::none;
  };
  struct AtPicker {
    AtWeek week;
    bool for_export = false;
    PeriodKind kind{};
    int year = 0;
    LocalDate from, to;
  };
  struct AtExports {
    AtWeek week;
    ExportsModel read;
  };
  struct AtSettings {};
  /// Whether a new device is the one that it says: what was shown is what is approved.
  struct Comparing {
    Enrolment waiting;
    std::optional<SixWords> words;  ///< once computed
    bool differ = false;            ///< the new device showed others
  };
  /// "Samordning". What is listed was read when the page was opened, or something was done on it.
  struct AtCoordination {
    CoordinationPage page = CoordinationPage::menu;
    CoordinationSubject subject;
    CoordinationAsks asks = CoordinationAsks::nothing;
    TypedText text;
    std::string first;  ///< of a PIN or passphrase that is typed twice
    bool visible = false, working = false;
    std::optional<CoordinationAct> confirms;
    std::optional<RetentionProposals> proposals;
    std::vector<std::pair<ParticipantId, ParticipantId>> duplicates;
    std::vector<AuditEntry> events;
    std::optional<std::int64_t> earlier;  ///< where older events begin
    std::optional<CodeResponse> code;     ///< for a new device
    std::optional<Comparing> comparing;
  };
  using State = std::variant<AtWelcome, AtWho, AtHousehold, AtNewHere, AtCount, AtDone, AtPrivacy, AtPin, AtUnlock,
                             AtToday, AtStart, AtRoster, AtPartners, AtFamily, AtNewPerson, AtClose, AtWeek, AtSessions,
                             AtExport, AtPicker, AtExports, AtSettings, AtCoordination>;
  /// The export of every Monday.
  struct Weekly {
    bool working = false;
    int failures = 0;                           ///< in a row
    std::int64_t retry_at_ms = 0;               ///< monotonic
    std::string why;                            ///< of the last failure
    std::optional<SaveReportJob> unsaved = {};  ///< recorded, and not yet where it should be
    std::optional<Notice> untold = {};          ///< to staff
  };
};

}  // namespace hk
