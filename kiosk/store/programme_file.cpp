#include "kiosk/store/programme_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/store/json_node.h"
#include "kiosk/store/programme_words.h"
#include "sync/domain/calendar.h"
#include "sync/domain/plain_text.h"

namespace hk {
namespace {

constexpr int depth_max = 8;
constexpr std::size_t word_bytes_max = 200;
constexpr std::size_t text_bytes_max = 20'000;
constexpr std::size_t entries_max = 1'000;
constexpr std::size_t slots_max = 5'000;

constexpr std::array<std::string_view, 10> figures = {
    "group_sessions",     "individual_sessions", "events",           "attendances",
    "headcount",          "unique_participants", "new_participants", "recurring_participants",
    "individual_support", "turned_away"};

template <class Value, std::size_t n>
Value read_word(const JsonNode& node, const std::array<Word<Value>, n>& words) {
  const std::string text = node.text(word_bytes_max);
  std::string choices;
  for (const auto& [word, value] : words) {
    if (text == word) return value;
    choices += choices.empty() ? "" : ", ";
    choices += word;
  }
  node.complain(fmt::format("'{}' is none of {}", shown(text), choices));
  return words[0].second;
}

std::string read_code(const JsonNode& node) {
  std::string code = node.text(64);
  const bool allowed = std::all_of(code.begin(), code.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (!allowed) node.complain(fmt::format("'{}' has other characters than a-z, 0-9 and _", shown(code)));
  return code;
}

bool is_language(std::string_view code) {
  return code.size() >= 2 && code.size() <= 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

Label read_label(const JsonNode& node) {
  Label label;
  for (const std::string& language : node.keys()) {
    const JsonNode words = node.at(language);
    if (!is_language(language)) words.complain("not a language code like sv");
    label[language] = words.text(word_bytes_max);
  }
  if (!label.contains("sv")) node.complain("has no Swedish words ('sv')");
  return label;
}

std::string read_pictogram(const JsonNode& node) {
  return node.has("pictogram") ? read_code(node.at("pictogram")) : std::string();
}

/// A code that another list must hold.
template <class List>
std::string read_reference(const JsonNode& node, const List& list, std::string_view what) {
  std::string code = node.text(64);
  const bool known = std::any_of(list.begin(), list.end(), [&](const auto& entry) { return entry.code == code; });
  if (!known) node.complain(fmt::format("no such {} '{}'", what, shown(code)));
  return code;
}

/// Reads a list whose entries have codes, each once.
template <class T, class ReadEntry>
void read_list(const JsonNode& root, std::string_view key, std::vector<T>& list, ReadEntry read_entry) {
  if (!root.has(key)) return;
  std::set<std::string> seen;
  for (const JsonNode& node : root.at(key).items(entries_max)) {
    list.push_back(read_entry(node));
    if (!seen.insert(list.back().code).second) {
      node.at("code").complain(fmt::format("'{}' stands twice in the list", shown(list.back().code)));
    }
  }
}

ProgrammeFile::Entry read_entry(const JsonNode& node) {
  node.only_keys({"code", "label"});
  return {read_code(node.at("code")), read_label(node.at("label"))};
}

ProgrammeFile::Category read_category(const JsonNode& node) {
  node.only_keys({"code", "label", "pictogram"});
  ProgrammeFile::Category category{read_code(node.at("code")), read_label(node.at("label")), read_pictogram(node)};
  if (category.code == "unknown") node.at("code").complain("'unknown' is kept for those who were not asked");
  return category;
}

ProgrammeFile::Activity read_activity(const JsonNode& node, const ProgrammeFile& file) {
  node.only_keys({"code", "label", "workshop", "kind", "goal_area", "pictogram"});
  ProgrammeFile::Activity activity;
  activity.code = read_code(node.at("code"));
  activity.label = read_label(node.at("label"));
  activity.workshop = read_reference(node.at("workshop"), file.workshops, "workshop");
  if (node.has("kind")) activity.kind = read_word(node.at("kind"), kind_words);
  if (node.has("goal_area")) activity.goal_area = read_reference(node.at("goal_area"), file.goal_areas, "goal area");
  activity.pictogram = read_pictogram(node);
  return activity;
}

std::int32_t read_minute(const JsonNode& node) {
  const auto minute = parse_minute_of_day(node.text(word_bytes_max));
  if (!minute) node.complain(fmt::format("'{}': {}", minute.error().thing, minute.error().what));
  return minute.value_or(0);
}

void read_schedule(const JsonNode& root, ProgrammeFile& file) {
  if (!root.has("schedule")) return;
  std::set<std::string> seen;
  for (const JsonNode& node : root.at("schedule").items(slots_max)) {
    node.only_keys({"activity", "site", "weekday", "start", "end"});
    ProgrammeFile::Slot slot;
    slot.activity = read_reference(node.at("activity"), file.activities, "activity");
    slot.site = read_reference(node.at("site"), file.sites, "site");
    slot.weekday = static_cast<std::int32_t>(node.at("weekday").number(1, 7));
    slot.start_min = read_minute(node.at("start"));
    slot.end_min = read_minute(node.at("end"));
    if (slot.end_min <= slot.start_min) node.at("end").complain("comes not after the start");
    if (!seen.insert(schedule_entry_id(slot)).second) {
      node.complain("the same activity, site, weekday and start stand in the list already");
    }
    file.schedule.push_back(std::move(slot));
  }
}

void read_age_bands(const JsonNode& root, ProgrammeFile& file) {
  if (!root.has("age_bands")) {
    file.age_bands = default_age_bands(file.categories);
    return;
  }
  std::int64_t least = 0;
  for (const JsonNode& node : root.at("age_bands").items(entries_max)) {
    node.only_keys({"from", "to", "label", "pictogram", "category"});
    if (least > 150) node.complain("comes after a band without an end");
    ProgrammeFile::AgeBand band;
    band.from = static_cast<std::int32_t>(node.at("from").number(0, 150));
    if (band.from < least) node.at("from").complain("bands must rise and not overlap");
    if (node.has("to")) band.to = static_cast<std::int32_t>(node.at("to").number(band.from, 150));
    least = band.to.value_or(150) + 1;
    band.label = read_label(node.at("label"));
    band.pictogram = read_pictogram(node);
    band.category = read_reference(node.at("category"), file.categories, "category");
    file.age_bands.push_back(std::move(band));
  }
}

void read_languages(const JsonNode& root, ProgrammeFile& file) {
  if (!root.has("languages")) return;
  file.languages.clear();
  for (const JsonNode& node : root.at("languages").items(entries_max)) {
    std::string language = node.text(word_bytes_max);
    if (!is_language(language)) node.complain(fmt::format("'{}' is not a language code like sv", shown(language)));
    if (std::find(file.languages.begin(), file.languages.end(), language) != file.languages.end()) {
      node.complain(fmt::format("'{}' stands twice in the list", shown(language)));
    }
    file.languages.push_back(std::move(language));
  }
  if (file.languages.empty()) root.at("languages").complain("is empty");
}

void read_fields(const JsonNode& root, ProgrammeFile::Fields& fields) {
  if (!root.has("fields")) return;
  const JsonNode node = root.at("fields");
  node.only_keys({"name", "phone", "birth_year", "gender", "area"});
  if (node.has("name")) fields.name = read_word(node.at("name"), field_words);
  if (node.has("phone")) fields.phone = read_word(node.at("phone"), field_words);
  if (node.has("birth_year")) fields.birth_year = read_word(node.at("birth_year"), field_words);
  if (node.has("gender")) fields.gender = read_word(node.at("gender"), field_words);
  if (node.has("area")) fields.area = read_word(node.at("area"), field_words);
}

void read_targets(const JsonNode& root, ProgrammeFile& file) {
  if (!root.has("targets")) return;
  const JsonNode node = root.at("targets");
  for (const std::string& figure : node.keys()) {
    if (std::find(figures.begin(), figures.end(), figure) == figures.end()) {
      node.complain(fmt::format("no such figure '{}'", shown(figure)));
    }
    file.targets[figure] = node.at(figure).number(0, 1'000'000'000);
  }
}

void read_texts(const JsonNode& root, ProgrammeFile& file) {
  if (!root.has("texts")) return;
  const JsonNode node = root.at("texts");
  node.only_keys({"consent", "research", "notice"});
  for (const std::string& name : node.keys()) {
    const JsonNode entry = node.at(name);
    ProgrammeFile::Text text;
    text.version = static_cast<std::int32_t>(entry.at("version").number(1, 1'000'000));
    for (const std::string& key : entry.keys()) {
      if (key == "version") continue;
      if (!is_language(key)) entry.at(key).complain("neither 'version' nor a language code like sv");
      text.words[key] = entry.at(key).text(text_bytes_max, true);
    }
    if (!text.words.contains("sv")) entry.complain("has no Swedish words ('sv')");
    file.texts[name] = std::move(text);
  }
}

void read_rules(const JsonNode& root, ProgrammeFile& file) {
  if (root.has("recurring")) {
    const JsonNode node = root.at("recurring");
    node.only_keys({"rule", "n"});
    file.recurring.kind = read_word(node.at("rule"), rule_words);
    file.recurring.n = static_cast<std::int32_t>(node.at("n").number(1, 1000));
  }
  if (root.has("child_basis")) file.child_basis = read_word(root.at("child_basis"), basis_words);
  if (root.has("retention_months")) {
    file.retention_months = static_cast<std::int32_t>(root.at("retention_months").number(1, 600));
  }
  // Hiding may be made stricter than five people, never looser.
  if (root.has("small_cell")) file.small_cell = static_cast<std::int32_t>(root.at("small_cell").number(5, 1000));
  if (root.has("discreet")) file.discreet = root.at("discreet").flag();
}

ProgrammeFile read_programme(const JsonNode& root) {
  root.only_keys({"format",           "name",       "languages",  "categories", "age_bands",
                  "goal_areas",       "workshops",  "activities", "sites",      "areas",
                  "partners",         "schedule",   "recurring",  "fields",     "child_basis",
                  "retention_months", "small_cell", "discreet",   "targets",    "texts"});
  ProgrammeFile file;
  if (root.at("format").number(0, INT32_MAX) != 1) root.at("format").complain("this program reads format 1 only");
  file.name = root.at("name").text(word_bytes_max);
  read_languages(root, file);
  read_list(root, "categories", file.categories, read_category);
  if (file.categories.empty()) root.at("categories").complain("is empty");
  read_age_bands(root, file);
  read_list(root, "goal_areas", file.goal_areas, read_entry);
  read_list(root, "workshops", file.workshops, read_entry);
  read_list(root, "sites", file.sites, read_entry);
  read_list(root, "areas", file.areas, read_entry);
  read_list(root, "partners", file.partners, read_entry);
  read_list(root, "activities", file.activities, [&](const JsonNode& node) { return read_activity(node, file); });
  read_schedule(root, file);
  read_rules(root, file);
  read_fields(root, file.fields);
  read_targets(root, file);
  read_texts(root, file);
  return file;
}

}  // namespace

Result<ProgrammeFile> parse_programme_file(std::string_view json) {
  if (json.size() > programme_file_bytes_max) {
    return fail(ErrorCode::invalid, "programme file", "is larger than 1 MiB");
  }
  HK_ASSIGN(const nlohmann::json document, parse_json(json, "programme file", depth_max));
  if (!document.is_object()) return fail(ErrorCode::invalid, "programme file", "must be an object { }");
  Complaint complaint;
  ProgrammeFile file = read_programme(JsonNode(document, complaint));
  if (complaint.first()) return tl::unexpected<Error>(*complaint.first());
  return file;
}

}  // namespace hk
