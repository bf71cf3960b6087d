#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "sync/reports/report_rows.h"
#include "sync/reports/report_writers.h"

namespace hk {
namespace {

using Json = nlohmann::ordered_json;

Json number_json(const ReportNumber& number) { return number.has_value() ? Json(number.value) : Json(nullptr); }

void add_figures(Json& json, const Report& report, const ReportFigures& row) {
  for (std::size_t i = 0; i < figure_count; ++i) json[std::string(figures()[i].code)] = number_json(row.numbers[i]);
  Json& by_category = json["by_category"] = Json::object();
  for (const std::size_t c : category_columns(report, {&row})) {
    by_category[report.categories[c].code] = number_json(row.by_category[c]);
  }
}

Json span_json(const Period& period) {
  return {{"period", period.text}, {"from", to_text(period.from)}, {"to", to_text(period.to)}};
}

Json period_json(const Report& report, const ReportPeriod& period) {
  Json json = span_json(period.period);
  json["goes_on"] = period.goes_on;
  add_figures(json, report, period.figures);
  return json;
}

Json rows_json(const Report& report, const ReportTable& table) {
  Json rows = Json::array();
  for (const ReportRow& row : table.rows) {
    Json& json = rows.emplace_back();
    for (std::size_t d = 0; d < table.by.size(); ++d) {
      json["key"][std::string(dimension_name(table.by[d]))] = row.key[d].code;
    }
    add_figures(json, report, row.figures);
  }
  return rows;
}

Json tables_json(const Report& report) {
  Json tables = Json::object();
  for (const ReportTable& table : fixed_tables(report)) tables[table_name(table.by)] = rows_json(report, table);
  return tables;
}

Json weeks_json(const Report& report) {
  Json weeks = Json::array();
  for (const ReportPeriod& week : report.weeks) weeks.push_back(period_json(report, week));
  return weeks;
}

Json targets_json(const Report& report) {
  Json targets = Json::object();
  for (const ReportTarget& target : report.targets) {
    Json& json = targets[std::string(figures()[target.figure].code)] = {{"target", target.target},
                                                                        {"reached", number_json(target.reached)}};
    json.update(span_json(target.counted));
  }
  return targets;
}

/// Names alone: which of them are hidden for their own sake would tell how small they are.
Json names_json(const std::vector<Suppressed>& figures_named) {
  Json all = Json::array();
  for (const Suppressed& one : figures_named) {
    all.push_back({{"table", one.table}, {"row", one.row}, {"figure", one.figure}});
  }
  return all;
}

/// ISO 8601 with the offset from UTC.
std::string moment_json(const LocalMoment& moment) {
  const std::int32_t offset = std::abs(moment.utc_offset_min);
  return fmt::format("{}T{}{}{:02}:{:02}", to_text(LocalDate{moment.days}), minute_text(moment.minute_of_day),
                     moment.utc_offset_min < 0 ? '-' : '+', offset / 60, offset % 60);
}

Json coverage_json(const Coverage& coverage) {
  Json devices = Json::array(), never_closed = Json::array(), changed = Json::array();
  for (const Coverage::Device& device : coverage.devices) {
    devices.push_back({{"label", device.label},
                       {"own", device.own},
                       {"last_contact", device.last_contact ? Json(moment_json(*device.last_contact)) : Json(nullptr)},
                       {"unsent", device.unsent ? Json(*device.unsent) : Json(nullptr)}});
  }
  for (const Coverage::OpenSession& open : coverage.never_closed) {
    never_closed.push_back({{"date", to_text(open.date)}, {"activity", open.activity}, {"site", open.site}});
  }
  for (const Coverage::Changed& one : coverage.changed) {
    changed.push_back({{"period", one.period.text}, {"exported", moment_json(one.exported)}});
  }
  return {{"goes_on", coverage.goes_on},  {"no_server", coverage.no_server}, {"quarantined", coverage.quarantined},
          {"refused", coverage.refused},  {"devices", std::move(devices)},   {"never_closed", std::move(never_closed)},
          {"changed", std::move(changed)}};
}

}  // namespace

std::string report_json(const Report& report) {
  Json json = span_json(report.whole.period);
  json["internal"] = report.internal;
  add_figures(json, report, report.whole.figures);
  if (const ReportTable* asked = asked_table(report)) json["groups"] = rows_json(report, *asked);
  json["compared"] = period_json(report, report.compared);
  json["tables"] = tables_json(report);
  json["weeks"] = weeks_json(report);
  json["targets"] = targets_json(report);
  json["small_cell"] = report.small_cell;
  json["suppressed"] = names_json(report.suppressed);
  json["kept"] = names_json(kept_figures(report));
  // What differs between devices that hold the same log stands last.
  json["preliminary"] = report.coverage.preliminary();
  json["coverage"] = coverage_json(report.coverage);
  // A code that is no UTF-8 came from a damaged log; a report is still owed.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hk
