#include "recognise/declarations_fields.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "recognise/name_match.h"
#include "recognise/words.h"

namespace mingzhang::recognise {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kLongestLabelBytes = 150;
constexpr size_t kLongestParagraphBytes = 600;
constexpr size_t kShortestTolerated = 6;  // characters

struct Word {
    string_view word;
    string_view id;
    string_view usual = {};  // where `word` is a slip
};

constexpr std::array kWords{
    Word{"主管部门", "supervisor"},
    Word{"主管单位", "supervisor"},
    Word{"主管预算部门", "supervisor"},
    Word{"主管部门及代码", "supervisor"},
    Word{"项目单位", "unit"},
    Word{"实施单位", "unit"},
    Word{"项目实施单位", "unit"},
    Word{"申报单位", "unit"},
    Word{"申报单位名称", "unit"},
    Word{"填报单位", "unit"},
    Word{"预算单位", "unit"},
    Word{"项目名称", "project"},
    Word{"二级项目名称", "project"},
    Word{"项目概况", "overview"},
    Word{"项目概述", "overview"},
    Word{"项目内容", "overview"},
    Word{"立项依据", "basis"},
    Word{"项目立项依据", "basis"},
    Word{"项目立项的依据", "basis"},
    Word{"项目设立的必要性", "necessity"},
    Word{"立项必要性", "necessity"},
    Word{"项目必要性", "necessity"},
    Word{"项目申报的必要性", "necessity"},
    Word{"保证项目实施的制度、措施", "measures"},
    Word{"保证项目实施的制度和措施", "measures"},
    Word{"项目补助对象和补助政策", "subsidy"},
    Word{"项目补助对象和政策", "subsidy"},
    Word{"补助对象和政策", "subsidy"},
    Word{"补助对象和补助政策", "subsidy"},
    Word{"项目补助对象和补助对象", "subsidy", "项目补助对象和补助政策"},
    Word{"项目实施计划", "plan"},
    Word{"项目实施进度计划", "plan"},
    Word{"实施计划", "plan"},
    Word{"实施方案", "plan"},
    Word{"项目资金管理办法", "funds_rules"},
    Word{"资金管理办法", "funds_rules"},
    Word{"项目资金管理方法", "funds_rules", "项目资金管理办法"},
    Word{"项目绩效总体目标", "goal"},
    Word{"项目总体目标", "goal"},
    Word{"项目总目标", "goal"},
    Word{"绩效总体目标", "goal"},
    Word{"总体绩效目标", "goal"},
    Word{"总体目标", "goal"},
    Word{"长期目标", "goal"},
    Word{"年度绩效目标", "annual_goal"},
    Word{"年度总体目标", "annual_goal"},
    Word{"年度目标", "annual_goal"},
    Word{"本年度目标", "annual_goal"},
    Word{"备注", "remark"},
    Word{"其他说明的问题", "remark"},
    Word{"项目类别", "category"},
    Word{"项目类型", "category"},
    Word{"项目属性", "category"},
    Word{"项目阶段", "stage"},
    Word{"计划开始日期", "start"},
    Word{"开始日期", "start"},
    Word{"计划完成日期", "end"},
    Word{"计划结束日期", "end"},
    Word{"结束日期", "end"},
    Word{"起止日期", "period"},
    Word{"起止时间", "period"},
    Word{"项目起止时间", "period"},
    Word{"项目起止日期", "period"},
    Word{"实施周期", "period"},
    Word{"项目负责人", "person"},
    Word{"单位负责人", "person"},
    Word{"联系电话", "phone"},
    Word{"填报人", "filled_by"},
    Word{"填表人", "filled_by"},
    Word{"填报日期", "date"},
    Word{"填表日期", "date"},
    Word{"申报日期", "date"},
    Word{"资金总额", "funds_total"},
    Word{"项目资金总额", "funds_total"},
    Word{"项目资金申请总额", "funds_total"},
    Word{"项目总预算", "funds_total"},
    Word{"年度资金总额", "funds_annual"},
    Word{"年度资金申请总额", "funds_annual"},
    Word{"项目当年预算", "funds_annual"},
    Word{"财政拨款", "funds_fiscal"},
    Word{"财政资金", "funds_fiscal"},
    Word{"当年财政拨款", "funds_fiscal"},
    Word{"上年结转", "funds_carried"},
    Word{"上年结转资金", "funds_carried"},
    Word{"其他资金", "funds_other"},
};

// The bracket group at the end of a folded label, and a colon behind or before it, go.
string_view without_brackets(string_view label) {
    if (label.ends_with(':')) label.remove_suffix(1);
    if (label.ends_with(')')) {
        const auto opening = label.find('(');
        if (opening != string_view::npos && opening > 0) label = label.substr(0, opening);
    }
    if (label.ends_with(':')) label.remove_suffix(1);
    return label;
}

const Word* exact_word(string_view label) {
    const auto* found =
        std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) { return w.word == label; });
    return found == kWords.end() ? nullptr : found;
}

