#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// The proof that what is hidden stays hidden: of each protected figure, the whole range that it has to keep can be
/// true together with everything that a reader knows.
namespace hk {

/// A figure as a reader stands before it.
struct AuditFigure {
  enum class Known : std::uint8_t {
    known,   ///< was told before: no way back
    fresh,   ///< is to be told now, and can still be kept from it at `cost`
    hidden,  ///< not told
  };
  Known known = Known::known;
  std::int64_t value = 0;
  double low = 0, high = 1e30;  ///< what a reader knows of it while it is not told
  /// For hidden ones: a reader must think every value between two possible, or as many values anywhere.
  enum class Protected : std::uint8_t { no, between, anywhere } is_protected = Protected::no;
  double want_low = 0, want_high = 0;
  double cost = 1;
};

/// What a reader knows of figures together: the sum of terms lies between two bounds.
struct AuditRelation {
  struct Term {
    std::size_t figure;
    double factor;
  };
  std::vector<Term> terms;
  double low = 0, high = 0;
};

/// The fresh figures that have to be hidden too, ascending: cheap ones first, and few. What no hiding can protect, as
/// it was given away before, is left as it is. Sound: a figure that is protected at the end can take both ends of its
/// range and, since what holds for two solutions holds between them, everything between. Where the figures' own values
/// contradict a relation, as they may after late registrations, they are protected from who knows by how much, and from
/// who leaves the relation out. The same input gives the same answer: nothing depends on time, chance or addresses.
[[nodiscard]] std::vector<std::size_t> figures_to_hide(std::span<const AuditFigure> figures,
                                                       std::span<const AuditRelation> relations);

}  // namespace hk
