#include <fmt/format.h>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_rows.h"
#include "sync/reports/report_words.h"
#include "sync/reports/sheets.h"

namespace hk {
namespace {

using Rows = std::vector<std::vector<Cell>>;

void add_headings(Rows& rows, const std::vector<std::string>& words) {
  rows.push_back({});
  auto& row = rows.emplace_back();
  for (const std::string& one : words) row.push_back({one, Look::heading});
}

Cell or_unknown(const std::optional<std::int64_t>& number) {
  return number ? Cell{*number, Look::number} : Cell{std::string("Okänt"), Look::missing};
}

void add_devices(Rows& rows, const Coverage& coverage) {
  add_headings(rows, {"Enhet", "Senaste kontakt", "Inte skickat"});
  rows.back()[2].look = Look::number_heading;
  for (const Coverage::Device& device : coverage.devices) {
    rows.push_back(
        {{printable(device.label) + (device.own ? " (gjorde exporten)" : ""), Look::text},
         device.last_contact ? Cell{*device.last_contact, Look::moment} : Cell{std::string("Okänd"), Look::text},
         or_unknown(device.unsent)});
  }
  if (coverage.devices.empty()) rows.push_back({{std::string("Inga enheter är kända"), Look::text}});
}

void add_never_closed(Rows& rows, const Coverage& coverage) {
  if (coverage.never_closed.empty()) return;
  add_headings(rows, {"Aldrig stängt tillfälle", "Plats", "Datum"});
  rows.back()[2].look = Look::number_heading;
  for (const Coverage::OpenSession& open : coverage.never_closed) {
    rows.push_back({text_cell(open.activity), text_cell(open.site), {open.date, Look::date}});
  }
}

void add_named(Rows& rows, const char* heading, const std::vector<HiddenRow>& named) {
  if (named.empty()) return;
  add_headings(rows, {heading, "Rad", "Uppgifter"});
  for (const HiddenRow& one : named) {
    rows.push_back(
        {text_cell(one.table), text_cell(one.row), text_cell(fmt::format("{}", fmt::join(one.figures, ", ")))});
  }
}

}  // namespace

Sheet definitions_sheet(const Report& report) {
  Sheet sheet{"Definitioner",
              {30, 82},
              {{{std::string("Så räknas uppgifterna"), Look::title}},
               {{std::string(mark_words(report)), report.internal ? Look::warning : Look::note}},
               {}}};
  sheet.rows.push_back({{std::string("Begrepp"), Look::heading}, {std::string("Betydelse"), Look::heading}});
  sheet.head_rows = sheet.rows.size();
  for (const Definition& one : definitions(report)) {
    sheet.rows.push_back({{one.term, Look::text}, {one.meaning, Look::text}});
  }
  return sheet;
}

Sheet coverage_sheet(const Report& report) {
  Sheet sheet{"Täckning", {42, 34, 46}, {}, 1};
  sheet.landscape = true;
  sheet.rows = sheet_head(report, "Täckning: " + period_words(report.whole.period));
  sheet.rows.pop_back();
  for (const std::string& words : coverage_words(report.coverage)) sheet.rows.push_back({text_cell(words, Look::note)});
  if (report.coverage.preliminary()) sheet.rows[2][0].look = Look::warning;
  add_devices(sheet.rows, report.coverage);
  add_never_closed(sheet.rows, report.coverage);
  sheet.rows.push_back({});
  sheet.rows.push_back({{std::string("Dolda uppgifter"), Look::lead}});
  for (const std::string& words : suppression_words(report)) sheet.rows.push_back({{words, Look::note}});
  add_named(sheet.rows, "Dolt i", hidden_rows(report));
  add_named(sheet.rows, "Som i en tidigare export", named_rows(report, kept_figures(report)));
  return sheet;
}

}  // namespace hk
