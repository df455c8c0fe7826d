// number-missing: a unit stands where its number was left out.
#include <algorithm>

#include "base/text.h"
#include "check/sentence_reading.h"

namespace mingzhang::check {
namespace {

using std::string_view;

const std::string kMissing = "number-missing";

enum class UnitWord { kMoney, kPercent, kVehicles, kArea };

struct Unit {
    UnitWord word = UnitWord::kMoney;
    std::size_t length = 0;  // 0: none
};

Unit unit_at(string_view s) {
    struct Known {
        string_view word;
        UnitWord unit;
    };
    constexpr Known kKnown[] = {{"万元", UnitWord::kMoney},
                                {"亿元", UnitWord::kMoney},
                                {"%", UnitWord::kPercent},
                                {"辆", UnitWord::kVehicles},
                                {"平方米", UnitWord::kArea}};
    for (const Known& known : kKnown) {
        if (s.starts_with(known.word)) return {known.unit, known.word.size()};
    }
    return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The clause ends behind the unit, or a limit follows: "单价万元(含)以上".
bool closes(string_view after) {
    return text::any_at(after, {",", ";", "。", "、", ")", "(含", "(原值", "以上", "以下", "等。",
                                "等,", "等;"}) > 0;
}

// "数万元", "每平方米", "单位为万元": the unit has its number in words, or needs none.
bool needs_no_number(string_view before) {
    return text::ends_with_any(
        before, {"一", "二", "三", "四", "五", "六",   "七",   "八",   "九",  "十", "百",
                 "千", "万", "亿", "两", "几", "数",   "多",   "余",   "上",  "近", "超",
                 "半", "每", "以", "按", "到", "至",   "取",   "人",   "位",  "元", "换",
                 "成", "干", "或", "和", "与", "位为", "位是", "填写", "补充"});
}

bool is_ideograph_end(string_view before) {
    if (before.size() < 3) return false;
    const auto lead = static_cast<unsigned char>(before[before.size() - 3]);
    return lead >= 0xE4 && lead <= 0xE9;
}

// "行政运行(项)万元", "…(项)”万元".
bool names_an_item(string_view before) {
    return text::ends_with_any(before,
                               {"类)", "款)", "项)", "类)”", "款)”", "项)”", "费)", "费)”"});
}

// In a list of vehicles the others have numbers: "机要通信用车1辆、其他用车辆。"
bool others_are_counted(string_view sentence) {
    constexpr string_view kVehicle = "车";
    for (std::size_t at = sentence.find("辆"); at != string_view::npos;
         at = sentence.find("辆", at + 1)) {
        std::size_t digits = at;
        while (digits > 0 && is_digit(sentence[digits - 1])) --digits;
        if (digits < at && sentence.substr(0, digits).ends_with(kVehicle)) return true;
    }
    return false;
}

bool is_left_out(const Passage& passage, std::size_t at, const Unit& unit) {
    const string_view s = passage.text;
    const string_view before = passage.before(at), after = s.substr(at + unit.length);
    switch (unit.word) {
        case UnitWord::kPercent:
            return text::ends_with_any(
                before, {"增长", "下降", "增加", "减少", "上升", "降低", "占", "的", "增幅", "降幅",
                         "率达", "率为", "长了", "降了"});
        case UnitWord::kVehicles:
            if (text::ends_with_any(before, {"车辆", "车为", "量", "量为", "共", "共有"}))
                return true;
            return text::ends_with_any(before, {"用车"}) &&
                   others_are_counted(passage.sentences[passage.sentence_of(at)].in(s));
        default:
            return !needs_no_number(before) &&
                   (names_an_item(before) || is_ideograph_end(before)) && closes(after);
    }
}

}  // namespace

void find_missing_numbers(SentenceReading& reading) {
    for (const auto& read : reading.passages()) {
        const Passage& passage = read.passage;
        if (passage.kind != Passage::Kind::kText && passage.kind != Passage::Kind::kCell) continue;
        const string_view s = passage.text;
        for (std::size_t at = 1; at < s.size(); ++at) {
            const auto c = static_cast<unsigned char>(s[at]);
            // The first bytes of the units.
            if (c != '%' && c != 0xE4 && c != 0xE5 && c != 0xE8) continue;
            const Unit unit = unit_at(s.substr(at));
            if (unit.length == 0) continue;
            if (is_digit(s[at - 1])) {
                reading.looked_at(kMissing);
                continue;
            }
            // A heading of a table that stands as text ends without a mark.
            const bool closed = closes(s.substr(at + unit.length));
            if (!closed || !is_left_out(passage, at, unit)) {
                reading.could_not_tell(kMissing);
                continue;
            }
            const string_view before = passage.before(at);
            std::size_t begin = at - std::min<std::size_t>(before.size(), 24);
            while ((static_cast<unsigned char>(s[begin]) & 0xC0U) == 0x80) ++begin;
            const string_view words = s.substr(begin, at - begin);
            if (const std::size_t mark = words.find_last_of(",;:"); mark != string_view::npos)
                begin += mark + 1;
            constexpr string_view kAnd = "、";
            if (const std::size_t mark = s.substr(begin, at - begin).rfind(kAnd);
                mark != string_view::npos)
                begin += mark + kAnd.size();
            reading.report(kMissing, Severity::kError, passage, {begin, at + unit.length});
        }
    }
}

}  // namespace mingzhang::check
