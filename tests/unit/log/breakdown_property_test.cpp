#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "tests/support/open_log.h"
#include "tests/support/random_changes.h"
#include "tests/unit/log/plain_register.h"

using namespace hk;
using namespace hk::test;

/// Every breakdown of random registers against plain SQL over their rows: once the builder alone, many times, and once
/// through a log. HALSOKIOSK_REGISTERS says how many, HALSOKIOSK_SEED which is the first.
namespace {

std::uint64_t registers(std::uint64_t otherwise) {
  const char* given = std::getenv("HALSOKIOSK_REGISTERS");
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

struct Asked {
  Period period;
  RecurringRule rule;
};

Asked random_question(FakeRandom& random, std::int32_t middle) {
  Asked asked;
  asked.period.from = {middle - static_cast<std::int32_t>(random.below(16))};
  asked.period.to = {middle + static_cast<std::int32_t>(random.below(16))};
  asked.rule.kind = random.one_in(3) ? RecurringRule::Kind::visits_in_period : RecurringRule::Kind::visits_per_week;
  asked.rule.n = static_cast<std::int32_t>(1 + random.below(3));
  return asked;
}

/// The values of a dimension in their order.
std::vector<std::string> ordered(const PlainRegister& made, Dimension dimension) {
  std::set<std::string> seen;
  for (const auto& one : made.sessions) {
    if (dimension == Dimension::workshop) seen.insert(one.workshop);
    if (dimension == Dimension::activity) seen.insert(one.activity);
    if (dimension == Dimension::site) seen.insert(one.site);
    if (dimension == Dimension::goal_area) seen.insert(one.goal_area);
    if (dimension == Dimension::leader) seen.insert(one.leaders.begin(), one.leaders.end());
    if (dimension == Dimension::partner) seen.insert(one.partners.begin(), one.partners.end());
    if (dimension == Dimension::category) {
      for (const auto& [category, people] : one.headcounts) seen.insert(category);
    }
  }
  for (const auto& one : made.check_ins) {
    if (dimension == Dimension::category) seen.insert(one.category);
    if (dimension == Dimension::gender) seen.insert(one.gender);
    if (dimension == Dimension::area) seen.insert(one.area);
  }
  if (dimension == Dimension::weekday) seen = {"1", "2", "3", "4", "5", "6", "7"};
  std::vector<std::string> order;
  if (const auto found = made.catalogue.find(dimension); found != made.catalogue.end()) order = found->second;
  seen.erase("");
  for (const auto& code : order) seen.erase(code);
  order.insert(order.end(), seen.begin(), seen.end());
  order.emplace_back();
  return order;
}

Rank rank(const std::vector<std::string>& order, const std::string& code) {
  return static_cast<Rank>(std::find(order.begin(), order.end(), code) - order.begin());
}

std::vector<Rank> ranks(const std::vector<std::string>& order, const std::vector<std::string>& some) {
  std::vector<Rank> all;
  for (const auto& code : some) all.push_back(rank(order, code));
  if (all.empty()) all.push_back(rank(order, ""));
  return all;
}

struct Ranked {
  std::vector<TallySession> sessions;
  std::vector<std::vector<TallyCheckIn>> check_ins;
  std::map<Dimension, std::vector<std::string>> orders;

  explicit Ranked(const PlainRegister& made) {
    for (int d = 0; d < 10; ++d) {
      orders[static_cast<Dimension>(d)] = ordered(made, static_cast<Dimension>(d));
    }
    for (const auto& one : made.sessions) sessions.push_back(session(one));
    check_ins.resize(sessions.size());
    std::int64_t row = 0;
    for (const auto& one : made.check_ins) {
      check_ins[one.session].push_back({one.person,
                                        category(one.category),
                                        Hlc::of(++row),
                                        {},
                                        rank(orders[Dimension::gender], one.gender),
                                        rank(orders[Dimension::area], one.area)});
    }
  }
  Rank category(const std::string& code) { return static_cast<Rank>(rank(orders[Dimension::category], code)); }
  TallySession session(const PlainRegister::Session& one) {
    TallySession made;
    made.local_date = one.local_date;
    made.start_ms = one.start_ms;
    made.kind = one.kind;
    made.counts = one.counts;
    made.turned_away = one.turned_away;
    made.workshop = rank(orders[Dimension::workshop], one.workshop);
    made.activity = rank(orders[Dimension::activity], one.activity);
    made.site = rank(orders[Dimension::site], one.site);
    made.goal_area = rank(orders[Dimension::goal_area], one.goal_area);
    made.leaders = ranks(orders[Dimension::leader], one.leaders);
    made.partners = ranks(orders[Dimension::partner], one.partners);
    for (const auto& [code, people] : one.headcounts) {
      made.headcount += people;
      made.by_category.push_back({category(code), people});
    }
    return made;
  }
  PlainCells tally(const Asked& asked, const Breakdown& by, const std::vector<std::size_t>& order) {
    TallyWords words;
    for (const auto& code : orders[Dimension::category]) words.categories.push_back({code, ""});
    for (const Dimension dimension : by) {
      auto& values = words.dimensions.emplace_back();
      for (const auto& code : orders[dimension]) values.push_back({code, ""});
    }
    Attendances attendances;
    for (const std::size_t s : order) (void)attendances.add(sessions[s], check_ins[s]);
    return plain_cells(tally_of(attendances, asked.period, asked.rule, words.categories.size(), by), words);
  }
};

/// A change always says a category; the missing one is `unknown`.
std::string category_said(const std::string& category) { return category.empty() ? "unknown" : category; }

/// The register as its devices would have authored it.
std::vector<Authored> authored(const PlainRegister& made, const RecurringRule& rule, Author& author) {
  std::vector<Authored> all;
  const std::string name = rule.kind == RecurringRule::Kind::visits_per_week ? "visits_per_week" : "visits_in_period";
  all.push_back(
      author.make(ProgrammeSet{{{"recurring", "{\"rule\":\"" + name + "\",\"n\":" + std::to_string(rule.n) + "}"}}}));
  static const std::map<Dimension, CatalogueType> types = {
      {Dimension::workshop, CatalogueType::workshop}, {Dimension::activity, CatalogueType::activity},
      {Dimension::site, CatalogueType::site},         {Dimension::category, CatalogueType::category},
      {Dimension::area, CatalogueType::area},         {Dimension::goal_area, CatalogueType::goal_area},
      {Dimension::partner, CatalogueType::partner}};
  for (const auto& [dimension, codes] : made.catalogue) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
      CatalogueSet set;
      set.type = types.at(dimension);
      set.code = codes[i];
      set.order = static_cast<std::int32_t>(i);
      all.push_back(author.make(set));
    }
  }
  for (std::size_t s = 0; s < made.sessions.size(); ++s) {
    const auto& one = made.sessions[s];
    SessionSet set;
    set.session = numbered<SessionId>(s);
    set.what = {one.workshop, one.activity, one.site, one.kind};
    set.when = {one.local_date, 60, one.start_ms, std::nullopt};
    set.extras = SessionSet::Extras{one.goal_area, false, SessionOrigin::live};
    set.who = SessionSet::Who{{}, one.partners};
    for (const auto& leader : one.leaders) {
      set.who->leaders.push_back(StaffId::from_bytes(uuid_bytes(leader, "leader").value(), "leader").value());
    }
    all.push_back(author.make(set));
    const SessionState state = one.counts ? SessionState::closed : SessionState::cancelled;
    all.push_back(author.make(SessionStateSet{set.session, state, std::nullopt}));
    for (const auto& [category, people] : one.headcounts) {
      all.push_back(
          author.make(HeadcountRecorded{set.session, HeadcountFigure::headcount, category_said(category), 7, people}));
    }
    all.push_back(author.make(HeadcountRecorded{set.session, HeadcountFigure::turned_away, "", 7, one.turned_away}));
  }
  for (const auto& one : made.check_ins) {
    all.push_back(author.make(CheckInRecorded{numbered<SessionId>(one.session), numbered<ParticipantId>(one.person),
                                              category_said(one.category), one.gender, one.area, CheckInWay::self}));
  }
  return all;
}

