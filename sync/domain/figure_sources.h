#pragma once
#include <cstdint>
#include <string>

#include "sync/domain/breakdown.h"
#include "sync/domain/calendar.h"
#include "sync/domain/change.h"

/// What stands behind a figure: drill-down from a tally to sessions and people.
namespace hk {

/// A cell of a breakdown by one dimension.
struct CellAsked {
  Dimension dimension = Dimension::activity;
  std::string code;  ///< as in TallyWords::dimensions: the missing value has an empty one
};

/// A session that a figure counts, with its share: over all of them attendances, headcount and turned away add up to
/// the tally's, and there are as many as it has sessions. Linked sessions are one.
struct SessionFigures {
  SessionId id;  ///< of linked ones that which tells their date, start and kind
  LocalDate date;
  std::int32_t start_min = 0;  ///< local minute of the day
  SessionKind kind = SessionKind::group;
  std::string workshop, activity, site;  ///< Swedish labels, empty where missing
  std::int64_t attendances = 0;          ///< in a person's cell those of its people alone
  std::int64_t headcount = 0;            ///< in a category's cell of that category; none by gender and area
  std::int64_t turned_away = 0;          ///< none in a person's cell
  bool still_runs = false;
};

/// A person behind a figure; as many as the tally's unique participants, and their attendances add up to its.
struct PersonFigures {
  ParticipantId id;  ///< of merged people the smallest
  std::int64_t attendances = 0;
};

}  // namespace hk
