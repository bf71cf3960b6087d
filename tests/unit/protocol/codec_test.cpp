#include "sync/protocol/codec.h"

#include <doctest/doctest.h>

#include "tests/support/bytes.h"
#include "tests/support/sample_changes.h"
#include "tests/support/wire.h"

using namespace hk;
using namespace hk::test;

namespace {

Change sample(ChangeBody body) {
  Change change;
  change.id = numbered<ChangeId>(2);
  change.programme = numbered<ProgrammeId>(1);
  change.device = numbered<DeviceId>(3);
  change.staff = numbered<StaffId>(4);
  change.hlc = Hlc::of(1'780'000'000'000, 65'535);
  change.wall_ms = -5;
  change.monotonic_ms = 12'345;
  change.boot = ~0ULL;
  change.server_offset_ms = -1'000;
  change.body = std::move(body);
  return change;
}

/// Fields of sync.proto, by message.
namespace core {
constexpr unsigned id = 1, programme = 2, device = 3, staff = 4, hlc = 5;
constexpr unsigned programme_set = 20, catalogue_set = 21, schedule_set = 22, device_approved = 23, session_set = 24;
constexpr unsigned session_state_set = 25, session_auto_closed = 26, session_note_set = 27, headcount_recorded = 29;
constexpr unsigned headcount_corrected = 30, check_in_recorded = 32, check_in_withdrawn = 33, participant_same_as = 35;
}  // namespace core

/// Decodes the core of `body` with `fields` after it, which win; the error's words.
std::string refusal(const ChangeBody& body, const Bytes& fields) {
  const auto decoded = decode_core(encode_core(sample(body)) + fields);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == ErrorCode::invalid);
  return decoded.error().message();
}

template <class Body>
ChangeBody the() {
  for (ChangeBody& body : one_of_every_kind()) {
    if (std::holds_alternative<Body>(body)) return std::move(body);
  }
  throw std::logic_error("no sample of this kind");
}

std::string sealed_refusal(const ChangeBody& body, const Bytes& fields) {
  Change change = sample(without_sealed(body));
  const auto decoded = decode_sealed(encode_sealed(body) + fields, change);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == ErrorCode::invalid);
  return decoded.error().message();
}

bool names(const std::string& message, const char* field) { return message.find(field) != std::string::npos; }

}  // namespace

TEST_CASE("the samples hold one change of every kind") {
  const auto samples = one_of_every_kind();
  CHECK(samples.size() == std::variant_size_v<ChangeKinds> - 1);
  for (std::size_t i = 0; i < samples.size(); ++i) CHECK(samples[i].index() == i + 1);
}

TEST_CASE("every kind comes back from its bytes, all but what is sealed") {
  for (const ChangeBody& body : one_of_every_kind()) {
    const auto decoded = decode_core(encode_core(sample(body)));
    REQUIRE_MESSAGE(decoded, kind_name(body) << ": " << decoded.error().message());
    CHECK_MESSAGE(*decoded == sample(without_sealed(body)), kind_name(body));
  }
}

TEST_CASE("a change without its optional fields comes back without them") {
  Change change = sample(SessionStateSet{numbered<SessionId>(1), SessionState::running, std::nullopt});
  change.staff.reset();
  change.server_offset_ms.reset();
  CHECK(decode_core(encode_core(change)) == change);
  SessionSet set;
  set.session = numbered<SessionId>(1);
  set.who = SessionSet::Who{};
  CHECK(decode_core(encode_core(sample(set))) == sample(set));
  set.who.reset();
  CHECK(decode_core(encode_core(sample(set))) == sample(set));
}

TEST_CASE("settings that set nothing are still settings, no kind of a newer program") {
  const Change change = sample(ProgrammeSet{});
  CHECK(decode_core(encode_core(change)) == change);
}

TEST_CASE("sealed parts come back, and only to their own kind") {
  for (const ChangeBody& body : one_of_every_kind()) {
    const bool seals = !(without_sealed(body) == body);
    const Bytes sealed = encode_sealed(body);
    CHECK_MESSAGE(sealed.empty() == !seals, kind_name(body));
    if (!seals) continue;
    Change change = sample(without_sealed(body));
    REQUIRE(decode_sealed(sealed, change));
    CHECK(change == sample(body));
    Change other = sample(CheckInWithdrawn{});
    CHECK(decode_sealed(sealed, other).error().code == ErrorCode::invalid);
  }
}

