#include "sync/protocol/json_view.h"

#include <nlohmann/json.hpp>

#include "sync/server/server.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

struct View {
  View() : device(world.add_founder()) {
    Statement query = device.db.statement("SELECT token FROM own_device");
    REQUIRE(query.step());
    token = query.text(0);
  }
  HttpResponse ask(const std::string& question, const std::string& type = content_type_json) {
    HttpRequest request{"POST", "/v1/pull", "Bearer " + token, type, "", "", question};
    request.accept = "text/html, application/json;q=0.9";
    return world.ask(request);
  }
  nlohmann::json answer(const std::string& question) {
    const HttpResponse response = ask(question);
    REQUIRE(response.status == 200);
    CHECK(response.content_type == "application/json");
    return nlohmann::json::parse(response.body);
  }

  World world;
  Device& device;
  std::string token;
};

}  // namespace

TEST_CASE("who asks for JSON reads what a check-in says, without its sealed part") {
  View view;
  view.device.check_in();
  REQUIRE(view.world.sync(view.device));
  const auto answer = view.answer("");
  REQUIRE(answer["entries"].size() == 1);
  const auto& entry = answer["entries"][0];
  CHECK(entry["position"] == 1);
  CHECK(entry["device"] == to_text(view.device.own.device));
  CHECK(entry["core"]["programme"] == to_text(view.device.own.programme));
  CHECK(entry["core"]["check_in_recorded"]["session"].get<std::string>().size() == 36);
  CHECK(entry["core"]["hlc"].get<std::string>().size() == 16);
  CHECK(entry["sealed_bytes"] == 0);
  CHECK(answer["more"] == false);
}

TEST_CASE("a script reads the feed page by page, by the cursor it was given") {
  View view;
  for (int n = 0; n < 5; ++n) view.device.check_in();
  REQUIRE(view.world.sync(view.device));
  std::vector<std::uint64_t> positions;
  std::string cursor;
  for (bool more = true; more;) {
    const auto page = view.answer(nlohmann::json{{"cursor", cursor}, {"limit", 2}}.dump());
    for (const auto& entry : page["entries"]) positions.push_back(entry["position"]);
    cursor = page["cursor"];
    more = page["more"];
  }
  CHECK(positions == std::vector<std::uint64_t>{1, 2, 3, 4, 5});
}

TEST_CASE("looking in JSON is no contact of the device") {
  View view;
  view.device.check_in();
  REQUIRE(view.world.sync(view.device));
  const auto last_contact = [&] {
    return view.answer(R"({"with_devices": true})")["devices"][0]["last_contact_ms"].get<std::int64_t>();
  };
  const std::int64_t before = last_contact();
  view.world.clock.advance(3'600'000);
  CHECK(last_contact() == before);
}

TEST_CASE("a question that is none is refused by the name of its field") {
  View view;
  const auto detail = [&](const std::string& question, const std::string& type = content_type_json) {
    const HttpResponse response = view.ask(question, type);
    CHECK(response.status >= 400);
    return nlohmann::json::parse(response.body)["detail"].get<std::string>();
  };
  CHECK(detail("[1]") == "question: is not a JSON object");
  CHECK(detail("{\"limit\": -1}") == "limit: is not a number from 0 to 4294967295");
  CHECK(detail("{\"cursor\": \"xy\"}").starts_with("cursor:"));
  CHECK(detail("{\"cursor\": 7}").starts_with("cursor:"));
  CHECK(detail("{\"sealed\": true}").starts_with("sealed:"));
  CHECK(detail("{}", "text/plain") == "Content-Type");
  CHECK(detail(std::string(json_question_max + 1, ' ')).find("inflated") == std::string::npos);
  // A cursor of another server starts from the beginning, as for a kiosk.
  CHECK(view.ask("{\"cursor\": \"00ff\"}").status == 200);
}
