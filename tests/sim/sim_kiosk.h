#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "kiosk/store/kiosk_store.h"
#include "tests/support/fakes.h"

namespace hk::sim {

/// One tablet: what is on its disk, the process that runs on it now, and what a person was told is durable.
class SimKiosk {
 public:
  SimKiosk(std::filesystem::path folder, std::uint64_t seed);
  SimKiosk(const SimKiosk&) = delete;
  SimKiosk& operator=(const SimKiosk&) = delete;

  /// The power is pulled, and comes back: another process on the same files.
  void kill();
  /// From now on nothing can be stored, until the disk is free again or the kiosk is started anew.
  void fill_disk();
  void free_disk();
  [[nodiscard]] bool disk_full() const { return disk_full_; }

  /// Only for a coordinator's device: `other` is lost. False when it could not be stored.
  bool revoke(const SimKiosk& other);
  /// A coordinator's word has reached it: it fetches nothing more, and what it says is put aside.
  [[nodiscard]] bool revoked() { return store_->is_revoked().value(); }

  /// Somebody does one of the things people do. False when it could not be stored.
  bool act();
  [[nodiscard]] std::vector<SyncRequest> due();
  /// False when what it says could not be stored.
  bool take(const SyncReply& reply);

  /// Every change of this device that record() said is durable.
  [[nodiscard]] const std::set<ChangeId>& committed() const { return committed_; }
  /// The sealed parts that this device made, by the person they are about.
  [[nodiscard]] const std::multimap<ParticipantId, Bytes>& sealed() const { return sealed_; }
  /// How many people were erased here.
  [[nodiscard]] int erasures() const { return erasures_; }
  /// Counts the processes there were.
  [[nodiscard]] int process() const { return process_; }
  KioskStore& store() { return *store_; }
  SyncClient& client() { return *client_; }
  test::FakeClock& clock() { return clock_; }

 private:
  void start();
  bool record(const std::vector<ChangeBody>& bodies);
  [[nodiscard]] std::vector<ChangeBody> something();
  [[nodiscard]] ChangeId some_own_change();
  void remember_sealed(ParticipantId person, const ChangeId& id);

  std::filesystem::path folder_;
  test::FakeClock clock_;
  test::FakeRandom random_;
  std::unique_ptr<KioskStore> store_;
  std::unique_ptr<SyncClient> client_;
  int process_ = 0;
  bool disk_full_ = false;
  std::set<ChangeId> committed_;
  std::multimap<ParticipantId, Bytes> sealed_;
  int erasures_ = 0;
};

}  // namespace hk::sim
