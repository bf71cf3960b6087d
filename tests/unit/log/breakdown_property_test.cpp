#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/support/seed.h"
#include "tests/unit/log/plain_register.h"

using namespace hk;
using namespace hk::test;

/// Every breakdown of random registers against plain SQL over their rows, without a log: report_property_test.cpp has
/// the same through one. HALSOKIOSK_REGISTERS says how many, HALSOKIOSK_SEED which is the first.
namespace {

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
  PlainCells tally(const PlainQuestion& asked, const Breakdown& by, const std::vector<std::size_t>& order) {
    TallyWords words;
    for (const auto& code : orders[Dimension::category]) words.categories.push_back({code, ""});
    for (const Dimension dimension : by) {
      auto& values = words.dimensions.emplace_back();
      for (const auto& code : orders[dimension]) values.push_back({code, ""});
    }
    Attendances attendances;
    for (const std::size_t s : order) (void)attendances.add(sessions[s], check_ins[s]);
    const Tally tally = tally_of(attendances, asked.period, asked.rule, words.categories.size(), by);
    return plain_cells(tally.cells, words.dimensions, words.categories);
  }
};

}  // namespace

TEST_CASE("every breakdown of any register is what plain SQL counts") {
  const std::uint64_t first = first_seed(), count = registers_asked(200);
  std::uint64_t differences = 0, compared = 0, cells = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    FakeRandom random(seed);
    const std::int32_t middle = random_middle(random);
    const PlainRegister made = random_register(random, middle);
    const PlainQuestion asked = random_question(random, middle);
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
