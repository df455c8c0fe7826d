#include "compile/amounts.h"

#include <algorithm>

#include "model/ledger.h"

namespace mingzhang::compile {
namespace {

// Dimensions along which a stated quantity may be the sum of stated parts.
constexpr Dimension kPartedBy[] = {Dimension::kMeasure, Dimension::kFund, Dimension::kKind,
                                   Dimension::kVintage, Dimension::kFlow};

bool is_stated(const Coordinate& at) {
    return !at.at(Dimension::kMeasure).empty() || !at.at(Dimension::kYear).empty() ||
           !at.at(Dimension::kPhase).empty() || !at.at(Dimension::kNature).empty();
}

}  // namespace

Amounts::Amounts(const Book& book, const DimensionTrees& trees) : trees_(trees) {
    for (LineFile file : {LineFile::kMeasures, LineFile::kProcurement, LineFile::kLastYear}) {
        for (const BookLine& line : book.of(file)) {
            Money& sum = stated_[line.at];
            sum = sum + line.amount;
        }
    }
    const auto take = [](Lines& lines, const std::vector<BookLine>& from) {
        for (const BookLine& line : from) lines.push_back(&line);
    };
    take(income_, book.of(LineFile::kIncome));
    take(basic_, book.of(LineFile::kBasic));
    take(other_, book.of(LineFile::kOther));
    for (const BookProject& project : book.projects) take(projects_, project.lines);
    for (const BookLine& line : book.of(LineFile::kFunctions)) {
        (line.at.at(Dimension::kFlow) == "income" ? income_functions_ : functions_)
            .push_back(&line);
    }
}

std::optional<Money> Amounts::sum(const Lines& lines, const Coordinate& quantity) const {
    std::optional<Money> sum;
    for (const BookLine* line : lines) {
        if (lies_below(line->at, quantity, trees_)) sum = sum.value_or(Money()) + line->amount;
    }
    return sum;
}

std::optional<Money> Amounts::at(const Coordinate& quantity) const {
    if (const auto known = stated_.find(quantity); known != stated_.end()) return known->second;
    if (is_stated(quantity)) return any_below(quantity) ? stated(quantity, 0) : std::nullopt;
    const std::string& flow = quantity.at(Dimension::kFlow);
    if (flow == "income") {
        if (quantity.at(Dimension::kFunction).empty()) return sum(income_, quantity);
        if (!income_functions_.empty()) return sum(income_functions_, quantity);
        return expenditure(quantity.with(Dimension::kFlow, "expenditure"));
    }
    if (flow != "uses") return expenditure(quantity);
    std::optional<Money> all;
    for (const std::string& part : trees_.children(Dimension::kFlow, flow)) {
        const auto amount = expenditure(quantity.with(Dimension::kFlow, part));
        if (amount) all = all.value_or(Money()) + *amount;
    }
    return all;
}

// Basic, project and other lines each answer for their own kind; `functions` stands in for those
// that leave open what is asked.
std::optional<Money> Amounts::expenditure(const Coordinate& quantity) const {
    if (!quantity.at(Dimension::kEconomic).empty() ||
        !quantity.at(Dimension::kGovEconomic).empty()) {
        return sum(basic_, quantity);
    }
    if (!quantity.at(Dimension::kProject).empty()) return sum(projects_, quantity);
    std::optional<Money> all;
    const auto add = [&](std::optional<Money> amount) {
        if (amount) all = all.value_or(Money()) + *amount;
    };
    for (const std::string& kind : trees_.children(Dimension::kKind, "")) {
        const Coordinate of_kind = quantity.at(Dimension::kKind).empty()
                                       ? quantity.with(Dimension::kKind, kind)
                                       : quantity;
        if (!lies_below(Coordinate().with(Dimension::kKind, of_kind.at(Dimension::kKind)),
                        Coordinate().with(Dimension::kKind, kind), trees_)) {
            continue;
        }
        const Lines& own = kind == "basic" ? basic_ : kind == "project" ? projects_ : other_;
        add(sum(knowing(of_kind, own), of_kind));
    }
    if (quantity.at(Dimension::kKind).empty()) {
        // What is of no kind.
        const auto whole = [&](const Lines& lines) {
            for (const BookLine* line : lines) {
                if (line->at.at(Dimension::kKind).empty() && lies_below(line->at, quantity, trees_))
                    add(line->amount);
            }
        };
        whole(functions_);
        whole(other_);
    }
    return all;
}

const Amounts::Lines& Amounts::knowing(const Coordinate& quantity, const Lines& own) const {
    const bool by_function = !quantity.at(Dimension::kFunction).empty();
    bool open = own.empty();
    for (const BookLine* line : own) {
        open = open || (by_function && line->at.at(Dimension::kFunction).empty());
    }
    return open && !functions_.empty() ? functions_ : own;
}

bool Amounts::any_below(const Coordinate& quantity) const {
    return std::any_of(stated_.begin(), stated_.end(),
                       [&](const auto& line) { return lies_below(line.first, quantity, trees_); });
}

std::optional<Money> Amounts::stated(const Coordinate& quantity, std::size_t from) const {
    if (const auto known = stated_.find(quantity); known != stated_.end()) return known->second;
    for (std::size_t i = from; i < std::size(kPartedBy); ++i) {
        std::optional<Money> all;
        for (const std::string& part : trees_.children(kPartedBy[i], quantity.at(kPartedBy[i]))) {
            const auto amount = stated(quantity.with(kPartedBy[i], part), i);
            if (amount) all = all.value_or(Money()) + *amount;
        }
        if (all) return all;
    }
    return of_all_units(quantity);
}

// A department's is its units' together.
std::optional<Money> Amounts::of_all_units(const Coordinate& quantity) const {
    if (!quantity.at(Dimension::kScope).empty()) return std::nullopt;
    std::optional<Money> all;
    for (const auto& [at, amount] : stated_) {
        if (!at.at(Dimension::kScope).empty() && at.with(Dimension::kScope, "") == quantity)
            all = all.value_or(Money()) + amount;
    }
    return all;
}

}  // namespace mingzhang::compile
