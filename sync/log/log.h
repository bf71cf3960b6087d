#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/domain/change.h"
#include "sync/domain/figure_sources.h"
#include "sync/domain/report_facts.h"
#include "sync/domain/tally_words.h"
#include "sync/log/verifier.h"
#include "sync/sqlite/database.h"

namespace hk {

/// Tables of the log and its projections (SCHEMA.md). A program's own tables follow in its own ordered list.
extern const Migration log_schema_1, log_schema_2, log_schema_4, log_schema_5, log_schema_6, log_schema_7;

/// A programme's row number in one database.
struct ProgrammeRef {
  std::int64_t row = 0;
};

/// A change with its row in the log: arrival order in this database.
struct LogRow {
  std::int64_t row = 0;
  Envelope envelope;
};

/// What a reader of the feed has anyway: what it says itself, in its epoch of now or, where that is empty, in all.
struct FeedExcept {
  DeviceId device;
  std::optional<std::uint64_t> epoch = {};
};

/// brought_back: it was here, but without its sealed part, which this device had forgotten.
enum class Appended { added, brought_back, duplicate };

/// When what a change says reaches the projections: with the change, or in Log::catch_up(). Privileged changes, and
/// what an erasure has to find, never lag: they decide on changes that come after them.
enum class Folding { at_once, later };

/// The change log of one database and the projections of it, the same code in kiosk and server.
/// Lives on the thread that owns `db`, which it keeps a reference to. Nothing here decides whether a change may be
/// believed: ask Verifier first. Functions marked (in a transaction) need an open Transaction, throw nothing, and
/// leave the rollback to the caller.
class Log {
 public:
  explicit Log(Database& db) : db_(db) {}

  /// The programme's row, made if it is new (in a transaction when it may be new).
  [[nodiscard]] Result<ProgrammeRef> programme(ProgrammeId id);
  /// Errors: not_found.
  [[nodiscard]] Result<ProgrammeRef> find_programme(ProgrammeId id);

  /// Appends and folds (in a transaction). `change` is what decode_core gave for `envelope.record.core`.
  /// The same change id again changes nothing else: duplicate or brought_back. Errors: conflict when (device, epoch,
  /// seq) is taken by another change; disk_full, busy, io.
  [[nodiscard]] Result<Appended> append(ProgrammeRef programme, const Envelope& envelope, const Change& change,
                                        Folding folding = Folding::at_once);
  /// Folds what was appended to be folded later, oldest first and at most `changes_max` of it (in a transaction). False
  /// while there is more.
  [[nodiscard]] Result<bool> catch_up(std::size_t changes_max);
  /// Folds all of it, in transactions of its own. Whoever reads the projections of a server's store begins with it.
  [[nodiscard]] Result<void> catch_up();
  [[nodiscard]] Result<bool> holds(ProgrammeRef programme, const ChangeId& id);

  /// Takes over what a server rules of changes whose clocks were far ahead, or that it rules nothing, and folds again
  /// what they touch (in a transaction). A change that is not here is passed over. True when anything was changed.
  [[nodiscard]] Result<bool> accept(ProgrammeRef programme,
                                    const std::vector<std::pair<ChangeId, std::optional<Hlc>>>& rulings);
  /// Grows with every ruling on a change with a sealed part: whoever folds those in memory begins anew.
  [[nodiscard]] std::uint64_t sealed_rulings() const { return sealed_rulings_; }
  /// Rows whose sealed part came back, until it is told that they were read: whoever folds those in memory reads them
  /// again.
  [[nodiscard]] const std::vector<std::int64_t>& brought_back() const { return brought_back_; }
  void brought_back_was_read() { brought_back_.clear(); }
  /// The ruling of a change; empty where there is none.
  [[nodiscard]] Result<std::optional<Hlc>> accepted(ProgrammeRef programme, const ChangeId& id);

