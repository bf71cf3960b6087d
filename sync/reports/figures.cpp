#include "sync/reports/figures.h"

#include <array>

namespace hk {

std::span<const Figure, figure_count> figures() {
  static constexpr std::array<Figure, figure_count> all = {
      {{"group_sessions", "Gruppaktiviteter", "Grupp", &TallyFigures::group_sessions},
       {"individual_sessions", "Individuella stödtillfällen", "Individ.", &TallyFigures::individual_sessions},
       {"events", "Större arrangemang", "Arrang.", &TallyFigures::events},
       {"attendances", "Deltagartillfällen", "Deltagartillf.", &TallyFigures::attendances},
       {"headcount", "Huvudräkning", "Huvudräkn.", &TallyFigures::headcount},
       {"unique_participants", "Unika deltagare", "Unika", &TallyFigures::unique_participants},
       {"new_participants", "Nya deltagare", "Nya", &TallyFigures::new_participants},
       {"recurring_participants", "Återkommande deltagare", "Återk.", &TallyFigures::recurring_participants},
       {"individual_support", "Individuellt stöd, deltagare", "Ind. stöd", &TallyFigures::individual_support},
       {"turned_away", "Fick inte plats", "Ej plats", &TallyFigures::turned_away}}};
  return all;
}

bool has_figure(const Breakdown& by, const Figure& figure) {
  if (figure.value == &TallyFigures::headcount) return has_headcount(by);
  if (figure.value == &TallyFigures::turned_away) return has_turned_away(by);
  return true;
}

std::string_view dimension_label(Dimension dimension) {
  // In the order of the enumeration.
  static constexpr std::array<std::string_view, 10> labels = {
      "Hälsoverkstad", "Aktivitet", "Plats",  "Deltagarkategori", "Kön",
      "Område",        "Målområde", "Ledare", "Samverkanspart",   "Veckodag"};
  return labels[static_cast<std::size_t>(dimension)];
}

}  // namespace hk
