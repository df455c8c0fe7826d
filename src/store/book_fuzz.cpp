// Any bytes as each file of a ledger and as the sheets of a workbook: findings or a book, never a
// crash; and a book that was read is read the same after it was written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "store/book_rules.h"
#include "store/book_workbook.h"
#include "store/department_file.h"
#include "store/line_table.h"
#include "store/project_file.h"

namespace {

using namespace mingzhang;
using namespace mingzhang::store;

void read_sheets(const std::string& text) {
    std::vector<SheetText> sheets;
    for (const std::string_view part : text::split(text, '\f')) {
        const auto lines = text::split(part, '\n');
        SheetText& sheet = sheets.emplace_back(SheetText{std::string(lines[0]), {}});
        for (std::size_t i = 1; i < lines.size(); ++i) {
            auto& row = sheet.rows.emplace_back();
            for (const std::string_view cell : text::split(lines[i], '\t')) row.emplace_back(cell);
        }
    }
    const auto read = book_of_workbook(sheets);
    if (read) (void)book_findings(read->book);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    const auto content =
        text::decode(std::string(reinterpret_cast<const char*>(data), size), "fuzz");
    if (!content) return 0;
    FindingList findings;
    Book book;
    std::size_t most = 10'000;
    (void)read_department(*content, "department.toml", book, findings);
    for (std::size_t i = 0; i < kLineFiles; ++i) {
        const Coordinate implied = implied_by(static_cast<LineFile>(i));
        book.lines[i] = lines_of_csv(*content, "lines.csv", implied, findings, most);
        const std::string written = csv_of(book.lines[i], implied);
        const auto again = lines_of_csv(written, "lines.csv", implied, findings, most);
        if (csv_of(again, implied) != written) std::abort();
    }
    if (auto project = read_project(*content, "project.toml", findings, most)) {
        const std::string written = project_toml(*project);
        const auto again = read_project(written, "project.toml", findings, most);
        if (!again || project_toml(*again) != written) std::abort();
        book.projects.push_back(std::move(*project));
    }
    (void)book_findings(book);
    (void)sheets_of(book);
    read_sheets(*content);
    return 0;
}
