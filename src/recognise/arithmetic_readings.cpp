#include "recognise/arithmetic_readings.h"

#include <algorithm>
#include <deque>
#include <functional>

namespace mingzhang::recognise::arithmetic {
namespace {

constexpr std::size_t kMostParts = 8;     // behind 其中, each of which may be the last part
constexpr std::size_t kMostOptional = 3;  // counts that may or may not belong to a price

using Items = std::vector<const Item*>;

enum class Role { kNone, kSummand, kPrice, kCount };

Role role_in_money(const Item& item) {
    if (item.kind == Item::Kind::kExpression) return Role::kSummand;
    if (item.of == Of::kCount) return Role::kCount;
    if (item.of == Of::kNothing) {
        return item.kind == Item::Kind::kResult ? Role::kSummand : Role::kNone;
    }
    if (item.of != Of::kMoney) return Role::kNone;
    return item.price ? Role::kPrice : Role::kSummand;
}

Role role_in_count(const Item& item, const Thing& thing) {
    if (item.of == Of::kNothing) {
        return item.kind == Item::Kind::kNumber ? Role::kNone : Role::kSummand;
    }
    if (item.of != Of::kCount) return Role::kNone;
    if (item.thing.measure != thing.measure) return Role::kCount;
    return item.price ? Role::kPrice : Role::kSummand;
}

Role role_of(const Item& item, const Total& total) {
    return total.of == Of::kCount ? role_in_count(item, total.thing) : role_in_money(item);
}

// One value of a summand, under one reading of it.
using Alternative = Reading;

Alternative alternative(const Item& item, std::size_t value) {
    return {item.values[value], item.text, item.numbers, item.kind == Item::Kind::kExpression};
}

Alternative combined(const Alternative& a, const Alternative& b, char mark) {
    Alternative out = a;
    out.value = mark == '*' ? a.value * b.value : a.value + b.value;
    out.text = a.text + mark + b.text;
    out.numbers.insert(out.numbers.end(), b.numbers.begin(), b.numbers.end());
    out.calculated = true;
    return out;
}

// In the order of the text.
Alternative joined(const Alternative& a, const Alternative& b, char mark) {
    const bool swap =
        !a.numbers.empty() && !b.numbers.empty() && b.numbers.front() < a.numbers.front();
    return swap ? combined(b, a, mark) : combined(a, b, mark);
}

void add_new(std::vector<Alternative>& to, Alternative a) {
    const bool known = std::any_of(to.begin(), to.end(), [&](const Alternative& b) {
        return b.value == a.value && b.calculated == a.calculated;
    });
    if (!known && to.size() < kMostReadings) to.push_back(std::move(a));
}

// Every a * every b.
std::vector<Alternative> crossed(const std::vector<Alternative>& a,
                                 const std::vector<Alternative>& b) {
    std::vector<Alternative> out;
    for (const Alternative& x : a) {
        for (const Alternative& y : b) add_new(out, joined(x, y, '*'));
    }
    return out;
}

struct Summand {
    std::vector<Alternative> alternatives;
    bool clear = true;
};

// A price and the counts that may belong to it.
class Product {
  public:
    Product(const Item& price, Items counts) : price_(price), counts_(std::move(counts)) {}

    Summand read() {
        out_.alternatives = {alternative(price_, 0)};
        for (const Thing& per : price_.per) multiply_by_counts_of(per);
        if (price_.per.empty()) out_.clear = counts_.size() == 1;
        multiply_by_others();
        if (months_missing_) {  // 元/月 without months: often a year
            const std::vector<Alternative> once = out_.alternatives;
            for (const Alternative& a : once) {
                add_new(out_.alternatives, joined(a, {Fraction(12), "12", {}, false}, '*'));
            }
        }
        return std::move(out_);
    }

