#include "sync/log/session_reader.h"

#include <algorithm>
#include <limits>

#include "sync/log/tally_vocabulary.h"

namespace hk {
namespace {

constexpr std::string_view in_days = R"sql(
  SELECT session, local_date, start_ms, kind, ifnull(state, 0), workshop, activity, site, goal_area, leaders, partners
  FROM session WHERE programme = :programme AND local_date BETWEEN :from AND :to AND kind IS NOT NULL)sql";

constexpr std::string_view one_row = R"sql(
  SELECT session, local_date, start_ms, kind, ifnull(state, 0), workshop, activity, site, goal_area, leaders, partners,
    uuid
  FROM session WHERE session = :session AND local_date IS NOT NULL AND kind IS NOT NULL)sql";

void each_once(std::vector<Rank>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

SessionReader::SessionReader(Database& db, ProgrammeRef programme, std::span<const Period> periods,
                             std::span<const Dimension> dimensions)
    : db_(db),
      programme_(programme),
      dimensions_(dimensions.begin(), dimensions.end()),
      links_(LinkedRows::sessions(db, programme)) {
  find_days(periods);
  for (const Days days : days_) read_days(days);
  for (const auto& [representative, rows] : links_.components()) read_linked(rows);
  std::sort(alone.begin(), alone.end(), [](const ReadSession& a, const ReadSession& b) { return a.row < b.row; });
}

const std::vector<std::string>& SessionReader::texts(Dimension dimension) const {
  return numbers_[static_cast<std::size_t>(dimension)].texts;
}

Rank SessionReader::Numbers::of(std::string_view text) {
  if (const auto found = number_of.find(text); found != number_of.end()) return found->second;
  texts.emplace_back(text);
  return number_of.emplace(text, static_cast<Rank>(number_of.size())).first->second;
}

void SessionReader::find_days(std::span<const Period> periods) {
  std::vector<Days> all;
  for (const Period& period : periods) all.push_back({period.from.days, period.to.days});
  std::sort(all.begin(), all.end(), [](Days a, Days b) { return a.from < b.from; });
  for (const Days days : all) {
    if (!days_.empty() && days.from <= days_.back().to + 1) {
      days_.back().to = std::max(days_.back().to, days.to);
    } else {
      days_.push_back(days);
    }
  }
}

bool SessionReader::any_outside() {
  if (linked_outside_) return true;
  std::int64_t from = std::numeric_limits<std::int32_t>::min();
  for (const Days days : days_) {
    Statement query = db_.statement(
        "SELECT 1 FROM session WHERE programme = :programme AND local_date BETWEEN :from AND :to LIMIT 1");
    query.bind(":programme", programme_.row).bind(":from", from).bind(":to", days.from - std::int64_t{1});
    if (query.step()) return true;
    from = days.to + std::int64_t{1};
  }
  return false;
}

std::int32_t SessionReader::date_outside(std::int64_t row) {
  const auto at = static_cast<std::size_t>(row);
  if (at < outside_.size() && outside_[at] != unread) return outside_[at];
  Statement query = db_.statement(R"sql(
    SELECT local_date FROM session
    WHERE session = :session AND local_date IS NOT NULL AND kind IS NOT NULL AND state IN (:running, :closed))sql");
  query.bind(":session", row).bind(":running", static_cast<std::int64_t>(SessionState::running));
  query.bind(":closed", static_cast<std::int64_t>(SessionState::closed));
  put_outside(row, query.step() ? static_cast<std::int32_t>(query.integer(0)) : never);
  return outside_[at];
}

void SessionReader::put_outside(std::int64_t row, std::int32_t date) {
  const auto at = static_cast<std::size_t>(row);
  if (at >= outside_.size()) outside_.resize(at + 1, unread);
  outside_[at] = date;
}

bool SessionReader::asked(std::int32_t date) const {
  return std::any_of(days_.begin(), days_.end(), [&](Days days) { return days.from <= date && date <= days.to; });
}

void SessionReader::read_days(Days days) {
  Statement query = db_.statement(in_days);
  query.bind(":programme", programme_.row).bind(":from", std::int64_t{days.from}).bind(":to", std::int64_t{days.to});
  while (query.step()) {
    put_outside(query.integer(0), never);
    if (!links_.linked(query.integer(0))) alone.push_back(read(query));
  }
}

/// Of linked sessions the one with the smallest id speaks for all, before it those that do not count.
void SessionReader::read_linked(const std::vector<std::int64_t>& rows) {
  Bytes uuid;
  Linked merged{{}, rows};
  for (const std::int64_t row : rows) {
    Statement query = db_.statement(one_row);
    query.bind(":session", row);
    if (!query.step()) continue;  // its date has not arrived: it is in no period yet
    ReadSession one = read(query);
    Bytes id(query.blob(11));
    const bool speaks = std::tie(one.facts.counts, uuid) > std::tie(merged.session.facts.counts, id);
    if (!uuid.empty() && !speaks) continue;
    uuid = std::move(id);
    merged.session = std::move(one);
  }
  const TallySession& facts = merged.session.facts;
  const bool inside = asked(facts.local_date), outside = !uuid.empty() && !inside && facts.counts;
  for (const std::int64_t row : rows) put_outside(row, outside ? facts.local_date : never);
  linked_outside_ = linked_outside_ || outside;
  if (!uuid.empty() && inside) linked.push_back(std::move(merged));
}

ReadSession SessionReader::read(const Statement& row) {
  const auto state = static_cast<SessionState>(row.integer(4));
  ReadSession one;
  one.row = row.integer(0);
  one.still_runs = state == SessionState::running;
  one.facts.local_date = static_cast<std::int32_t>(row.integer(1));
  one.facts.start_ms = row.integer(2);
  one.facts.kind = static_cast<SessionKind>(row.integer(3));
  one.facts.counts = one.still_runs || state == SessionState::closed;
  for (const Dimension dimension : dimensions_) read_value(row, dimension, one.facts);
  return one;
}

void SessionReader::read_value(const Statement& row, Dimension dimension, TallySession& session) {
  Numbers& numbers = numbers_[static_cast<std::size_t>(dimension)];
  switch (dimension) {
    case Dimension::workshop:
      session.workshop = numbers.of(row.text(5));
      break;
    case Dimension::activity:
      session.activity = numbers.of(row.text(6));
      break;
    case Dimension::site:
      session.site = numbers.of(row.text(7));
      break;
    case Dimension::goal_area:
      session.goal_area = numbers.of(row.text(8));
      break;
    case Dimension::leader:
      for_each_leader(row.blob(9), [&](const std::string& id) { session.leaders.push_back(numbers.of(id)); });
      if (session.leaders.empty()) session.leaders.push_back(numbers.of(""));
      each_once(session.leaders);
      break;
    case Dimension::partner:
      for_each_partner(row.text(10), [&](std::string_view code) { session.partners.push_back(numbers.of(code)); });
      if (session.partners.empty()) session.partners.push_back(numbers.of(""));
      each_once(session.partners);
      break;
    case Dimension::category:
    case Dimension::gender:
    case Dimension::area:
    case Dimension::weekday:
      break;  // stand in the check-ins, and in the date
  }
}

}  // namespace hk
