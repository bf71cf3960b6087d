#include <doctest/doctest.h>

#include <set>

#include "tests/support/open_log.h"
#include "tests/support/seed.h"
#include "tests/unit/log/register_changes.h"

using namespace hk;
using namespace hk::test;

/// Random registers, told to a log by several devices in a roundabout way and in any order, and read again: reports,
/// tallies and what stands behind their figures, against plain SQL over the register. HALSOKIOSK_REGISTERS says how
/// many, HALSOKIOSK_SEED which is the first.
namespace {

constexpr std::uint64_t registers_a_log = 100;

/// One log after the other, each with many programmes that have nothing to do with each other.
class Logs {
 public:
  ProgrammeRef take_in(const std::vector<Authored>& all, const TestProgramme& programme) {
    if (count_++ % registers_a_log == 0) {
      log_.reset();
      log_ = std::make_unique<OpenLog>(programme.id);
      log_->db().execute("PRAGMA synchronous=OFF");
    }
    Transaction transaction(log_->db());
    const ProgrammeRef ref = log_->log().programme(programme.id).value();
    for (const Authored& one : all) log_->log().append(ref, one.envelope, one.change).value();
    transaction.commit();
    return ref;
  }
  Database& db() { return log_->db(); }

 private:
  std::uint64_t count_ = 0;
  std::unique_ptr<OpenLog> log_;
};

struct Differences {
  std::uint64_t seed = 0, found = 0, compared = 0;
  template <class Answer>
  void compare(const Answer& ours, const Answer& expected, const std::string& what) {
    ++compared;
    found += ours != expected;
    CHECK_MESSAGE(ours == expected, "HALSOKIOSK_SEED=" << seed << ": " << what);
  }
};

std::string named(const Breakdown& by) {
  std::string name;
  for (const Dimension one : by) name += std::string(" ") + std::string(dimension_name(one));
  return name;
}

PlainFigures whole(PlainSql& sql, const Period& period, const RecurringRule& rule) {
  const PlainCells cells = sql.cells(period, rule, {});
  return cells.empty() ? PlainFigures() : cells.begin()->second;
}

/// One register and its log.
struct Case {
  PlainRegister made;
  PlainQuestion asked;
  PlainSql sql;
  Database& db;
  ProgrammeRef programme;
  Differences& differences;

  void compare_report(FakeRandom& random) {
    ReportAsked question{asked.period, random.one_in(2) ? Comparison::previous : Comparison::last_year, {}, {}};
    const std::vector<Breakdown> all = every_breakdown(random);
    question.by = all[random.below(all.size())];
    const ReportFacts facts = read_report(db, programme, question).value();
    const auto compare = [&](const PeriodFigures& one, const std::string& what) {
      differences.compare(plain_figures(one.figures, facts.categories), whole(sql, one.period, asked.rule),
                          what + " " + one.period.text);
    };
    compare(facts.whole, "report of");
    compare(facts.compared, "compared with");
    differences.compare(facts.year.has_value(), !facts.targets.empty(), "year where it has targets");
    if (facts.year) compare(*facts.year, "year until");
    for (const PeriodFigures& week : facts.weeks) compare(week, "week");
    for (const TallyTable& table : facts.tables) {
      differences.compare(plain_cells(table.cells, table.dimensions, facts.categories),
                          sql.cells(asked.period, asked.rule, table.by), "report by" + named(table.by));
    }
    differences.compare(facts.recurring, asked.rule, "rule");
    std::size_t open = 0;
    for (const auto& one : made.sessions) open += one.still_runs && asked.period.contains({one.local_date});
    differences.compare(facts.never_closed.size(), open, "sessions never closed");
  }

  void compare_tally(const Breakdown& by) {
    const TallyReport report = read_tally(db, programme, asked.period, by).value();
    differences.compare(plain_cells(report.tally.cells, report.words.dimensions, report.words.categories),
                        sql.cells(asked.period, asked.rule, by), "tally by" + named(by));
    differences.compare(plain_figures(report.tally, report.words.categories), whole(sql, asked.period, asked.rule),
                        "tally's whole");
  }

