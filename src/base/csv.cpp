#include "base/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace mingzhang {

using std::string_view;

std::string CsvReader::place() const { return fmt::format("{}:{}", where_, row_line_); }

tl::unexpected<Error> CsvReader::error(std::string what, std::string hint) const {
    return fail(place(), std::move(what), std::move(hint));
}

bool CsvReader::take_line_end() {
    if (rest_.starts_with("\r\n")) {
        rest_.remove_prefix(2);
    } else if (rest_.starts_with('\n') || rest_.starts_with('\r')) {
        rest_.remove_prefix(1);
    } else {
        return false;
    }
    ++line_;
    return true;
}

void CsvReader::skip_blank_lines() {
    while (take_line_end()) {
    }
}

string_view CsvReader::plain_field() {
    const auto end = std::find_if(rest_.begin(), rest_.end(), [this](char c) {
        return c == separator_ || c == '\n' || c == '\r';
    });
    const string_view field = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(field.size());
    return field;
}

Result<string_view> CsvReader::quoted_field() {
    std::string& field = unquoted_.emplace_back();
    rest_.remove_prefix(1);
    while (true) {
        const auto end = rest_.find('"');
        if (end == string_view::npos) return error("A quote is opened but never closed");
        line_ += static_cast<int>(
            std::count(rest_.begin(), rest_.begin() + static_cast<long>(end), '\n'));
        field.append(rest_, 0, end);
        rest_.remove_prefix(end + 1);
        if (!rest_.starts_with('"')) return field;
        field.push_back('"');
        rest_.remove_prefix(1);
    }
}

Result<bool> CsvReader::next(std::vector<string_view>& fields) {
    fields.clear();
    unquoted_.clear();
    skip_blank_lines();
    row_line_ = line_;
    if (rest_.empty()) return false;
    while (true) {
        if (rest_.starts_with('"')) {
            const auto field = quoted_field();
            if (!field) return tl::make_unexpected(field.error());
            fields.push_back(*field);
        } else {
            fields.push_back(plain_field());
        }
        if (rest_.empty() || take_line_end()) return true;
        if (rest_.front() != separator_) return error("Text follows a closing quote");
        rest_.remove_prefix(1);
    }
}

std::string csv_field(string_view text) {
    if (text.find_first_of(",\"\r\n") == string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
    return out;
}

}  // namespace mingzhang
