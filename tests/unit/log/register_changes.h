#pragma once
#include <vector>

#include "tests/support/author.h"
#include "tests/unit/log/plain_register.h"

namespace hk::test {

/// A register as several devices might have said it, in a roundabout way: people and sessions under several ids that
/// are linked, others linked and taken apart again, check-ins withdrawn and corrected, headcounts of several devices
/// with corrections, sessions moved, cancelled, never started, never closed or never dated. What it comes to is the
/// register and nothing else. In the order of arrival, which is none.
[[nodiscard]] std::vector<Authored> say_register(const PlainRegister& made, const RecurringRule& rule,
                                                 const TestProgramme& programme, FakeRandom& random);

/// The id that represents a person of the register, or tells a session's date.
[[nodiscard]] ParticipantId said_person(std::uint32_t person);
[[nodiscard]] SessionId said_session(std::size_t session);

}  // namespace hk::test
