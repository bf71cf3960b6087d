#include <fmt/chrono.h>

#include <nlohmann/json.hpp>

#include "kiosk/store/access_report.h"

namespace hk {

namespace {

/// Keeps the order of keys.
using Json = nlohmann::ordered_json;

Json utc(std::int64_t ms) { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(ms / 1000)); }

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json json_of(const std::optional<Consent>& consent) {
  if (!consent) return nullptr;
  return {{"given", consent->given},
          {"text_version", consent->text_version},
          {"by", consent->by == ConsentBy::guardian ? "guardian" : "participant"},
          {"when", utc(consent->when_ms)}};
}

Json json_of(const AccessReport::Details& details) {
  const Person& person = details.person;
  return {{"participant", to_text(details.id)},
          {"name", or_null(person.name)},
          {"alias", or_null(person.alias)},
          {"phone", or_null(person.phone)},
          {"birth_year", person.birth_year ? Json(*person.birth_year) : Json()},
          {"category", or_null(person.category)},
          {"gender", or_null(person.gender)},
          {"area", or_null(person.area)},
          {"household", or_null(person.household)},
          {"card", or_null(person.card)},
          {"protected", person.is_protected},
          {"consents", {{"registration", json_of(person.registration)}, {"research", json_of(person.research)}}}};
}

const char* way_name(CheckInWay way) {
  switch (way) {
    case CheckInWay::self:
      return "self";
    case CheckInWay::staff:
      return "staff";
    case CheckInWay::household:
      return "household";
    case CheckInWay::card:
      return "card";
    case CheckInWay::import:
      return "import";
  }
  return "unknown";
}

Json json_of(const AccessReport::Visit& visit) {
  return {{"check_in", to_text(visit.check_in)},
          {"session", to_text(visit.session)},
          {"date", visit.date ? Json(to_text(*visit.date)) : Json()},
          {"recorded", utc(visit.recorded_ms)},
          {"workshop", or_null(visit.workshop)},
          {"activity", or_null(visit.activity)},
          {"site", or_null(visit.site)},
          {"category", or_null(visit.category)},
          {"gender", or_null(visit.gender)},
          {"area", or_null(visit.area)},
          {"way", way_name(visit.way)},
          {"device", or_null(visit.device_label)},
          {"withdrawn", visit.withdrawn},
          {"corrected", visit.corrected}};
}

Json json_of(const PersonLink& merge) {
  return {{"a", to_text(merge.a)}, {"b", to_text(merge.b)}, {"on", merge.on}, {"when", utc(merge.wall_ms)}};
}

Json json_of(const AuditEntry& entry) {
  Json json = {{"kind", std::string(entry.kind)},
               {"when", utc(entry.wall_ms)},
               {"staff", entry.staff ? Json(to_text(*entry.staff)) : Json()},
               {"device", or_null(entry.device_label)}};
  if (!entry.groups.empty()) json["groups"] = entry.groups;
  if (!entry.event.empty()) json["event"] = entry.event;
  if (!entry.outcome.empty()) json["outcome"] = entry.outcome;
  return json;
}

template <class Entry>
Json list(const std::vector<Entry>& entries) {
  Json json = Json::array();
  for (const Entry& entry : entries) json.push_back(json_of(entry));
  return json;
}

}  // namespace

std::string access_report_json(const AccessReport& report) {
  Json json;
  json["programme"] = report.programme;
  json["made"] = utc(report.made_ms);
  json["details"] = list(report.details);
  json["check_ins"] = list(report.visits);
  json["history"] = list(report.history);
  json["merges"] = list(report.merges);
  json["accesses"] = list(report.accesses);
  json["not_searched"] = "session notes: free text about a whole session, tied to no participant";
  // A name somebody pasted may hold bytes that are no UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hk
