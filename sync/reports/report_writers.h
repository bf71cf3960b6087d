#pragma once
#include <string>

#include "sync/reports/csv_sheet.h"
#include "sync/reports/report.h"

/// A report as a file for a program (JSON), for a spreadsheet (CSV, XLSX) and for a terminal. Pure, and reproducible:
/// the same report gives the same bytes on every machine, whatever its clock and locale. An internal one says so in
/// each. A hidden figure is null in JSON and `..` elsewhere, and is listed with the reason; an absent one is null or
/// empty, a kept one prints its value and is listed, or stands with `*`. No label can become a formula, steer or break
/// a line.
namespace hk {

/// One object: period, from, to, internal, the figures in the order of domain.md, by_category; `groups` of the table
/// that was asked for, if any; then compared, tables, weeks, targets, suppressed, kept; and last what differs between
/// devices that hold the same log: preliminary, coverage. Every
/// category is listed, `unknown` only where somebody may be in it.
[[nodiscard]] std::string report_json(const Report& report);
/// Columns Uppgift, Värde, Kod (the JSON's names); below, under headings of their own, the table asked for, the other
/// tables, the weeks, devices, what is hidden. Dates are dates and numbers are numbers in a spreadsheet.
[[nodiscard]] std::string report_csv(const Report& report, CsvDialect dialect = CsvDialect::swedish);
/// For a terminal: Swedish, aligned, beside the compared period, with what a reader must know below.
[[nodiscard]] std::string report_table(const Report& report);
/// A workbook: figures, the annual report's table, a sheet a table, weeks with a chart, definitions, coverage.
/// Any thread, one at a time: the library that writes it asks gmtime.
/// Errors: io, where the library finds no room for its temporary files.
[[nodiscard]] Result<Bytes> report_xlsx(const Report& report);

}  // namespace hk
