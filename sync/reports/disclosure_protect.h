#pragma once
#include "sync/reports/disclosure_plan.h"

namespace hk {

/// Keeps more figures as they were told, until none of those that changed by few people can be told from the changes of
/// the others.
void protect_changes(DisclosurePlan& plan, const ToldSoFar& told, const ReportFacts& facts,
                     const CommonKnowledge& common);

/// Hides more figures, until none that is hidden can be narrowed down by everything told so far and now.
void protect_hidden(DisclosurePlan& plan, const ToldSoFar& told, const ReportFacts& facts,
                    const CommonKnowledge& common);

}  // namespace hk