  private:
    void multiply_by_counts_of(const Thing& per) {
        Items matching;
        for (const Item* count : counts_) {
            if (same_thing(per, count->thing) && !used(count)) matching.push_back(count);
        }
        if (matching.empty()) {
            if (per.measure == "月") months_missing_ = true;
            if (per.measure != "年") out_.clear = false;
            return;
        }
        used_.insert(used_.end(), matching.begin(), matching.end());
        out_.alternatives = crossed(out_.alternatives, sum_or_each(matching));
    }

    // 甲班30人、乙班25人，每人100元: both classes, or one of them.
    static std::vector<Alternative> sum_or_each(const Items& counts) {
        std::vector<Alternative> out;
        if (counts.size() > 1) {
            Alternative sum = alternative(*counts[0], 0);
            for (std::size_t i = 1; i < counts.size(); ++i) {
                sum = joined(sum, alternative(*counts[i], 0), '+');
            }
            sum.text = "(" + sum.text + ")";
            out.push_back(std::move(sum));
        }
        for (const Item* count : counts) add_new(out, alternative(*count, 0));
        return out;
    }

    void multiply_by_others() {
        const bool needed = used_.empty();
        Items others;
        for (const Item* count : counts_) {
            if (!used(count)) others.push_back(count);
        }
        const bool unmatched = needed && !price_.per.empty() && !others.empty();
        if (unmatched) out_.clear = false;
        if (others.size() > kMostOptional) {
            out_.clear = false;
            others.resize(kMostOptional);
        }
        for (const Item* count : others) {
            const std::vector<Alternative> without = out_.alternatives;
            if (needed && price_.per.empty() && others.size() == 1) out_.alternatives.clear();
            for (const Alternative& a : without) {
                add_new(out_.alternatives, joined(a, alternative(*count, 0), '*'));
            }
        }
    }

    bool used(const Item* count) const {
        return std::find(used_.begin(), used_.end(), count) != used_.end();
    }

    const Item& price_;
    Items counts_;
    Items used_;
    bool months_missing_ = false;
    Summand out_;
};

struct Structure {
    std::vector<Summand> summands;
    bool clear = true;
    std::string_view reason;

    void doubt(std::string_view why) {
        if (clear) reason = why;
        clear = false;
    }
};

// Takes the items as written: groups of counts and prices are products, the rest is added.
class Composer {
  public:
    // `loose`: a count may also belong to the amount of the next clause.
    Composer(const Items& items, const Total& total, bool loose)
        : items_(items), total_(total), loose_(loose) {
        for (const Item* item : items_) roles_.push_back(role_of(*item, total_));
    }

    Structure compose() {
        find_attached();
        split_among_prices();
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (roles_[i] == Role::kSummand) add_amount(i);
            if (roles_[i] == Role::kPrice) add_product(i);
        }
        return std::move(out_);
    }

  private:
    bool plain_amount(std::size_t i) const {
        return roles_[i] == Role::kSummand && items_[i]->kind == Item::Kind::kNumber;
    }
    bool beside(std::size_t count, std::size_t amount) const {
        const Position& a = items_[count]->at;
        const Position& b = items_[amount]->at;
        if (a.clause == b.clause) return true;
        return count + 1 == amount && (loose_ ? a.sentence == b.sentence : a.phrase == b.phrase);
    }

