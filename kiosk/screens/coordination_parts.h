#pragma once
#include <string>
#include <vector>

#include "kiosk/screens/staff_parts.h"

/// What the pages of "Samordning" share, and the pages themselves.
namespace hk {

struct Fact {
  std::string label, value;
  std::string other = {};  ///< of whoever stands beside; all facts of a page have it, or none
};
struct ActButton {
  CoordinationAct act{};
  std::string id;
  std::string_view pictogram;
  std::string label;
  std::optional<OpenCoordination> opens = {};  ///< another page, where it does not act here
};

/// Facts over buttons, as one list that is dragged when it is longer than the page.
void facts_and_acts(Ui& ui, const Rect& page, const std::vector<Fact>& facts, const std::vector<ActButton>& acts);
/// Rows that lead on: one column on a phone, else two.
struct LinkRow {
  std::string key;
  std::string_view pictogram;
  std::string title, second;
  OpenCoordination opens;
};
void link_rows(Ui& ui, const Rect& page, std::string_view id, const std::vector<LinkRow>& rows);
/// A sentence in a panel, cut from the top of `page`.
void calm_panel(Ui& ui, Rect& page, std::string_view text);
/// A button over the whole width, cut from the bottom of `page`.
bool foot_button(Ui& ui, Rect& page, std::string_view id, const std::string& label, std::string_view pictogram);

void draw_staff_list(Ui& ui, const CoordinationModel& model, Rect page);
void draw_member(Ui& ui, const CoordinationModel& model, const Rect& page);
void draw_devices(Ui& ui, const CoordinationModel& model, Rect page);
void draw_new_device(Ui& ui, const CoordinationModel& model, Rect page);
void draw_device(Ui& ui, const CoordinationModel& model, const Rect& page);
void draw_people(Ui& ui, const CoordinationModel& model, Rect page);
void draw_person(Ui& ui, const CoordinationModel& model, const Rect& page);
void draw_duplicates(Ui& ui, const CoordinationModel& model, Rect page);
void draw_pair(Ui& ui, const CoordinationModel& model, const Rect& page);
void draw_retention(Ui& ui, const CoordinationModel& model, Rect page);
void draw_events(Ui& ui, const CoordinationModel& model, Rect page);

/// "2026-11-12 14:02": old ones need their year.
[[nodiscard]] std::string moment_text(const Ui& ui, const Moment& moment);

}  // namespace hk