TEST_CASE("nothing sealed shows in the clear part") {
  const Bytes note = encode_core(sample(the<SessionNoteSet>()));
  const Bytes person = encode_core(sample(the<ParticipantSet>()));
  for (const char* text : {"Alla", "Åsa", "070", "adult", "lindangen"}) {
    CHECK(note.find(text) == Bytes::npos);
    CHECK(person.find(text) == Bytes::npos);
  }
}

TEST_CASE("cores cut short anywhere or with any byte changed give a change or an error, never a crash") {
  for (const ChangeBody& body : one_of_every_kind()) {
    const Bytes core = encode_core(sample(body));
    for (std::size_t size = 0; size < core.size(); ++size) {
      const auto decoded = decode_core(core.substr(0, size));
      const bool told = !decoded || decoded->body.index() == body.index() || decoded->body.index() == 0;
      CHECK(told);
    }
    for (std::size_t at = 0; at < core.size(); ++at) {
      for (int value = 0; value < 256; ++value) {
        Bytes changed = core;
        changed[at] = static_cast<char>(value);
        const auto decoded = decode_core(changed);
        if (!decoded) CHECK(decoded.error().code == ErrorCode::invalid);
      }
    }
  }
}

TEST_CASE("sealed parts cut short anywhere or with any byte changed never crash") {
  for (const ChangeBody& body : {the<ParticipantSet>(), the<SessionNoteSet>()}) {
    const Bytes sealed = encode_sealed(body);
    for (std::size_t size = 0; size < sealed.size(); ++size) {
      Change change = sample(without_sealed(body));
      CHECK_FALSE(decode_sealed(sealed.substr(0, size), change));
    }
    each_byte_flipped(sealed, [&](const Bytes& flipped, std::size_t) {
      Change change = sample(without_sealed(body));
      const auto decoded = decode_sealed(flipped, change);
      if (!decoded) CHECK(decoded.error().code == ErrorCode::invalid);
    });
  }
}

TEST_CASE("ids that have not 16 bytes are refused by name") {
  const ChangeBody check_in = the<CheckInRecorded>();
  CHECK(names(refusal(check_in, wire::bytes(core::id, "short")), "change.id"));
  CHECK(names(refusal(check_in, wire::bytes(core::programme, "")), "change.programme"));
  CHECK(names(refusal(check_in, wire::bytes(core::device, Bytes(17, 'd'))), "change.device"));
  CHECK(names(refusal(check_in, wire::bytes(core::staff, "s")), "change.staff"));
  CHECK(
      names(refusal(check_in, wire::bytes(core::check_in_recorded, wire::bytes(1, "s"))), "check_in_recorded.session"));
  CHECK(names(refusal(check_in, wire::bytes(core::check_in_recorded, wire::bytes(2, ""))),
              "check_in_recorded.participant"));
  CHECK(names(refusal(the<CheckInWithdrawn>(), wire::bytes(core::check_in_withdrawn, wire::bytes(1, "x"))),
              "check_in_withdrawn.check_ins"));
  CHECK(names(refusal(the<ParticipantSameAs>(), wire::bytes(core::participant_same_as, wire::bytes(2, ""))),
              "participant_same_as"));
}

TEST_CASE("values of enums that this program does not know are refused by name") {
  CHECK(names(refusal(the<CheckInRecorded>(), wire::bytes(core::check_in_recorded, wire::number(6, 6))),
              "check_in_recorded.way"));
  CHECK(names(refusal(the<SessionSet>(), wire::bytes(core::session_set, wire::bytes(2, wire::number(4, 0)))),
              "session_set.kind"));
  CHECK(names(refusal(the<SessionStateSet>(), wire::bytes(core::session_state_set, wire::number(2, -1))),
              "session_state_set.state"));
  CHECK(
      names(refusal(the<CatalogueSet>(), wire::bytes(core::catalogue_set, wire::number(1, 8))), "catalogue_set.type"));
  CHECK(names(refusal(the<HeadcountRecorded>(), wire::bytes(core::headcount_recorded, wire::number(2, 0))),
              "headcount_recorded.figure"));
}

