#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/change.h"
#include "sync/domain/tally.h"

namespace hk {

enum class FieldUse : std::uint8_t { off, optional, required };
enum class ChildBasis : std::uint8_t { guardian_consent, lawful_basis };

/// A programme's settings as a coordinator writes them in one file (domain.md, "The programme file").
/// Lists keep the file's order: it is display and tie order. Every reference between lists holds.
struct ProgrammeFile {
  /// A goal area, workshop, site, area of residence or partner.
  struct Entry {
    std::string code;  ///< [a-z0-9_]{1,64}, unique in its list
    Label label;       ///< always with "sv"
    bool operator==(const Entry&) const = default;
  };
  struct Category {
    std::string code;  ///< never `unknown`, which stands for those who were not asked
    Label label;
    std::string pictogram;
    bool operator==(const Category&) const = default;
  };
  struct AgeBand {
    std::int32_t from = 0;
    std::optional<std::int32_t> to;  ///< inclusive; absent in the last, open band
    Label label;
    std::string pictogram;
    std::string category;
    bool operator==(const AgeBand&) const = default;
  };
  struct Activity {
    std::string code;
    Label label;
    std::string workshop;
    SessionKind kind = SessionKind::group;
    std::string goal_area;  ///< empty where it has none
    std::string pictogram;
    bool operator==(const Activity&) const = default;
  };
  struct Slot {
    std::string activity, site;
    std::int32_t weekday = 1;                 ///< ISO: 1 Monday ... 7 Sunday
    std::int32_t start_min = 0, end_min = 0;  ///< local minutes of the day, end after start
    bool operator==(const Slot&) const = default;
  };
  struct Fields {
    FieldUse name = FieldUse::optional;
    FieldUse phone = FieldUse::off;
    FieldUse birth_year = FieldUse::off;
    FieldUse gender = FieldUse::off;
    FieldUse area = FieldUse::optional;
    bool operator==(const Fields&) const = default;
  };
  struct Text {
    std::int32_t version = 1;
    Label words;
    bool operator==(const Text&) const = default;
  };

  std::string name;
  std::vector<std::string> languages = {"sv", "en", "ar"};
  std::vector<Category> categories;
  std::vector<AgeBand> age_bands;
  std::vector<Entry> goal_areas, workshops, sites, areas, partners;
  std::vector<Activity> activities;
  std::vector<Slot> schedule;
  RecurringRule recurring;
  Fields fields;
  ChildBasis child_basis = ChildBasis::guardian_consent;
  std::int32_t retention_months = 24;
  std::int32_t small_cell = 5;
  bool discreet = false;
  std::map<std::string, std::int64_t> targets;  ///< tally figure → what the programme wants to reach
  std::map<std::string, Text> texts;            ///< "consent", "research", "notice"
  bool operator==(const ProgrammeFile&) const = default;
};

/// The largest programme file that is read.
inline constexpr std::size_t programme_file_bytes_max = 1 << 20;

/// Errors: invalid; its thing is the place, `activities[2].workshop`, and its reason names what stands there.
[[nodiscard]] Result<ProgrammeFile> parse_programme_file(std::string_view json);
/// What `init` makes of a bare name: the default categories and age bands, everything else empty.
/// Errors: invalid when the name is empty, over 200 bytes, not UTF-8 or holds control characters.
[[nodiscard]] Result<ProgrammeFile> bare_programme(std::string name);
/// The changes that give a new programme these settings: one ProgrammeSet, then the catalogue, then the schedule.
/// A schedule entry's id is activity/site/weekday/start, so the same file twice sets the same entries.
[[nodiscard]] std::vector<ChangeBody> programme_changes(const ProgrammeFile& file);

}  // namespace hk
