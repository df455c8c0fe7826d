#include "recognise/relations.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

using pack::ColumnRole;
__extension__ using Wide = __int128;

// So many rows must hold for one that does not to be an error rather than a wrong reading.
constexpr int kRowsForOneError = 4;
// Fewer where the headings leave one pair of columns only.
constexpr int kRowsWhereHeadingsSay = 2;

// ---- what a heading says of the two sides

struct Side {
    std::string year;   // "own", "-1" or a year; empty where it is not said
    std::string phase;  // likewise
};

Side side_of(std::string_view s, const HeadingWords& words) {
    Side side;
    if (const int year = year_in(s); year != 0) {
        side.year = year == words.year       ? "own"
                    : year == words.year - 1 ? "-1"
                                             : std::to_string(year);
    } else if (text::contains_any(s, {"上年", "去年", "上一年"})) {
        side.year = "-1";
    }
    if (text::contains_any(s, {"决算", "执行数", "实际"})) {
        side.phase = "accounts";
    } else if (text::contains_any(s, {"全年预算", "调整预算"})) {
        side.phase = "adjusted";
    } else if (text::contains_any(s, {"预算", "年初"})) {
        side.phase = "budget";
    }
    return side;
}

// "2026年预算数比2025年执行数增减": what stands before and behind the word that compares.
std::pair<Side, Side> sides_of(const HeadingPath& path, const HeadingWords& words) {
    std::string heading;
    for (const std::string& label : path) heading += text::fold_label(label);
    const std::string_view s = heading;
    if (text::contains(s, "同比")) return {{}, {"-1", ""}};
    for (std::size_t at = 0; at < s.size(); ++at) {
        const std::size_t n = text::any_at(s.substr(at), {"比", "较", "与", "占", "为", "完成"});
        if (n == 0) continue;
        const std::string_view behind = s.substr(at + n);
        const bool compares = behind.starts_with("20") ||
                              text::any_at(behind, {"上年", "去年", "上一年", "年初", "全年",
                                                    "调整预算", "预算", "决算", "执行数"}) > 0;
        if (compares) return {side_of(s.substr(0, at), words), side_of(behind, words)};
    }
    if (text::contains(s, "执行率")) return {{}, {"", side_of(s, words).phase}};
    return {};
}

// ---- whether the numbers bear it out

std::optional<Interval> interval_of(const Figure& figure) {
    return bounds(figure.number, figure.unit, figure.usual_decimals);
}

std::optional<bool> difference_holds(const Figure& cell, const Interval& of, const Interval& base,
                                     int sign) {
    const auto printed = interval_of(cell);
    if (!printed) return std::nullopt;
    const Interval change = sign > 0 ? Interval{of.low - base.high, of.high - base.low}
                                     : Interval{base.low - of.high, base.high - of.low};
    return change.low <= printed->high && printed->low <= change.high;
}

// part / whole prints as the rate for some amounts of the two intervals; a whole of nothing has
// none.
std::optional<bool> rate_holds(const PrintedNumber& rate, const Interval& part,
                               const Interval& whole) {
    if (whole.low <= 0 || rate.decimals > 4) return std::nullopt;
    Wide scale = 200;
    for (int d = 0; d < rate.decimals; ++d) scale *= 10;
    const Wide twice = 2 * Wide{rate.mantissa};
    const auto most = [&](Wide factor) { return factor * (factor > 0 ? whole.high : whole.low); };
    const auto least = [&](Wide factor) { return factor * (factor > 0 ? whole.low : whole.high); };
    return scale * part.low <= most(twice + 1) && scale * part.high >= least(twice - 1);
}

struct Reading {
    ClaimKind kind = ClaimKind::kDifference;
    int sign = 1;
};

class RelationReader {
  public:
    RelationReader(const RelationColumn& column, const RelationContext& context)
        : column_(column), in_(context) {
        std::tie(of_, base_) = sides_of(column.binding.path, context.headings);
    }

    std::vector<TableStatement> run() {
        switch (column_.binding.role) {
            case ColumnRole::kChange:
                return between_columns(says_rate()
                                           ? rates()
                                           : std::vector<Reading>{{ClaimKind::kDifference, 1},
                                                                  {ClaimKind::kDifference, -1},
                                                                  {ClaimKind::kGrowth, 1},
                                                                  {ClaimKind::kGrowth, -1}});
            case ColumnRole::kRatio:
                return between_columns({{ClaimKind::kShare, 1}});
            case ColumnRole::kShare:
                return shares();
            default:
                return {};
        }
    }

