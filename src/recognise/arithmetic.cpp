#include "recognise/arithmetic.h"

#include <algorithm>

#include "base/text.h"
#include "recognise/arithmetic_clauses.h"
#include "recognise/arithmetic_counts.h"
#include "recognise/arithmetic_decide.h"
#include "recognise/arithmetic_expression.h"
#include "recognise/arithmetic_parts.h"
#include "recognise/arithmetic_readings.h"
#include "recognise/arithmetic_sharing.h"
#include "recognise/arithmetic_steps.h"
#include "recognise/arithmetic_tokens.h"
#include "recognise/arithmetic_totals.h"
#include "recognise/arithmetic_words.h"

namespace mingzhang::recognise {
namespace arithmetic {
namespace {

using Verdict = ArithmeticStep::Verdict;

constexpr std::size_t kMostPer = 4;  // 每县每年每人
constexpr int kMostTotals = 256;     // of one paragraph; later ones are amounts like any other
constexpr std::size_t kMostUnitShares = 32;

struct Paragraph {
    explicit Paragraph(std::string_view source)
        : folded(text::fold_with_map(source)),
          tokens(tokens_of(folded, source)),
          layout(layout_of(tokens)) {}

    text::Folded folded;
    std::vector<Token> tokens;
    Layout layout;
};

bool multiplies(const ArithmeticStep& step) {
    return step.verdict != Verdict::kCannotTell && text::contains(step.expression, "*");
}

// Reads the tokens from left to right: items pile up until a total closes them.
class Analyst {
  public:
    // The paragraph must outlive this.
    explicit Analyst(const Paragraph& paragraph)
        : folded_(paragraph.folded),
          s_(folded_.text),
          tokens_(paragraph.tokens),
          layout_(paragraph.layout),
          is_part_(tokens_.size(), false),
          steps_(folded_, tokens_) {}

    std::vector<ArithmeticStep> run(std::span<const CountPair> counts) {
        for (std::size_t i = 0; i < tokens_.size(); ++i) add_part_list(i);
        for (const CountPair& pair : counts) add_count_pair(pair);
        for (std::size_t i = 0; i < tokens_.size();) i = read(i);
        mark_last();
        for (const UnitShares& shares : unit_shares_) add_unit_price(shares);
        return steps_.finish();
    }

  private:
    // ---- counts that must agree

    void add_part_list(std::size_t i) {
        const std::optional<PartList> list = part_list_at(tokens_, i, s_);
        if (!list) return;
        std::string sum;
        for (const std::size_t part : list->parts) {
            is_part_[part] = true;
            sum += (sum.empty() ? "" : "+") + shown(tokens_[part], s_);
        }
        const Decision decision = decide(*list, tokens_, s_);
        const std::size_t step =
            steps_.add(steps_.begin(std::move(sum), list->parts, i), decision, i);
        if (decision.verdict != Verdict::kFails) return;
        for (const std::size_t part : list->parts) {
            if (const auto rest = remainder(*list, part, tokens_)) {
                steps_.correct(part, step, *rest);
            }
        }
    }

    void add_count_pair(const CountPair& pair) {
        const std::vector<std::size_t> numbers{pair.later};
        const std::size_t step = steps_.add(
            steps_.begin(steps_.shown_result(tokens_[pair.later]), numbers, pair.earlier),
            pair.decision, pair.earlier);
        const Number& earlier = tokens_[pair.earlier].number;
        const bool same_unit = earlier.unit == tokens_[pair.later].number.unit;
        if (pair.decision.verdict == Verdict::kFails && pair.factor == pair.later && same_unit) {
            steps_.correct(pair.later, step, earlier.printed);
        }
    }

