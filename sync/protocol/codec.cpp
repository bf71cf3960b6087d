#include "sync/protocol/codec.h"

#include <google/protobuf/stubs/logging.h>

#include "sync.pb.h"
#include "sync/protocol/decode_checks.h"

namespace hk {

namespace {

namespace pb = halsokiosk::v1;

// protobuf tells stderr of malformed UTF-8: a peer could fill the disk with it. The error goes to the caller instead.
[[maybe_unused]] google::protobuf::LogHandler* const silenced = google::protobuf::SetLogHandler(nullptr);

using decode::bounded_text;
using decode::code_text;

constexpr std::size_t core_bytes_max = 64 << 10;
constexpr int list_max = 1000;
constexpr std::size_t name_max = 200 * 4;  // 200 characters in any script
constexpr std::size_t free_text_max = 8000;
constexpr std::size_t setting_max = 32 << 10;

// --- encoding: each kind fills its message ---------------------------------------------------------------------------

void fill(pb::Core&, const UnknownKind&) { HK_CHECK(!"nobody authors an unknown kind"); }
void fill(pb::Core& core, const ProgrammeSet& body) {
  for (const auto& [field, value] : body.fields) (*core.mutable_programme_set()->mutable_fields())[field] = value;
}
void fill(pb::Core& core, const CatalogueSet& body) {
  auto& out = *core.mutable_catalogue_set();
  out.set_type(static_cast<pb::CatalogueSet::Type>(body.type));
  out.set_code(body.code);
  out.set_order(body.order);
  for (const auto& [language, words] : body.label) (*out.mutable_label())[language] = words;
  out.set_pictogram(body.pictogram);
  out.set_workshop(body.workshop);
  if (body.kind) out.set_kind(static_cast<pb::SessionKind>(*body.kind));
  out.set_goal_area(body.goal_area);
  out.set_retired(body.retired);
}
void fill(pb::Core& core, const ScheduleSet& body) {
  auto& out = *core.mutable_schedule_set();
  out.set_entry(body.entry);
  out.set_activity(body.activity);
  out.set_site(body.site);
  out.set_weekday(body.weekday);
  out.set_start_min(body.start_min);
  out.set_end_min(body.end_min);
  for (const StaffId& leader : body.leaders) out.add_leaders(leader.bytes());
  out.set_retired(body.retired);
}
void fill(pb::Core& core, const DeviceApproved& body) {
  auto& out = *core.mutable_device_approved();
  out.set_device(body.device.bytes());
  out.set_label(body.label);
  out.set_ed25519_public(body.ed25519_public);
  out.set_x25519_public(body.x25519_public);
}
void fill(pb::Core& core, const SessionSet& body) {
  auto& out = *core.mutable_session_set();
  out.set_session(body.session.bytes());
  if (body.what) {
    out.mutable_what()->set_workshop(body.what->workshop);
    out.mutable_what()->set_activity(body.what->activity);
    out.mutable_what()->set_site(body.what->site);
    out.mutable_what()->set_kind(static_cast<pb::SessionKind>(body.what->kind));
  }
  if (body.when) {
    out.mutable_when()->set_local_date(body.when->local_date);
    out.mutable_when()->set_utc_offset_min(body.when->utc_offset_min);
    out.mutable_when()->set_start_ms(body.when->start_ms);
    if (body.when->planned_end_ms) out.mutable_when()->set_planned_end_ms(*body.when->planned_end_ms);
  }
  if (body.who) {
    out.mutable_who();
    for (const StaffId& leader : body.who->leaders) out.mutable_who()->add_leaders(leader.bytes());
    for (const std::string& partner : body.who->partners) out.mutable_who()->add_partners(partner);
  }
  if (body.extras) {
    out.mutable_extras()->set_goal_area(body.extras->goal_area);
    out.mutable_extras()->set_language_training(body.extras->language_training);
    out.mutable_extras()->set_origin(static_cast<pb::SessionSet::Origin>(body.extras->origin));
  }
}
void fill(pb::Core& core, const SessionStateSet& body) {
  auto& out = *core.mutable_session_state_set();
  out.set_session(body.session.bytes());
  out.set_state(static_cast<pb::SessionStateSet::State>(body.state));
  if (body.end_ms) out.set_end_ms(*body.end_ms);
}
void fill(pb::Core& core, const SessionAutoClosed& body) {
  core.mutable_session_auto_closed()->set_session(body.session.bytes());
  core.mutable_session_auto_closed()->set_end_ms(body.end_ms);
}
void fill(pb::Core& core, const SessionNoteSet& body) {
  core.mutable_session_note_set()->set_session(body.session.bytes());
  core.mutable_session_note_set()->set_prompt(body.prompt);
}
template <class Pair, class Message>
void fill_link(const Pair& body, Message& out) {
  out.set_a(body.a.bytes());
  out.set_b(body.b.bytes());
  out.set_on(body.on);
}
void fill(pb::Core& core, const SessionSameAs& body) { fill_link(body, *core.mutable_session_same_as()); }
void fill(pb::Core& core, const ParticipantSameAs& body) { fill_link(body, *core.mutable_participant_same_as()); }
void fill(pb::Core& core, const HeadcountRecorded& body) {
  auto& out = *core.mutable_headcount_recorded();
  out.set_session(body.session.bytes());
  out.set_figure(static_cast<pb::HeadcountFigure>(body.figure));
  out.set_category(body.category);
  out.set_counter(body.counter);
  out.set_total(body.total);
}
void fill(pb::Core& core, const HeadcountCorrected& body) {
  auto& out = *core.mutable_headcount_corrected();
  out.set_session(body.session.bytes());
  out.set_figure(static_cast<pb::HeadcountFigure>(body.figure));
  out.set_category(body.category);
  out.set_delta(body.delta);
}
void fill(pb::Core& core, const ParticipantSet& body) {
  core.mutable_participant_set()->set_participant(body.participant.bytes());
}
void fill(pb::Core& core, const CheckInRecorded& body) {
  auto& out = *core.mutable_check_in_recorded();
  out.set_session(body.session.bytes());
  out.set_participant(body.participant.bytes());
  out.set_category(body.category);
  out.set_gender(body.gender);
  out.set_area(body.area);
  out.set_way(static_cast<pb::CheckInRecorded::Way>(body.way));
}
void fill(pb::Core& core, const CheckInWithdrawn& body) {
  core.mutable_check_in_withdrawn();
  for (const CheckInId& id : body.check_ins) core.mutable_check_in_withdrawn()->add_check_ins(id.bytes());
}
void fill(pb::Core& core, const CheckInCorrected& body) {
  auto& out = *core.mutable_check_in_corrected();
  for (const CheckInId& id : body.check_ins) out.add_check_ins(id.bytes());
  out.set_category(body.category);
  out.set_gender(body.gender);
  out.set_area(body.area);
}

// --- decoding: each kind is checked field by field -------------------------------------------------------------------

template <class Enum>
Result<Enum> known(int value, int last, const char* field) {
  if (value < 1 || value > last) return fail(ErrorCode::invalid, field, "unknown value " + std::to_string(value));
  return static_cast<Enum>(value);
}

template <class AnyId>
Result<std::vector<AnyId>> ids(const google::protobuf::RepeatedPtrField<std::string>& list, const char* field) {
  if (list.size() > list_max) return fail(ErrorCode::invalid, field, "too many");
  std::vector<AnyId> out;
  for (const std::string& bytes : list) {
    HK_ASSIGN(const AnyId id, AnyId::from_bytes(bytes, field));
    out.push_back(id);
  }
  return out;
}

Result<ChangeBody> parse(const pb::ProgrammeSet& in) {
  ProgrammeSet body;
  if (in.fields_size() > list_max) return fail(ErrorCode::invalid, "programme_set", "too many fields");
  for (const auto& [field, value] : in.fields()) {
    HK_TRY(code_text(field, "programme_set.field"));
    HK_TRY(bounded_text(value, setting_max, "programme_set." + field));
    body.fields[field] = value;
  }
  return body;
}

Result<ChangeBody> parse(const pb::CatalogueSet& in) {
  CatalogueSet body;
  HK_ASSIGN(body.type, known<CatalogueType>(in.type(), 7, "catalogue_set.type"));
  HK_TRY(code_text(in.code(), "catalogue_set.code"));
  for (const std::string* code : {&in.workshop(), &in.goal_area(), &in.pictogram()}) {
    if (!code->empty()) HK_TRY(code_text(*code, "catalogue_set"));
  }
  if (in.label_size() > 64) return fail(ErrorCode::invalid, "catalogue_set.label", "too many languages");
  for (const auto& [language, words] : in.label()) {
    HK_TRY(bounded_text(language, 16, "catalogue_set.label"));
    HK_TRY(bounded_text(words, name_max, "catalogue_set.label"));
    body.label[language] = words;
  }
  body.code = in.code();
  body.order = in.order();
  body.pictogram = in.pictogram();
  body.workshop = in.workshop();
  body.goal_area = in.goal_area();
  body.retired = in.retired();
  if (in.kind() != pb::SESSION_KIND_UNSPECIFIED) {
    HK_ASSIGN(body.kind, known<SessionKind>(in.kind(), 3, "catalogue_set.kind"));
  }
  return body;
}

Result<ChangeBody> parse(const pb::ScheduleSet& in) {
  ScheduleSet body;
  HK_TRY(bounded_text(in.entry(), name_max, "schedule_set.entry"));
  HK_TRY(code_text(in.activity(), "schedule_set.activity"));
  HK_TRY(code_text(in.site(), "schedule_set.site"));
  if (in.weekday() < 1 || in.weekday() > 7) return fail(ErrorCode::invalid, "schedule_set.weekday", "not 1 to 7");
  for (const int minute : {in.start_min(), in.end_min()}) {
    if (minute < 0 || minute > 24 * 60) return fail(ErrorCode::invalid, "schedule_set", "no such time of day");
  }
  HK_ASSIGN(body.leaders, ids<StaffId>(in.leaders(), "schedule_set.leaders"));
  body.entry = in.entry();
  body.activity = in.activity();
  body.site = in.site();
  body.weekday = in.weekday();
  body.start_min = in.start_min();
  body.end_min = in.end_min();
  body.retired = in.retired();
  return body;
}

Result<ChangeBody> parse(const pb::DeviceApproved& in) {
  DeviceApproved body;
  HK_ASSIGN(body.device, DeviceId::from_bytes(in.device(), "device_approved.device"));
  HK_TRY(bounded_text(in.label(), name_max, "device_approved.label"));
  if (in.ed25519_public().size() != 32 || in.x25519_public().size() != 32) {
    return fail(ErrorCode::invalid, "device_approved", "a public key has 32 bytes");
  }
  body.label = in.label();
  body.ed25519_public = in.ed25519_public();
  body.x25519_public = in.x25519_public();
  return body;
}

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
    case pb::Core::KIND_NOT_SET:
      return UnknownKind{};
  }
  return UnknownKind{};
}

