#pragma once
#include "kiosk/screens/ui.h"

/// One function a screen: draws its model and emits what the person does. Nothing is kept between calls.
namespace hk {

void draw(const WelcomeModel& model, const Screen& screen, Ui& ui);
void draw(const WhoModel& model, const Screen& screen, Ui& ui);
void draw(const HouseholdModel& model, const Screen& screen, Ui& ui);
void draw(const NewHereModel& model, const Screen& screen, Ui& ui);
void draw(const CountModel& model, const Screen& screen, Ui& ui);
void draw(const DoneModel& model, const Screen& screen, Ui& ui);
void draw(const PrivacyModel& model, const Screen& screen, Ui& ui);
void draw(const PinModel& model, const Screen& screen, Ui& ui);
void draw(const UnlockModel& model, const Screen& screen, Ui& ui);
void draw(const TodayModel& model, const Screen& screen, Ui& ui);
void draw(const StartModel& model, const Screen& screen, Ui& ui);
void draw(const RosterModel& model, const Screen& screen, Ui& ui);
void draw(const PartnersModel& model, const Screen& screen, Ui& ui);
void draw(const FamilyModel& model, const Screen& screen, Ui& ui);
void draw(const NewPersonModel& model, const Screen& screen, Ui& ui);
void draw(const CloseModel& model, const Screen& screen, Ui& ui);
void draw(const WeekModel& model, const Screen& screen, Ui& ui);
void draw(const SessionsModel& model, const Screen& screen, Ui& ui);
void draw(const SessionPeopleModel& model, const Screen& screen, Ui& ui);
void draw(const ExportModel& model, const Screen& screen, Ui& ui);
void draw(const PickerModel& model, const Screen& screen, Ui& ui);
void draw(const ExportsModel& model, const Screen& screen, Ui& ui);
void draw(const SettingsModel& model, const Screen& screen, Ui& ui);
void draw(const CoordinationModel& model, const Screen& screen, Ui& ui);
void draw(const FailureModel& model, const Screen& screen, Ui& ui);
void draw(const FirstRunModel& model, const Screen& screen, Ui& ui);

/// Whichever screen it is.
void draw(const Screen& screen, Ui& ui);

}  // namespace hk
