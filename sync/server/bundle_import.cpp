#include "sync/server/bundle_import.h"

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

 private:
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
  TakenBundle imported{bundle.head(), account.name, bundle.changes(), 0, 0, 0, {}};
  HK_TRY(Importer(db, bundle, account, clock).take_all(imported));
  HK_TRY(log.catch_up());
  HK_TRY(sweep(log));
  return imported;
}

}  // namespace hk
