#include "kiosk/store/headcounts.h"

#include <algorithm>
#include <charconv>

#include "kiosk/store/linked_people.h"
#include "sync/domain/planted.h"

namespace hk {

namespace {

HeadcountFigure figure_of(const Headcounts::What& what) {
  return what.category.empty() ? HeadcountFigure::turned_away : HeadcountFigure::headcount;
}

void bind(Statement& query, ProgrammeRef programme, const Headcounts::What& what) {
  query.bind(":programme", programme.row)
      .bind_blob(":session", what.session.view())
      .bind(":figure", static_cast<std::int64_t>(figure_of(what)))
      .bind_text(":category", what.category);
}

std::optional<std::uint64_t> parse_counter(const std::string& text) {
  std::uint64_t counter = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), counter);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return counter;
}

}  // namespace

Result<std::int64_t> Headcounts::total(const What& what) {
  HK_ASSIGN(const LinkedSessions linked, linked_sessions(store_.database(), store_.programme()));
  std::int64_t people = 0;
  for (const SessionId& session : linked.all(what.session)) {
    HK_ASSIGN(const std::int64_t counted, counted_at({session, what.category}));
    people += counted;
  }
  return std::max<std::int64_t>(0, people);
}

Result<std::int64_t> Headcounts::counted_at(const What& what) {
  return sqlite_guard(store_.database(), [&]() -> Result<std::int64_t> {
    Statement query = store_.database().statement(R"sql(
      WITH here(session, category) AS (
        SELECT (SELECT session FROM session WHERE programme = :programme AND uuid = :session),
               (SELECT code FROM code WHERE text = :category))
      SELECT (SELECT ifnull(sum(total), 0) FROM headcount JOIN here USING(session, category) WHERE figure = :figure)
        + (SELECT ifnull(sum(delta), 0) FROM headcount_correction JOIN here USING(session, category)
           WHERE figure = :figure))sql");
    bind(query, store_.programme(), what);
    query.step();
    return query.integer(0);
  });
}

Result<std::int64_t> Headcounts::own_total(const What& what, std::uint64_t counter) {
  return sqlite_guard(store_.database(), [&]() -> Result<std::int64_t> {
    Statement query = store_.database().statement(R"sql(
      SELECT total FROM headcount
      WHERE session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session)
        AND category = (SELECT code FROM code WHERE text = :category) AND figure = :figure AND counter = :counter)sql");
    bind(query, store_.programme(), what);
    query.bind(":counter", static_cast<std::int64_t>(counter));
    return query.step() ? query.integer(0) : 0;
  });
}

Result<std::uint64_t> Headcounts::counter() {
  // A restored or cloned device takes a new epoch, and must not go on counting as the one it was copied from.
  // Sync may have given it one since the store last looked.
  HK_ASSIGN(const OwnDevice own, SyncClient::own_device(store_.database()));
  const std::string key = planted::is(planted::Bug::counter_kept) ? "counter" : "counter/" + std::to_string(own.epoch);
  HK_ASSIGN(const std::optional<std::string> kept, store_.setting(key));
  if (kept) {
    if (const auto counter = parse_counter(*kept)) return *counter;
  }
  const std::uint64_t made = store_.random().next_u64();
  HK_TRY(store_.set_setting(key, std::to_string(made)));
  return made;
}

Result<ChangeBody> Headcounts::one_more(const What& what) {
  HK_ASSIGN(const std::uint64_t own, counter());
  HK_ASSIGN(const std::int64_t counted, own_total(what, own));
  return ChangeBody(HeadcountRecorded{what.session, figure_of(what), what.category, own, counted + 1});
}

Result<std::optional<ChangeBody>> Headcounts::one_less(const What& what) {
  HK_ASSIGN(const std::int64_t everywhere, total(what));
  if (everywhere == 0) return std::optional<ChangeBody>();
  HK_ASSIGN(const std::uint64_t own, counter());
  HK_ASSIGN(const std::int64_t counted, own_total(what, own));
  if (counted > 0) {
    return std::optional<ChangeBody>(HeadcountRecorded{what.session, figure_of(what), what.category, own, counted - 1});
  }
  return std::optional<ChangeBody>(HeadcountCorrected{what.session, figure_of(what), what.category, -1});
}

}  // namespace hk
