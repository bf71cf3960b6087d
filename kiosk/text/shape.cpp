#include <algorithm>
#include <memory>

#include "kiosk/text/analysis.h"

namespace hk {
namespace {

struct BufferDestroyer {
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using Buffer = std::unique_ptr<hb_buffer_t, BufferDestroyer>;

struct Run {
  std::size_t begin, end;
  FriBidiLevel level;
  [[nodiscard]] bool right_to_left() const { return (level & 1) != 0; }
};

std::vector<Run> runs_of(const Analysis& a) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a.hidden[i]) continue;
    const bool goes_on = !runs.empty() && runs.back().end == i && a.levels[i - 1] == a.levels[i] &&
                         a.scripts[i - 1] == a.scripts[i] && a.families[i - 1] == a.families[i] &&
                         a.weights[i - 1] == a.weights[i];
    if (goes_on) {
      runs.back().end = i + 1;
    } else {
      runs.push_back({i, i + 1, a.levels[i]});
    }
  }
  return runs;
}

/// UAX #9 rule L2 over runs.
void put_in_visual_order(std::vector<Run>& runs) {
  int highest = 0, lowest_odd = 127;
  for (const Run& run : runs) {
    highest = std::max<int>(highest, run.level);
    if (run.right_to_left()) lowest_odd = std::min<int>(lowest_odd, run.level);
  }
  for (int level = highest; level >= lowest_odd; --level) {
    for (auto first = runs.begin(); first != runs.end();) {
      first = std::find_if(first, runs.end(), [&](const Run& run) { return run.level >= level; });
      const auto last = std::find_if(first, runs.end(), [&](const Run& run) { return run.level < level; });
      std::reverse(first, last);
      first = last;
    }
  }
}

class LineShaper {
 public:
  LineShaper(const FontSet& fonts, const Analysis& a, const TextStyle& style)
      : fonts_(fonts), a_(a), style_(style), buffer_(hb_buffer_create()) {
    line_.advances.assign(a.size(), 0);
    starts_.assign(a.size() + 1, kUnset);
    ends_.assign(a.size() + 1, kUnset);
  }

  ShapedLine shape() {
    std::vector<Run> runs = runs_of(a_);
    put_in_visual_order(runs);
    for (const Run& run : runs) add(run);
    line_.width = pen_;
    line_.offsets = a_.text.offsets;
    place_carets();
    return std::move(line_);
  }

 private:
  static constexpr float kUnset = -1;

  void add(const Run& run) {
    hb_buffer_reset(buffer_.get());
    hb_buffer_set_direction(buffer_.get(), run.right_to_left() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_.get(), a_.scripts[run.begin]);
    hb_buffer_set_language(buffer_.get(),
                           hb_language_from_string(style_.language.data(), static_cast<int>(style_.language.size())));
    // The whole line is given as context, so that a letter joins over a change of weight.
    hb_buffer_add_codepoints(buffer_.get(), reinterpret_cast<const hb_codepoint_t*>(a_.text.points.data()),
                             static_cast<int>(a_.size()), static_cast<unsigned>(run.begin),
                             static_cast<int>(run.end - run.begin));
    const std::size_t face = face_index(a_.families[run.begin], a_.weights[run.begin]);
    hb_shape(fonts_.shaper(face), buffer_.get(), nullptr, 0);
    take_glyphs(run, face);
  }

  void take_glyphs(const Run& run, std::size_t face) {
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer_.get(), &count);
    const float scale = style_.em_px / fonts_.units_per_em(face);
    std::vector<float> cluster_widths(run.end - run.begin, 0);
    std::vector<bool> is_cluster(run.end - run.begin, false);
    for (unsigned i = 0; i < count; ++i) {
      line_.glyphs.push_back({infos[i].codepoint, static_cast<std::uint8_t>(face),
                              pen_ + static_cast<float>(places[i].x_offset) * scale,
                              -static_cast<float>(places[i].y_offset) * scale});
      const float advance = static_cast<float>(places[i].x_advance) * scale;
      pen_ += advance;
      cluster_widths[infos[i].cluster - run.begin] += advance;
      is_cluster[infos[i].cluster - run.begin] = true;
    }
    take_clusters(run, cluster_widths, is_cluster);
  }

  /// A cluster of several code points (a ligature, a letter with its marks) shares its width evenly among them.
  void take_clusters(const Run& run, const std::vector<float>& widths, const std::vector<bool>& is_cluster) {
    float run_width = 0;
    for (const float width : widths) run_width += width;
    float edge = run.right_to_left() ? pen_ : pen_ - run_width;
    for (std::size_t i = run.begin; i < run.end;) {
      std::size_t next = i + 1;
      while (next < run.end && !is_cluster[next - run.begin]) ++next;
      const float width = widths[i - run.begin];
      line_.advances[i] = width;
      const float step = (run.right_to_left() ? -width : width) / static_cast<float>(next - i);
      for (; i < next; ++i, edge += step) {
        starts_[i] = edge;
        ends_[i + 1] = edge + step;
      }
    }
  }

  /// A caret stands at the leading edge of the code point after it; at the end, at the trailing edge of the last one.
  void place_carets() {
    line_.carets.assign(a_.size() + 1, a_.base_level == 0 ? 0 : line_.width);
    for (std::size_t i = 0; i <= a_.size(); ++i) {
      if (i < a_.size() && starts_[i] != kUnset) {
        line_.carets[i] = starts_[i];
      } else if (ends_[i] != kUnset) {
        line_.carets[i] = ends_[i];
      } else if (i > 0) {
        line_.carets[i] = line_.carets[i - 1];
      }
    }
  }

  const FontSet& fonts_;
  const Analysis& a_;
  const TextStyle& style_;
  Buffer buffer_;
  ShapedLine line_;
  std::vector<float> starts_, ends_;
  float pen_ = 0;
};

}  // namespace

ShapedLine shape(const FontSet& fonts, const Analysis& line, const TextStyle& style) {
  return LineShaper(fonts, line, style).shape();
}

}  // namespace hk
