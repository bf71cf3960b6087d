#pragma once
#include <cstdint>
#include <initializer_list>
#include <locale>
#include <string>
#include <string_view>

#include "kiosk/app/models.h"
#include "kiosk/text/text_engine.h"

namespace hk {

/// A value for the place {name} of a sentence.
struct WordArg {
  std::string_view name;
  std::string value;
};

/// The wording of the screens in one language. The Swedish text is the key by which translations are found, and what is
/// said where there is none.
class Words {
 public:
  /// `code` is BCP 47; `locale` holds its catalogue, first among its domains, and the names of days and months.
  Words(std::string code, std::locale locale) : code_(std::move(code)), locale_(std::move(locale)) {}

  [[nodiscard]] const std::string& code() const { return code_; }
  /// Which way a page in it is laid out and its sentences run.
  [[nodiscard]] BaseDirection direction() const;
  /// In the language itself: "svenska".
  [[nodiscard]] std::string name() const;
  /// Staff screens speak it too; participants' screens speak every language.
  [[nodiscard]] bool for_staff() const;
  /// Somebody who speaks the language has read its words.
  [[nodiscard]] bool reviewed() const;

  [[nodiscard]] std::string tr(std::string_view text) const;
  /// Puts values into their places, each between FSI and PDI, so that a name in another script turns nothing round it.
  /// A value is never read as a sentence; a place without a value stays as it is.
  [[nodiscard]] std::string tr(std::string_view text, std::initializer_list<WordArg> args) const;
  /// `one` or `many`, or what forms the language has, by `count`, which is also the value of {count}.
  [[nodiscard]] std::string tr_count(std::string_view one, std::string_view many, std::int64_t count) const;

  [[nodiscard]] std::string number(std::int64_t number) const;                   ///< 1 234
  [[nodiscard]] std::string time(ClockTime time) const;                          ///< 14:02
  [[nodiscard]] std::string time_span(const SessionSummary& session) const;      ///< 13:00–15:00, or from 13:00
  [[nodiscard]] std::string day(LocalDate date) const;                           ///< fredag 20 november
  [[nodiscard]] std::string days(LocalDate from, LocalDate to) const;            ///< 16–22 november
  [[nodiscard]] std::string date(LocalDate date) const;                          ///< 16 november
  [[nodiscard]] std::string month(LocalDate date) const;                         ///< november
  [[nodiscard]] std::string weekday_time(LocalDate date, ClockTime time) const;  ///< tors 16:10

 private:
  [[nodiscard]] std::string formatted(const std::string& pattern, std::int64_t seconds) const;
  [[nodiscard]] std::string head(std::string_view field) const;

  std::string code_;
  std::locale locale_;
};

/// `text` between FSI and PDI.
[[nodiscard]] std::string isolated(std::string_view text);

}  // namespace hk