TEST_CASE("texts that are too long, no code or no UTF-8 are refused by name") {
  const auto check_in = [](unsigned field, const Bytes& text) {
    return refusal(the<CheckInRecorded>(), wire::bytes(core::check_in_recorded, wire::bytes(field, text)));
  };
  CHECK(names(check_in(3, Bytes(65, 'a')), "check_in_recorded"));
  CHECK(names(check_in(3, ""), "check_in_recorded"));
  CHECK(names(check_in(5, "Lindängen"), "check_in_recorded"));
  CHECK(names(refusal(the<SessionNoteSet>(), wire::bytes(core::session_note_set, wire::bytes(2, "how it went"))),
              "session_note_set.prompt"));
  const auto device = [](unsigned field, const Bytes& text) {
    return refusal(the<DeviceApproved>(), wire::bytes(core::device_approved, wire::bytes(field, text)));
  };
  CHECK(names(device(2, Bytes(801, 'l')), "device_approved.label"));
  CHECK(names(device(4, Bytes(31, 'k')), "device_approved"));
  CHECK(names(device(2, "\xe5"), "not a protobuf message"));
  const Bytes setting = wire::bytes(1, "texts") + wire::bytes(2, Bytes(33 << 10, 'x'));
  CHECK(names(refusal(the<ProgrammeSet>(), wire::bytes(core::programme_set, wire::bytes(1, setting))),
              "programme_set.texts"));
}

