#pragma once
#include <algorithm>
#include <memory>
#include <vector>

#include "tests/support/author.h"
#include "tests/support/seed.h"

namespace hk::test {

/// What several devices of one programme might author in a busy fortnight: few sessions, people and codes, so that
/// changes meet. Each device has a clock of its own, and what it names it may not have seen.
class RandomChanges {
 public:
  RandomChanges(const TestProgramme& programme, std::uint64_t seed) : random_(seed) {
    for (std::uint64_t n = 0; n < 3; ++n) {
      authors_.push_back(std::make_unique<Author>(programme, seed * 100 + n));
      authors_.back()->clock().advance(static_cast<std::int64_t>(random_.below(5)) * 1000);
    }
  }

  /// In the order they were authored.
  [[nodiscard]] std::vector<Authored> make(std::size_t count) {
    std::vector<Authored> all;
    while (all.size() < count) {
      Author& author = *authors_[random_.below(authors_.size())];
      Authored made = author.make(body());
      if (random_.one_in(20)) made.envelope.hlc_accepted = Hlc::of(made.change.hlc.ms() - 1500);
      if (std::holds_alternative<CheckInRecorded>(made.change.body)) check_ins_.push_back(made.change.id);
      all.push_back(std::move(made));
    }
    return all;
  }

  /// Once in the order given, some of them again later, all in another order.
  [[nodiscard]] std::vector<Authored> shuffled(std::vector<Authored> all) {
    const std::size_t once = all.size();
    for (std::size_t n = 0; n < once / 10; ++n) all.push_back(all[random_.below(once)]);
    std::shuffle(all.begin(), all.end(), random_.engine());
    return all;
  }

  FakeRandom& random() { return random_; }

 private:
  SessionId session() { return numbered<SessionId>(random_.below(12)); }
  ParticipantId person() { return numbered<ParticipantId>(random_.below(15)); }
  std::string category() {
    static constexpr const char* codes[] = {"child_youth", "adult", "professional", "unknown", "not_in_catalogue"};
    return codes[random_.below(std::size(codes))];
  }
  std::string place() { return random_.one_in(2) ? "" : "place_" + std::to_string(random_.below(3)); }
  std::vector<CheckInId> some_check_ins() {
    std::vector<CheckInId> ids;
    for (std::size_t n = 1 + random_.below(3); n > 0; --n) {
      // The odd one that was never authored, as after a lost device.
      const bool lost = check_ins_.empty() || random_.one_in(10);
      ids.push_back(lost ? numbered<CheckInId>(random_.below(5)) : check_ins_[random_.below(check_ins_.size())]);
    }
    return ids;
  }

  SessionSet session_set() {
    SessionSet set;
    set.session = session();
    if (!random_.one_in(4)) {
      set.what = {place(), place(), place(), static_cast<SessionKind>(1 + random_.below(3))};
    }
    if (!random_.one_in(4)) {
      // Few starts, so that ties are common.
      const auto day = static_cast<std::int32_t>(20'450 + random_.below(14));
      set.when = {day, 60, (day * 24LL + 9 + static_cast<std::int64_t>(random_.below(2))) * 3'600'000, std::nullopt};
    }
    if (random_.one_in(3)) set.who = SessionSet::Who{{numbered<StaffId>(random_.below(3))}, {"partner_a"}};
    if (random_.one_in(3)) set.extras = SessionSet::Extras{place(), random_.one_in(2), SessionOrigin::live};
    return set;
  }
  CatalogueSet catalogue_set() {
    CatalogueSet set;
    set.type = random_.one_in(2) ? CatalogueType::category : CatalogueType::activity;
    set.code = category();
    set.order = static_cast<std::int32_t>(random_.below(5));
    for (const char* language : {"sv", "en"}) {
      if (random_.one_in(2)) set.label[language] = "Ord " + std::to_string(random_.below(9));
    }
    return set;
  }
  ChangeBody link() {
    if (random_.one_in(2)) {
      const auto a = numbered<SessionId>(random_.below(11));
      return SessionSameAs{a, numbered<SessionId>(11), !random_.one_in(3)};
    }
    const std::size_t a = random_.below(14);
    const std::size_t b = a + 1 + random_.below(14 - a);
    return ParticipantSameAs{numbered<ParticipantId>(b), numbered<ParticipantId>(a), !random_.one_in(3)};
  }

  ChangeBody body() {
    switch (random_.below(30)) {
      case 0:
        return ProgrammeSet{{{random_.one_in(2) ? "name" : "recurring", R"({"rule":"visits_in_period","n":2})"}}};
      case 1:
        return catalogue_set();
      case 2:
        return ScheduleSet{"e" + std::to_string(random_.below(3)), "yoga", "site", 1, 60, 120, {}, random_.one_in(3)};
      case 3:
        return DeviceApproved{numbered<DeviceId>(random_.below(3)), "Enhet", Bytes(32, 'e'), Bytes(32, 'x')};
      case 4:
      case 5:
      case 6:
        return session_set();
      case 7:
      case 8:
      case 9: {
        const bool closed = random_.one_in(2);
        const bool cancelled = random_.one_in(6);
        return SessionStateSet{session(),
                               cancelled ? SessionState::cancelled
                               : closed  ? SessionState::closed
                                         : SessionState::running,
                               closed ? std::optional<std::int64_t>(5) : std::nullopt};
      }
      case 10:
        return SessionAutoClosed{session(), static_cast<std::int64_t>(random_.below(100))};
      case 11:
        return SessionNoteSet{session(), "how_it_went", "text"};
      case 12:
        return link();
      case 13:
        return HeadcountRecorded{session(), HeadcountFigure::headcount, category(), random_.below(3),
                                 static_cast<std::int64_t>(random_.below(40))};
      case 14:
        return HeadcountRecorded{session(), HeadcountFigure::turned_away, "", random_.below(3),
                                 static_cast<std::int64_t>(random_.below(5))};
      case 15:
        return HeadcountCorrected{session(), HeadcountFigure::headcount, category(),
                                  static_cast<std::int64_t>(random_.below(7)) - 3};
      case 16:
        return ParticipantSet{person(), ParticipantDetails{}};
      case 17:
        return CheckInWithdrawn{some_check_ins()};
      case 19:
        return DeviceRevoked{numbered<DeviceId>(random_.below(3))};
      case 20:
        return StaffSet{numbered<StaffId>(random_.below(3)),
                        random_.one_in(2) ? StaffRole::promoter : StaffRole::coordinator, !random_.one_in(3),
                        StaffSet::Details{"Namn", {}}};
      case 21: {
        const Bytes key(32, static_cast<char>('a' + random_.below(3)));
        if (random_.one_in(3)) return CoordinatorWithdrawn{numbered<StaffId>(0), key};
        return CoordinatorGranted{numbered<StaffId>(random_.below(3)), key};
      }
      case 22:
        return KeyRotated{random_.below(3), {{numbered<DeviceId>(random_.below(3)), Bytes(80, 'b')}}};
      case 23:
        return ConsentSet{person(),
                          ConsentSet::Details{ConsentPurpose::research, 1, random_.one_in(2), ConsentBy::participant}};
      case 24:
        if (random_.one_in(3)) return ParticipantErased{person()};
        return AccessLogged{"pin", "ok", std::nullopt};
      case 18:
        return CheckInCorrected{some_check_ins(), category(), "", place()};
      default:
        return CheckInRecorded{session(), person(), category(), "", place(), CheckInWay::self};
    }
  }

  FakeRandom random_;
  std::vector<std::unique_ptr<Author>> authors_;
  std::vector<CheckInId> check_ins_;
};

}  // namespace hk::test
