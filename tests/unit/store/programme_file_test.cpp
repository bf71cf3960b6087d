#include "kiosk/store/programme_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sync/domain/calendar.h"

using namespace hk;

namespace {

/// A small programme that is right in every part; tests break one thing in it.
const std::string good = R"({"format": 1, "name": "Prov", "languages": ["sv", "so"],
 "categories": [{"code": "child_youth", "label": {"sv": "Barn"}, "pictogram": "child"},
                {"code": "adult", "label": {"sv": "Vuxna", "en": "Adults"}}],
 "age_bands": [{"from": 0, "to": 19, "label": {"sv": "Ung"}, "pictogram": "teen", "category": "child_youth"},
               {"from": 20, "label": {"sv": "Vuxen"}, "category": "adult"}],
 "goal_areas": [{"code": "health", "label": {"sv": "Hälsa"}}],
 "workshops": [{"code": "women", "label": {"sv": "Kvinnors hälsa"}}],
 "activities": [{"code": "yoga", "label": {"sv": "Yoga"}, "workshop": "women", "kind": "group", "goal_area": "health",
                 "pictogram": "yoga"},
                {"code": "advice", "label": {"sv": "Råd"}, "workshop": "women", "kind": "individual"}],
 "sites": [{"code": "framtidens", "label": {"sv": "Framtidens hus"}}],
 "areas": [{"code": "lindangen", "label": {"sv": "Lindängen"}}], "partners": [],
 "schedule": [{"activity": "yoga", "site": "framtidens", "weekday": 1, "start": "13:00", "end": "15:00"}],
 "recurring": {"rule": "visits_in_period", "n": 3},
 "fields": {"name": "required", "phone": "off", "birth_year": "off", "gender": "optional", "area": "off"},
 "child_basis": "lawful_basis", "retention_months": 12, "small_cell": 7, "discreet": true,
 "targets": {"new_participants": 40},
 "texts": {"consent": {"version": 2, "sv": "Jag vill.\nVerkligen."}}})";

std::string with(std::string_view old, std::string_view replacement) {
  std::string text = good;
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), replacement);
}

void check_refused(const std::string& json, const char* message) {
  const auto file = parse_programme_file(json);
  REQUIRE_MESSAGE(!file, message);
  CHECK(file.error().code == ErrorCode::invalid);
  CHECK(file.error().message() == message);
}

template <class T>
std::vector<T> bodies(const std::vector<ChangeBody>& changes) {
  std::vector<T> found;
  for (const ChangeBody& body : changes) {
    if (const T* one = std::get_if<T>(&body)) found.push_back(*one);
  }
  return found;
}

}  // namespace

TEST_CASE("a programme file is read whole") {
  const auto file = parse_programme_file(good);
  REQUIRE_MESSAGE(file, file.error().message());
  CHECK(file->name == "Prov");
  CHECK(file->languages == std::vector<std::string>{"sv", "so"});
  REQUIRE(file->categories.size() == 2);
  CHECK(file->categories[1].label.at("en") == "Adults");
  REQUIRE(file->age_bands.size() == 2);
  CHECK(file->age_bands[0].to == 19);
  CHECK_FALSE(file->age_bands[1].to.has_value());
  REQUIRE(file->activities.size() == 2);
  CHECK(file->activities[1].kind == SessionKind::individual);
  REQUIRE(file->schedule.size() == 1);
  CHECK(file->schedule[0] == ProgrammeFile::Slot{"yoga", "framtidens", 1, 780, 900});
  CHECK(file->recurring == RecurringRule{RecurringRule::Kind::visits_in_period, 3});
  CHECK(file->fields.name == FieldUse::required);
  CHECK(file->fields.gender == FieldUse::optional);
  CHECK(file->child_basis == ChildBasis::lawful_basis);
  CHECK(file->retention_months == 12);
  CHECK(file->small_cell == 7);
  CHECK(file->discreet);
  CHECK(file->targets.at("new_participants") == 40);
  CHECK(file->texts.at("consent").version == 2);
}

