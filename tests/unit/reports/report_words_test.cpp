#include "sync/reports/report_words.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace hk;

namespace {

std::string words_of(std::string_view period) { return period_words(parse_period(period).value()); }

LocalMoment moment(std::string_view date, std::int32_t minute) { return {parse_date(date).value().days, minute, 60}; }

bool says(const std::vector<std::string>& sentences, std::string_view part) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&](const std::string& one) { return one.find(part) != std::string::npos; });
}

std::string meaning_of(const Report& report, std::string_view term) {
  for (const Definition& one : definitions(report)) {
    if (one.term == term) return one.meaning;
  }
  return {};
}

}  // namespace

TEST_CASE("a period reads as people say it, and says once what its ends share") {
  CHECK(words_of("2026-W47") == "Vecka 47, 16–22 november 2026");
  CHECK(words_of("2026-W05") == "Vecka 5, 26 januari – 1 februari 2026");
  CHECK(words_of("2026-W53") == "Vecka 53, 28 december 2026 – 3 januari 2027");
  CHECK(words_of("2026-11") == "November 2026");
  CHECK(words_of("2023-H2") == "Andra halvåret 2023, 1 juli – 31 december 2023");
  CHECK(words_of("2025") == "Helåret 2025");
  CHECK(words_of("2025-03-05..2025-03-05") == "5 mars 2025");
  const Period week = parse_period("2027-W01").value();
  CHECK(period_in_sentence(week, parse_period("2027-W02").value()) == "vecka 1");
  CHECK(period_in_sentence(period_before(week), week) == "vecka 53 2026");
  CHECK(period_in_sentence(parse_period("2026-11").value(), week) == "november 2026");
}

TEST_CASE("numbers are grouped without a place to break, and what is not told says how") {
  CHECK(number_words({Shown::shown, 11444}) == "11\u00a0444");
  CHECK(number_words({Shown::kept, 7}) == "7");
  CHECK(number_words({Shown::hidden, 0}) == "..");
  CHECK(number_words({}) == "–");
  CHECK(change_words({Shown::shown, 1246}, {Shown::shown, 228}) == "+1\u00a0018");
  CHECK(change_words({Shown::shown, 3}, {Shown::shown, 7}) == "−4");
  CHECK(change_words({Shown::shown, 3}, {Shown::shown, 3}) == "±\u00a00");
  CHECK(change_words({Shown::shown, 3}, {Shown::hidden, 0}).empty());
}

TEST_CASE("the annual report's table has the city's words and order, with the categories below the unique") {
  Report report;
  report.categories = {
      {"child_youth", "Barn och unga"}, {"eu", "EU-medborgare"}, {"young", "Äldre"}, {"unknown", "Uppgift saknas"}};
  report.whole.figures.by_category = {{Shown::shown, 662}, {Shown::hidden, 0}, {Shown::shown, 9}, {Shown::shown, 0}};
  std::string labels;
  for (const WordedNumber& line : annual_lines(report)) labels += line.label + "|";
  CHECK(labels ==
        "Gruppaktiviteter|Deltagartillfällen|Unika deltagare|varav barn och unga|varav EU-medborgare|varav äldre|"
        "Återkommande deltagare|Individuellt stöd|Större arrangemang|Fick inte plats|");
}

TEST_CASE("every figure has a definition, and the recurring rule is the programme's own") {
  Report report;
  for (const Figure& figure : figures()) CHECK_MESSAGE(!meaning_of(report, figure.label).empty(), figure.label);
  CHECK(meaning_of(report, "Återkommande deltagare").find("minst 2\u00a0gruppaktiviteter") != std::string::npos);
  report.recurring = {RecurringRule::Kind::visits_in_period, 3};
  CHECK(meaning_of(report, "Återkommande deltagare").find("minst 3\u00a0deltagartillfällen") != std::string::npos);
}

TEST_CASE("one line says what may be missing, or how long the most silent device has been silent") {
  Coverage coverage;
  coverage.devices = {{"Kontoret", true, {}, 0}, {"Biblioteket", false, moment("2026-11-19", 970), 0}};
  CHECK(completeness_words(coverage) ==
        "Inget känt saknas: alla enheter hade skickat allt när de senast hördes, den som varit tyst längst "
        "19 november 2026 kl. 16:10.");
  coverage.devices[1].unsent = 37;
  coverage.devices.push_back({"Motetten", false, {}, {}});
  coverage.devices.push_back({"Skolan", false, {}, {}});
  coverage.goes_on = true;
  coverage.quarantined = 1;
  CHECK(completeness_words(coverage) ==
        "Preliminär: perioden är inte slut; väntar på Biblioteket (hördes senast 19 november 2026 kl. 16:10), Motetten "
        "(tid för senaste kontakt okänd) och 1\u00a0enhet till; 1\u00a0ändring har inte kunnat godkännas.");
}

TEST_CASE("what changed since an earlier export is said by its period") {
  Coverage coverage;
  coverage.changed = {{parse_period("2026-W46").value(), moment("2026-11-16", 485)}};
  CHECK(says(coverage_words(coverage), "V46 ändrad sedan exporten 16 november 2026 kl. 08:05."));
}

TEST_CASE("hidden figures are named by row, and their reasons never one by one") {
  Report report;
  report.internal = false;
  report.whole.period = parse_period("2026-W47").value();
  report.tables = {{{Dimension::site}, {{{{"framtidens", "Framtidens hus"}}, {}}}}};
  report.suppressed = {{"total", "", "turned_away"},
                       {"site", "framtidens", "attendances"},
                       {"site", "framtidens", "unique_participants"},
                       {"weeks", "2026-W46", "headcount"}};
  const auto rows = hidden_rows(report);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].row == "Vecka 47");
  CHECK(rows[1].table == "Platser");
  CHECK(rows[1].row == "Framtidens hus");
  CHECK(rows[1].figures == std::vector<std::string>{"Deltagartillfällen", "Unika deltagare"});
  CHECK(rows[2].row == "Vecka 46");
  CHECK(says(suppression_words(report), "4\u00a0uppgifter är dolda"));
  CHECK(says(suppression_words(report), "färre än 5 personer"));
  CHECK_FALSE(says(suppression_words(report), "tidigare export. Det som har ändrats"));
  report.weeks = {{parse_period("2026-W46").value(), {}, false}};
  report.weeks[0].figures.numbers[3] = {Shown::kept, 12};
  CHECK(says(suppression_words(report), "tidigare export. Det som har ändrats"));
}
