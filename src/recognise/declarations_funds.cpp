#include "recognise/declarations_funds.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

constexpr std::array<std::string_view, 3> kParts = {"funds_fiscal", "funds_carried", "funds_other"};

constexpr Unit kUnits[] = {Unit::kYiYuan, Unit::kWanYuan, Unit::kYuan};  // 元 ends the others

// "项目资金（万元）": of all labels, since it stands beside the block, not in it.
Unit unit_of_labels(const Declaration& form, Unit otherwise) {
    for (const DeclarationField& field : form.fields) {
        const std::string label = text::fold_label(field.label);
        for (const Unit unit : kUnits) {
            if (text::contains(label, fmt::format("({})", unit_name(unit)))) return unit;
        }
    }
    return otherwise;
}

// "2112.76", "2112.76万元"; further cells of its row may follow.
std::optional<Figure> amount_of(const DeclarationField& field, Unit unit, int usual_decimals) {
    Figure figure;
    figure.text = std::string(text::trim(field.text));
    figure.unit = unit;
    std::string_view number =
        std::string_view(figure.text).substr(0, figure.text.find_first_of(" \n\t"));
    for (const Unit printed : kUnits) {
        if (!number.ends_with(unit_name(printed))) continue;
        number.remove_suffix(unit_name(printed).size());
        figure.unit = printed;
        break;
    }
    figure.number = parse_number(number);
    if (figure.number.form != NumberForm::kNumber || figure.number.percent) return std::nullopt;
    figure.text = std::string(text::trim(number));
    figure.usual_decimals = usual_decimals;
    figure.place = field.place;
    figure.row_key = figure.row_label = field.label;
    return figure;
}

// One total and its parts, as indices of figures.
struct Block {
    std::string_view total_id;
    int total = -1;
    std::map<std::string_view, int> parts;
    bool has_other = false;  // the label that makes the parts complete is printed
    bool unknown = false;    // an amount under a label nobody knows stands among them
};

class FundsReader {
  public:
    FundsReader(Declaration& form, Unit unit, int usual_decimals, Disclosure& out)
        : form_(form),
          unit_(unit_of_labels(form, unit)),
          usual_decimals_(usual_decimals),
          out_(out) {}

    void read() {
        std::map<int, std::size_t> in_row;  // fields so far, by line
        for (const DeclarationField& field : form_.fields) {
            if (field.id.starts_with("funds_") && field.id != "funds_rules") {
                take(field, in_row[field.place.line]++);
            } else if (!blocks_.empty() && !blocks_.back().has_other && field.id.empty() &&
                       amount_of(field, unit_, usual_decimals_)) {
                blocks_.back().unknown = true;
            }
        }
        for (const Block& block : blocks_) add_sum(block);
        if (!form_.amount) form_.amount = stated("funds_annual");
        if (!form_.amount) form_.amount = stated("funds_total");
    }

  private:
    void take(const DeclarationField& field, std::size_t column) {
        const bool part = std::find(kParts.begin(), kParts.end(), field.id) != kParts.end();
        // A total below another one begins a block of its own.
        if (!part && column == 0) first_ = blocks_.size();
        if (blocks_.size() <= first_ + column) blocks_.resize(first_ + column + 1);
        Block& block = blocks_[first_ + column];
        if (field.id == "funds_other") block.has_other = true;
        const int figure = add(field, first_ + column);
        if (figure < 0) return;
        if (part) {
            block.parts.emplace(field.id, figure);
        } else if (block.total < 0) {
            block.total = figure;
            block.total_id = field.id;
        }
    }

    int add(const DeclarationField& field, std::size_t block) {
        auto figure = amount_of(field, unit_, usual_decimals_);
        if (!figure) return -1;
        Coordinate at;
        at.set(Dimension::kFlow, "expenditure");
        at.set(Dimension::kMeasure, fmt::format("?form{}/{}/{}", out_.declarations.size(), block,
                                                std::string_view(field.id)));
        figure->coordinate = at;
        return keep(*std::move(figure));
    }

    // A number with its unit behind it was read as text already.
    int keep(Figure figure) {
        for (std::size_t i = out_.figures.size(); i-- > 0;) {
            Figure& known = out_.figures[i];
            if (known.place.line < figure.place.line) break;
            if (known.table < 0 && !known.coordinate && known.text == figure.text &&
                known.place.line == figure.place.line && known.unit == figure.unit) {
                known = std::move(figure);
                return static_cast<int>(i);
            }
        }
        out_.figures.push_back(std::move(figure));
        return static_cast<int>(out_.figures.size() - 1);
    }

    void add_sum(const Block& block) {
        if (block.total < 0 || !block.has_other || block.unknown) return;
        if (block.parts.count("funds_fiscal") == 0) return;
        std::vector<int> all, without_carried;
        for (const std::string_view id : kParts) {
            const auto part = block.parts.find(id);
            if (part == block.parts.end()) continue;
            all.push_back(part->second);
            if (id != "funds_carried") without_carried.push_back(part->second);
        }
        // Some print what was carried over as a part of the appropriation, not beside it.
        const bool inside = !holds(block.total, all) && holds(block.total, without_carried);
        out_.sums.push_back({block.total, inside ? without_carried : all, "form-funds"});
    }

    bool holds(int total, const std::vector<int>& parts) const {
        const auto whole = interval(total);
        Interval sum;
        for (const int part : parts) {
            const auto bounds = interval(part);
            if (!bounds) return false;
            sum.low += bounds->low;
            sum.high += bounds->high;
        }
        return whole && !parts.empty() && sum.low <= whole->high && whole->low <= sum.high;
    }

    std::optional<Interval> interval(int index) const {
        constexpr int64_t kMost = int64_t{1} << 60;
        const Figure& figure = out_.figures[static_cast<std::size_t>(index)];
        const auto found = bounds(figure.number, figure.unit, figure.usual_decimals);
        if (!found || found->low < -kMost || found->high > kMost) return std::nullopt;
        return found;
    }

    std::optional<int> stated(std::string_view id) const {
        for (const Block& block : blocks_)
            if (block.total >= 0 && block.total_id == id) return block.total;
        return std::nullopt;
    }

    Declaration& form_;
    const Unit unit_;
    const int usual_decimals_;
    Disclosure& out_;
    std::vector<Block> blocks_;
    std::size_t first_ = 0;  // the leftmost block of those side by side
};

}  // namespace

void read_form_funds(Declaration& form, Unit unit, int usual_decimals, Disclosure& out) {
    FundsReader(form, unit, usual_decimals, out).read();
}

}  // namespace mingzhang::recognise
