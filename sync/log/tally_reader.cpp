#include <algorithm>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

#include "sync/log/log.h"
#include "sync/log/tally_vocabulary.h"

namespace hk {

namespace {

constexpr char unknown_category[] = "unknown";

/// Which rows are one and the same thing after links: union-find, the smallest id represents (protocol.md, "Merges").
class Components {
 public:
  /// `sql` gives a, uuid of a, b, uuid of b of each link that is on.
  Components(Database& db, ProgrammeRef programme, std::string_view sql) {
    Statement query = db.statement(sql);
    query.bind(":programme", programme.row);
    while (query.step()) {
      uuids_.try_emplace(query.integer(0), query.blob(1));
      uuids_.try_emplace(query.integer(2), query.blob(3));
      join(query.integer(0), query.integer(2));
    }
  }
  [[nodiscard]] std::int64_t representative(std::int64_t row) const {
    for (auto found = parent_.find(row); found != parent_.end(); found = parent_.find(row)) row = found->second;
    return row;
  }
  [[nodiscard]] bool linked(std::int64_t row) const { return uuids_.contains(row); }

 private:
  void join(std::int64_t a, std::int64_t b) {
    a = representative(a);
    b = representative(b);
    if (a == b) return;
    if (uuids_.at(b) < uuids_.at(a)) std::swap(a, b);
    parent_[b] = a;
  }
  std::unordered_map<std::int64_t, std::int64_t> parent_;
  std::unordered_map<std::int64_t, Bytes> uuids_;
};

std::string setting(Database& db, ProgrammeRef programme, std::string_view field) {
  Statement query = db.statement("SELECT value FROM programme_setting WHERE programme = :programme AND field = :field");
  query.bind(":programme", programme.row).bind_text(":field", field);
  return query.step() ? std::string(query.text(0)) : std::string();
}

RecurringRule recurring_rule(Database& db, ProgrammeRef programme) {
  RecurringRule rule;
  const auto json = nlohmann::json::parse(setting(db, programme, "recurring"), nullptr, false);
  // Whatever a newer program wrote there: what this one cannot read stays at its default.
  if (!json.is_object()) return rule;
  if (const auto name = json.find("rule"); name != json.end() && *name == "visits_in_period") {
    rule.kind = RecurringRule::Kind::visits_in_period;
  }
  if (const auto n = json.find("n"); n != json.end() && n->is_number_integer()) {
    rule.n = static_cast<std::int32_t>(std::clamp<std::int64_t>(n->get<std::int64_t>(), 1, 1000));
  }
  return rule;
}

std::string programme_name(Database& db, ProgrammeRef programme) {
  const auto json = nlohmann::json::parse(setting(db, programme, "name"), nullptr, false);
  return json.is_string() ? json.get<std::string>() : std::string();
}

/// A session and those linked to it, as one.
struct MergedSession {
  Bytes uuid;  ///< of the member whose date, start and kind count
  TallySession session;
  bool still_runs = false;
  std::vector<TallyCheckIn> check_ins;  ///< only where sessions are linked; others are streamed
};

class Reader {
 public:
  Reader(Database& db, ProgrammeRef programme, const Period& period, const Breakdown& by)
      : db_(db),
        programme_(programme),
        by_(by),
        categories_(db, programme, Dimension::category, unknown_category),
        sessions_linked_(db, programme, R"sql(SELECT l.a, a.uuid, l.b, b.uuid FROM session_link l
          JOIN session a ON a.session = l.a JOIN session b ON b.session = l.b
          WHERE a.programme = :programme AND l.linked)sql"),
        participants_linked_(db, programme, R"sql(SELECT l.a, a.uuid, l.b, b.uuid FROM participant_link l
          JOIN participant a ON a.participant = l.a JOIN participant b ON b.participant = l.b
          WHERE a.programme = :programme AND l.linked)sql"),
        builder_(period, recurring_rule(db, programme), categories_.values().size(), by) {
    for (const Dimension dimension : by) {
      // A check-in's category is an index of categories_, in the whole and as a dimension.
      dimensions_.emplace_back(db, programme, dimension, dimension == Dimension::category ? unknown_category : "");
      if (dimension == Dimension::gender) gender_ = &dimensions_.back();
      if (dimension == Dimension::area) area_ = &dimensions_.back();
    }
  }

