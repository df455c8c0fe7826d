#include "store/line_table.h"

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"
#include "store/amount.h"

namespace mingzhang::store {
namespace {

using std::string_view;

std::vector<std::string> column_ids() {
    std::vector<std::string> out;
    for (std::size_t d = 0; d < kDimensions; ++d)
        out.emplace_back(dimension_name(static_cast<Dimension>(d)));
    for (const string_view id : {kGovernment, kAmount, kOpen}) out.emplace_back(id);
    return out;
}

bool is_root_word(string_view cell) { return cell == "all" || cell == "全部"; }

bool is_blank(string_view cell) { return text::trim(cell).empty(); }

void append_csv_row(std::string& out, const Row& row) {
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (c > 0) out.push_back(',');
        out += csv_field(row[c]);
    }
    out.push_back('\n');
}

}  // namespace

bool counts_pieces(const Coordinate& at) {
    const std::string& nature = at.at(Dimension::kNature);
    return nature == "count" || nature == "area";
}

std::string written_member(Dimension d, const Coordinate& at, const Coordinate& implied,
                           Language language) {
    const std::string& member = at.at(d);
    if (member == implied.at(d) && is_root_word(member)) return {};  // a project of that name
    if (member.empty() && !implied.at(d).empty())
        return language == Language::kIds ? "all" : "全部";
    return member_word(d, member, language);
}

std::optional<std::string> read_member(Dimension d, string_view cell, const Coordinate& implied) {
    if (cell.empty()) return implied.at(d);
    const bool closed = d == Dimension::kYear || is_closed(d);
    if (closed && is_blank(cell)) return implied.at(d);
    // An open dimension may have a member of this name.
    if (!implied.at(d).empty() && is_root_word(cell)) return std::string();
    return member_named(d, cell);
}

std::string unwritable_member(const Coordinate& at, const Coordinate& implied) {
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        const std::string& member = at.at(d);
        if (member == implied.at(d)) continue;
        for (const Language language : {Language::kIds, Language::kChinese}) {
            if (read_member(d, written_member(d, at, implied, language), implied) != member)
                return std::string(dimension_name(d)) + "=" + member;
        }
    }
    return {};
}

std::vector<std::string> columns_of(const std::vector<BookLine>& lines, const Coordinate& implied,
                                    const std::vector<Dimension>& always) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        if (std::count(always.begin(), always.end(), d) > 0 ||
            std::any_of(lines.begin(), lines.end(),
                        [&](const BookLine& line) { return line.at.at(d) != implied.at(d); }))
            out.emplace_back(dimension_name(d));
    }
    if (std::any_of(lines.begin(), lines.end(),
                    [](const auto& l) { return !l.government.empty(); }))
        out.emplace_back(kGovernment);
    out.emplace_back(kAmount);
    if (std::any_of(lines.begin(), lines.end(), [](const auto& l) { return l.open; }))
        out.emplace_back(kOpen);
    return out;
}

Row row_of(const BookLine& line, const std::vector<std::string>& columns, const Coordinate& implied,
           Language language) {
    Row row;
    for (const std::string& column : columns) {
        if (const auto d = dimension_named(column)) {
            row.push_back(written_member(*d, line.at, implied, language));
        } else if (column == kGovernment) {
            row.push_back(line.government);
        } else if (column == kAmount) {
            row.push_back(print_amount(line.amount, counts_pieces(line.at)));
        } else {
            row.emplace_back(!line.open ? "" : language == Language::kIds ? "yes" : "是");
        }
    }
    return row;
}

void LineTableReader::wrong(string_view rule, std::string field,
                            std::map<std::string, std::string> arguments) {
    findings_.add(std::string(rule), {file_, row_, std::move(field)}, std::move(arguments));
}

void LineTableReader::imply(Coordinate implied, std::size_t group) {
    implied_ = std::move(implied);
    group_ = group;
}

void LineTableReader::read(int line, std::span<const string_view> cells) {
    if (full_ || std::all_of(cells.begin(), cells.end(), is_blank)) return;
    row_ = line;
    if (!has_columns_) return read_columns(cells);
    if (!has_amount_) return;
    if (most_ == 0) {
        wrong("too-many-lines", {});
        full_ = true;
        return;
    }
    --most_;
    if (auto read = line_of(cells)) keep(std::move(*read));
}

