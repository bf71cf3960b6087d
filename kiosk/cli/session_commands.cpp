#include "kiosk/cli/session_commands.h"

#include <fmt/core.h>

#include "kiosk/cli/open_store.h"
#include "kiosk/store/same_session.h"

namespace hk::cli {

namespace {

constexpr int days_max = 3650;

const char* state_name(const std::optional<SessionState>& state) {
  if (!state) return "planned";
  return *state == SessionState::running ? "running" : *state == SessionState::closed ? "closed" : "cancelled";
}

}  // namespace

SessionCommandLine::SessionCommandLine(CLI::App& app, const CommandHost& host, const CliWorld& world) {
  CLI::App& group = *app.add_subcommand("session", "Sessions, and which of them are one that two tablets started");
  group.require_subcommand(1);
  host.add(group, "list", "Sessions with their ids, and which are or may be one",
           [this, &world](const CommonOptions& options) { return session_list(options, days_, world); })
      .add_option("--days", days_, "How many days back")
      ->check(CLI::Range(1, days_max))
      ->capture_default_str();
  const auto add_pair = [&](const char* name, const char* what, bool same) {
    CLI::App& command = host.add(group, name, what, [this, same, &world](const CommonOptions& options) {
      return session_same(options, a_, b_, same, world);
    });
    command.add_option("a", a_, "A session's id, as 'session list' prints it")->required();
    command.add_option("b", b_, "The other session's id")->required();
  };
  add_pair("same", "Say that two sessions are one: everybody counts once; can be taken back", true);
  add_pair("apart", "Say that the second session is another than the first", false);
}

Result<void> session_list(const CommonOptions& options, int days, const CliWorld& world) {
  HK_ASSIGN(const Store store, open_to_list(options, world));
  RegisterView view(store->database(), store->programme());
  const LocalDate from = LocalDate{world.local_time.at(world.clock.wall_ms()).days}.plus(1 - days);
  HK_ASSIGN(const std::vector<SessionView> sessions, view.since(from));
  HK_ASSIGN(const LinkedSessions linked, linked_sessions(store->database(), store->programme()));
  for (const SessionView& one : sessions) {
    HK_ASSIGN(const auto whole, view.session(one.id));
    const SessionId first = linked.representative(one.id);
    fmt::print("{}  {} {}  {:9}  {:>4} checked in  {}  {}{}\n", to_text(one.id), to_text(one.date),
               minute_text(world.local_time.at(one.start_ms).minute_of_day), state_name(one.state),
               whole ? whole->checked_in : 0, one.activity, one.site,
               first == one.id ? "" : "  one with " + to_text(first));
  }
  HK_ASSIGN(const auto questions, same_session_questions(view, store->database(), store->programme(), from));
  for (const SessionPair& pair : questions) {
    fmt::print("Perhaps one: {} {}\n", to_text(pair.first.id), to_text(pair.second.id));
  }
  return {};
}

Result<void> session_same(const CommonOptions& options, const std::string& a, const std::string& b, bool same,
                          const CliWorld& world) {
  HK_ASSIGN(const SessionId one, id_of<SessionId>(a, "session"));
  HK_ASSIGN(const SessionId other, id_of<SessionId>(b, "session"));
  HK_ASSIGN(const Store store, KioskStore::open(DataFolder(options.data), world.clock, world.random));
  if (options.passphrase_file) HK_TRY(unlock(*store, options.passphrase_file));
  HK_TRY(same ? link_sessions(*store, one, other) : part_sessions(*store, one, other));
  fmt::print("{}: {} {}\n", same ? "One session" : "Two sessions", a, b);
  return {};
}

}  // namespace hk::cli
