#include "sync/protocol/codec.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/stubs/logging.h>

#include <utility>

#include "sync.pb.h"
#include "sync/domain/planted.h"
#include "sync/protocol/decode_checks.h"
#include "sync/protocol/decode_export.h"
#include "sync/protocol/decode_programme.h"

namespace hk {

namespace {

namespace pb = halsokiosk::v1;

// protobuf tells stderr of malformed UTF-8: a peer could fill the disk with it. The error goes to the caller instead.
[[maybe_unused]] google::protobuf::LogHandler* const silenced = google::protobuf::SetLogHandler(nullptr);

using decode::code_text;
using decode::ids;
using decode::known;
using decode::list_max;
using decode::parse;

constexpr std::size_t core_bytes_max = 64 << 10;

// Each kind is checked field by field; those of coordinators stand in decode_programme.cpp.

Result<SessionSet::What> parse_what(const pb::SessionSet::What& in) {
  SessionSet::What what;
  HK_ASSIGN(what.kind, known<SessionKind>(in.kind(), 3, "session_set.kind"));
  for (const std::string* code : {&in.workshop(), &in.activity(), &in.site()}) {
    if (!code->empty()) HK_TRY(code_text(*code, "session_set"));
  }
  what.workshop = in.workshop();
  what.activity = in.activity();
  what.site = in.site();
  return what;
}

// 1900-01-01 … 2200-01-01: outside, a date is damage.
constexpr std::int32_t first_day = -25567;
constexpr std::int32_t last_day = 84006;

/// A session's moment. Readers add hours to it, so it must lie far from the ends of the integers.
Result<void> check_moment(std::int64_t ms, const char* field) {
  constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;
  if (ms < first_day * day_ms || ms > last_day * day_ms) return fail(ErrorCode::invalid, field, "out of range");
  return {};
}

Result<SessionSet::When> parse_when(const pb::SessionSet::When& in) {
  if (in.local_date() < first_day || in.local_date() > last_day) {
    return fail(ErrorCode::invalid, "session_set.local_date", "out of range");
  }
  if (in.utc_offset_min() < -14 * 60 || in.utc_offset_min() > 14 * 60) {
    return fail(ErrorCode::invalid, "session_set.utc_offset_min", "out of range");
  }
  HK_TRY(check_moment(in.start_ms(), "session_set.start_ms"));
  SessionSet::When when{in.local_date(), in.utc_offset_min(), in.start_ms(), std::nullopt};
  if (in.has_planned_end_ms()) {
    HK_TRY(check_moment(in.planned_end_ms(), "session_set.planned_end_ms"));
    when.planned_end_ms = in.planned_end_ms();
  }
  return when;
}

Result<ChangeBody> parse(const pb::SessionSet& in) {
  SessionSet body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "session_set.session"));
  if (in.has_what()) {
    HK_ASSIGN(body.what, parse_what(in.what()));
  }
  if (in.has_when()) {
    HK_ASSIGN(body.when, parse_when(in.when()));
  }
  if (in.has_who()) {
    SessionSet::Who who;
    HK_ASSIGN(who.leaders, ids<StaffId>(in.who().leaders(), "session_set.leaders"));
    if (in.who().partners_size() > list_max) return fail(ErrorCode::invalid, "session_set.partners", "too many");
    for (const std::string& partner : in.who().partners()) {
      HK_TRY(code_text(partner, "session_set.partners"));
      who.partners.push_back(partner);
    }
    body.who = std::move(who);
  }
  if (in.has_extras()) {
    SessionSet::Extras extras;
    if (!in.extras().goal_area().empty()) HK_TRY(code_text(in.extras().goal_area(), "session_set.goal_area"));
    HK_ASSIGN(extras.origin, known<SessionOrigin>(in.extras().origin(), 3, "session_set.origin"));
    extras.goal_area = in.extras().goal_area();
    extras.language_training = in.extras().language_training();
    body.extras = std::move(extras);
  }
  return body;
}

