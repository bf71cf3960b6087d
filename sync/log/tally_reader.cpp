#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

#include "sync/log/log.h"

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

/// Categories in the programme's order, then those only check-ins know (their catalogue entry has not arrived),
/// then `unknown`.
class Categories {
 public:
  Categories(Database& db, ProgrammeRef programme) {
    Statement known = db.statement(R"sql(
      SELECT k.code, ifnull(l.words, k.code) FROM catalogue k
      LEFT JOIN catalogue_label l ON l.programme = k.programme AND l.type = k.type AND l.code = k.code AND l.language = 'sv'
      WHERE k.programme = :programme AND k.type = :type ORDER BY k.place, k.code)sql");
    known.bind(":programme", programme.row).bind(":type", static_cast<std::int64_t>(CatalogueType::category));
    while (known.step()) add(std::string(known.text(0)), std::string(known.text(1)));
    Statement seen = db.statement(R"sql(
      SELECT text FROM code WHERE code IN (
        SELECT category FROM session s CROSS JOIN check_in USING(session) WHERE s.programme = :programme)
      ORDER BY text)sql");
    seen.bind(":programme", programme.row);
    while (seen.step()) add(std::string(seen.text(0)), std::string(seen.text(0)));
    list_.push_back({unknown_category, "Uppgift saknas"});
    indexes_[unknown_category] = list_.size() - 1;
    Statement codes = db.statement("SELECT code, text FROM code");
    while (codes.step()) {
      const auto found = indexes_.find(std::string(codes.text(1)));
      if (found != indexes_.end()) rows_[codes.integer(0)] = static_cast<std::uint16_t>(found->second);
    }
  }
  [[nodiscard]] std::uint16_t index(std::int64_t code_row) const {
    const auto found = rows_.find(code_row);
    return found == rows_.end() ? static_cast<std::uint16_t>(list_.size() - 1) : found->second;
  }
  [[nodiscard]] const std::vector<TallyWords::Category>& list() const { return list_; }

 private:
  void add(std::string code, std::string label) {
    if (code == unknown_category || code.empty() || indexes_.contains(code)) return;
    indexes_[code] = list_.size();
    list_.push_back({std::move(code), std::move(label)});
  }
  std::vector<TallyWords::Category> list_;
  std::map<std::string, std::size_t> indexes_;
  std::unordered_map<std::int64_t, std::uint16_t> rows_;
};

/// A session and those linked to it, as one.
struct MergedSession {
  Bytes uuid;  ///< of the member whose date, start and kind count
  TallySession session;
  bool still_runs = false;
  std::vector<TallyCheckIn> check_ins;  ///< only where sessions are linked; others are streamed
};

class Reader {
 public:
  Reader(Database& db, ProgrammeRef programme, const Period& period)
      : db_(db),
        programme_(programme),
        categories_(db, programme),
        sessions_linked_(db, programme, R"sql(SELECT l.a, a.uuid, l.b, b.uuid FROM session_link l
          JOIN session a ON a.session = l.a JOIN session b ON b.session = l.b
          WHERE a.programme = :programme AND l.linked)sql"),
        participants_linked_(db, programme, R"sql(SELECT l.a, a.uuid, l.b, b.uuid FROM participant_link l
          JOIN participant a ON a.participant = l.a JOIN participant b ON b.participant = l.b
          WHERE a.programme = :programme AND l.linked)sql"),
        builder_(period, recurring_rule(db, programme), categories_.list().size()) {}

  TallyReport read() {
    read_sessions();
    read_headcounts();
    stream_check_ins();
    for (const auto& [row, merged] : sessions_) {
      if (!streamed_.contains(row)) builder_.add(merged.session, merged.check_ins);
    }
    TallyReport report{builder_.finish(), {programme_name(db_, programme_), categories_.list(), 0}};
    for (const auto& [row, merged] : sessions_) {
      report.words.never_closed += merged.still_runs && report.tally.period.contains({merged.session.local_date});
    }
    return report;
  }

 private:
  void read_sessions() {
    Statement query =
        db_.statement(R"sql(SELECT session, uuid, local_date, start_ms, kind, ifnull(state, 0) FROM session
                                          WHERE programme = :programme AND local_date IS NOT NULL AND kind IS NOT NULL)sql");
    query.bind(":programme", programme_.row);
    while (query.step()) {
      const auto state = static_cast<SessionState>(query.integer(5));
      TallySession session;
      session.local_date = static_cast<std::int32_t>(query.integer(2));
      session.start_ms = query.integer(3);
      session.kind = static_cast<SessionKind>(query.integer(4));
      session.counts = state == SessionState::running || state == SessionState::closed;
      merge(sessions_[sessions_linked_.representative(query.integer(0))], Bytes(query.blob(1)), session,
            state == SessionState::running);
    }
  }

  /// Of linked sessions the one with the smallest id speaks for all, before it those that do not count.
  static void merge(MergedSession& merged, Bytes uuid, const TallySession& session, bool running) {
    const bool first = merged.uuid.empty();
    if (first || std::tie(session.counts, merged.uuid) > std::tie(merged.session.counts, uuid)) {
      merged.uuid = std::move(uuid);
      merged.session = session;
      merged.still_runs = running;
    }
  }

  void read_headcounts() {
    Statement query = db_.statement(R"sql(
      SELECT session, figure, sum(people) FROM (
        SELECT session, figure, total AS people FROM headcount UNION ALL
        SELECT session, figure, delta FROM headcount_correction)
      JOIN session USING(session) WHERE programme = :programme GROUP BY session, figure)sql");
    query.bind(":programme", programme_.row);
    while (query.step()) {
      const auto found = sessions_.find(sessions_linked_.representative(query.integer(0)));
      if (found == sessions_.end()) continue;
      TallySession& session = found->second.session;
      const bool turned_away = static_cast<HeadcountFigure>(query.integer(1)) == HeadcountFigure::turned_away;
      (turned_away ? session.turned_away : session.headcount) += query.integer(2);
    }
  }

  void stream_check_ins() {
    Statement query = db_.statement(R"sql(
      SELECT i.session, i.participant, i.category, ifnull(c.hlc_accepted, c.hlc), c.id FROM session s
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
      check_ins.push_back({person(query.integer(1)), categories_.index(query.integer(2)),
                           Hlc{static_cast<std::uint64_t>(query.integer(3))}, query.id<ChangeId>(4)});
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

  /// Dense numbers in order of first sight.
  std::uint32_t person(std::int64_t participant) {
    return people_
        .try_emplace(participants_linked_.representative(participant), static_cast<std::uint32_t>(people_.size()))
        .first->second;
  }

  Database& db_;
  ProgrammeRef programme_;
  Categories categories_;
  Components sessions_linked_, participants_linked_;
  TallyBuilder builder_;
  std::map<std::int64_t, MergedSession> sessions_;
  std::unordered_set<std::int64_t> streamed_;
  std::unordered_map<std::int64_t, std::uint32_t> people_;
};

}  // namespace

Result<TallyReport> read_tally(Database& db, ProgrammeRef programme, const Period& period) {
  return sqlite_guard(db, [&]() -> Result<TallyReport> {
    // One snapshot: a check-in that lands meanwhile is in all figures or in none.
    const ReadSnapshot snapshot(db);
    return Reader(db, programme, period).read();
  });
}

}  // namespace hk