  TallyReport read() {
    read_sessions();
    read_headcounts();
    stream_check_ins();
    for (const auto& [row, merged] : sessions_) {
      if (!streamed_.contains(row)) builder_.add(merged.session, merged.check_ins);
    }
    TallyReport report{builder_.finish(), {programme_name(db_, programme_), categories_.values(), 0, {}}};
    for (const TallyVocabulary& dimension : dimensions_) {
      report.words.dimensions.push_back(dimension.values());
      report.words.dimensions.back().back().code.clear();
    }
    for (const auto& [row, merged] : sessions_) {
      report.words.never_closed += merged.still_runs && report.tally.period.contains({merged.session.local_date});
    }
    return report;
  }

 private:
  void read_sessions() {
    Statement query = db_.statement(R"sql(
      SELECT session, uuid, local_date, start_ms, kind, ifnull(state, 0),
        workshop, activity, site, goal_area, leaders, partners FROM session
      WHERE programme = :programme AND local_date IS NOT NULL AND kind IS NOT NULL)sql");
    query.bind(":programme", programme_.row);
    while (query.step()) {
      const auto state = static_cast<SessionState>(query.integer(5));
      TallySession session;
      session.local_date = static_cast<std::int32_t>(query.integer(2));
      session.start_ms = query.integer(3);
      session.kind = static_cast<SessionKind>(query.integer(4));
      session.counts = state == SessionState::running || state == SessionState::closed;
      for (std::size_t d = 0; d < by_.size(); ++d) read_value(query, by_[d], dimensions_[d], session);
      merge(sessions_[sessions_linked_.representative(query.integer(0))], Bytes(query.blob(1)), std::move(session),
            state == SessionState::running);
    }
  }

  static void read_value(const Statement& row, Dimension dimension, const TallyVocabulary& words,
                         TallySession& session) {
    switch (dimension) {
      case Dimension::workshop:
        session.workshop = words.rank(row.text(6));
        break;
      case Dimension::activity:
        session.activity = words.rank(row.text(7));
        break;
      case Dimension::site:
        session.site = words.rank(row.text(8));
        break;
      case Dimension::goal_area:
        session.goal_area = words.rank(row.text(9));
        break;
      case Dimension::leader:
        for_each_leader(row.blob(10), [&](const std::string& id) { session.leaders.push_back(words.rank(id)); });
        each_once(session.leaders, words.missing());
        break;
      case Dimension::partner:
        for_each_partner(row.text(11), [&](std::string_view code) { session.partners.push_back(words.rank(code)); });
        each_once(session.partners, words.missing());
        break;
      case Dimension::category:
      case Dimension::gender:
      case Dimension::area:
      case Dimension::weekday:
        break;  // stand in the check-ins, and in the date
    }
  }

  static void each_once(std::vector<Rank>& ranks, Rank missing) {
    if (ranks.empty()) ranks.push_back(missing);
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  }

  /// Of linked sessions the one with the smallest id speaks for all, before it those that do not count.
  static void merge(MergedSession& merged, Bytes uuid, TallySession session, bool running) {
    const bool first = merged.uuid.empty();
    if (first || std::tie(session.counts, merged.uuid) > std::tie(merged.session.counts, uuid)) {
      merged.uuid = std::move(uuid);
      merged.session = std::move(session);
      merged.still_runs = running;
    }
  }

