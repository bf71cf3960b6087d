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

std::vector<SessionReader::Days> SessionReader::gaps() const {
  std::vector<Days> gaps;
  std::int32_t from = std::numeric_limits<std::int32_t>::min();
  for (const Days days : days_) {
    gaps.push_back({from, days.from - 1});
    from = days.to + 1;
  }
  return gaps;
}

bool SessionReader::asked(std::int32_t date) const {
  return std::any_of(days_.begin(), days_.end(), [&](Days days) { return days.from <= date && date <= days.to; });
}

void SessionReader::read_days(Days days) {
  Statement query = db_.statement(in_days);
  query.bind(":programme", programme_.row).bind(":from", std::int64_t{days.from}).bind(":to", std::int64_t{days.to});
  while (query.step()) {
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
  if (uuid.empty()) return;
  const TallySession& facts = merged.session.facts;
  if (asked(facts.local_date)) {
    linked.push_back(std::move(merged));
  } else if (facts.counts) {
    for (const std::int64_t row : rows) elsewhere.push_back({row, facts.local_date});
  }
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
