#include "compile/amounts.h"

#include <algorithm>

#include "base/text.h"

namespace mingzhang::compile {
namespace {

// Dimensions along which a stated quantity may be the sum of stated parts.
constexpr Dimension kPartedBy[] = {Dimension::kMeasure, Dimension::kFund, Dimension::kKind,
                                   Dimension::kVintage, Dimension::kFlow};

bool is_stated(const Coordinate& at) {
    return !at.at(Dimension::kMeasure).empty() || !at.at(Dimension::kYear).empty() ||
           !at.at(Dimension::kPhase).empty() || !at.at(Dimension::kNature).empty();
}

// Names are compared as labels are.
Coordinate folded(Coordinate at) {
    for (Dimension d : {Dimension::kScope, Dimension::kProject}) {
        if (!at.at(d).empty()) at.set(d, text::fold_label(at.at(d)));
    }
    return at;
}

bool is_code(Dimension d) {
    return d == Dimension::kFunction || d == Dimension::kEconomic || d == Dimension::kGovEconomic ||
           d == Dimension::kSource;
}

bool is_indexed(Dimension d) {
    return is_code(d) || d == Dimension::kScope || d == Dimension::kProject;
}

}  // namespace

void LineIndex::add(Coordinate at, Money amount) {
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        if (is_indexed(d) && !at.at(d).empty()) by_member_[i][at.at(d)].push_back(lines_.size());
    }
    lines_.push_back({std::move(at), amount});
}

// Only the lines are looked at that have the name or code that fewest have.
std::optional<Money> LineIndex::sum(const Coordinate& quantity, const DimensionTrees& trees) const {
    std::optional<Money> sum;
    const auto take = [&](const LedgerEntry& line) {
        if (lies_below(line.at, quantity, trees)) sum = sum.value_or(Money()) + line.amount;
    };
    std::size_t fewest = lines_.size();
    std::optional<std::pair<Places::const_iterator, Places::const_iterator>> range;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        const auto d = static_cast<Dimension>(i);
        const std::string& member = quantity.at(d);
        if (!is_indexed(d) || member.empty() || !trees.children(d, member).empty()) continue;
        const auto first = by_member_[i].lower_bound(member);
        auto last = first;
        std::size_t lines = 0;
        while (last != by_member_[i].end() &&
               (is_code(d) ? last->first.starts_with(member) : last->first == member)) {
            lines += last++->second.size();
        }
        if (range && lines >= fewest) continue;
        fewest = lines;
        range = {first, last};
    }
    if (!range) {
        for (const LedgerEntry& line : lines_) take(line);
        return sum;
    }
    for (auto place = range->first; place != range->second; ++place) {
        for (std::size_t line : place->second) take(lines_[line]);
    }
    return sum;
}

Amounts::Amounts(const Book& book, const DimensionTrees& trees) : trees_(trees) {
    for (LineFile file : {LineFile::kMeasures, LineFile::kProcurement, LineFile::kLastYear}) {
        for (const BookLine& line : book.of(file)) {
            Money& sum = stated_[folded(line.at)];
            sum = sum + line.amount;
        }
    }
    for (const BookLine& line : book.of(LineFile::kIncome))
        income_.add(folded(line.at), line.amount);
    for (LineFile file : {LineFile::kBasic, LineFile::kOther}) {
        for (const BookLine& line : book.of(file)) add(folded(line.at), line.amount, false);
    }
    for (const BookProject& project : book.projects) {
        for (const BookLine& line : project.lines) {
            const bool says_unit = !line.at.at(Dimension::kScope).empty();
            add(folded(says_unit ? line.at : line.at.with(Dimension::kScope, project.scope)),
                line.amount, false);
        }
    }
    for (const BookLine& line : book.of(LineFile::kFunctions)) {
        if (line.at.at(Dimension::kFlow) == "income") {
            income_functions_.add(folded(line.at), line.amount);
        } else {
            add(folded(line.at), line.amount, true);
        }
    }
}

void Amounts::add(const Coordinate& at, Money amount, bool function) {
    std::string kind;
    for (const std::string& one : trees_.children(Dimension::kKind, "")) {
        if (lies_below(Coordinate().with(Dimension::kKind, at.at(Dimension::kKind)),
                       Coordinate().with(Dimension::kKind, one), trees_)) {
            kind = one;
        }
    }
    OfKind& own = kinds_[kind];
    (function ? own.functions : own.lines).add(at, amount);
    if (function) return;
    any_lines_ = true;
    own.open = own.open || (at.at(Dimension::kFunction).empty() && amount != Money());
}

