#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/client/sync_client.h"
#include "sync/server/server.h"
#include "sync/server/server_store.h"
#include "tests/sim/founding.h"

namespace hk::sim {

/// The server: what is on its disk, the process that runs on it now, and what it told the kiosks.
/// It commits when it is told to, or while somebody reads: never at once.
class SimServer {
 public:
  struct Fed {
    ChangeId id;
    DeviceId device;
    std::uint64_t epoch = 0;
  };
  using Answer = std::function<void(const HttpResponse&)>;

  SimServer(const Founding& founding, const std::filesystem::path& folder, const Clock& clock, std::uint64_t seed,
            bool old);

  /// `answer` is called at once or later, or never when the process is gone before that.
  void handle(const SyncRequest& request, const DeviceId& caller, Answer answer);
  /// What our server says of what it never looked into.
  void refuse(const SyncRequest& request, std::size_t chance, const Answer& answer);
  void commit();
  [[nodiscard]] bool has_to_commit() const { return has_to_commit_; }
  void end_due_polls();

  /// A program that is told to stop answers what waits; then another one.
  void restart();
  /// Is killed between two operations of its disk, the `operation`-th of those to come.
  void kill_at(std::uint64_t operation) { disk_.fail_at(operation); }
  /// The power is gone, and is back. What was acknowledged has to be there. Only where the disk has failed.
  void recover();
  [[nodiscard]] bool dead() const { return disk_.failed(); }
  void back_up() { backup_ = disk_.image(); }
  /// Goes on with what was backed up. False without a backup.
  bool restore();
  /// While old it knows neither the newest kinds nor the newest protocol. Takes effect with a restart.
  void set_old(bool old) { old_ = old; }
  [[nodiscard]] bool old() const { return old_; }

  /// Counts the times that it was restored.
  [[nodiscard]] std::size_t generation() const { return restored_to_.size(); }
  /// How far the feed of `generation` is the one of now.
  [[nodiscard]] std::uint64_t common_feed(std::size_t generation) const;
  /// The feed of now from position 1 on.
  const std::vector<Fed>& feed();
  /// How far in the feed a cursor of this server's stands; 0 for none.
  [[nodiscard]] std::uint64_t position_of(ByteView cursor);
  /// The most it ever acknowledged under this epoch.
  [[nodiscard]] std::uint64_t told(const DeviceId& device, std::uint64_t epoch) const;
  /// A connection that reads beside it, until its process ends.
  Database& database();
  test::MemoryDisk& disk() { return disk_; }
  /// The first claim of the server's own that was broken.
  [[nodiscard]] const std::string& broken() const { return broken_; }

 private:
  using EpochOf = std::pair<DeviceId, std::uint64_t>;
  void start();
  void stop();
  void acknowledge(const EpochOf& of, const HttpResponse& answer);
  std::uint64_t held(const EpochOf& of);

  test::MemoryDisk disk_;
  std::string path_;
  const Clock& clock_;
  test::FakeRandom random_;
  std::optional<test::MemoryDisk::Image> backup_;
  std::unique_ptr<Server> server_;
  std::optional<Database> reader_;
  std::optional<ServerIdentity> identity_;
  std::uint64_t life_ = 0;
  bool handling_ = false, has_to_commit_ = false, old_ = false;
  std::vector<Fed> feed_;
  std::vector<std::uint64_t> restored_to_;  ///< the feed's end in each backup that was gone on with
  std::map<EpochOf, std::uint64_t> told_, acknowledged_;
  std::string broken_;
};

/// While it lives, what acts is a program of before the newest kinds.
class OldProgram {
 public:
  explicit OldProgram(bool old);
  OldProgram(const OldProgram&) = delete;
  OldProgram& operator=(const OldProgram&) = delete;
  ~OldProgram();

 private:
  std::uint64_t kinds_before_;
  bool fields_before_;
};
/// What a program of its day speaks.
[[nodiscard]] ProtocolVersions spoken(bool old);

}  // namespace hk::sim
