#include "kiosk/store/people.h"

#include <doctest/doctest.h>

#include <array>

#include "tests/support/numbered.h"

using namespace hk;
using namespace hk::test;

namespace {

/// People by name; their number is their place in the list.
class Crowd {
 public:
  explicit Crowd(std::initializer_list<const char*> names) {
    for (const char* name : names) say(people.size(), name);
  }
  void say(std::uint64_t who, const char* name, const char* alias = "", std::optional<bool> is_protected = {}) {
    ParticipantDetails details;
    details.identity = {name, alias, "", std::nullopt};
    details.is_protected = is_protected;
    apply(who, details, ++time_);
  }
  void apply(std::uint64_t who, const ParticipantDetails& details, std::int64_t at) {
    people.apply({numbered<ParticipantId>(who), details}, Hlc::of(at),
                 numbered<ChangeId>(static_cast<std::uint64_t>(at)));
  }
  /// Names of those found by `typed`, as staff see them, in order.
  [[nodiscard]] std::vector<std::string> found(const char* typed, People::Match match = People::Match::beginning,
                                               bool with_protected = false) const {
    std::vector<std::string> names;
    for (const ParticipantId& id : people.search(typed, match, 100, with_protected)) {
      names.push_back(people.find(id)->name);
    }
    return names;
  }
  People people;

