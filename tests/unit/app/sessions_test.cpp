#include "tests/unit/app/report_office.h"

namespace hk::test {

TEST_CASE("a figure leads to the sessions it counts, while names are locked too, and back") {
  Office world;
  world.tap(StepPeriod{false});
  world.do_jobs();
  world.tap(ShowSessions{"attendances"});
  CHECK(world.model<SessionsModel>().rows == nullptr);
  world.do_jobs();
  const SessionsModel found = world.model<SessionsModel>();
  REQUIRE(found.rows->size() == 1);
  const SessionRow& yoga = found.rows->front();
  CHECK(yoga.activity == "Yoga");
  CHECK(yoga.place == "Framtidens hus");
  CHECK(yoga.attendances == 2);
  CHECK(found.asked.period.contains(yoga.date));
  world.tap(GoBack{});
  CHECK(world.shown().period.text == "2026-W47");
}

TEST_CASE("sessions of other kinds, places and weekdays are not behind the figure") {
  Office world;
  world.do_jobs();
  world.tap(ShowSessions{"individual_sessions"});
  world.do_jobs();
  CHECK(world.model<SessionsModel>().rows->empty());
  world.tap(GoBack{});
  world.tap(ChooseBreakdown{Dimension::site});
  world.tap(NarrowTable{"framtidens"});
  world.do_jobs();
  world.tap(ShowSessions{});
  world.do_jobs();
  CHECK(world.model<SessionsModel>().rows->size() == 1);
  CHECK(world.model<SessionsModel>().asked.rows.front().label == "Framtidens hus");
}

TEST_CASE("a row of a narrowed table leads to its own sessions") {
  Office world;
  world.do_jobs();
  world.tap(NarrowTable{"women"});
  world.do_jobs();
  world.tap(NarrowTable{"yoga"});
  world.do_jobs();
  const SessionsModel found = world.model<SessionsModel>();
  REQUIRE(found.asked.rows.size() == 2);
  CHECK(found.asked.rows[1].code == "yoga");
  CHECK(found.rows->size() == 1);
}

TEST_CASE("who was there is not shown while names are locked, and to a coordinator it is with a trace") {
  Office world;
  world.do_jobs();
  world.tap(ShowSessions{"attendances"});
  world.do_jobs();
  const SessionId yoga = world.model<SessionsModel>().rows->front().session;
  CHECK_FALSE(world.model<SessionsModel>().may_see_people);
  world.tap(ShowSessionPeople{yoga});
  CHECK(world.shows<SessionsModel>());
  CHECK(world.notice()->kind == Notice::Kind::names_needed);

  world.tap(GoBack{});
  world.tap(GoBack{});
  world.unlock();
  world.tap(ShowWeek{});
  world.do_jobs();
  world.tap(ShowSessions{"attendances"});
  world.do_jobs();
  world.tap(ShowSessionPeople{yoga});
  CHECK(world.model<SessionPeopleModel>().people == std::vector<std::string>{"Ada L."});
  const AuditPage trail = audit_trail(world.store(), std::nullopt, 5).value();
  CHECK(trail.entries.front().event == "session_people");
  world.tap(GoBack{});
  CHECK(world.shows<SessionsModel>());
}

TEST_CASE("a promoter sees the figures and sessions, but neither who was there nor the way to a file") {
  Office world;
  world.tap(GoBack{});
  world.unlock();
  const StaffId promoter = add_staff(world.store(), "Pia", StaffRole::promoter).value();
  world.store().act_as(promoter);
  world.tap(ShowWeek{});
  world.do_jobs();
  CHECK_FALSE(world.shown().may_export);
  world.tap(ShowExport{});
  CHECK(world.shows<WeekModel>());
  world.tap(ShowSessions{"attendances"});
  world.do_jobs();
  world.tap(ShowSessionPeople{world.model<SessionsModel>().rows->front().session});
  CHECK(world.shows<SessionsModel>());
}

}  // namespace hk::test
