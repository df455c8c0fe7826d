// libxlsxwriter, loaded when the first workbook is written. For folders whose CMakeLists.txt says
// mingzhang_late_library(<folder> MINGZHANG_LIBXLSXWRITER …).
#pragma once

#include <xlsxwriter.h>

#include "base/late_library.h"

namespace mingzhang {

struct LateXlsxwriter {
    LateLibrary library{MINGZHANG_LIBXLSXWRITER};
    MINGZHANG_LATE(format_set_align);
    MINGZHANG_LATE(format_set_bg_color);
    MINGZHANG_LATE(format_set_bold);
    MINGZHANG_LATE(format_set_border);
    MINGZHANG_LATE(format_set_num_format);
    MINGZHANG_LATE(format_set_text_wrap);
    MINGZHANG_LATE(workbook_add_format);
    MINGZHANG_LATE(workbook_add_worksheet);
    MINGZHANG_LATE(workbook_close);
    MINGZHANG_LATE(workbook_new);
    MINGZHANG_LATE(workbook_set_properties);
    MINGZHANG_LATE(worksheet_autofilter);
    MINGZHANG_LATE(worksheet_data_validation_range);
    MINGZHANG_LATE(worksheet_fit_to_pages);
    MINGZHANG_LATE(worksheet_freeze_panes);
    MINGZHANG_LATE(worksheet_repeat_rows);
    MINGZHANG_LATE(worksheet_set_column);
    MINGZHANG_LATE(worksheet_set_landscape);
    MINGZHANG_LATE(worksheet_set_row);
    MINGZHANG_LATE(worksheet_write_blank);
    MINGZHANG_LATE(worksheet_write_comment);
    MINGZHANG_LATE(worksheet_write_number);
    MINGZHANG_LATE(worksheet_write_string);
};

// Nothing of it may be called where its library is not loaded.
inline const LateXlsxwriter& late_xlsxwriter() {
    static const LateXlsxwriter loaded;
    return loaded;
}

}  // namespace mingzhang