 private:
  std::int64_t time_ = 0;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("three Latin letters find a name in any script") {
  const Crowd crowd{"فاطمة الزهراء", "Åsa Öberg",  "Юрий Шевченко", "ሰላም ገብረ",
                    "Đorđe Šarić",   "Nguyễn Thị", "李小龙",        "Łukasz"};
  CHECK(crowd.found("fat") == Names{"فاطمة الزهراء"});
  CHECK(crowd.found("asa") == Names{"Åsa Öberg"});
  CHECK(crowd.found("Åsa") == Names{"Åsa Öberg"});
  CHECK(crowd.found("obe") == Names{"Åsa Öberg"});
  CHECK(crowd.found("sev") == Names{"Юрий Шевченко"});
  CHECK(crowd.found("sal") == Names{"ሰላም ገብረ"});
  CHECK(crowd.found("dor") == Names{"Đorđe Šarić"});
  CHECK(crowd.found("sar") == Names{"Đorđe Šarić"});
  CHECK(crowd.found("ngu") == Names{"Nguyễn Thị"});
  CHECK(crowd.found("xia") == Names{"李小龙"});
  CHECK(crowd.found("luk") == Names{"Łukasz"});
}

TEST_CASE("a name is found in its own letters, in capitals and in another spelling of the same letters") {
  const Crowd crowd{"فاطمة الزهراء", "Åsa Öberg"};
  CHECK(crowd.found("فاط") == Names{"فاطمة الزهراء"});
  CHECK(crowd.found("ÅSA ÖB") == Names{"Åsa Öberg"});
  CHECK(crowd.found("A\u030Asa") == Names{"Åsa Öberg"});
}

TEST_CASE("every part of a double name is found, in any order") {
  const Crowd crowd{"Anna-Karin von Sydow", "O'Brien Maeve", "Maria del Carmen  Ruiz"};
  for (const char* typed : {"ann", "kar", "syd", "von", "kar ann", "anna-k", "sydow anna", "  kar  "}) {
    CHECK_MESSAGE(crowd.found(typed) == Names{"Anna-Karin von Sydow"}, typed);
  }
  CHECK(crowd.found("obr") == Names{"O'Brien Maeve"});
  CHECK(crowd.found("O’Br") == Names{"O'Brien Maeve"});
  CHECK(crowd.found("ruiz car") == Names{"Maria del Carmen  Ruiz"});
  CHECK(crowd.found("nna").empty());
  CHECK(crowd.found("ann ruiz").empty());
}

TEST_CASE("nothing typed finds nobody") {
  const Crowd crowd{"Ada Lovelace", "李小龙"};
  for (const char* typed : {"", " ", "-", "!?", " - "}) CHECK_MESSAGE(crowd.found(typed).empty(), typed);
}

TEST_CASE("a whole word is that word and not a longer one") {
  const Crowd crowd{"Eva Ek", "Evander Ekman"};
  CHECK(crowd.found("eva") == Names{"Eva Ek", "Evander Ekman"});
  CHECK(crowd.found("eva", People::Match::whole) == Names{"Eva Ek"});
  CHECK(crowd.found("eva ek", People::Match::whole) == Names{"Eva Ek"});
}

TEST_CASE("people with a protected identity are found by staff only, and shown by their alias") {
  Crowd crowd{"Ada Lovelace"};
  crowd.say(1, "", "Adam Berg", true);
  CHECK(crowd.found("ada") == Names{"Ada Lovelace"});
  CHECK(crowd.people.search("ada", People::Match::beginning, 10, true).size() == 2);
  const Person* hidden = crowd.people.find(numbered<ParticipantId>(1));
  CHECK(hidden->staff_name() == "Adam Berg");
  CHECK(hidden->first_name() == "Adam");
  CHECK(hidden->initial().empty());
}

TEST_CASE("staff find somebody by the alias that the screen shows, also when a name is on record") {
  Crowd crowd{};
  crowd.say(1, "Riktiga Namnet", "Blomman", true);
  CHECK(crowd.found("blo", People::Match::beginning, true) == Names{"Riktiga Namnet"});
  CHECK(crowd.found("blo").empty());
  CHECK(crowd.people.find(numbered<ParticipantId>(1))->staff_name() == "Blomman");
}

TEST_CASE("protection that ends, or begins, changes who is found") {
  Crowd crowd{"Ada Lovelace"};
  ParticipantDetails details;
  details.is_protected = true;
  crowd.apply(0, details, 50);
  CHECK(crowd.found("ada").empty());
  details.is_protected = false;
  crowd.apply(0, details, 40);
  CHECK(crowd.found("ada").empty());
  crowd.apply(0, details, 60);
  CHECK(crowd.found("ada") == Names{"Ada Lovelace"});
}

TEST_CASE("staff see the first name and the surname's initial, in any script") {
  const Crowd crowd{"Ada Lovelace", "Åsa Öberg", "Cher", "Anna Maria Ek", "فاطمة الزهراء"};
  const auto shown = [&](std::uint64_t who) { return crowd.people.find(numbered<ParticipantId>(who))->staff_name(); };
  CHECK(shown(0) == "Ada L.");
  CHECK(shown(1) == "Åsa Ö.");
  CHECK(shown(2) == "Cher");
  CHECK(shown(3) == "Anna E.");
  CHECK(shown(4) == "فاطمة ا.");
}

TEST_CASE("each group of details goes to its last writer, in whatever order they come") {
  Crowd later_first{};
  ParticipantDetails first;
  first.identity = {"Ada Byron", "", "", std::nullopt};
  first.category = "adult";
  ParticipantDetails second;
  second.identity = {"Ada Lovelace", "", "", std::nullopt};
  later_first.apply(0, second, 2);
  later_first.apply(0, first, 1);
  const Person* ada = later_first.people.find(numbered<ParticipantId>(0));
  CHECK(ada->name == "Ada Lovelace");
  CHECK(ada->category == "adult");
  CHECK(later_first.found("byr").empty());
  CHECK(later_first.found("lov").size() == 1);
}

TEST_CASE("those found come in order of name, as many as asked for") {
  const Crowd crowd{"Per Öst", "Per Al", "Pernilla Ek", "Per Ek"};
  CHECK(crowd.found("per") == Names{"Per Al", "Per Ek", "Per Öst", "Pernilla Ek"});
  CHECK(crowd.people.search("per", People::Match::beginning, 2, false).size() == 2);
  CHECK(crowd.people.search("per", People::Match::beginning, 0, false).empty());
}

TEST_CASE("names met before fold as they did the first time") {
  const Crowd crowd{"فاطمة Åsa", "Åsa فاطمة", "Li-Åsa Ek"};
  CHECK(crowd.found("asa").size() == 3);
  CHECK(crowd.found("fat asa").size() == 2);
}

TEST_CASE("after a wipe nobody is known") {
  Crowd crowd{"Ada Lovelace", "فاطمة"};
  crowd.people.wipe();
  CHECK(crowd.people.size() == 0);
  CHECK(crowd.found("ada").empty());
}

TEST_CASE("what people are found by goes with their names: corrected, erased, wiped") {
  Crowd crowd{"Fatima Ek", "Mohammed Ek"};
  CHECK(crowd.people.words() == 3);
  crowd.say(0, "Zoran Ek", "Blomman");
  CHECK(crowd.people.words() == 4);
  CHECK(crowd.found("fatma").empty());
  CHECK(crowd.found("zor") == Names{"Zoran Ek"});
  crowd.people.erase(numbered<ParticipantId>(0));
  CHECK(crowd.people.words() == 2);
  crowd.people.wipe();
  CHECK(crowd.people.words() == 0);
}

TEST_CASE("linked people are found once by any of their names, in any script, and apart again when they are not") {
  Crowd crowd{"Fatima Ek", "فاطمة برغ", "Fatima Al"};
  const auto id = [](std::uint64_t n) { return numbered<ParticipantId>(n); };
  crowd.people.link({{id(0), id(1)}});
  CHECK(crowd.people.search("fatima", People::Match::beginning, 9, false) == std::vector{id(2), id(0)});
  CHECK(crowd.people.search("برغ", People::Match::beginning, 9, false) == std::vector{id(0)});
  const std::array regulars{id(1)};
  CHECK(crowd.people.search("fatima", People::Match::beginning, 1, false, regulars) == std::vector{id(0)});
  ParticipantDetails hidden;
  hidden.is_protected = true;
  crowd.apply(1, hidden, 90);
  CHECK(crowd.found("fatima") == Names{"Fatima Al"});
  crowd.people.link({});
  CHECK(crowd.found("fatima") == Names{"Fatima Al", "Fatima Ek"});
  crowd.people.link({{id(0), id(1)}});
  crowd.people.erase(id(1));
  CHECK(crowd.found("fatima") == Names{"Fatima Al", "Fatima Ek"});
  CHECK(crowd.found("برغ", People::Match::beginning, true).empty());
}

TEST_CASE("a crowd that is handed over whole is found as before") {
  Crowd crowd{"Fatima Ek", "فاطمة برغ"};
  People taken = std::move(crowd.people);
  CHECK(taken.search("fatima", People::Match::beginning, 9, false).size() == 2);
  taken.erase(numbered<ParticipantId>(0));
  CHECK(taken.words() == 2);
}

TEST_CASE("the last word on each purpose counts, with the version of the words and who said it") {
  Crowd crowd{"Ada Lovelace"};
  const auto say = [&](ConsentPurpose purpose, bool given, std::int32_t version, std::int64_t at) {
    crowd.people.apply(
        ConsentSet{numbered<ParticipantId>(0), ConsentSet::Details{purpose, version, given, ConsentBy::guardian}},
        Hlc::of(at), numbered<ChangeId>(static_cast<std::uint64_t>(at)));
  };
  say(ConsentPurpose::research, false, 4, 300);
  say(ConsentPurpose::research, true, 3, 200);
  say(ConsentPurpose::registration, true, 7, 250);
  const Person* ada = crowd.people.find(numbered<ParticipantId>(0));
  CHECK(ada->research == Consent{false, 4, ConsentBy::guardian, 300});
  CHECK(ada->registration == Consent{true, 7, ConsentBy::guardian, 250});
  CHECK_FALSE(ada->agrees_to_research());
  say(ConsentPurpose::research, true, 5, 400);
  CHECK(crowd.people.find(numbered<ParticipantId>(0))->agrees_to_research());
}

TEST_CASE("who is erased is found by nobody, and namesakes still are") {
  Crowd crowd{"فاطمة Öberg", "فاطمة Ek"};
  crowd.people.erase(numbered<ParticipantId>(0));
  crowd.people.erase(numbered<ParticipantId>(7));
  CHECK(crowd.people.find(numbered<ParticipantId>(0)) == nullptr);
  CHECK(crowd.people.size() == 1);
  CHECK(crowd.found("obe").empty());
  CHECK(crowd.found("fat") == Names{"فاطمة Ek"});
  crowd.say(2, "فاطمة Öberg");
  CHECK(crowd.found("fat obe") == Names{"فاطمة Öberg"});
}

namespace {

/// Who `who` may be checked in with, by number.
std::vector<std::uint64_t> household(const Crowd& crowd, std::uint64_t who) {
  std::vector<std::uint64_t> numbers;
  for (const ParticipantId& id : crowd.people.household_of(numbered<ParticipantId>(who))) {
    for (std::uint64_t number = 0; number < 10; ++number) {
      if (numbered<ParticipantId>(number) == id) numbers.push_back(number);
    }
  }
  return numbers;
}

void settle(Crowd& crowd, std::uint64_t who, const char* household, std::int64_t at) {
  ParticipantDetails details;
  details.household = household;
  crowd.apply(who, details, at);
}

using Members = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("a household is whoever was last said to belong to it, in order of name") {
  Crowd crowd{"Noor Haddad", "Amina Haddad", "Bo Ek"};
  settle(crowd, 0, "h", 100);
  settle(crowd, 1, "h", 101);
  CHECK(household(crowd, 0) == Members{1, 0});
  CHECK(household(crowd, 2) == Members{2});
  settle(crowd, 1, "other", 102);
  CHECK(household(crowd, 0) == Members{0});
  settle(crowd, 1, "h", 50);  // said before, heard later
  CHECK(household(crowd, 0) == Members{0});
  settle(crowd, 1, "h", 103);
  crowd.people.erase(numbered<ParticipantId>(0));
  CHECK(household(crowd, 1) == Members{1});
}

TEST_CASE("who is known under two ids lives where the last of them was said to, and once") {
  Crowd crowd{"Noor Haddad", "Noor H", "Amina Haddad", "Sara Lind"};
  settle(crowd, 0, "haddad", 100);
  settle(crowd, 1, "haddad", 101);
  settle(crowd, 2, "haddad", 102);
  settle(crowd, 3, "lind", 103);
  const std::vector both{numbered<ParticipantId>(0), numbered<ParticipantId>(1)};
  crowd.people.link({both});
  CHECK(household(crowd, 2) == Members{2, 0});
  settle(crowd, 1, "lind", 104);
  CHECK(household(crowd, 2) == Members{2});
  CHECK(household(crowd, 3) == Members{0, 3});
  crowd.people.link({});
  CHECK(household(crowd, 2) == Members{2, 0});
}
