#include <algorithm>

#include "kiosk/app/kiosk.h"

namespace hk {

void Kiosk::on(const CountMe&) {
  if (const auto* who = std::get_if<AtWho>(&state_)) go(AtCount{who->session});
}

void Kiosk::on(const ChooseCategory& intent) {
  if (intent.code.empty()) return;
  if (auto* newcomer = std::get_if<AtNewHere>(&state_)) return choose_category(*newcomer, intent.code);
  if (const auto* person = std::get_if<AtNewPerson>(&state_)) return add_person(*person, intent.code);
  const auto* count = std::get_if<AtCount>(&state_);
  if (count == nullptr) return;
  count_nameless({count->session, intent.code});
}

void Kiosk::count_nameless(const Headcounts::What& what) {
  const Result<ChangeBody> more = headcounts_.one_more(what);
  if (!more) return show_failure(more.error());
  if (record(std::span(&*more, 1))) go(AtDone{what.session, what, {}, false});
}

void Kiosk::on(const StepCount& intent) {
  const auto* roster = std::get_if<AtRoster>(&state_);
  if (roster == nullptr) return;
  notice_.reset();
  const Headcounts::What what{roster->session, intent.category};
  if (!intent.up) {
    count_one_less(what);
    return;
  }
  const Result<ChangeBody> more = headcounts_.one_more(what);
  if (!more) return show_failure(more.error());
  record(std::span(&*more, 1));
}

/// False when it could not be stored. That nobody is counted any more is as good as one less.
bool Kiosk::count_one_less(const Headcounts::What& what) {
  const Result<std::optional<ChangeBody>> less = headcounts_.one_less(what);
  if (!less) {
    show_failure(less.error());
    return false;
  }
  return !*less || record(std::span(&**less, 1));
}

std::vector<ChoiceTile> Kiosk::category_tiles() {
  std::vector<ChoiceTile> tiles;
  for (const CatalogueEntry& category : or_notice(view_.catalogue(CatalogueType::category))) {
    tiles.push_back({category.code, category.label, category.pictogram});
  }
  return tiles;
}

CountModel Kiosk::model(const AtCount& count) {
  return {count.session, summary(count.session).badge, category_tiles(), seconds_left()};
}

std::vector<CountRow> Kiosk::counts(SessionId session) {
  const std::vector<ChoiceTile> offered = category_tiles();
  std::vector<CountRow> rows;
  for (const auto& category : or_notice(view_.catalogue(CatalogueType::category, RegisterView::Retired::included))) {
    const std::int64_t total = or_notice(headcounts_.total({session, category.code}));
    const bool is_offered =
        std::any_of(offered.begin(), offered.end(), [&](const ChoiceTile& tile) { return tile.code == category.code; });
    // One that is no longer offered is shown as long as somebody was counted in it.
    if (is_offered || total > 0) rows.push_back({category.code, category.label, category.pictogram, total});
  }
  rows.push_back({{}, {}, "door", or_notice(headcounts_.total({session, {}}))});
  return rows;
}

}  // namespace hk
