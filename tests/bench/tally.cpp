#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <ctime>
#include <functional>
#include <set>

#include "sync/log/log.h"
#include "tests/bench/bench.h"
#include "tests/support/fakes.h"
#include "tests/support/open_log.h"

/// A report of a week, of a year and of everything, and the week's tally alone, from a log that has been kept for
/// YEARS: bench_tally FOLDER CHECK_INS YEARS. Processor time, since what else runs beside it does not count.
namespace hk::bench {
namespace {

constexpr int check_ins_a_session = 16;
constexpr std::int32_t first_day = 16'801;  // 2016-01-01
constexpr double days_a_year = 365.25;

/// Many different ones, in order.
template <class AnyId>
AnyId id_of(std::int64_t n) {
  AnyId id;
  id.value = make_uuid7(1'700'000'000'000 + n, 0, 0);
  return id;
}

double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Writes a register straight into the projections, as folding would have: two million changes one by one would take
/// longer than everything that is measured. Only where somebody is there twice are there rows in `change`: elsewhere
/// they are not read.
class Filler {
 public:
  Filler(Database& db, std::int64_t check_ins, int years) : db_(db), check_ins_(check_ins), years_(years) {}

  void fill() {
    db_.execute("PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF");
    Transaction transaction(db_);
    programme_ = Log(db_).programme(id_of<ProgrammeId>(1)).value().row;
    put_words();
    const std::int64_t sessions = check_ins_ / check_ins_a_session;
    a_year_ = static_cast<double>(check_ins_) / years_ / 7;
    put_people(static_cast<std::int64_t>(a_year_ * (0.7 * years_ + 1)) + 1);
    for (std::int64_t s = 1; s <= sessions; ++s) put_session(s, static_cast<double>(s) / static_cast<double>(sessions));
    for (std::int64_t s = 50; s + 50 < sessions; s += sessions / 6) put("session_link", {s, s + 1, 1, 1});
    transaction.commit();
  }

 private:
  /// Numbers into a table.
  void put(const std::string& table, const std::vector<std::int64_t>& values) {
    db_.execute(fmt::format("INSERT INTO {} VALUES({})", table, fmt::join(values, ",")).c_str());
  }
  void put_words() {
    // Codes 1–3 are categories, 4 the empty word, 5–7 genders, 8–15 areas.
    int code = 0;
    for (const char* text : {"child_youth", "adult", "professional", "", "g1", "g2", "g3", "a1", "a2", "a3", "a4", "a5",
                             "a6", "a7", "a8"}) {
      db_.statement("INSERT INTO code VALUES(:code, :text)")
          .bind(":code", std::int64_t{++code})
          .bind_text(":text", text)
          .run();
    }
    const auto list = [&](std::int64_t type, const std::string& stem, int count) {
      for (int n = 0; n < count; ++n) {
        db_.statement("INSERT INTO catalogue VALUES(1, :type, :code, 1, :place, '', '', NULL, '', 0)")
            .bind(":type", type)
            .bind_text(":code", stem + std::to_string(n))
            .bind(":place", std::int64_t{n})
            .run();
      }
    };
    list(2, "w", 3);
    list(3, "act", 12);
    list(4, "site", 4);
    db_.execute("INSERT INTO catalogue SELECT 1, 1, text, 1, code, '', '', NULL, '', 0 FROM code WHERE code < 4");
  }
  void put_people(std::int64_t count) {
    for (std::int64_t p = 1; p <= count; ++p) {
      db_.statement("INSERT INTO participant VALUES(:row, 1, :uuid)")
          .bind(":row", p)
          .bind_blob(":uuid", id_of<ParticipantId>(p).view())
          .run();
      if (p % 500 == 0) put("participant_link", {p - 1, p, 1, 1});
    }
  }
  void put_session(std::int64_t row, double when) {
    const auto day = static_cast<std::int32_t>(first_day + when * years_ * days_a_year - 0.5);
    const std::size_t activity = random_.below(12);
    const std::string act = "act" + std::to_string(activity), workshop = "w" + std::to_string(activity / 4),
                      site = "site" + std::to_string(random_.below(4));
    db_.statement(R"sql(
      INSERT INTO session(session, programme, uuid, workshop, activity, site, kind, local_date, utc_offset_min, start_ms,
        leaders, partners, goal_area, state)
      VALUES(:row, 1, :uuid, :workshop, :activity, :site, :kind, :day, 60, :start, x'', '', '', :state))sql")
        .bind(":row", row)
        .bind_blob(":uuid", id_of<SessionId>(row).view())
        .bind_text(":workshop", workshop)
        .bind_text(":activity", act)
        .bind_text(":site", site)
        .bind(":kind", std::int64_t{random_.one_in(12)   ? 2
                                    : random_.one_in(15) ? 3
                                                         : 1})
        .bind(":day", std::int64_t{day})
        .bind(":start", (day * 24LL + 8 + static_cast<std::int64_t>(random_.below(9))) * 3'600'000)
        .bind(":state", std::int64_t{random_.one_in(40) ? 3 : 2})
        .run();
    if (random_.one_in(10)) put("headcount", {row, 1, 1, 7, 1, 20});
    if (random_.one_in(5)) put("headcount", {row, 2, 4, 7, 1, 3});
    here_.clear();
    repeats_ = random_.one_in(12);
    for (int n = 0; n < check_ins_a_session; ++n) put_check_in(row, when);
  }
  /// A year's people come and go over the years, some of them far more often than others.
  void put_check_in(std::int64_t session, double when) {
    const double chance = static_cast<double>(random_.below(1'000'000)) / 1e6;
    const auto person = 1 + static_cast<std::int64_t>(a_year_ * (0.7 * years_ * when + chance * chance));
    if (!here_.insert(person).second) return put_check_in(session, when);
    put_row(session, person);
    if (repeats_ && here_.size() == 1) put_row(session, person);
  }
  void put_change() {
    db_.statement(R"sql(
      INSERT INTO change(change, programme, id, hlc, kind, device, epoch, seq, wall_ms, mac_key, core, mac)
      VALUES(:row, 1, :id, :row, 4, 1, 1, :row, 0, 0, x'', x''))sql")
        .bind(":row", change_)
        .bind_blob(":id", id_of<ChangeId>(change_).view())
        .run();
  }
  void put_row(std::int64_t session, std::int64_t person) {
    db_.statement("INSERT INTO check_in VALUES(:session, :person, :change, :category, :gender, :area, 1, :withdrawn)")
        .bind(":session", session)
        .bind(":person", person)
        .bind(":change", ++change_)
        .bind(":category", 1 + person % 3)
        .bind(":gender", 5 + person % 3)
        .bind(":area", 8 + person % 8)
        .bind(":withdrawn", std::int64_t{random_.one_in(100)})
        .run();
    if (repeats_) put_change();
  }

