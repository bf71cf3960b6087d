#include <algorithm>

#include "sync/log/log.h"

namespace hk {
namespace {

struct Ruled {
  Hlc before, after;
  bool sealed = false;
};

/// Writes the ruling; nothing where the change has this one, or is not here.
std::optional<Ruled> write(Database& db, ProgrammeRef programme, const ChangeId& id, std::optional<Hlc> ruling) {
  Statement query = db.statement(R"sql(SELECT change, hlc, hlc_accepted, sealed IS NOT NULL FROM change
                                       WHERE programme = :programme AND id = :id)sql");
  query.bind(":programme", programme.row).bind_blob(":id", id.view());
  if (!query.step()) return std::nullopt;
  const Hlc said{static_cast<std::uint64_t>(query.integer(1))};
  const auto known = query.optional_integer(2);
  const auto stored = ruling ? std::optional(static_cast<std::int64_t>(ruling->packed)) : std::optional<std::int64_t>();
  if (known == stored) return std::nullopt;
  db.statement("UPDATE change SET hlc_accepted = :ruling WHERE change = :change")
      .bind(":ruling", stored)
      .bind(":change", query.integer(0))
      .run();
  const Hlc before = known ? Hlc{static_cast<std::uint64_t>(*known)} : said;
  return Ruled{before, ruling.value_or(said), query.integer(3) != 0};
}

/// True when no change stands otherwise to another one than before: then every fold would end the same.
bool order_is_kept(Database& db, ProgrammeRef programme, std::vector<Ruled> ruled) {
  std::sort(ruled.begin(), ruled.end(), [](const Ruled& a, const Ruled& b) { return a.before < b.before; });
  Hlc first = ruled.front().before;
  Hlc last = first;
  for (std::size_t i = 0; i < ruled.size(); ++i) {
    if (i > 0 && !(ruled[i - 1].before < ruled[i].before && ruled[i - 1].after < ruled[i].after)) return false;
    first = std::min({first, ruled[i].before, ruled[i].after});
    last = std::max({last, ruled[i].before, ruled[i].after});
  }
  Statement between = db.statement(R"sql(SELECT count(*) FROM change WHERE programme = :programme
                                         AND ifnull(hlc_accepted, hlc) BETWEEN :first AND :last)sql");
  between.bind(":programme", programme.row);
  between.bind(":first", static_cast<std::int64_t>(first.packed));
  between.bind(":last", static_cast<std::int64_t>(last.packed));
  return between.step() && between.integer(0) == static_cast<std::int64_t>(ruled.size());
}

}  // namespace

Result<bool> Log::accept(ProgrammeRef programme, const std::vector<std::pair<ChangeId, std::optional<Hlc>>>& rulings) {
  HK_CHECK(db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<bool> {
    std::vector<Ruled> ruled;
    for (const auto& [id, ruling] : rulings) {
      const auto one = write(db_, programme, id, ruling);
      if (!one) continue;
      ruled.push_back(*one);
      sealed_rulings_ += one->sealed ? 1 : 0;
    }
    if (ruled.empty()) return false;
    // Who lost to a reading from 2099 may win now, and only the log knows who that was. A clock that is always ahead
    // keeps its own order, so this is as rare as somebody else's change in between.
    if (!order_is_kept(db_, programme, std::move(ruled))) HK_TRY(rebuild());
    return true;
  });
}

Result<std::optional<Hlc>> Log::accepted(ProgrammeRef programme, const ChangeId& id) {
  return sqlite_guard(db_, [&]() -> Result<std::optional<Hlc>> {
    Statement query = db_.statement("SELECT hlc_accepted FROM change WHERE programme = :programme AND id = :id");
    query.bind(":programme", programme.row).bind_blob(":id", id.view());
    if (!query.step() || query.is_null(0)) return std::optional<Hlc>();
    return std::optional(Hlc{static_cast<std::uint64_t>(query.integer(0))});
  });
}

}  // namespace hk
