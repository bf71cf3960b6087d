#include <algorithm>

#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/screens.h"

namespace hk {
namespace {

void draw_members(Ui& ui, const Rect& area, const std::vector<HouseholdModel::Member>& members) {
  std::vector<ChoiceTile> tiles;
  std::vector<TileState> states;
  for (const HouseholdModel::Member& member : members) {
    tiles.push_back({to_text(member.participant), isolated(member.first_name), member.pictogram});
    states.push_back({member.here ? ui.tr("redan här") : std::string(), member.ticked || member.here, member.here});
  }
  if (const auto tapped = choice_tiles(ui, area, tiles, states)) ui.emit(TickMember{members[*tapped].participant});
}

/// Whoever came alone says so with one touch; all who are ticked are checked in with the other.
void draw_answers(Ui& ui, Rect area, const HouseholdModel& model) {
  const auto count = [&](bool HouseholdModel::Member::*what) {
    return std::count_if(model.members.begin(), model.members.end(), [what](const auto& one) { return one.*what; });
  };
  const std::int64_t ticked = count(&HouseholdModel::Member::ticked);
  const std::int64_t together = ticked + count(&HouseholdModel::Member::here);
  const bool phone = ui.form() == Form::phone;
  const float gap = ui.mm(4), width = area.w;
  ButtonStyle style{.pictogram = "adult", .role = type::kBody, .pictogram_mm = 12, .stroke = 1.6F, .gap_mm = 3};
  style.is_hued = true;
  if (!model.members.front().here) {
    const Rect alone =
        phone ? area.take_bottom(ui.mm(20), gap) : area.take_start(std::min(width * 0.4F, ui.mm(76)), gap);
    if (button(ui, "alone", alone, ui.tr("Bara jag"), style)) ui.emit(CheckInAlone{});
  }
  style.pictogram = "tick";
  style.stroke = 2.2F;
  style.role = type::kBodyBold;
  style.look = ticked > 0 ? Look::primary : Look::disabled;
  const std::string label = ui.words().tr_count("{count} är här i dag", "Vi är {count} i dag", together);
  if (button(ui, "together", area, label, style) && ticked > 0) ui.emit(CheckInTicked{});
}

}  // namespace

void draw(const HouseholdModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = participant_page(ui, 2.2F, band_left(model.seconds_left));
  question_head(ui, page, ui.tr("Vilka är här?"), model.badge, model.seconds_left);
  const bool two_rows = ui.form() == Form::phone && !model.members.front().here;
  draw_answers(ui, page.take_bottom(ui.mm(two_rows ? 44 : 20), ui.mm(4)), model);
  if (const auto notice = participant_notice(ui, screen)) {
    notice_bar(ui, page.take_top(participant_notice_height(ui), ui.mm(4)), "warn", *notice, t.alarm, type::kBody, 9);
  } else if (model.more) {
    foot_line(ui, page.take_bottom(ui.mm(12), ui.mm(3)), "family", ui.tr("Är ni fler? Fråga personalen."));
  }
  draw_members(ui, page, model.members);
}

}  // namespace hk
