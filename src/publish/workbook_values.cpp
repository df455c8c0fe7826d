#include "publish/workbook_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace mingzhang::publish {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::size_t kKeptDigits = 15;
constexpr std::size_t kLongestFormula = 8000;  // a cell takes 8192 characters

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number as it is printed, taken apart.
struct Plain {
    std::string digits;  // "-1234.50", without separators and per cent sign
    std::size_t decimals = 0;
    bool grouped = false, percent = false;
};

std::string with_separators(std::string digits) {
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    std::size_t at = std::min(digits.find('.'), digits.size());
    while (at > first + 3) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::optional<Plain> parse_plain(const std::string& text) {
    Plain out;
    out.digits = text;
    if (out.digits.ends_with('%')) {
        out.percent = true;
        out.digits.pop_back();
    }
    out.grouped = std::erase(out.digits, ',') > 0;
    const std::size_t first = out.digits.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(out.digits.find('.'), out.digits.size());
    if (point == first || point + 1 == out.digits.size()) return std::nullopt;
    for (std::size_t i = first; i < out.digits.size(); ++i) {
        if (i != point && !is_digit(out.digits[i])) return std::nullopt;
    }
    if (out.digits[first] == '0' && point > first + 1) return std::nullopt;
    if (point < out.digits.size()) out.decimals = out.digits.size() - point - 1;
    const std::string again =
        (out.grouped ? with_separators(out.digits) : out.digits) + (out.percent ? "%" : "");
    if (again != text) return std::nullopt;
    return out;
}

std::string format_of(const Plain& number) {
    std::string out = number.grouped ? "#,##0" : "0";
    if (number.decimals > 0) out += "." + std::string(number.decimals, '0');
    return number.percent ? out + "%" : out;
}

// Digits from the first to the last that is not zero.
std::size_t significant_digits(const std::string& number) {
    std::string digits;
    std::copy_if(number.begin(), number.end(), std::back_inserter(digits), is_digit);
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string::npos ? 0 : digits.find_last_not_of('0') - first + 1;
}

double value_of(const std::string& decimal) {
    double out = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), out);
    return out;
}

int places_of(Unit unit) {
    int places = 0;
    for (int64_t fen = fen_of(unit); fen > 1; fen /= 10) ++places;
    return places;
}

bool is_zero(const std::string& number) { return significant_digits(number) == 0; }

// The exact amount, where it displays as `number` is printed.
std::optional<std::string> displayable(const PublishedCell& cell, const PublishedTable& table,
                                       const Plain& number) {
    if (!cell.amount || number.percent || fen_of(table.unit) == 0) return std::nullopt;
    const int decimals = static_cast<int>(number.decimals);
    if (cell.amount->print(table.unit, decimals) != number.digits) return std::nullopt;
    if (cell.amount->in_fen() < 0 && is_zero(number.digits)) return std::nullopt;  // "-0.00"
    std::string exact = cell.amount->print(table.unit, places_of(table.unit));
    if (significant_digits(exact) > kKeptDigits) return std::nullopt;
    return exact;
}

// Half of the last printed place left over: displayed by rounding away from zero.
bool lies_in_the_middle(const PublishedCell& cell, const PublishedTable& table) {
    const auto number = parse_plain(cell.text);
    int64_t step = fen_of(table.unit);
    for (std::size_t i = 0; number && i < number->decimals; ++i) step /= 10;
    return step > 1 && std::abs(cell.amount->in_fen() % step) == step / 2;
}

// What a cell adds to a sum: nothing where it is not known from what it holds.
std::optional<int64_t> held_amount(const PublishedCell& cell, const PublishedTable& table) {
    if (cell.text.empty()) {
        if (cell.amount && cell.amount->in_fen() != 0) return std::nullopt;
        return 0;
    }
    const auto stored = stored_number(cell, table);
    if (!stored || !stored->exact) return std::nullopt;
    return cell.amount->in_fen();
}

const PublishedCell* cell_at(const PublishedTable& table, CellAt at) {
    if (at.row < 0 || at.column < 0) return nullptr;
    const auto r = static_cast<std::size_t>(at.row), c = static_cast<std::size_t>(at.column);
    if (r >= table.rows.size() || c >= table.rows[r].size()) return nullptr;
    return &table.rows[r][c];
}

bool adds_up(const PublishedCell& cell, const PublishedTable& table) {
    if (cell.sum_of.empty() || cell.text.empty()) return false;
    const auto whole = held_amount(cell, table);
    if (!whole) return false;
    Wide sum = 0;
    for (const CellAt at : cell.sum_of) {
        const PublishedCell* part = cell_at(table, at);
        const auto amount = part == nullptr ? std::nullopt : held_amount(*part, table);
        if (!amount) return false;
        sum += *amount;
    }
    return sum == *whole;
}