Result<ChangeBody> parse(const pb::SessionStateSet& in) {
  SessionStateSet body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "session_state_set.session"));
  HK_ASSIGN(body.state, known<SessionState>(in.state(), 3, "session_state_set.state"));
  if (in.has_end_ms()) {
    HK_TRY(check_moment(in.end_ms(), "session_state_set.end_ms"));
    body.end_ms = in.end_ms();
  }
  return body;
}

Result<ChangeBody> parse(const pb::SessionAutoClosed& in) {
  SessionAutoClosed body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "session_auto_closed.session"));
  HK_TRY(check_moment(in.end_ms(), "session_auto_closed.end_ms"));
  body.end_ms = in.end_ms();
  return body;
}

Result<ChangeBody> parse(const pb::SessionNoteSet& in) {
  SessionNoteSet body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "session_note_set.session"));
  HK_TRY(code_text(in.prompt(), "session_note_set.prompt"));
  body.prompt = in.prompt();
  return body;
}

template <class Pair, class Message>
Result<ChangeBody> parse_link(const Message& in, const char* field) {
  Pair body;
  HK_ASSIGN(body.a, decltype(body.a)::from_bytes(in.a(), field));
  HK_ASSIGN(body.b, decltype(body.b)::from_bytes(in.b(), field));
  if (body.a == body.b) return fail(ErrorCode::invalid, field, "links a thing to itself");
  body.on = in.on();
  return body;
}
Result<ChangeBody> parse(const pb::SessionSameAs& in) { return parse_link<SessionSameAs>(in, "session_same_as"); }
Result<ChangeBody> parse(const pb::ParticipantSameAs& in) {
  return parse_link<ParticipantSameAs>(in, "participant_same_as");
}

// A figure beyond this is damage: it would overflow no sum, yet no session ever held a billion people.
constexpr std::int64_t people_max = 1'000'000;

Result<void> check_figure(HeadcountFigure figure, const std::string& category, const char* field) {
  if (figure == HeadcountFigure::headcount) return code_text(category, field);
  if (!category.empty()) return fail(ErrorCode::invalid, field, "turned_away has no category");
  return {};
}

Result<ChangeBody> parse(const pb::HeadcountRecorded& in) {
  HeadcountRecorded body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "headcount_recorded.session"));
  HK_ASSIGN(body.figure, known<HeadcountFigure>(in.figure(), 2, "headcount_recorded.figure"));
  HK_TRY(check_figure(body.figure, in.category(), "headcount_recorded.category"));
  if (in.total() < 0 || in.total() > people_max) {
    return fail(ErrorCode::invalid, "headcount_recorded.total", "out of range");
  }
  body.category = in.category();
  body.counter = in.counter();
  body.total = in.total();
  return body;
}

Result<ChangeBody> parse(const pb::HeadcountCorrected& in) {
  HeadcountCorrected body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "headcount_corrected.session"));
  HK_ASSIGN(body.figure, known<HeadcountFigure>(in.figure(), 2, "headcount_corrected.figure"));
  HK_TRY(check_figure(body.figure, in.category(), "headcount_corrected.category"));
  if (in.delta() < -people_max || in.delta() > people_max) {
    return fail(ErrorCode::invalid, "headcount_corrected.delta", "out of range");
  }
  body.category = in.category();
  body.delta = in.delta();
  return body;
}

Result<ChangeBody> parse(const pb::ParticipantSet& in) {
  ParticipantSet body;
  HK_ASSIGN(body.participant, ParticipantId::from_bytes(in.participant(), "participant_set.participant"));
  return body;
}

template <class Body, class Message>
Result<void> parse_snapshot(const Message& in, Body& body, const char* field) {
  HK_TRY(code_text(in.category(), field));
  for (const std::string* code : {&in.gender(), &in.area()}) {
    if (!code->empty()) HK_TRY(code_text(*code, field));
  }
  body.category = in.category();
  body.gender = in.gender();
  body.area = in.area();
  return {};
}

