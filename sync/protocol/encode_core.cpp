#include "sync.pb.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

namespace pb = halsokiosk::v1;

// Each kind fills its message.
void fill(pb::Core&, const UnknownKind&) { HK_CHECK(!"nobody authors an unknown kind"); }
void fill(pb::Core& core, const ProgrammeSet& body) {
  auto& out = *core.mutable_programme_set();
  for (const auto& [field, value] : body.fields) (*out.mutable_fields())[field] = value;
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
void fill(pb::Core& core, const DeviceRevoked& body) { core.mutable_device_revoked()->set_device(body.device.bytes()); }
void fill(pb::Core& core, const StaffSet& body) {
  auto& out = *core.mutable_staff_set();
  out.set_staff(body.staff.bytes());
  out.set_role(static_cast<pb::StaffSet::Role>(body.role));
  out.set_active(body.active);
}
template <class Coordinator, class Message>
void fill_coordinator(const Coordinator& body, Message& out) {
  out.set_staff(body.staff.bytes());
  out.set_public_key(body.public_key);
}
void fill(pb::Core& core, const CoordinatorGranted& body) {
  fill_coordinator(body, *core.mutable_coordinator_granted());
}
void fill(pb::Core& core, const CoordinatorWithdrawn& body) {
  fill_coordinator(body, *core.mutable_coordinator_withdrawn());
}
void fill(pb::Core& core, const KeyRotated& body) {
  auto& out = *core.mutable_key_rotated();
  out.set_key_id(body.key_id);
  for (const KeyRotated::Box& box : body.boxes) {
    auto& one = *out.add_boxes();
    one.set_device(box.device.bytes());
    one.set_box(box.box);
  }
}
void fill(pb::Core& core, const ConsentSet& body) {
  core.mutable_consent_set()->set_participant(body.participant.bytes());
}
void fill(pb::Core& core, const ParticipantErased& body) {
  core.mutable_participant_erased()->set_participant(body.participant.bytes());
}
void fill(pb::Core& core, const AccessLogged& body) {
  auto& out = *core.mutable_access_logged();
  out.set_event(body.event);
  out.set_outcome(body.outcome);
  if (body.participant) out.set_participant(body.participant->bytes());
}
void fill_row(pb::ExportRecorded::Row& out, const ExportRecorded::Row& row) {
  out.set_key(row.key);
  for (const ExportRecorded::Number& number : row.numbers) {
    out.add_counted(number.counted);
    out.add_printed(number.printed);
    out.mutable_shown()->push_back(static_cast<char>(number.shown));
  }
}
void fill(pb::Core& core, const ExportRecorded& body) {
  auto& out = *core.mutable_export_recorded();
  out.set_period(body.period);
  out.set_internal(body.internal);
  out.set_small_cell(body.small_cell);
  for (const ExportRecorded::Table& table : body.tables) {
    auto& one = *out.add_tables();
    one.set_name(table.name);
    for (const ExportRecorded::Row& row : table.rows) fill_row(*one.add_rows(), row);
  }
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
  core.set_ordinal(change.ordinal);
  std::visit([&](const auto& body) { fill(core, body); }, change.body);
  return core.SerializeAsString();
}

Bytes encode_sealed(const ChangeBody& body) {
  pb::Sealed sealed;
  if (const auto* participant = std::get_if<ParticipantSet>(&body); participant && participant->details) {
    fill_details(*sealed.mutable_participant(), *participant->details);
  } else if (const auto* note = std::get_if<SessionNoteSet>(&body); note && note->text) {
    sealed.mutable_text()->set_text(*note->text);
  } else if (const auto* staff = std::get_if<StaffSet>(&body); staff && staff->details) {
    sealed.mutable_staff()->set_name(staff->details->name);
    sealed.mutable_staff()->set_pin_verifier(staff->details->pin_verifier);
  } else if (const auto* consent = std::get_if<ConsentSet>(&body); consent && consent->details) {
    auto& out = *sealed.mutable_consent();
    out.set_purpose(static_cast<pb::Sealed::Consent::Purpose>(consent->details->purpose));
    out.set_text_version(consent->details->text_version);
    out.set_given(consent->details->given);
    out.set_by(static_cast<pb::Sealed::Consent::By>(consent->details->by));
  } else {
    return {};
  }
  return sealed.SerializeAsString();
}

}  // namespace hk
