#include "store/book_workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/file.h"
#include "base/late_xlsxwriter.h"
#include "base/temporary_folder.h"
#include "base/text.h"
#include "store/amount.h"
#include "store/line_table.h"
#include "store/project_file.h"
#include "store/words.h"

namespace mingzhang::store {
namespace {

using std::string_view;

constexpr std::size_t kLongestCell = 32'767;  // characters
constexpr std::size_t kLongestChoices = 255;  // bytes: libxlsxwriter has no room for more
constexpr std::size_t kMostRows = 1'048'575;  // below the row of columns
constexpr lxw_row_t kRowsToFillIn = 2'000;    // that offer a choice beyond those that are filled
constexpr int64_t kExactInADouble = 10'000'000'000'000;

const LateXlsxwriter& lib() { return late_xlsxwriter(); }

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

// Why a cell cannot hold this, else empty.
string_view unwritable(const std::string& cell) {
    if (!text::is_utf8(cell)) return "The text is no UTF-8";
    if (std::any_of(cell.begin(), cell.end(), is_control))
        return "The text holds control characters";
    if (cell.size() > kLongestCell && text::code_points(cell).size() > kLongestCell)
        return "The text is longer than a cell of a workbook can be";
    return {};
}

double width_of(string_view id) {
    constexpr string_view kWide[] = {"text",      "line",        "title", "name", "value",
                                     "indicator", "project_ref", "item",  "form"};
    if (id == "text" || id == "line") return 80;
    return std::find(std::begin(kWide), std::end(kWide), id) != std::end(kWide) ? 28 : 16;
}

std::vector<std::string> choices_of(string_view id, const LineFile* file) {
    if (id == "document") return kind_words(Language::kChinese);
    if (id == kOpen) return {"是"};
    const auto d = dimension_named(id);
    if (!d || !is_closed(*d)) return {};
    std::vector<std::string> words = member_words(*d, Language::kChinese);
    if (file != nullptr && !implied_by(*file).at(*d).empty()) words.emplace_back("全部");
    return words;
}

// A workbook being written in a folder of its own.
class WorkbookWriter {
  public:
    explicit WorkbookWriter(const std::string& folder)
        : path_(folder + "/book.xlsx"), book_(lib().workbook_new(path_.c_str())) {
        heading_ = format();
        lib().format_set_bold(heading_);
        lib().format_set_bg_color(heading_, 0xE8EEF4);
        body_ = format();
        lib().format_set_num_format(body_, "@");
        lib().format_set_text_wrap(body_);
        // What is finer than a fen is to be seen.
        money_ = format();
        lib().format_set_num_format(money_, "#,##0.00####");
        pieces_ = format();
        lib().format_set_num_format(pieces_, "0");
        lxw_doc_properties properties{};
        properties.created = 946'684'800;  // of any day, so that a book gives the same bytes
        lib().workbook_set_properties(book_, &properties);
    }

    void add(const SheetText& sheet) {
        lxw_worksheet* out = lib().workbook_add_worksheet(book_, sheet.name.c_str());
        if (sheet.name == kDepartmentSheet) return add_keys(out, sheet);
        const LineFile* file = file_of(sheet.name);
        const auto& columns = sheet.rows[0];
        const auto filled = static_cast<lxw_row_t>(sheet.rows.size() - 1);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto column = static_cast<lxw_col_t>(c);
            const std::string id = column_named(columns[c]);
            lib().worksheet_set_column(out, column, column, width_of(id),
                                       id == kAmount ? money_ : body_);
            write_heading(out, 0, column, columns[c], id);
            offer(out, 1, filled + kRowsToFillIn, column, choices_of(id, file));
        }
        for (std::size_t r = 1; r < sheet.rows.size(); ++r)
            for (std::size_t c = 0; c < columns.size(); ++c)
                write(out, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), sheet.rows[r][c],
                      columns[c]);
        lib().worksheet_freeze_panes(out, 1, 0);
        lib().worksheet_set_landscape(out);
        lib().worksheet_fit_to_pages(out, 1, 0);
        lib().worksheet_repeat_rows(out, 0, 0);
    }

    Result<std::string> finish() {
        if (lib().workbook_close(book_) != LXW_NO_ERROR)
            return fail({}, "The workbook cannot be written", "is the disk full?");
        return read_file(path_, std::size_t{1} << 30);
    }

  private:
    lxw_format* format() {
        lxw_format* out = lib().workbook_add_format(book_);
        lib().format_set_border(out, LXW_BORDER_THIN);
        lib().format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
        return out;
    }

    static const LineFile* file_of(const std::string& name) {
        static constexpr LineFile kFiles[] = {
            LineFile::kIncome,   LineFile::kBasic,       LineFile::kOther,   LineFile::kFunctions,
            LineFile::kMeasures, LineFile::kProcurement, LineFile::kLastYear};
        for (const LineFile& file : kFiles)
            if (sheet_name(file) == name) return &file;
        return nullptr;
    }

