#include "store/book_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "store/amount.h"
#include "store/book_findings.h"
#include "store/words.h"

namespace mingzhang::store {
namespace {

using std::string_view;

std::string yuan(Wide fen) { return print(Decimal{fen, 2}); }

// Money of the book's own year and basis, and no special measure beside it.
bool is_own_money(const BookLine& line) {
    return line.at.at(Dimension::kYear).empty() && line.at.at(Dimension::kPhase).empty() &&
           line.at.at(Dimension::kMeasure).empty() && line.at.at(Dimension::kNature).empty();
}

Wide amount_of(const BookProject& project) {
    Wide fen = 0;
    for (const BookLine& line : project.lines)
        if (is_own_money(line)) fen += line.amount.in_fen();
    return fen;
}

// "3:3:4", also "3：3：4"; none of anything else.
std::optional<std::vector<Wide>> parts_of(const std::string& sharing) {
    std::vector<Wide> parts;
    Wide sum = 0;
    constexpr Wide kMost = 1'000'000'000;
    const std::string folded = text::fold(sharing);
    for (const string_view part : text::split(folded, ':')) {
        const auto value = read_decimal(part);
        if (!value || value->digits < 0 || value->digits > kMost || value->places > 0)
            return std::nullopt;
        parts.push_back(value->digits);
        sum += value->digits;
    }
    if (parts.size() < 2 || sum == 0) return std::nullopt;
    return parts;
}

// What the amounts of a book say of one fund: fen of income and of uses, by vintage.
struct Sides {
    Wide income = 0, uses = 0;
    bool operator==(const Sides&) const = default;
    bool balanced() const { return income == uses; }
};
struct Balance {
    Sides all;
    std::map<std::string, Sides> vintages;
};

class Rules {
  public:
    explicit Rules(const Book& book) : book_(book) {}

    std::vector<BookFinding> findings() {
        for (const auto& lines : book_.lines)
            for (const BookLine& line : lines) check_line(line);
        for (const BookProject& project : book_.projects) check_project(project);
        check_balance();
        return found_.take();
    }

  private:
    void check_line(const BookLine& line) {
        check_unit(line.at.at(Dimension::kScope), line.place, "scope");
        if (line.amount.in_fen() < 0 && line.at.at(Dimension::kNature).empty()) {
            found_.add("negative-amount", with_field(line.place, "amount"),
                       {{"amount", yuan(line.amount.in_fen())}}, Severity::kHint);
        }
    }

    static BookPlace with_field(BookPlace place, std::string field) {
        place.field = std::move(field);
        return place;
    }

    void check_unit(const std::string& scope, const BookPlace& place, std::string field) {
        if (scope.empty() || scope == book_.department) return;
        if (std::count(book_.units.begin(), book_.units.end(), scope) > 0) return;
        if (!unknown_units_.insert(scope).second) return;
        std::vector<std::string> known = book_.units;
        if (known.empty() && !book_.department.empty()) known.push_back(book_.department);
        found_.add("unit-unknown", with_field(place, std::move(field)),
                   {{"text", scope}, {"known", choices_for(scope, known)}});
    }

    void check_project(const BookProject& project) {
        check_unit(project.scope, project.place, "scope");
        check_twice(project);
        for (const BookLine& line : project.lines) check_line(line);
        if (project.lines.empty()) {
            found_.add("project-without-amount", with_field(project.place, "amount"),
                       {{"project", project.name}}, Severity::kWarning);
            return;
        }
        check_function(project);
        check_costs(project);
    }

    void check_twice(const BookProject& project) {
        const auto key = std::pair(text::fold_label(project.name), text::fold_label(project.scope));
        const auto [first, fresh] = projects_.try_emplace(key, &project.place);
        if (fresh) return;
        const BookPlace& other = *first->second;
        found_.add("duplicate-project", with_field(project.place, "name"),
                   {{"project", project.name},
                    {"first",
                     other.line > 1 ? other.file + ":" + std::to_string(other.line) : other.file}});
    }