    // Reads what begins at token `i` and returns where to go on.
    std::size_t read(std::size_t i) {
        const Token& token = tokens_[i];
        enter_sentence(layout_.positions[i].sentence);
        switch (token.kind) {
            case TokenKind::kNumber:
            case TokenKind::kOpen:
                return read_calculation(i);
            case TokenKind::kTotal:
            case TokenKind::kNeeds:
                return read_total(i);
            case TokenKind::kRatio:
                read_ratio(i);
                break;
            case TokenKind::kEach:
                if (pending_each_.size() < kMostPer) pending_each_.push_back(token.each);
                break;
            case TokenKind::kPrice:
                pending_price_ = true;
                break;
            case TokenKind::kCaution:
                caution_ = token.reason;
                if (caution_ == kPartsNamed) in_parts_ = true;
                break;
            case TokenKind::kOpenList:
                if (sentence_has_items_) caution_ = kUnclear;
                break;
            case TokenKind::kComma:
            case TokenKind::kListMark:
            case TokenKind::kStop:
            case TokenKind::kOrdinal:
                forget_price();
                break;
            default:
                break;
        }
        return i + 1;
    }

    void enter_sentence(int sentence) {
        if (sentence == sentence_) return;
        sentence_ = sentence;
        caution_ = "";
        in_parts_ = false;
        sentence_has_items_ = false;
    }
    void forget_price() {
        pending_each_.clear();
        pending_price_ = false;
    }

    // ---- numbers and expressions

    std::size_t read_calculation(std::size_t i) {
        std::optional<Expression> expression = expression_at(tokens_, i, s_);
        if (!expression) return i + 1;
        const std::size_t result = behind_equals(*expression);
        if (expression->operators == 0) {
            if (tokens_[i].kind == TokenKind::kOpen) return i + 1;
            if (!converts(i, result)) return read_number(i);
        }
        if (result == tokens_.size() && expression->only_marks) {
            caution_ = kUnclear;  // a range or a date
            return expression->end;
        }
        forget_price();
        return read_chain(std::move(*expression), result);
    }

    // The first token behind the "=" that follows the expression, or tokens_.size().
    std::size_t behind_equals(const Expression& expression) const {
        const std::size_t sign = past_words(tokens_, expression.end);
        if (sign >= tokens_.size() || tokens_[sign].kind != TokenKind::kEquals) {
            return tokens_.size();
        }
        const std::size_t first = past_words(tokens_, sign + 1);
        return first < tokens_.size() && expression_at(tokens_, first, s_) ? first : tokens_.size();
    }
    // 364800元=36.48万元
    bool converts(std::size_t i, std::size_t result) const {
        return result < tokens_.size() && tokens_[result].kind == TokenKind::kNumber &&
               tokens_[i].number.of == Of::kMoney && tokens_[result].number.of == Of::kMoney;
    }

    // "a*b=c*d=e=f": every number states the result of all parts since the number before.
    std::size_t read_chain(Expression first, std::size_t next) {
        sharing_.reset();
        std::vector<Expression> parts{std::move(first)};
        std::optional<std::size_t> step;
        while (next < tokens_.size()) {
            Expression part = *expression_at(tokens_, next, s_);
            if (part.operators == 0 && tokens_[next].kind == TokenKind::kNumber) {
                for (const Expression& left : parts) step = equals_step(left, next);
                parts.clear();
            }
            parts.push_back(std::move(part));
            next = behind_equals(parts.back());
        }
        const Expression& last = parts.back();
        for (const std::size_t number : last.numbers) consume_token(number);
        if (last.operators == 0) {
            add_result(last.begin, step);
        } else {
            add_expression(last);
        }
        return last.end;
    }

    std::size_t equals_step(const Expression& left, std::size_t result) {
        ArithmeticStep step = steps_.begin(left.text, left.numbers, result);
        step.begin = std::min<std::size_t>(step.begin, folded_.origin[tokens_[left.begin].begin]);
        const Decision decision = decide(left, tokens_[result], s_);
        if (decision.verdict == Verdict::kFails) {
            for (const CorrectedExpression& again : steps_.corrected(left)) {
                const Decision repaired = decide(again.expression, tokens_[result], s_);
                if (repaired.verdict != Verdict::kHolds) continue;
                step.caused_by = again.step;
                break;
            }
        }
        return steps_.add(std::move(step), decision, result);
    }

