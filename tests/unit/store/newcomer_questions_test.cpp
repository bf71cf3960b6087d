#include "kiosk/store/newcomer_questions.h"

#include <doctest/doctest.h>

#include "tests/support/open_store.h"

namespace hk::test {

namespace {

Result<NewcomerQuestions> asked(OpenStore& store) { return newcomer_questions(store->log(), store->programme()); }

void set(OpenStore& store, const std::string& field, const std::string& json) {
  ProgrammeSet change;
  change.fields[field] = json;
  store->record(change).value();
}

}  // namespace

TEST_CASE("what a newcomer is asked reads back as the programme file set it") {
  ProgrammeFile file = bare_programme("Prov").value();
  file.fields.name = FieldUse::required;
  file.fields.area = FieldUse::off;
  OpenStore store(file);
  const NewcomerQuestions questions = asked(store).value();
  CHECK(questions.name == FieldUse::required);
  CHECK(questions.area == FieldUse::off);
  CHECK(questions.age_bands == file.age_bands);
}

TEST_CASE("a setting that no reader would take is refused by its place") {
  OpenStore store;
  set(store, "fields", R"({"name":"sometimes"})");
  CHECK(asked(store).error().code == ErrorCode::invalid);
  set(store, "fields", R"({"name":"optional"})");
  set(store, "age_bands", R"([{"from":-1,"label":{"sv":"Barn"},"category":"adult"}])");
  CHECK(asked(store).error().message().find("from") != std::string::npos);
}

}  // namespace hk::test
