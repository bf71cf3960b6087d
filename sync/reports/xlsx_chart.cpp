#include "sync/reports/xlsx_looks.h"
#include "sync/reports/xlsx_writer.h"

namespace hk {
namespace {

void style_axes(lxw_chart* chart) {
  lxw_chart_line hair{}, none{};
  hair.color = xlsx_line;
  hair.width = 0.75;
  none.none = LXW_TRUE;
  chart_axis_major_gridlines_set_line(chart->y_axis, &hair);
  chart_axis_set_line(chart->x_axis, &hair);
  chart_axis_set_line(chart->y_axis, &none);
  chart_axis_set_num_format(chart->y_axis, xlsx_number_format);
  chart_axis_set_min(chart->y_axis, 0);
  chart_chartarea_set_line(chart, &none);
}

void style_title(lxw_chart* chart, const std::string& title) {
  lxw_chart_font font{};
  font.size = 13;
  font.color = xlsx_ink;
  chart_title_set_name(chart, title.c_str());
  chart_title_set_name_font(chart, &font);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
}

void add_bars(lxw_chart* chart, const Sheet& sheet) {
  const Chart& from = *sheet.chart;
  const lxw_row_t first = row_number(from.first_row), last = row_number(from.first_row + from.rows - 1);
  const lxw_col_t words = column_number(from.words_column), numbers = column_number(from.numbers_column);
  lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
  chart_series_set_categories(series, sheet.name.c_str(), first, words, last, words);
  chart_series_set_values(series, sheet.name.c_str(), first, numbers, last, numbers);
  chart_series_set_name(series, from.title.c_str());
  lxw_chart_fill fill{};
  fill.color = xlsx_bar;
  chart_series_set_fill(series, &fill);
  chart_set_series_gap(chart, 60);
}

}  // namespace

void add_chart(lxw_workbook* book, lxw_worksheet* to, const Sheet& sheet) {
  lxw_chart* chart = workbook_add_chart(book, LXW_CHART_COLUMN);
  add_bars(chart, sheet);
  style_title(chart, sheet.chart->title);
  style_axes(chart);
  lxw_chart_options place{};
  place.x_scale = 1.8;
  std::string description = sheet.chart->title;
  place.description = description.data();
  worksheet_insert_chart_opt(to, row_number(sheet.chart->at_row), 0, chart, &place);
}

}  // namespace hk