  private:
    static std::vector<Reading> rates() {
        return {{ClaimKind::kGrowth, 1}, {ClaimKind::kGrowth, -1}};
    }

    bool says_rate() const {
        return std::any_of(column_.binding.path.begin(), column_.binding.path.end(), is_rate);
    }

    const Figure& figure(int index) const { return in_.figures[static_cast<std::size_t>(index)]; }

    // ---- one column against another

    struct Pair {
        const AmountColumn* of;
        const AmountColumn* base;
        std::size_t shared;  // labels that all three columns stand under
    };

    static bool is_private(const AmountColumn& column) {
        return column.measures.at(Dimension::kMeasure).starts_with("?");
    }

    // What the headings of a column say that is bound within itself only: "上年".
    Side headings_of(const AmountColumn& column) const {
        std::string heading;
        for (const std::string& label : column.path) heading += text::fold_label(label);
        return side_of(heading, in_.headings);
    }

    std::string year_of(const AmountColumn& column) const {
        const std::string& year = column.measures.at(Dimension::kYear);
        if (!year.empty() || !is_private(column)) return year;
        const std::string said = headings_of(column).year;
        return said == "own" ? "" : said;
    }

    std::string phase_of(const AmountColumn& column) const {
        const std::string& phase = column.measures.at(Dimension::kPhase);
        if (!phase.empty()) return phase;
        if (is_private(column)) {
            if (const Side said = headings_of(column); !said.phase.empty()) return said.phase;
        }
        return in_.headings.phase == pack::Phase::kAccounts ? "accounts" : "budget";
    }

    bool is(const Side& side, const AmountColumn& column) const {
        const std::string year = year_of(column);
        return (side.year.empty() || side.year == (year.empty() ? "own" : year)) &&
               (side.phase.empty() || side.phase == phase_of(column));
    }

    // The same quantity of another year or stage.
    bool comparable(const AmountColumn& of, const AmountColumn& base) const {
        constexpr Dimension kCompared[] = {Dimension::kYear, Dimension::kPhase};
        const bool own = is_private(of);
        if (own != is_private(base)) return false;
        constexpr Dimension kAlsoApart[] = {Dimension::kYear, Dimension::kPhase,
                                            Dimension::kMeasure};
        if (own && !of.measures.agrees_outside(kAlsoApart, base.measures)) return false;
        if (!own && !of.measures.agrees_outside(kCompared, base.measures)) return false;
        if (!is(of_, of) || !is(base_, base)) return false;
        const std::string year = year_of(of), last = year_of(base);
        if (column_.binding.role == ColumnRole::kRatio && base_.year.empty())
            return year == last && phase_of(of) == "accounts" && phase_of(base) != "accounts";
        if (year == last) return phase_of(of) == "accounts" && phase_of(base) != "accounts";
        return last == "-1" && year.empty();
    }

    std::size_t shared(const AmountColumn& column) const {
        const HeadingPath &a = column.path, &b = column_.binding.path;
        std::size_t n = 0;
        while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
        return n;
    }

    std::vector<Pair> pairs() const {
        std::vector<Pair> out;
        for (const AmountColumn& of : in_.amounts) {
            for (const AmountColumn& base : in_.amounts) {
                if (&of == &base || !comparable(of, base)) continue;
                out.push_back({&of, &base, std::min(shared(of), shared(base))});
            }
        }
        std::stable_sort(out.begin(), out.end(),
                         [](const Pair& a, const Pair& b) { return a.shared > b.shared; });
        return out;
    }

    std::vector<TableStatement> between_columns(const std::vector<Reading>& readings) {
        const std::vector<Pair> found = pairs();
        for (const Pair& pair : found) {
            for (const Reading& reading : readings) {
                begin(reading);
                for (std::size_t r = 0; r < in_.rows.size(); ++r)
                    weigh(r, pair.of->cells[r], pair.base->cells[r]);
                const bool only = found.size() == 1;
                if (borne_out(only ? kRowsWhereHeadingsSay : kRowsForOneError, 1))
                    return statements_;
            }
        }
        return {};
    }

    // ---- shares

