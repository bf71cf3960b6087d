#pragma once
#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/intents.h"
#include "kiosk/app/jobs.h"
#include "kiosk/app/kiosk_states.h"
#include "kiosk/app/models.h"
#include "kiosk/store/audit_trail.h"
#include "kiosk/store/correct_person.h"
#include "kiosk/store/headcounts.h"
#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/newcomer_questions.h"
#include "kiosk/store/pin_gate.h"
#include "kiosk/store/register_view.h"
#include "kiosk/store/retention.h"
#include "kiosk/store/staff.h"
#include "sync/client/sync_client.h"

namespace hk {

/// The app without its window: intents in, screen models out. Lives on the core thread. Time comes from the store's
/// clock; work that takes long is handed out as jobs.
class Kiosk : KioskStates {
 public:
  struct Ports {
    const LocalTime& local_time;
    std::function<void(Job)> start_job;
    /// Names were open and are locked: the process is to end and start anew, so that its memory holds none of them.
    std::function<void()> restart;
    bool begins_at_welcome = false;     ///< and not at the passphrase, or Today
    std::filesystem::path assets = {};  ///< where the words to compare are
    /// USB sticks that are in; called on the job thread.
    std::function<std::vector<Drive>()> drives = mounted_drives;
  };
  /// Keeps references to `store`, `sync` and `ports.local_time`. Starts at the passphrase, or where names were opened
  /// before at Today.
  Kiosk(KioskStore& store, SyncClient& sync, Ports ports);

  void handle(const Intent& intent);
  void on_job(JobDone done);
  /// Changes came from the server.
  void on_pulled();
  /// Time-outs, countdowns, forgotten sessions.
  void tick();
  /// When tick() next has something to do, monotonic milliseconds.
  [[nodiscard]] std::int64_t next_tick_ms() const;

  /// The model of now. Reads the projections; a failure to read shows as a notice.
  [[nodiscard]] ScreenPtr screen();

 private:
  static constexpr const char* source_language = "sv";
  /// The device's setting that says why there are no names, until they are back.
  static constexpr const char* kNamesForgotten = "names_forgotten";
  // One handler an intent: kiosk.cpp (moving about), kiosk_lock.cpp, kiosk_typing.cpp, kiosk_register.cpp (what is
  // recorded), kiosk_new_here.cpp, kiosk_household.cpp, kiosk_family.cpp, kiosk_privacy.cpp, kiosk_new_person.cpp,
  // kiosk_counts.cpp, kiosk_extras.cpp, kiosk_notes.cpp, kiosk_week.cpp, kiosk_sessions.cpp, kiosk_picker.cpp,
  // kiosk_export.cpp, kiosk_weekly.cpp, kiosk_settings.cpp, kiosk_coordination.cpp,
  // kiosk_staff.cpp, kiosk_rights.cpp, kiosk_merges.cpp, kiosk_same_session.cpp.
  void on(const GoBack&);
  void on(const AnyTouch&);
  void on(const DismissNotice&);
  void on(const TypeText&);
  void on(const Backspace&);
  void on(const ClearText&);
  void on(const PlaceCaret&);
  void on(const ToggleShift&);
  void on(const ToggleDigits&);
  void on(const ChooseLayout&);
  void on(const SubmitText&);
  void on(const TapSession&);
  void on(const TapCandidate&);
  void on(const NewHere&);
  void on(const NextQuestion&);
  void on(const SkipQuestion&);
  void on(const ChooseArea&);
  void on(const AnswerConsent&);
  void on(const ShowLanguages&);
  void on(const ShowPrivacy&);
  void on(const TickMember&);
  void on(const CheckInTicked&);
  void on(const CheckInAlone&);
  void on(const UndoCheckIn&);
  void on(const NextOfFamily&);
  void on(const CountMe&);
  void on(const ChooseCategory&);
  void on(const OpenStaff&);
  void on(const ToggleVisible&);
  void on(const Unlock&);
  void on(const LockNames&);
  void on(const ShowWelcome&);
  void on(const ShowStart&);
  void on(const StartPlanned&);
  void on(const ChooseActivity&);
  void on(const ChooseSite&);
  void on(const StartSession&);
  void on(const ShowRoster&);
  void on(const TickPerson&);
  void on(const StepCount&);
  void on(const OpenSearch&);
  void on(const CloseSearch&);
  void on(const AddPerson&);
  void on(const ToggleLanguageTraining&);
  void on(const ShowPartners&);
  void on(const TogglePartner&);
  void on(const ShowFamily&);
  void on(const JoinFamily&);
  void on(const PartFamily&);
  void on(const ShowClose&);
  void on(const WriteNote&);
  void on(const StopWriting&);
  void on(const CloseSession&);
  void on(const ShowWeek&);
  void on(const ShowPeriod&);
  void on(const StepPeriod&);
  void on(const ChooseComparison&);
  void on(const ChooseBreakdown&);
  void on(const ShowDimensions&);
  void on(const SortTable&);
  void on(const NarrowTable&);
  void on(const WidenTable&);
  void on(const SelectBar&);
  void on(const ShowCoverage&);
  void on(const ShowSessions&);
  void on(const ShowSessionPeople&);
  void on(const PickPeriod&);
  void on(const ChooseKind&);
  void on(const StepDate&);
  void on(const ShowExport&);
  void on(const ChooseFormat&);
  void on(const SetExternal&);
  void on(const SaveReport&);
  void on(const SetWeekly&);
  void on(const ShowExports&);
  void on(const CompareExport&);
  void on(const ShowUnlock&);
  void on(const ChooseLanguage&);
  void on(const ShowSettings&);
  void on(const StepScale&);
  void on(const ChoosePalette&);
  void on(const ChooseTextSize&);
  void on(const SetCalm&);

