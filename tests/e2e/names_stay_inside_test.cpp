#include <doctest/doctest.h>

#include "kiosk/store/import_register.h"
#include "sync/client/one_shot.h"
#include "tests/support/bytes.h"
#include "tests/support/find_text.h"
#include "tests/support/kiosk_world.h"
#include "tests/support/local_server.h"

namespace hk::test {

namespace {

constexpr const char* imported = "Zyxwvutsrqponmlk";  // sixteen letters each, in no other text
constexpr const char* registered = "Qwertzuiopasdfgh";
constexpr const char* protected_alias = "Mnbvcxylkjhgfdsa";
constexpr const char* site = "Framtidens hus";  // clear by design: shows that the search can find

/// A server, and every request that went to it, as sent and as inflated.
class RecordingServer {
 public:
  RecordingServer(const std::filesystem::path& folder, const Clock& clock)
      : server_(folder, clock, [this](const std::string& line) { recorded_ += line; }) {}
  [[nodiscard]] Exchange exchange() {
    return [this](const SyncRequest& request) {
      recorded_ += request.url + request.token + request.body + inflate(request.body, body_inflated_max).value();
      SyncReply reply = server_.carry(request);
      recorded_ += reply.body;
      return reply;
    };
  }
  void found(KioskWorld& world) { server_.found(world.store(), world.client(), exchange()); }
  [[nodiscard]] const std::string& recorded() const { return recorded_; }

 private:
  std::string recorded_;
  LocalServer server_;
};

void import_one(KioskWorld& world) {
  const std::string csv = std::string(
                              "session;date;start;end;kind;workshop;activity;site;participant;category;name\n"
                              "s;2026-11-16;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p;adult;") +
                          imported + " Lund\n";
  const Register reg = parse_register(csv, register_categories(world.store()).value()).value();
  REQUIRE(reg.bad_rows.empty());
  REQUIRE(import_register(world.store(), reg, "register", world.local_time, false).value().check_ins == 1);
}

/// Files below `folder` that hold `text` in any form.
std::vector<std::string> files_with(const std::filesystem::path& folder, const std::string& text) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (entry.is_regular_file() && !forms_found(file_bytes(path), text).empty()) found.push_back(path);
  }
  return found;
}

/// A day with everything that handles a name.
void live_a_day(KioskWorld& world) {
  world.unlock();
  import_one(world);
  const ParticipantId person = world.add_person(std::string(registered) + " Ek");
  world.add_person(protected_alias, true);
  const SessionId yoga = world.start_yoga();
  world.tap(TapSession{yoga});
  for (const char letter : std::string(registered).substr(0, 5)) world.tap(TypeText{std::string(1, letter)});
  REQUIRE(world.model<WhoModel>().candidates.size() == 1);
  world.tap(TapCandidate{person});
  REQUIRE(world.shows<DoneModel>());
  world.unlock();
  world.tap(ShowRoster{yoga});
  world.tap(TickPerson{person});
  world.tap(ShowWeek{});
  world.tap(ShowExport{});
  world.tap(SaveReport{});
  world.do_jobs();
}

}  // namespace

TEST_CASE("no name is in the kiosk's files, the server's, or anything sent between them") {
  TempDir server_folder;
  KioskWorld world;
  RecordingServer server(server_folder.path(), world.clock);
  server.found(world);
  live_a_day(world);
  REQUIRE(sync_once(world.client(), server.exchange()).value().status.pending == 0);

  for (const char* name : {imported, registered, protected_alias}) {
    CAPTURE(name);
    // While it is running and unlocked: databases, write-ahead logs, keys, exports.
    CHECK(files_with(world.data(), name).empty());
    CHECK(files_with(server_folder.path(), name).empty());
    CHECK(forms_found(server.recorded(), name).empty());
  }
  CHECK_FALSE(files_with(world.data(), site).empty());
  CHECK_FALSE(files_with(server_folder.path(), site).empty());
  CHECK_FALSE(forms_found(server.recorded(), site).empty());

  // And yet whoever has the passphrase reads them.
  world.restart();
  world.unlock();
  CHECK(world.store().people().search(imported, People::Match::whole, 6, false).size() == 1);
}

}  // namespace hk::test
