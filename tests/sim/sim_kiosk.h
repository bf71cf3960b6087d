#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/store/headcounts.h"
#include "tests/sim/sim_server.h"

namespace hk::sim {

/// One tablet: what is on its disk, the process that runs on it now, and what a person was told is durable.
class SimKiosk {
 public:
  /// The `number`-th device of the programme, on its first morning: with a new or an `old` program, and with a clock
  /// that is right or, where its battery was empty, stands in 1970.
  SimKiosk(const Founding& founding, std::size_t number, const std::filesystem::path& folder, std::uint64_t seed,
           bool old, bool in_1970);
  /// Another tablet with everything that is on the disk of `other` at this moment: they are one device now.
  SimKiosk(SimKiosk& other, const std::filesystem::path& folder, std::uint64_t seed);
  SimKiosk(const SimKiosk&) = delete;
  SimKiosk& operator=(const SimKiosk&) = delete;

  /// The power is pulled, and comes back: another process on what the disk kept.
  void kill();
  /// It will be killed between two operations of its disk, the `operation`-th of those to come.
  void kill_at(std::uint64_t operation) { disk_.fail_at(operation); }
  /// True when it was killed so; kill() then starts it again.
  [[nodiscard]] bool dead() const { return disk_.failed(); }
  void back_up();
  /// Goes on with what was backed up, and what was recorded since is gone from here. Returns false without a backup.
  bool restore();
  /// While old it neither knows nor makes the newest kinds. Takes effect with the next process.
  void set_old(bool old) { old_ = old; }
  [[nodiscard]] bool old() const { return old_; }
  /// From now on nothing goes wrong with its disk.
  void spare();
  void set_wall(std::int64_t wall_ms);
  void pass(std::int64_t ms) { clock_.advance(ms); }

  /// Only for a coordinator's device: `other` is lost, and gets no new key. False when it could not be stored.
  bool revoke(const SimKiosk& other);
  /// Likewise: what is written from now on needs a new key.
  bool rotate_key();
  /// A coordinator's word has reached it: it fetches nothing more, and what it says is put aside.
  [[nodiscard]] bool revoked() const { return revoked_; }
  /// A program with a fault writes something that no server takes. False when it could not be stored.
  bool write_rubbish();
  /// Somebody does one of the things people do. False when it could not be stored.
  bool act();
  /// Empty also when it is dead.
  [[nodiscard]] std::vector<SyncRequest> due();
  /// False when what it says could not be stored.
  bool take(const SyncReply& reply);

  /// Does what had to wait for a disk that works.
  void finish();
  /// The server's word on how far it has read, as stored.
  [[nodiscard]] Bytes cursor();
  /// What answers move: the cursor, what is ticked off, what the log holds and what was ruled.
  [[nodiscard]] std::string standing();

  /// Every change of this tablet that record() said is durable, or that was found so by the process after.
  [[nodiscard]] const std::set<ChangeId>& committed() const { return committed_; }
  /// What was on a disk that a backup took the place of: somebody may have it.
  [[nodiscard]] const std::set<ChangeId>& perhaps() const { return perhaps_; }
  /// The sealed parts that it made, by the person they are about.
  [[nodiscard]] const std::multimap<ParticipantId, Bytes>& sealed() const { return sealed_; }
  /// How many people were erased here.
  [[nodiscard]] int erasures() const { return erasures_; }
  /// Counts the processes there were.
  [[nodiscard]] int process() const { return process_; }
  [[nodiscard]] const DeviceId& device() const { return device_; }
  /// The first claim of its own that was broken.
  [[nodiscard]] const std::string& broken() const { return broken_; }

  KioskStore& store() { return *store_; }
  SyncClient& client() { return *client_; }
  test::FakeClock& clock() { return clock_; }
  test::MemoryDisk& disk() { return disk_; }

  /// How far its cursor was found to skip nothing, in which generation of the server's feed, and what it was.
  struct Read {
    Bytes cursor;
    std::size_t generation = 0;
    std::uint64_t checked = 0;
  } read;

 private:
  void prepare(const Bytes& keys, const test::MemoryDisk::Image& image);
  void start();
  bool try_start();
  void look_at_log();
  bool record(const std::vector<ChangeBody>& bodies);
  void note_recorded(const std::vector<ChangeBody>& bodies, const std::vector<ChangeId>& ids);
  void check_clock(const ChangeId& newest);
  void check_counter(std::uint64_t counter);
  [[nodiscard]] CheckInRecorded check_in(SessionId session, ParticipantId person, CheckInWay way);
  [[nodiscard]] SessionSet some_session(SessionId session, std::int32_t day);
  [[nodiscard]] std::vector<ChangeBody> something();
  [[nodiscard]] std::vector<ChangeBody> something_sealed();
  [[nodiscard]] std::vector<ChangeBody> something_new();
  [[nodiscard]] std::vector<ChangeBody> count(SessionId session);
  [[nodiscard]] std::vector<ChangeBody> withdrawal(SessionId session, ParticipantId person);
  [[nodiscard]] ChangeId some_own_change();
  /// True for a value; false where the disk was full or has failed, which is no surprise here. Anything else is.
  template <class T>
  bool stored(const Result<T>& result) {
    return result ? !dead() : expected(result.error());
  }
  bool expected(const Error& error);

  struct Backup {
    test::MemoryDisk::Image disk;
    Bytes keys;
    Read read;
  };
  [[nodiscard]] std::string key_file() const { return DataFolder(folder_).key_file().string(); }
  /// As an open coordinator's device does by itself: approves who was invited, and hands keys on. False when it could
  /// not be stored.
  bool let_in_others();
  /// True when it is stored; then all that was recorded so far has to be everywhere.
  template <class T>
  bool recorded(const Result<T>& result);

  std::filesystem::path folder_;
  test::MemoryDisk disk_;
  test::FakeClock clock_;
  test::FakeRandom random_;
  std::unique_ptr<KioskStore> store_;
  std::unique_ptr<SyncClient> client_;
  DeviceId device_;
  bool old_ = false, revoked_ = false, spared_ = false, twin_ = false;
  int process_ = 0;
  std::int64_t wall_max_ms_ = 0;  ///< the latest that its clock ever showed, but for now
  std::optional<Backup> backup_;
  std::set<ChangeId> committed_, perhaps_;
  std::map<std::uint64_t, std::uint64_t> counters_;  ///< of headcounts, and the epoch each was first used in
  std::multimap<ParticipantId, Bytes> sealed_;
  int erasures_ = 0;
  std::string broken_;
};

}  // namespace hk::sim
