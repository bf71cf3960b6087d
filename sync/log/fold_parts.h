#pragma once
#include <optional>
#include <vector>

#include "sync/log/fold.h"

/// One function a kind, in a file by what it is about; only fold() calls them. All throw SqliteFailure.
namespace hk {

void fold_body(Database& db, const FoldedChange& folded, const UnknownKind& body);
void fold_body(Database& db, const FoldedChange& folded, const ProgrammeSet& body);
void fold_body(Database& db, const FoldedChange& folded, const CatalogueSet& body);
void fold_body(Database& db, const FoldedChange& folded, const ScheduleSet& body);
void fold_body(Database& db, const FoldedChange& folded, const DeviceApproved& body);
void fold_body(Database& db, const FoldedChange& folded, const SessionSet& body);
void fold_body(Database& db, const FoldedChange& folded, const SessionStateSet& body);
void fold_body(Database& db, const FoldedChange& folded, const SessionAutoClosed& body);
void fold_body(Database& db, const FoldedChange& folded, const SessionNoteSet& body);
void fold_body(Database& db, const FoldedChange& folded, const SessionSameAs& body);
void fold_body(Database& db, const FoldedChange& folded, const HeadcountRecorded& body);
void fold_body(Database& db, const FoldedChange& folded, const HeadcountCorrected& body);
void fold_body(Database& db, const FoldedChange& folded, const ParticipantSet& body);
void fold_body(Database& db, const FoldedChange& folded, const CheckInRecorded& body);
void fold_body(Database& db, const FoldedChange& folded, const CheckInWithdrawn& body);
void fold_body(Database& db, const FoldedChange& folded, const CheckInCorrected& body);
void fold_body(Database& db, const FoldedChange& folded, const ParticipantSameAs& body);
void fold_body(Database& db, const FoldedChange& folded, const DeviceRevoked& body);
void fold_body(Database& db, const FoldedChange& folded, const StaffSet& body);
void fold_body(Database& db, const FoldedChange& folded, const CoordinatorGranted& body);
void fold_body(Database& db, const FoldedChange& folded, const CoordinatorWithdrawn& body);
void fold_body(Database& db, const FoldedChange& folded, const KeyRotated& body);
void fold_body(Database& db, const FoldedChange& folded, const ConsentSet& body);
void fold_body(Database& db, const FoldedChange& folded, const ParticipantErased& body);
void fold_body(Database& db, const FoldedChange& folded, const AccessLogged& body);
void fold_body(Database& db, const FoldedChange& folded, const ExportRecorded& body);

/// True when `folded` comes after the change in row `holder`, or nobody holds the value yet.
[[nodiscard]] bool wins(Database& db, const FoldedChange& folded, std::optional<std::int64_t> holder);
/// Leaders as a projection keeps them: 16 bytes each.
[[nodiscard]] Bytes joined(const std::vector<StaffId>& leaders);

}  // namespace hk
