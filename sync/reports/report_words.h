#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/reports/report.h"

/// What reports say besides figures, in plain Swedish: the same sentences in every file and on every screen.
namespace hk {

/// "16 november 2026".
[[nodiscard]] std::string date_words(LocalDate date);
/// "16–22 november 2026"; what both ends share is said once.
[[nodiscard]] std::string days_words(const Period& period);
/// "19 november 2026 kl. 16:10".
[[nodiscard]] std::string moment_words(const LocalMoment& moment);
/// As a title: "Vecka 47", "November 2026", "Andra halvåret 2026", "Helåret 2026"; free dates as their days.
[[nodiscard]] std::string period_title(const Period& period);
/// "V47" of a week, otherwise the title.
[[nodiscard]] std::string period_short(const Period& period);
/// The title with its days: "Vecka 47, 16–22 november 2026".
[[nodiscard]] std::string period_words(const Period& period);
/// As a title within a sentence about `beside`: "vecka 46", or "vecka 46 2025" where that lies in another year.
[[nodiscard]] std::string period_in_sentence(const Period& period, const Period& beside);

/// A label as it stands within a sentence: "barn och unga", but "EU-migranter".
[[nodiscard]] std::string within_sentence(std::string text);

/// "11 444" with spaces that do not break, `..` hidden, – absent; a kept one as its number.
[[nodiscard]] std::string number_words(const ReportNumber& number);
/// "+18", "−4", "± 0"; empty where either is not told.
[[nodiscard]] std::string change_words(const ReportNumber& now, const ReportNumber& then);
/// Stands after a kept figure; suppression_words() says what it means.
inline constexpr std::string_view kept_mark = "*";
/// number_words() with the mark behind a kept one.
[[nodiscard]] std::string marked_words(const ReportNumber& number);

/// "453 av 600 (75 %)", in whole percent downwards: 100 % is never said of 599.
[[nodiscard]] std::string target_words(const ReportTarget& target);

/// "Hälsoverkstäder", "Platser"; of two dimensions "Plats och veckodag".
[[nodiscard]] std::string table_title(const Breakdown& by);
inline constexpr std::string_view whole_programme = "Hela verksamheten";
inline constexpr std::string_view weeks_title = "Tolv veckor";
inline constexpr std::string_view annual_title = "Som i årsredovisningen";

struct WordedNumber {
  std::string label;
  ReportNumber number;
  bool part = false;  ///< of the line above it: "varav barn och unga"
};
/// The table of the city's annual report, in its wording and order.
[[nodiscard]] std::vector<WordedNumber> annual_lines(const Report& report);

struct Definition {
  std::string term, meaning;
};
/// What each figure counts, with the recurring rule as the programme has it, then what signs and periods mean.
[[nodiscard]] std::vector<Definition> definitions(const Report& report);

/// Whom the report is for: internal_mark or external_mark.
[[nodiscard]] std::string_view mark_words(const Report& report);
/// One line: that nothing known is missing, or that the report is preliminary and why.
[[nodiscard]] std::string completeness_words(const Coverage& coverage);
/// When the device was last heard: a moment, or that it is not known.
[[nodiscard]] std::string last_contact_words(const Coverage::Device& device);
[[nodiscard]] std::string unsent_words(const Coverage::Device& device);
/// "V46 ändrad sedan exporten 16 november 2026 kl. 08:05."
[[nodiscard]] std::string changed_words(const Coverage::Changed& changed);
/// Sentences on everything but single devices and sessions; never none.
[[nodiscard]] std::vector<std::string> coverage_words(const Coverage& coverage);

/// Figures of one row of one table: hidden ones, say.
struct HiddenRow {
  std::string table, row;  ///< as a reader knows them: "Platser", "Framtidens hus"
  std::vector<std::string> figures;
};
[[nodiscard]] std::vector<HiddenRow> hidden_rows(const Report& report);
/// The same of other figures, neighbours in one row together.
[[nodiscard]] std::vector<HiddenRow> named_rows(const Report& report, std::span<const Suppressed> figures);
/// What kept_mark means.
[[nodiscard]] std::string kept_words(const Report& report);
/// Why figures are hidden or kept, and that which is hidden for what reason is not told: it would narrow them down.
/// Of an internal report one sentence: nothing is.
[[nodiscard]] std::vector<std::string> suppression_words(const Report& report);

}  // namespace hk