  Database& db_;
  std::int64_t check_ins_, programme_ = 0, change_ = 0;
  int years_;
  double a_year_ = 0;            ///< people
  std::set<std::int64_t> here_;  ///< at the session at hand
  bool repeats_ = false;         ///< somebody is there twice
  test::FakeRandom random_{7};
};

/// Its middle processor time, of several times the same.
double middle_ms(int times, const std::function<void()>& work) {
  std::vector<double> all;
  for (int n = 0; n < times; ++n) {
    const double before = cpu_ms();
    work();
    all.push_back(cpu_ms() - before);
  }
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

Database open(const std::string& file, OpenMode mode) { return Database::open(file, mode, test::log_schema).value(); }

void measure(const std::string& file, int years) {
  Database db = open(file, OpenMode::read_only);
  const ProgrammeRef programme = Log(db).find_programme(id_of<ProgrammeId>(1)).value();
  const LocalDate end{first_day + static_cast<std::int32_t>(years * days_a_year) - 1};
  const double idle_mib = peak_mib();
  std::int64_t attendances = 0;
  const auto report = [&](const Period& period) {
    const ReportFacts facts = read_report(db, programme, {period, Comparison::previous, {}, end}).value();
    attendances = facts.whole.figures.attendances;
  };
  const std::string year = to_text(end.plus(-30)).substr(0, 4);
  const Period all = parse_period(to_text(LocalDate{first_day}) + ".." + to_text(end)).value();
  const double first_ms = middle_ms(1, [&] { report(all); });
  figure("all_peak_above_idle_mib", peak_mib() - idle_mib);
  figure("all_first_ms", first_ms);
  figure("all_ms", middle_ms(3, [&] { report(all); }));
  figure("all_attendances", static_cast<double>(attendances));
  figure("year_ms", middle_ms(9, [&] { report(parse_period(year).value()); }));
  figure("year_attendances", static_cast<double>(attendances));
  figure("week_ms", middle_ms(15, [&] { report(week_of(end.plus(-10))); }));
  figure("week_attendances", static_cast<double>(attendances));
  figure("tally_ms", middle_ms(15, [&] { (void)read_tally(db, programme, week_of(end.plus(-10))).value(); }));
  figure("rows_ms", middle_ms(9, [&] {
           Statement rows = db.statement("SELECT session, participant, category FROM check_in WHERE NOT withdrawn");
           std::int64_t sum = 0;
           while (rows.step()) sum += rows.integer(0) + rows.integer(1) + rows.integer(2);
           attendances = sum;
         }));
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string file = std::string(argv[1]) + "/tally.db";
  const int years = std::atoi(argv[3]);
  // In a process of its own, so that its memory is not measured.
  if (const pid_t filler = fork(); filler == 0) {
    hk::Database db = hk::bench::open(file, hk::OpenMode::create);
    hk::bench::Filler(db, std::atoll(argv[2]), years).fill();
    _exit(0);
  } else {
    int status = 0;
    if (waitpid(filler, &status, 0) != filler || status != 0) return 1;
  }
  hk::bench::measure(file, years);
}
