#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/reports/report_writers.h"
#include "tests/support/sample_report.h"

using namespace hk;
using Json = nlohmann::ordered_json;

namespace {

std::vector<std::string> keys(const Json& json) {
  std::vector<std::string> all;
  for (const auto& [key, value] : json.items()) all.push_back(key);
  return all;
}

}  // namespace

TEST_CASE("JSON begins with the figures by their names, and tells the rest after them") {
  const std::string text = report_json(sample::internal_week());
  CHECK(text.starts_with(R"({
  "period": "2026-W47",
  "from": "2026-11-16",
  "to": "2026-11-22",
  "internal": true,
  "group_sessions": 15,
  "individual_sessions": 3,
  "events": 1,
  "attendances": 246,
  "headcount": 49,
  "unique_participants": 131,
  "new_participants": 9,
  "recurring_participants": 43,
  "individual_support": 3,
  "turned_away": 7,
  "by_category": {
    "child_youth": 71,
    "adult": 54,
    "professional": 6
  },
  "groups": [)"));
  const std::vector<std::string> wanted = {"groups",     "compared",   "tables", "weeks",       "targets",
                                           "small_cell", "suppressed", "kept",   "preliminary", "coverage"};
  const auto all = keys(Json::parse(text));
  CHECK(std::vector(all.begin() + 15, all.end()) == wanted);
}

TEST_CASE("groups are those that were asked for, with their key by dimension in that order") {
  const Json json = Json::parse(report_json(sample::internal_week()));
  REQUIRE(json["groups"].size() == 6);
  CHECK(json["groups"][0]["key"].dump() == R"({"site":"framtidens","weekday":"1"})");
  CHECK(json["groups"][0]["attendances"] == 31);
  CHECK_FALSE(Json::parse(report_json(sample::external_week())).contains("groups"));
  Report empty = sample::internal_week();
  empty.tables[4].rows.clear();
  CHECK(Json::parse(report_json(empty))["groups"].dump() == "[]");
}

TEST_CASE("a figure that a table does not have is null, and so is a hidden one, which is named") {
  const Json json = Json::parse(report_json(sample::external_week()));
  CHECK(json["internal"] == false);
  CHECK(json["tables"]["category"][0]["turned_away"].is_null());
  CHECK(json["individual_support"].is_null());
  CHECK(json["tables"]["workshop"][3]["attendances"].is_null());
  CHECK(json["suppressed"].size() == 8);
  CHECK(json["suppressed"][0].dump() == R"({"table":"total","row":"","figure":"individual_support"})");
  CHECK(json["suppressed"][3].dump() == R"({"table":"activity","row":"advice","figure":"unique_participants"})");
}

TEST_CASE("a kept figure has its value and is named") {
  const Json json = Json::parse(report_json(sample::external_week()));
  CHECK(json["tables"]["workshop"][0]["unique_participants"] == 51);
  CHECK(json["kept"].dump() == R"([{"table":"workshop","row":"food","figure":"unique_participants"}])");
}

TEST_CASE("weeks, targets and the compared period have their spans") {
  const Json json = Json::parse(report_json(sample::internal_week()));
  CHECK(json["weeks"].size() == 12);
  CHECK(json["weeks"][0]["from"] == "2026-08-31");
  CHECK(json["compared"]["period"] == "2026-W46");
  CHECK(json["compared"]["attendances"] == 228);
  CHECK(json["targets"]["attendances"].dump() ==
        R"({"target":11000,"reached":10204,"period":"2026-01-01..2026-11-22","from":"2026-01-01","to":"2026-11-22"})");
}

TEST_CASE("coverage tells moments with their offset, and null where nothing is known") {
  const Json json = Json::parse(report_json(sample::internal_week()));
  CHECK(json["preliminary"] == true);
  CHECK(json["coverage"]["devices"][0]["last_contact"] == "2026-11-23T08:04+01:00");
  CHECK(json["coverage"]["devices"][2]["unsent"] == 37);
  CHECK(json["coverage"]["devices"][3]["last_contact"].is_null());
  CHECK(json["coverage"]["devices"][3]["unsent"].is_null());
  CHECK(json["coverage"]["quarantined"] == 2);
  CHECK(json["coverage"]["never_closed"][0]["date"] == "2026-11-21");
  CHECK(json["coverage"]["changed"][0]["period"] == "2026-W46");
}

TEST_CASE("a category of the programme is listed at zero, unknown only where somebody is in it, or may be") {
  Report report = sample::internal_week();
  report.whole.figures.by_category[0] = {Shown::shown, 0};
  CHECK(Json::parse(report_json(report))["by_category"]["child_youth"] == 0);
  report.whole.figures.by_category[3] = {Shown::shown, 5};
  CHECK(Json::parse(report_json(report))["by_category"]["unknown"] == 5);
  report.whole.figures.by_category[3] = {Shown::hidden, 0};
  CHECK(Json::parse(report_json(report))["by_category"]["unknown"].is_null());
  report.whole.figures.by_category[3] = {Shown::shown, 0};
  CHECK_FALSE(Json::parse(report_json(report))["by_category"].contains("unknown"));
}

TEST_CASE("words that are no UTF-8 leave valid JSON") {
  Report report = sample::internal_week();
  report.coverage.devices[0].label = "\xff\x01\"";
  CHECK(Json::parse(report_json(report))["coverage"]["devices"][0]["label"] == "\ufffd\x01\"");
}
