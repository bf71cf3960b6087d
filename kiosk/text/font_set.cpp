#include "kiosk/text/font_set.h"

namespace hk {

Result<FontSet> FontSet::open(const FontFiles& files) {
  FontSet set;
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return fail(ErrorCode::io, "FreeType", "it does not start");
  set.library_.reset(library);
  for (std::size_t i = 0; i < kFaceCount; ++i) {
    const std::string name = files[i].string();
    FT_Face face = nullptr;
    const FT_Error error = FT_New_Face(library, name.c_str(), 0, &face);
    if (error == FT_Err_Cannot_Open_Resource) return fail(ErrorCode::not_found, name, "there is no such font file");
    if (error != 0) return fail(ErrorCode::corrupt, name, "it is not a font FreeType can read");
    set.faces_[i].ft.reset(face);
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(name.c_str());
    if (blob == nullptr) return fail(ErrorCode::not_found, name, "the font file cannot be read");
    hb_face_t* hb_face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    set.faces_[i].hb.reset(hb_font_create(hb_face));
    set.faces_[i].units_per_em = static_cast<float>(hb_face_get_upem(hb_face));
    hb_face_destroy(hb_face);
  }
  return set;
}

}  // namespace hk