    void check_function(const BookProject& project) {
        const auto undecided =
            std::find_if(project.lines.begin(), project.lines.end(), [](const BookLine& line) {
                return is_own_money(line) && line.at.at(Dimension::kFunction).empty();
            });
        if (undecided == project.lines.end()) return;
        found_.add("project-without-function", with_field(undecided->place, "function"),
                   {{"project", project.name}, {"amount", yuan(undecided->amount.in_fen())}},
                   Severity::kHint);
    }

    std::optional<Decimal> cost_of(const BookProject& project, const CostLine& cost) {
        std::optional<Decimal> value = Decimal{1, 0};
        const std::array<std::pair<const char*, const std::string*>, 3> factors = {
            {{"quantity", &cost.quantity}, {"price", &cost.price}, {"times", &cost.times}}};
        for (const auto& [name, written] : factors) {
            const bool counted_once = name != string_view("price") && text::trim(*written).empty();
            if (counted_once) continue;
            const auto factor = read_decimal(*written);
            if (factor && value) value = product(*value, *factor);
            if (factor && value) continue;
            found_.add("cost-unreadable",
                       with_field(project.place, std::string("cost.").append(name)),
                       {{"project", project.name}, {"item", cost.item}, {"text", *written}});
            return std::nullopt;
        }
        return value;
    }

    // Of all cost lines; none, with findings, where one cannot be read.
    std::optional<Decimal> costs_of(const BookProject& project) {
        std::optional<Decimal> total = Decimal{0, 0};
        for (const CostLine& line : project.costs) {
            const auto cost = cost_of(project, line);
            total = cost && total ? sum(*total, *cost) : std::nullopt;
        }
        return total;
    }

    void check_costs(const BookProject& project) {
        const auto parts = check_sharing(project);
        if (project.costs.empty()) return;
        const auto total = costs_of(project);
        if (!total) return;
        if (!project.sharing.empty() && project.share >= 0) {
            if (parts) check_share(project, *parts, *total);
            return;
        }
        const Wide amount = amount_of(project);
        if (product(*total, {100, 0}) == Decimal{amount, 0}) return;
        found_.add(
            "costs-differ", with_field(project.place, "cost"),
            {{"project", project.name}, {"costs", print_yuan(*total)}, {"amount", yuan(amount)}});
    }

    // At least two decimals.
    static std::string print_yuan(const Decimal& value) {
        const auto fen = product(value, {100, 0});
        return fen && fen->places == 0 ? yuan(fen->digits) : print(value);
    }

    std::optional<std::vector<Wide>> check_sharing(const BookProject& project) {
        if (project.sharing.empty()) return std::nullopt;
        auto parts = parts_of(project.sharing);
        const bool has_share =
            parts && (project.share < 0 || static_cast<std::size_t>(project.share) < parts->size());
        if (has_share) return parts;
        found_.add("sharing-unreadable", with_field(project.place, parts ? "share" : "sharing"),
                   {{"project", project.name},
                    {"text", project.sharing},
                    {"share", std::to_string(project.share)}});
        return std::nullopt;
    }

    void check_share(const BookProject& project, const std::vector<Wide>& parts,
                     const Decimal& total) {
        Wide whole = 0;
        for (const Wide part : parts) whole += part;
        const Wide part = parts[static_cast<std::size_t>(project.share)];
        const Wide amount = amount_of(project);
        // amount / 100 = total · part / whole, in whole numbers.
        const auto ours = product(total, {part * 100, 0});
        const auto due = product({amount, 0}, {whole, 0});
        if (!ours || !due || *ours == *due) return;
        const std::map<std::string, std::string> arguments = {{"project", project.name},
                                                              {"costs", print_yuan(total)},
                                                              {"sharing", project.sharing},
                                                              {"amount", yuan(amount)},
                                                              {"share", print({part, 0})}};
        if (ours->places == 0 && ours->digits % whole == 0) {
            auto with_part = arguments;
            with_part.emplace("part", yuan(ours->digits / whole));
            found_.add("share-differs", with_field(project.place, "share"), with_part);
            return;
        }
        // Rounded either way, it is what the ratio gives as nearly as fen allow.
        const Wide power = ours->places > kMostPlaces ? 0 : power_of_ten(ours->places);
        if (power == 0) return;
        const Wide least = ours->digits / (whole * power);
        auto with_part = arguments;
        with_part.emplace("part", yuan(least));
        const bool near = amount == least || amount == least + 1;
        found_.add(near ? "ratio-not-dividing" : "share-differs",
                   with_field(project.place, "share"), with_part,
                   near ? Severity::kNotice : Severity::kError);
    }

