#include "sync/server/bundle_import.h"

#include "sync/log/erasure.h"
#include "sync/server/gifts.h"

namespace hk {
namespace {

// Enough to see what is wrong; the bundle itself is still there.
constexpr std::size_t reasons_max = 5;

Result<ProgrammeAccount> account_of(Database& db, ProgrammeId programme) {
  HK_ASSIGN(const auto accounts, ServerStore(db).programmes());
  for (const ProgrammeAccount& account : accounts) {
    if (account.programme == programme) return account;
  }
  return fail(ErrorCode::not_found, "programme " + to_text(programme), "is not on this server");
}

/// Takes the pages of one bundle in.
class Importer {
 public:
  Importer(Database& db, const Bundle& bundle, const ProgrammeAccount& account, const Clock& clock)
      : db_(db),
        bundle_(bundle),
        giver_{account.row, bundle.head().programme, account.root_key, bundle.head().device},
        form_(giver_.programme, giver_.root_key),
        clock_(clock) {}

  /// Once more where something was refused that may be believed by now: the approval of a device may stand behind what
  /// that device said.
  Result<void> take_all(TakenBundle& imported) {
    for (;;) {
      imported.refused = 0;
      imported.why_refused.clear();
      const std::uint64_t before = imported.added;
      for (std::size_t number = 0; number < bundle_.pages(); ++number) HK_TRY(take_page(number, imported));
      if (imported.refused == 0 || imported.added == before) break;
    }
    imported.known = imported.changes - imported.added - imported.refused;
    return {};
  }

  /// What a revoked device says itself goes where its pushes go; what it says of others is left to them.
  Result<void> keep_all_aside(TakenBundle& imported) {
    for (std::size_t number = 0; number < bundle_.pages(); ++number) {
      HK_ASSIGN(const std::vector<Envelope> entries, bundle_.page(number));
      const Result<void> done = sqlite_guard(db_, [&]() -> Result<void> {
        Transaction transaction(db_);
        for (const Envelope& envelope : entries) HK_TRY(keep_aside(envelope, imported));
        transaction.commit();
        return {};
      });
      if (!done) return done;
    }
    imported.refused = imported.changes - imported.known - imported.quarantined;
    return {};
  }

 private:
  Result<void> keep_aside(const Envelope& envelope, TakenBundle& imported) {
    Log log(db_);
    ServerStore store(db_);
    HK_ASSIGN(const ProgrammeRef programme, log.find_programme(giver_.programme));
    const Examined examined = examine(form_, envelope.record);
    if (!examined.fault.empty()) return {};
    HK_ASSIGN(const bool held, log.holds(programme, examined.change.id));
    const auto aside = store.quarantined_core(giver_.account, envelope.device, envelope.epoch, envelope.seq);
    imported.known += held || aside ? 1 : 0;
    const bool own = examined.change.device == giver_.device && envelope.device == giver_.device;
    if (held || aside || !own) return {};
    if (aside.error().code != ErrorCode::not_found) return tl::unexpected(aside.error());
    QuarantinedRecord kept{giver_.device,    envelope.epoch, envelope.seq, "device: has been revoked",
                           clock_.wall_ms(), envelope.record};
    if (holds_erased(db_, programme, kept.record)) kept.record.sealed.clear();
    ++imported.quarantined;
    return store.put_quarantine(giver_.account, kept);
  }

  Result<void> take_page(std::size_t number, TakenBundle& imported) {
    HK_ASSIGN(std::vector<Envelope> entries, bundle_.page(number));
    Gifts gifts = examine_gifts(giver_, std::move(entries));
    const Result<void> done = sqlite_guard(db_, [&]() -> Result<void> {
      Transaction transaction(db_);
      HK_TRY(take_gifts(db_, gifts, hlc_, clock_.wall_ms()));
      transaction.commit();
      return {};
    });
    if (!done) return done;
    imported.added += gifts.added;
    imported.refused += gifts.refused.size();
    for (std::string& why : gifts.refused) {
      if (imported.why_refused.size() < reasons_max) imported.why_refused.push_back(std::move(why));
    }
    return {};
  }

  Database& db_;
  const Bundle& bundle_;
  CallingDevice giver_;
  Verifier form_;
  const Clock& clock_;
  HybridClock hlc_;
};

/// Where somebody reads, whoever serves the store sweeps after its next commit: the log remembers.
Result<void> sweep(Log& log) {
  HK_ASSIGN(const bool needed, log.needs_sweep());
  if (!needed) return {};
  const Result<void> swept = log.sweep();
  return swept || swept.error().code == ErrorCode::busy ? Result<void>() : swept;
}

}  // namespace

Result<TakenBundle> take_bundle(Database& db, const std::filesystem::path& file, const Clock& clock) {
  HK_ASSIGN(const BundleHead head, Bundle::read_head(file));
  HK_ASSIGN(const ProgrammeAccount account, account_of(db, head.programme));
  Log log(db);
  HK_ASSIGN(const ProgrammeRef programme, log.find_programme(head.programme));
  HK_ASSIGN(const Bundle bundle, Bundle::open(file, log, programme, head.programme, account.root_key));
  TakenBundle imported{bundle.head(), account.name, bundle.changes(), 0, 0, 0, 0, {}};
  Importer importer(db, bundle, account, clock);
  HK_TRY(bundle.is_of_revoked() ? importer.keep_all_aside(imported) : importer.take_all(imported));
  HK_TRY(log.catch_up());
  HK_TRY(sweep(log));
  return imported;
}

}  // namespace hk
