#include "kiosk/store/correct_person.h"

#include <doctest/doctest.h>

#include "kiosk/store/audit_trail.h"
#include "tests/support/open_store.h"

namespace hk::test {

namespace {

constexpr LocalDate today{20'600};  // 2026-05-27

ProgrammeFile::Fields all_on() {
  return {FieldUse::optional, FieldUse::optional, FieldUse::optional, FieldUse::optional, FieldUse::optional};
}

Person ada() {
  Person person;
  person.name = "Ada Byron";
  person.phone = "040-12 34 56";
  person.birth_year = 1985;
  person.area = "nydala";
  return person;
}

std::string complaint(const PersonEdit& edit, const ProgrammeFile::Fields& fields = all_on()) {
  const auto made = corrected(ada(), edit, fields, today);
  return made ? std::string() : made.error().thing;
}

template <class Value>
PersonEdit with(Value PersonEdit::*field, const typename Value::value_type& value) {
  PersonEdit edit;
  edit.*field = value;
  return edit;
}

}  // namespace

TEST_CASE("a correction writes what it names, and leaves the rest as it was") {
  const ParticipantDetails details = corrected(ada(), with(&PersonEdit::name, "Ada Lovelace"), all_on(), today).value();
  CHECK(details.identity == ParticipantDetails::Identity{"Ada Lovelace", "", "040-12 34 56", 1985});
  CHECK_FALSE(details.area.has_value());
  const ParticipantDetails emptied =
      corrected(ada(), with(&PersonEdit::birth_year, std::nullopt), all_on(), today).value();
  CHECK_FALSE(emptied.identity->birth_year.has_value());
  CHECK(emptied.identity->name == "Ada Byron");
}

TEST_CASE("a field that is switched off takes nothing, but can be emptied; one that is required cannot") {
  ProgrammeFile::Fields fields = all_on();
  fields.phone = FieldUse::off;
  fields.area = FieldUse::off;
  fields.birth_year = FieldUse::off;
  fields.gender = FieldUse::off;
  fields.name = FieldUse::required;
  CHECK(complaint(with(&PersonEdit::phone, "040-65 43 21"), fields) == "phone");
  CHECK(complaint(with(&PersonEdit::area, "nydala"), fields) == "area");
  CHECK(complaint(with(&PersonEdit::gender, "f"), fields) == "gender");
  CHECK(complaint(with(&PersonEdit::birth_year, 1984), fields) == "birth_year");
  CHECK(complaint(with(&PersonEdit::name, ""), fields) == "name");
  for (const PersonEdit& edit :
       {with(&PersonEdit::phone, ""), with(&PersonEdit::area, ""), with(&PersonEdit::gender, ""),
        with(&PersonEdit::birth_year, std::nullopt), with(&PersonEdit::name, "Ada")}) {
    CHECK(complaint(edit, fields).empty());
  }
}

TEST_CASE("a year of birth is one of somebody alive, and no field takes a personnummer") {
  CHECK(complaint(with(&PersonEdit::birth_year, 1895)) == "birth_year");
  CHECK(complaint(with(&PersonEdit::birth_year, 2027)) == "birth_year");
  CHECK(complaint(with(&PersonEdit::birth_year, 2026)).empty());
  CHECK(complaint(with(&PersonEdit::name, "Ada 811228-9874")) == "name");
  CHECK(complaint(with(&PersonEdit::phone, "811228-9874")) == "phone");
  CHECK(complaint(with(&PersonEdit::phone, "0701234569")).empty());
}

TEST_CASE("who becomes protected has no area from then on") {
  PersonEdit edit = with(&PersonEdit::is_protected, true);
  edit.alias = "Blomman";
  const ParticipantDetails details = corrected(ada(), edit, all_on(), today).value();
  CHECK(details.area == "");
  CHECK(details.is_protected == true);
  Person hidden = ada();
  hidden.is_protected = true;
  hidden.area.clear();
  CHECK(corrected(hidden, with(&PersonEdit::area, "almvik"), all_on(), today).value().area == "");
}

TEST_CASE("a protected person always has an alias to be shown by, a neutral one where nobody chose it") {
  OpenStore store;
  const ParticipantId person = store.add_person("Ada Byron");
  REQUIRE(correct_person(*store, person, with(&PersonEdit::is_protected, true), today));
  const Person* hidden = store->people().find(person);
  CHECK(hidden->staff_name().starts_with("Deltagare "));
  CHECK(store->people().search("ada", People::Match::beginning, 5, false).empty());
  CHECK(correct_person(*store, person, with(&PersonEdit::alias, ""), today).error().thing == "alias");
  REQUIRE(correct_person(*store, person, with(&PersonEdit::alias, "Blomman"), today));
  CHECK(store->people().find(person)->staff_name() == "Blomman");
  REQUIRE(correct_person(*store, person, with(&PersonEdit::is_protected, false), today));
  CHECK(store->people().find(person)->staff_name() == "Ada B.");
}

TEST_CASE("a person's history says who wrote which group when, on which device") {
  OpenStore store;
  const ParticipantId person = store.add_person("Ada Byron");
  const ParticipantId merged = store.add_person("Ada B");
  store->record(ParticipantSameAs{person, merged, true}).value();
  store.clock().advance(60'000);
  const StaffId staff = make_id<StaffId>(store.clock(), store.random());
  store->act_as(staff);
  REQUIRE(correct_person(*store, person, with(&PersonEdit::category, "adult"), today));
  store->record(ConsentSet{person, ConsentSet::Details{ConsentPurpose::research, 2, true, ConsentBy::participant}})
      .value();
  const std::vector<AuditEntry> history = person_history(*store, person).value();
  REQUIRE(history.size() == 4);
  CHECK(history[0].groups == std::vector<std::string>{"identity", "category"});
  CHECK(history[1].participant == merged);
  CHECK(history[2].groups == std::vector<std::string>{"category"});
  CHECK(history[2].staff == staff);
  CHECK(history[2].wall_ms == store.clock().wall_ms());
  CHECK(history[2].device == store->own().device);
  CHECK(history[3].groups == std::vector<std::string>{"research"});
  CHECK(correct_person(*store, make_id<ParticipantId>(store.clock(), store.random()), {}, today).error().code ==
        ErrorCode::not_found);
  store.reopen();
  CHECK(correct_person(*store, person, {}, today).error().code == ErrorCode::locked);
  CHECK(person_history(*store, person).error().code == ErrorCode::locked);
}

TEST_CASE("the audit trail is read in pages from the last change to the first, without gap or repetition") {
  OpenStore store;
  for (int n = 0; n < 5; ++n) store.check_in(store.start_session(), store.add_person("Ada"));
  std::vector<std::int64_t> rows;
  std::optional<std::int64_t> before;
  do {
    const AuditPage page = audit_trail(*store, before, 4).value();
    for (const AuditEntry& entry : page.entries) rows.push_back(entry.row);
    before = page.earlier;
  } while (before);
  CHECK(static_cast<std::int64_t>(rows.size()) == store.number("SELECT count(*) FROM change"));
  CHECK(std::is_sorted(rows.rbegin(), rows.rend()));
  const AuditEntry last = audit_trail(*store, std::nullopt, 1).value().entries.front();
  CHECK(last.kind == "check_in_recorded");
  CHECK(last.participant.has_value());
  CHECK(last.session.has_value());
}

}  // namespace hk::test