  /// Each session of the period with what the register says of it.
  void compare_sessions() {
    std::map<SessionId, std::vector<std::int64_t>> ours, expected;
    const std::vector<SessionFigures> sessions = read_sessions(db, programme, asked.period).value();
    for (const SessionFigures& one : sessions) {
      ours[one.id] = {one.date.days,   one.start_min, static_cast<std::int64_t>(one.kind),
                      one.attendances, one.headcount, one.turned_away,
                      one.still_runs};
    }
    for (std::size_t s = 0; s < made.sessions.size(); ++s) {
      const PlainRegister::Session& one = made.sessions[s];
      if (!one.counts || !asked.period.contains({one.local_date})) continue;
      std::set<std::uint32_t> people;
      for (const auto& check_in : made.check_ins) {
        if (check_in.session == s) people.insert(check_in.person);
      }
      std::int64_t headcount = 0;
      for (const auto& [category, count] : one.headcounts) headcount += count;
      const std::int64_t minute = one.start_ms / 60'000 + one.utc_offset_min - one.local_date * 1440LL;
      expected[said_session(s)] = {one.local_date,
                                   minute,
                                   static_cast<std::int64_t>(one.kind),
                                   static_cast<std::int64_t>(people.size()),
                                   headcount,
                                   one.turned_away,
                                   one.still_runs};
    }
    differences.compare(ours, expected, "sessions behind the whole");
  }

  void compare_sources(const TallyFigures& figures, const std::optional<CellAsked>& cell) {
    TallyFigures sums;
    const std::vector<SessionFigures> sessions = read_sessions(db, programme, asked.period, cell).value();
    for (const SessionFigures& one : sessions) {
      sums.group_sessions += one.kind == SessionKind::group;
      sums.individual_sessions += one.kind == SessionKind::individual;
      sums.events += one.kind == SessionKind::event;
      sums.attendances += one.attendances;
      sums.headcount += one.headcount;
      sums.turned_away += one.turned_away;
    }
    const std::string what =
        cell ? std::string(dimension_name(cell->dimension)) + " '" + cell->code + "'" : "the whole";
    const auto parts = [](const TallyFigures& of) {
      return std::vector{of.group_sessions, of.individual_sessions, of.events,
                         of.attendances,    of.headcount,           of.turned_away};
    };
    differences.compare(parts(sums), parts(figures), "sessions behind " + what);
    std::int64_t came = 0;
    std::set<ParticipantId> people;
    const std::vector<PersonFigures> everybody = read_people_behind(db, programme, asked.period, cell).value();
    for (const PersonFigures& one : everybody) {
      people.insert(one.id);
      came += one.attendances;
    }
    differences.compare(static_cast<std::int64_t>(people.size()), figures.unique_participants, "people behind " + what);
    differences.compare(came, figures.attendances, "attendances of the people behind " + what);
    for (const auto& one : made.check_ins) people.erase(said_person(one.person));
    differences.compare(people.size(), std::size_t{0}, "people nobody knows behind " + what);
  }
  void compare_sources(Dimension dimension) {
    const TallyReport report = read_tally(db, programme, asked.period, {dimension}).value();
    compare_sources(report.tally, std::nullopt);
    for (const TallyCell& cell : report.tally.cells) {
      compare_sources(cell.figures, CellAsked{dimension, report.words.dimensions[0][cell.key[0]].code});
    }
  }
};

}  // namespace

TEST_CASE(
    "reports, tallies and what stands behind them, read from a log of several devices, are what plain SQL counts") {
  const std::uint64_t first = first_seed(), count = registers_asked(40);
  Differences differences;
  Logs logs;
  TestProgramme programme;
  for (differences.seed = first; differences.seed < first + count; ++differences.seed) {
    FakeRandom random(differences.seed);
    const std::int32_t middle = random_middle(random);
    const PlainRegister made = random_register(random, middle);
    const PlainQuestion asked = random_question(random, middle);
    programme.id.value = make_uuid7(static_cast<std::int64_t>(differences.seed), 0, 0);
    const ProgrammeRef ref = logs.take_in(say_register(made, asked.rule, programme, random), programme);
    Case one{made, asked, PlainSql(made), logs.db(), ref, differences};
    one.compare_report(random);
    const std::vector<Breakdown> all = every_breakdown(random);
    for (int n = 0; n < 3; ++n) one.compare_tally(all[random.below(all.size())]);
    one.compare_sessions();
    one.compare_sources(static_cast<Dimension>(random.below(10)));
  }
  MESSAGE(count << " registers from seed " << first << ", " << differences.compared << " answers: " << differences.found
                << " differences");
  CHECK(differences.compared > count * 20);
}
