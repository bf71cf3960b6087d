#include "tests/unit/log/register_changes.h"

#include <algorithm>
#include <memory>

namespace hk::test {
namespace {

/// Each thing of the register may have three ids, in this order.
enum class Name : std::uint8_t { low, middle, high };

/// In the order of `n`.
template <class AnyId>
AnyId in_order(std::size_t n, Name name) {
  AnyId id;
  id.value = make_uuid7(1'700'000'000'000 + static_cast<std::int64_t>(n * 3) + static_cast<int>(name), 0, 0);
  return id;
}

/// A change always says a category; the missing one is `unknown`.
std::string category_said(const std::string& category) { return category.empty() ? "unknown" : category; }

class Devices {
 public:
  Devices(const PlainRegister& made, const TestProgramme& programme, FakeRandom& random)
      : made_(made), random_(random) {
    for (std::uint64_t n = 5; n < 8; ++n) authors_.push_back(std::make_unique<Author>(programme, n));
    for (const auto& one : made.check_ins) people_ = std::max<std::size_t>(people_, one.person + std::size_t{1});
    for (std::size_t p = 0; p < people_; ++p) person_names_.push_back(1 + random.below(3));
  }

  std::vector<Authored> say(const RecurringRule& rule) {
    say_settings(rule);
    for (std::size_t s = 0; s < made_.sessions.size(); ++s) say_session(s);
    for (const auto& one : made_.check_ins) {
      say_check_in(one);
      if (random_.one_in(5)) say_noise();
    }
    for (std::size_t p = 0; p < people_; ++p) link_person(p);
    std::vector<Authored> arriving = all_;
    for (std::size_t again = all_.size() / 10; again > 0; --again) arriving.push_back(all_[random_.below(all_.size())]);
    std::shuffle(arriving.begin(), arriving.end(), random_.engine());
    return arriving;
  }

 private:
  /// One of them, a second after whoever spoke last: what is said later wins, whoever says it.
  ChangeId by_somebody(ChangeBody body) {
    Author& author = *authors_[random_.below(authors_.size())];
    now_ms_ += 1000;
    author.clock().set_wall(now_ms_ - 1000);
    all_.push_back(author.make(std::move(body)));
    return all_.back().change.id;
  }

  void say_settings(const RecurringRule& rule) {
    const bool by_week = rule.kind == RecurringRule::Kind::visits_per_week;
    const std::string name = by_week ? "visits_per_week" : "visits_in_period";
    by_somebody(ProgrammeSet{{{"recurring", R"({"rule":"visits_in_period","n":1})"}}});
    by_somebody(ProgrammeSet{{{"recurring", R"({"rule":")" + name + R"(","n":)" + std::to_string(rule.n) + "}"}}});
    if (random_.one_in(2)) by_somebody(ProgrammeSet{{{"targets", R"({"unique_participants":100})"}}});
    static const std::map<Dimension, CatalogueType> types = {
        {Dimension::workshop, CatalogueType::workshop}, {Dimension::activity, CatalogueType::activity},
        {Dimension::site, CatalogueType::site},         {Dimension::category, CatalogueType::category},
        {Dimension::area, CatalogueType::area},         {Dimension::goal_area, CatalogueType::goal_area},
        {Dimension::partner, CatalogueType::partner}};
    for (const auto& [dimension, codes] : made_.catalogue) {
      for (std::size_t i = 0; i < codes.size(); ++i) {
        CatalogueSet set;
        set.type = types.at(dimension);
        set.code = codes[i];
        set.order = static_cast<std::int32_t>(i);
        by_somebody(set);
      }
    }
  }

  static SessionSet as_registered(const PlainRegister::Session& one, SessionId id) {
    SessionSet set;
    set.session = id;
    set.what = {one.workshop, one.activity, one.site, one.kind};
    set.when = {one.local_date, one.utc_offset_min, one.start_ms, std::nullopt};
    set.extras = SessionSet::Extras{one.goal_area, false, SessionOrigin::live};
    set.who = SessionSet::Who{{}, one.partners};
    for (const auto& leader : one.leaders) {
      set.who->leaders.push_back(StaffId::from_bytes(uuid_bytes(leader, "leader").value(), "leader").value());
    }
    return set;
  }
  /// As somebody thought at first, or as the other one of a double session has it.
  SessionSet otherwise(const PlainRegister::Session& one, SessionId id) {
    SessionSet set = as_registered(one, id);
    set.what->activity = "m";
    set.what->kind = static_cast<SessionKind>(1 + random_.below(3));
    set.when->local_date += static_cast<std::int32_t>(random_.below(9)) - 4;
    set.when->start_ms += 3'600'000;
    return set;
  }

