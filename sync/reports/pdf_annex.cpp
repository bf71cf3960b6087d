#include "sync/reports/pdf_annex.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/reports/report_words.h"

namespace hk {
namespace {

constexpr double narrow = 300;  // a table of few numbers: the eye finds its way back

/// A row of figures with the words that head it.
struct Row {
  std::vector<std::string> words;
  const ReportFigures* figures;
  bool is_total = false;
};

/// Long headings may break where their words join.
std::string breakable(std::string_view heading) {
  for (const std::string_view part : {"Deltagar", "Huvud"}) {
    if (heading.starts_with(part)) return std::string(part) + "\u00ad" + std::string(heading.substr(part.size()));
  }
  return std::string(heading);
}

PdfTable headed(const std::vector<std::string>& heads, const std::vector<Row>& rows) {
  PdfTable table;
  table.has_total = !rows.empty() && rows.back().is_total;
  for (const std::string& head : heads) table.columns.push_back({head});
  for (const Row& row : rows) table.rows.push_back(row.words);
  return table;
}

void add_column(PdfTable& table, std::string heading, const std::vector<Row>& rows,
                const std::function<ReportNumber(const ReportFigures&)>& number) {
  table.columns.push_back({std::move(heading), true});
  for (std::size_t r = 0; r < rows.size(); ++r) table.rows[r].push_back(marked_words(number(*rows[r].figures)));
}

/// A column a figure, but none for what no row has.
PdfTable figures_table(const std::vector<std::string>& heads, const std::vector<Row>& rows) {
  PdfTable table = headed(heads, rows);
  for (std::size_t i = 0; i < figure_count; ++i) {
    const auto absent = [i](const Row& row) { return row.figures->numbers[i].shown == Shown::absent; };
    if (std::all_of(rows.begin(), rows.end(), absent)) continue;
    add_column(table, breakable(figures()[i].heading), rows, [i](const ReportFigures& all) { return all.numbers[i]; });
  }
  return table;
}

/// The categories that any of the rows tells, but `unknown` where nobody is in it.
std::vector<std::size_t> told_categories(const Report& report, const std::vector<Row>& rows) {
  std::vector<std::size_t> told;
  for (std::size_t c = 0; c < report.categories.size(); ++c) {
    const bool unknown = report.categories[c].code == "unknown";
    const auto tells = [&](const Row& row) {
      const auto& all = row.figures->by_category;
      return !row.is_total && c < all.size() && !(unknown && all[c] == ReportNumber{Shown::shown, 0});
    };
    if (std::any_of(rows.begin(), rows.end(), tells)) told.push_back(c);
  }
  return told;
}

/// Unique participants by category, in as many tables as it takes; none where categories are not told.
void add_categories(PdfFlow& flow, const Report& report, const std::vector<std::string>& heads,
                    const std::vector<Row>& rows) {
  constexpr std::size_t columns_max = 5;
  const std::vector<std::size_t> told = told_categories(report, rows);
  for (std::size_t first = 0; first < told.size(); first += columns_max) {
    PdfTable table = headed(heads, rows);
    for (std::size_t i = first; i < std::min(told.size(), first + columns_max); ++i) {
      add_column(table, report.categories[told[i]].label, rows, [c = told[i]](const ReportFigures& all) {
        return c < all.by_category.size() ? all.by_category[c] : ReportNumber{};
      });
    }
    if (first == 0) flow.subheading("Unika deltagare efter kategori");
    flow.table(std::move(table));
  }
}

void add_periods(PdfFlow& flow, const Report& report) {
  flow.heading("Perioden och jämförelsen");
  std::vector<Row> rows;
  for (const ReportPeriod* one : {&report.whole, &report.compared}) {
    rows.push_back({{period_title(one->period), days_words(one->period)}, &one->figures});
  }
  PdfTable table{{{"Uppgift"},
                  {period_title(report.whole.period), true},
                  {period_title(report.compared.period), true},
                  {"Förändring", true}},
                 {}};
  for (std::size_t i = 0; i < figure_count; ++i) {
    const ReportNumber& now = report.whole.figures.numbers[i];
    const ReportNumber& then = report.compared.figures.numbers[i];
    table.rows.push_back(
        {std::string(figures()[i].label), marked_words(now), marked_words(then), change_words(now, then)});
  }
  flow.table(std::move(table), narrow);
  add_categories(flow, report, {"Period", "Dagar"}, rows);
}

void add_annual(PdfFlow& flow, const Report& report) {
  flow.heading(annual_title);
  PdfTable table{{{"Uppgift"}, {period_title(report.whole.period), true}}, {}};
  for (const WordedNumber& line : annual_lines(report)) {
    table.rows.push_back({(line.part ? "\u2003" : "") + line.label, marked_words(line.number)});
  }
  flow.table(std::move(table), narrow);
}

void add_breakdown(PdfFlow& flow, const Report& report, const ReportTable& table) {
  flow.heading(table_title(table.by));
  std::vector<std::string> heads;
  for (const Dimension dimension : table.by) heads.emplace_back(dimension_label(dimension));
  std::vector<Row> rows;
  for (const ReportRow& row : table.rows) {
    Row& words = rows.emplace_back(Row{{}, &row.figures});
    for (const TallyWords::Value& value : row.key) words.words.push_back(value.label);
  }
  if (!rows.empty()) {
    std::vector<std::string> words{std::string(whole_programme)};
    words.resize(heads.size());
    rows.push_back({std::move(words), &report.whole.figures, true});
  }
  if (!rows.empty()) flow.paragraph(rows_never_add_up, true);
  flow.table(figures_table(heads, rows));
  // By category each row would stand in one column alone.
  if (table.by != Breakdown{Dimension::category}) add_categories(flow, report, heads, rows);
}

void add_weeks(PdfFlow& flow, const Report& report) {
  flow.heading(weeks_title);
  std::vector<Row> rows;
  for (const ReportPeriod& week : report.weeks) {
    rows.push_back(
        {{period_title(week.period) + (week.goes_on ? ", inte slut" : ""), days_words(week.period)}, &week.figures});
  }
  flow.paragraph(unique_never_adds_up, true);
  flow.table(figures_table({"Vecka", "Dagar"}, rows));
  add_categories(flow, report, {"Vecka", "Dagar"}, rows);
}

void add_targets(PdfFlow& flow, const Report& report) {
  if (report.targets.empty()) return;
  flow.heading("Mål för året");
  flow.paragraph("Räknat " + days_words(report.targets[0].counted) + ".", true);
  PdfTable table{{{"Uppgift"}, {"Nått hittills", true}, {"Mål", true}}, {}};
  for (const ReportTarget& target : report.targets) {
    table.rows.push_back({std::string(figures()[target.figure].label), marked_words(target.reached),
                          number_words({Shown::shown, target.target})});
  }
  flow.table(std::move(table), narrow);
}

void add_definitions(PdfFlow& flow, const Report& report) {
  flow.heading("Definitioner");
  PdfTable table{{{"Uppgift"}, {"Vad som räknas"}}, {}, 12};
  for (Definition& one : definitions(report)) table.rows.push_back({std::move(one.term), std::move(one.meaning)});
  flow.table(std::move(table));
}

void add_coverage(PdfFlow& flow, const Report& report) {
  const Coverage& coverage = report.coverage;
  flow.heading("Täckning");
  for (const std::string& sentence : coverage_words(coverage)) flow.paragraph(sentence);
  flow.subheading("Enheter");
  PdfTable devices{{{"Enhet"}, {"Senaste kontakt med servern"}, {"Ej skickat då", true}}, {}};
  for (const Coverage::Device& device : coverage.devices) {
    devices.rows.push_back(
        {device.label + (device.own ? " (gjorde rapporten)" : ""), last_contact_words(device), unsent_words(device)});
  }
  flow.table(std::move(devices));
  if (coverage.never_closed.empty()) return;
  flow.subheading("Aldrig stängda tillfällen");
  PdfTable sessions{{{"Datum"}, {"Aktivitet"}, {"Plats"}}, {}};
  for (const Coverage::OpenSession& session : coverage.never_closed) {
    sessions.rows.push_back({date_words(session.date), session.activity, session.site});
  }
  flow.table(std::move(sessions));
}

void add_hidden(PdfFlow& flow, const Report& report) {
  flow.heading("Dolda uppgifter");
  for (const std::string& sentence : suppression_words(report)) flow.paragraph(sentence);
  if (report.suppressed.empty()) return;
  PdfTable table{{{"Tabell"}, {"Rad"}, {"Dolda uppgifter"}}, {}, 12};
  for (const HiddenRow& row : hidden_rows(report)) {
    table.rows.push_back({row.table, row.row, fmt::format("{}", fmt::join(row.figures, ", "))});
  }
  flow.table(std::move(table));
}

}  // namespace

void add_annex(PdfFlow& flow, const Report& report) {
  add_annual(flow, report);
  add_periods(flow, report);
  for (const ReportTable& table : report.tables) add_breakdown(flow, report, table);
  add_weeks(flow, report);
  add_targets(flow, report);
  add_definitions(flow, report);
  add_coverage(flow, report);
  add_hidden(flow, report);
}

}  // namespace hk
