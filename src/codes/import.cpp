#include <fmt/format.h>

#include <array>
#include <map>
#include <optional>

#include "base/csv.h"
#include "base/text.h"
#include "codes/code_form.h"
#include "codes/codes.h"

namespace mingzhang::codes {
namespace {

using std::string_view;
using Fields = std::vector<string_view>;

// Rows before the header: titles, the year, the name of a sheet.
constexpr int kMostRowsBeforeHeader = 20;

// The code in one column, or in up to three: 类, 款, 项.
struct Columns {
    std::vector<std::size_t> code;
    std::optional<std::size_t> name;

    bool found() const { return !code.empty() && name.has_value(); }
};

bool is_code_heading(const std::string& label) {
    for (const char* known : {"科目编码", "科目代码", "编码", "代码", "code"})
        if (label == known) return true;
    return label.ends_with("科目编码") || label.ends_with("科目代码");
}

bool is_name_heading(const std::string& label) {
    return label == "name" || label.ends_with("名称");
}

int depth_of_heading(const std::string& label) {
    constexpr std::array<string_view, 3> kDepths{"类", "款", "项"};
    for (std::size_t i = 0; i < kDepths.size(); ++i)
        if (label == kDepths[i]) return static_cast<int>(i) + 1;
    return 0;
}

// Adds what one row of a heading tells. 类 款 项 may stand below 科目编码 in a row of their own.
void read_heading(const Fields& fields, Columns& columns) {
    std::vector<std::size_t> split_code;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string label = text::fold_label(fields[i]);
        if (is_code_heading(label) && columns.code.empty()) columns.code = {i};
        if (is_name_heading(label) && !columns.name) columns.name = i;
        if (depth_of_heading(label) == static_cast<int>(split_code.size()) + 1)
            split_code.push_back(i);
    }
    if (split_code.size() >= 2) columns.code = split_code;
}

std::string cell_text(const Fields& fields, std::size_t column) {
    if (column >= fields.size()) return {};
    std::string folded = text::fold(text::trim(fields[column]));
    // A spreadsheet marks digits that are text with an apostrophe.
    if (folded.starts_with('\'')) folded.erase(0, 1);
    return std::string(text::trim(folded));
}

bool is_digits(string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == string_view::npos;
}

struct ReadCode {
    std::string code;  // empty where the row has none
    int columns = 0;   // of the code's own columns, down to the last one filled
};

// Puts codes together from their columns; an empty 类 or 款 repeats the one above.
class CodeReader {
  public:
    explicit CodeReader(std::vector<std::size_t> columns) : columns_(std::move(columns)) {}

    ReadCode read(const Fields& fields) {
        if (columns_.size() == 1) return {cell_text(fields, columns_[0]), 1};
        std::size_t deepest = columns_.size();
        while (deepest > 0 && cell_text(fields, columns_[deepest - 1]).empty()) --deepest;
        std::string code;
        for (std::size_t depth = 0; depth < deepest; ++depth) {
            const std::string part = cell_text(fields, columns_[depth]);
            if (part.empty()) {
                code = above_.substr(0, 3 + 2 * depth);
            } else if (part.size() > 2 && depth > 0) {
                code = part;  // the whole code in its own column
            } else {
                code += part;
            }
        }
        if (!code.empty()) above_ = code;
        return {code, static_cast<int>(deepest)};
    }

    bool splits() const { return columns_.size() > 1; }

  private:
    std::vector<std::size_t> columns_;
    std::string above_;
};

class OfficialList {
  public:
    OfficialList(const std::string& text, const std::string& where)
        : reader_(text, where, separator_of(text)) {}

    Result<std::vector<Entry>> read() {
        if (auto found = find_header(); !found) return tl::make_unexpected(found.error());
        CodeReader codes(columns_.code);
        do {
            if (auto added = add_row(codes); !added) return tl::make_unexpected(added.error());
            const auto more = reader_.next(fields_);
            if (!more) return tl::make_unexpected(more.error());
            if (!*more) break;
        } while (true);
        if (entries_.empty()) return reader_.error("No row below the header has a code");
        return std::move(entries_);
    }

  private:
    static char separator_of(const std::string& text) {
        return text.find('\t') == std::string::npos ? ',' : '\t';
    }

    // Leaves the first row below the header in fields_.
    Result<bool> find_header() {
        for (int row = 0; row < kMostRowsBeforeHeader; ++row) {
            const auto more = reader_.next(fields_);
            if (!more) return more;
            if (!*more) break;
            if (columns_.found() && !is_second_heading()) return true;
            read_heading(fields_, columns_);
        }
        if (columns_.found()) {
            fields_.clear();
            return true;
        }
        return reader_.error("No header names a column of codes and a column of names",
                             "such as 科目编码 and 科目名称, or 类, 款, 项 and 科目名称");
    }

    bool is_second_heading() const {
        for (const string_view field : fields_)
            if (depth_of_heading(text::fold_label(field)) > 0) return true;
        return false;
    }

    Result<bool> add_row(CodeReader& codes) {
        const auto [code, columns] = codes.read(fields_);
        if (code.empty() || is_repeated_heading(code)) return false;
        const int level = level_of(code);
        if (level == 0) return no_code(code);
        if (codes.splits() && level != columns) {
            return reader_.error(fmt::format("Code {} does not fit its columns", code),
                                 "a row needs the 类 and 款 above it");
        }
        const std::string name = cell_name();
        if (name.empty()) return reader_.error(fmt::format("Code {} has no name", code));
        const auto [first, is_new] = lines_.emplace(code, reader_.line());
        if (!is_new) {
            return reader_.error(fmt::format("Code {} stands here again; it is in line {} too",
                                             code, first->second));
        }
        entries_.push_back(
            {code, name, level, std::string(parent_of(code)), Attestation::kOfficial});
        return true;
    }

    // A heading that is printed again on every page.
    bool is_repeated_heading(const std::string& code) const {
        return is_code_heading(text::fold_label(code)) || is_second_heading();
    }

    tl::unexpected<Error> no_code(const std::string& code) const {
        return reader_.error(is_digits(code)
                                 ? fmt::format("Code {} has {} digits", code, code.size())
                                 : fmt::format("\"{}\" is no code", code),
                             "3, 5, 7 or 9 digits are one");
    }

    std::string cell_name() const {
        if (*columns_.name >= fields_.size()) return {};
        return std::string(text::trim(fields_[*columns_.name]));
    }

    CsvReader reader_;
    Columns columns_;
    Fields fields_;
    std::vector<Entry> entries_;
    std::map<std::string, int> lines_;  // code → line
};

}  // namespace

Result<List> import_official(const std::string& text, const std::string& where, const List& base) {
    auto official = OfficialList(text, where).read();
    if (!official) return tl::make_unexpected(official.error());
    std::map<std::string, Entry> merged;
    for (Entry& entry : *official) merged.emplace(entry.code, std::move(entry));
    for (Entry entry : base.entries()) {
        entry.attestation = Attestation::kHistoric;
        merged.emplace(entry.code, entry);  // keeps the official row where there is one
    }
    List list;
    for (auto& [code, entry] : merged) list.add(std::move(entry));
    return list;
}

}  // namespace mingzhang::codes
