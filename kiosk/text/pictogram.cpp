#include "kiosk/text/pictogram.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numbers>
#include <optional>

namespace hk {
namespace {

/// Numbers and commands of a path, one after the other.
class PathReader {
 public:
  explicit PathReader(std::string_view d) : rest_(d) {}

  [[nodiscard]] bool at_end() {
    skip_separators();
    return rest_.empty();
  }
  [[nodiscard]] bool at_letter() {
    skip_separators();
    return !rest_.empty() && ((rest_[0] >= 'A' && rest_[0] <= 'Z') || (rest_[0] >= 'a' && rest_[0] <= 'z'));
  }
  char letter() {
    const char c = rest_[0];
    rest_.remove_prefix(1);
    return c;
  }
  std::optional<double> number() {
    skip_separators();
    double value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  /// `count` numbers into `values`, or false.
  bool numbers(double* values, int count) {
    for (int i = 0; i < count; ++i) {
      const auto value = number();
      if (!value) return false;
      values[i] = *value;
    }
    return true;
  }

 private:
  void skip_separators() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == ',' || rest_[0] == '\n' || rest_[0] == '\t'))
      rest_.remove_prefix(1);
  }
  std::string_view rest_;
};

struct Arc {
  double rx, ry, rotation_deg;
  bool large, sweep;
  PathPoint to;
};

struct ArcFrame {
  double rx, ry, cos_r, sin_r;
  PathPoint center;
  double angle, sweep;

  [[nodiscard]] PathPoint at(double x, double y) const {
    return {center.x + cos_r * rx * x - sin_r * ry * y, center.y + sin_r * rx * x + cos_r * ry * y};
  }
};

/// SVG 1.1 appendix F.6.5: from end points to centre and angles.
ArcFrame arc_frame(PathPoint from, const Arc& arc) {
  ArcFrame f{};
  const double rotation = arc.rotation_deg * std::numbers::pi / 180;
  f.cos_r = std::cos(rotation);
  f.sin_r = std::sin(rotation);
  const double dx = (from.x - arc.to.x) / 2, dy = (from.y - arc.to.y) / 2;
  const double x = f.cos_r * dx + f.sin_r * dy, y = -f.sin_r * dx + f.cos_r * dy;
  const double stretch = std::sqrt(std::max(1.0, x * x / (arc.rx * arc.rx) + y * y / (arc.ry * arc.ry)));
  f.rx = arc.rx * stretch;
  f.ry = arc.ry * stretch;
  const double d = f.rx * f.rx * y * y + f.ry * f.ry * x * x;
  double root = d == 0 ? 0 : std::sqrt(std::max(0.0, (f.rx * f.rx * f.ry * f.ry - d) / d));
  if (arc.large == arc.sweep) root = -root;
  const double cx = root * f.rx * y / f.ry, cy = -root * f.ry * x / f.rx;
  f.center = {f.cos_r * cx - f.sin_r * cy + (from.x + arc.to.x) / 2,
              f.sin_r * cx + f.cos_r * cy + (from.y + arc.to.y) / 2};
  f.angle = std::atan2((y - cy) / f.ry, (x - cx) / f.rx);
  f.sweep = std::atan2((-y - cy) / f.ry, (-x - cx) / f.rx) - f.angle;
  if (arc.sweep && f.sweep < 0) f.sweep += 2 * std::numbers::pi;
  if (!arc.sweep && f.sweep > 0) f.sweep -= 2 * std::numbers::pi;
  return f;
}

void add_arc(Subpath& path, PathPoint from, const Arc& arc) {
  if (arc.rx <= 0 || arc.ry <= 0 || (from.x == arc.to.x && from.y == arc.to.y)) {
    path.segments.push_back({.is_curve = false, .control_a = {}, .control_b = {}, .end = arc.to});
    return;
  }
  const ArcFrame f = arc_frame(from, arc);
  // A cubic curve follows a quarter of a circle to 0.03 % of its radius.
  const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(f.sweep) / (std::numbers::pi / 2 + 1e-9))));
  const double step = f.sweep / pieces, k = 4.0 / 3.0 * std::tan(step / 4);
  for (int i = 0; i < pieces; ++i) {
    const double a = f.angle + i * step, b = a + step;
    path.segments.push_back({.is_curve = true,
                             .control_a = f.at(std::cos(a) - k * std::sin(a), std::sin(a) + k * std::cos(a)),
                             .control_b = f.at(std::cos(b) + k * std::sin(b), std::sin(b) - k * std::cos(b)),
                             .end = i + 1 == pieces ? arc.to : f.at(std::cos(b), std::sin(b))});
  }
}