Result<void> take_code(bool has, const std::string& value, const char* field, std::optional<std::string>& out) {
  if (has && !value.empty()) HK_TRY(code_text(value, field));
  if (has) out = value;
  return {};
}

Result<ParticipantDetails> parse_details(const pb::Sealed::Participant& in) {
  ParticipantDetails details;
  if (in.has_identity()) {
    const auto& identity = in.identity();
    for (const std::string* text : {&identity.name(), &identity.alias(), &identity.phone()}) {
      HK_TRY(bounded_text(*text, name_max, "participant.identity"));
    }
    details.identity = {identity.name(), identity.alias(), identity.phone(), std::nullopt};
    if (identity.has_birth_year()) {
      if (identity.birth_year() < 1880 || identity.birth_year() > 2200) {
        return fail(ErrorCode::invalid, "participant.birth_year", "out of range");
      }
      details.identity->birth_year = identity.birth_year();
    }
  }
  if (in.has_is_protected()) details.is_protected = in.is_protected();
  // The next check-in takes these three with it, and there they are codes.
  HK_TRY(take_code(in.has_category(), in.category(), "participant.category", details.category));
  HK_TRY(take_code(in.has_gender(), in.gender(), "participant.gender", details.gender));
  HK_TRY(take_code(in.has_area(), in.area(), "participant.area", details.area));
  if (in.has_household()) {
    HK_TRY(bounded_text(in.household(), name_max, "participant.household"));
    details.household = in.household();
  }
  if (in.has_card()) {
    HK_TRY(bounded_text(in.card(), name_max, "participant.card"));
    details.card = in.card();
  }
  return details;
}