    // A total that a product begins with is a number of that product only.
    void consume_token(std::size_t token) {
        if (!items_.empty() && items_.back().token == token) consume({items_.size() - 1});
    }

    Item new_item(Item::Kind kind, std::size_t token) {
        Item item;
        item.kind = kind;
        item.token = token;
        item.at = layout_.positions[token];
        item.part = in_parts_;
        return item;
    }
    void push(Item item) {
        sentence_has_items_ = true;
        open_.push_back(items_.size());
        items_.push_back(std::move(item));
    }

    // "1名+2名" in the bracket behind 3名 says no more than 3名.
    bool repeats_whole(const Expression& expression) const {
        return std::all_of(expression.numbers.begin(), expression.numbers.end(),
                           [&](std::size_t number) { return is_part_[number]; });
    }

    void add_expression(const Expression& expression) {
        if (repeats_whole(expression)) return;
        if (expression.value.degree < 0 || expression.value.degree > 1) return;
        Item item = new_item(Item::Kind::kExpression, expression.begin);
        item.of = expression.value.degree == 1 ? Of::kMoney : Of::kNothing;
        for (const Fraction& value : expression.value.as_money().at) item.values.push_back(value);
        item.approximate = expression.approximate || !expression.uniform;
        item.text = expression.text;
        item.numbers = expression.numbers;
        for (const CorrectedExpression& again : steps_.corrected(expression)) {
            if (!item.step) item.step = again.step;
            if (item.step != again.step) continue;
            for (const Fraction& f : again.expression.value.as_money().at) {
                item.corrected.push_back(f);
            }
        }
        push(std::move(item));
    }

    Item number_item(Item::Kind kind, std::size_t token) {
        const Number& number = tokens_[token].number;
        Item item = new_item(kind, token);
        item.of = number.of;
        const Fraction value = stated(tokens_[token], s_).value;
        item.values = {value};
        if (number.of == Of::kNothing) item.values.push_back(value * Fraction(kMissingUnits[1]));
        item.thing = number.thing;
        if (number.of == Of::kMoney) item.unit = number.unit;
        item.approximate = number.approximate;
        item.text = shown(tokens_[token], s_);
        item.numbers = {token};
        return item;
    }

    void add_result(std::size_t token, std::optional<std::size_t> step) {
        Item item = number_item(Item::Kind::kResult, token);
        item.step = step;
        item.corrected = steps_.corrected(token);
        push(std::move(item));
    }

    std::size_t read_number(std::size_t i) {
        const Number& number = tokens_[i].number;
        if (number.of == Of::kMoney || number.of == Of::kCount) {
            Item item = number_item(Item::Kind::kNumber, i);
            item.per = number.per;
            item.per.insert(item.per.end(), pending_each_.begin(), pending_each_.end());
            item.price = !item.per.empty();
            item.each_before = !pending_each_.empty();
            if (number.of == Of::kCount) {
                item.step = steps_.corrected_by(i);
                item.corrected = steps_.corrected(i);
            }
            if (number.of == Of::kMoney) {
                item.price = item.price || number.standard || pending_price_;
                share(item);
                amount_ = items_.size();
            }
            push(std::move(item));
        }
        forget_price();
        return i + 1;
    }

    // ---- shares of a standard

    void read_ratio(std::size_t i) {
        forget_price();
        sharing_.reset();
        if (!amount_) return;
        sharing_ = Sharing::at(tokens_, i, s_);
        ratio_ = i;
        standard_ = *amount_;
        parts_step_ = add_parts_of_standard();
        const bool money = parts_are_money(tokens_[i]);
        if (sharing_ && money && unit_shares_.size() < kMostUnitShares) {
            unit_shares_.push_back({i, *sharing_});
        }
    }

