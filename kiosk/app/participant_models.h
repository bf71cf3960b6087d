#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/model_parts.h"
#include "sync/domain/change.h"
#include "sync/domain/ids.h"

/// What participants see; models.h says what holds for all models.
namespace hk {

struct WelcomeModel {
  std::string programme;
  std::vector<SessionSummary> sessions;  ///< running ones, by start
  bool has_privacy = false;              ///< the programme tells how it uses what it keeps
  bool languages = false;                ///< all of them are shown, also where that leaves no room for the sessions
  bool operator==(const WelcomeModel&) const = default;
};

struct Candidate {
  ParticipantId participant;
  std::string first_name;
  std::string initial;  ///< "A.", "Ah." where another candidate is "Al.", or empty
  bool operator==(const Candidate&) const = default;
};

struct WhoModel {
  SessionId session;
  ActivityBadge badge;
  TypedText typed;
  std::vector<Candidate> candidates;  ///< at most six; empty until three letters were typed
  bool more = false;                  ///< others fit as well: another letter would tell
  bool ask_staff = false;             ///< too many names were tried: none is shown before staff have been there
  bool searched = false;              ///< enough letters were typed, so no candidate means nobody was found
  std::optional<int> seconds_left;    ///< counts down the last ten seconds before the screen clears itself
  bool operator==(const WhoModel&) const = default;
};

/// "Vilka är här?": who may be checked in with whoever found themselves.
struct HouseholdModel {
  struct Member {
    ParticipantId participant;
    std::string first_name;
    std::string pictogram;  ///< of their category
    bool ticked = true;
    bool here = false;  ///< checked in before; cannot be changed
    bool operator==(const Member&) const = default;
  };
  SessionId session;
  ActivityBadge badge;
  std::vector<Member> members;      ///< whoever found themselves first, then by name
  bool more = false;                ///< the household has others, whom staff check in
  std::optional<int> seconds_left;  ///< as in WhoModel
  bool operator==(const HouseholdModel&) const = default;
};

/// "Ny här": one question at a time.
struct NewHereModel {
  enum class Question : std::uint8_t { name, age, category, area, consent, research } question{};
  int number = 1, count = 1;  ///< which of how many
  ActivityBadge badge;
  bool can_skip = false;
  TypedText typed;                  ///< name
  bool can_go_on = false;           ///< name: there is one
  bool refused = false;             ///< name: a personnummer was typed, and wiped
  std::vector<ChoiceTile> tiles;    ///< age, category, area
  Label words;                      ///< consent, research: the programme's own, by language
  bool of_child = false;            ///< consent, research: a guardian answers
  bool has_privacy = false;         ///< consent, research: as in WelcomeModel
  std::optional<int> seconds_left;  ///< as in WhoModel
  bool operator==(const NewHereModel&) const = default;
};

/// "Utan namn": one touch counts one.
struct CountModel {
  SessionId session;
  ActivityBadge badge;
  std::vector<ChoiceTile> categories;  ///< in the programme's order
  std::optional<int> seconds_left;     ///< as in WhoModel
  bool operator==(const CountModel&) const = default;
};

struct DoneModel {
  std::string first_name;  ///< empty: counted without a name, one that was not given, or the programme is discreet
  ActivityBadge badge;
  std::string place;
  bool already_here = false;  ///< the person was checked in before; nothing new was recorded
  std::size_t together = 1;   ///< how many of a household are here now
  bool can_undo = true;
  bool can_add_family = false;  ///< somebody new may bring the next of their family
  int quarters_left = 4;        ///< of the ring
  bool operator==(const DoneModel&) const = default;
};

/// The programme's notice on what it keeps and why.
struct PrivacyModel {
  Label words;                      ///< by language
  std::optional<int> seconds_left;  ///< as in WhoModel
  bool operator==(const PrivacyModel&) const = default;
};

}  // namespace hk
