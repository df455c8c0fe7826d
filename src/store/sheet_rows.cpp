#include "store/sheet_rows.h"

#include <algorithm>

#include "base/text.h"
#include "store/words.h"

namespace mingzhang::store {

bool is_blank_row(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return text::trim(cell).empty(); });
}

std::size_t first_row(const SheetText& sheet) {
    const auto first = std::find_if_not(sheet.rows.begin(), sheet.rows.end(), is_blank_row);
    return static_cast<std::size_t>(first - sheet.rows.begin());
}

const std::string& SheetRow::at(const std::string& column) const {
    static const std::string kNone;
    const auto found = columns_.find(column);
    return found == columns_.end() || found->second >= cells_.size() ? kNone
                                                                     : cells_[found->second];
}

void for_each_row(const SheetText& sheet, std::initializer_list<std::string_view> known,
                  FindingList& findings, const std::function<void(const SheetRow&)>& read) {
    const std::size_t header = first_row(sheet);
    if (header == sheet.rows.size()) return;
    std::map<std::string, std::size_t> columns;
    const auto& names = sheet.rows[header];
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (text::trim(names[c]).empty()) continue;
        const std::string id = column_named(names[c]);
        const BookPlace place = {sheet.name, static_cast<int>(header + 1), names[c]};
        if (std::find(known.begin(), known.end(), id) == known.end()) {
            std::vector<std::string> words;
            for (const std::string_view one : known)
                words.push_back(column_word(one, Language::kChinese));
            findings.add("column-unknown", place,
                         {{"text", names[c]}, {"known", choices_for(names[c], words)}});
        } else if (!columns.emplace(id, c).second) {
            findings.add("column-twice", place, {{"text", names[c]}});
        }
    }
    for (std::size_t r = header + 1; r < sheet.rows.size(); ++r) {
        if (is_blank_row(sheet.rows[r])) continue;
        read(SheetRow(columns, sheet.rows[r], static_cast<int>(r + 1)));
    }
}

}  // namespace mingzhang::store
