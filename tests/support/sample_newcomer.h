#pragma once
#include <string>
#include <utility>

#include "tests/support/sample_parts.h"

/// What somebody new is asked and told.
namespace hk::sample {

inline NewHereModel new_here(NewHereModel::Question question, int number) {
  NewHereModel model;
  model.question = question;
  model.number = number;
  model.count = 3;
  model.badge = yoga().badge;
  model.can_skip = true;
  return model;
}
inline NewHereModel new_name(std::string typed) {
  NewHereModel model = new_here(NewHereModel::Question::name, 1);
  model.can_go_on = !typed.empty();
  model.typed.text = std::move(typed);
  return model;
}
inline NewHereModel new_age() {
  NewHereModel model = new_here(NewHereModel::Question::age, 2);
  model.tiles = {{"child_youth", "Barn", "child", AgeSpan{0, 12}},
                 {"child_youth", "Ungdom", "teen", AgeSpan{13, 19}},
                 {"adult", "Vuxen", "adult", AgeSpan{20, 64}},
                 {"adult", "Äldre", "elder", AgeSpan{65, std::nullopt}}};
  return model;
}
inline NewHereModel new_area() {
  NewHereModel model = new_here(NewHereModel::Question::area, 3);
  model.tiles = {{"lindangen", "Lindängen", "place"},
                 {"almvik", "Almvik", "place"},
                 {"nydala", "Nydala", "place"},
                 {"hermodsdal", "Hermodsdal", "place"},
                 {"other", "Annat område", "place"}};
  return model;
}
inline Label consent_words() {
  return {{"sv",
           "Får vi spara ditt namn? Då kan du checka in snabbt nästa gång. Bara personalen här kan läsa namnet. Du "
           "kan säga nej och vara med ändå, och du kan ändra dig när du vill."},
          {"en",
           "May we save your name? Then you can check in quickly next time. Only the staff here can read it. You may "
           "say no and take part all the same, and you may change your mind at any time."}};
}
inline NewHereModel consent(bool of_child = false) {
  NewHereModel model = new_here(NewHereModel::Question::consent, 3);
  model.can_skip = false;
  model.words = consent_words();
  model.of_child = of_child;
  return model;
}
inline NewHereModel research(bool of_child = false) {
  NewHereModel model = consent(of_child);
  model.question = NewHereModel::Question::research;
  model.number = model.count = 4;
  model.words = {{"sv",
                  "Får forskare vid Malmö universitet följa hur ofta du kommer? De får aldrig veta ditt namn. Du kan "
                  "säga nej, och du kan ändra dig när du vill."}};
  return model;
}
inline PrivacyModel privacy() {
  return {.words = {{"sv",
                     "Vi räknar hur många som deltar, för att kunna visa att verksamheten behövs. Det enda vi måste "
                     "veta är om du är barn, vuxen eller här i arbetet. Ett namn är frivilligt, låses in med en nyckel "
                     "som bara den här verksamheten har, och tas bort när du inte har varit här på två år. Du kan "
                     "fråga personalen vad som är sparat om dig, få det rättat eller få det raderat. Personnummer "
                     "sparar vi aldrig."}},
          .seconds_left = {}};
}

}  // namespace hk::sample
