#include "tests/unit/app/report_office.h"

namespace hk::test {

namespace {

/// The export sheet of week 47.
struct Sheet : Office {
  Sheet() {
    tap(ShowExport{});
    tap(ShowPeriod{"2026-W47"});
    do_jobs();
  }
  ExportModel sheet() { return model<ExportModel>(); }
  std::filesystem::path folder() { return data() / "rapporter"; }
  void put_in(const char* name) {
    const std::filesystem::path at = data() / name;
    std::filesystem::create_directories(at);
    drives.push_back({name, at, 2'100'000'000, false});
    wait(2'000);
    do_jobs();
  }
};

}  // namespace

TEST_CASE("three touches from Today give last week's file, without a name, while the kiosk stays usable") {
  Office world;
  world.tap(ShowExport{});
  world.tap(ShowPeriod{"2026-W47"});
  world.tap(SaveReport{});
  CHECK(world.model<ExportModel>().step == ExportModel::Step::counting);
  world.tap(GoBack{});
  CHECK(world.shows<WeekModel>());
  world.tap(ShowExport{});
  world.do_jobs();
  REQUIRE(world.notice());
  CHECK(world.notice()->kind == Notice::Kind::exported);
  CHECK(world.notice()->thing == (world.data() / "rapporter" / "prov-2026-v47.xlsx").string());
  const std::string file = content_of(world.notice()->thing);
  CHECK(file.size() > 0);
  CHECK(file.find("Ada") == std::string::npos);
  CHECK(world.model<ExportModel>().step == ExportModel::Step::none);
}

TEST_CASE("an export is recorded before there is a file, and hides small figures unless it is for those inside") {
  Sheet world;
  CHECK(world.sheet().external);
  world.tap(SaveReport{});
  world.kiosk().on_job(run_job(world.next_job()));  // counted, not yet written
  CHECK_FALSE(std::filesystem::exists(world.folder() / "prov-2026-v47.xlsx"));
  REQUIRE(world.exports().size() == 1);
  CHECK_FALSE(world.exports()[0].record.internal);
  CHECK(world.exports()[0].record.tables[0].rows[0].numbers[3].shown == Shown::hidden);
  world.do_jobs();
  CHECK(std::filesystem::exists(world.folder() / "prov-2026-v47.xlsx"));
  world.tap(SetExternal{false});
  world.tap(SaveReport{});
  world.do_jobs();
  REQUIRE(world.exports().size() == 2);
  CHECK(world.exports()[1].record.internal);
  CHECK(std::filesystem::exists(world.folder() / "prov-2026-v47-internt.xlsx"));
}

TEST_CASE("two exports asked for at once are printed one after the other is recorded") {
  Sheet world;
  world.tap(SaveReport{});
  world.tap(GoBack{});
  world.tap(ShowExport{});
  world.tap(SaveReport{});
  std::size_t prints = 0;
  while (world.waiting_jobs() > 0) {
    Job job = world.next_job();
    if (std::holds_alternative<PrintReportJob>(job)) CHECK(world.exports().size() == prints++);
    world.kiosk().on_job(run_job(std::move(job)));
  }
  CHECK(prints == 2);
}

TEST_CASE("free dates are for those inside alone") {
  Sheet world;
  world.tap(PickPeriod{});
  world.tap(ShowPeriod{"2026-11-16..2026-11-18"});
  CHECK_FALSE(world.sheet().may_leave);
  CHECK_FALSE(world.sheet().external);
  CHECK(world.sheet().file_name == "prov-2026-11-16--2026-11-18-internt.xlsx");
}

TEST_CASE("what was chosen last is chosen the next time, also after a restart") {
  Sheet world;
  world.tap(ChooseFormat{ReportFormat::pdf});
  world.tap(SetExternal{false});
  world.restart();
  world.tap(GoBack{});
  world.tap(ShowWeek{});
  world.tap(ShowExport{});
  CHECK(world.sheet().format == ReportFormat::pdf);
  CHECK_FALSE(world.sheet().external);
  CHECK(world.sheet().file_name == "prov-2026-v48-internt.pdf");
}

TEST_CASE("a stick that is put in shows up by itself, and is saved on") {
  Sheet world;
  CHECK(world.sheet().drives.empty());
  world.put_in("STICKAN");
  REQUIRE(world.sheet().drives.size() == 1);
  CHECK(world.sheet().drives[0].free_bytes == 2'100'000'000);
  world.tap(SaveReport{0U});
  world.do_jobs();
  CHECK(world.notice()->kind == Notice::Kind::exported);
  CHECK(std::filesystem::exists(world.data() / "STICKAN" / "prov-2026-v47.xlsx"));
}

TEST_CASE("a stick that is pulled out is said to be gone, nothing is written elsewhere, and it can be tried again") {
  Sheet world;
  world.put_in("STICKAN");
  world.tap(SaveReport{0U});
  world.drives.clear();  // its folder stays behind
  world.do_jobs();
  CHECK(world.notice()->kind == Notice::Kind::drive_gone);
  CHECK(std::filesystem::is_empty(world.data() / "STICKAN"));
  CHECK(world.sheet().step == ExportModel::Step::none);
  world.tap(SaveReport{});
  world.do_jobs();
  CHECK(world.notice()->kind == Notice::Kind::exported);
}

TEST_CASE("a full or write-protected stick is said to be that, not the kiosk's own storage") {
  Sheet world;
  world.put_in("STICKAN");
  const auto fails_with = [&](ErrorCode code) {
    world.tap(SaveReport{0U});
    world.kiosk().on_job(run_job(world.next_job()));
    const SaveReportJob job = std::get<SaveReportJob>(world.next_job());
    world.kiosk().on_job(SaveReportDone{job.file, fail(code, job.file.file.string(), "no")});
    return world.notice()->kind;
  };
  CHECK(fails_with(ErrorCode::disk_full) == Notice::Kind::drive_full);
  CHECK(fails_with(ErrorCode::read_only) == Notice::Kind::drive_read_only);
  CHECK(fails_with(ErrorCode::io) == Notice::Kind::export_failed);
}

TEST_CASE("an export that cannot be written says why, and can be tried again") {
  Sheet world;
  std::ofstream(world.folder()) << "a file stands where the folder should be";
  world.tap(SaveReport{});
  world.do_jobs();
  CHECK(world.notice()->kind == Notice::Kind::export_failed);
  CHECK(world.sheet().step == ExportModel::Step::none);
}

TEST_CASE("what was exported is listed, and held against today line by line") {
  Sheet world;
  world.tap(SetExternal{false});
  world.tap(SaveReport{});
  world.do_jobs();
  world.tap(ShowExports{});
  CHECK_FALSE(world.model<ExportsModel>().rows);
  world.do_jobs();
  REQUIRE(world.model<ExportsModel>().rows->size() == 1);
  const ExportsModel::Row made = world.model<ExportsModel>().rows->front();
  CHECK(made.period.text == "2026-W47");
  CHECK(made.internal);
  CHECK(made.day == make_date(2026, 11, 23).value());

  const SessionId yoga = world.start_yoga();  // somebody registers late
  SessionSet set;
  set.session = yoga;
  set.when = {made.period.from.days, 60, world.local_time.to_utc_ms(made.period.from.days, 780), {}};
  world.store().record(set).value();
  world.check_in(yoga, make_id<ParticipantId>(world.clock, world.random));
  world.tap(OpenStaff{});
  world.tap(ShowWeek{});
  world.tap(ShowPeriod{"2026-W47"});
  world.do_jobs();
  REQUIRE(world.shown().report->coverage.changed.size() == 1);
  CHECK(world.shown().report->coverage.changed[0].period.text == "2026-W47");

  world.tap(ShowExport{});
  world.tap(ShowExports{});
  world.do_jobs();
  world.tap(CompareExport{made.id});
  world.do_jobs();
  const ExportsModel compared = world.model<ExportsModel>();
  REQUIRE(compared.lines);
  const ExportsModel::Line& attendances = compared.lines->at(*figure_index("attendances"));
  CHECK(attendances.table == "total");
  CHECK(attendances.then == 2);
  CHECK(attendances.now == 3);
  CHECK(compared.same > 0);
  world.tap(GoBack{});
  CHECK_FALSE(world.model<ExportsModel>().compared);
  world.tap(GoBack{});
  CHECK(world.shows<ExportModel>());
}

}  // namespace hk::test
