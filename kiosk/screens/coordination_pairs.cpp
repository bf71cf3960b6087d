#include "kiosk/screens/coordination_parts.h"

/// The pages about people who were registered twice.
namespace hk {
namespace {

std::string visits_text(const Ui& ui, const PairCard::Side& side) {
  if (side.days == 0) return ui.tr("Aldrig");
  const std::string days = ui.words().tr_count("{count} dag", "{count} dagar", side.days);
  return side.last ? ui.tr("{days}, senast {day}", {{"days", days}, {"day", to_text(*side.last)}}) : days;
}

}  // namespace

void draw_duplicates(Ui& ui, const CoordinationModel& model, Rect page) {
  if (model.duplicates.empty()) return calm_panel(ui, page, ui.tr("Ingen verkar vara registrerad två gånger."));
  calm_panel(ui, page, ui.tr("De här har samma namn. Tryck på ett par och jämför: är det samma person?"));
  std::vector<LinkRow> rows;
  for (const DuplicateRow& row : model.duplicates)
    rows.push_back({to_text(row.pair.a) + to_text(row.pair.b),
                    "family",
                    ui.tr("{a} och {b}", {{"a", row.a}, {"b", row.b}}),
                    {},
                    OpenCoordination{CoordinationPage::pair, row.pair}});
  link_rows(ui, page, "duplicates", rows);
}

void draw_pair(Ui& ui, const CoordinationModel& model, const Rect& page) {
  if (!model.pair) return;
  const PairCard& card = *model.pair;
  const PairCard::Side &a = card.a, &b = card.b;
  std::vector<Fact> facts;
  const auto add = [&](std::string label, const std::string& one, const std::string& other) {
    if (one.empty() && other.empty()) return;
    const auto shown = [](const std::string& text) { return text.empty() ? std::string("–") : isolated(text); };
    facts.push_back({std::move(label), shown(one), shown(other)});
  };
  const auto year = [](const PairCard::Side& side) {
    return side.birth_year ? std::to_string(*side.birth_year) : std::string();
  };
  add(ui.tr("Namn"), a.name, b.name);
  add(ui.tr("Alias"), a.alias, b.alias);
  add(ui.tr("Telefon"), a.phone, b.phone);
  add(ui.tr("Födelseår"), year(a), year(b));
  add(ui.tr("Grupp"), a.category, b.category);
  add(ui.tr("Område"), a.area, b.area);
  add(ui.tr("Har varit här"), visits_text(ui, a), visits_text(ui, b));
  std::vector<ActButton> acts;
  if (card.linked) {
    acts.push_back({CoordinationAct::take_apart, "act:apart", "undo", ui.tr("Ta isär")});
  } else {
    if (card.proposed)
      acts.push_back({CoordinationAct::not_same, "act:not-same", "close", ui.tr("Nej, olika personer")});
    acts.push_back({CoordinationAct::merge, "act:merge", "family", ui.tr("Slå ihop")});
  }
  facts_and_acts(ui, page, facts, acts);
}

}  // namespace hk