  /// The highest seq that this database holds of (device, epoch); 0 when none. The author's own log has no gaps; in a
  /// server's, quarantined numbers are missing.
  [[nodiscard]] Result<std::uint64_t> last_seq(ProgrammeRef programme, DeviceId device, std::uint64_t epoch);
  /// Records of (device, epoch) from `first_seq` on: at most `count_max` and about `bytes_max`, at least one if any.
  [[nodiscard]] Result<std::vector<Envelope>> range(ProgrammeRef programme, DeviceId device, std::uint64_t epoch,
                                                    std::uint64_t first_seq, std::size_t count_max,
                                                    std::size_t bytes_max);
  /// Changes at positions > `after`, in feed order, without those of `except`.
  [[nodiscard]] Result<std::vector<Envelope>> feed(ProgrammeRef programme, std::uint64_t after,
                                                   const FeedExcept& except, std::size_t count_max,
                                                   std::size_t bytes_max);
  /// Changes in rows after `after`, in order of arrival: for going through the whole log.
  [[nodiscard]] Result<std::vector<LogRow>> rows(ProgrammeRef programme, std::int64_t after, std::size_t count_max,
                                                 std::size_t bytes_max);
  /// Makes `verifier` know what the log says of coordinators and nothing else: as of now or, to check again what was
  /// believed in its time, without withdrawals.
  enum class Signers : unsigned char { now, ever };
  [[nodiscard]] Result<void> teach(ProgrammeRef programme, Verifier& verifier, Signers signers = Signers::now);
  /// Folds what an older program kept without knowing its kind, and folds the log anew where one was read that holds
  /// fields which the older program did not know (in a transaction). What `verifier` does not believe now that its kind
  /// is known stays as it is; it learns from what it believes. Returns how many are known better than before.
  [[nodiscard]] Result<std::size_t> fold_late(ProgrammeRef programme, Verifier& verifier);
  /// Where the feed says that the device is revoked; 0 when that is known from elsewhere, empty while it is not
  /// revoked.
  [[nodiscard]] Result<std::optional<std::uint64_t>> revoked_at(ProgrammeRef programme, DeviceId device);

  /// Empties every sealed part but those of `kept` from `kept_after` on: what nobody else holds yet (in a transaction).
  /// The same change coming again brings its sealed part back, unless its person was erased.
  [[nodiscard]] Result<void> forget_sealed(ProgrammeRef programme, DeviceId kept, std::uint64_t epoch,
                                           std::uint64_t kept_after);
  /// True from the moment sealed parts were emptied until sweep() has made the bytes themselves go.
  [[nodiscard]] Result<bool> needs_sweep();
  /// Overwrites what was emptied, in the database and its WAL (in no transaction). Errors: busy, without waiting, while
  /// another connection reads: call again.
  [[nodiscard]] Result<void> sweep();

  /// How many changes of each device are missing, as its own count shows: withheld, refused or still on their way.
  /// Reads the whole log: not for the core thread.
  [[nodiscard]] Result<std::map<DeviceId, std::uint64_t>> missing(ProgrammeRef programme);

  /// The next feed position, taken from the programme's counter row (in a transaction, last before commit).
  [[nodiscard]] Result<std::uint64_t> take_positions(ProgrammeRef programme, std::uint64_t count);
  [[nodiscard]] Result<std::uint64_t> last_position(ProgrammeRef programme);

  /// A programme setting as folded, JSON text; empty where it was never set.
  [[nodiscard]] Result<std::string> setting(ProgrammeRef programme, std::string_view field);

  /// Drops every projection and folds the whole log again (in a transaction).
  [[nodiscard]] Result<void> rebuild();
  /// Every projected fact as text, one a line, in an order and with names that do not depend on arrival: equal logs
  /// give equal bytes. Holds no sealed part.
  [[nodiscard]] Result<std::string> canonical_dump();

  [[nodiscard]] Database& database() { return db_; }

 private:
  Database& db_;
  std::uint64_t sealed_rulings_ = 0;
  std::vector<std::int64_t> brought_back_;
};

/// Reads the projections: sync/log/tally_reader.cpp. Errors: those of the database.
[[nodiscard]] Result<TallyReport> read_tally(Database& db, ProgrammeRef programme, const Period& period,
                                             const Breakdown& by = {});

/// Everything a report of the period counts, in one snapshot: sync/log/report_reader.cpp. Reads what was ever recorded:
/// job thread. Errors: those of the database.
[[nodiscard]] Result<ReportFacts> read_report(Database& db, ProgrammeRef programme, const ReportAsked& asked);

/// All that are recorded, oldest first (by hlc, then id): sync/log/exports.cpp. Errors: those of the database; corrupt.
[[nodiscard]] Result<std::vector<RecordedExport>> read_exports(Database& db, ProgrammeRef programme);

/// The sessions behind the period's figures, or behind one cell of them, by date and start:
/// sync/log/figure_sources.cpp. None where nothing has the cell's code. Reads what was ever recorded: job thread.
/// Errors: those of the database.
[[nodiscard]] Result<std::vector<SessionFigures>> read_sessions(Database& db, ProgrammeRef programme,
                                                                const Period& period,
                                                                const std::optional<CellAsked>& cell = {});
/// The people behind them, most attendances first: for a caller who may see who they are. Else as read_sessions.
[[nodiscard]] Result<std::vector<PersonFigures>> read_people_behind(Database& db, ProgrammeRef programme,
                                                                    const Period& period,
                                                                    const std::optional<CellAsked>& cell = {});

}  // namespace hk