    // The parts of a ratio in money add up to the standard, or to one percentage of it.
    std::optional<std::size_t> add_parts_of_standard() {
        const Item& standard = items_[standard_];
        const bool clear = standard.kind == Item::Kind::kNumber && standard.price;
        if (!clear || !parts_are_money(tokens_[ratio_])) return std::nullopt;
        const auto parts = divided(tokens_, standard.token, ratio_);
        if (!parts) return std::nullopt;
        std::string product;
        for (const std::size_t number : parts->numbers) {
            product += (product.empty() ? "" : "*") + shown(tokens_[number], s_);
        }
        Decision decision;
        if (parts->holds && !standard.approximate) {
            decision.verdict = Verdict::kHolds;
        } else {
            decision.reason = parts->holds ? kApproximate : kPartsDiffer;
        }
        return steps_.add(steps_.begin_sum(std::move(product), parts->numbers, tokens_[ratio_]),
                          decision, ratio_);
    }

    // An amount that repeats a party's part of the ratio.
    std::size_t add_part(const Token& part, std::size_t amount) {
        ArithmeticStep step = steps_.begin(steps_.shown_result(part), {}, amount);
        step.operands.push_back(steps_.operand(part));
        step.begin = std::min(step.begin, step.operands.back().begin);
        Decision decision;
        if (tokens_[amount].number.approximate) {
            decision.reason = kApproximate;
        } else if (worth(part) == worth(tokens_[amount])) {
            decision.verdict = Verdict::kHolds;
        } else {
            decision.reason = kPartsDiffer;
        }
        return steps_.add(std::move(step), decision, amount);
    }
    static Fraction worth(const Token& number) {
        return Fraction::of(number.number.printed) * Fraction(number.number.unit);
    }

    struct UnitShares {
        std::size_t ratio = 0;
        Sharing sharing;
    };

    // The first product behind the ratio, where it is one party's.
    void add_unit_price(const UnitShares& shares) {
        const int last_sentence = layout_.positions[shares.ratio].sentence + 1;
        for (std::size_t i = shares.ratio + 1; i < tokens_.size(); ++i) {
            if (layout_.positions[i].sentence > last_sentence) return;
            if (tokens_[i].kind == TokenKind::kRatio) return;
            if (tokens_[i].kind != TokenKind::kNumber || tokens_[i].number.of != Of::kMoney) {
                continue;
            }
            const ArithmeticStep* product = product_with(i);
            if (product == nullptr || is_result(i)) return;
            const auto part = shares.sharing.acting_in(sentence_part_around(*product, i));
            if (part) add_part(tokens_[shares.ratio].parts[*part], i);
            return;
        }
    }

    bool is_result(std::size_t token) const {
        return std::any_of(steps_.all().begin(), steps_.all().end(), [&](const auto& step) {
            return step.result_begin == steps_.operand(tokens_[token]).begin;
        });
    }

    // The product of counts with this price and no other amount.
    const ArithmeticStep* product_with(std::size_t price) const {
        const Operand operand = steps_.operand(tokens_[price]);
        for (const ArithmeticStep& step : steps_.all()) {
            const auto& all = step.operands;
            const bool uses = std::find(all.begin(), all.end(), operand) != all.end();
            const bool plain = multiplies(step) && all.size() > 1 &&
                               step.expression.find_first_of("+-/") == std::string::npos;
            if (uses && plain) return amounts_among(all) == 1 ? &step : nullptr;
        }
        return nullptr;
    }
    std::ptrdiff_t amounts_among(const std::vector<Operand>& operands) const {
        return std::count_if(tokens_.begin(), tokens_.end(), [&](const Token& token) {
            return token.kind == TokenKind::kNumber && token.number.of == Of::kMoney &&
                   std::find(operands.begin(), operands.end(), steps_.operand(token)) !=
                       operands.end();
        });
    }

    // From the beginning of the product's phrase to the end of the sentence.
    std::string_view sentence_part_around(const ArithmeticStep& product, std::size_t price) const {
        std::size_t first = price;
        while (first > 0 && folded_.origin[tokens_[first - 1].begin] >= product.begin) --first;
        std::size_t end = price;
        while (end < tokens_.size() && tokens_[end].kind != TokenKind::kStop &&
               tokens_[end].kind != TokenKind::kOrdinal) {
            ++end;
        }
        const std::size_t begin = tokens_[first].begin - phrase_before(tokens_, first, s_).size();
        return std::string_view(s_).substr(begin, tokens_[end - 1].end - begin);
    }

