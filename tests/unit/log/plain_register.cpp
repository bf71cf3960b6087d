#include "tests/unit/log/plain_register.h"

#include <sqlite3.h>

#include <cstdlib>
#include <stdexcept>

namespace hk::test {
namespace {

std::string one_of(FakeRandom& random, const std::vector<std::string>& words) {
  return words[random.below(words.size())];
}

std::vector<std::string> some_of(FakeRandom& random, const std::vector<std::string>& words) {
  std::vector<std::string> some;
  for (const std::string& word : words) {
    if (random.one_in(3)) some.push_back(word);
  }
  return some;
}

// Of each list some are in the catalogue, in no order of the alphabet.
const std::vector<std::string> categories = {"child", "adult", "professional", "not_listed", ""};
const std::vector<std::string> areas = {"west", "east", "elsewhere", ""};
const std::vector<std::string> codes = {"m", "b", "x", ""};
const std::vector<std::string> leaders = {"00000000-0000-7000-8000-00000000000a",
                                          "00000000-0000-7000-8000-00000000000b",
                                          "00000000-0000-7000-8000-00000000000c"};

constexpr char tables[] = R"sql(
CREATE TABLE session(s INTEGER PRIMARY KEY, date, start, kind, counts, turned_away);
CREATE TABLE value(dim, s, v, PRIMARY KEY(dim, s, v)) WITHOUT ROWID;
CREATE TABLE heads(s, category, people);
CREATE TABLE seen(n INTEGER PRIMARY KEY, s, p, category, gender, area);
CREATE TABLE place(dim, v, r, PRIMARY KEY(dim, v)) WITHOUT ROWID;
)sql";

constexpr char derived[] = R"sql(
INSERT INTO value SELECT 'weekday', s, CAST((date + 700000 + 3) % 7 + 1 AS TEXT) FROM session;
INSERT INTO value SELECT 'leader', s, '' FROM session WHERE s NOT IN (SELECT s FROM value WHERE dim = 'leader');
INSERT INTO value SELECT 'partner', s, '' FROM session WHERE s NOT IN (SELECT s FROM value WHERE dim = 'partner');
INSERT INTO value SELECT 'none', s, '' FROM session;
CREATE TABLE att AS SELECT p, s, date, start, kind, category, gender, area
  FROM seen JOIN session USING(s) WHERE counts AND n = (SELECT min(n) FROM seen x WHERE x.s = seen.s AND x.p = seen.p);
CREATE TABLE mine AS SELECT 'category' AS dim, s, p, category AS v FROM att UNION ALL
  SELECT 'gender', s, p, gender FROM att UNION ALL SELECT 'area', s, p, area FROM att;
CREATE INDEX mine_of ON mine(s, p);
)sql";

/// :sa, :sb: the sessions' dimensions, 'none' for others; :pa, :pb: the persons', '' for others.
constexpr char question[] = R"sql(
WITH
base AS MATERIALIZED (
  SELECT s, kind, turned_away, a.v AS va, b.v AS vb FROM session
  JOIN value a USING(s) JOIN value b USING(s)
  WHERE counts AND date BETWEEN :from AND :to AND a.dim = :sa AND b.dim = :sb),
visit AS MATERIALIZED (SELECT va, vb, att.* FROM base JOIN att USING(s)),
last AS MATERIALIZED (
  SELECT va, vb, p, dim, v FROM (
    SELECT va, vb, visit.p AS p, mine.dim AS dim, mine.v AS v, row_number() OVER (
      PARTITION BY va, vb, visit.p, mine.dim ORDER BY start DESC, mine.v = '', ifnull(r, 1000000), mine.v) AS n
    FROM visit JOIN mine ON mine.s = visit.s AND mine.p = visit.p
    LEFT JOIN place ON place.dim = mine.dim AND place.v = mine.v)
  WHERE n = 1),
cell AS MATERIALIZED (
  SELECT visit.*, c.v AS last_category,
    CASE :pa WHEN '' THEN visit.va ELSE a.v END AS ka, CASE :pb WHEN '' THEN visit.vb ELSE b.v END AS kb
  FROM visit
  JOIN last c ON c.va = visit.va AND c.vb = visit.vb AND c.p = visit.p AND c.dim = 'category'
  LEFT JOIN last a ON a.va = visit.va AND a.vb = visit.vb AND a.p = visit.p AND a.dim = :pa
  LEFT JOIN last b ON b.va = visit.va AND b.vb = visit.vb AND b.p = visit.p AND b.dim = :pb),