  void say_session(std::size_t s) {
    const auto& one = made_.sessions[s];
    const SessionId id = said_session(s);
    if (random_.one_in(4)) by_somebody(otherwise(one, id));
    by_somebody(as_registered(one, id));
    names_.push_back({id});
    if (random_.one_in(3)) say_double(one, in_order<SessionId>(s, Name::high), one.counts && random_.one_in(2));
    // Whoever does not count speaks for nobody, whatever its id.
    if (random_.one_in(3)) say_double(one, in_order<SessionId>(s, Name::low), false);
    say_state(id, one.counts, one.still_runs);
    if (s > 0 && random_.one_in(4)) {
      const SessionId other = said_session(random_.below(s));
      by_somebody(SessionSameAs{id, other, true});
      by_somebody(SessionSameAs{other, id, false});
    }
    for (const auto& [category, people] : one.headcounts) {
      say_headcount(HeadcountFigure::headcount, category_said(category), people);
    }
    say_headcount(HeadcountFigure::turned_away, "", one.turned_away);
  }
  void say_double(const PlainRegister::Session& one, SessionId id, bool counts) {
    // Sometimes its date never arrives: it belongs to the other one all the same.
    if (!random_.one_in(4)) {
      by_somebody(otherwise(one, id));
      say_state(id, counts, random_.one_in(2));
    }
    by_somebody(SessionSameAs{id, names_.back().back(), true});
    names_.back().push_back(id);
  }
  void say_state(SessionId id, bool counts, bool still_runs) {
    const auto say = [&](SessionState state) { by_somebody(SessionStateSet{id, state, std::nullopt}); };
    if (!counts) {
      if (random_.one_in(2)) return;  // never started
      say(SessionState::running);
      return say(SessionState::cancelled);
    }
    if (random_.one_in(3)) say(SessionState::cancelled);
    say(SessionState::running);
    if (still_runs) return;
    if (random_.one_in(2)) return say(SessionState::closed);
    by_somebody(SessionAutoClosed{id, 1});
  }

  SessionId some_name(std::size_t session) { return names_[session][random_.below(names_[session].size())]; }
  ParticipantId some_person(std::uint32_t person) {
    return in_order<ParticipantId>(person, static_cast<Name>(random_.below(person_names_[person])));
  }

  /// Counted by two devices, the one again and again, and set right afterwards.
  void say_headcount(HeadcountFigure figure, const std::string& category, std::int64_t people) {
    const std::size_t session = names_.size() - 1;
    const auto first = static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(people) + 1));
    const auto wrong = static_cast<std::int64_t>(random_.below(3));
    const SessionId where = some_name(session);
    by_somebody(HeadcountRecorded{where, figure, category, 7, first + 11});
    by_somebody(HeadcountRecorded{where, figure, category, 7, first});
    by_somebody(HeadcountRecorded{some_name(session), figure, category, 8, people - first + wrong});
    if (wrong > 0) by_somebody(HeadcountCorrected{some_name(session), figure, category, -wrong});
  }

  void say_check_in(const PlainRegister::CheckIn& one) {
    CheckInRecorded said{
        some_name(one.session), some_person(one.person), category_said(one.category), one.gender, one.area,
        CheckInWay::self};
    const bool mistaken = random_.one_in(6);
    if (mistaken) said.category = said.gender = said.area = "not_listed";
    const ChangeId id = by_somebody(said);
    if (mistaken) by_somebody(CheckInCorrected{{id}, category_said(one.category), one.gender, one.area});
  }

  /// What comes to nothing.
  void say_noise() {
    const auto person = static_cast<std::uint32_t>(random_.below(people_));
    const auto other = static_cast<std::uint32_t>(random_.below(people_));
    const CheckInRecorded here{
        some_name(random_.below(made_.sessions.size())), some_person(person), "adult", "b", "west", CheckInWay::staff};
    switch (random_.below(3)) {
      case 0: {
        const ChangeId mistake = by_somebody(here);
        by_somebody(CheckInWithdrawn{{mistake}});
        break;
      }
      case 1: {
        CheckInRecorded nowhere = here;
        nowhere.session = in_order<SessionId>(900, Name::low);  // which is never dated
        by_somebody(nowhere);
        break;
      }
      default: {
        if (person == other) break;
        const ParticipantSameAs link{some_person(person), some_person(other), true};
        by_somebody(link);
        by_somebody(ParticipantSameAs{link.b, link.a, false});
      }
    }
  }
  void link_person(std::size_t person) {
    for (std::size_t name = 1; name < person_names_[person]; ++name) {
      by_somebody(ParticipantSameAs{in_order<ParticipantId>(person, static_cast<Name>(name)),
                                    in_order<ParticipantId>(person, static_cast<Name>(random_.below(name))), true});
    }
  }

  const PlainRegister& made_;
  FakeRandom& random_;
  std::vector<std::unique_ptr<Author>> authors_;
  std::int64_t now_ms_ = 1'780'000'000'000;
  std::size_t people_ = 0;
  std::vector<std::size_t> person_names_;      ///< of each person, how many ids
  std::vector<std::vector<SessionId>> names_;  ///< of each session
  std::vector<Authored> all_;
};

}  // namespace

std::vector<Authored> say_register(const PlainRegister& made, const RecurringRule& rule, const TestProgramme& programme,
                                   FakeRandom& random) {
  return Devices(made, programme, random).say(rule);
}

ParticipantId said_person(std::uint32_t person) { return in_order<ParticipantId>(person, Name::low); }
SessionId said_session(std::size_t session) { return in_order<SessionId>(session, Name::middle); }

}  // namespace hk::test