    // A party's part of the standard; it is a price for the same things.
    void share(Item& item) {
        if (!sharing_) return;
        const auto part = sharing_->part_of(phrase_before(tokens_, item.token, s_));
        const Position& ratio_at = layout_.positions[ratio_];
        const Item standard = items_[standard_];
        const bool clear = standard.price || standard.at.sentence == ratio_at.sentence;
        if (!part || item.at.sentence > ratio_at.sentence + 1 || !clear) {
            sharing_.reset();
            return;
        }
        if (repeats_part(*part, item)) {
            item.step = add_part(tokens_[ratio_].parts[*part], item.token);
        } else {
            if (parts_step_) steps_.withdraw(*parts_step_);
            parts_step_.reset();
            const Fraction exact = standard.values[0] * sharing_->share(*part);
            item.step = share_step(standard, *part, exact, item);
        }
        if (standard.price) {
            item.price = true;
            item.per.insert(item.per.end(), standard.per.begin(), standard.per.end());
        }
    }

    // The part itself, or a different amount although the parts make up the standard.
    bool repeats_part(std::size_t part, const Item& item) {
        const Token& ratio = tokens_[ratio_];
        if (!parts_are_money(ratio)) return false;
        if (parts_step_ && steps_[*parts_step_].verdict == Verdict::kHolds) return true;
        return worth(ratio.parts[part]) == worth(tokens_[item.token]);
    }

    std::size_t share_step(const Item& standard, std::size_t part, const Fraction& exact,
                           Item& item) {
        const Token& ratio = tokens_[ratio_];
        std::string sum;
        for (const Token& number : ratio.parts) {
            sum += (sum.empty() ? "" : "+") + shown_digits(number);
        }
        ArithmeticStep step =
            steps_.begin(standard.text + "*" + shown_digits(ratio.parts[part]) + "/(" + sum + ")",
                         standard.numbers, item.token);
        step.operands.push_back(steps_.operand(ratio.parts[part]));
        const bool approximate = standard.approximate || item.approximate;
        const Decision decision =
            decide(std::vector{exact}, stated(tokens_[item.token], s_), approximate);
        const std::size_t index = steps_.add(std::move(step), decision, item.token);
        item.corrected = steps_.corrected(item.token);
        return index;
    }
    std::string shown_digits(const Token& number) const {
        return s_.substr(number.begin, number.number.digits_end - number.begin);
    }

    // ---- totals

    struct Closing {
        std::size_t word = 0, number = 0;  // tokens
        TotalPhrase phrase;
        bool proves = true;  // a word that can prove a contradiction
    };
    struct Attempt {
        std::vector<std::size_t> items;
        Total total;
        Readings readings;
    };

    std::size_t read_total(std::size_t i) {
        const std::size_t n = stated_number(tokens_, i);
        if (n == tokens_.size() || !tokens_[n].number.per.empty()) return i + 1;
        const bool proves = tokens_[i].kind == TokenKind::kTotal;
        const Closing closing{i, n, total_phrase(tokens_, i, s_), proves};
        const Of of = tokens_[n].number.of;
        const std::optional<Expression> expression = expression_at(tokens_, n, s_);
        const bool begins_calculation = expression && (expression->operators > 0 ||
                                                       behind_equals(*expression) < tokens_.size());
        if (begins_calculation) {
            const bool counts = of == Of::kCount && proves && tokens_[i].total == TotalWord::kSum &&
                                !expression->only_marks;
            if (counts) close(closing);
            return n;
        }
        if (of != Of::kMoney && (of != Of::kCount || !proves)) return i + 1;
        if (!proves) return close_if_it_holds(closing) ? n + 1 : i + 1;
        close(closing);
        forget_price();
        sharing_.reset();
        return n + 1;
    }

    Total total_of(const Closing& closing, bool same_sentence) const {
        const Number& number = tokens_[closing.number].number;
        return {number.of, number.thing, same_sentence, layout_.positions[closing.word].depth};
    }

