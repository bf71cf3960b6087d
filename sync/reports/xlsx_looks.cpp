#include "sync/reports/xlsx_looks.h"

namespace hk {
namespace {

constexpr lxw_color_t pine = 0x0B5B55, on_pine = 0xFFFFFF, ochre_soft = 0xFBEAC0, ink2 = 0x55463B;

constexpr const char* kept_format = "[$-41D]#,##0\"*\"";
constexpr const char* change_format = "[$-41D]+#,##0;[$-41D]\\-#,##0;0";

void style_heading(lxw_format* format, uint8_t align) {
  format_set_bold(format);
  format_set_font_color(format, on_pine);
  format_set_bg_color(format, pine);
  format_set_text_wrap(format);
  format_set_align(format, align);
  format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
}

void style_cell(lxw_format* format, uint8_t align) {
  format_set_align(format, align);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(format, LXW_BORDER_HAIR);
  format_set_bottom_color(format, xlsx_line);
}

void style_number(lxw_format* format, const char* shown_as) {
  style_cell(format, LXW_ALIGN_RIGHT);
  format_set_num_format(format, shown_as);
}

void style_words(lxw_format* format, Look look) {
  if (look == Look::title) {
    format_set_bold(format);
    format_set_font_size(format, 16);
    format_set_font_color(format, pine);
  }
  if (look == Look::lead) format_set_font_size(format, 13);
  if (look == Look::warning) format_set_bg_color(format, ochre_soft);
  if (look == Look::note) format_set_font_color(format, ink2);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

void style(lxw_format* format, Look look) {
  format_set_font_color(format, xlsx_ink);
  switch (look) {
    case Look::title:
    case Look::lead:
    case Look::note:
    case Look::warning:
      return style_words(format, look);
    case Look::heading:
      return style_heading(format, LXW_ALIGN_LEFT);
    case Look::number_heading:
      return style_heading(format, LXW_ALIGN_RIGHT);
    case Look::part:
      format_set_indent(format, 2);
      return style_cell(format, LXW_ALIGN_LEFT);
    case Look::text:
      format_set_text_wrap(format);
      return style_cell(format, LXW_ALIGN_LEFT);
    case Look::missing:
      return style_cell(format, LXW_ALIGN_RIGHT);
    case Look::number:
      return style_number(format, xlsx_number_format);
    case Look::kept:
      return style_number(format, kept_format);
    case Look::change:
      return style_number(format, change_format);
    case Look::share:
      return style_number(format, "0 %");
    case Look::date:
      return style_number(format, "yyyy\\-mm\\-dd");
    case Look::moment:
      style_number(format, "yyyy\\-mm\\-dd hh:mm");
      format_set_align(format, LXW_ALIGN_LEFT);
  }
}

}  // namespace

XlsxLooks::XlsxLooks(lxw_workbook* book) {
  for (std::size_t i = 0; i < look_count; ++i) {
    formats_[i] = workbook_add_format(book);
    style(formats_[i], static_cast<Look>(i));
  }
}

}  // namespace hk
