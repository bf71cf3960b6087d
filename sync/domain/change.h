#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/domain/export_record.h"
#include "sync/domain/hlc.h"
#include "sync/domain/ids.h"

/// The kinds of change (protocol.md, "Change kinds") as plain values. A kind's sealed fields stand in a member of
/// their own (`details`, `text`): they are empty in a change that was read without the programme key.
namespace hk {

enum class SessionKind : std::uint8_t { group = 1, individual = 2, event = 3 };
enum class SessionState : std::uint8_t { running = 1, closed = 2, cancelled = 3 };
enum class SessionOrigin : std::uint8_t { live = 1, late = 2, import = 3 };
enum class CheckInWay : std::uint8_t { self = 1, staff = 2, household = 3, card = 4, import = 5 };
enum class HeadcountFigure : std::uint8_t { headcount = 1, turned_away = 2 };
enum class CatalogueType : std::uint8_t {
  category = 1,
  workshop = 2,
  activity = 3,
  site = 4,
  area = 5,
  goal_area = 6,
  partner = 7
};

enum class StaffRole : std::uint8_t { promoter = 1, coordinator = 2 };
enum class ConsentPurpose : std::uint8_t { registration = 1, research = 2 };
enum class ConsentBy : std::uint8_t { participant = 1, guardian = 2 };

/// Words by language code: {"sv": "Kvinnors hälsa"}.
using Label = std::map<std::string, std::string>;

/// Programme settings; an absent field is left as it was. LWW per field.
struct ProgrammeSet {
  std::map<std::string, std::string> fields;  ///< field name → JSON text of its value, as in the programme file
  bool operator==(const ProgrammeSet&) const = default;
};

struct CatalogueSet {
  CatalogueType type{};
  std::string code;        ///< [a-z0-9_]{1,64}
  std::int32_t order = 0;  ///< place in the list: display and tie order
  Label label;
  std::string pictogram;            ///< category, activity
  std::string workshop;             ///< activity: code of its workshop
  std::optional<SessionKind> kind;  ///< activity
  std::string goal_area;            ///< activity: code of its goal area
  bool retired = false;             ///< no longer offered; history keeps it
  bool operator==(const CatalogueSet&) const = default;
};

struct ScheduleSet {
  std::string entry;  ///< id of the entry, unique in the programme
  std::string activity, site;
  std::int32_t weekday = 1;                 ///< ISO: 1 Monday … 7 Sunday
  std::int32_t start_min = 0, end_min = 0;  ///< local minutes of the day
  std::vector<StaffId> leaders;
  bool retired = false;
  bool operator==(const ScheduleSet&) const = default;
};

struct DeviceApproved {
  DeviceId device;
  std::string label;
  Bytes ed25519_public, x25519_public;  ///< 32 bytes each
  bool operator==(const DeviceApproved&) const = default;
};

/// "Revoked" stays: the same device never comes back under its id.
struct DeviceRevoked {
  DeviceId device;
  bool operator==(const DeviceRevoked&) const = default;
};

struct StaffSet {
  struct Details {
    std::string name;
    Bytes pin_verifier;  ///< 32 bytes; empty: no PIN
    bool operator==(const Details&) const = default;
  };
  StaffId staff;
  StaffRole role = StaffRole::promoter;
  bool active = true;
  std::optional<Details> details;  ///< sealed
  bool operator==(const StaffSet&) const = default;
};

/// One more key that may sign. A coordinator has one on each device where their passphrase opens it.
struct CoordinatorGranted {
  StaffId staff;
  Bytes public_key;  ///< Ed25519, 32 bytes
  bool operator==(const CoordinatorGranted&) const = default;
};

/// Stays: what the key signs and arrives later is not believed. The root key cannot be withdrawn.
struct CoordinatorWithdrawn {
  StaffId staff;
  Bytes public_key;
  bool operator==(const CoordinatorWithdrawn&) const = default;
};

/// The newest writes from now on, all are read.
struct KeyRotated {
  struct Box {
    DeviceId device;
    Bytes box;  ///< the programme key, sealed to the device's approved X25519 key
    bool operator==(const Box&) const = default;
  };
  std::uint64_t key_id = 0;
  std::vector<Box> boxes;  ///< one for each device that is approved and not revoked
  bool operator==(const KeyRotated&) const = default;
};

struct SessionSet {
  struct What {
    std::string workshop, activity, site;  ///< catalogue codes; activity codes are unique in the programme
    SessionKind kind = SessionKind::group;
    bool operator==(const What&) const = default;
  };
  struct When {
    std::int32_t local_date = 0;  ///< days since 1970-01-01: the period a session belongs to (domain.md)
    std::int32_t utc_offset_min = 0;
    std::int64_t start_ms = 0;
    std::optional<std::int64_t> planned_end_ms;
    bool operator==(const When&) const = default;
  };
  struct Who {
    std::vector<StaffId> leaders;
    std::vector<std::string> partners;
    bool operator==(const Who&) const = default;
  };
  struct Extras {
    std::string goal_area;
    bool language_training = false;
    SessionOrigin origin = SessionOrigin::live;
    bool operator==(const Extras&) const = default;
  };
  SessionId session;
  std::optional<What> what;
  std::optional<When> when;
  std::optional<Who> who;
  std::optional<Extras> extras;
  bool operator==(const SessionSet&) const = default;
};

struct SessionStateSet {
  SessionId session;
  SessionState state{};
  std::optional<std::int64_t> end_ms;
  bool operator==(const SessionStateSet&) const = default;
};

/// Made by the device that opened a session nobody closed; yields to any later SessionStateSet.
struct SessionAutoClosed {
  SessionId session;
  std::int64_t end_ms = 0;
  bool operator==(const SessionAutoClosed&) const = default;
};

struct SessionNoteSet {
  SessionId session;
  std::string prompt;               ///< code of the question answered
  std::optional<std::string> text;  ///< sealed
  bool operator==(const SessionNoteSet&) const = default;
};

struct SessionSameAs {
  SessionId a, b;
  bool on = true;
  bool operator==(const SessionSameAs&) const = default;
};

/// One tablet's running count; the figure is the sum over counters of each one's latest total.
struct HeadcountRecorded {
  SessionId session;
  HeadcountFigure figure = HeadcountFigure::headcount;
  std::string category;  ///< empty for turned_away
  std::uint64_t counter = 0;
  std::int64_t total = 0;
  bool operator==(const HeadcountRecorded&) const = default;
};

struct HeadcountCorrected {
  SessionId session;
  HeadcountFigure figure = HeadcountFigure::headcount;
  std::string category;
  std::int64_t delta = 0;
  bool operator==(const HeadcountCorrected&) const = default;
};

/// Everything that could tell who somebody is. Each absent group is left as it was; LWW per group.
struct ParticipantDetails {
  struct Identity {
    std::string name, alias, phone;
    std::optional<std::int32_t> birth_year;
    bool operator==(const Identity&) const = default;
  };
  std::optional<Identity> identity;
  std::optional<bool> is_protected;
  std::optional<std::string> category, gender, area, household, card;
  bool operator==(const ParticipantDetails&) const = default;
};

struct ParticipantSet {
  ParticipantId participant;
  std::optional<ParticipantDetails> details;  ///< sealed
  bool operator==(const ParticipantSet&) const = default;
};

struct CheckInRecorded {
  SessionId session;
  ParticipantId participant;
  std::string category;  ///< the category the person had then; `unknown` where nobody said
  std::string gender, area;
  CheckInWay way = CheckInWay::self;
  bool operator==(const CheckInRecorded&) const = default;
};

struct CheckInWithdrawn {
  std::vector<CheckInId> check_ins;  ///< every check-in its author had seen for the pair
  bool operator==(const CheckInWithdrawn&) const = default;
};

struct CheckInCorrected {
  std::vector<CheckInId> check_ins;
  std::string category, gender, area;
  bool operator==(const CheckInCorrected&) const = default;
};

struct ParticipantSameAs {
  ParticipantId a, b;
  bool on = true;
  bool operator==(const ParticipantSameAs&) const = default;
};

/// What a participant, or a guardian for them, said yes or no to. LWW per purpose.
struct ConsentSet {
  struct Details {
    ConsentPurpose purpose{};
    std::int32_t text_version = 0;  ///< of the words that were shown
    bool given = false;
    ConsentBy by = ConsentBy::participant;
    bool operator==(const Details&) const = default;
  };
  ParticipantId participant;
  std::optional<Details> details;  ///< sealed
  bool operator==(const ConsentSet&) const = default;
};

/// Wins for ever: every sealed part about this person is emptied, wherever and whenever it turns up.
struct ParticipantErased {
  ParticipantId participant;
  bool operator==(const ParticipantErased&) const = default;
};

/// The audit trail's entries that change nothing else: who opened names, whose PIN was wrong, who asked for a report.
struct AccessLogged {
  std::string event;    ///< [a-z0-9_]{1,64}: names_opened, pin, access_report, …
  std::string outcome;  ///< [a-z0-9_]{1,64}: ok, refused, …
  std::optional<ParticipantId> participant;
  bool operator==(const AccessLogged&) const = default;
};

/// A kind this program does not know: kept byte for byte, folded after an update.
struct UnknownKind {
  bool operator==(const UnknownKind&) const = default;
};

using ChangeKinds =
    std::variant<UnknownKind, ProgrammeSet, CatalogueSet, ScheduleSet, DeviceApproved, SessionSet, SessionStateSet,
                 SessionAutoClosed, SessionNoteSet, SessionSameAs, HeadcountRecorded, HeadcountCorrected,
                 ParticipantSet, CheckInRecorded, CheckInWithdrawn, CheckInCorrected, ParticipantSameAs, DeviceRevoked,
                 StaffSet, CoordinatorGranted, CoordinatorWithdrawn, KeyRotated, ConsentSet, ParticipantErased,
                 AccessLogged, ExportRecorded>;

/// What one change says. A class of its own so that what a copy of the variant costs to compile is paid once.
class ChangeBody : public ChangeKinds {
 public:
  using ChangeKinds::variant;
  ChangeBody();
  ChangeBody(const ChangeBody&);
  ChangeBody(ChangeBody&&) noexcept;
  ChangeBody& operator=(const ChangeBody&);
  ChangeBody& operator=(ChangeBody&&) noexcept;
  ~ChangeBody();
  bool operator==(const ChangeBody&) const;
};

/// An immutable fact, made once on one device.
struct Change {
  ChangeId id;
  ProgrammeId programme;
  DeviceId device;               ///< its author
  std::optional<StaffId> staff;  ///< who was unlocked, if anyone
  Hlc hlc;
  std::int64_t wall_ms = 0;       ///< UTC by the author's clock
  std::int64_t monotonic_ms = 0;  ///< comparable between changes of the same device and boot
  std::uint64_t boot = 0;
  std::optional<std::int64_t> server_offset_ms;  ///< server time − wall_ms, as last measured
  /// Which of its author's changes this is, from 1 and without gaps whatever the epoch; 0 from a program that did not
  /// count. Being part of core, it shows when a change of another device was withheld.
  std::uint64_t ordinal = 0;
  ChangeBody body;
  /// A newer program said more than this one reads: what it reads is folded, and all of it after an update.
  bool partly_known = false;
  bool operator==(const Change&) const = default;
};

/// The snake_case name in text and wire: "check_in_recorded".
[[nodiscard]] std::string_view kind_name(const ChangeBody& body);
/// True for kinds that carry a coordinator's signature.
[[nodiscard]] bool is_privileged(const ChangeBody& body);

/// A change as it is stored and travels: bytes of the author, never encoded again by anyone.
struct ChangeRecord {
  Bytes core;
  Bytes sealed;         ///< empty when nothing is sealed, or after an erasure
  Bytes sealed_digest;  ///< BLAKE2b-256 of `sealed` as the author made it; empty when there never was any
  Bytes mac;            ///< 32 bytes
  std::uint64_t mac_key = 0;
  Bytes signature;  ///< Ed25519 over core by `signer`; empty unless privileged
  Bytes signer;     ///< the coordinator's public key, 32 bytes
  bool operator==(const ChangeRecord&) const = default;
};

/// Transport data around a record; not part of its identity.
struct Envelope {
  ChangeRecord record;
  DeviceId device;
  std::uint64_t epoch = 0;
  std::uint64_t seq = 0;  ///< dense from 1 in (device, epoch)
  std::optional<Hlc> hlc_accepted;
  std::uint64_t position = 0;       ///< in the programme's feed; 0 while unknown
  std::int64_t received_at_ms = 0;  ///< by the server's clock; 0 on the author's device
  bool operator==(const Envelope&) const = default;
};

}  // namespace hk