void fill_details(pb::Sealed::Participant& out, const ParticipantDetails& details) {
  if (details.identity) {
    auto& identity = *out.mutable_identity();
    identity.set_name(details.identity->name);
    identity.set_alias(details.identity->alias);
    identity.set_phone(details.identity->phone);
    if (details.identity->birth_year) identity.set_birth_year(*details.identity->birth_year);
  }
  if (details.is_protected) out.set_is_protected(*details.is_protected);
  if (details.category) out.set_category(*details.category);
  if (details.gender) out.set_gender(*details.gender);
  if (details.area) out.set_area(*details.area);
  if (details.household) out.set_household(*details.household);
  if (details.card) out.set_card(*details.card);
}

}  // namespace

Bytes encode_core(const Change& change) {
  pb::Core core;
  core.set_id(change.id.bytes());
  core.set_programme(change.programme.bytes());
  core.set_device(change.device.bytes());
  if (change.staff) core.set_staff(change.staff->bytes());
  core.set_hlc(change.hlc.packed);
  core.set_wall_ms(change.wall_ms);
  core.set_monotonic_ms(change.monotonic_ms);
  core.set_boot(change.boot);
  if (change.server_offset_ms) core.set_server_offset_ms(*change.server_offset_ms);
  std::visit([&](const auto& body) { fill(core, body); }, change.body);
  return core.SerializeAsString();
}

