#include "kiosk/store/import_register.h"

#include <doctest/doctest.h>

#include <set>

#include "kiosk/store/erase_people.h"
#include "kiosk/store/register_view.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr char header[] =
    "session;date;start;end;kind;workshop;activity;site;participant;category;name;area;headcount\n";

constexpr char two_days[] =
    "s1;2025-03-03;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p1;adult;Ada Lovelace;Lindängen;\n"
    "s1;2025-03-03;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p2;child_youth;Bo Ek;;\n"
    "s2;2025-03-10;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p1;adult;;;\n"
    "s2;2025-03-10;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;;adult;;;12\n";

Register parsed(KioskStore& store, const std::string& rows) {
  const auto read = parse_register(header + rows, register_categories(store).value());
  REQUIRE_MESSAGE(read, read.error().message());
  for (const BadRow& bad : read->bad_rows) FAIL(bad.reason);
  return *read;
}

ImportSummary import(OpenStore& store, const std::string& rows, bool dry_run = false,
                     std::string_view source = "register") {
  const auto summary = import_register(*store, parsed(*store, rows), source, FakeLocalTime(), dry_run);
  REQUIRE_MESSAGE(summary, summary.error().message());
  return *summary;
}

Tally tally(OpenStore& store) {
  return read_tally(store->database(), store->programme(), parse_period("2025").value()).value().tally;
}

std::set<std::string> ids(OpenStore& store, const char* table) {
  std::set<std::string> found;
  Statement query = store->database().statement(std::string("SELECT hex(uuid) FROM ") + table);
  while (query.step()) found.insert(std::string(query.text(0)));
  return found;
}

}  // namespace

TEST_CASE("a register becomes sessions, people, check-ins and headcounts that tally") {
  OpenStore store;
  const ImportSummary summary = import(store, two_days);
  CHECK(summary.sessions == 2);
  CHECK(summary.participants == 2);
  CHECK(summary.check_ins == 3);
  CHECK(summary.headcounts == 1);
  CHECK(summary.known == 0);
  const Tally figures = tally(store);
  CHECK(figures.group_sessions == 2);
  CHECK(figures.attendances == 3);
  CHECK(figures.unique_participants == 2);
  CHECK(figures.headcount == 12);
  CHECK(store->people().search("ada", People::Match::beginning, 5, false).size() == 1);
}

TEST_CASE("catalogue entries that the register names and the programme lacks are made and listed") {
  OpenStore store;
  const ImportSummary summary = import(store, two_days);
  std::vector<std::string> made;
  for (const auto& entry : summary.created) made.push_back(entry.code + " = " + entry.label);
  CHECK(made == std::vector<std::string>{"kvinnors_halsa = Kvinnors hälsa", "yoga = Yoga",
                                         "framtidens_hus = Framtidens hus", "lindangen = Lindängen"});
  RegisterView view(store->database(), store->programme());
  CHECK(view.catalogue(CatalogueType::activity)->front().workshop == "kvinnors_halsa");
  const ImportSummary next =
      import(store, "s3;2025-03-17;13:00;15:00;group;kvinnors_halsa;YOGA;Framtidens HUS;p1;adult;;LINDÄNGEN;\n");
  CHECK(next.created.empty());
  CHECK(next.check_ins == 1);
}

TEST_CASE("importing the same register twice adds nothing") {
  OpenStore store;
  import(store, two_days);
  const std::string before = store->log().canonical_dump().value();
  const std::int64_t changes = store.number("SELECT count(*) FROM change");
  const ImportSummary again = import(store, two_days);
  CHECK(again.sessions + again.participants + again.check_ins + again.headcounts == 0);
  CHECK(again.created.empty());
  CHECK(again.known == 2 + 2 + 3 + 1);
  CHECK(store.number("SELECT count(*) FROM change") == changes);
  CHECK(store->log().canonical_dump().value() == before);
}

TEST_CASE("a dry run tells the same and writes nothing") {
  OpenStore store;
  const std::int64_t changes = store.number("SELECT count(*) FROM change");
  const ImportSummary dry = import(store, two_days, true);
  CHECK(store.number("SELECT count(*) FROM change") == changes);
  CHECK(store->people().size() == 0);
  const ImportSummary wet = import(store, two_days);
  CHECK(dry.sessions == wet.sessions);
  CHECK(dry.participants == wet.participants);
  CHECK(dry.check_ins == wet.check_ins);
  CHECK(dry.headcounts == wet.headcounts);
  CHECK(dry.created.size() == wet.created.size());
}

TEST_CASE("a register that grew adds only what is new") {
  OpenStore store;
  import(store, two_days);
  const ImportSummary grown = import(
      store,
      two_days + std::string("s2;2025-03-10;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p3;adult;;;\n"));
  CHECK(grown.sessions == 0);
  CHECK(grown.participants == 1);
  CHECK(grown.check_ins == 1);
  CHECK(tally(store).attendances == 4);
}

TEST_CASE("an import never brings back a check-in that was withdrawn") {
  OpenStore store;
  import(store, two_days);
  std::vector<CheckInId> named;
  {
    Statement query = store->database().statement("SELECT c.id FROM check_in JOIN change c USING(change)");
    while (query.step()) named.push_back(query.id<CheckInId>(0));
  }
  REQUIRE(named.size() == 3);
  REQUIRE(store->record(CheckInWithdrawn{{named[0]}}));
  CHECK(tally(store).attendances == 2);
  CHECK(import(store, two_days).check_ins == 0);
  CHECK(tally(store).attendances == 2);
}

