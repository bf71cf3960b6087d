#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kiosk/store/programme_words.h"
#include "sync/domain/calendar.h"
#include "sync/domain/plain_text.h"

namespace hk {
namespace {

/// Keeps the order of keys, so that equal settings are equal bytes.
using Json = nlohmann::ordered_json;

std::string json_text(const Json& json) { return json.dump(); }

Json label_json(const Label& label) {
  Json json = Json::object();
  for (const auto& [language, words] : label) json[language] = words;
  return json;
}

Json age_bands_json(const std::vector<ProgrammeFile::AgeBand>& bands) {
  Json json = Json::array();
  for (const auto& band : bands) {
    Json entry = {{"from", band.from}};
    if (band.to) entry["to"] = *band.to;
    entry["label"] = label_json(band.label);
    if (!band.pictogram.empty()) entry["pictogram"] = band.pictogram;
    entry["category"] = band.category;
    json.push_back(std::move(entry));
  }
  return json;
}

Json fields_json(const ProgrammeFile::Fields& fields) {
  return {{"name", word_of(fields.name, field_words)},
          {"phone", word_of(fields.phone, field_words)},
          {"birth_year", word_of(fields.birth_year, field_words)},
          {"gender", word_of(fields.gender, field_words)},
          {"area", word_of(fields.area, field_words)}};
}

Json texts_json(const std::map<std::string, ProgrammeFile::Text>& texts) {
  Json json = Json::object();
  for (const auto& [name, text] : texts) {
    Json entry = label_json(text.words);
    entry["version"] = text.version;
    json[name] = std::move(entry);
  }
  return json;
}

ProgrammeSet settings(const ProgrammeFile& file) {
  ProgrammeSet set;
  set.fields["name"] = json_text(file.name);
  set.fields["languages"] = json_text(file.languages);
  set.fields["age_bands"] = json_text(age_bands_json(file.age_bands));
  set.fields["recurring"] = json_text({{"rule", word_of(file.recurring.kind, rule_words)}, {"n", file.recurring.n}});
  set.fields["fields"] = json_text(fields_json(file.fields));
  set.fields["child_basis"] = json_text(word_of(file.child_basis, basis_words));
  set.fields["retention_months"] = json_text(file.retention_months);
  set.fields["small_cell"] = json_text(file.small_cell);
  set.fields["discreet"] = json_text(file.discreet);
  set.fields["targets"] = json_text(file.targets.empty() ? Json::object() : Json(file.targets));
  set.fields["texts"] = json_text(texts_json(file.texts));
  return set;
}

template <class Entry>
CatalogueSet catalogue(CatalogueType type, const Entry& entry, std::size_t order) {
  CatalogueSet set;
  set.type = type;
  set.code = entry.code;
  set.order = static_cast<std::int32_t>(order);
  set.label = entry.label;
  return set;
}

void add_entries(std::vector<ChangeBody>& changes, CatalogueType type,
                 const std::vector<ProgrammeFile::Entry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) changes.push_back(catalogue(type, entries[i], i));
}

void add_categories(std::vector<ChangeBody>& changes, const ProgrammeFile& file) {
  for (std::size_t i = 0; i < file.categories.size(); ++i) {
    CatalogueSet set = catalogue(CatalogueType::category, file.categories[i], i);
    set.pictogram = file.categories[i].pictogram;
    changes.push_back(std::move(set));
  }
}

void add_activities(std::vector<ChangeBody>& changes, const ProgrammeFile& file) {
  for (std::size_t i = 0; i < file.activities.size(); ++i) {
    const auto& activity = file.activities[i];
    CatalogueSet set = catalogue(CatalogueType::activity, activity, i);
    set.pictogram = activity.pictogram;
    set.workshop = activity.workshop;
    set.kind = activity.kind;
    set.goal_area = activity.goal_area;
    changes.push_back(std::move(set));
  }
}

void add_schedule(std::vector<ChangeBody>& changes, const ProgrammeFile& file) {
  for (const auto& slot : file.schedule) {
    ScheduleSet set;
    set.entry = schedule_entry_id(slot);
    set.activity = slot.activity;
    set.site = slot.site;
    set.weekday = slot.weekday;
    set.start_min = slot.start_min;
    set.end_min = slot.end_min;
    changes.push_back(std::move(set));
  }
}

}  // namespace

std::string schedule_entry_id(const ProgrammeFile::Slot& slot) {
  return fmt::format("{}/{}/{}/{}", slot.activity, slot.site, slot.weekday, minute_text(slot.start_min));
}

/// Bands of domain.md, as far as the programme has their categories.
std::vector<ProgrammeFile::AgeBand> default_age_bands(const std::vector<ProgrammeFile::Category>& categories) {
  std::vector<ProgrammeFile::AgeBand> bands = {
      {0, 12, {{"sv", "Barn"}, {"en", "Child"}}, "child", "child_youth"},
      {13, 19, {{"sv", "Ungdom"}, {"en", "Teenager"}}, "teen", "child_youth"},
      {20, 64, {{"sv", "Vuxen"}, {"en", "Adult"}}, "adult", "adult"},
      {65, std::nullopt, {{"sv", "Äldre"}, {"en", "Elder"}}, "elder", "adult"}};
  std::erase_if(bands, [&](const auto& band) {
    return std::none_of(categories.begin(), categories.end(), [&](const auto& c) { return c.code == band.category; });
  });
  return bands;
}

Result<ProgrammeFile> bare_programme(std::string name) {
  if (name.empty()) return fail(ErrorCode::invalid, "programme name", "is empty");
  if (name.size() > 200) return fail(ErrorCode::invalid, "programme name", "is longer than 200 bytes");
  if (!is_utf8(name)) return fail(ErrorCode::invalid, "programme name", "is not UTF-8");
  const bool control = std::any_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
  if (control) return fail(ErrorCode::invalid, "programme name", "holds control characters");
  ProgrammeFile file;
  file.name = std::move(name);
  file.categories = {{"child_youth", {{"sv", "Barn och unga"}, {"en", "Children and young people"}}, "child"},
                     {"adult", {{"sv", "Vuxna/vårdnadshavare"}, {"en", "Adults/guardians"}}, "adult"},
                     {"professional", {{"sv", "Yrkesverksamma"}, {"en", "Professionals"}}, "worker"}};
  file.age_bands = default_age_bands(file.categories);
  return file;
}

std::vector<ChangeBody> programme_changes(const ProgrammeFile& file) {
  std::vector<ChangeBody> changes;
  changes.push_back(settings(file));
  add_categories(changes, file);
  add_entries(changes, CatalogueType::goal_area, file.goal_areas);
  add_entries(changes, CatalogueType::workshop, file.workshops);
  add_activities(changes, file);
  add_entries(changes, CatalogueType::site, file.sites);
  add_entries(changes, CatalogueType::area, file.areas);
  add_entries(changes, CatalogueType::partner, file.partners);
  add_schedule(changes, file);
  return changes;
}

}  // namespace hk
