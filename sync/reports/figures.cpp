#include "sync/reports/figures.h"

#include <array>

namespace hk {

std::span<const Figure> figures() {
  static constexpr std::array<Figure, 10> all = {
      {{"group_sessions", "Gruppaktiviteter", &Tally::group_sessions},
       {"individual_sessions", "Individuella stödtillfällen", &Tally::individual_sessions},
       {"events", "Större arrangemang", &Tally::events},
       {"attendances", "Deltagartillfällen", &Tally::attendances},
       {"headcount", "Huvudräkning", &Tally::headcount},
       {"unique_participants", "Unika deltagare", &Tally::unique_participants},
       {"new_participants", "Nya deltagare", &Tally::new_participants},
       {"recurring_participants", "Återkommande deltagare", &Tally::recurring_participants},
       {"individual_support", "Individuellt stöd, deltagare", &Tally::individual_support},
       {"turned_away", "Fick inte plats", &Tally::turned_away}}};
  return all;
}

}  // namespace hk
