#include "kiosk/store/session_notes.h"

#include "kiosk/store/linked_people.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

/// What was written at one session, and when.
struct Written {
  std::pair<std::int64_t, Bytes> order;
  std::string text;
};

Result<std::optional<Written>> read_one(KioskStore& store, SessionId session, std::string_view prompt) {
  return sqlite_guard(store.database(), [&]() -> Result<std::optional<Written>> {
    Statement query = store.database().statement(R"sql(
      SELECT c.core, c.sealed, ifnull(c.hlc_accepted, c.hlc), c.id
      FROM session s JOIN session_note n USING(session) JOIN change c USING(change)
      WHERE s.programme = :programme AND s.uuid = :session AND n.prompt = :prompt AND c.sealed IS NOT NULL)sql");
    query.bind(":programme", store.programme().row).bind_blob(":session", session.view()).bind_text(":prompt", prompt);
    if (!query.step()) return std::optional<Written>();
    ChangeRecord record;
    record.core = query.blob(0);
    record.sealed = query.blob(1);
    HK_ASSIGN(Change change, decode_core(record.core));
    HK_TRY(open_record(record, store.keys().seal_keys(), change));
    const auto* note = std::get_if<SessionNoteSet>(&change.body);
    HK_CHECK(note != nullptr);
    return std::optional(Written{{query.integer(2), Bytes(query.blob(3))}, note->text.value_or("")});
  });
}

}  // namespace

Result<std::string> read_note(KioskStore& store, SessionId session, std::string_view prompt) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "session note", "is sealed");
  HK_ASSIGN(const LinkedSessions linked, linked_sessions(store.database(), store.programme()));
  Written last;
  for (const SessionId& one : linked.all(session)) {
    HK_ASSIGN(std::optional<Written> written, read_one(store, one, prompt));
    if (written && written->order > last.order) last = std::move(*written);
  }
  return last.text;
}

}  // namespace hk
