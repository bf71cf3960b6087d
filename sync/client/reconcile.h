#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "sync/log/fingerprint.h"
#include "sync/protocol/compare_messages.h"

namespace hk {

/// Finds out whether this device holds what its server holds and, where it does not, which changes one of them lacks:
/// sums of ranges are compared, and what differs is cut into smaller ones until the ids themselves can be listed.
/// Nothing here waits, and no step takes longer than a few milliseconds: work() is called until there is no more of it.
/// Keeps a reference to `log`. Answers with what it finds; believing and storing are for whoever asked.
class Reconcile {
 public:
  explicit Reconcile(Log& log) : log_(log) {}

  /// The account's fingerprint key; with another one than before everything begins anew.
  void set_key(ByteView key);

  /// The server says what it holds now, and all of it should be here. Nothing happens while an earlier word of it is
  /// looked into. Errors: those of the database.
  [[nodiscard]] Result<void> begin(ProgrammeRef programme, const Fingerprint& theirs, std::int64_t wall_ms);
  void abandon();
  [[nodiscard]] bool idle() const { return stage_ == Stage::idle; }
  [[nodiscard]] bool has_work() const { return stage_ == Stage::summing || stage_ == Stage::cutting; }
  [[nodiscard]] bool has_question() const { return stage_ == Stage::asking; }
  [[nodiscard]] bool awaits_answer() const { return stage_ == Stage::awaiting; }

  /// One slice of work. True when the sums have been compared by it: agrees() is news. Errors: those of the database.
  [[nodiscard]] Result<bool> work(std::int64_t monotonic_ms);
  [[nodiscard]] bool agrees() const { return agrees_; }

  /// What to ask next, together with what the server said that it wants. Errors: those of the database.
  [[nodiscard]] Result<CompareRequest> question();
  /// The entries of an answer are the caller's; `helped` when any of them was new. Ends the comparison where nothing is
  /// left to ask: then idle(). False for an answer that leads nowhere.
  [[nodiscard]] bool take(const CompareResponse& answer, bool helped, std::int64_t monotonic_ms);

 private:
  enum class Stage : unsigned char { idle, summing, cutting, asking, awaiting };
  /// A range being cut into pieces of about the same number of changes.
  struct Cut {
    IdRange rest;
    std::uint64_t piece_changes = 0;
    ComparedRange piece;
  };

  void sum();
  /// True when the ranges differ and are to be looked into now.
  [[nodiscard]] bool decide(std::int64_t monotonic_ms);
  void cut();
  /// The next range in `differing_`, as something to cut or to ask.
  void take_up();
  void close_piece(std::optional<ChangeId> end);
  [[nodiscard]] bool enough_to_ask() const;
  void end(std::int64_t monotonic_ms);
  /// What is refused, by id.
  [[nodiscard]] Result<std::vector<IdPrint>> refused_prints();
  /// Adds to `prints`, in order, what is refused in the range: it is cut and listed as if it were held.
  void add_refused(const IdRange& range, std::vector<IdPrint>& prints) const;
  [[nodiscard]] ComparedRange listed(const IdRange& range);
  [[nodiscard]] bool was_listed(const ChangeId& id) const;

  Log& log_;
  Secret key_;
  Stage stage_ = Stage::idle;
  bool agrees_ = false;
  ProgrammeRef programme_;
  std::int64_t last_row_ = 0;  ///< what came into the log later is not part of the comparison
  Fingerprint mine_, theirs_;
  LogSum sum_;
  std::int64_t kept_through_ = 0;
  std::vector<IdPrint> aside_;  ///< what was refused when the comparison began: held, though the log does not take it
  std::deque<std::pair<IdRange, std::uint64_t>> differing_;  ///< with how many changes are here
  std::optional<Cut> cut_;
  std::deque<ComparedRange> ready_;
  std::vector<ComparedRange> asked_;
  std::deque<ChangeId> wanted_;
  std::deque<std::pair<Fingerprint, Fingerprint>> compared_;  ///< mine and theirs: once is enough
  int barren_ = 0;                                            ///< answers of this comparison that only put off
  int rounds_ = 0;                                            ///< since both sides agreed
  std::int64_t not_before_ms_ = 0;
};

}  // namespace hk
