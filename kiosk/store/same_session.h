#pragma once
#include <vector>

#include "kiosk/store/register_view.h"

/// One session that two tablets started, each without having heard of the other. A link says that they are one, and
/// every count, list and report follows; nobody has to answer before people can be checked in. Whoever closes one
/// closes all that are linked, for people see one. Works while names are locked. Core thread.
namespace hk {

/// Two sessions that may be one: the same activity at the same place, at hours of one day that overlap. Cancelled ones,
/// and those that never began, are no question.
struct SessionPair {
  SessionView first, second;  ///< as they speak for what is linked with them; `first` began first
};

/// Pairs on dates from `from` that nobody has answered yet; latest first. What is linked is asked about as one, and who
/// said no of any two of them has said it of all. Errors: those of the database.
[[nodiscard]] Result<std::vector<SessionPair>> same_session_questions(RegisterView& view, Database& db,
                                                                      ProgrammeRef programme, LocalDate from);

/// Another session that is, or may be, one with the session at hand, whatever was answered.
struct SessionTwin {
  SessionView session;  ///< for itself
  bool linked = false;
};
/// By start. Errors: those of the database.
[[nodiscard]] Result<std::vector<SessionTwin>> session_twins(RegisterView& view, Database& db, ProgrammeRef programme,
                                                             SessionId session);

/// Says that two sessions are one. Errors: not_found, by id, where nothing is known of one; conflict where they are one
/// already; those of record().
[[nodiscard]] Result<void> link_sessions(KioskStore& store, SessionId a, SessionId b);
/// Says that `b` is another session than `a`: takes every link of `b` off where they are one, and is an answer to the
/// question where they are not. Errors: not_found as above; those of record().
[[nodiscard]] Result<void> part_sessions(KioskStore& store, SessionId a, SessionId b);

}  // namespace hk