void LineTableReader::read_columns(std::span<const string_view> cells) {
    has_columns_ = true;
    const std::vector<std::string> known = column_ids();
    std::vector<std::string> words;
    for (const std::string& id : known) words.push_back(column_word(id, language_));
    for (const string_view cell : cells) {
        std::string& column = columns_.emplace_back();
        if (is_blank(cell)) continue;
        std::string id = column_named(cell);
        if (std::count(known.begin(), known.end(), id) == 0) {
            wrong("column-unknown", std::string(cell),
                  {{"text", std::string(cell)}, {"known", choices_for(cell, words)}});
        } else if (std::count(columns_.begin(), columns_.end(), id) > 0) {
            wrong("column-twice", id, {{"text", std::string(cell)}});
        } else {
            column = std::move(id);
        }
    }
    has_amount_ = std::count(columns_.begin(), columns_.end(), kAmount) > 0;
    if (!has_amount_) wrong("column-missing", std::string(kAmount));
}

bool LineTableReader::read_cell(const std::string& column, string_view cell, BookLine& line) {
    if (const auto d = dimension_named(column)) {
        if (auto member = read_member(*d, cell, implied_)) {
            line.at.set(*d, std::move(*member));
            return true;
        }
        wrong("member-unknown", column,
              {{"text", std::string(cell)},
               {"column", column},
               {"known", choices_for(cell, member_words(*d, language_))}});
        return false;
    }
    if (column == kGovernment) line.government = cell;
    if (column == kOpen) {
        const auto flag = flag_named(cell);
        if (!flag) wrong("open-unreadable", column, {{"text", std::string(cell)}});
        line.open = flag.value_or(false);
        return flag.has_value();
    }
    return true;
}

std::optional<BookLine> LineTableReader::line_of(std::span<const string_view> cells) {
    BookLine line;
    line.at = implied_;
    line.place = {file_, row_, {}};
    bool good = true;
    string_view amount;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (c >= columns_.size()) {
            if (is_blank(cells[c])) continue;
            wrong("cell-without-column", {}, {{"text", std::string(cells[c])}});
            return std::nullopt;
        }
        if (columns_[c] == kAmount) amount = cells[c];
        good = read_cell(columns_[c], cells[c], line) && good;
    }
    const auto read = read_amount(amount);
    if (const auto* mistake = std::get_if<AmountMistake>(&read)) {
        wrong(*mistake, std::string(kAmount), {{"text", std::string(amount)}});
        return std::nullopt;
    }
    line.amount = std::get<Money>(read);
    if (!good) return std::nullopt;
    return line;
}

void LineTableReader::keep(BookLine line) {
    const auto [first, fresh] = seen_.try_emplace({line.at, group_, line.government}, row_);
    if (!fresh) {
        wrong("duplicate-line", {},
              {{"text", line.at.to_string()}, {"first", std::to_string(first->second)}});
    }
    lines_.push_back(std::move(line));
}

std::string csv_of(const std::vector<BookLine>& lines, const Coordinate& implied) {
    const auto columns = columns_of(lines, implied);
    std::string out;
    append_csv_row(out, columns);
    for (const BookLine& line : lines)
        append_csv_row(out, row_of(line, columns, implied, Language::kIds));
    return out;
}

std::vector<BookLine> lines_of_csv(const std::string& text, const std::string& file,
                                   const Coordinate& implied, FindingList& findings,
                                   std::size_t& most) {
    CsvReader csv(text, file, ',');
    LineTableReader reader(file, implied, findings, most, Language::kIds);
    std::vector<string_view> cells;
    while (true) {
        const auto more = csv.next(cells);
        if (!more) {
            findings.add("quote-unbalanced", {file, csv.line(), {}});
            // What is left of the line, a row of its own to the reader.
            while (!csv.next(cells)) {
            }
        } else if (*more) {
            reader.read(csv.line(), cells);
        } else {
            break;
        }
    }
    return reader.take();
}

}  // namespace mingzhang::store
