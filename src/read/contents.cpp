#include "read/contents.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "model/figure.h"

namespace mingzhang::read {
namespace {

using std::string_view;

bool ends_in_leaders(string_view s) {
    for (const char* leader : {"..", "．．", "…", "‥", "⋯", "··", "・・", "__"})
        if (s.ends_with(leader)) return true;
    return false;
}

bool is_page_number(string_view s) {
    const std::string folded = text::fold(s);
    return !folded.empty() && folded.size() <= 4 &&
           folded.find_first_not_of("0123456789") == std::string::npos;
}

// A title and its page, and nothing more.
bool is_contents_row(const Row& row) {
    return row.size() >= 2 && !row[0].text.empty() && filled_cells(row) == 2 &&
           is_page_number(row[1].text) && parse_number(row[0].text).form == NumberForm::kNotANumber;
}

bool pages_ascend(const std::vector<Row>& rows) {
    const auto page = [](const Row& row) { return parse_number(row[1].text).mantissa; };
    return std::is_sorted(rows.begin(), rows.end(),
                          [&](const Row& a, const Row& b) { return page(a) < page(b); });
}

}  // namespace

std::size_t filled_cells(const Row& row) {
    return static_cast<std::size_t>(std::count_if(
        row.begin(), row.end(), [](const GridCell& cell) { return !cell.text.empty(); }));
}

bool is_contents(const std::vector<Row>& rows) {
    return !rows.empty() && std::all_of(rows.begin(), rows.end(), is_contents_row) &&
           pages_ascend(rows) && (rows.size() >= 2 || ends_in_leaders(rows[0][0].text));
}

std::string text_of(const Row& row) {
    std::string out;
    for (const GridCell& cell : row) out.append(cell.text).push_back('\t');
    return std::string(text::trim(out));
}

}  // namespace mingzhang::read
