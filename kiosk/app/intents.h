#pragma once
#include <cstdint>
#include <string>
#include <variant>

#include "kiosk/app/appearance.h"
#include "kiosk/app/coordination_intents.h"
#include "kiosk/app/report_intents.h"
#include "sync/domain/ids.h"

/// What a person did, as the screens report it. Intents are never dropped; the core answers each with a new model.
namespace hk {

/// What staff are asked when a session closes.
enum class NotePrompt : std::uint8_t { how, needs };

// Everywhere
struct GoBack {};    ///< one step back, as the arrow in the start corner
struct AnyTouch {};  ///< a touch on no widget: restarts the time-out, leaves Done
struct DismissNotice {};
struct ChooseLanguage {
  std::string code;  ///< BCP 47
};                   ///< on Settings the staff's, elsewhere that of whoever stands here now

// Typing, on any screen that has a text
struct TypeText {
  std::string text;
};                    ///< UTF-8 of one key, or of a physical keyboard's input
struct Backspace {};  ///< takes away what is selected, else the character before the caret
struct PlaceCaret {
  std::size_t caret = 0, anchor = 0;
};  ///< byte offsets into the text; what lies between them is selected
struct ClearText {};
struct ToggleShift {};
struct ToggleDigits {};
struct ChooseLayout {
  std::string code;
};                     ///< language of the keyboard, for this text
struct SubmitText {};  ///< Enter

// Participant
struct TapSession {
  SessionId session;
};  ///< a card on Welcome
struct TapCandidate {
  ParticipantId participant;
};  ///< checks in, or asks who else of the household is here
struct TickMember {
  ParticipantId participant;
};                        ///< toggles, on "Vilka är här?" and "Familjer"
struct CheckInTicked {};  ///< all ticked members at once
struct CheckInAlone {};   ///< only whoever found themselves
struct UndoCheckIn {};    ///< on Done; the same for a count without a name
struct NextOfFamily {};   ///< on Done: somebody else of the newcomer's family is new too
struct CountMe {};        ///< "Utan namn"
struct NewHere {};        ///< "Ny här"
struct NextQuestion {};   ///< the name is complete
struct SkipQuestion {};
struct ChooseArea {
  std::string code;
};
struct ChooseCategory {
  std::string code;
};  ///< a tile: counts one without a name, or answers what somebody new is asked
struct AnswerConsent {
  bool yes = false;
};                        ///< what is asked of somebody new before a name is kept, or before research
struct ShowLanguages {};  ///< "fler": all of them, where Welcome has no room for them beside the sessions
struct ShowPrivacy {};    ///< "Så använder vi uppgifter"
struct OpenStaff {};      ///< long press on the corner mark

// Staff
struct ToggleVisible {};  ///< show or hide the passphrase being typed
struct Unlock {};         ///< the passphrase is complete
struct LockNames {};
struct ShowWelcome {};  ///< hand the tablet to the participants
struct ShowStart {};    ///< "Något annat"
struct StartPlanned {
  std::string entry;
};
struct ChooseActivity {
  std::string code;
};
struct ChooseSite {
  std::string code;
};
struct StartSession {};  ///< with the chosen activity and site
struct ShowRoster {
  SessionId session;
};
struct TickPerson {
  ParticipantId participant;
};  ///< toggles here / not here
struct StepCount {
  std::string category;  ///< empty: did not get a place
  bool up = true;
};  ///< one more or one less, counted without a name
/// "Samma tillfälle?" on Today.
struct AnswerSameSession {
  SessionId a, b;
  bool same = false;
};
struct ToggleSameSession {
  SessionId session;
};  ///< on the roster: whether another session is one with the shown one
struct OpenSearch {};
struct CloseSearch {};
struct AddPerson {};  ///< "Ny deltagare"
struct ToggleLanguageTraining {};
struct ShowPartners {};
struct ShowFamily {};  ///< "Familjer"
struct JoinFamily {};  ///< those ticked belong together
struct PartFamily {};  ///< those ticked belong to no family
struct TogglePartner {
  std::string code;
};
struct ShowClose {
  SessionId session;
};
struct WriteNote {
  NotePrompt prompt{};
};
struct StopWriting {};
struct CloseSession {};
struct ShowUnlock {};
struct ShowSettings {};
struct StepScale {
  bool up = true;
};  ///< everything larger or smaller
struct ChoosePalette {
  Palette palette{};
};
struct ChooseTextSize {
  int percent = 100;
};  ///< what is not offered stands for the nearest that is
struct SetCalm {
  bool calm = false;
};

using IntentKinds =
    std::variant<GoBack, AnyTouch, DismissNotice, TypeText, Backspace, PlaceCaret, ClearText, ToggleShift, ToggleDigits,
                 ChooseLayout, SubmitText, TapSession, TapCandidate, UndoCheckIn, CountMe, NewHere, NextQuestion,
                 SkipQuestion, ChooseArea, ChooseCategory, OpenStaff, ToggleVisible, Unlock, LockNames, ShowWelcome,
                 ShowStart, StartPlanned, ChooseActivity, ChooseSite, StartSession, ShowRoster, TickPerson, StepCount,
                 OpenSearch, CloseSearch, AddPerson, ToggleLanguageTraining, ShowPartners, TogglePartner, ShowClose,
                 WriteNote, StopWriting, CloseSession, ShowUnlock, ChooseLanguage, ShowSettings, StepScale,
                 AnswerConsent, ShowLanguages, ShowPrivacy, ShowCoordination, OpenCoordination, Act, AnswerConfirm,
                 AnswerSameSession, ToggleSameSession, TickMember, CheckInTicked, CheckInAlone, NextOfFamily,
                 ShowFamily, JoinFamily, PartFamily, ChoosePalette, ChooseTextSize, SetCalm, ShowWeek, ShowPeriod,
                 StepPeriod, ChooseComparison, ChooseBreakdown, ShowDimensions, SortTable, NarrowTable, WidenTable,
                 SelectBar, ShowCoverage, ShowSessions, ShowSessionPeople, PickPeriod, ChooseKind, StepDate, ShowExport,
                 ChooseFormat, SetExternal, SaveReport, SetWeekly, ShowExports, CompareExport>;

/// One of them. A class of its own so that what a copy of the variant costs to compile is paid once, in intents.cpp.
class Intent : public IntentKinds {
 public:
  using IntentKinds::variant;
  Intent();
  Intent(const Intent&);
  Intent(Intent&&) noexcept;
  Intent& operator=(const Intent&);
  Intent& operator=(Intent&&) noexcept;
  ~Intent();
};

}  // namespace hk
