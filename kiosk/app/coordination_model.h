#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/coordination_intents.h"
#include "kiosk/app/model_parts.h"
#include "sync/crypto/six_words.h"
#include "sync/domain/calendar.h"
#include "sync/domain/change.h"

/// "Samordning": what only coordinators do. Dropped when it is left, as every model that shows names.
namespace hk {

struct StaffRow {
  StaffId staff;
  std::string name;
  StaffRole role = StaffRole::promoter;
  bool active = true, has_pin = false;
  bool operator==(const StaffRow&) const = default;
};

/// A day, and a time of it, where the kiosk stands.
struct Moment {
  LocalDate day;
  ClockTime time;
  bool operator==(const Moment&) const = default;
};

struct DeviceRow {
  DeviceId device;
  std::string label;  ///< may be empty
  bool own = false, approved = false;
  std::optional<Moment> last_contact;   ///< with the server
  std::optional<std::int64_t> pending;  ///< what it had not sent then
  bool operator==(const DeviceRow&) const = default;
};

/// What lets one new device in.
struct DeviceCode {
  std::string server;  ///< its address
  std::string code;
  Moment until;
  bool operator==(const DeviceCode&) const = default;
};

struct PersonRow {
  ParticipantId participant;
  std::string name;  ///< as staff see it
  bool operator==(const PersonRow&) const = default;
};

/// One person, for who answers to them.
struct PersonCard {
  ParticipantId participant;
  std::string name, alias, phone;
  std::optional<std::int32_t> birth_year;
  std::string category, area;  ///< labels; empty: not said
  bool is_protected = false;
  std::optional<bool> registration, research;  ///< consents; empty: never asked
  struct Event {
    Moment when;
    std::vector<std::string> groups;  ///< what was set: "identity", "registration" …
    bool operator==(const Event&) const = default;
  };
  std::vector<Event> history;  ///< oldest first
  /// Another registration that was merged with one of this person's.
  struct Link {
    ParticipantPair pair;
    std::string name;  ///< as it was said there
    Moment when;
    std::string who;  ///< empty where nobody of the staff is known
    bool operator==(const Link&) const = default;
  };
  std::vector<Link> links;
  bool operator==(const PersonCard&) const = default;
};

/// Two who may be one person, or two registrations that are.
struct PairCard {
  struct Side {
    std::string name, alias, phone;
    std::optional<std::int32_t> birth_year;
    std::string category, area;
    std::int64_t days = 0;  ///< on which they came
    std::optional<LocalDate> last;
    bool operator==(const Side&) const = default;
  };
  ParticipantPair pair;
  Side a, b;
  bool linked = false;
  bool proposed = false;  ///< a no is remembered
  bool operator==(const PairCard&) const = default;
};

/// One row of those who may have been registered twice.
struct DuplicateRow {
  ParticipantPair pair;
  std::string a, b;  ///< as staff see them
  bool operator==(const DuplicateRow&) const = default;
};

struct RetentionRow {
  std::string name;
  LocalDate last_seen;
  bool came = false;  ///< else registered then, and never seen
  bool operator==(const RetentionRow&) const = default;
};

struct EventRow {
  Moment when;
  std::string kind, outcome;  ///< "participant_set", or the event of access_logged
  std::string who;            ///< empty: nobody of the staff
  std::string device;
  bool operator==(const EventRow&) const = default;
};

struct CoordinationModel {
  CoordinationPage page{};
  CoordinationAsks asks{};
  TypedText typed;
  bool visible = false;                     ///< letters of a passphrase instead of dots
  bool working = false;                     ///< the job thread is at it
  std::string who;                          ///< who coordinates; empty where their passphrase tells nobody's name
  std::optional<CoordinationAct> confirms;  ///< what is asked about once more
  std::vector<StaffRow> staff;              ///< staff; member: the one
  std::vector<DeviceRow> devices;           ///< devices; device: the one; new_device: those that wait
  std::optional<DeviceCode> code;           ///< new_device
  std::optional<SixWords> words;            ///< device: to be compared with those that it shows
  bool words_differ = false;                ///< device: it showed others
  std::vector<PersonRow> people;            ///< people, other_person: found
  std::vector<DuplicateRow> duplicates;     ///< people, duplicates
  std::optional<PairCard> pair;
  std::optional<PersonCard> person;
  std::vector<RetentionRow> retention;
  std::int32_t retention_months = 0;
  bool retention_possible = false;
  std::vector<EventRow> events;  ///< latest first
  bool has_earlier = false;
  bool operator==(const CoordinationModel&) const = default;
};

}  // namespace hk
