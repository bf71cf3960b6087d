#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/store/data_folder.h"
#include "kiosk/store/people.h"
#include "kiosk/store/unlocked_keys.h"
#include "sync/client/sync_client.h"
#include "sync/domain/environment.h"
#include "sync/log/log.h"
#include "sync/log/verifier.h"
#include "sync/machine/folder_lock.h"

namespace hk {

/// The tables of a kiosk's database, in the order they came to be.
[[nodiscard]] std::span<const Migration> kiosk_schema();

/// A connection that reads beside a writer. A database of an older program is brought up to date first, which wants the
/// folder for that moment. Errors: not_found, newer_version, corrupt, busy, io.
[[nodiscard]] Result<Database> open_to_read(const DataFolder& folder);

/// What unlocking gives: keys and everybody's names, up to one row of the log.
struct Opened {
  UnlockedKeys keys;
  People people;
  std::int64_t through_row = 0;
};

/// Derives the keys and opens every name; its own read-only connection, so it may run on the job thread.
/// Errors: wrong_passphrase, those of the database.
[[nodiscard]] Result<Opened> open_names(const std::string& database, std::string_view passphrase);

/// The kiosk's local truth: the change log, its projections, the device's keys and, while unlocked, the names.
/// Lives on the core thread. Times are UTC milliseconds unless a name says local.
class KioskStore {
 public:
  enum class Access : unsigned char {
    write,  ///< alone: the folder is locked as long as the store lives
    read    ///< beside a writer; whatever would write fails with read_only
  };
  /// Keeps references to `clock` and `random`. Errors: not_found (no programme here; `init` makes one), busy (another
  /// process writes here, by name), newer_version, corrupt, io.
  [[nodiscard]] static Result<std::unique_ptr<KioskStore>> open(const DataFolder& folder, const Clock& clock,
                                                                Random& random, Access access = Access::write);

  /// Authors the changes and commits them with their projections in one transaction; durable when this returns.
  /// Errors: locked (a sealed or signed kind without its key), invalid (a value no reader would take, by field),
  /// disk_full, read_only, busy, io. Nothing is written then.
  [[nodiscard]] Result<std::vector<ChangeId>> record(std::span<const ChangeBody> bodies);
  [[nodiscard]] Result<ChangeId> record(const ChangeBody& body);

  /// Names become readable, and whose passphrase it was acts from now on. Changes that came since `opened` was read are
  /// added. Written to the audit trail. Errors: refused when this device was revoked; those of the database.
  [[nodiscard]] Result<void> unlock(Opened opened);
  /// Writes a passphrase that opened nothing to the audit trail.
  void refuse_unlock(const Error& why);
  /// Takes what confirm_coordinator() gave: that coordinator signs and acts from now on, until the names are locked.
  /// Only while unlocked. Written to the audit trail.
  void confirm(UnlockedKeys keys);
  /// Wipes keys and names from memory; nobody acts any more.
  void lock();
  /// Who is said to have made the changes from now on: whose passphrase or PIN it was; nobody for what participants do
  /// themselves.
  void act_as(std::optional<StaffId> staff) { acting_ = staff; }
  [[nodiscard]] const std::optional<StaffId>& acting() const { return acting_; }
  [[nodiscard]] bool unlocked() const { return opened_.has_value(); }
  /// True while a coordinator's key is open that nobody has withdrawn: only then changes are signed.
  [[nodiscard]] bool coordinator() const { return opened_ && opened_->keys.coordinator; }
  /// Only while unlocked.
  [[nodiscard]] const People& people() const;
  [[nodiscard]] const UnlockedKeys& keys() const;

  /// After a pull: takes in names, keys and clock readings that came. A device that was revoked forgets its keys and
  /// every name here, but nothing that it has not sent.
  [[nodiscard]] Result<void> refresh();
  /// A device that has heard nothing from its server for 30 days forgets names: it empties every sealed part here but
  /// those it has not sent, locks, and fetches them again at its next contact. Passphrases stay. True when it did so
  /// now. Errors: those of the database.
  [[nodiscard]] Result<bool> forget_stale_names();
  /// True when a coordinator's signed change says so; for ever. Errors: those of the database.
  [[nodiscard]] Result<bool> is_revoked();

  /// Settings of this device, which never leave it; empty where nobody set it. Errors: those of the database.
  [[nodiscard]] Result<std::optional<std::string>> setting(const std::string& key);
  [[nodiscard]] Result<void> set_setting(const std::string& key, const std::string& value);

  [[nodiscard]] Log& log() { return log_; }
  [[nodiscard]] Database& database() { return db_; }
  [[nodiscard]] ProgrammeRef programme() const { return programme_; }
  [[nodiscard]] const OwnDevice& own() const { return own_; }
  [[nodiscard]] const DeviceKeys& device_keys() const { return device_keys_; }
  [[nodiscard]] Verifier& verifier() { return verifier_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] Random& random() { return random_; }
  [[nodiscard]] const DataFolder& folder() const { return folder_; }

 private:
  KioskStore(DataFolder folder, std::optional<FolderLock> lock, Database db, DeviceKeys keys, OwnDevice own,
             ProgrammeRef programme, const Clock& clock, Random& random);
  Result<void> append(const ChangeBody& body, std::uint64_t seq, std::uint64_t& ordinal, const AuthorKeys& keys,
                      std::vector<ChangeId>& ids);
  [[nodiscard]] AuthorKeys author_keys() const;
  void log_access(const char* event, const char* outcome);
  /// Takes the mac keys of a ring that has grown into verifier and key file.
  void learn_mac_keys();
  /// Names as the log says them now.
  Result<void> follow_log();
  /// A withdrawn coordinator signs nothing more.
  Result<void> drop_withdrawn();
  Result<void> obey_revocation();
  /// A colleague who has left opens nothing here any more.
  Result<void> drop_leavers();
  /// What an older program kept here without knowing its kind takes effect.
  Result<void> fold_late();
  /// This device's own readings only grow, whatever its wall clock did while it was off.
  Result<void> resume_clock();

  DataFolder folder_;
  std::optional<FolderLock> lock_;
  Database db_;
  Log log_;
  DeviceKeys device_keys_;
  OwnDevice own_;
  ProgrammeRef programme_;
  const Clock& clock_;
  Random& random_;
  Verifier verifier_;
  HybridClock hybrid_clock_;
  std::uint64_t last_ordinal_ = 0;      ///< of this device's own changes
  std::int64_t seen_row_ = 0;           ///< of table change; later rows are not in `hybrid_clock_` yet
  bool learned_keys_ = false;           ///< for which nothing that was refused has been looked at again yet
  std::uint64_t followed_rulings_ = 0;  ///< of the log's, that the names in memory follow
  std::optional<Opened> opened_;
  std::optional<StaffId> acting_;
};

}  // namespace hk