Result<ChangeBody> parse(const pb::CheckInRecorded& in) {
  CheckInRecorded body;
  HK_ASSIGN(body.session, SessionId::from_bytes(in.session(), "check_in_recorded.session"));
  HK_ASSIGN(body.participant, ParticipantId::from_bytes(in.participant(), "check_in_recorded.participant"));
  HK_TRY(parse_snapshot(in, body, "check_in_recorded"));
  HK_ASSIGN(body.way, known<CheckInWay>(in.way(), 5, "check_in_recorded.way"));
  return body;
}

Result<ChangeBody> parse(const pb::CheckInWithdrawn& in) {
  CheckInWithdrawn body;
  HK_ASSIGN(body.check_ins, ids<CheckInId>(in.check_ins(), "check_in_withdrawn.check_ins"));
  return body;
}

Result<ChangeBody> parse(const pb::CheckInCorrected& in) {
  CheckInCorrected body;
  HK_ASSIGN(body.check_ins, ids<CheckInId>(in.check_ins(), "check_in_corrected.check_ins"));
  HK_TRY(parse_snapshot(in, body, "check_in_corrected"));
  return body;
}

Result<ChangeBody> parse(const pb::ConsentSet& in) {
  ConsentSet body;
  HK_ASSIGN(body.participant, ParticipantId::from_bytes(in.participant(), "consent_set.participant"));
  return body;
}

Result<ChangeBody> parse(const pb::ParticipantErased& in) {
  ParticipantErased body;
  HK_ASSIGN(body.participant, ParticipantId::from_bytes(in.participant(), "participant_erased.participant"));
  return body;
}

Result<ChangeBody> parse(const pb::AccessLogged& in) {
  AccessLogged body;
  HK_TRY(code_text(in.event(), "access_logged.event"));
  HK_TRY(code_text(in.outcome(), "access_logged.outcome"));
  if (!in.participant().empty()) {
    HK_ASSIGN(body.participant, ParticipantId::from_bytes(in.participant(), "access_logged.participant"));
  }
  body.event = in.event();
  body.outcome = in.outcome();
  return body;
}

Result<ChangeBody> parse_body(const pb::Core& core) {
  switch (core.kind_case()) {
    case pb::Core::kProgrammeSet:
      return parse(core.programme_set());
    case pb::Core::kCatalogueSet:
      return parse(core.catalogue_set());
    case pb::Core::kScheduleSet:
      return parse(core.schedule_set());
    case pb::Core::kDeviceApproved:
      return parse(core.device_approved());
    case pb::Core::kSessionSet:
      return parse(core.session_set());
    case pb::Core::kSessionStateSet:
      return parse(core.session_state_set());
    case pb::Core::kSessionAutoClosed:
      return parse(core.session_auto_closed());
    case pb::Core::kSessionNoteSet:
      return parse(core.session_note_set());
    case pb::Core::kSessionSameAs:
      return parse(core.session_same_as());
    case pb::Core::kHeadcountRecorded:
      return parse(core.headcount_recorded());
    case pb::Core::kHeadcountCorrected:
      return parse(core.headcount_corrected());
    case pb::Core::kParticipantSet:
      return parse(core.participant_set());
    case pb::Core::kCheckInRecorded:
      return parse(core.check_in_recorded());
    case pb::Core::kCheckInWithdrawn:
      return parse(core.check_in_withdrawn());
    case pb::Core::kCheckInCorrected:
      return parse(core.check_in_corrected());
    case pb::Core::kParticipantSameAs:
      return parse(core.participant_same_as());
    case pb::Core::kDeviceRevoked:
      return parse(core.device_revoked());
    case pb::Core::kStaffSet:
      return parse(core.staff_set());
    case pb::Core::kCoordinatorGranted:
      return parse(core.coordinator_granted());
    case pb::Core::kCoordinatorWithdrawn:
      return parse(core.coordinator_withdrawn());
    case pb::Core::kKeyRotated:
      return parse(core.key_rotated());
    case pb::Core::kConsentSet:
      return parse(core.consent_set());
    case pb::Core::kParticipantErased:
      return parse(core.participant_erased());
    case pb::Core::kAccessLogged:
      return parse(core.access_logged());
    case pb::Core::kExportRecorded:
      return parse(core.export_recorded());
    case pb::Core::KIND_NOT_SET:
      return UnknownKind{};
  }
  return UnknownKind{};
}