class PathParser {
 public:
  explicit PathParser(std::string_view d) : reader_(d) {}

  /// Nothing when the text is a path, else what was met.
  std::optional<std::string> parse() {
    char command = 0;
    while (!reader_.at_end()) {
      if (reader_.at_letter()) {
        command = reader_.letter();
      } else if (command == 0 || command == 'Z') {
        return "a number stands where a command must be";
      }
      if (!step(command)) return std::string("it does not understand ") + command + " and what follows";
      if (command == 'M') command = 'L';  // further pairs after a move are lines
    }
    return std::nullopt;
  }
  Path path;

 private:
  bool step(char command) {
    double v[7];
    if (command == 'M') {
      if (!reader_.numbers(v, 2)) return false;
      at_ = {v[0], v[1]};
      path.push_back({.start = at_, .segments = {}, .closed = false});
      return true;
    }
    if (path.empty()) return false;
    switch (command) {
      case 'Z':
        path.back().closed = true;
        at_ = path.back().start;
        return true;
      case 'L':
        return reader_.numbers(v, 2) && line_to({v[0], v[1]});
      case 'H':
        return reader_.numbers(v, 1) && line_to({v[0], at_.y});
      case 'V':
        return reader_.numbers(v, 1) && line_to({at_.x, v[0]});
      case 'C':
        if (!reader_.numbers(v, 6)) return false;
        path.back().segments.push_back({true, {v[0], v[1]}, {v[2], v[3]}, {v[4], v[5]}});
        at_ = {v[4], v[5]};
        return true;
      case 'A':
        if (!reader_.numbers(v, 7)) return false;
        add_arc(path.back(), at_, {v[0], v[1], v[2], v[3] != 0, v[4] != 0, {v[5], v[6]}});
        at_ = {v[5], v[6]};
        return true;
      default:
        return false;
    }
  }
  bool line_to(PathPoint to) {
    path.back().segments.push_back({.is_curve = false, .control_a = {}, .control_b = {}, .end = to});
    at_ = to;
    return true;
  }

  PathReader reader_;
  PathPoint at_;
};

std::string_view attribute(std::string_view element, std::string_view name) {
  const std::string start = std::string(1, ' ').append(name).append("=\"");
  const auto at = element.find(start);
  if (at == std::string_view::npos) return {};
  const auto from = at + start.size();
  return element.substr(from, element.find('"', from) - from);
}

}  // namespace

Result<Path> parse_path(std::string_view d, std::string_view thing) {
  PathParser parser(d);
  if (auto wrong = parser.parse()) return fail(ErrorCode::invalid, std::string(thing), *wrong);
  return std::move(parser.path);
}

Result<Pictogram> parse_pictogram(std::string_view svg, std::string_view thing) {
  Pictogram pictogram;
  for (auto at = svg.find("<path"); at != std::string_view::npos; at = svg.find("<path", at + 1)) {
    const std::string_view element = svg.substr(at, svg.find('>', at) - at);
    HK_ASSIGN(Path path, parse_path(attribute(element, "d"), thing));
    const auto id = attribute(element, "id");
    if (id == "soft") {
      pictogram.soft = std::move(path);
    } else if (id == "line") {
      pictogram.line = std::move(path);
    } else {
      return fail(ErrorCode::invalid, std::string(thing), "a path is neither \"soft\" nor \"line\"");
    }
  }
  if (pictogram.line.empty()) return fail(ErrorCode::invalid, std::string(thing), "it has no path \"line\"");
  return pictogram;
}

Result<Pictograms> load_pictograms(const std::filesystem::path& folder) {
  Pictograms pictograms;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".svg") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string svg{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    HK_ASSIGN(Pictogram pictogram, parse_pictogram(svg, entry.path().string()));
    pictograms.emplace(entry.path().stem().string(), std::move(pictogram));
  }
  if (!pictograms.contains("list"))
    return fail(ErrorCode::not_found, folder.string(), "the pictograms are not here (list.svg is missing)");
  return pictograms;
}

}  // namespace hk