TEST_CASE("what a file leaves out has the documented value") {
  const auto file = parse_programme_file(
      R"({"format": 1, "name": "Kort", "categories": [{"code": "adult", "label": {"sv": "Vuxna"}}]})");
  REQUIRE_MESSAGE(file, file.error().message());
  ProgrammeFile expected;
  expected.name = "Kort";
  expected.categories = {{"adult", {{"sv", "Vuxna"}}, ""}};
  expected.age_bands = {{20, 64, {{"sv", "Vuxen"}, {"en", "Adult"}}, "adult", "adult"},
                        {65, std::nullopt, {{"sv", "Äldre"}, {"en", "Elder"}}, "elder", "adult"}};
  CHECK(*file == expected);
  CHECK(file->recurring == RecurringRule{RecurringRule::Kind::visits_per_week, 2});
  CHECK(file->fields.name == FieldUse::optional);
  CHECK(file->fields.area == FieldUse::optional);
  CHECK(file->fields.phone == FieldUse::off);
  CHECK(file->retention_months == 24);
  CHECK(file->small_cell == 5);
}

TEST_CASE("a bare name becomes a programme with the default categories and bands") {
  const auto file = bare_programme("Visneti");
  REQUIRE(file);
  REQUIRE(file->categories.size() == 3);
  CHECK(file->categories[0].code == "child_youth");
  CHECK(file->categories[1].label.at("sv") == "Vuxna/vårdnadshavare");
  CHECK(file->categories[2].pictogram == "worker");
  CHECK(file->age_bands.size() == 4);
  CHECK(bodies<CatalogueSet>(programme_changes(*file)).size() == 3);
}

TEST_CASE("a programme's name is text, and not too much of it") {
  CHECK_FALSE(bare_programme(""));
  CHECK_FALSE(bare_programme(std::string(201, 'x')));
  CHECK_FALSE(bare_programme("a\nb"));
  CHECK(bare_programme("\xff").error().message() == "programme name: is not UTF-8");
}

TEST_CASE("an unknown key is refused by its path") {
  check_refused(with("\"name\": \"Prov\"", "\"name\": \"Prov\", \"colour\": 1"), "colour: unknown key");
  check_refused(with("\"workshop\": \"women\", ", "\"workshop\": \"women\", \"leader\": \"x\", "),
                "activities[0].leader: unknown key");
  check_refused(with("\"n\": 3", "\"n\": 3, \"m\": 1"), "recurring.m: unknown key");
  check_refused(with("\"phone\": \"off\"", "\"fax\": \"off\""), "fields.fax: unknown key");
  check_refused(with("\"consent\":", "\"thanks\":"), "texts.thanks: unknown key");
  check_refused(with("\"weekday\": 1", "\"weekday\": 1, \"leaders\": []"), "schedule[0].leaders: unknown key");
}

TEST_CASE("what is required and missing is named") {
  check_refused("{}", "format: is missing");
  check_refused(R"({"format": 1})", "name: is missing");
  check_refused(R"({"format": 1, "name": "x"})", "categories: is missing");
  check_refused(R"({"format": 1, "name": "x", "categories": []})", "categories: is empty");
  check_refused(R"({"format": 1, "name": "x", "categories": [{"label": {"sv": "A"}}]})",
                "categories[0].code: is missing");
  check_refused(R"({"format": 1, "name": "x", "categories": [{"code": "a", "label": {"en": "A"}}]})",
                "categories[0].label: has no Swedish words ('sv')");
}

TEST_CASE("another format is refused") {
  check_refused(with("\"format\": 1", "\"format\": 2"), "format: this program reads format 1 only");
  check_refused(with("\"format\": 1", "\"format\": \"1\""), "format: must be a whole number 0-2147483647");
}