    // The open items since the beginning of the sentence or section; none where they are many.
    std::optional<Attempt> attempt(const Closing& closing, bool same_sentence, int scope) const {
        Attempt out;
        for (std::size_t k = open_.size(); k-- > 0;) {
            const Item& item = items_[open_[k]];
            if (same_sentence ? item.at.sentence != sentence_
                              : !layout_.inside(item.at.section, scope)) {
                break;
            }
            if (out.items.size() >= kMostItems) return std::nullopt;
            out.items.push_back(open_[k]);
        }
        std::reverse(out.items.begin(), out.items.end());
        out.total = total_of(closing, same_sentence);
        out.readings = readings(out.items, out.total, {});
        return out;
    }
    Readings readings(const std::vector<std::size_t>& indices, const Total& total,
                      const std::vector<std::size_t>& put_right) const {
        std::vector<Item> copies;
        std::vector<const Item*> pointers;
        copies.reserve(indices.size());
        for (const std::size_t index : indices) {
            pointers.push_back(&items_[index]);
            if (std::find(put_right.begin(), put_right.end(), index) == put_right.end()) continue;
            copies.push_back(items_[index]);
            copies.back().values = copies.back().corrected;
            pointers.back() = &copies.back();
        }
        return readings_of(pointers, total);
    }

    // Whether the total may look beyond its sentence, to the end of that section.
    bool may_close(const Closing& closing, int scope, bool sentence_has_summands) const {
        if (!layout_.closed_after(scope, closing.word)) return false;
        const TotalPhrase& phrase = closing.phrase;
        if (!phrase.begins_clause) {
            return heads(layout_.sections[static_cast<std::size_t>(scope)], phrase.subject, s_);
        }
        return phrase.of_everything || phrase.begins_sentence || sentence_has_summands;
    }

    void close(const Closing& closing) {
        if (++totals_ > kMostTotals) return add_result(closing.number, std::nullopt);
        const Stated result = stated(tokens_[closing.number], s_);
        std::optional<Attempt> wrong, unsure;
        bool has_summands = false;
        if (const auto here = attempt(closing, true, 0)) {
            has_summands = here->readings.summands > 0;
            if (closes(*here, closing, result)) return;
            if (calculates(*here) && closes_all(closing)) {
                (proves(*here, closing) ? wrong : unsure) = *here;
            }
        }
        if (result.of == Of::kMoney) {
            for (int scope = layout_.positions[closing.word].section; scope >= 0;
                 scope = layout_.sections[static_cast<std::size_t>(scope)].parent) {
                if (!may_close(closing, scope, has_summands)) continue;
                const auto wide = attempt(closing, false, scope);
                if (!wide || wide->readings.summands < 2) continue;
                if (closes(*wide, closing, result)) return;
                if (!wrong && proves_in_section(*wide)) wrong = wide;
                if (!wrong && !unsure && closing.phrase.begins_sentence) unsure = wide;
            }
        }
        if (wrong) {
            fail(*wrong, closing, result);
        } else if (unsure) {
            doubt(*unsure, closing);
        } else {
            add_result(closing.number, std::nullopt);
        }
    }

    static bool calculates(const Attempt& attempt) {
        return attempt.readings.plain > 0 && attempt.readings.all.front().calculated;
    }

    // 需 closes a calculation that holds; else it is a word like any other.
    bool close_if_it_holds(const Closing& closing) {
        if (++totals_ > kMostTotals) return false;
        const auto here = attempt(closing, true, 0);
        const Stated result = stated(tokens_[closing.number], s_);
        if (!here || !calculates(*here)) return false;
        if (closes(*here, closing, result)) return true;
        const bool pending = std::any_of(here->items.begin(), here->items.end(), [&](auto i) {
            return items_[i].kind == Item::Kind::kExpression;
        });
        if (!pending || !closing.phrase.begins_clause) return false;
        doubt(*here, closing);
        return true;
    }

