#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/store/merge_people.h"

/// Somebody who was registered twice, as a coordinator cares for it.
namespace hk {

namespace {

using Page = CoordinationPage;

std::string label_of(const std::vector<CatalogueEntry>& entries, const std::string& code) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& one) { return one.code == code; });
  return found == entries.end() ? code : found->label;
}

}  // namespace

bool Kiosk::is_proposed(const AtCoordination& at, const ParticipantPair& pair) const {
  const People& people = store_.people();
  const ParticipantId a = people.representative(pair.a), b = people.representative(pair.b);
  const std::pair ids(std::min(a, b), std::max(a, b));
  return std::any_of(at.duplicates.begin(), at.duplicates.end(), [&](const auto& one) { return one == ids; });
}

std::vector<DuplicateRow> Kiosk::duplicate_rows(const AtCoordination& at) const {
  std::vector<DuplicateRow> rows;
  if (at.page != Page::people && at.page != Page::duplicates) return rows;
  for (const auto& [a, b] : at.duplicates) {
    const Person *one = store_.people().find(a), *other = store_.people().find(b);
    // Erased on another device since the page was opened.
    if (one != nullptr && other != nullptr) rows.push_back({{a, b}, one->staff_name(), other->staff_name()});
  }
  return rows;
}

std::vector<PersonCard::Link> Kiosk::link_rows(ParticipantId id) {
  std::vector<PersonCard::Link> rows;
  for (const PersonLink& link : or_notice(person_links(store_, id))) {
    if (!link.on) continue;
    const Person* said = store_.people().said_under(link.b);
    PersonCard::Link row{
        {link.a, link.b}, said == nullptr ? std::string() : said->staff_name(), moment(link.wall_ms), {}};
    if (const auto who = link.staff ? member(*link.staff) : std::nullopt) row.who = who->name;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<PairCard> Kiosk::pair_card(const AtCoordination& at) {
  const auto* pair = std::get_if<ParticipantPair>(&at.subject);
  if (pair == nullptr) return std::nullopt;
  constexpr auto all = RegisterView::Retired::included;
  const auto categories = or_notice(view_.catalogue(CatalogueType::category, all));
  const auto areas = or_notice(view_.catalogue(CatalogueType::area, all));
  const People& people = store_.people();
  PairCard card;
  card.pair = *pair;
  card.linked = people.representative(pair->a) == people.representative(pair->b);
  card.proposed = is_proposed(at, *pair);
  // Of one person what each registration said; of two all that is known of each.
  const auto side = [&](ParticipantId id) {
    PairCard::Side told;
    const RegisterView::Visits visits = or_notice(view_.visits(card.linked ? std::vector{id} : people.all_ids(id)));
    told.days = visits.days;
    told.last = visits.last;
    const Person* person = card.linked ? people.said_under(id) : people.find(id);
    if (person == nullptr) return told;
    told.name = person->name;
    told.alias = person->alias;
    told.phone = person->phone;
    told.birth_year = person->birth_year;
    told.category = label_of(categories, person->category);
    told.area = label_of(areas, person->area);
    return told;
  };
  card.a = side(pair->a);
  card.b = side(pair->b);
  return card;
}

void Kiosk::act_on_pair(AtCoordination& at, CoordinationAct act) {
  const auto* subject = std::get_if<ParticipantPair>(&at.subject);
  if (subject == nullptr) return;
  const ParticipantPair pair = *subject;
  const bool proposed = is_proposed(at, pair);
  const bool merges = act == CoordinationAct::merge;
  if (!succeeded(merges ? merge_people(store_, pair.a, pair.b) : tell_apart(store_, pair.a, pair.b))) return;
  // Whoever goes through the proposals goes on with the next.
  if (proposed) {
    on(OpenCoordination{Page::duplicates, {}});
  } else {
    on(OpenCoordination{Page::person, pair.a});
  }
  notice_ = Notice{merges ? Notice::Kind::people_merged : Notice::Kind::people_apart, {}};
}

}  // namespace hk
