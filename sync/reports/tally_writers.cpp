#include "sync/reports/tally_writers.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/reports/cell_text.h"
#include "sync/reports/cell_writers.h"
#include "sync/reports/figures.h"

namespace hk {
namespace {

/// "2026-11" alone would be read as a date; every other period is a number or stays text.
std::string period_cell(const Period& period) {
  const bool is_month = period.text.size() == 7 && period.text.find_first_of("WH") == std::string::npos;
  return is_month ? period.text + " (månad)" : period.text;
}

std::string padded(std::string_view label, std::size_t width, std::string_view number, std::size_t number_width) {
  const std::size_t gap = width - columns(label) + number_width - columns(number);
  return fmt::format("{}{}{}\n", label, std::string(gap + 2, ' '), number);
}

/// Label and number of each line, in order.
std::vector<std::pair<std::string, std::string>> table_lines(const Tally& tally, const TallyWords& words) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const Figure& figure : figures()) {
    lines.emplace_back(figure.label, grouped(tally.*figure.value));
    if (figure.value != &TallyFigures::unique_participants) continue;
    for_each_category(tally, words, [&](const TallyWords::Category& category, std::int64_t people) {
      lines.emplace_back("  varav " + printable(category.label), grouped(people));
    });
  }
  return lines;
}

std::string never_closed_text(std::int64_t sessions) {
  return sessions == 1 ? "1 tillfälle är aldrig stängt." : fmt::format("{} tillfällen är aldrig stängda.", sessions);
}

}  // namespace

std::string tally_json(const Tally& tally, const TallyWords& words) {
  nlohmann::ordered_json json = {{"period", tally.period.text},
                                 {"from", to_text(tally.period.from)},
                                 {"to", to_text(tally.period.to)},
                                 {"internal", true}};
  for (const Figure& figure : figures()) json[std::string(figure.code)] = tally.*figure.value;
  auto& by_category = json["by_category"] = nlohmann::ordered_json::object();
  for_each_category(tally, words, [&](const TallyWords::Category& category, std::int64_t people) {
    by_category[category.code] = people;
  });
  if (!tally.by.empty()) json["groups"] = cells_json(tally, words);
  // A code that is no UTF-8 came from a damaged log; a tally is still owed.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string tally_csv(const Tally& tally, const TallyWords& words, CsvDialect dialect) {
  CsvSheet sheet;
  const auto add = [&](std::string_view label, std::string cell, std::string_view code) {
    sheet.add({csv_cell(label), std::move(cell), csv_cell(code)});
  };
  sheet.add({"Uppgift", "Värde", "Kod"});
  add("Verksamhet", csv_cell(words.programme), "programme");
  add("Underlag", csv_cell(internal_mark), "internal");
  add("Period", csv_cell(period_cell(tally.period)), "period");
  add("Från och med", to_text(tally.period.from), "from");
  add("Till och med", to_text(tally.period.to), "to");
  for (const Figure& figure : figures()) add(figure.label, std::to_string(tally.*figure.value), figure.code);
  for_each_category(tally, words, [&](const TallyWords::Category& category, std::int64_t people) {
    add("Unika deltagare: " + category.label, std::to_string(people), "by_category." + category.code);
  });
  add("Aldrig stängda tillfällen", std::to_string(words.never_closed), "never_closed");
  add("Läs så här", csv_cell(unique_never_adds_up), "");
  add("Läs så här", csv_cell(headcount_is_apart), "");
  if (!tally.by.empty()) {
    add("Läs så här", csv_cell(rows_never_add_up), "");
    sheet.add({});
    add_cells(sheet, tally, words);
  }
  return sheet.text(dialect);
}

std::string tally_table(const Tally& tally, const TallyWords& words) {
  const auto lines = table_lines(tally, words);
  std::size_t width = 0, number_width = 0;
  for (const auto& [label, number] : lines) {
    width = std::max(width, columns(label));
    number_width = std::max(number_width, columns(number));
  }
  std::string table;
  if (!words.programme.empty()) table += printable(words.programme) + "\n";
  table += fmt::format("Period {}, {} till {}\n{}\n\n", tally.period.text, to_text(tally.period.from),
                       to_text(tally.period.to), internal_mark);
  for (const auto& [label, number] : lines) table += padded(label, width, number, number_width);
  if (!tally.by.empty()) table += fmt::format("\n{}\n{}\n", cells_table(tally, words), rows_never_add_up);
  table += fmt::format("\n{}\n{}\n", unique_never_adds_up, headcount_is_apart);
  if (words.never_closed > 0) table += never_closed_text(words.never_closed) + "\n";
  return table;
}

}  // namespace hk
