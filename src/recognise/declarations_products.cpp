#include "recognise/declarations_products.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "model/money.h"

namespace mingzhang::recognise {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kMostPairs = 2'000;
constexpr size_t kMostCharacters = 80;  // of a name that is compared
constexpr int kSimilarPercent = 50;

// One name for units that count the same.
string_view same_unit(string_view unit) {
    if (unit == "名" || unit == "位") return "人";
    if (unit == "个月") return "月";
    return unit;
}

// What a name is about: "培训数量" and "培训成本" are both about 培训.
std::u32string subject(string_view name) {
    std::string folded = text::fold_label(name);
    string_view rest = folded;
    constexpr std::array<string_view, 12> kEndings{"补助标准", "数量", "人数", "次数",
                                                   "单位成本", "成本", "标准", "工资",
                                                   "单价",     "费用", "个数", "数"};
    for (const string_view ending : kEndings) {
        if (rest.size() <= ending.size() || !rest.ends_with(ending)) continue;
        rest.remove_suffix(ending.size());
        break;
    }
    return text::code_points(rest).substr(0, kMostCharacters);
}

size_t common_subsequence(std::u32string_view a, std::u32string_view b) {
    std::vector<size_t> row(b.size() + 1);
    for (const char32_t c : a) {
        size_t before = 0;  // row[j - 1] of the row above
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t above = row[j];
            row[j] = c == b[j - 1] ? before + 1 : std::max(above, row[j - 1]);
            before = above;
        }
    }
    return row.back();
}

// 100 for equal subjects, 0 for nothing in common.
int similarity(std::u32string_view a, std::u32string_view b) {
    if (a.empty() || b.empty()) return 0;
    return static_cast<int>(200 * common_subsequence(a, b) / (a.size() + b.size()));
}

struct Quantity {
    size_t index;
    string_view unit;
    bool taken = false;
};

struct Cost {
    size_t index;
    int64_t fen;                       // of one unit
    std::vector<string_view> per;      // without the year
    std::optional<size_t> quantity{};  // index into the quantities
};

struct Pair {
    int similarity;
    size_t cost, quantity;
};

class Pairing {
  public:
    explicit Pairing(const Declaration& form) : form_(form) {
        for (size_t i = 0; i < form.indicators.size(); ++i) {
            collect(form.indicators[i], i);
        }
    }

    ProductHints run() {
        if (quantities_.size() * costs_.size() <= kMostPairs) {
            pair_by_name();
            pair_by_unit();
        }
        ProductHints hints;
        int64_t sum = 0;
        bool complete = !costs_.empty();
        for (const Cost& cost : costs_) {
            const auto product = product_of(cost);
            if (!product) {
                hints.unpaired.push_back(cost.index);
                complete = false;
                continue;
            }
            hints.products.push_back(*product);
            if (__builtin_add_overflow(sum, product->fen, &sum)) complete = false;
        }
        if (complete) hints.sum_in_fen = sum;
        return hints;
    }

  private:
    void collect(const Indicator& indicator, size_t index) {
        const Target& target = indicator.target;
        if (target.kind != TargetKind::kNumber || target.number.percent) return;
        if (indicator.second_level == "quantity") {
            quantities_.push_back({index, same_unit(target.unit)});
            return;
        }
        const bool is_cost =
            indicator.second_level.ends_with("cost") || indicator.first_level == "cost";
        Unit unit;
        if (!is_cost || !parse_unit(target.unit, unit)) return;
        if (unit == Unit::kPieces || unit == Unit::kPercent) return;
        const auto fen = value_of(target.number, unit);
        if (!fen) return;
        Cost cost{index, *fen, {}};
        for (const std::string& per : target.per)
            if (per != "年") cost.per.push_back(same_unit(per));
        costs_.push_back(std::move(cost));
    }

    bool may_pair(const Cost& cost, const Quantity& quantity) const {
        return cost.per.size() == 1 && cost.per[0] == quantity.unit && !quantity.taken &&
               !cost.quantity;
    }

    void join(size_t cost, size_t quantity) {
        costs_[cost].quantity = quantity;
        quantities_[quantity].taken = true;
    }

    // The most similar first.
    void pair_by_name() {
        std::vector<Pair> pairs;
        for (size_t c = 0; c < costs_.size(); ++c) {
            const std::u32string cost = subject(form_.indicators[costs_[c].index].name);
            for (size_t q = 0; q < quantities_.size(); ++q) {
                if (!may_pair(costs_[c], quantities_[q])) continue;
                const std::u32string quantity =
                    subject(form_.indicators[quantities_[q].index].name);
                const int similar = similarity(cost, quantity);
                if (similar >= kSimilarPercent) pairs.push_back({similar, c, q});
            }
        }
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const Pair& a, const Pair& b) { return a.similarity > b.similarity; });
        for (const Pair& pair : pairs) {
            if (may_pair(costs_[pair.cost], quantities_[pair.quantity]))
                join(pair.cost, pair.quantity);
        }
    }

    // Where only one cost and one quantity of a unit are left.
    void pair_by_unit() {
        for (size_t c = 0; c < costs_.size(); ++c) {
            std::vector<size_t> left;
            for (size_t q = 0; q < quantities_.size(); ++q)
                if (may_pair(costs_[c], quantities_[q])) left.push_back(q);
            if (left.size() != 1) continue;
            const auto rivals = std::count_if(costs_.begin(), costs_.end(), [&](const Cost& other) {
                return may_pair(other, quantities_[left[0]]);
            });
            if (rivals == 1) join(c, left[0]);
        }
    }

    std::optional<ProductHint> product_of(const Cost& cost) const {
        if (cost.per.empty()) return ProductHint{std::nullopt, cost.index, cost.fen};
        if (!cost.quantity) return std::nullopt;
        const size_t quantity = quantities_[*cost.quantity].index;
        const PrintedNumber& number = form_.indicators[quantity].target.number;
        int64_t fen = 0;
        if (__builtin_mul_overflow(number.mantissa, cost.fen, &fen)) return std::nullopt;
        for (int i = 0; i < number.decimals; ++i) {
            if (fen % 10 != 0) return std::nullopt;
            fen /= 10;
        }
        return ProductHint{quantity, cost.index, fen};
    }

    const Declaration& form_;
    std::vector<Quantity> quantities_;
    std::vector<Cost> costs_;
};

}  // namespace

ProductHints product_hints(const Declaration& form) { return Pairing(form).run(); }

}  // namespace mingzhang::recognise