// Walks from each sum to its parts and makes plain numbers of sums that come back to themselves.
class Cycles {
  public:
    Cycles(const PublishedTable& table, std::vector<std::vector<bool>>& live)
        : table_(table), live_(live) {
        for (const auto& row : table.rows) seen_.emplace_back(row.size(), Seen::kNot);
    }

    void cut_from(CellAt start) {
        std::vector<std::pair<CellAt, std::size_t>> path;
        enter(start, path);
        while (!path.empty()) {
            const CellAt at = path.back().first;
            const auto& parts = cell_at(table_, at)->sum_of;
            if (!live(at) || path.back().second == parts.size()) {
                seen(at) = Seen::kDone;
                path.pop_back();
                continue;
            }
            const CellAt next = parts[path.back().second++];
            if (seen(next) == Seen::kOnPath) live_[row(at)][column(at)] = false;
            if (seen(next) == Seen::kNot) enter(next, path);
        }
    }

  private:
    enum class Seen : char { kNot, kOnPath, kDone };
    static std::size_t row(CellAt at) { return static_cast<std::size_t>(at.row); }
    static std::size_t column(CellAt at) { return static_cast<std::size_t>(at.column); }
    Seen& seen(CellAt at) { return seen_[row(at)][column(at)]; }
    bool live(CellAt at) const { return live_[row(at)][column(at)]; }
    void enter(CellAt at, std::vector<std::pair<CellAt, std::size_t>>& path) {
        if (!live(at) || seen(at) != Seen::kNot) return;
        seen(at) = Seen::kOnPath;
        path.emplace_back(at, 0);
    }

    const PublishedTable& table_;
    std::vector<std::vector<bool>>& live_;
    std::vector<std::vector<Seen>> seen_;
};

std::string name_of(CellAt at, int first_row) {
    return column_letters(at.column) + std::to_string(first_row + at.row + 1);
}

}  // namespace

std::optional<StoredNumber> stored_number(const PublishedCell& cell, const PublishedTable& table) {
    const auto number = parse_plain(cell.text);
    if (!number) return std::nullopt;
    if (const auto exact = displayable(cell, table, *number))
        return StoredNumber{value_of(*exact), format_of(*number), true};
    if (significant_digits(number->digits) > kKeptDigits) return std::nullopt;
    const std::string value = number->percent ? number->digits + "e-2" : number->digits;
    return StoredNumber{value_of(value), format_of(*number), false};
}

std::vector<std::vector<bool>> live_sums(const PublishedTable& table) {
    std::vector<std::vector<bool>> live;
    for (const auto& row : table.rows) {
        auto& out = live.emplace_back();
        for (const PublishedCell& cell : row) out.push_back(adds_up(cell, table));
    }
    Cycles cycles(table, live);
    for (std::size_t r = 0; r < live.size(); ++r) {
        for (std::size_t c = 0; c < live[r].size(); ++c) {
            if (live[r][c]) cycles.cut_from({static_cast<int>(r), static_cast<int>(c)});
        }
    }
    return live;
}

std::string sum_formula(const std::vector<CellAt>& cells, int first_row) {
    std::string out;
    for (std::size_t i = 0; i < cells.size();) {
        std::size_t last = i + 1;  // one past the end of a run down a column or along a row
        const auto goes_on = [&](int rows, int columns) {
            return last < cells.size() && cells[last] == CellAt{cells[last - 1].row + rows,
                                                                cells[last - 1].column + columns};
        };
        const int down = goes_on(1, 0) ? 1 : 0, along = 1 - down;
        while (goes_on(down, along)) ++last;
        if (!out.empty()) out += "+";
        const std::string from = name_of(cells[i], first_row);
        out += last == i + 1 ? from
                             : fmt::format("SUM({}:{})", from, name_of(cells[last - 1], first_row));
        if (out.size() > kLongestFormula) return {};
        i = last;
    }
    return out;
}

std::string live_formula(const PublishedCell& cell, const PublishedTable& table, int first_row) {
    std::string sum = sum_formula(cell.sum_of, first_row);
    if (sum.empty() || !lies_in_the_middle(cell, table)) return sum;
    return fmt::format("ROUND({},{})", sum, places_of(table.unit));
}

std::string column_letters(int column) {
    std::string out;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        out.insert(0, 1, static_cast<char>('A' + (rest - 1) % 26));
    return out;
}

}  // namespace mingzhang::publish