    // Takes the first reading that gives the stated result.
    bool closes(const Attempt& attempt, const Closing& closing, const Stated& result) {
        for (const Reading& reading : attempt.readings.all) {
            const bool restates = !reading.calculated && attempt.readings.summands == 1 &&
                                  !closing.phrase.of_everything;
            if (!result.holds(reading.value) || !(reading.calculated || restates)) continue;
            std::optional<std::size_t> step;
            if (reading.calculated) {
                Decision holds;
                holds.verdict = Verdict::kHolds;
                step = steps_.add(steps_.begin(reading.text, reading.numbers, closing.number),
                                  holds, closing.number);
            } else if (!attempt.items.empty() &&
                       items_[attempt.items.back()].of == attempt.total.of) {
                step = items_[attempt.items.back()].step;  // the same amount once more
            }
            withdraw_doubts(attempt, reading);
            consume(attempt.items);
            add_result(closing.number, step);
            return true;
        }
        return false;
    }

    // "办公用品购置合计" may be one item of a list, unless that is what the list is headed.
    bool closes_all(const Closing& closing) const {
        const auto section = static_cast<std::size_t>(layout_.positions[closing.word].section);
        return closing.phrase.begins_clause ||
               heads(layout_.sections[section], closing.phrase.subject, s_);
    }
    bool proves(const Attempt& attempt, const Closing& closing) const {
        return attempt.readings.clear && caution_.empty() &&
               !tokens_[closing.number].number.approximate;
    }

    // Results of at least two steps, or amounts of at least two numbered parts.
    bool proves_in_section(const Attempt& attempt) const {
        if (!attempt.readings.clear || !caution_.empty()) return false;
        int results = 0, parts = 0, last_part = 0;
        for (const std::size_t i : attempt.items) {
            const Item& item = items_[i];
            if (item.of != Of::kMoney) continue;
            if (item.kind == Item::Kind::kResult) ++results;
            if (item.at.section != last_part) ++parts;
            last_part = item.at.section;
        }
        return results >= 2 || parts >= 2;
    }

    void fail(const Attempt& attempt, const Closing& closing, const Stated& result) {
        const Reading& plainest = attempt.readings.all.front();
        std::vector<Fraction> exact;
        for (std::size_t i = 0; i < attempt.readings.plain; ++i) {
            exact.push_back(attempt.readings.all[i].value);
        }
        const Decision decision = decide(exact, result, false);
        ArithmeticStep step = steps_.begin(plainest.text, plainest.numbers, closing.number);
        if (decision.verdict == Verdict::kFails) step.caused_by = cause(attempt, result);
        const std::size_t index = steps_.add(std::move(step), decision, closing.number);
        consume(attempt.items);
        add_result(closing.number, index);
    }

    // The failing step with whose own outcome the total would hold.
    std::optional<std::size_t> cause(const Attempt& attempt, const Stated& result) const {
        std::vector<std::size_t> corrected;
        for (const std::size_t i : attempt.items) {
            if (!items_[i].corrected.empty() && items_[i].step) corrected.push_back(i);
        }
        if (corrected.empty()) return std::nullopt;
        const auto holds = [&](const std::vector<std::size_t>& put_right) {
            const Readings again = readings(attempt.items, attempt.total, put_right);
            return std::any_of(again.all.begin(), again.all.end(),
                               [&](const Reading& r) { return result.holds(r.value); });
        };
        if (holds(corrected)) return items_[corrected.front()].step;
        for (const std::size_t i : corrected) {
            if (corrected.size() > 1 && holds({i})) return items_[i].step;
        }
        return std::nullopt;
    }

    // A step that cannot be told; its result is an amount like any other.
    void doubt(const Attempt& attempt, const Closing& closing) {
        const Reading& plainest = attempt.readings.all.front();
        Decision decision;
        if (!caution_.empty()) {
            decision.reason = caution_;
        } else if (tokens_[closing.number].number.approximate) {
            decision.reason = kApproximate;
        } else {
            decision.reason = attempt.readings.reason.empty() ? kUnclear : attempt.readings.reason;
        }
        add_result(closing.number,
                   steps_.add(steps_.begin(plainest.text, plainest.numbers, closing.number),
                              decision, closing.number));
    }
    // A later total took the doubtful one as an amount of its list.
    void withdraw_doubts(const Attempt& attempt, const Reading& reading) {
        for (const std::size_t i : attempt.items) {
            const Item& item = items_[i];
            const bool used = std::find(reading.numbers.begin(), reading.numbers.end(),
                                        item.token) != reading.numbers.end();
            if (used && item.step && steps_[*item.step].verdict == Verdict::kCannotTell) {
                steps_.withdraw(*item.step);
            }
        }
    }