TEST_CASE("a person's key in two files is one person, who keeps the name that somebody gave") {
  OpenStore store;
  import(store, "s1;2025-03-03;13:00;15:00;group;Hälsa;Yoga;Parken;p1;adult;;;\n");
  const ImportSummary second = import(store,
                                      "s9;2025-01-07;09:00;10:00;group;Hälsa;Yoga;Parken;p1;adult;Ada Lovelace;;\n"
                                      "s9;2025-01-07;09:00;10:00;group;Hälsa;Yoga;Parken;p2;adult;;;\n");
  CHECK(second.check_ins == 2);
  CHECK(tally(store).unique_participants == 2);
  const auto found = store->people().search("ada", People::Match::whole, 5, false);
  REQUIRE(found.size() == 1);
  import(store, "s10;2025-01-08;09:00;10:00;group;Hälsa;Yoga;Parken;p1;adult;Fel Namn;;\n");
  CHECK(store->people().find(found.front())->name == "Ada Lovelace");
  CHECK(tally(store).unique_participants == 2);
}

TEST_CASE("the same keys from another source are other sessions and other people") {
  OpenStore store;
  import(store, two_days);
  const ImportSummary other = import(store, two_days, false, "nobel21");
  CHECK(other.sessions == 2);
  CHECK(tally(store).unique_participants == 4);
}

TEST_CASE("ids say nothing to somebody without the programme's key: two programmes give other ids") {
  OpenStore one;
  OpenStore two;
  import(one, two_days);
  import(two, two_days);
  const auto all_of = [](OpenStore& store) {
    std::set<std::string> all = ids(store, "session");
    all.merge(ids(store, "participant"));
    return all;
  };
  const auto first = all_of(one);
  const auto second = all_of(two);
  CHECK(first.size() == 4);
  for (const std::string& id : first) {
    // The millisecond of the start is the same; the rest is a keyed hash.
    for (const std::string& other : second) CHECK(id.substr(12) != other.substr(12));
  }
}

TEST_CASE("an old register may name what is no longer offered, and does not bring it back") {
  OpenStore store;
  import(store, two_days);
  CatalogueSet retired;
  retired.type = CatalogueType::activity;
  retired.code = "yoga";
  retired.label = {{"sv", "Yoga"}};
  retired.workshop = "kvinnors_halsa";
  retired.kind = SessionKind::group;
  retired.retired = true;
  store.clock().advance(1000);
  REQUIRE(store->record(retired));
  const ImportSummary old =
      import(store, "s3;2025-01-17;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p1;adult;;;\n");
  CHECK(old.created.empty());
  CHECK(store.number("SELECT count(*) FROM session WHERE activity = 'yoga'") == 3);
  CHECK(store.number("SELECT retired FROM catalogue WHERE code = 'yoga'") == 1);
}

TEST_CASE("labels with the same letters get codes of their own") {
  OpenStore store;
  const ImportSummary made = import(store,
                                    "s1;2025-03-03;13:00;15:00;group;Hälsa;Yoga;Parken;p1;adult;;;\n"
                                    "s2;2025-03-04;13:00;15:00;group;Halsa;Yoga;Parken;p1;adult;;;\n"
                                    "s3;2025-03-05;13:00;15:00;group;***;Yoga;Parken;p1;adult;;;\n");
  std::set<std::string> codes;
  for (const auto& entry : made.created) {
    if (entry.type == CatalogueType::workshop) codes.insert(entry.code);
  }
  CHECK(codes == std::set<std::string>{"halsa", "halsa_2", "x"});
  CHECK(store.number("SELECT count(DISTINCT activity) FROM session") == 3);
}

TEST_CASE("a register brings no name back to somebody who was erased, and tells no area of a protected person") {
  OpenStore store;
  import(store, two_days);
  const ParticipantId ada = store->people().search("ada", People::Match::beginning, 1, false).front();
  REQUIRE(erase_person(*store, ada));
  const std::int64_t changes = store.number("SELECT count(*) FROM change");
  CHECK(import(store, two_days).participants == 0);
  CHECK(store.number("SELECT count(*) FROM change") == changes);
  CHECK(store->people().find(ada) == nullptr);

  const ParticipantId bo = store->people().search("bo", People::Match::beginning, 1, false).front();
  ParticipantDetails hidden;
  hidden.is_protected = true;
  store->record(ParticipantSet{bo, hidden}).value();
  import(store, "s3;2025-03-17;13:00;15:00;group;Kvinnors hälsa;Yoga;Framtidens hus;p2;child_youth;;Lindängen;\n");
  CHECK(store.number("SELECT count(*) FROM check_in JOIN code ON code = area WHERE text = 'lindangen'") == 1);
}

TEST_CASE("an import needs the passphrase, and leaves nothing where it has none") {
  OpenStore store;
  const Register reg = parsed(*store, two_days);
  store.reopen();
  const auto refused = import_register(*store, reg, "register", FakeLocalTime(), false);
  CHECK(refused.error().code == ErrorCode::locked);
}

TEST_CASE("codes are made of a label's letters in any script") {
  CHECK(code_from_label("Kvinnors hälsa") == "kvinnors_halsa");
  CHECK(code_from_label("Mat & prat!") == "mat_prat");
  CHECK(code_from_label("Йога") == "joga");
  CHECK(code_from_label("***") == "");
  CHECK(code_from_label(std::string(300, 'a')).size() <= 60);
}
