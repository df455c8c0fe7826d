// libxlsxwriter, loaded when the first workbook is written.
#pragma once

#include <xlsxwriter.h>

#include "base/late_library.h"

namespace mingzhang::publish {

struct Xlsx {
    Xlsx();

    LateLibrary library;
    MINGZHANG_LATE(chart_add_series);
    MINGZHANG_LATE(chart_legend_set_position);
    MINGZHANG_LATE(chart_series_set_labels);
    MINGZHANG_LATE(chart_series_set_labels_custom);
    MINGZHANG_LATE(chart_series_set_labels_leader_line);
    MINGZHANG_LATE(chart_series_set_labels_position);
    MINGZHANG_LATE(chart_title_set_name_range);
    MINGZHANG_LATE(format_set_align);
    MINGZHANG_LATE(format_set_bg_color);
    MINGZHANG_LATE(format_set_bold);
    MINGZHANG_LATE(format_set_border);
    MINGZHANG_LATE(format_set_font_color);
    MINGZHANG_LATE(format_set_font_name);
    MINGZHANG_LATE(format_set_font_size);
    MINGZHANG_LATE(format_set_indent);
    MINGZHANG_LATE(format_set_num_format);
    MINGZHANG_LATE(format_set_text_wrap);
    MINGZHANG_LATE(format_set_underline);
    MINGZHANG_LATE(workbook_add_chart);
    MINGZHANG_LATE(workbook_add_format);
    MINGZHANG_LATE(workbook_add_worksheet);
    MINGZHANG_LATE(workbook_close);
    MINGZHANG_LATE(workbook_new);
    MINGZHANG_LATE(workbook_set_properties);
    MINGZHANG_LATE(worksheet_autofilter);
    MINGZHANG_LATE(worksheet_center_horizontally);
    MINGZHANG_LATE(worksheet_data_validation_range);
    MINGZHANG_LATE(worksheet_fit_to_pages);
    MINGZHANG_LATE(worksheet_freeze_panes);
    MINGZHANG_LATE(worksheet_gridlines);
    MINGZHANG_LATE(worksheet_ignore_errors);
    MINGZHANG_LATE(worksheet_insert_chart_opt);
    MINGZHANG_LATE(worksheet_merge_range);
    MINGZHANG_LATE(worksheet_repeat_rows);
    MINGZHANG_LATE(worksheet_set_column);
    MINGZHANG_LATE(worksheet_set_footer);
    MINGZHANG_LATE(worksheet_set_header);
    MINGZHANG_LATE(worksheet_set_landscape);
    MINGZHANG_LATE(worksheet_set_margins);
    MINGZHANG_LATE(worksheet_set_paper);
    MINGZHANG_LATE(worksheet_set_row);
    MINGZHANG_LATE(worksheet_write_blank);
    MINGZHANG_LATE(worksheet_write_formula_num);
    MINGZHANG_LATE(worksheet_write_number);
    MINGZHANG_LATE(worksheet_write_string);
    MINGZHANG_LATE(worksheet_write_url_opt);
};

// Check library.loaded() before the first call of a function.
const Xlsx& xlsx();

}  // namespace mingzhang::publish