    void consume(const std::vector<std::size_t>& indices) {
        for (const std::size_t i : indices) items_[i].consumed = true;
        while (!open_.empty() && items_[open_.back()].consumed) open_.pop_back();
    }

    // The last amount of the paragraph, unless other results stand beside it.
    void mark_last() {
        const Item* last = nullptr;
        for (const Item& item : items_) {
            if (item.of == Of::kMoney && !item.price && item.kind != Item::Kind::kExpression) {
                last = &item;
            }
        }
        if (last == nullptr) return;
        for (const std::size_t i : open_) {
            const Item& item = items_[i];
            const bool result = item.kind == Item::Kind::kResult && item.of == Of::kMoney;
            if (!result || !item.step || item.values != last->values) continue;
            if (!alone(item)) return;
            steps_[*item.step].is_last = true;
            return;
        }
    }
    bool alone(const Item& result) const {
        return std::none_of(open_.begin(), open_.end(), [&](std::size_t i) {
            const Item& other = items_[i];
            return other.kind == Item::Kind::kResult && other.of == Of::kMoney &&
                   other.values != result.values;
        });
    }

    const text::Folded& folded_;
    const std::string& s_;
    std::span<const Token> tokens_;
    const Layout& layout_;

    std::vector<Item> items_;
    std::vector<std::size_t> open_;  // items no total has closed
    std::vector<bool> is_part_;      // a count in the bracket behind their sum
    Steps steps_;

    int totals_ = 0;
    int sentence_ = -1;
    std::string_view caution_;
    bool in_parts_ = false;
    bool sentence_has_items_ = false;
    std::vector<Thing> pending_each_;
    bool pending_price_ = false;

    std::optional<std::size_t> amount_;  // the last item that is an amount
    std::optional<Sharing> sharing_;
    std::size_t ratio_ = 0, standard_ = 0;
    std::optional<std::size_t> parts_step_;  // of the ratio with its standard
    std::vector<UnitShares> unit_shares_;
};

// The number tokens that a product or quotient has as operands.
std::vector<std::size_t> factors_of(const Paragraph& paragraph,
                                    std::span<const ArithmeticStep> steps) {
    std::vector<std::size_t> begins, out;
    for (const ArithmeticStep& step : steps) {
        if (!multiplies(step)) continue;
        for (const Operand& operand : step.operands) begins.push_back(operand.begin);
    }
    std::sort(begins.begin(), begins.end());
    for (std::size_t i = 0; i < paragraph.tokens.size(); ++i) {
        const Token& token = paragraph.tokens[i];
        const std::size_t begin = paragraph.folded.origin[token.begin];
        const bool used = std::binary_search(begins.begin(), begins.end(), begin);
        if (token.kind == TokenKind::kNumber && used) out.push_back(i);
    }
    return out;
}

// Which counts are factors is known only from the calculations; then a count that is wrong
// explains those that fail for it.
std::vector<ArithmeticStep> steps_in(std::string_view text) {
    const Paragraph paragraph(text);
    std::vector<ArithmeticStep> steps = Analyst(paragraph).run({});
    const std::vector<CountPair> counts = same_counts(
        paragraph.tokens, paragraph.layout, paragraph.folded.text, factors_of(paragraph, steps));
    return counts.empty() ? steps : Analyst(paragraph).run(counts);
}

}  // namespace
}  // namespace arithmetic

std::vector<ArithmeticStep> arithmetic_in(std::string_view text) {
    if (text.size() > kMostArithmeticBytes || !text::is_utf8(text)) return {};
    return arithmetic::steps_in(text);
}

}  // namespace mingzhang::recognise
