#include <doctest/doctest.h>

#include "tests/support/bytes.h"
#include "tests/support/find_text.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

/// What must not be read outside is looked for in every file of the data folder, in every form a program might write.

TEST_CASE("the search for planted names finds a text in each of the forms it looks for") {
  const std::string name = "Qwertyuiopasdfgh";
  for (const auto& [form, bytes] : forms_of(name)) {
    for (int offset = 0; offset < 3; ++offset) {
      CHECK_MESSAGE(!forms_found(Bytes(offset, 'x') + bytes + "tail", name).empty(), form);
    }
  }
  // Base64 of a text in which the name stands anywhere.
  for (int offset = 0; offset < 6; ++offset) {
    CHECK_FALSE(forms_found(base64(Bytes(offset, 'x') + name + "tail"), name).empty());
  }
  CHECK(forms_found("Qwertyuiopasdfg", name).empty());
}

TEST_CASE("no name, alias, phone number, household, card or note of a day's work is in clear in any file") {
  const std::vector<std::string> planted = {"Xqpaulavzsturmqk", "Zwolfgangkrjmptx", "Vyaliasqmzkrtbnw",
                                            "Jphone0701234567", "Khouseholdqzxvbn", "Hcardqzpmnbvcxlk",
                                            "Wnotetextqzxjkvb", "Pfreetextzzqxjvb"};
  OpenStore store;
  ParticipantDetails details;
  details.identity = {planted[0] + " " + planted[1], planted[2], planted[3], 1984};
  details.household = planted[4];
  details.card = planted[5];
  CatalogueSet site;
  site.type = CatalogueType::site;
  site.code = "framtidens";
  site.label = {{"sv", "Kontrolltextensyn"}};
  REQUIRE(store->record(site));
  const SessionId session = store.start_session();
  const auto person = make_id<ParticipantId>(store.clock(), store.random());
  REQUIRE(store->record(ParticipantSet{person, details}));
  for (int n = 0; n < 20; ++n) {
    const ChangeId here = store.check_in(session, person);
    if (n % 2 == 0) REQUIRE(store->record(CheckInWithdrawn{{here}}));
    store.add_person(planted[0] + std::to_string(n));
  }
  REQUIRE(store->record(SessionNoteSet{session, "how_it_went", planted[6]}));
  REQUIRE(store->record(SessionNoteSet{session, "needs", planted[7] + " och mer"}));
  REQUIRE(store->people().search(planted[0], People::Match::beginning, 50, true).size() == 21);
  store.reopen();
  store.unlock();

  int files = 0;
  bool control = false;
  const auto search = [&] {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store.folder().path())) {
      ++files;
      const Bytes bytes = file_bytes(entry.path().string());
      control = control || !forms_found(bytes, "Kontrolltextensyn").empty();
      for (const std::string& text : planted) {
        CHECK_MESSAGE(forms_found(bytes, text).empty(), text << " in " << entry.path().string());
      }
    }
  };
  search();  // with WAL and shared memory
  CHECK(files >= 4);
  CHECK(control);
  store.close();
  search();
}