const Word* near_word(string_view label) {
    const std::u32string wanted = text::code_points(label);
    if (wanted.size() < kShortestTolerated) return nullptr;
    for (const Word& word : kWords) {
        const size_t longer = std::max(label.size(), word.word.size());
        if (longer - std::min(label.size(), word.word.size()) > 4) continue;
        const std::u32string known = text::code_points(word.word);
        if (known.size() >= kShortestTolerated && edit_distance(wanted, known, 1) <= 1)
            return &word;
    }
    return nullptr;
}

// Bytes of the first colon and its begin; npos where there is none.
struct Colon {
    size_t begin = string_view::npos;
    size_t size = 0;
};
Colon first_colon(string_view s) {
    const Colon half{s.find(':'), 1};
    const Colon full{s.find("："), 3};
    return half.begin < full.begin ? half : full;
}

// Bytes of a bracket group at the beginning, 0 where there is none.
size_t leading_group(string_view s) {
    for (const auto& [open, close] :
         {std::pair{"（", "）"}, {"(", ")"}, {"(", "）"}, {"（", ")"}}) {
        if (!s.starts_with(open)) continue;
        const auto end = s.find(close);
        if (end != string_view::npos) return end + string_view(close).size();
    }
    return 0;
}

std::optional<int> digit_value(char32_t c) {
    if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
    if (c == U'〇' || c == U'○' || c == U'零') return 0;
    constexpr std::u32string_view kDigits = U"一二三四五六七八九";
    const auto at = kDigits.find(c);
    if (at == std::u32string_view::npos) return std::nullopt;
    return static_cast<int>(at) + 1;
}

class DateReader {
  public:
    explicit DateReader(std::u32string_view s) : rest_(s) {}

    std::optional<std::chrono::year_month_day> read() {
        const auto year = digits(4, 4);
        if (!year || !(take(U'年') || take_separator())) return std::nullopt;
        const auto month = small();
        if (!month || !(take(U'月') || take_separator())) return std::nullopt;
        const auto day = small();
        if (!day) return std::nullopt;
        const std::chrono::year_month_day date{std::chrono::year(*year),
                                               std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day))};
        if (!date.ok()) return std::nullopt;
        return date;
    }

  private:
    bool take(char32_t c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_separator() { return take(U'-') || take(U'.') || take(U'/'); }

    std::optional<int> digits(size_t least, size_t most) {
        int value = 0;
        size_t n = 0;
        while (n < most && n < rest_.size()) {
            const auto digit = digit_value(rest_[n]);
            if (!digit) break;
            value = value * 10 + *digit;
            ++n;
        }
        if (n < least) return std::nullopt;
        rest_.remove_prefix(n);
        return value;
    }

    // 1 to 99: "12", "十二", "二十一", "三".
    std::optional<int> small() {
        const auto first = digits(1, 2);
        if (!take(U'十')) return first;
        return first.value_or(1) * 10 + digits(1, 1).value_or(0);
    }

    std::u32string_view rest_;
};

}  // namespace

std::optional<FieldLabel> field_label(string_view cell, bool tolerant) {
    std::string inner;
    for (string_view part : {"其中：", "其中:"}) {
        if (cell.starts_with(part)) cell.remove_prefix(part.size());
    }
    if (const Colon colon = first_colon(cell);
        colon.begin < kLongestLabelBytes && colon.begin + colon.size < cell.size()) {
        inner = text::trim(cell.substr(colon.begin + colon.size));
        cell = cell.substr(0, colon.begin);
    }
    if (cell.size() > kLongestLabelBytes) return std::nullopt;
    const BareLabel bare = bare_label(cell);
    const string_view label = without_brackets(bare.text);
    if (const Word* word = exact_word(label))
        return FieldLabel{word->id, std::string(word->usual), std::move(inner)};
    if (!tolerant) return std::nullopt;
    if (const Word* word = near_word(label)) {
        const string_view usual = word->usual.empty() ? word->word : word->usual;
        return FieldLabel{word->id, std::string(usual), std::move(inner)};
    }
    return std::nullopt;
}

std::optional<LabelledText> labelled_text(string_view paragraph) {
    paragraph = text::trim(paragraph);
    if (paragraph.size() > kLongestParagraphBytes) return std::nullopt;
    const Word* longest = nullptr;
    for (const Word& word : kWords) {
        if (!paragraph.starts_with(word.word)) continue;
        if (longest == nullptr || word.word.size() > longest->word.size()) longest = &word;
    }
    if (longest == nullptr) return std::nullopt;

    size_t end = longest->word.size();
    end += leading_group(paragraph.substr(end));
    string_view value = paragraph.substr(end);
    const Colon colon = first_colon(value);
    if (colon.begin == 0) value.remove_prefix(colon.size);
    // Without bracket or colon the paragraph is a sentence that begins with the word.
    if (end == longest->word.size() && colon.begin != 0) return std::nullopt;
    return LabelledText{longest->id, std::string(paragraph.substr(0, end)),
                        std::string(text::trim(value))};
}

std::optional<std::chrono::year_month_day> find_date(string_view source) {
    const std::u32string points = text::code_points(text::fold(source));
    for (size_t i = 0; i < points.size(); ++i) {
        if (i > 0 && digit_value(points[i - 1])) continue;
        if (auto date = DateReader(std::u32string_view(points).substr(i)).read()) return date;
    }
    return std::nullopt;
}

}  // namespace mingzhang::recognise
