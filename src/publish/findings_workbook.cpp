#include "publish/findings_workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "base/file.h"
#include "base/temporary_folder.h"
#include "base/text.h"
#include "publish/report_summary.h"
#include "publish/xlsx_library.h"

namespace mingzhang::publish {
namespace {

// What a cell may hold (of both limits the smaller).
constexpr std::size_t kLongestCell = 32'000;  // bytes
constexpr std::size_t kMostRows = 1'000'000;

std::string cell_text(const std::string& text) {
    return printable(std::string_view(text).substr(0, kLongestCell));
}

struct Column {
    const char* title;  // "sheet.<title>" of the catalogue
    double width;
};

constexpr std::array kFindingColumns = {
    Column{"file", 24}, Column{"id", 6},    Column{"severity", 7}, Column{"place", 30},
    Column{"text", 18}, Column{"says", 44}, Column{"proof", 44},   Column{"advice", 24},
    Column{"rule", 20}, Column{"state", 9}, Column{"who", 10},     Column{"remark", 24},
    Column{"key", 18}};
constexpr std::size_t kState = 9;
constexpr std::array kStates = {"state.open", "state.mended", "state.waived", "state.no-fault"};

constexpr std::array kDocumentColumns = {
    Column{"file", 40},    Column{"kind", 16},  Column{"department", 24},
    Column{"verdict", 60}, Column{"errors", 8}, Column{"warnings", 8},
    Column{"notices", 8},  Column{"hints", 8},  Column{"waived", 8},
    Column{"figures", 8},  Column{"proven", 8}, Column{"contradicted", 8},
    Column{"uncovered", 8}};
constexpr std::size_t kFirstCount = 4;

// In points, so that the wrapped words of each cell can be seen; about, for want of the font.
template <std::size_t N>
double height_of(const std::vector<std::string>& row, const std::array<Column, N>& columns) {
    constexpr double kLine = 15, kMost = 400;
    double lines = 1;
    for (std::size_t c = 0; c < std::min(row.size(), N); ++c) {
        double width = 0;
        for (const char32_t letter : text::code_points(row[c]))
            width += letter < 0x1100 ? 1.1 : 2.2;
        lines = std::max(lines, std::ceil(width / columns[c].width));
    }
    return std::min(kLine * lines, kMost);
}

// A workbook being written in a folder of its own.
class Writer {
  public:
    Writer(const std::string& folder, const Catalogue& catalogue)
        : catalogue_(catalogue),
          path_(folder + "/findings.xlsx"),
          book_(xlsx().workbook_new(path_.c_str())) {
        heading_ = xlsx().workbook_add_format(book_);
        xlsx().format_set_bold(heading_);
        body_ = xlsx().workbook_add_format(book_);
        xlsx().format_set_text_wrap(body_);
        xlsx().format_set_align(body_, LXW_ALIGN_VERTICAL_TOP);
    }

    template <std::size_t N>
    lxw_worksheet* sheet(const char* name, const std::array<Column, N>& columns,
                         const std::vector<std::vector<std::string>>& rows,
                         std::size_t first_count = N) {
        lxw_worksheet* sheet = xlsx().workbook_add_worksheet(
            book_, catalogue_.say(std::string("sheet.") + name).c_str());
        for (std::size_t c = 0; c < N; ++c) {
            const auto column = static_cast<lxw_col_t>(c);
            xlsx().worksheet_set_column(sheet, column, column, columns[c].width, nullptr);
            const std::string title = catalogue_.say(std::string("sheet.") + columns[c].title);
            xlsx().worksheet_write_string(sheet, 0, column, title.c_str(), heading_);
        }
        for (std::size_t r = 0; r < rows.size() && r + 1 < kMostRows; ++r) {
            xlsx().worksheet_set_row(sheet, static_cast<lxw_row_t>(r + 1),
                                     height_of(rows[r], columns), nullptr);
            for (std::size_t c = 0; c < rows[r].size(); ++c)
                write(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), rows[r][c],
                      c >= first_count);
        }
        const auto last = static_cast<lxw_row_t>(std::min(rows.size(), kMostRows));
        xlsx().worksheet_freeze_panes(sheet, 1, 0);
        xlsx().worksheet_autofilter(sheet, 0, 0, last, static_cast<lxw_col_t>(N - 1));
        xlsx().worksheet_set_landscape(sheet);
        xlsx().worksheet_fit_to_pages(sheet, 1, 0);
        xlsx().worksheet_repeat_rows(sheet, 0, 0);
        return sheet;
    }