/// Fields that no program of this version wrote, at any depth; those of a kind that is unknown altogether are its own.
bool holds_unknown_fields(const google::protobuf::Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  if (!reflection.GetUnknownFields(message).empty()) return true;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (field->is_map()) continue;  // from string to string: nothing unknown of an entry is kept
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 0;
    for (int n = 0; n < count; ++n) {
      if (holds_unknown_fields(reflection.GetRepeatedMessage(message, field, n))) return true;
    }
    if (!field->is_repeated() && holds_unknown_fields(reflection.GetMessage(message, field))) return true;
  }
  return false;
}

/// As holds_unknown_fields(), for a core of a known kind: looking only where there is something to see, since every
/// change passes here.
bool says_more(const pb::Core& core) {
  static const google::protobuf::OneofDescriptor* const kinds = pb::Core::descriptor()->FindOneofByName("kind");
  const google::protobuf::Reflection& reflection = *pb::Core::GetReflection();
  if (!reflection.GetUnknownFields(core).empty()) return true;
  return holds_unknown_fields(reflection.GetMessage(core, reflection.GetOneofFieldDescriptor(core, kinds)));
}

/// As a program reads it that was written before these kinds and fields were.
void read_as_older(Change& change) {
  if (planted::hides(change.body.index())) change.body = UnknownKind{};
  if (!planted::hides_fields()) return;
  auto* check_in = std::get_if<CheckInRecorded>(&change.body);
  if (check_in != nullptr && !std::exchange(check_in->gender, "").empty()) change.partly_known = true;
  auto* session = std::get_if<SessionSet>(&change.body);
  if (session != nullptr && session->extras && std::exchange(session->extras->language_training, false)) {
    change.partly_known = true;
  }
}

}  // namespace

Result<Change> decode_core(ByteView bytes) {
  if (bytes.size() > core_bytes_max) return fail(ErrorCode::invalid, "change", "core too long");
  pb::Core core;
  if (!core.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(ErrorCode::invalid, "change", "core is not a protobuf message");
  }
  Change change;
  HK_ASSIGN(change.id, ChangeId::from_bytes(core.id(), "change.id"));
  HK_ASSIGN(change.programme, ProgrammeId::from_bytes(core.programme(), "change.programme"));
  HK_ASSIGN(change.device, DeviceId::from_bytes(core.device(), "change.device"));
  if (!core.staff().empty()) {
    HK_ASSIGN(change.staff, StaffId::from_bytes(core.staff(), "change.staff"));
  }
  // SQLite's integers are signed: a reading after the year 6429 would sort before all others.
  if (core.hlc() >> 63 != 0) return fail(ErrorCode::invalid, "change.hlc", "out of range");
  change.hlc = Hlc{core.hlc()};
  change.wall_ms = core.wall_ms();
  change.monotonic_ms = core.monotonic_ms();
  change.boot = core.boot();
  if (core.has_server_offset_ms()) change.server_offset_ms = core.server_offset_ms();
  if (core.ordinal() >> 63 != 0) return fail(ErrorCode::invalid, "change.ordinal", "out of range");
  change.ordinal = core.ordinal();
  HK_ASSIGN(change.body, parse_body(core));
  const bool known = !std::holds_alternative<UnknownKind>(change.body);
  change.partly_known = known && says_more(core);
  read_as_older(change);
  return change;
}

}  // namespace hk