  void on(const ShowCoordination&);
  void on(const OpenCoordination&);
  void on(const Act&);
  void on(const AnswerConfirm&);
  void on(const AnswerSameSession&);
  void on(const ToggleSameSession&);

  void go(State state);
  void touch();
  /// Welcome, as it greets somebody who has not been here yet.
  void end_interaction();
  void read_settings();
  void keep_setting(const char* key, const std::string& value);
  TypedText* typed();
  /// Wipes whatever was typed on the screen being left.
  void forget_typing();
  bool staff_screen() const;
  /// Welcome speaks another language, or shows all of them, as long as whoever chose is there.
  bool welcomes_somebody() const;
  /// Screens on which what a participant did goes away after a while without a touch.
  bool clears_itself() const;
  /// How long without a touch.
  std::int64_t participant_timeout_ms() const;
  /// Of the countdown, once it shows.
  std::optional<int> seconds_left() const;
  /// Signs for the devices that were invited and wait, where a coordinator's keys are open.
  void approve_devices();
  void on_unlocked(Result<Opened> opened);
  void lock();
  void begin_anew();
  /// After too long without the server.
  void forget_stale_names();
  bool is_left_alone();
  /// Part of one stands in the field.
  bool holds_passphrase() const;
  void try_pin(AtPin& at);
  void type_digit(AtPin& at, std::string_view digit);
  /// Whose role or passphrase leads to "Samordning".
  bool may_coordinate();
  /// The coordinator's passphrase was given less than five minutes ago.
  bool is_proven() const;
  void prove_coordinator(AtCoordination& at, Result<Opened> opened);
  void read_page(AtCoordination& at);
  void read_events(AtCoordination& at, std::optional<std::int64_t> before);
  bool leave_page(AtCoordination& at);
  void ask(AtCoordination& at, CoordinationAsks asks);
  void submit(AtCoordination& at);
  void submit_member(AtCoordination& at);
  void submit_pin(AtCoordination& at);
  void submit_passphrase(AtCoordination& at);
  void on_passphrase(Result<std::variant<NewSlot, PreparedGrant>> made);
  bool withdraw_keys(StaffId staff);
  void make_sheet(AtCoordination& at);
  void on_sheet(SheetDone done);
  void ask_for_code(AtCoordination& at);
  void on_code(Result<CodeResponse> code);
  void compare_words(AtCoordination& at);
  void on_words(WordsDone done);
  void hand_over(AtCoordination& at);
  void on_handover(const HandoverDone& done);
  void add_new_device(const AtCoordination& at, CoordinationModel& model);
  void act(AtCoordination& at, CoordinationAct act);
  void act_on_member(const AtCoordination& at, CoordinationAct act);
  void act_on_person(AtCoordination& at, CoordinationAct act);
  void correct_name(AtCoordination& at, ParticipantId id, const Person& person);
  void correct(AtCoordination& at, ParticipantId id, const PersonEdit& edit);
  void act_on_pair(AtCoordination& at, CoordinationAct act);
  bool is_proposed(const AtCoordination& at, const ParticipantPair& pair) const;
  std::vector<DuplicateRow> duplicate_rows(const AtCoordination& at) const;
  std::optional<PairCard> pair_card(const AtCoordination& at);
  std::vector<PersonCard::Link> link_rows(ParticipantId id);
  void erase_proposed(AtCoordination& at);
  void save_report(AtCoordination& at, ParticipantId id);
  void on_report(Result<std::filesystem::path> file);
  /// Sends it soon; false, and a notice, where nothing was written.
  bool succeeded(const Result<void>& done);
  std::optional<StaffMember> member(StaffId staff);
  Moment moment(std::int64_t utc_ms) const;
  std::vector<StaffRow> staff_rows(const AtCoordination& at);
  std::vector<DeviceRow> device_rows(const AtCoordination& at);
  std::vector<PersonRow> found_people(const AtCoordination& at);
  PersonCard person_card(ParticipantId id);
  std::vector<RetentionRow> retention_rows(const RetentionProposals& proposals) const;
  std::vector<EventRow> event_rows(const std::vector<AuditEntry>& entries);
  void on_week(WeekDone done);
  void count_shown_week();
  ReportSource report_source() const;
  /// From what was reached from the figures back to them; false elsewhere.
  bool leave_report();
  /// The figures that are shown, or that are gone back to from here; null elsewhere.
  AtWeek* week();
  void back_to_week(AtWeek at);
  void show_period(AtWeek& at, Period period);
  void turn_page(AtPicker& picker, bool later);
  void show_sessions(AtWeek at, std::string figure, std::optional<RowKey> row);
  void on_sessions(SessionsDone done);
  bool may_export();
  void go_to_export(AtWeek at);
  void look_for_drives();
  void on_drives(std::vector<Drive> drives);
  /// The file of `asked`, under the name it has everywhere.
  ReportFile report_file(const ReportRequest& request, ReportFormat format, const std::filesystem::path& folder);
  void print(ReportFile file);
  void on_printed(PrintReportDone done);
  void give_out(PrintReportDone done);
  void on_saved(const SaveReportDone& done);
  void on_export_failed(const ReportFile& file, const Error& error);
  void on_exports(Result<ExportsModel> exports);
  ReportFormat export_format();
  /// What leaves is kept to fixed periods: free dates could be laid so that their difference is one person.
  bool exports_external(const Period& period);
  /// What is due every Monday, when it is.
  void export_weekly();
  /// It is not Monday before eight.
  bool weekly_is_due() const;
  void end_weekly(const ReportFile& file, const std::optional<Error>& error);
  /// Says what became of it to the staff who come next.
  void tell_weekly();
  void add_weekly(ExportModel& model);
  std::optional<std::vector<ChangeBody>> note_changes(AtClose& close);
  bool keep_notes(AtClose& close);
  void leave_close(AtClose& close);
  /// Records; true when durable. A failure becomes a notice, and nothing was written.
  bool record(std::span<const ChangeBody> bodies);
  void show_failure(const Error& error);
  void check_in_by_staff(SessionId session, ParticipantId participant);
  /// Of those who were found by name, and are not here yet: all in one transaction, and greeted.
  void welcome(SessionId session, std::vector<ParticipantId> people, CheckInWay way, std::size_t together = 1);
  void welcome_again(SessionId session, ParticipantId participant);
  std::optional<CheckInRecorded> check_in(SessionId session, ParticipantId participant, CheckInWay way) const;
  bool withdraw(SessionId session, std::span<const ParticipantId> people);
  AtHousehold household(SessionId session, ParticipantId participant);
  /// "Vad heter du?"
  void ask_who(SessionId session);
  /// Who use to come to what runs there, before that session.
  std::vector<ParticipantId> regulars(SessionId session);
  /// A search by a participant that shows names, each once however many letters it takes.
  void count_search(AtWho& who);
  /// Enough letters to show whose name begins so.
  static bool shows_beginnings(std::string_view typed);
  /// Too many names were tried since somebody was checked in.
  bool asks_staff() const;
  /// The programme wants no name to be greeted with.
  bool is_discreet();
  std::int64_t done_ms() const;
  /// Done, unless it has just come: a touch then was meant for what stood there before.
  const AtDone* answered_done() const;
  void choose_category(AtNewHere& newcomer, const std::string& code);
  void ask_next(AtNewHere& newcomer);
  bool ask_previous(AtNewHere& newcomer);
  void add_person(const AtNewPerson& person, const std::string& category);
  void tick_same(const AtNewPerson& person, ParticipantId participant);
  void ask_newcomer(SessionId session, std::string name, std::optional<ParticipantId> family);
  void add_newcomer(const AtNewHere& newcomer);
  /// "Nej, utan namn": nothing of what was said is kept but the category.
  void count_newcomer(const AtNewHere& newcomer);
  void count_nameless(const Headcounts::What& what);
  /// Somebody new with what they agreed to, and their check-in, in one transaction; nothing when it failed.
  struct Newcomer {
    std::string name, category, area;  ///< empty: not said
    std::vector<ConsentSet::Details> consents;
    std::optional<ParticipantId> family = {};  ///< whom they belong with, if that is said
  };
  std::optional<ParticipantId> add_participant(SessionId session, const Newcomer& newcomer, CheckInWay way);
  /// The check-in, the name and the consents, in one transaction: what is left has none of them.
  bool take_back_newcomer(const AtDone& done, ParticipantId participant);
  bool count_one_less(const Headcounts::What& what);
  bool is_here(SessionId session, ParticipantId participant);
  void start_session(const std::string& activity, const std::string& site, std::optional<ScheduleEntry> planned);
  void close_forgotten_sessions();