counted AS MATERIALIZED (
  SELECT CASE :pa WHEN 'category' THEN category ELSE va END AS ka,
    CASE :pb WHEN 'category' THEN category ELSE vb END AS kb, s, kind, people
  FROM base JOIN heads USING(s) WHERE people <> 0
    AND :pa NOT IN ('gender', 'area') AND :pb NOT IN ('gender', 'area'))
SELECT ka, kb, 'attendances', count(*) FROM cell GROUP BY 1, 2 UNION ALL
SELECT ka, kb, 'unique_participants', count(DISTINCT p) FROM cell GROUP BY 1, 2 UNION ALL
SELECT ka, kb, 'new_participants', count(DISTINCT p) FROM cell
  WHERE p NOT IN (SELECT p FROM att WHERE date < :from) GROUP BY 1, 2 UNION ALL
SELECT ka, kb, 'individual_support', count(DISTINCT p) FROM cell WHERE kind = 2 GROUP BY 1, 2 UNION ALL
SELECT ka, kb, 'recurring_participants', count(DISTINCT p) FROM (
  SELECT ka, kb, p FROM cell WHERE :by_week AND kind = 1
    GROUP BY ka, kb, p, (date + 700000 + 3) / 7 HAVING count(*) >= :n UNION ALL
  SELECT ka, kb, p FROM cell WHERE NOT :by_week GROUP BY ka, kb, p HAVING count(*) >= :n) GROUP BY 1, 2 UNION ALL
SELECT ka, kb, 'by_category.' || last_category, count(DISTINCT p) FROM cell GROUP BY 1, 2, last_category UNION ALL
SELECT ka, kb, CASE kind WHEN 1 THEN 'group_sessions' WHEN 2 THEN 'individual_sessions' ELSE 'events' END, count(*)
  FROM (SELECT ka, kb, s, kind FROM cell UNION SELECT ka, kb, s, kind FROM counted UNION
    SELECT va, vb, s, kind FROM base WHERE :pa || :pb = '')
  GROUP BY 1, 2, 3 UNION ALL
SELECT ka, kb, 'headcount', sum(people) FROM counted GROUP BY 1, 2 UNION ALL
SELECT va, vb, 'turned_away', sum(turned_away) FROM base WHERE :pa || :pb = '' GROUP BY 1, 2
)sql";

bool of_person(Dimension one) {
  return one == Dimension::category || one == Dimension::gender || one == Dimension::area;
}

}  // namespace

