#include "kiosk/store/retention.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/store/erase_people.h"
#include "kiosk/store/linked_people.h"
#include "kiosk/store/programme_file.h"

namespace hk {

namespace {

constexpr std::int64_t trust_ms = 24LL * 3'600'000;
constexpr std::int64_t day_ms = 86'400'000;

Result<std::int32_t> retention_months(KioskStore& store) {
  HK_ASSIGN(const std::string value, store.log().setting(store.programme(), "retention_months"));
  if (value.empty()) return ProgrammeFile{}.retention_months;
  const auto json = nlohmann::json::parse(value, nullptr, false);
  if (!json.is_number_integer() || json < 1 || json > 600) {
    return fail(ErrorCode::invalid, "retention_months", "is no number of months from 1 to 600");
  }
  return json.get<std::int32_t>();
}

/// The same day of the month, or the last there is.
LocalDate months_before(LocalDate date, std::int32_t months) {
  const auto ymd = year_month_day(date);
  const auto month = ymd.year() / ymd.month() - std::chrono::months(months);
  const auto last = static_cast<unsigned>((month / std::chrono::last).day());
  const auto day = std::min(static_cast<unsigned>(ymd.day()), last);
  const auto found = std::chrono::sys_days(month / std::chrono::day(day));
  return {static_cast<std::int32_t>(found.time_since_epoch().count())};
}

using ByPerson = std::map<ParticipantId, RetentionProposal>;

/// Everybody of whom something sealed is kept, and when the first of it was written.
Result<ByPerson> registered(KioskStore& store, const LinkedPeople& linked) {
  return sqlite_guard(store.database(), [&]() -> Result<ByPerson> {
    ByPerson people;
    Statement query = store.database().statement(R"sql(
      SELECT p.uuid, min(ifnull(c.hlc_accepted, c.hlc)) FROM participant_change JOIN participant p USING(participant)
      JOIN change c USING(change) WHERE p.programme = :programme AND c.sealed IS NOT NULL GROUP BY p.participant)sql");
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      const ParticipantId id = linked.representative(query.id<ParticipantId>(0));
      const std::int64_t written_ms = Hlc{static_cast<std::uint64_t>(query.integer(1))}.ms();
      const LocalDate day{static_cast<std::int32_t>(written_ms / day_ms)};
      RetentionProposal& person = people.try_emplace(id, RetentionProposal{id, day, false}).first->second;
      person.last_seen = std::max(person.last_seen, day);
    }
    return people;
  });
}

Result<void> add_visits(KioskStore& store, const LinkedPeople& linked, ByPerson& people) {
  return sqlite_guard(store.database(), [&]() -> Result<void> {
    Statement query = store.database().statement(R"sql(
      SELECT p.uuid, max(s.local_date) FROM check_in i JOIN session s USING(session)
      JOIN participant p USING(participant)
      WHERE p.programme = :programme AND NOT i.withdrawn AND s.local_date IS NOT NULL GROUP BY i.participant)sql");
    query.bind(":programme", store.programme().row);
    while (query.step()) {
      const auto found = people.find(linked.representative(query.id<ParticipantId>(0)));
      if (found == people.end()) continue;
      const LocalDate day{static_cast<std::int32_t>(query.integer(1))};
      RetentionProposal& person = found->second;
      // What was typed in later about somebody who came is no visit.
      person.last_seen = person.came ? std::max(person.last_seen, day) : day;
      person.came = true;
    }
    return {};
  });
}

/// The server's time.
Result<std::int64_t> trusted_now_ms(SyncClient& client, const Clock& clock) {
  HK_ASSIGN(const SyncStatus status, client.status());
  const auto refused = [](const char* why) { return fail(ErrorCode::offline, "retention", why); };
  if (!status.enrolled) return refused("this device has no server whose time could be trusted");
  if (!status.feed_read_ms || !status.clock_offset_ms) {
    return refused("not everything is fetched from the server yet; connect, and try again");
  }
  const std::int64_t age_ms = clock.wall_ms() - *status.feed_read_ms;
  if (age_ms < 0) return refused("this device's clock went back since the server's time was heard; connect again");
  if (age_ms >= trust_ms) return refused("the server's time was heard more than 24 hours ago; connect, and try again");
  return clock.wall_ms() + *status.clock_offset_ms;
}

}  // namespace

Result<RetentionProposals> retention_proposals(KioskStore& store, SyncClient& client, const LocalTime& local_time) {
  HK_ASSIGN(const std::int64_t now_ms, trusted_now_ms(client, store.clock()));
  const LocalDate today{local_time.at(now_ms).days};
  RetentionProposals proposals;
  HK_ASSIGN(proposals.months, retention_months(store));
  proposals.before = months_before(today, proposals.months);
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  HK_ASSIGN(ByPerson people, registered(store, linked));
  HK_TRY(add_visits(store, linked, people));
  for (const auto& [id, person] : people) {
    if (person.last_seen < proposals.before) proposals.people.push_back(person);
  }
  std::stable_sort(proposals.people.begin(), proposals.people.end(),
                   [](const auto& a, const auto& b) { return a.last_seen < b.last_seen; });
  return proposals;
}

Result<std::size_t> confirm_retention(KioskStore& store, SyncClient& client, const LocalTime& local_time,
                                      std::span<const ParticipantId> shown) {
  HK_TRY(for_coordinators(store, "retention"));
  HK_ASSIGN(const RetentionProposals proposals, retention_proposals(store, client, local_time));
  const std::set<ParticipantId> seen_on_screen(shown.begin(), shown.end());
  std::vector<ParticipantId> people;
  for (const RetentionProposal& person : proposals.people) {
    if (seen_on_screen.contains(person.participant)) people.push_back(person.participant);
  }
  HK_TRY(erase_people(store, people));
  return people.size();
}

}  // namespace hk