constexpr std::int32_t middles[] = {18'627, 20'086, 19'782, 20'777, 0};  // turns of year, a leap day, 2026, 1970

}  // namespace

TEST_CASE("every breakdown of any register is what plain SQL counts") {
  const std::uint64_t first = first_seed(), count = registers(200);
  std::uint64_t differences = 0, compared = 0, cells = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    FakeRandom random(seed);
    const std::int32_t middle = middles[random.below(std::size(middles))];
    const PlainRegister made = random_register(random, middle);
    const Asked asked = random_question(random, middle);
    Ranked ranked(made);
    PlainSql sql(made);
    std::vector<std::size_t> order(made.sessions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random.engine());
    for (const Breakdown& by : every_breakdown(random)) {
      const PlainCells expected = sql.cells(asked.period, asked.rule, by);
      const bool same = ranked.tally(asked, by, order) == expected;
      CHECK_MESSAGE(same, "HALSOKIOSK_SEED=" << seed << " by " << dimension_name(by.front()) << " and "
                                             << dimension_name(by.back()));
      differences += !same;
      cells += expected.size();
      ++compared;
    }
  }
  MESSAGE(count << " registers from seed " << first << ", " << compared << " breakdowns, " << cells
                << " cells: " << differences << " differences");
  CHECK(cells > compared);
}

TEST_CASE("every breakdown read from a log is what plain SQL counts over the register behind it") {
  std::size_t cells = 0;
  for (std::uint64_t seed = first_seed(), end = seed + 4; seed < end; ++seed) {
    FakeRandom random(seed);
    const PlainRegister made = random_register(random, middles[3]);
    const Asked asked = random_question(random, middles[3]);
    PlainSql sql(made);
    TestProgramme programme;
    Author author(programme, 5);
    OpenLog log(programme.id);
    log.append_all(authored(made, asked.rule, author));
    for (const Breakdown& by : every_breakdown(random)) {
      const TallyReport report = read_tally(log.db(), log.programme(), asked.period, by).value();
      const PlainCells expected = sql.cells(asked.period, asked.rule, by);
      CHECK_MESSAGE(
          plain_cells(report.tally, report.words) == expected,
          "HALSOKIOSK_SEED=" << seed << " by " << dimension_name(by.front()) << " and " << dimension_name(by.back()));
      cells += expected.size();
    }
  }
  CHECK(cells > 200);
}