std::optional<Money> Amounts::at(const Coordinate& asked) const {
    const auto known = answers_.find(asked);
    if (known != answers_.end()) return known->second;
    const auto amount = answer(folded(asked));
    answers_.emplace(asked, amount);
    return amount;
}

std::optional<Money> Amounts::answer(const Coordinate& quantity) const {
    if (const auto known = stated_.find(quantity); known != stated_.end()) return known->second;
    if (is_stated(quantity)) return of_stated(quantity);
    const std::string& flow = quantity.at(Dimension::kFlow);
    if (flow == "income") {
        if (quantity.at(Dimension::kFunction).empty()) return sum(income_, quantity);
        if (!income_functions_.empty()) return sum(income_functions_, quantity);
        return expenditure(quantity.with(Dimension::kFlow, "expenditure"));
    }
    if (flow.empty()) return std::nullopt;  // of nothing that flows
    if (flow != "uses") return expenditure(quantity);
    std::optional<Money> all;
    for (const std::string& part : trees_.children(Dimension::kFlow, flow)) {
        const auto amount = expenditure(quantity.with(Dimension::kFlow, part));
        if (amount) all = all.value_or(Money()) + *amount;
    }
    return all;
}

// Each kind by its own lines. Where they leave open what is asked, or there are none, by what
// `functions` says of that kind; else by what it says of all kinds together.
std::optional<Money> Amounts::expenditure(const Coordinate& quantity) const {
    const bool by_function = !quantity.at(Dimension::kFunction).empty();
    const bool by_lines = !quantity.at(Dimension::kProject).empty() ||
                          !quantity.at(Dimension::kEconomic).empty() ||
                          !quantity.at(Dimension::kGovEconomic).empty();
    std::optional<Money> all;
    const auto add = [&](std::optional<Money> amount) {
        if (amount) all = all.value_or(Money()) + *amount;
    };
    bool untold = false;  // a kind whose functions are open and nowhere told for it alone
    for (const auto& [kind, own] : kinds_) {
        const bool open = own.lines.empty() || (by_function && own.open);
        const bool told = open && !by_lines && !own.functions.empty() && !kind.empty();
        untold = untold || (by_function && own.open && !told);
        add(sum(told ? own.functions : own.lines, quantity));
    }
    const auto whole = kinds_.find("");
    if (by_lines || whole == kinds_.end() || whole->second.functions.empty()) return all;
    if (untold) {
        all.reset();
        for (const auto& [kind, own] : kinds_) add(sum(own.functions, quantity));
    } else if (!any_lines_) {
        add(sum(whole->second.functions, quantity));
    }
    return all;
}

// A department's is its own and its units'.
std::optional<Money> Amounts::of_stated(const Coordinate& quantity) const {
    std::map<std::string, bool> units;
    std::vector<const Coordinate*> below;
    for (const auto& [at, amount] : stated_) {
        if (!lies_below(at, quantity, trees_)) continue;
        below.push_back(&at);
        units.emplace(at.at(Dimension::kScope), true);
    }
    std::optional<Money> all;
    const auto add = [&](std::optional<Money> amount) {
        if (amount) all = all.value_or(Money()) + *amount;
    };
    for (const auto& [unit, known] : units) add(refined(quantity.with(Dimension::kScope, unit), 0));
    return all ? all : disjoint(below);
}

std::optional<Money> Amounts::refined(const Coordinate& quantity, std::size_t from) const {
    if (const auto known = stated_.find(quantity); known != stated_.end()) return known->second;
    for (std::size_t i = from; i < std::size(kPartedBy); ++i) {
        std::optional<Money> all;
        for (const std::string& part : trees_.children(kPartedBy[i], quantity.at(kPartedBy[i]))) {
            const auto amount = refined(quantity.with(kPartedBy[i], part), i);
            if (amount) all = all.value_or(Money()) + *amount;
        }
        if (all) return all;
    }
    return std::nullopt;
}

// Lines of which none is a part of another.
std::optional<Money> Amounts::disjoint(const std::vector<const Coordinate*>& lines) const {
    std::optional<Money> all;
    for (const Coordinate* line : lines) {
        for (const Coordinate* other : lines) {
            if (line != other && lies_below(*line, *other, trees_)) return std::nullopt;
        }
        all = all.value_or(Money()) + stated_.at(*line);
    }
    return all;
}

}  // namespace mingzhang::compile