std::uint64_t registers_asked(std::uint64_t otherwise) {
  const char* given = std::getenv("HALSOKIOSK_REGISTERS");
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

std::int32_t random_middle(FakeRandom& random) {
  static constexpr std::int32_t middles[] = {18'627, 20'086, 19'782, 20'541, 20'751, 20'777, 0};
  return middles[random.below(std::size(middles))];
}

PlainQuestion random_question(FakeRandom& random, std::int32_t middle) {
  PlainQuestion asked;
  asked.rule.kind = random.one_in(3) ? RecurringRule::Kind::visits_in_period : RecurringRule::Kind::visits_per_week;
  asked.rule.n = static_cast<std::int32_t>(1 + random.below(3));
  const LocalDate day{middle + static_cast<std::int32_t>(random.below(15)) - 7};
  const std::string date = to_text(day);
  const std::string dates = to_text({middle - static_cast<std::int32_t>(random.below(16))}) + ".." +
                            to_text({middle + static_cast<std::int32_t>(random.below(16))});
  const std::string half = date.substr(0, 4) + (date.substr(5, 2) < "07" ? "-H1" : "-H2");
  const std::string texts[] = {week_of(day).text, date.substr(0, 7), half, date.substr(0, 4), dates, dates};
  asked.period = parse_period(texts[random.below(std::size(texts))]).value();
  return asked;
}

PlainRegister random_register(FakeRandom& random, std::int32_t middle) {
  PlainRegister made;
  made.catalogue[Dimension::category] = {"professional", "child", "adult"};
  made.catalogue[Dimension::area] = {"west", "east"};
  for (const Dimension one :
       {Dimension::workshop, Dimension::activity, Dimension::site, Dimension::goal_area, Dimension::partner}) {
    made.catalogue[one] = {"x", "b"};
  }
  const std::size_t people = 1 + random.below(9);
  for (std::size_t n = random.below(22); n > 0; --n) {
    PlainRegister::Session session;
    session.local_date = middle + static_cast<std::int32_t>(random.below(31)) - 15;
    session.utc_offset_min = random.one_in(2) ? 60 : 120;
    // Few starts, so that ties are common; half past midnight, where the day is another one in UTC, and half past two
    // of a night that has it twice.
    static constexpr std::int64_t minutes[] = {540, 600, 30, 150};
    session.start_ms = (session.local_date * 1440LL + minutes[random.below(4)] - session.utc_offset_min) * 60'000;
    session.kind = static_cast<SessionKind>(1 + random.below(3));
    session.counts = !random.one_in(7);
    session.still_runs = session.counts && random.one_in(4);
    session.workshop = one_of(random, codes);
    session.activity = one_of(random, codes);
    session.site = one_of(random, codes);
    session.goal_area = one_of(random, codes);
    session.leaders = some_of(random, leaders);
    session.partners = some_of(random, {"m", "b", "x"});
    for (std::size_t k = random.below(3); k > 0; --k) {
      session.headcounts[one_of(random, categories)] = static_cast<std::int64_t>(random.below(20));
    }
    session.turned_away = static_cast<std::int64_t>(random.below(3));
    for (std::size_t k = random.below(8); k > 0; --k) {
      made.check_ins.push_back({made.sessions.size(), static_cast<std::uint32_t>(random.below(people)),
                                one_of(random, categories), one_of(random, codes), one_of(random, areas)});
    }
    made.sessions.push_back(std::move(session));
  }
  return made;
}

std::vector<Breakdown> every_breakdown(FakeRandom& random) {
  std::vector<Breakdown> all;
  for (int a = 0; a < 10; ++a) {
    all.push_back({static_cast<Dimension>(a)});
    for (int b = 0; b < a; ++b) {
      all.push_back({static_cast<Dimension>(a), static_cast<Dimension>(b)});
      if (random.one_in(2)) std::swap(all.back()[0], all.back()[1]);
    }
  }
  return all;
}

PlainFigures plain_figures(const TallyFigures& figures, const std::vector<TallyWords::Category>& categories) {
  PlainFigures plain = {{"group_sessions", figures.group_sessions},
                        {"individual_sessions", figures.individual_sessions},
                        {"events", figures.events},
                        {"attendances", figures.attendances},
                        {"headcount", figures.headcount},
                        {"unique_participants", figures.unique_participants},
                        {"new_participants", figures.new_participants},
                        {"recurring_participants", figures.recurring_participants},
                        {"individual_support", figures.individual_support},
                        {"turned_away", figures.turned_away}};
  for (std::size_t i = 0; i < categories.size(); ++i) {
    const std::string& code = categories[i].code;
    plain["by_category." + (code == "unknown" ? "" : code)] = figures.by_category[i];
  }
  std::erase_if(plain, [](const auto& one) { return one.second == 0; });
  return plain;
}

PlainCells plain_cells(const std::vector<TallyCell>& cells,
                       const std::vector<std::vector<TallyWords::Value>>& dimensions,
                       const std::vector<TallyWords::Category>& categories) {
  PlainCells plain;
  for (const TallyCell& cell : cells) {
    std::vector<std::string> key;
    for (std::size_t d = 0; d < dimensions.size(); ++d) key.push_back(dimensions[d][cell.key[d]].code);
    plain[key] = plain_figures(cell.figures, categories);
  }
  return plain;
}

class PlainSql::Rows {
 public:
  Rows() {
    if (sqlite3_open(":memory:", &db_) != SQLITE_OK) throw std::runtime_error("no in-memory database");
    run("PRAGMA temp_store = MEMORY");
    run(tables);
    run("BEGIN");
  }
  ~Rows() {
    sqlite3_finalize(question_);
    sqlite3_close(db_);
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  void run(const std::string& sql) {
    char* error = nullptr;
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK) throw std::runtime_error(error);
  }
  /// Words here hold no quotes.
  static std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

  sqlite3_stmt* question_for(const Period& period, const RecurringRule& rule, const Breakdown& by) {
    if (!question_ && sqlite3_prepare_v2(db_, question, -1, &question_, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(db_));
    }
    sqlite3_reset(question_);
    bind(":from", period.from.days);
    bind(":to", period.to.days);
    bind(":by_week", rule.kind == RecurringRule::Kind::visits_per_week);
    bind(":n", rule.n);
    for (std::size_t d = 0; d < 2; ++d) {
      const bool there = d < by.size();
      const std::string name = there ? std::string(dimension_name(by[d])) : "none";
      bind(d == 0 ? ":sa" : ":sb", there && of_person(by[d]) ? "none" : name);
      bind(d == 0 ? ":pa" : ":pb", there && of_person(by[d]) ? name : "");
    }
    return question_;
  }

 private:
  int at(const char* name) { return sqlite3_bind_parameter_index(question_, name); }
  void bind(const char* name, int value) { sqlite3_bind_int(question_, at(name), value); }
  void bind(const char* name, const std::string& value) {
    sqlite3_bind_text(question_, at(name), value.c_str(), -1, SQLITE_TRANSIENT);
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt* question_ = nullptr;
};

PlainSql::PlainSql(const PlainRegister& made) : rows_(std::make_unique<Rows>()) {
  std::string sql;
  const auto insert = [&](const std::string& table, const std::string& values) {
    sql += "INSERT INTO " + table + " VALUES(" + values + ");";
  };
  const auto quoted = Rows::quoted;
  for (std::size_t s = 0; s < made.sessions.size(); ++s) {
    const PlainRegister::Session& one = made.sessions[s];
    const std::string id = std::to_string(s);
    insert("session", id + "," + std::to_string(one.local_date) + "," + std::to_string(one.start_ms) + "," +
                          std::to_string(static_cast<int>(one.kind)) + "," + (one.counts ? "1" : "0") + "," +
                          std::to_string(one.turned_away));
    insert("value", "'workshop'," + id + "," + quoted(one.workshop));
    insert("value", "'activity'," + id + "," + quoted(one.activity));
    insert("value", "'site'," + id + "," + quoted(one.site));
    insert("value", "'goal_area'," + id + "," + quoted(one.goal_area));
    for (const auto& leader : one.leaders) insert("value", "'leader'," + id + "," + quoted(leader));
    for (const auto& partner : one.partners) insert("value", "'partner'," + id + "," + quoted(partner));
    for (const auto& [category, people] : one.headcounts) {
      insert("heads", id + "," + quoted(category) + "," + std::to_string(people));
    }
  }
  for (const auto& one : made.check_ins) {
    insert("seen", "NULL," + std::to_string(one.session) + "," + std::to_string(one.person) + "," +
                       quoted(one.category) + "," + quoted(one.gender) + "," + quoted(one.area));
  }
  for (const auto& [dimension, listed] : made.catalogue) {
    for (std::size_t i = 0; i < listed.size(); ++i) {
      insert("place", quoted(dimension_name(dimension)) + "," + quoted(listed[i]) + "," + std::to_string(i));
    }
  }
  rows_->run(sql + derived);
}

PlainSql::~PlainSql() = default;

PlainCells PlainSql::cells(const Period& period, const RecurringRule& rule, const Breakdown& by) {
  PlainCells cells;
  sqlite3_stmt* answer = rows_->question_for(period, rule, by);
  const auto text = [&](int column) { return reinterpret_cast<const char*>(sqlite3_column_text(answer, column)); };
  int state = sqlite3_step(answer);
  for (; state == SQLITE_ROW; state = sqlite3_step(answer)) {
    std::vector<std::string> key = {text(0), text(1)};
    key.resize(by.size());
    if (sqlite3_column_int64(answer, 3) != 0) cells[key][text(2)] = sqlite3_column_int64(answer, 3);
  }
  if (state != SQLITE_DONE) throw std::runtime_error("the question was not answered");
  return cells;
}

}  // namespace hk::test
