#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/app/typed_text.h"
#include "sync/domain/ids.h"

/// What models of several screens are made of.
namespace hk {

/// A time of day where the kiosk stands.
struct ClockTime {
  std::int32_t minute_of_day = 0;
  bool operator==(const ClockTime&) const = default;
};

/// Goal areas have a colour family each (tokens.md); `none` where an activity has no goal area.
enum class Hue : std::uint8_t { none, clay, plum, pine };

struct ActivityBadge {
  std::string name;       ///< label in the screen's language
  std::string pictogram;  ///< file stem in assets/icons, "yoga"; unknown ones are drawn as "list"
  Hue hue = Hue::none;
  bool operator==(const ActivityBadge&) const = default;
};

struct SessionSummary {
  SessionId session;
  ActivityBadge badge;
  ClockTime start;
  std::optional<ClockTime> planned_end;
  std::string place;
  std::int64_t checked_in = 0;
  std::int64_t headcount = 0;
  bool operator==(const SessionSummary&) const = default;
};

struct AgeSpan {
  std::int32_t from = 0;
  std::optional<std::int32_t> to;  ///< inclusive; absent in the open, last one
  bool operator==(const AgeSpan&) const = default;
};

/// A large tile that answers a question with a pictogram.
struct ChoiceTile {
  std::string code;                  ///< category, or area
  std::string title;                 ///< label in the screen's language
  std::string pictogram;             ///< as in ActivityBadge
  std::optional<AgeSpan> ages = {};  ///< of an age band
  bool operator==(const ChoiceTile&) const = default;
};

}  // namespace hk
