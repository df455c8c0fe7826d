#include "recognise/prose_figures.h"

#include <array>
#include <cctype>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

struct UnitWord {
    std::string_view word;
    FigureKind kind;
    Unit unit;
};

// Longer words first where one begins another.
constexpr UnitWord kUnitWords[] = {
    {"亿元", FigureKind::kAmount, Unit::kYiYuan},
    {"百万元", FigureKind::kAmount, Unit::kMillionYuan},
    {"万元", FigureKind::kAmount, Unit::kWanYuan},
    {"千元", FigureKind::kAmount, Unit::kThousandYuan},
    {"万", FigureKind::kAmount, Unit::kWanYuan},
    {"元", FigureKind::kAmount, Unit::kYuan},
    {"个百分点", FigureKind::kRate, Unit::kPercent},
    {"%", FigureKind::kRate, Unit::kPercent},
    {"平方米", FigureKind::kCount, Unit::kPieces},
};
constexpr std::string_view kMeasureWords[] = {"个", "名", "人", "辆", "台", "批", "项", "套",
                                              "家", "户", "本", "份", "条", "次", "期"};

const UnitWord* unit_at(std::string_view s) {
    for (const UnitWord& unit : kUnitWords) {
        if (text::starts_with(s, unit.word)) return &unit;
    }
    return nullptr;
}

// Bytes of a measure word, 0 where there is none.
std::size_t counted_at(std::string_view s) {
    if (text::starts_with(s, "个月") || text::starts_with(s, "人民")) return 0;
    for (std::string_view word : kMeasureWords) {
        if (text::starts_with(s, word)) return word.size();
    }
    return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The end of a number that begins at `begin`: digits, thousands separators, one decimal point.
std::size_t digits_end(std::string_view s, std::size_t begin) {
    std::size_t i = begin;
    bool point = false;
    while (i < s.size()) {
        const bool next_digit = i + 1 < s.size() && is_digit(s[i + 1]);
        if (is_digit(s[i])) {
            ++i;
        } else if (s[i] == '.' && !point && next_digit) {
            point = true;
            ++i;
        } else if (s[i] == ',' && !point && i + 3 < s.size() && is_digit(s[i + 1]) &&
                   is_digit(s[i + 2]) && is_digit(s[i + 3])) {
            ++i;
        } else {
            break;
        }
    }
    return i;
}

}  // namespace

std::optional<FoundFigure> figure_at(std::string_view s, std::size_t begin, std::size_t& end) {
    end = digits_end(s, begin);
    std::size_t unit_begin = end;
    while (unit_begin < s.size() && s[unit_begin] == ' ') ++unit_begin;
    const std::string_view rest = s.substr(unit_begin);
    FoundFigure found;
    found.begin = begin;
    Figure& figure = found.figure;
    figure.text = std::string(s.substr(begin, end - begin));
    figure.number = parse_number(figure.text);
    if (figure.number.form != NumberForm::kNumber) return std::nullopt;
    if (const UnitWord* unit = unit_at(rest)) {
        figure.kind = unit->kind;
        figure.unit = unit->unit;
        found.end = unit_begin + unit->word.size();
    } else if (const std::size_t length = counted_at(rest); length > 0) {
        figure.kind = FigureKind::kCount;
        figure.unit = Unit::kPieces;
        found.end = unit_begin + length;
    } else {
        return std::nullopt;
    }
    if (figure.kind != FigureKind::kAmount) figure.usual_decimals = figure.number.decimals;
    return found;
}

std::vector<Figure> prose_figures(std::string_view source) {
    const std::string folded = text::fold(source);
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < folded.size();) {
        if (!is_digit(folded[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        if (auto found = figure_at(folded, i, end)) figures.push_back(std::move(found->figure));
        i = end;
    }
    return figures;
}

}  // namespace mingzhang::recognise
