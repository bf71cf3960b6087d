#pragma once
#include <string_view>

namespace hk {

/// What a printed access report says in one language.
struct AccessReportWords {
  std::string_view language;
  bool right_to_left = false;
  std::string_view title, about, nothing;
  // headings
  std::string_view details, consents, visits, history, merges, accesses, use;
  // what is held
  std::string_view id, name, alias, phone, birth_year, category, gender, area, household, card, is_protected;
  std::string_view registration, research;
  // consents: {} the day, {} the version of the words
  std::string_view said_yes, said_no, by_guardian;
  // visits
  std::string_view self, staff, with_household, by_card, imported, withdrawn, corrected, not_fetched;
  // the access log
  std::string_view report_made, erased, looked;
  std::string_view device, unnamed_device, merged, parted, notes, rights;
};

/// The words in `language`, else in English.
[[nodiscard]] const AccessReportWords& access_report_words(std::string_view language);

}  // namespace hk
