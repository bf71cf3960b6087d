#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("Today leads those who coordinate to Samordning, and nobody else") {
  Bench today(sample::screen_of(sample::today()));
  CHECK(only<ShowCoordination>(today.tap("coordination")) != nullptr);
  auto other = sample::today();
  other.may_coordinate = false;
  CHECK(Bench(sample::screen_of(other)).find("coordination") == nullptr);
}

TEST_CASE("the rows of Samordning lead to what they name") {
  Bench menu(sample::screen_of(sample::coordination(CoordinationPage::menu)));
  CHECK(only<OpenCoordination>(menu.tap("menu:0"))->page == CoordinationPage::staff);
  CHECK(only<OpenCoordination>(menu.tap("menu:5"))->page == CoordinationPage::keys);
  Bench staff(sample::screen_of(sample::staff_list(4)));
  CHECK(only<OpenCoordination>(staff.tap("staff:1"))->subject == CoordinationSubject(sample::id<StaffId>(2)));
  CHECK(only<Act>(staff.tap("act:add"))->act == CoordinationAct::add_member);
  Bench people(sample::screen_of(sample::people("FAT", 2)));
  CHECK(only<OpenCoordination>(people.tap("people:0"))->subject == CoordinationSubject(sample::id<ParticipantId>(1)));
}

TEST_CASE("what cannot be taken back is confirmed with a yes that stands beside a no") {
  Bench bench(sample::screen_of(sample::confirming(sample::person(), CoordinationAct::erase)));
  CHECK(only<AnswerConfirm>(bench.tap("yes"))->yes);
  CHECK_FALSE(only<AnswerConfirm>(bench.tap("no"))->yes);
  CHECK(bench.find("act:erase") == nullptr);
}

TEST_CASE("this device cannot be revoked from itself, and one that only waits has nothing to lose") {
  Bench other(sample::screen_of(sample::device()));
  CHECK(only<Act>(other.tap("act:revoke"))->act == CoordinationAct::revoke_device);
  auto own = sample::device();
  own.devices.front().own = true;
  CHECK(Bench(sample::screen_of(own)).find("act:revoke") == nullptr);
}

TEST_CASE("a new device's words are approved or refused beneath them, and after a no only a new code is offered") {
  CHECK(only<Act>(Bench(sample::screen_of(sample::devices())).tap("act:new-device"))->act ==
        CoordinationAct::new_device);
  Bench seen(sample::screen_of(sample::new_device(1)));
  CHECK(only<OpenCoordination>(seen.tap("devices:0"))->subject == CoordinationSubject(sample::id<DeviceId>(4)));
  Bench words(sample::screen_of(sample::comparing()));
  CHECK(only<Act>(words.tap("act:approve"))->act == CoordinationAct::approve_words);
  CHECK(only<Act>(words.tap("act:refuse"))->act == CoordinationAct::refuse_words);
  CHECK(Bench(sample::screen_of(sample::working(sample::comparing()))).find("act:approve") == nullptr);
  Bench differ(sample::screen_of(sample::words_differ()));
  CHECK(differ.find("act:approve") == nullptr);
  CHECK(only<Act>(differ.tap("act:new-code"))->act == CoordinationAct::new_device);
}

TEST_CASE("a device without words to compare cannot be approved") {
  auto model = sample::comparing();
  model.words.reset();
  CHECK(Bench(sample::screen_of(model)).find("act:approve") == nullptr);
}

TEST_CASE("two people side by side are merged or told apart, and who is one is taken apart") {
  Bench two(sample::screen_of(sample::pair(false)));
  CHECK(only<Act>(two.tap("act:merge"))->act == CoordinationAct::merge);
  CHECK(only<Act>(two.tap("act:not-same"))->act == CoordinationAct::not_same);
  CHECK(two.find("act:apart") == nullptr);
  Bench one(sample::screen_of(sample::pair(true)));
  CHECK(only<Act>(one.tap("act:apart"))->act == CoordinationAct::take_apart);
  CHECK(one.find("act:merge") == nullptr);
}

TEST_CASE("a merged person's card leads to each registration, and a proposal to its pair") {
  const CoordinationSubject pair = ParticipantPair{sample::id<ParticipantId>(1), sample::id<ParticipantId>(7)};
  Bench card(sample::screen_of(sample::merged_person()));
  CHECK(only<OpenCoordination>(card.tap("link:0"))->subject == pair);
  CHECK(only<Act>(card.tap("act:other"))->act == CoordinationAct::find_other);
  Bench empty(sample::screen_of(sample::people_with_duplicates()));
  CHECK(only<OpenCoordination>(empty.tap("people:0"))->page == CoordinationPage::duplicates);
  Bench list(sample::screen_of(sample::duplicates(2)));
  CHECK(only<OpenCoordination>(list.tap("duplicates:1"))->page == CoordinationPage::pair);
  Bench other(sample::screen_of(sample::other_person()));
  CHECK(only<OpenCoordination>(other.tap("people:1"))->subject ==
        CoordinationSubject(ParticipantPair{sample::id<ParticipantId>(1), sample::id<ParticipantId>(2)}));
}

TEST_CASE("while a report is written nothing else is begun") {
  auto model = sample::person();
  model.working = true;
  CHECK(Bench(sample::screen_of(model)).find("act:report") == nullptr);
}

}  // namespace