    static constexpr int kMostPlaces = 18;
    static constexpr Wide power_of_ten(int places) {
        Wide power = 1;
        while (places-- > 0) power *= 10;
        return power;
    }

    void for_each_own_line(const auto& visit) const {
        for (const LineFile file : {LineFile::kIncome, LineFile::kBasic, LineFile::kOther})
            for (const BookLine& line : book_.of(file))
                if (is_own_money(line) && line.at.at(Dimension::kFlow) != "uses") visit(line);
        for (const BookProject& project : book_.projects)
            for (const BookLine& line : project.lines)
                if (is_own_money(line)) visit(line);
    }

    // The funds that both sides can be told apart by, wherever a line says no more than "fiscal".
    static std::string group_of(const std::string& fund, bool fiscal_only) {
        constexpr std::array<string_view, 3> kFiscal = {"general", "government_fund",
                                                        "state_capital"};
        constexpr std::array<string_view, 5> kUnit = {"service", "business", "superior",
                                                      "affiliated", "other"};
        const auto is_in = [&](const auto& funds) {
            return std::find(funds.begin(), funds.end(), fund) != funds.end();
        };
        if (fiscal_only && is_in(kFiscal)) return "fiscal";
        return is_in(kUnit) ? "unit_funds" : fund;
    }

    void check_balance() {
        bool income = false, uses = false, fiscal_only = false, funds_known = true;
        for_each_own_line([&](const BookLine& line) {
            (line.at.at(Dimension::kFlow) == "income" ? income : uses) = true;
            fiscal_only = fiscal_only || line.at.at(Dimension::kFund) == "fiscal";
            funds_known = funds_known && !line.at.at(Dimension::kFund).empty();
        });
        if (!income || !uses) return;
        std::map<std::string, Balance> funds;
        for_each_own_line([&](const BookLine& line) {
            const std::string fund =
                funds_known ? group_of(line.at.at(Dimension::kFund), fiscal_only) : "all";
            Balance& balance = funds[fund];
            const bool in = line.at.at(Dimension::kFlow) == "income";
            for (Sides* sides : {&balance.all, &balance.vintages[line.at.at(Dimension::kVintage)]})
                (in ? sides->income : sides->uses) += line.amount.in_fen();
        });
        for (const auto& [fund, balance] : funds) check_fund(fund, balance);
    }

    void check_fund(const std::string& fund, const Balance& balance) {
        if (!balance.all.balanced()) {
            say_unbalanced(fund, "all", balance.all, Severity::kError);
            return;
        }
        if (balance.vintages.count("") > 0) return;
        // Money of this year may be kept for the next while last year's is spent.
        for (const auto& [vintage, sides] : balance.vintages) {
            if (sides.balanced()) continue;
            say_unbalanced(fund, vintage, sides, Severity::kWarning);
            return;
        }
    }

    void say_unbalanced(const std::string& fund, const std::string& vintage, const Sides& sides,
                        Severity severity) {
        found_.add("not-balanced", {"income.csv", 0, "amount"},
                   {{"fund", fund},
                    {"vintage", vintage},
                    {"income", yuan(sides.income)},
                    {"uses", yuan(sides.uses)},
                    {"difference", yuan(sides.income - sides.uses)}},
                   severity);
    }

    const Book& book_;
    FindingList found_;
    std::set<std::string> unknown_units_;
    std::map<std::pair<std::string, std::string>, const BookPlace*> projects_;
};

}  // namespace

std::vector<BookFinding> book_findings(const Book& book) { return Rules(book).findings(); }

}  // namespace mingzhang::store