TEST_CASE("figures, moments and readings out of range are refused by name") {
  const auto headcount = [](const Bytes& field) {
    return refusal(the<HeadcountRecorded>(), wire::bytes(core::headcount_recorded, field));
  };
  CHECK(names(headcount(wire::number(5, -1)), "headcount_recorded.total"));
  CHECK(names(headcount(wire::number(5, 1'000'001)), "headcount_recorded.total"));
  CHECK(names(headcount(wire::bytes(3, "")), "headcount_recorded.category"));
  const auto corrected = [](const Bytes& field) {
    return refusal(the<HeadcountCorrected>(), wire::bytes(core::headcount_corrected, field));
  };
  CHECK(names(corrected(wire::zigzag(4, INT64_MIN)), "headcount_corrected.delta"));
  CHECK(names(corrected(wire::bytes(3, "adult")), "turned_away has no category"));
  const auto when = [](const Bytes& field) {
    return refusal(the<SessionSet>(), wire::bytes(core::session_set, wire::bytes(3, field)));
  };
  CHECK(names(when(wire::zigzag(1, 84'007)), "session_set.local_date"));
  CHECK(names(when(wire::zigzag(2, -841)), "session_set.utc_offset_min"));
  CHECK(names(when(wire::number(3, INT64_MAX)), "session_set.start_ms"));
  CHECK(names(when(wire::number(4, INT64_MIN)), "session_set.planned_end_ms"));
  CHECK(names(refusal(the<SessionStateSet>(), wire::bytes(core::session_state_set, wire::number(3, INT64_MAX))),
              "session_state_set.end_ms"));
  CHECK(names(refusal(the<SessionAutoClosed>(), wire::bytes(core::session_auto_closed, wire::number(2, INT64_MAX))),
              "session_auto_closed.end_ms"));
  CHECK(
      names(refusal(the<ScheduleSet>(), wire::bytes(core::schedule_set, wire::number(4, 8))), "schedule_set.weekday"));
  CHECK(names(refusal(the<ScheduleSet>(), wire::bytes(core::schedule_set, wire::number(6, 1441))), "schedule_set"));
  CHECK(names(refusal(the<CheckInWithdrawn>(), wire::fixed(core::hlc, 1ULL << 63)), "change.hlc"));
}

TEST_CASE("lists and cores beyond their bounds are refused") {
  Bytes many;
  for (int n = 0; n < 1000; ++n) many += wire::bytes(1, Bytes(16, 'c'));
  CHECK(names(refusal(the<CheckInWithdrawn>(), wire::bytes(core::check_in_withdrawn, many)),
              "check_in_withdrawn.check_ins"));
  CHECK(names(refusal(the<CheckInWithdrawn>(), wire::bytes(100, Bytes(64 << 10, 'x'))), "core too long"));
}

TEST_CASE("a thing is not linked to itself") {
  CHECK(names(refusal(SessionSameAs{numbered<SessionId>(1), numbered<SessionId>(1), true}, ""), "session_same_as"));
}

TEST_CASE("hostile sealed parts are refused by name") {
  const auto person = [](const Bytes& fields) { return sealed_refusal(the<ParticipantSet>(), wire::bytes(1, fields)); };
  CHECK(names(person(wire::bytes(4, "no code!")), "participant.gender"));
  CHECK(names(person(wire::bytes(6, Bytes(801, 'h'))), "participant.household"));
  CHECK(names(person(wire::bytes(1, wire::bytes(1, Bytes(801, 'n')))), "participant.identity"));
  CHECK(names(person(wire::bytes(1, wire::number(4, 1066))), "participant.birth_year"));
  CHECK(names(sealed_refusal(the<SessionNoteSet>(), wire::bytes(2, wire::bytes(1, Bytes(8001, 't')))),
              "session_note_set.text"));
  CHECK(names(sealed_refusal(the<ParticipantSet>(), wire::bytes(2, "")), "participant_set"));
}

TEST_CASE("a name of 200 letters in any script is taken") {
  ParticipantDetails details;
  details.identity = ParticipantDetails::Identity{};
  for (int n = 0; n < 200; ++n) details.identity->name += "𐐷";
  const ParticipantSet body{numbered<ParticipantId>(1), details};
  Change change = sample(without_sealed(body));
  REQUIRE(decode_sealed(encode_sealed(body), change));
  CHECK(change == sample(body));
}

TEST_CASE("a kind from the future decodes as an unknown kind with everything else readable") {
  Bytes future = encode_core(sample(CheckInWithdrawn{}));
  const Bytes kind = wire::bytes(core::check_in_withdrawn, "");
  REQUIRE(future.ends_with(kind));
  future.resize(future.size() - kind.size());
  const auto decoded = decode_core(future + wire::bytes(60, "hello"));
  REQUIRE(decoded);
  CHECK(*decoded == sample(UnknownKind{}));
}

TEST_CASE("a recorded export with lists of different lengths, an unknown mark or no period is refused by name") {
  const auto refusal = [](const ExportRecorded& body) {
    const auto decoded = decode_core(encode_core(sample(body)));
    REQUIRE_FALSE(decoded);
    return decoded.error().message();
  };
  ExportRecorded body = std::get<ExportRecorded>(the<ExportRecorded>());
  body.period = "2026-W60";
  CHECK(names(refusal(body), "export_recorded.period"));
  body.period = "2026-W47";
  body.tables[0].rows[0].numbers[0].shown = static_cast<Shown>(5);
  CHECK(names(refusal(body), "export_recorded.shown"));
  body.tables[0].rows[0].numbers[0] = {std::int64_t{1} << 62, 0, Shown::hidden};
  CHECK(names(refusal(body), "export_recorded.figure"));
  body.tables[0].rows[0].numbers.assign(65, {});
  CHECK(names(refusal(body), "export_recorded.row"));
  body.tables[0].rows.clear();
  body.tables[0].name = "No such name";
  CHECK(names(refusal(body), "export_recorded.table"));
  body.tables.clear();
  body.small_cell = 0;
  CHECK(names(refusal(body), "export_recorded.small_cell"));
}

TEST_CASE("what a newer program says beside what is known is told apart, at any depth") {
  const Change known = sample(CheckInWithdrawn{{numbered<ChangeId>(5)}});
  Change in_part = known;
  in_part.partly_known = true;
  const Bytes whole = encode_core(known);
  CHECK(decode_core(whole) == known);
  CHECK(decode_core(whole + wire::number(200, 1)) == in_part);
  CHECK(decode_core(whole + wire::bytes(core::check_in_withdrawn, wire::number(60, 1))) == in_part);
  SessionSet session{numbered<SessionId>(1)};
  session.who.emplace();
  const Bytes within_who = wire::bytes(core::session_set, wire::bytes(4, wire::number(60, 1)));
  CHECK(decode_core(encode_core(sample(session)) + within_who).value().partly_known);
  KeyRotated rotated{7, {{numbered<DeviceId>(3), Bytes(112, 'b')}}};
  CHECK_FALSE(decode_core(encode_core(sample(rotated))).value().partly_known);
}
