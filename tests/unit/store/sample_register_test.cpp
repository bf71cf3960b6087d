#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "kiosk/store/programme_file.h"
#include "kiosk/store/register_csv.h"
#include "sync/domain/tally.h"

using namespace hk;

/// The sample programme, and the synthetic registers that the sample_register program writes for it.
namespace {

const std::string sample_folder = HALSOKIOSK_SOURCE_DIR "/assets/sample/";

ProgrammeFile lindangen() {
  std::ifstream file(sample_folder + "lindangen.json", std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const auto programme = parse_programme_file(json);
  REQUIRE_MESSAGE(programme, programme.error().message());
  return *programme;
}

/// What the program prints, and how it ends.
std::pair<std::string, int> run_sample_register(const std::string& arguments) {
  const std::string command = HALSOKIOSK_BINARY_DIR "/sample_register " + arguments + " 2>/dev/null";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe);
  std::string out;
  char buffer[65536];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  return {out, ::pclose(pipe)};
}

Register generated(const std::string& period) {
  const auto [csv, status] = run_sample_register(period);
  REQUIRE(status == 0);
  std::vector<RegisterCategory> categories;
  for (const auto& category : lindangen().categories) categories.push_back({category.code, category.label.at("sv")});
  const auto read = parse_register(csv, categories);
  REQUIRE_MESSAGE(read, read.error().message());
  CHECK(read->bad_rows.empty());
  CHECK(read->repeated == 0);
  return *read;
}

Tally tallied(const Register& source, const std::string& period) {
  const std::map<std::string, std::uint16_t> order = {{"child_youth", 0}, {"adult", 1}, {"professional", 2}};
  std::vector<TallySession> sessions;
  for (const RegisterSession& session : source.sessions) {
    sessions.push_back({.local_date = session.date.days,
                        .start_ms = (session.date.days * 1440LL + session.start_min) * 60'000,
                        .kind = session.kind});
  }
  for (const RegisterHeadcount& heads : source.headcounts) sessions[heads.session].headcount += heads.count;
  std::vector<std::vector<TallyCheckIn>> check_ins(sessions.size());
  for (const RegisterCheckIn& check_in : source.check_ins) {
    TallyCheckIn one;
    one.participant = check_in.participant;
    one.category = order.at(check_in.category);
    check_ins[check_in.session].push_back(one);
  }
  Attendances attendances;
  for (std::size_t i = 0; i < sessions.size(); ++i) (void)attendances.add(sessions[i], check_ins[i]);
  return tally_of(attendances, parse_period(period).value(), lindangen().recurring, order.size());
}

}  // namespace

TEST_CASE("the sample programme is right, and each of its pictograms is drawn") {
  const ProgrammeFile programme = lindangen();
  CHECK(programme.name == "Jämlik Hälsa Lindängen");
  CHECK(programme.workshops.size() == 3);
  std::set<std::string> pictograms;
  for (const auto& category : programme.categories) pictograms.insert(category.pictogram);
  for (const auto& activity : programme.activities) pictograms.insert(activity.pictogram);
  for (const auto& band : programme.age_bands) pictograms.insert(band.pictogram);
  for (const std::string& name : pictograms) {
    CHECK_MESSAGE(std::filesystem::exists(HALSOKIOSK_SOURCE_DIR "/assets/icons/" + name + ".svg"), name);
  }
}

TEST_CASE("every day of the week has something planned in the sample programme") {
  std::set<std::int32_t> weekdays;
  for (const auto& slot : lindangen().schedule) weekdays.insert(slot.weekday);
  CHECK(weekdays.size() == 7);
}

TEST_CASE("the synthetic year of 2025 has exactly the published totals") {
  const Tally tally = tallied(generated("2025"), "2025");
  CHECK(tally.group_sessions == 704);
  CHECK(tally.attendances == 11'444);
  CHECK(tally.unique_participants == 1'553);
  CHECK(tally.by_category[0] == 662);
  CHECK(tally.recurring_participants == 453);
  CHECK(tally.new_participants == 1'553);
}

TEST_CASE("the synthetic half-year of 2023 has exactly the published totals") {
  const Tally tally = tallied(generated("2023-H2"), "2023-H2");
  CHECK(tally.group_sessions == 290);
  CHECK(tally.unique_participants == 1'463);
  CHECK(tally.by_category == std::vector<std::int64_t>{1'140, 278, 45});
  CHECK(tally.recurring_participants == 160);
  CHECK(tally.individual_support == 100);
  CHECK(tally.events == 46);
  CHECK(tally.headcount > 0);
}

TEST_CASE("all of a synthetic register lies in its period, and somebody in it came of age") {
  const Register year = generated("2025");
  CHECK(year.sessions.size() == 704 + 120 + 12);
  for (const auto& session : year.sessions) CHECK(parse_period("2025").value().contains(session.date));
  std::map<std::uint32_t, std::set<std::string>> categories;
  for (const auto& check_in : year.check_ins) categories[check_in.participant].insert(check_in.category);
  std::size_t changed = 0;
  for (const auto& [person, seen] : categories) changed += seen.size() > 1;
  CHECK(changed == 6);
  for (const auto& person : year.participants) CHECK_FALSE(person.name.empty());
}

TEST_CASE("the same period gives the same register, byte for byte") {
  CHECK(run_sample_register("2025").first == run_sample_register("2025").first);
}

TEST_CASE("another period, or a programme that is not there, is refused by exit code") {
  CHECK(run_sample_register("") == std::pair<std::string, int>("", 2 << 8));
  CHECK(run_sample_register("2024") == std::pair<std::string, int>("", 2 << 8));
  CHECK(run_sample_register("2025 /nowhere.json") == std::pair<std::string, int>("", 1 << 8));
}
