#include "sync.pb.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/decode_checks.h"

namespace hk {

namespace {

namespace pb = halsokiosk::v1;
using decode::bounded_text;
using decode::code_text;
using decode::name_max;

constexpr std::size_t free_text_max = 8000;

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

Result<StaffSet::Details> parse_details(const pb::Sealed::Staff& in) {
  HK_TRY(bounded_text(in.name(), name_max, "staff.name"));
  if (!in.pin_verifier().empty() && in.pin_verifier().size() != 32) {
    return fail(ErrorCode::invalid, "staff.pin_verifier", "has 32 bytes");
  }
  return StaffSet::Details{in.name(), in.pin_verifier()};
}

Result<ConsentSet::Details> parse_details(const pb::Sealed::Consent& in) {
  if (in.purpose() < 1 || in.purpose() > 2) return fail(ErrorCode::invalid, "consent.purpose", "unknown value");
  if (in.by() < 1 || in.by() > 2) return fail(ErrorCode::invalid, "consent.by", "unknown value");
  if (in.text_version() < 0) return fail(ErrorCode::invalid, "consent.text_version", "out of range");
  return ConsentSet::Details{static_cast<ConsentPurpose>(in.purpose()), in.text_version(), in.given(),
                             static_cast<ConsentBy>(in.by())};
}

}  // namespace

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
  if (auto* staff = std::get_if<StaffSet>(&change.body); staff && sealed.has_staff()) {
    HK_ASSIGN(staff->details, parse_details(sealed.staff()));
    return {};
  }
  if (auto* consent = std::get_if<ConsentSet>(&change.body); consent && sealed.has_consent()) {
    HK_ASSIGN(consent->details, parse_details(sealed.consent()));
    return {};
  }
  return fail(ErrorCode::invalid, "sealed part", "does not belong to a " + std::string(kind_name(change.body)));
}

}  // namespace hk