    // Counts in the clause of a plain amount belong to it, if to anything.
    void find_attached() {
        attached_.assign(items_.size(), {});
        taken_.assign(items_.size(), false);
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!plain_amount(i)) continue;
            for (std::size_t c = i; c-- > 0 && i - c <= kMostOptional;) attach(c, i);
            for (std::size_t c = i + 1; c < items_.size() && c - i <= kMostOptional; ++c) {
                attach(c, i);
            }
        }
    }
    void attach(std::size_t count, std::size_t amount) {
        if (roles_[count] != Role::kCount || taken_[count] || !beside(count, amount)) return;
        attached_[amount].push_back(count);
        taken_[count] = true;
    }

    // One price takes all free counts. Of several each takes those before it, or where the list
    // begins with a price, those behind it.
    void split_among_prices() {
        counts_of_.assign(items_.size(), {});
        std::vector<std::size_t> prices, counts;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (roles_[i] == Role::kPrice) prices.push_back(i);
            if (roles_[i] == Role::kCount && !taken_[i]) counts.push_back(i);
        }
        if (prices.empty() || counts.empty()) return;
        const bool counts_first = counts.front() < prices.front();
        for (const std::size_t count : counts) {
            const auto behind = std::upper_bound(prices.begin(), prices.end(), count);
            auto owner = behind;
            if (prices.size() == 1) {
                owner = prices.begin();
            } else if (!counts_first) {
                owner = behind - 1;
            } else if (behind == prices.end()) {
                continue;
            }
            counts_of_[*owner].push_back(items_[count]);
        }
        // Several prices without counts of their own may share them.
        for (const std::size_t price : prices) {
            if (counts_of_[price].empty()) out_.doubt(kUnclear);
        }
    }

    void add_amount(std::size_t i) {
        const Item& item = *items_[i];
        Summand summand;
        for (std::size_t v = 0; v < item.values.size(); ++v) {
            add_new(summand.alternatives, alternative(item, v));
        }
        for (const std::size_t count : attached_[i]) {
            const std::vector<Alternative> once = summand.alternatives;
            for (const Alternative& a : once) {
                add_new(summand.alternatives, joined(alternative(*items_[count], 0), a, '*'));
            }
        }
        check(item);
        if (plain_amount(i) && (shares_price(i, i + 1) || (i > 0 && shares_price(i, i - 1)))) {
            out_.doubt(kUnclear);
        }
        out_.summands.push_back(std::move(summand));
    }
    // 伙食每人100元、住宿300元: the amount may be a price, too.
    bool shares_price(std::size_t amount, std::size_t i) const {
        return i < items_.size() && roles_[i] == Role::kPrice && items_[i]->each_before &&
               items_[i]->of == Of::kMoney && items_[i]->at.phrase == items_[amount]->at.phrase;
    }

    void add_product(std::size_t i) {
        const Item& price = *items_[i];
        const Items& counts = counts_of_[i];
        const bool yearly = price.per.size() == 1 && price.per[0].measure == "年";
        if (counts.empty() && !yearly && price.per.empty()) return;  // a standard, no summand
        check(price);
        for (const Item* count : counts) check(*count);
        Summand summand = Product(price, counts).read();
        if (!summand.clear) out_.doubt(kUnclear);
        out_.summands.push_back(std::move(summand));
    }

    void check(const Item& item) {
        if (item.approximate) out_.doubt(kApproximate);
    }

    const Items& items_;
    const Total& total_;
    bool loose_;
    std::vector<Role> roles_;
    std::vector<std::vector<std::size_t>> attached_;
    std::vector<bool> taken_;
    std::vector<Items> counts_of_;
    Structure out_;
};

// The reading that takes alternative `choice` (in mixed radix) of the summands.
Reading sum_of(const Structure& structure, std::size_t choice) {
    Reading out;
    for (const Summand& summand : structure.summands) {
        const std::size_t radix = summand.alternatives.size();
        const Alternative& a = summand.alternatives[choice % radix];
        choice /= radix;
        out.value = out.value + a.value;
        out.text += (out.text.empty() ? "" : "+") + a.text;
        out.numbers.insert(out.numbers.end(), a.numbers.begin(), a.numbers.end());
        out.calculated = a.calculated || structure.summands.size() > 1;
    }
    return out;
}

// Every choice of one alternative a summand; false where there are too many.
bool add_sums(const Structure& structure, std::vector<Reading>& to) {
    if (structure.summands.empty()) return true;
    std::size_t choices = 1;
    for (const Summand& summand : structure.summands) {
        choices *= summand.alternatives.size();
        if (choices > kMostReadings) return false;
    }
    for (std::size_t choice = 0; choice < choices; ++choice) add_new(to, sum_of(structure, choice));
    return true;
}

