#include "sync/log/attendance_reader.h"

#include <algorithm>
#include <limits>

namespace hk {
namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// What stands in a row as a rank until all of them are known: the row of its code.
Rank code_number(std::int64_t row) { return static_cast<Rank>(row); }

}  // namespace

AttendanceReader::AttendanceReader(Database& db, ProgrammeRef programme, std::span<const Period> periods,
                                   std::span<const Dimension> dimensions)
    : db_(db),
      programme_(programme),
      people_asked_(std::any_of(dimensions.begin(), dimensions.end(),
                                [](Dimension one) { return one == Dimension::gender || one == Dimension::area; })),
      links_(LinkedRows::participants(db, programme)) {
  Statement codes = db.statement("SELECT code FROM code WHERE text IN ('', 'unknown')");
  while (codes.step()) no_category_codes_.push_back(codes.integer(0));
  SessionReader sessions(db, programme, periods, dimensions);
  read_alone(sessions.alone);
  for (SessionReader::Linked& linked : sessions.linked) read_linked(linked);
  read_before(sessions);
  put_in_order(sessions, dimensions);
}

/// Whoever came to the periods is new in one of them, or came before it outside all: then the earliest such date is
/// looked for among the sessions that the person came to. One before all periods settles it; most who have one have it
/// first, because sessions get their rows about in the order in which they are held.
void AttendanceReader::read_before(SessionReader& sessions) {
  if (!sessions.any_outside()) return;
  // Somebody who is merged may have come under an id that none of the periods has.
  for (const auto& [representative, rows] : links_.components()) {
    const bool came = std::any_of(rows.begin(), rows.end(), [&](std::int64_t row) { return is_known(row); });
    for (const std::int64_t row : rows) {
      if (came) (void)person(row);
    }
  }
  for (std::size_t row = 0; row < person_of_.size(); ++row) {
    const std::uint32_t who = person_of_[row];
    if (who == nobody) continue;
    Statement query = db_.statement("SELECT session FROM check_in WHERE participant = :participant AND withdrawn = 0");
    query.bind(":participant", static_cast<std::int64_t>(row));
    while (attendances_.first_date(who) >= sessions.first_day() && query.step()) {
      attendances_.add_earlier(who, sessions.date_outside(query.integer(0)));
    }
  }
}

bool AttendanceReader::is_known(std::int64_t participant) const {
  const auto row = static_cast<std::size_t>(participant);
  return row < person_of_.size() && person_of_[row] != nobody;
}

void AttendanceReader::read_alone(std::deque<ReadSession>& sessions) {
  while (!sessions.empty()) {
    Run run{sessions.front().row, sessions.front().row};
    std::size_t count = 1;
    for (; count < sessions.size() && sessions[count].row == run.last + 1; ++count) ++run.last;
    read_headcounts(run, [&](std::int64_t row) -> TallySession& {
      return sessions[static_cast<std::size_t>(row - run.first)].facts;
    });
    read_check_ins(run, sessions);
  }
}

void AttendanceReader::read_linked(SessionReader::Linked& linked) {
  for (const std::int64_t row : linked.rows) {
    read_headcounts({row, row}, [&](std::int64_t) -> TallySession& { return linked.session.facts; });
    read_repeated(row);
  }
  add(linked.session);
}

template <class SessionOf>
void AttendanceReader::read_headcounts(Run run, SessionOf session_of) {
  Statement query = db_.statement(R"sql(
    SELECT session, figure, category, total FROM headcount WHERE session BETWEEN :first AND :last UNION ALL
    SELECT session, figure, category, delta FROM headcount_correction WHERE session BETWEEN :first AND :last)sql");
  query.bind(":first", run.first).bind(":last", run.last);
  while (query.step()) {
    TallySession& session = session_of(query.integer(0));
    if (static_cast<HeadcountFigure>(query.integer(1)) == HeadcountFigure::turned_away) {
      session.turned_away += query.integer(3);
    } else {
      session.headcount += query.integer(3);
      add_headcount(session.by_category, query.integer(2), query.integer(3));
    }
  }
}

void AttendanceReader::add_headcount(std::vector<TallyHeadcount>& counts, std::int64_t code,
                                     std::int64_t people) const {
  const bool none = std::find(no_category_codes_.begin(), no_category_codes_.end(), code) != no_category_codes_.end();
  const Rank category = code_number(none ? no_category_codes_.front() : code);
  for (TallyHeadcount& one : counts) {
    if (one.category != category) continue;
    one.people += people;
    return;
  }
  counts.push_back({category, people});
}

