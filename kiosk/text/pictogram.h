#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/result.h"

namespace hk {

struct PathPoint {
  double x = 0, y = 0;
};

/// One command of a path with curves and arcs already turned into cubic ones.
struct PathSegment {
  bool is_curve = false;
  PathPoint control_a, control_b;  ///< of a curve
  PathPoint end;
};

struct Subpath {
  PathPoint start;
  std::vector<PathSegment> segments;
  bool closed = false;
};

using Path = std::vector<Subpath>;

/// The `d` of an SVG path: absolute M L H V C A Z. Errors: invalid, naming `thing` and what was met.
[[nodiscard]] Result<Path> parse_path(std::string_view d, std::string_view thing);

/// A drawing on a 24 × 24 grid: an area under a line drawing; either may be empty.
struct Pictogram {
  Path soft, line;
};

/// The product's own SVG: paths with id "soft" and "line". Errors: invalid, naming `thing`.
[[nodiscard]] Result<Pictogram> parse_pictogram(std::string_view svg, std::string_view thing);

using Pictograms = std::map<std::string, Pictogram, std::less<>>;

/// Every *.svg of `folder` by file stem. Errors: not_found (also when "list", the stand-in for unknown names, is
/// missing), invalid, naming the file.
[[nodiscard]] Result<Pictograms> load_pictograms(const std::filesystem::path& folder);

}  // namespace hk