TEST_CASE("a reference to nothing is refused with its place and its text") {
  check_refused(with("\"label\": {\"sv\": \"Råd\"}, \"workshop\": \"women\"",
                     "\"label\": {\"sv\": \"Råd\"}, \"workshop\": \"men\""),
                "activities[1].workshop: no such workshop 'men'");
  check_refused(with("\"goal_area\": \"health\"", "\"goal_area\": \"wealth\""),
                "activities[0].goal_area: no such goal area 'wealth'");
  check_refused(with("\"activity\": \"yoga\"", "\"activity\": \"boxing\""),
                "schedule[0].activity: no such activity 'boxing'");
  check_refused(with("\"site\": \"framtidens\"", "\"site\": \"moon\""), "schedule[0].site: no such site 'moon'");
  check_refused(with("\"category\": \"adult\"", "\"category\": \"elder\""),
                "age_bands[1].category: no such category 'elder'");
}

TEST_CASE("codes are plain and unique in their list") {
  check_refused(with("\"code\": \"advice\"", "\"code\": \"yoga\""),
                "activities[1].code: 'yoga' stands twice in the list");
  check_refused(with("\"code\": \"adult\"", "\"code\": \"Adult\""),
                "categories[1].code: 'Adult' has other characters than a-z, 0-9 and _");
  check_refused(with("\"code\": \"adult\"", "\"code\": \"\""), "categories[1].code: is empty");
  check_refused(with("\"code\": \"adult\"", "\"code\": \"unknown\""),
                "categories[1].code: 'unknown' is kept for those who were not asked");
  CHECK(parse_programme_file(with("\"code\": \"lindangen\"", "\"code\": \"framtidens\"")));
}

TEST_CASE("a wrong kind of value is refused with what was expected") {
  check_refused(with("\"Prov\"", "7"), "name: must be a text");
  check_refused(with("\"Prov\"", "\"a\\u0007b\""), "name: holds control characters");
  check_refused(with("[\"sv\", \"so\"]", "\"sv\""), "languages: must be a list [ ]");
  check_refused(with("\"so\"", "\"svenska\""), "languages[1]: 'svenska' is not a language code like sv");
  check_refused(with("{\"sv\": \"Yoga\"}", "\"Yoga\""), "activities[0].label: must be an object { }");
  check_refused(with("\"kind\": \"group\"", "\"kind\": \"crowd\""),
                "activities[0].kind: 'crowd' is none of group, individual, event");
  check_refused(with("\"discreet\": true", "\"discreet\": 1"), "discreet: must be true or false");
  check_refused(with("\"n\": 3", "\"n\": 0"), "recurring.n: must be a whole number 1-1000");
  check_refused(with("\"n\": 3", "\"n\": 2.5"), "recurring.n: must be a whole number 1-1000");
  check_refused(with("\"n\": 3", "\"n\": 18446744073709551615"), "recurring.n: must be a whole number 1-1000");
  check_refused(with("\"small_cell\": 7", "\"small_cell\": 4"), "small_cell: must be a whole number 5-1000");
  check_refused(with("\"new_participants\"", "\"happy_people\""), "targets: no such figure 'happy_people'");
}

TEST_CASE("a schedule has real weekdays and times, and each entry once") {
  check_refused(with("\"weekday\": 1", "\"weekday\": 8"), "schedule[0].weekday: must be a whole number 1-7");
  check_refused(with("13:00", "25:00"), "schedule[0].start: '25:00': a day goes from 00:00 to 23:59");
  check_refused(with("15:00", "13:00"), "schedule[0].end: comes not after the start");
  const std::string entry =
      R"({"activity": "yoga", "site": "framtidens", "weekday": 1, "start": "13:00", "end": "15:00"})";
  check_refused(with(entry, entry + ", " + entry),
                "schedule[1]: the same activity, site, weekday and start stand in the list already");
}

TEST_CASE("age bands rise without overlap, and only the last is open") {
  check_refused(with("\"from\": 20", "\"from\": 19"), "age_bands[1].from: bands must rise and not overlap");
  check_refused(with("\"to\": 19, ", ""), "age_bands[1]: comes after a band without an end");
}

