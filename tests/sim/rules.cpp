#include <map>
#include <set>
#include <tuple>

#include "sync/protocol/codec.h"
#include "tests/sim/invariants.h"

/// Check-ins, headcounts and sessions' states once more, the slow and plain way.
namespace hk::sim {
namespace {

using Order = std::pair<Hlc, ChangeId>;
using Counted = std::tuple<SessionId, HeadcountFigure, std::string>;

struct Outcome {
  std::set<std::pair<ChangeId, bool>> check_ins;  ///< with: withdrawn
  std::map<Counted, std::int64_t> counts;
  std::map<SessionId, SessionState> states;
  std::set<ParticipantId> erased;
  bool operator==(const Outcome&) const = default;
};

/// Last writer wins.
template <class Key, class Value>
class Latest {
 public:
  void set(const Key& key, const Order& order, const Value& value) {
    const auto found = held_.find(key);
    if (found == held_.end() || found->second.first < order) held_[key] = {order, value};
  }
  [[nodiscard]] const std::map<Key, std::pair<Order, Value>>& all() const { return held_; }

 private:
  std::map<Key, std::pair<Order, Value>> held_;
};

class Rules {
 public:
  void take(const Order& order, const ChangeBody& body) {
    if (std::holds_alternative<CheckInRecorded>(body)) recorded_.insert(order.second);
    if (const auto* one = std::get_if<CheckInWithdrawn>(&body)) {
      withdrawn_.insert(one->check_ins.begin(), one->check_ins.end());
    }
    if (const auto* one = std::get_if<HeadcountRecorded>(&body)) {
      totals_.set({{one->session, one->figure, one->category}, one->counter}, order, one->total);
    }
    if (const auto* one = std::get_if<HeadcountCorrected>(&body)) {
      outcome_.counts[{one->session, one->figure, one->category}] += one->delta;
    }
    if (const auto* one = std::get_if<SessionStateSet>(&body)) states_.set(one->session, order, one->state);
    if (const auto* one = std::get_if<SessionAutoClosed>(&body)) {
      states_.set(one->session, order, SessionState::closed);
    }
    if (const auto* one = std::get_if<ParticipantErased>(&body)) outcome_.erased.insert(one->participant);
  }
  [[nodiscard]] Outcome outcome() {
    for (const ChangeId& id : recorded_) outcome_.check_ins.emplace(id, withdrawn_.contains(id));
    for (const auto& [key, held] : totals_.all()) outcome_.counts[key.first] += held.second;
    for (const auto& [session, held] : states_.all()) outcome_.states[session] = held.second;
    return std::move(outcome_);
  }

 private:
  Outcome outcome_;
  std::set<ChangeId> recorded_, withdrawn_;
  Latest<std::pair<Counted, std::uint64_t>, std::int64_t> totals_;
  Latest<SessionId, SessionState> states_;
};

Outcome by_the_rules(Database& db) {
  Rules rules;
  Statement query = db.statement("SELECT core, hlc_accepted FROM change");
  while (query.step()) {
    const Change change = decode_core(query.blob(0)).value();
    const auto ruled = query.optional_integer(1);
    rules.take({ruled ? Hlc{static_cast<std::uint64_t>(*ruled)} : change.hlc, change.id}, change.body);
  }
  return rules.outcome();
}

Outcome projected(Database& db) {
  Outcome outcome;
  Statement check_ins = db.statement("SELECT id, withdrawn FROM check_in JOIN change USING(change)");
  while (check_ins.step()) outcome.check_ins.emplace(check_ins.id<ChangeId>(0), check_ins.integer(1) != 0);
  for (const char* sql : {R"sql(SELECT uuid, figure, text, total FROM headcount JOIN session USING(session)
                                JOIN code ON code = category)sql",
                          R"sql(SELECT uuid, figure, text, delta FROM headcount_correction JOIN session USING(session)
                                JOIN code ON code = category)sql"}) {
    Statement counts = db.statement(sql);
    while (counts.step()) {
      outcome.counts[{counts.id<SessionId>(0), static_cast<HeadcountFigure>(counts.integer(1)),
                      std::string(counts.text(2))}] += counts.integer(3);
    }
  }
  Statement states = db.statement("SELECT uuid, state FROM session WHERE state_change IS NOT NULL");
  while (states.step()) outcome.states[states.id<SessionId>(0)] = static_cast<SessionState>(states.integer(1));
  Statement erased = db.statement("SELECT uuid FROM erased_participant JOIN participant USING(participant)");
  while (erased.step()) outcome.erased.insert(erased.id<ParticipantId>(0));
  return outcome;
}

}  // namespace

std::optional<std::string> differs_from_rules(Database& db) {
  const Outcome expected = by_the_rules(db);
  const Outcome found = projected(db);
  if (found.check_ins != expected.check_ins) return "check-ins differ";
  if (found.counts != expected.counts) return "headcounts differ";
  if (found.states != expected.states) return "sessions' states differ";
  if (found.erased != expected.erased) return "other people are erased";
  return {};
}

}  // namespace hk::sim