void AttendanceReader::read_check_ins(Run run, std::deque<ReadSession>& sessions) {
  Statement query = db_.statement(people_asked_ ? "SELECT session, participant, category, gender, area FROM check_in "
                                                  "WHERE session BETWEEN :first AND :last AND NOT withdrawn"
                                                : "SELECT session, participant, category FROM check_in "
                                                  "WHERE session BETWEEN :first AND :last AND NOT withdrawn");
  query.bind(":first", run.first).bind(":last", run.last);
  const auto add_front = [&] {
    if (repeats_) {
      check_ins_.clear();
      read_repeated(sessions.front().row);
    }
    add(sessions.front());
    sessions.pop_front();
  };
  while (query.step()) {
    while (sessions.front().row != query.integer(0)) add_front();
    const std::uint32_t who = person(query.integer(1));
    TallyCheckIn& check_in = check_ins_.emplace_back();
    check_in.participant = who;
    check_in.category = code_number(query.integer(2));
    if (people_asked_) {
      check_in.gender = code_number(query.integer(3));
      check_in.area = code_number(query.integer(4));
    }
    repeats_ = repeats_ || came_last_[who] == session_number_;
    came_last_[who] = session_number_;
  }
  while (!sessions.empty() && sessions.front().row <= run.last) add_front();
}

void AttendanceReader::read_repeated(std::int64_t session) {
  Statement query = db_.statement(R"sql(
    SELECT i.participant, i.category, ifnull(c.hlc_accepted, c.hlc), c.id, i.gender, i.area
    FROM check_in i CROSS JOIN change c USING(change) WHERE i.session = :session AND NOT i.withdrawn)sql");
  query.bind(":session", session);
  while (query.step()) {
    check_ins_.push_back({person(query.integer(0)), code_number(query.integer(1)),
                          Hlc{static_cast<std::uint64_t>(query.integer(2))}, query.id<ChangeId>(3),
                          people_asked_ ? code_number(query.integer(4)) : 0,
                          people_asked_ ? code_number(query.integer(5)) : 0});
  }
}

void AttendanceReader::add(ReadSession& session) {
  if (session.still_runs) open_.push_back({session.row, {session.facts.local_date}});
  if (attendances_.add(std::move(session.facts), check_ins_)) session_rows_.push_back(session.row);
  check_ins_.clear();
  repeats_ = false;
  ++session_number_;
}

/// Dense numbers in order of first sight.
std::uint32_t AttendanceReader::person(std::int64_t participant) {
  const auto row = static_cast<std::size_t>(participant);
  if (row >= person_of_.size()) person_of_.resize(row + 1, nobody);
  if (person_of_[row] == nobody) {
    const std::int64_t representative = links_.representative(participant);
    if (representative != participant) return person_of_[row] = person(representative);
    person_of_[row] = static_cast<std::uint32_t>(person_rows_.size());
    person_rows_.push_back(participant);
    came_last_.push_back(0);
  }
  return person_of_[row];
}

void AttendanceReader::put_in_order(const SessionReader& sessions, std::span<const Dimension> dimensions) {
  std::vector<Dimension> all(dimensions.begin(), dimensions.end());
  all.push_back(Dimension::category);
  for (const Dimension dimension : all) {
    if (words_.contains(dimension)) continue;
    std::map<Rank, std::string> met = codes_met(dimension);
    for (const std::string& text : sessions.texts(dimension)) met.emplace(static_cast<Rank>(met.size()), text);
    std::set<std::string> texts;
    for (const auto& [number, text] : met) texts.insert(text);
    const TallyVocabulary& words = words_.try_emplace(dimension, db_, programme_, dimension, texts).first->second;
    std::vector<Rank> ranks(met.empty() ? 0 : met.rbegin()->first + std::size_t{1});
    for (const auto& [number, text] : met) ranks[number] = words.rank(text);
    attendances_.renumber(dimension, ranks);
  }
}

/// What the check-ins, and of categories the headcounts, say of a person; nothing of a session's dimension.
std::map<Rank, std::string> AttendanceReader::codes_met(Dimension dimension) {
  std::map<Rank, std::string> met;
  if (!belongs_to_person(dimension)) return met;
  const auto meet = [&](Rank number) {
    if (!met.contains(number)) met[number] = code_text(number);
  };
  for (const PersonValues& values : attendances_.values()) {
    meet(dimension == Dimension::category ? values.category
         : dimension == Dimension::gender ? values.gender
                                          : values.area);
  }
  if (dimension != Dimension::category) return met;
  for (const TallySession& session : attendances_.sessions()) {
    for (const TallyHeadcount& count : session.by_category) meet(count.category);
  }
  return met;
}

std::string AttendanceReader::code_text(std::int64_t row) {
  Statement query = db_.statement("SELECT text FROM code WHERE code = :code");
  query.bind(":code", row);
  return query.step() ? std::string(query.text(0)) : std::string();
}

}  // namespace hk