  WelcomeModel model(const AtWelcome&);
  SettingsModel model(const AtSettings&) const { return {}; }
  WhoModel model(const AtWho&);
  HouseholdModel model(const AtHousehold&);
  NewHereModel model(const AtNewHere&);
  CountModel model(const AtCount&);
  DoneModel model(const AtDone&);
  PrivacyModel model(const AtPrivacy&);
  PinModel model(const AtPin&);
  UnlockModel model(const AtUnlock&);
  TodayModel model(const AtToday&);
  StartModel model(const AtStart&);
  RosterModel model(const AtRoster&);
  PartnersModel model(const AtPartners&);
  FamilyModel model(const AtFamily&);
  NewPersonModel model(const AtNewPerson&);
  CloseModel model(const AtClose&);
  WeekModel model(const AtWeek&);
  ScreenContent model(const AtSessions&);
  ExportModel model(const AtExport&);
  PickerModel model(const AtPicker&);
  ExportsModel model(const AtExports& at) { return at.read; }
  CoordinationModel model(const AtCoordination&);
  SyncLine sync_line();
  SessionSummary summary(const SessionView& session);
  SessionSummary summary(SessionId session);
  ActivityBadge badge(const std::string& activity);
  std::string site_name(const std::string& code);
  RosterRow row(ParticipantId id, bool here) const;
  std::vector<ChoiceTile> category_tiles();
  std::vector<CountRow> counts(SessionId session);
  void add_extras(RosterModel& model);
  std::optional<SameSessionQuestion> same_session_question();
  std::vector<RosterModel::Twin> twins(SessionId session);
  void part_or_link(SessionId a, SessionId b, bool same);
  LocalDate today() const;
  ClockTime clock_time(std::int64_t utc_ms) const;
  /// The value, or an empty one and a notice.
  template <class T>
  T or_notice(Result<T> result) {
    if (result) return std::move(*result);
    show_failure(result.error());
    return T{};
  }

  KioskStore& store_;
  SyncClient& sync_;
  Ports ports_;
  RegisterView view_;
  Headcounts headcounts_;
  PinGate pin_gate_;
  State state_ = AtUnlock{};
  std::optional<Notice> notice_;
  std::deque<ReportFile> to_print_;  ///< the first is being printed
  Weekly weekly_;
  std::optional<std::int64_t> proven_at_ms_;  ///< monotonic: when a coordinator's passphrase was given
  std::int64_t last_touch_ms_ = 0;            ///< monotonic
  std::int64_t state_since_ms_ = 0;           ///< monotonic
  int searches_ = 0;                          ///< by participants, since somebody was checked in or staff were there
  std::int64_t searching_since_ms_ = 0;       ///< monotonic: the first of them
  std::int64_t housekeeping_at_ms_ = 0;
  std::uint64_t version_ = 0;
  std::string language_ = source_language;  ///< of whoever stands here now
  std::string staff_language_ = source_language;
  Appearance appearance_;
};

}  // namespace hk
