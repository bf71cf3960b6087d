#include "kiosk/store/merge_people.h"

#include <algorithm>
#include <set>

#include "kiosk/store/erase_people.h"
#include "kiosk/store/linked_people.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

using Pair = std::pair<ParticipantId, ParticipantId>;

Result<void> must_be_known(const KioskStore& store, ParticipantId id) {
  if (store.people().find(id) != nullptr) return {};
  return fail(ErrorCode::not_found, to_text(id), "nobody is known by this id");
}

/// The last word on every pair.
Result<std::vector<PersonLink>> read_links(KioskStore& store) {
  return sqlite_guard(store.database(), [&]() -> Result<std::vector<PersonLink>> {
    std::vector<PersonLink> links;
    Statement query = store.database().statement(R"sql(
      SELECT a.uuid, b.uuid, l.linked, c.core FROM participant_link l CROSS JOIN participant a ON a.participant = l.a
      CROSS JOIN participant b ON b.participant = l.b JOIN change c ON c.change = l.change
      WHERE a.programme = :programme ORDER BY c.wall_ms, c.change)sql");
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      HK_ASSIGN(const Change change, decode_core(query.blob(3)));
      links.push_back({query.id<ParticipantId>(0), query.id<ParticipantId>(1), query.integer(2) != 0, change.wall_ms,
                       change.staff});
    }
    return links;
  });
}

bool may_be_one(const Person& a, const Person& b) {
  if (a.birth_year && b.birth_year) return a.birth_year == b.birth_year;
  // Hundreds are called Fatima; few share two names.
  return a.name.find(' ') != std::string::npos && b.name.find(' ') != std::string::npos;
}

}  // namespace

Result<void> merge_people(KioskStore& store, ParticipantId a, ParticipantId b) {
  HK_TRY(for_coordinators(store, "a merge"));
  HK_TRY(must_be_known(store, a));
  HK_TRY(must_be_known(store, b));
  if (store.people().representative(a) == store.people().representative(b)) {
    return fail(ErrorCode::conflict, to_text(b), "is the same person already");
  }
  HK_TRY(store.record(ParticipantSameAs{a, b, true}));
  return {};
}

Result<void> tell_apart(KioskStore& store, ParticipantId a, ParticipantId b) {
  HK_TRY(for_coordinators(store, "telling people apart"));
  HK_ASSIGN(const std::vector<PersonLink> links, read_links(store));
  const auto direct = std::find_if(links.begin(), links.end(), [&](const PersonLink& link) {
    return link.on && std::minmax(link.a, link.b) == std::minmax(a, b);
  });
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  if (direct == links.end() && linked.representative(a) == linked.representative(b)) {
    return fail(ErrorCode::not_found, to_text(b), "is not linked to the other id itself");
  }
  HK_TRY(store.record(ParticipantSameAs{a, b, false}));
  return {};
}

Result<std::vector<PersonLink>> person_links(KioskStore& store, ParticipantId person) {
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  const std::vector<ParticipantId> all = linked.all(person);
  const std::set<ParticipantId> ids(all.begin(), all.end());
  HK_ASSIGN(std::vector<PersonLink> links, read_links(store));
  std::erase_if(links, [&](const PersonLink& link) { return !ids.contains(link.a) && !ids.contains(link.b); });
  return links;
}

Result<std::vector<Pair>> duplicates(KioskStore& store, std::size_t count) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "duplicates", "are told by names, which are locked");
  const People& people = store.people();
  HK_ASSIGN(const std::vector<PersonLink> links, read_links(store));
  std::set<Pair> told_apart;
  for (const PersonLink& link : links) {
    if (!link.on) told_apart.insert(std::minmax(people.representative(link.a), people.representative(link.b)));
  }
  std::vector<Pair> pairs;
  for (const std::vector<ParticipantId>& same : people.namesakes()) {
    for (std::size_t i = 0; i < same.size(); ++i) {
      for (std::size_t j = i + 1; j < same.size(); ++j) {
        if (pairs.size() == count) return pairs;
        const Pair pair = std::minmax(same[i], same[j]);
        if (told_apart.contains(pair) || !may_be_one(*people.find(pair.first), *people.find(pair.second))) continue;
        pairs.push_back(pair);
      }
    }
  }
  return pairs;
}

}  // namespace hk