    // A list to choose from in a column below its title.
    void choices(lxw_worksheet* sheet, std::size_t column, std::size_t rows) {
        std::vector<std::string> words;
        std::vector<char*> list;
        for (const char* state : kStates) words.push_back(catalogue_.say(state));
        for (std::string& word : words) list.push_back(word.data());
        list.push_back(nullptr);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
        const auto c = static_cast<lxw_col_t>(column);
        const auto last = static_cast<lxw_row_t>(std::clamp<std::size_t>(rows, 1, kMostRows));
        xlsx().worksheet_data_validation_range(sheet, 1, c, last, c, &validation);
    }

    // The bytes of the file.
    Result<std::string> finish() {
        if (xlsx().workbook_close(book_) != LXW_NO_ERROR)
            return fail(path_, "the workbook cannot be written", "is the disk full?");
        return read_file(path_, std::size_t{1} << 30);
    }

  private:
    // Counts as numbers that can be summed; all else as text, never a formula.
    void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& value,
               bool count) {
        if (value.empty()) return;
        if (count) {
            xlsx().worksheet_write_number(sheet, row, column, std::atoi(value.c_str()), body_);
        } else {
            xlsx().worksheet_write_string(sheet, row, column, cell_text(value).c_str(), body_);
        }
    }

    const Catalogue& catalogue_;
    std::string path_;
    lxw_workbook* book_;
    lxw_format* heading_ = nullptr;
    lxw_format* body_ = nullptr;
};

}  // namespace

void FindingsWorkbook::add(const CheckReport& report) {
    const Disclosure& disclosure = report.disclosure;
    const SeverityCounts counts = count_severities(report);
    const FigureCounts figures = count_figures(report);
    Row row = {document_paths(disclosure, catalogue_),
               catalogue_.say("kind." + std::string(kind_name(disclosure.kind))),
               disclosure.department, verdict(report, catalogue_)};
    for (const int count :
         {counts.errors, counts.warnings, counts.notices, counts.hints, counts.waived,
          figures.total, figures.proven, figures.conflicting, figures.uncovered})
        row.push_back(std::to_string(count));
    documents_.push_back(std::move(row));
    for (const Finding& f : report.findings) {
        const FindingPlace& at = f.places.front();
        findings_.push_back(
            {file_path(at.place, disclosure), f.id,
             catalogue_.say("severity." + std::string(severity_name(f.severity))),
             place_line(at, {}, catalogue_), at.text, finding_message(f, catalogue_),
             fmt::format("{}", fmt::join(proof_lines(f, catalogue_), "; ")), advice(f, catalogue_),
             f.rule, catalogue_.say(f.waived ? "state.waived" : "state.open"),
             f.waived ? f.waived->who : "", f.waived ? f.waived->why : "", f.key});
    }
}

void FindingsWorkbook::add_unread(const std::string& path, const Error& error) {
    documents_.push_back({path, "", "", error.to_string()});
}

Result<void> FindingsWorkbook::write(const std::string& path) const {
    if (!xlsx().library.loaded()) return xlsx().library.missing(path);
    const TemporaryFolder folder("findings");
    if (folder.path().empty())
        return fail(path, "no temporary folder can be made", "TMPDIR names the folder for it");
    Writer writer(folder.path(), catalogue_);
    lxw_worksheet* sheet = writer.sheet("findings", kFindingColumns, findings_);
    writer.choices(sheet, kState, findings_.size());
    writer.sheet("documents", kDocumentColumns, documents_, kFirstCount);
    const auto bytes = writer.finish();
    if (!bytes) return tl::make_unexpected(bytes.error());
    return replace_file(path, *bytes);
}

}  // namespace mingzhang::publish