  void read_headcounts() {
    Statement query = db_.statement(R"sql(
      SELECT session, figure, category, sum(people) FROM (
        SELECT session, figure, category, total AS people FROM headcount UNION ALL
        SELECT session, figure, category, delta FROM headcount_correction)
      JOIN session USING(session) WHERE programme = :programme GROUP BY session, figure, category)sql");
    query.bind(":programme", programme_.row);
    while (query.step()) {
      const auto found = sessions_.find(sessions_linked_.representative(query.integer(0)));
      if (found == sessions_.end()) continue;
      TallySession& session = found->second.session;
      if (static_cast<HeadcountFigure>(query.integer(1)) == HeadcountFigure::turned_away) {
        session.turned_away += query.integer(3);
      } else {
        session.headcount += query.integer(3);
        add_headcount(session.by_category, category(query.integer(2)), query.integer(3));
      }
    }
  }

  static void add_headcount(std::vector<TallyHeadcount>& counts, std::uint16_t category, std::int64_t people) {
    const auto found =
        std::find_if(counts.begin(), counts.end(), [&](const TallyHeadcount& one) { return one.category == category; });
    if (found == counts.end()) {
      counts.push_back({category, people});
    } else {
      found->people += people;
    }
  }

  void stream_check_ins() {
    Statement query = db_.statement(R"sql(
      SELECT i.session, i.participant, i.category, ifnull(c.hlc_accepted, c.hlc), c.id, i.gender, i.area FROM session s
      CROSS JOIN check_in i USING(session) CROSS JOIN change c USING(change)
      WHERE s.programme = :programme AND NOT i.withdrawn ORDER BY i.session)sql");
    query.bind(":programme", programme_.row);
    std::int64_t session = 0;
    std::vector<TallyCheckIn> check_ins;
    while (query.step()) {
      if (query.integer(0) != session) {
        flush(session, check_ins);
        session = query.integer(0);
      }
      check_ins.push_back({person(query.integer(1)), category(query.integer(2)),
                           Hlc{static_cast<std::uint64_t>(query.integer(3))}, query.id<ChangeId>(4),
                           gender_ ? gender_->rank_of_row(query.integer(5)) : 0,
                           area_ ? area_->rank_of_row(query.integer(6)) : 0});
    }
    flush(session, check_ins);
  }

  void flush(std::int64_t session, std::vector<TallyCheckIn>& check_ins) {
    const auto found = sessions_.find(sessions_linked_.representative(session));
    // A session whose date has not arrived belongs to no period yet; it heals when the date comes.
    if (found != sessions_.end() && !check_ins.empty()) {
      MergedSession& merged = found->second;
      if (sessions_linked_.linked(session)) {
        merged.check_ins.insert(merged.check_ins.end(), check_ins.begin(), check_ins.end());
      } else {
        builder_.add(merged.session, check_ins);
        streamed_.insert(found->first);
      }
    }
    check_ins.clear();
  }

  [[nodiscard]] std::uint16_t category(std::int64_t code_row) const {
    return static_cast<std::uint16_t>(categories_.rank_of_row(code_row));
  }
  /// Dense numbers in order of first sight.
  std::uint32_t person(std::int64_t participant) {
    return people_
        .try_emplace(participants_linked_.representative(participant), static_cast<std::uint32_t>(people_.size()))
        .first->second;
  }

  Database& db_;
  ProgrammeRef programme_;
  const Breakdown& by_;
  TallyVocabulary categories_;
  std::deque<TallyVocabulary> dimensions_;  ///< as by_ has them
  const TallyVocabulary *gender_ = nullptr, *area_ = nullptr;
  Components sessions_linked_, participants_linked_;
  TallyBuilder builder_;
  std::map<std::int64_t, MergedSession> sessions_;
  std::unordered_set<std::int64_t> streamed_;
  std::unordered_map<std::int64_t, std::uint32_t> people_;
};

}  // namespace

Result<TallyReport> read_tally(Database& db, ProgrammeRef programme, const Period& period, const Breakdown& by) {
  return sqlite_guard(db, [&]() -> Result<TallyReport> {
    // One snapshot: a check-in that lands meanwhile is in all figures or in none.
    const ReadSnapshot snapshot(db);
    return Reader(db, programme, period, by).read();
  });
}

}  // namespace hk