    // Of its column's total, or of the amount beside it that it is a part of.
    std::vector<TableStatement> shares() {
        for (auto of = in_.amounts.rbegin(); of != in_.amounts.rend(); ++of) {
            begin({ClaimKind::kShare, 1});
            for (std::size_t r = 0; r < in_.rows.size(); ++r) {
                const int total = total_of(r);
                if (total >= 0) weigh(r, of->cells[r], of->cells[static_cast<std::size_t>(total)]);
            }
            if (borne_out(kRowsForOneError, 2)) return statements_;
        }
        for (const AmountColumn& of : in_.amounts) {
            for (const AmountColumn& base : in_.amounts) {
                const auto apart = of.measures.single_difference(base.measures);
                if (!apart || !base.measures.at(*apart).empty()) continue;
                begin({ClaimKind::kShare, 1});
                for (std::size_t r = 0; r < in_.rows.size(); ++r)
                    weigh(r, of.cells[r], base.cells[r]);
                if (borne_out(kRowsForOneError, 2)) return statements_;
            }
        }
        return {};
    }

    // The row whose part this one is in the end; a row that says 合计 where no parts are known.
    int total_of(std::size_t row) const {
        int at = static_cast<int>(row);
        for (std::size_t steps = 0; steps < in_.rows.size(); ++steps) {
            const int above = in_.rows[static_cast<std::size_t>(at)].parent;
            if (above < 0) break;
            at = above;
        }
        if (at != static_cast<int>(row)) return at;
        for (std::size_t r = 0; r < in_.rows.size(); ++r) {
            const std::string label = bare_label(in_.rows[r].label).text;
            if (label == "合计" || label == "总计") return r == row ? -1 : static_cast<int>(r);
        }
        for (std::size_t r = 0; r < in_.rows.size(); ++r)
            if (is_whole(r)) return r == row ? -1 : static_cast<int>(r);
        return -1;
    }

    // "100.00"
    bool is_whole(std::size_t row) const {
        if (!column_.cells[row]) return false;
        int64_t whole = 100;
        for (int d = 0; d < std::min(column_.cells[row]->number.decimals, 4); ++d) whole *= 10;
        return column_.cells[row]->number.mantissa == whole;
    }

    // ---- the rows under one reading

    void begin(const Reading& reading) {
        reading_ = reading;
        statements_.clear();
        hold_ = fail_ = 0;
    }

    void weigh(std::size_t row, int of, int base) {
        if (!column_.cells[row] || of < 0 || base < 0 || of == base) return;
        const Figure& cell = *column_.cells[row];
        const auto a = interval_of(figure(of)), b = interval_of(figure(base));
        if (!a || !b) return;
        const auto holds = holds_in(cell, *a, *b);
        if (!holds) return;
        statements_.push_back({reading_.kind, static_cast<int>(row), of, base, reading_.sign});
        if (cell.number.mantissa != 0 || !*holds) ++(*holds ? hold_ : fail_);
    }

    std::optional<bool> holds_in(const Figure& cell, const Interval& of,
                                 const Interval& base) const {
        switch (reading_.kind) {
            case ClaimKind::kDifference:
                if (cell.number.percent) return std::nullopt;
                return difference_holds(cell, of, base, reading_.sign);
            case ClaimKind::kGrowth: {
                const Interval change = reading_.sign > 0
                                            ? Interval{of.low - base.high, of.high - base.low}
                                            : Interval{base.low - of.high, base.high - of.low};
                return rate_holds(cell.number, change, base);
            }
            default:
                return rate_holds(cell.number, of, base);
        }
    }

    bool borne_out(int rows_for_one_error, int least) const {
        return hold_ >= least && rows_for_one_error * fail_ <= hold_;
    }

    const RelationColumn& column_;
    const RelationContext& in_;
    Side of_, base_;
    Reading reading_;
    std::vector<TableStatement> statements_;
    int hold_ = 0, fail_ = 0;
};

}  // namespace

std::vector<TableStatement> read_relation(const RelationColumn& column,
                                          const RelationContext& context) {
    return RelationReader(column, context).run();
}

void add_claims(const std::vector<TableStatement>& statements, Disclosure& disclosure) {
    for (const TableStatement& statement : statements) {
        const auto figure = [&](int index) -> const Figure& {
            return disclosure.figures[static_cast<std::size_t>(index)];
        };
        const auto &of = figure(statement.of).coordinate, &base = figure(statement.base).coordinate;
        if (!of || !base) continue;
        Claim claim;
        claim.kind = statement.kind;
        claim.figure = statement.figure;
        claim.of = *of;
        claim.base = *base;
        claim.sign = statement.sign;
        claim.place = figure(statement.figure).place;
        disclosure.claims.push_back(std::move(claim));
    }
}

}  // namespace mingzhang::recognise
