#include "sync/protocol/decode_programme.h"

#include "sync/protocol/decode_checks.h"

namespace hk::decode {

namespace {

constexpr std::size_t setting_max = 32 << 10;

Result<void> public_key(const std::string& bytes, const char* field) {
  if (bytes.size() != 32) return fail(ErrorCode::invalid, field, "a public key has 32 bytes");
  return {};
}

}  // namespace

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

Result<ChangeBody> parse(const pb::DeviceRevoked& in) {
  DeviceRevoked body;
  HK_ASSIGN(body.device, DeviceId::from_bytes(in.device(), "device_revoked.device"));
  return body;
}

Result<ChangeBody> parse(const pb::StaffSet& in) {
  StaffSet body;
  HK_ASSIGN(body.staff, StaffId::from_bytes(in.staff(), "staff_set.staff"));
  HK_ASSIGN(body.role, known<StaffRole>(in.role(), 2, "staff_set.role"));
  body.active = in.active();
  return body;
}

template <class Coordinator, class Message>
Result<ChangeBody> parse_coordinator(const Message& in, const char* field) {
  Coordinator body;
  HK_ASSIGN(body.staff, StaffId::from_bytes(in.staff(), field));
  HK_TRY(public_key(in.public_key(), field));
  body.public_key = in.public_key();
  return body;
}
Result<ChangeBody> parse(const pb::CoordinatorGranted& in) {
  return parse_coordinator<CoordinatorGranted>(in, "coordinator_granted");
}
Result<ChangeBody> parse(const pb::CoordinatorWithdrawn& in) {
  return parse_coordinator<CoordinatorWithdrawn>(in, "coordinator_withdrawn");
}

Result<ChangeBody> parse(const pb::KeyRotated& in) {
  // A programme key in a sealed box: 32 bytes more than the key.
  constexpr std::size_t box_bytes_max = 128;
  KeyRotated body;
  body.key_id = in.key_id();
  if (in.boxes_size() > list_max) return fail(ErrorCode::invalid, "key_rotated.boxes", "too many");
  for (const auto& box : in.boxes()) {
    HK_ASSIGN(const auto device, DeviceId::from_bytes(box.device(), "key_rotated.device"));
    if (box.box().empty() || box.box().size() > box_bytes_max) {
      return fail(ErrorCode::invalid, "key_rotated.box", "has another length");
    }
    body.boxes.push_back({device, box.box()});
  }
  return body;
}

}  // namespace hk::decode
