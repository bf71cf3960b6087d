#include "kiosk/text/wrap.h"

namespace hk {
namespace {

constexpr char32_t kEllipsis = 0x2026;
constexpr char32_t kSoftHyphen = 0x00AD;
// Shaped widths are sums of fractions; a text that fits to a hair must not lose a letter.
constexpr float kTolerancePx = 0.5F;

constexpr char32_t kEthiopicWordspace = 0x1361;  // two dots: a comma too, so it is kept at a break

bool is_space(char32_t p) { return p == U' ' || p == 0x200B; }
bool may_break_after(char32_t p) {
  return is_space(p) || p == kEthiopicWordspace || p == U'-' || p == U'/' || p == 0x2010 || p == kSoftHyphen;
}

struct Piece {
  std::size_t begin, end;  // [begin, end) is shown
  std::size_t next;        // where the next line begins
  bool hyphen;             // broken at a soft hyphen
};

class Wrapper {
 public:
  Wrapper(const FontSet& fonts, const Analysis& text, const TextStyle& style, float max_width)
      : fonts_(fonts),
        text_(text),
        style_(style),
        max_width_(max_width + kTolerancePx),
        whole_(shape(fonts, text, style)),
        advances_(whole_.advances) {}

  std::vector<ShapedLine> lines(std::size_t max_lines, WrapFlaws& flaws) {
    std::vector<ShapedLine> lines;
    if (whole_.width <= max_width_) {  // the common case needs no second shaping
      lines.push_back(std::move(whole_));
      return lines;
    }
    std::size_t at = 0;
    do {
      const bool last = lines.size() + 1 >= max_lines;
      const Piece piece = last ? Piece{at, text_.size(), text_.size(), false} : next_piece(at, flaws);
      if (last && width(piece.begin, piece.end) > max_width_) {
        flaws.shortened = true;
        lines.push_back(with_ellipsis(piece.begin));
      } else {
        lines.push_back(shape(fonts_, text_.part(piece.begin, piece.end, piece.hyphen ? U'-' : 0), style_));
      }
      at = piece.next;
    } while (at < text_.size());
    return lines;
  }

 private:
  [[nodiscard]] float width(std::size_t begin, std::size_t end) const {
    float sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += advances_[i];
    return sum;
  }

  [[nodiscard]] float width_of(char32_t point, std::size_t like) const {
    return shape(fonts_, text_.part(like, like + 1, point), style_).width - advances_[like];
  }

  [[nodiscard]] Piece next_piece(std::size_t begin, WrapFlaws& flaws) const {
    float width = 0;
    std::optional<Piece> best;
    for (std::size_t i = begin; i < text_.size(); ++i) {
      const char32_t p = text_.text.points[i];
      width += advances_[i];
      if (!is_space(p) && width > max_width_) {
        if (best) return *best;
        flaws.cut_word = true;
        const std::size_t end = std::max(begin + 1, i);
        return {begin, end, end, false};
      }
      if (!may_break_after(p)) continue;
      const bool hyphen = p == kSoftHyphen;
      if (hyphen && width + width_of(U'-', i) > max_width_) continue;
      std::size_t end = i + 1;
      while (end > begin + 1 && is_space(text_.text.points[end - 1])) --end;
      best = Piece{begin, end, i + 1, hyphen};
    }
    return {begin, text_.size(), text_.size(), false};
  }

  [[nodiscard]] ShapedLine with_ellipsis(std::size_t begin) const {
    float left = max_width_ - width_of(kEllipsis, begin);
    std::size_t end = begin;
    while (end < text_.size() && advances_[end] <= left) left -= advances_[end++];
    while (end > begin && is_space(text_.text.points[end - 1])) --end;
    return shape(fonts_, text_.part(begin, end, kEllipsis), style_);
  }

  const FontSet& fonts_;
  const Analysis& text_;
  const TextStyle& style_;
  float max_width_;
  ShapedLine whole_;
  std::vector<float> advances_;
};

}  // namespace

std::vector<ShapedLine> wrap(const FontSet& fonts, const Analysis& text, const TextStyle& style, float max_width,
                             std::size_t max_lines, WrapFlaws& flaws) {
  return Wrapper(fonts, text, style, max_width).lines(max_lines, flaws);
}

}  // namespace hk