    void add_keys(lxw_worksheet* out, const SheetText& sheet) {
        lib().worksheet_set_column(out, 0, 0, 16, nullptr);
        lib().worksheet_set_column(out, 1, 1, 60, body_);
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            const auto row = static_cast<lxw_row_t>(r);
            const std::string id = column_named(sheet.rows[r][0]);
            write_heading(out, row, 0, sheet.rows[r][0], id);
            write(out, row, 1, sheet.rows[r][1], {});
            offer(out, row, row, 1, choices_of(id, nullptr));
        }
    }

    void write_heading(lxw_worksheet* out, lxw_row_t row, lxw_col_t column, const std::string& word,
                       const std::string& id) {
        lib().worksheet_write_string(out, row, column, word.c_str(), heading_);
        const std::string note = column_note(id);
        if (!note.empty()) lib().worksheet_write_comment(out, row, column, note.c_str());
    }

    // A list to choose from; what is too long for one is left to the note.
    void offer(lxw_worksheet* out, lxw_row_t first, lxw_row_t last, lxw_col_t column,
               std::vector<std::string> words) {
        std::vector<char*> list;
        std::size_t bytes = 0;
        for (std::string& word : words) {
            bytes += word.size() + 1;
            list.push_back(word.data());
        }
        if (words.empty() || bytes > kLongestChoices) return;
        list.push_back(nullptr);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
        lib().worksheet_data_validation_range(out, first, column, last, column, &validation);
    }

    // Amounts as numbers that can be summed, all else as text, never a formula.
    void write(lxw_worksheet* out, lxw_row_t row, lxw_col_t column, const std::string& cell,
               const std::string& heading) {
        if (cell.empty()) {
            lib().worksheet_write_blank(out, row, column, body_);
            return;
        }
        const bool pieces = cell.find('.') == std::string::npos;
        const auto amount = read_amount(cell);
        const auto* exact = std::get_if<Money>(&amount);
        if (column_named(heading) != kAmount || exact == nullptr ||
            std::abs(exact->in_fen()) > kExactInADouble) {
            lib().worksheet_write_string(out, row, column, cell.c_str(), body_);
            return;
        }
        const auto whole = static_cast<double>(exact->in_fen());
        lib().worksheet_write_number(out, row, column, whole / 100, pieces ? pieces_ : money_);
    }

    std::string path_;
    lxw_workbook* book_;
    lxw_format* heading_ = nullptr;
    lxw_format* body_ = nullptr;
    lxw_format* money_ = nullptr;
    lxw_format* pieces_ = nullptr;
};

std::optional<Error> unwritable_line(const Book& book) {
    const auto check = [](const std::vector<BookLine>& lines, const Coordinate& implied,
                          string_view sheet) -> std::optional<Error> {
        for (const BookLine& line : lines) {
            const std::string wrong = unwritable_member(line.at, implied);
            if (!wrong.empty())
                return Error{std::string(sheet), fmt::format("There is no member {}", wrong), {}};
        }
        return std::nullopt;
    };
    for (std::size_t i = 0; i < kLineFiles; ++i) {
        const auto file = static_cast<LineFile>(i);
        if (auto error = check(book.lines[i], implied_by(file), sheet_name(file))) return error;
    }
    for (const BookProject& project : book.projects)
        if (auto error = check(project.lines, implied_by_project(project.name), kAmountSheet))
            return error;
    return std::nullopt;
}

std::optional<Error> unwritable_cell(const std::vector<SheetText>& sheets) {
    for (const SheetText& sheet : sheets) {
        if (sheet.rows.size() > kMostRows)
            return Error{sheet.name, "There are more rows than a sheet can have", {}};
        for (std::size_t r = 0; r < sheet.rows.size(); ++r)
            for (const std::string& cell : sheet.rows[r])
                if (const string_view why = unwritable(cell); !why.empty())
                    return Error{fmt::format("{}:{}", sheet.name, r + 1), std::string(why),
                                 "write the ledger as a folder"};
    }
    return std::nullopt;
}

}  // namespace

Result<std::string> workbook_of(const Book& book) {
    if (auto error = unwritable_line(book)) return tl::make_unexpected(std::move(*error));
    const std::vector<SheetText> sheets = sheets_of(book);
    if (auto error = unwritable_cell(sheets)) return tl::make_unexpected(std::move(*error));
    if (!lib().library.loaded()) return lib().library.missing({});
    const TemporaryFolder folder("book");
    if (folder.path().empty())
        return fail({}, "No temporary folder can be made", "TMPDIR names the folder for it");
    WorkbookWriter writer(folder.path());
    for (const SheetText& sheet : sheets) writer.add(sheet);
    return writer.finish();
}

}  // namespace mingzhang::store
