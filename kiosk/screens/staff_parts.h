#pragma once
#include "kiosk/screens/widgets.h"

/// What several staff screens share.
namespace hk {

/// Back, the activity's disc, its name with time, and place if there is room. Returns what is left of the row: nothing
/// on a phone.
Rect session_head(Ui& ui, Rect row, std::string_view title, const SessionSummary& session);

/// One row of a choice with a tick when chosen: name, and a smaller second line when there is one.
struct Option {
  std::string_view id, key{};
  std::string_view pictogram{};
  std::string title, second{};
  bool chosen = false;
};
bool option(Ui& ui, const Rect& rect, const Option& option);

/// The pictogram at the start of a row.
void row_pictogram(Ui& ui, Rect& content, std::string_view name, const ColorPair& colors);

/// A row that is a switch. True when tapped.
struct SwitchRow {
  std::string id, pictogram;
  ColorPair colors;
  std::string text;
};
bool switch_row(Ui& ui, const Rect& row, const SwitchRow& words, bool on);

/// A numbered disc and the name of a step.
void step_head(Ui& ui, Rect row, std::string_view number, std::string_view name);

}  // namespace hk