Items filtered(std::span<const Item* const> items, const std::function<bool(const Item&)>& wanted) {
    Items out;
    for (const Item* item : items) {
        if (wanted(*item)) out.push_back(item);
    }
    return out;
}

// 伙食每人每天100元、住宿300元: amounts right behind a price may be prices, too.
Items with_joined_prices(std::span<const Item* const> items, const Total& total,
                         std::deque<Item>& storage) {
    Items out;
    Item* price = nullptr;
    for (const Item* item : items) {
        const Role role = role_of(*item, total);
        if (role == Role::kSummand && item->kind == Item::Kind::kNumber && price != nullptr &&
            price->at.phrase == item->at.phrase) {
            price->values[0] = price->values[0] + item->values[0];
            price->text += "+" + item->text;
            price->numbers.insert(price->numbers.end(), item->numbers.begin(), item->numbers.end());
            continue;
        }
        price = nullptr;
        if (role == Role::kPrice && item->each_before && item->of == Of::kMoney) {
            storage.push_back(*item);
            price = &storage.back();
            out.push_back(price);
        } else {
            out.push_back(item);
        }
    }
    for (Item& joined_price : storage) {
        if (joined_price.numbers.size() > 1) joined_price.text = "(" + joined_price.text + ")";
    }
    return out;
}

// 按500元标准发放，培训费3万元，差旅费2万元: a list, and before it amounts in quite another unit.
Items last_in_one_unit(std::span<const Item* const> items) {
    const auto same = [&](const Item* item) { return item->unit == items.back()->unit; };
    const auto first = std::find_if(items.begin(), items.end(), same);
    if (!std::all_of(first, items.end(), same) || items.end() - first < 2) return {};
    return {first, items.end()};
}

}  // namespace

Readings readings_of(std::span<const Item* const> items, const Total& total) {
    const auto is_part = [&](const Item& i) { return i.part || i.at.depth > total.depth; };
    const Items all = filtered(items, [](const Item&) { return true; });
    const Items amounts =
        filtered(items, [&](const Item& i) { return role_of(i, total) == Role::kSummand; });
    const Items whole = filtered(items, [&](const Item& i) { return !is_part(i); });
    const Items parts = filtered(items, [](const Item& i) { return i.part; });
    const Items results = filtered(
        amounts, [&](const Item& i) { return i.kind == Item::Kind::kResult && !is_part(i); });
    std::deque<Item> storage;

    std::vector<Items> structures;
    if (!total.same_sentence && results.size() >= 2) structures.push_back(results);
    if (!total.same_sentence && amounts.size() >= 2) structures.push_back(amounts);
    structures.push_back(all);
    structures.push_back(whole);
    structures.push_back(parts);  // 20万元，其中：甲12万元，乙8万元，合计20万元
    for (std::size_t k = 1; k < std::min(parts.size(), kMostParts); ++k) {
        // 3万元，其中教材1万元，会务费2万元，共计5万元: only the first k are parts.
        structures.push_back(
            filtered(items, [&](const Item& i) { return !i.part || i.token >= parts[k]->token; }));
    }
    structures.push_back(amounts);
    if (results.size() >= 2) structures.push_back(results);
    structures.push_back(with_joined_prices(items, total, storage));
    if (total.same_sentence && amounts.size() >= 2) {
        structures.push_back(last_in_one_unit(amounts));
    }

    Readings out;
    bool first = true;
    const auto add = [&](const Items& chosen, bool loose) {
        const Structure structure = Composer(chosen, total, loose).compose();
        const bool complete = add_sums(structure, out.all);
        if (first) {
            out.plain = out.all.size();
            out.summands = structure.summands.size();
            out.clear = structure.clear;
            out.reason = structure.reason;
        }
        if (!complete || out.all.size() >= kMostReadings) {
            out.clear = false;
            out.reason = kTooLarge;
        }
        first = false;
    };
    for (const Items& structure : structures) add(structure, false);
    add(all, true);
    return out;
}

}  // namespace mingzhang::recognise::arithmetic
