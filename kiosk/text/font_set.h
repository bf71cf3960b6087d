#pragma once
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include <array>
#include <memory>

#include "kiosk/text/font_files.h"

/// Inside kiosk/text only: the open fonts. Public headers of this folder do not include it.
namespace hk {

struct FtLibraryCloser {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FtFaceCloser {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};
struct HbFontDestroyer {
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
using FtLibrary = std::unique_ptr<FT_LibraryRec_, FtLibraryCloser>;
using FtFace = std::unique_ptr<FT_FaceRec_, FtFaceCloser>;
using HbFont = std::unique_ptr<hb_font_t, HbFontDestroyer>;

/// Six faces, opened once. Shaping works in font units, so one HarfBuzz font serves every size.
class FontSet {
 public:
  /// Errors: not_found or corrupt, naming the file.
  [[nodiscard]] static Result<FontSet> open(const FontFiles& files);

  [[nodiscard]] FT_Library library() const { return library_.get(); }
  [[nodiscard]] FT_Face face(std::size_t index) const { return faces_[index].ft.get(); }
  [[nodiscard]] hb_font_t* shaper(std::size_t index) const { return faces_[index].hb.get(); }
  [[nodiscard]] float units_per_em(std::size_t index) const { return faces_[index].units_per_em; }
  [[nodiscard]] bool has(Family family, char32_t point) const {
    return FT_Get_Char_Index(face(face_index(family, Weight::regular)), point) != 0;
  }

 private:
  struct Face {
    HbFont hb;
    FtFace ft;
    float units_per_em = 1000;
  };
  FtLibrary library_;  // outlives its faces
  std::array<Face, kFaceCount> faces_;
};

}  // namespace hk