TEST_CASE("broken JSON is refused with its line and column") {
  check_refused("{\"format\": 1,\n  oops}", "programme file: line 2, column 3: not JSON in UTF-8");
  check_refused("", "programme file: line 1, column 1: not JSON in UTF-8");
  check_refused("[]", "programme file: must be an object { }");
  check_refused("{\"format\": 1, \"name\": \"\xff\"}", "programme file: line 1, column 24: not JSON in UTF-8");
  check_refused("{\"format\": 1, \"format\": 1}", "programme file: the key 'format' stands twice in one object");
  check_refused("{\"format\": 1e999}", "programme file: a number is too large");
}

TEST_CASE("depth and size are bounded") {
  check_refused(std::string(500'000, '['), "programme file: nested deeper than 8 levels");
  check_refused(std::string(programme_file_bytes_max + 1, ' '), "programme file: is larger than 1 MiB");
}

TEST_CASE("any cut of a good file is refused, and any changed byte does no harm") {
  for (std::size_t n = 0; n < good.size(); ++n) {
    REQUIRE_FALSE(parse_programme_file(std::string_view(good).substr(0, n)));
    std::string flipped = good;
    flipped[n] = static_cast<char>(flipped[n] ^ 0x41);
    if (const auto file = parse_programme_file(flipped)) CHECK_FALSE(programme_changes(*file).empty());
  }
}

TEST_CASE("the settings become one change of JSON texts, as in the file") {
  const auto sets = bodies<ProgrammeSet>(programme_changes(parse_programme_file(good).value()));
  REQUIRE(sets.size() == 1);
  const auto& fields = sets[0].fields;
  CHECK(fields.at("name") == R"("Prov")");
  CHECK(fields.at("languages") == R"(["sv","so"])");
  CHECK(fields.at("recurring") == R"({"rule":"visits_in_period","n":3})");
  CHECK(fields.at("fields") ==
        R"({"name":"required","phone":"off","birth_year":"off","gender":"optional","area":"off"})");
  CHECK(fields.at("child_basis") == R"("lawful_basis")");
  CHECK(fields.at("retention_months") == "12");
  CHECK(fields.at("small_cell") == "7");
  CHECK(fields.at("discreet") == "true");
  CHECK(fields.at("targets") == R"({"new_participants":40})");
  CHECK(fields.at("texts") == R"({"consent":{"sv":"Jag vill.\nVerkligen.","version":2}})");
  CHECK(fields.at("age_bands") ==
        R"([{"from":0,"to":19,"label":{"sv":"Ung"},"pictogram":"teen","category":"child_youth"},)"
        R"({"from":20,"label":{"sv":"Vuxen"},"category":"adult"}])");
  CHECK(fields.size() == 11);
  CHECK(bodies<ProgrammeSet>(programme_changes(bare_programme("x").value()))[0].fields.at("targets") == "{}");
}

TEST_CASE("each list entry becomes one change that keeps its place") {
  const auto entries = bodies<CatalogueSet>(programme_changes(parse_programme_file(good).value()));
  CHECK(entries.size() == 2 + 1 + 1 + 2 + 1 + 1);
  const auto advice = std::find_if(entries.begin(), entries.end(), [](const auto& e) { return e.code == "advice"; });
  REQUIRE(advice != entries.end());
  CHECK(advice->type == CatalogueType::activity);
  CHECK(advice->order == 1);
  CHECK(advice->workshop == "women");
  CHECK(advice->kind == SessionKind::individual);
  CHECK(advice->label == Label{{"sv", "Råd"}});
  const auto slots = bodies<ScheduleSet>(programme_changes(parse_programme_file(good).value()));
  REQUIRE(slots.size() == 1);
  CHECK(slots[0].entry == "yoga/framtidens/1/13:00");
  CHECK(slots[0].end_min == 900);
}
