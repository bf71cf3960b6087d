#pragma once
#include <vector>

#include "sync/domain/change.h"
#include "tests/support/numbered.h"

namespace hk::test {

/// One change of every kind that this program authors, with every field set to something it would miss.
inline std::vector<ChangeBody> one_of_every_kind() {
  const auto session = numbered<SessionId>(11);
  const auto person = numbered<ParticipantId>(21);
  CatalogueSet activity;
  activity.type = CatalogueType::activity;
  activity.code = "yoga";
  activity.order = 3;
  activity.label = {{"sv", "Yoga"}, {"ar", "يوغا"}};
  activity.pictogram = "yoga";
  activity.workshop = "women";
  activity.kind = SessionKind::group;
  activity.goal_area = "health";
  activity.retired = true;
  SessionSet set;
  set.session = session;
  set.what = {"women", "yoga", "framtidens", SessionKind::individual};
  set.when = {20'600, 120, 1'780'000'000'000, 1'780'007'200'000};
  set.who = {{numbered<StaffId>(31), numbered<StaffId>(32)}, {"abf", "roda_korset"}};
  set.extras = {"health", true, SessionOrigin::late};
  ParticipantDetails details;
  details.identity = {"Åsa Öberg", "Åsan", "070-123 45 67", 1984};
  details.is_protected = true;
  details.category = "adult";
  details.gender = "woman";
  details.area = "lindangen";
  details.household = "h1";
  details.card = "c1";
  return {
      ProgrammeSet{{{"name", "\"Jämlik Hälsa\""}, {"small_cell", "5"}}},
      activity,
      ScheduleSet{"e1", "yoga", "framtidens", 5, 780, 900, {numbered<StaffId>(31)}, true},
      DeviceApproved{numbered<DeviceId>(41), "Surfplattan", Bytes(32, 'e'), Bytes(32, 'x')},
      set,
      SessionStateSet{session, SessionState::closed, 1'780'007'300'000},
      SessionAutoClosed{session, 1'780'007'200'000},
      SessionNoteSet{session, "how_it_went", "Alla sjöng."},
      SessionSameAs{session, numbered<SessionId>(12), true},
      HeadcountRecorded{session, HeadcountFigure::headcount, "adult", 0xfedcba9876543210, 17},
      HeadcountCorrected{session, HeadcountFigure::turned_away, "", -2},
      ParticipantSet{person, details},
      CheckInRecorded{session, person, "adult", "woman", "lindangen", CheckInWay::card},
      CheckInWithdrawn{{numbered<CheckInId>(51), numbered<CheckInId>(52)}},
      CheckInCorrected{{numbered<CheckInId>(51)}, "professional", "man", ""},
      ParticipantSameAs{person, numbered<ParticipantId>(22), false},
      DeviceRevoked{numbered<DeviceId>(41)},
      StaffSet{numbered<StaffId>(31), StaffRole::coordinator, true, StaffSet::Details{"Amina", Bytes(32, 'v')}},
      CoordinatorGranted{numbered<StaffId>(31), Bytes(32, 'k')},
      CoordinatorWithdrawn{numbered<StaffId>(31), Bytes(32, 'k')},
      KeyRotated{0xfedcba9876543210, {{numbered<DeviceId>(41), Bytes(80, 'b')}, {numbered<DeviceId>(42), "c"}}},
      ConsentSet{person, ConsentSet::Details{ConsentPurpose::research, 2, true, ConsentBy::guardian}},
      ParticipantErased{numbered<ParticipantId>(23)},
      AccessLogged{"pin", "refused", numbered<ParticipantId>(21)},
      ExportRecorded{"2026-W47",
                     false,
                     5,
                     {{"total", {{"", {{12, 12, Shown::shown}, {3, 0, Shown::hidden}, {0, 0, Shown::absent}}}}},
                      {"workshop", {{"women", {{14, 12, Shown::kept}}}, {"", {{0, 0, Shown::shown}}}}}}},
  };
}

/// What a reader without the programme key sees of it.
inline ChangeBody without_sealed(ChangeBody body) {
  if (auto* person = std::get_if<ParticipantSet>(&body)) person->details.reset();
  if (auto* note = std::get_if<SessionNoteSet>(&body)) note->text.reset();
  if (auto* staff = std::get_if<StaffSet>(&body)) staff->details.reset();
  if (auto* consent = std::get_if<ConsentSet>(&body)) consent->details.reset();
  return body;
}

}  // namespace hk::test
