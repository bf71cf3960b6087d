#pragma once
#include <cstdint>
#include <variant>

#include "sync/domain/ids.h"

/// What a coordinator does in "Samordning".
namespace hk {

enum class CoordinationPage : std::uint8_t {
  menu,
  staff,
  member,
  devices,
  device,
  new_device,  ///< a one-time code for it
  people,
  person,
  duplicates,    ///< who may have been registered twice
  other_person,  ///< looks for who is the same as a person
  pair,          ///< two people, or two registrations of one, side by side
  retention,
  events,
  keys
};

/// Which text is being typed.
enum class CoordinationAsks : std::uint8_t {
  nothing,
  passphrase,  ///< the coordinator's own, before anything else and again after five minutes
  staff_name,
  pin,
  pin_again,
  new_passphrase,  ///< a colleague's own
  new_passphrase_again,
  search,
  correct_name
};

enum class CoordinationAct : std::uint8_t {
  add_member,
  set_pin,
  remove_pin,
  set_passphrase,
  let_go,     ///< no longer works here
  take_back,  ///< works here again
  make_coordinator,
  make_promoter,
  new_device,     ///< asks the server for a code
  approve_words,  ///< the new device shows the same six words
  refuse_words,   ///< it shows others
  revoke_device,
  protect,  ///< switches the protected identity on or off
  correct_name,
  end_consent,
  end_research,
  find_other,  ///< who is the same person
  merge,
  take_apart,
  not_same,  ///< two people: not to be proposed again
  save_report,
  erase,
  erase_all_proposed,
  earlier_events,
  rotate_key,
  save_sheet,  ///< the recovery sheet
};

struct ParticipantPair {
  ParticipantId a, b;
  bool operator==(const ParticipantPair&) const = default;
};

/// Whom or what a page is about: a member of the staff, a device, a person, two of them; or nobody.
using CoordinationSubject = std::variant<std::monostate, StaffId, DeviceId, ParticipantId, ParticipantPair>;

struct ShowCoordination {};  ///< from Today
struct OpenCoordination {
  CoordinationPage page{};
  CoordinationSubject subject = {};
};
struct Act {
  CoordinationAct act{};
};
struct AnswerConfirm {
  bool yes = false;
};

}  // namespace hk
