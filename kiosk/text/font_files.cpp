#include "kiosk/text/font_files.h"

#include <fontconfig/fontconfig.h>

#include <memory>
#include <optional>
#include <string>

namespace hk {
namespace {

struct Wanted {
  const char* family;
  const char* file_stem;
  const char* package;
};

constexpr std::array<Wanted, kFamilyCount> kWanted{{
    {"Noto Sans", "NotoSans", "fonts-noto-core"},
    {"Noto Sans Arabic UI", "NotoSansArabicUI", "fonts-noto-ui-core"},
    {"Noto Sans Ethiopic", "NotoSansEthiopic", "fonts-noto-core"},
}};

const char* style_name(Weight weight) { return weight == Weight::bold ? "Bold" : "Regular"; }

tl::unexpected<Error> missing(const Wanted& wanted, Weight weight) {
  return fail(ErrorCode::not_found, std::string(wanted.family) + " " + style_name(weight),
              std::string("the font is not installed (Debian package ") + wanted.package + ")");
}

struct PatternDestroyer {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
/// Fontconfig's own configuration, read for one search and dropped with all it cached.
class Fontconfig {
 public:
  Fontconfig() : config_(FcInitLoadConfigAndFonts()) {}
  ~Fontconfig() {
    if (config_ != nullptr) FcConfigDestroy(config_);
    FcFini();
  }
  Fontconfig(const Fontconfig&) = delete;
  Fontconfig& operator=(const Fontconfig&) = delete;
  [[nodiscard]] FcConfig* get() const { return config_; }

 private:
  FcConfig* config_;
};
using Pattern = std::unique_ptr<FcPattern, PatternDestroyer>;

const FcChar8* fc(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

/// FcFontMatch always answers with something; only an exact family and style will do.
std::filesystem::path installed(FcConfig* config, const Wanted& wanted, Weight weight) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, fc(wanted.family));
  FcPatternAddString(pattern.get(), FC_STYLE, fc(style_name(weight)));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, weight == Weight::bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  Pattern match(FcFontMatch(config, pattern.get(), &result));
  if (!match) return {};
  FcChar8 *family = nullptr, *style = nullptr, *file = nullptr;
  if (FcPatternGetString(match.get(), FC_FAMILY, 0, &family) != FcResultMatch ||
      FcPatternGetString(match.get(), FC_STYLE, 0, &style) != FcResultMatch ||
      FcPatternGetString(match.get(), FC_FILE, 0, &file) != FcResultMatch)
    return {};
  if (FcStrCmpIgnoreCase(family, fc(wanted.family)) != 0 || FcStrCmpIgnoreCase(style, fc(style_name(weight))) != 0)
    return {};
  return reinterpret_cast<const char*>(file);
}

}  // namespace

Result<FontFiles> find_fonts(const std::filesystem::path& folder) {
  FontFiles files;
  std::optional<Fontconfig> fontconfig;
  if (folder.empty()) fontconfig.emplace();
  for (std::size_t family = 0; family < kFamilyCount; ++family) {
    const Wanted& wanted = kWanted[family];
    for (const Weight weight : {Weight::regular, Weight::bold}) {
      std::filesystem::path file = folder.empty()
                                       ? installed(fontconfig->get(), wanted, weight)
                                       : folder / (std::string(wanted.file_stem) + "-" + style_name(weight) + ".ttf");
      std::error_code error;
      if (file.empty() || !std::filesystem::is_regular_file(file, error)) return missing(wanted, weight);
      files[face_index(static_cast<Family>(family), weight)] = std::move(file);
    }
  }
  return files;
}

}  // namespace hk