Bytes encode_sealed(const ChangeBody& body) {
  pb::Sealed sealed;
  if (const auto* participant = std::get_if<ParticipantSet>(&body); participant && participant->details) {
    fill_details(*sealed.mutable_participant(), *participant->details);
  } else if (const auto* note = std::get_if<SessionNoteSet>(&body); note && note->text) {
    sealed.mutable_text()->set_text(*note->text);
  } else {
    return {};
  }
  return sealed.SerializeAsString();
}

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
  HK_ASSIGN(change.body, parse_body(core));
  return change;
}

Result<void> decode_sealed(ByteView plaintext, Change& change) {
  pb::Sealed sealed;
  if (!sealed.ParseFromArray(plaintext.data(), static_cast<int>(plaintext.size()))) {
    return fail(ErrorCode::invalid, "sealed part", "is not a protobuf message");
  }
  if (auto* participant = std::get_if<ParticipantSet>(&change.body); participant && sealed.has_participant()) {
    HK_ASSIGN(participant->details, parse_details(sealed.participant()));
    return {};
  }
  if (auto* note = std::get_if<SessionNoteSet>(&change.body); note && sealed.has_text()) {
    HK_TRY(bounded_text(sealed.text().text(), free_text_max, "session_note_set.text"));
    note->text = sealed.text().text();
    return {};
  }
  return fail(ErrorCode::invalid, "sealed part", "does not belong to a " + std::string(kind_name(change.body)));
}

}  // namespace hk
