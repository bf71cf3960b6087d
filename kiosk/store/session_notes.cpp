#include "kiosk/store/session_notes.h"

#include "sync/protocol/codec.h"

namespace hk {

Result<std::string> read_note(KioskStore& store, SessionId session, std::string_view prompt) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "session note", "is sealed");
  return sqlite_guard(store.database(), [&]() -> Result<std::string> {
    Statement query = store.database().statement(R"sql(
      SELECT c.core, c.sealed FROM session s JOIN session_note n USING(session) JOIN change c USING(change)
      WHERE s.programme = :programme AND s.uuid = :session AND n.prompt = :prompt AND c.sealed IS NOT NULL)sql");
    query.bind(":programme", store.programme().row).bind_blob(":session", session.view()).bind_text(":prompt", prompt);
    if (!query.step()) return std::string();
    ChangeRecord record;
    record.core = query.blob(0);
    record.sealed = query.blob(1);
    HK_ASSIGN(Change change, decode_core(record.core));
    HK_TRY(open_record(record, store.keys().seal_keys(), change));
    const auto* note = std::get_if<SessionNoteSet>(&change.body);
    HK_CHECK(note != nullptr);
    return note->text.value_or("");
  });
}

}  // namespace hk
