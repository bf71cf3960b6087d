#include "sync/domain/change.h"

#include <array>
#include <type_traits>

namespace hk {

ChangeBody::ChangeBody() = default;
ChangeBody::ChangeBody(const ChangeBody&) = default;
ChangeBody::ChangeBody(ChangeBody&&) noexcept = default;
ChangeBody& ChangeBody::operator=(const ChangeBody&) = default;
ChangeBody& ChangeBody::operator=(ChangeBody&&) noexcept = default;
ChangeBody::~ChangeBody() = default;
bool ChangeBody::operator==(const ChangeBody& other) const {
  return static_cast<const ChangeKinds&>(*this) == static_cast<const ChangeKinds&>(other);
}

std::string_view kind_name(const ChangeBody& body) {
  static constexpr std::array<std::string_view, std::variant_size_v<ChangeKinds>> names = {"unknown",
                                                                                           "programme_set",
                                                                                           "catalogue_set",
                                                                                           "schedule_set",
                                                                                           "device_approved",
                                                                                           "session_set",
                                                                                           "session_state_set",
                                                                                           "session_auto_closed",
                                                                                           "session_note_set",
                                                                                           "session_same_as",
                                                                                           "headcount_recorded",
                                                                                           "headcount_corrected",
                                                                                           "participant_set",
                                                                                           "check_in_recorded",
                                                                                           "check_in_withdrawn",
                                                                                           "check_in_corrected",
                                                                                           "participant_same_as",
                                                                                           "device_revoked",
                                                                                           "staff_set",
                                                                                           "coordinator_granted",
                                                                                           "coordinator_withdrawn",
                                                                                           "key_rotated",
                                                                                           "consent_set",
                                                                                           "participant_erased",
                                                                                           "access_logged",
                                                                                           "export_recorded"};
  return names[body.index()];
}

bool is_privileged(const ChangeBody& body) {
  return std::visit(
      []<class T>(const T&) {
        return std::is_same_v<T, ProgrammeSet> || std::is_same_v<T, CatalogueSet> || std::is_same_v<T, ScheduleSet> ||
               std::is_same_v<T, DeviceApproved> || std::is_same_v<T, ParticipantSameAs> ||
               std::is_same_v<T, DeviceRevoked> || std::is_same_v<T, StaffSet> ||
               std::is_same_v<T, CoordinatorGranted> || std::is_same_v<T, CoordinatorWithdrawn> ||
               std::is_same_v<T, KeyRotated> || std::is_same_v<T, ParticipantErased>;
      },
      body);
}

}  // namespace hk
