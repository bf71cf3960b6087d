#include "kiosk/text/analysis.h"

#include <algorithm>

namespace hk {
namespace {

// Nothing a person reads on one widget comes near; a hostile name must not cost seconds of shaping.
constexpr std::size_t kPointsMax = 4096;

constexpr char32_t kSoftHyphen = 0x00AD;
constexpr char32_t kZeroWidthSpace = 0x200B;

bool is_bidi_control(char32_t p) {
  return p == 0x061C || p == 0x200E || p == 0x200F || (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069);
}

bool joins_the_run_before(char32_t p, hb_unicode_funcs_t* unicode) {
  if (p == 0x200C || p == 0x200D || (p >= 0xFE00 && p <= 0xFE0F)) return true;
  const auto category = hb_unicode_general_category(unicode, p);
  return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK || category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

bool is_real_script(hb_script_t script) {
  return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
}

/// Spaces, digits and marks take the script of their neighbourhood: of what stands before, at the start of what
/// follows.
std::vector<hb_script_t> scripts_of(const std::u32string& points, hb_unicode_funcs_t* unicode) {
  std::vector<hb_script_t> scripts(points.size());
  hb_script_t current = HB_SCRIPT_LATIN;
  for (const char32_t p : points) {
    const hb_script_t script = hb_unicode_script(unicode, p);
    if (!is_real_script(script)) continue;
    current = script;
    break;
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    const hb_script_t script = hb_unicode_script(unicode, points[i]);
    if (is_real_script(script)) current = script;
    scripts[i] = current;
  }
  return scripts;
}

Family family_of_script(hb_script_t script) {
  if (script == HB_SCRIPT_ARABIC) return Family::arabic;
  if (script == HB_SCRIPT_ETHIOPIC) return Family::ethiopic;
  return Family::sans;
}

Family family_of(const FontSet& fonts, char32_t point, hb_script_t script) {
  // Digits are the same in every language, so that times and counts keep one look and one width.
  const Family wanted = (point >= U'0' && point <= U'9') ? Family::sans : family_of_script(script);
  if (fonts.has(wanted, point)) return wanted;
  for (const Family other : {Family::sans, Family::arabic, Family::ethiopic})
    if (fonts.has(other, point)) return other;
  return Family::sans;  // its .notdef box shows that a letter is missing
}

void take_spans(Analysis& a, std::span<const TextSpan> spans) {
  std::string joined;
  std::vector<std::pair<std::size_t, Weight>> ends;
  for (const TextSpan& span : spans) {
    joined += span.text;
    ends.emplace_back(joined.size(), span.weight);
  }
  a.text = decode_utf8(joined);
  if (a.size() > kPointsMax) {
    a.text.points.resize(kPointsMax);
    a.text.offsets.resize(kPointsMax + 1);
  }
  std::size_t span = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    while (span + 1 < ends.size() && a.text.offsets[i] >= ends[span].first) ++span;
    a.weights.push_back(ends[span].second);
    char32_t& p = a.text.points[i];
    // Control characters have no glyph, and a paragraph separator would end the bidi paragraph.
    if (p < 0x20 || (p >= 0x7F && p < 0xA0) || p == 0x2028 || p == 0x2029) p = U' ';
    a.hidden.push_back(is_bidi_control(p) || p == kSoftHyphen || p == kZeroWidthSpace);
  }
}

void take_levels(Analysis& a, const TextStyle& style) {
  const auto n = static_cast<FriBidiStrIndex>(a.size());
  std::vector<FriBidiChar> points(a.text.points.begin(), a.text.points.end());
  std::vector<FriBidiCharType> types(a.size());
  std::vector<FriBidiBracketType> brackets(a.size());
  a.levels.assign(a.size(), a.base_level);
  fribidi_get_bidi_types(points.data(), n, types.data());
  fribidi_get_bracket_types(points.data(), n, types.data(), brackets.data());
  FriBidiParType base = style.base == BaseDirection::right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
  // 0 is the library's sign of no memory; the levels then stay those of the base direction.
  if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), n, &base, a.levels.data()) == 0)
    a.levels.assign(a.size(), a.base_level);
}

}  // namespace

Analysis Analysis::part(std::size_t begin, std::size_t end, char32_t ending) const {
  const auto cut = [&](const auto& all) {
    using All = std::decay_t<decltype(all)>;
    return All(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
  };
  Analysis a;
  a.text.points = cut(text.points);
  a.text.offsets = cut(text.offsets);
  a.text.offsets.push_back(text.offsets[end]);
  a.weights = cut(weights);
  a.levels = cut(levels);
  a.scripts = cut(scripts);
  a.families = cut(families);
  a.hidden = cut(hidden);
  a.base_level = base_level;
  if (ending != 0 && begin < end) {
    a.text.points.push_back(ending);
    a.text.offsets.push_back(text.offsets[end]);
    a.weights.push_back(a.weights.back());
    a.levels.push_back(a.levels.back());
    a.scripts.push_back(a.scripts.back());
    a.families.push_back(Family::sans);
    a.hidden.push_back(false);
  }
  return a;
}

Analysis analyse(const FontSet& fonts, std::span<const TextSpan> spans, const TextStyle& style) {
  Analysis a;
  a.base_level = style.base == BaseDirection::right_to_left ? 1 : 0;
  take_spans(a, spans);
  if (a.size() == 0) return a;
  take_levels(a, style);
  hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
  a.scripts = scripts_of(a.text.points, unicode);
  a.families.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char32_t p = a.text.points[i];
    const bool follows = i > 0 && (a.hidden[i] || joins_the_run_before(p, unicode));
    a.families.push_back(follows ? a.families[i - 1] : family_of(fonts, p, a.scripts[i]));
  }
  return a;
}

}  // namespace hk
