#include "check/own_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "check/findings.h"
#include "recognise/captions.h"

namespace mingzhang::check {
namespace {

using std::string;
using std::string_view;

constexpr std::size_t kLongestHeadingBytes = 90;
constexpr std::size_t kLongestLabelBytes = 150;
constexpr std::size_t kLongestPlaceBytes = 18;  // six characters
// So many headings must say what the document is for each one that says otherwise.
constexpr std::size_t kOwnForOneOther = 2;

std::size_t character_length(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// ---- 部门 and 单位

bool is_unit(DocumentKind kind) {
    return kind == DocumentKind::kUnitBudget || kind == DocumentKind::kUnitFinalAccounts;
}

// Words that a heading of the form has for the one kind or the other. A department may also tell of
// its units: `strictly` leaves out what tells of duties.
bool names_kind(string_view heading, bool unit, bool accounts, bool strictly) {
    const string_view owner = unit ? "单位" : "部门";
    const auto follows = [&](string_view after) {
        return text::contains(heading, string(owner) + string(after));
    };
    if (text::contains(heading, string("本") + string(owner))) return true;
    if (follows(accounts ? "决算" : "预算")) return true;
    return !strictly &&
           (follows("概况") || follows("主要职") || follows("职能") || follows("职责"));
}
// "所属单位预算", "部门预算支出经济分类", "部门预算管理": not of the document itself.
bool speaks_of_others(string_view heading) {
    return text::contains_any(
        heading,
        {"所属",   "下属",   "基层",   "二级",     "直属",     "各",       "汇总",     "分类",
         "管理",   "办法",   "制度",   "通知",     "批复",     "(单位)",   "(部门)",   "部门和单位",
         "部门及", "部门、", "单位、", "主管部门", "预算单位", "编制单位", "编制部门", "财政部门"});
}

bool is_heading(const Block& block) {
    return block.kind != BlockKind::kTable && !block.text.empty() &&
           block.text.size() <= kLongestHeadingBytes &&
           !text::contains_any(block.text, {"。", "；", "，", "：", ":", "\t", "....", "……"});
}

// Short lines that name a 部门 or 单位.
using Lines = std::vector<const Block*>;

void find_mixed_kinds(const Lines& named, const Disclosure& disclosure, std::vector<Finding>& out) {
    if (disclosure.kind == DocumentKind::kOther) return;
    const bool unit = is_unit(disclosure.kind), accounts = is_accounts(disclosure.kind);
    std::vector<const Block*> others;
    std::size_t own = 0;
    for (const Block* titled : named) {
        const Block& block = *titled;
        if (!is_heading(block)) continue;
        const string heading = text::fold_label(block.text);
        if (speaks_of_others(heading)) continue;
        const bool as_own = names_kind(heading, unit, accounts, false);
        if (as_own) ++own;
        if (!as_own && names_kind(heading, !unit, accounts, !unit)) others.push_back(&block);
    }
    if (others.empty() || own < kOwnForOneOther * others.size()) return;
    const auto told = [](const Block& block) {
        return place_at(block.place, string(text::trim(block.text)));
    };
    Finding finding = finding_at("kind-words-mixed", Severity::kWarning, told(*others[0]));
    for (std::size_t i = 1; i < others.size(); ++i) finding.places.push_back(told(*others[i]));
    finding.arguments["own"] = unit ? "owner.unit" : "owner.department";
    finding.key = fingerprint({finding.rule, finding.arguments["text"]});
    out.push_back(std::move(finding));
}

// ---- places

constexpr std::array<string_view, 28> kProvinces = {
    "河北省",     "山西省",         "辽宁省",         "吉林省",          "黑龙江省", "江苏省",
    "浙江省",     "安徽省",         "福建省",         "江西省",          "山东省",   "河南省",
    "湖北省",     "湖南省",         "广东省",         "海南省",          "四川省",   "贵州省",
    "云南省",     "陕西省",         "甘肃省",         "青海省",          "台湾省",   "内蒙古自治区",
    "西藏自治区", "广西壮族自治区", "宁夏回族自治区", "新疆维吾尔自治区"};
constexpr std::array<string_view, 4> kMunicipalities = {"北京市", "上海市", "天津市", "重庆市"};

// Words that end as a place does and are none, or one of no level.
bool is_no_place(string_view name) {
    return text::ends_with_any(
        name, {"社区",   "园区",   "景区", "地区", "校区",   "小区",   "辖区",   "林区",   "库区",
               "军区",   "战区",   "新区", "特区", "开发区", "管理区", "保护区", "示范区", "经开区",
               "高新区", "保税区", "市区", "城市", "超市",   "股市",   "门市",   "夜市",   "州市"});
}

// The name of a place that begins `s` and ends in one of the words; empty where none does.
string_view place_at_start(string_view s, text::Words ends) {
    for (std::size_t at = character_length(s.empty() ? 'a' : s[0]); at < s.size();
         at += character_length(s[at])) {
        if (at > kLongestPlaceBytes) break;
        const std::size_t n = text::any_at(s.substr(at), ends);
        if (n > 0) return s.substr(0, at + n);
        if (text::any_at(s.substr(at), {"局", "委", "办", "院", "厅", "校", "处", "中心"}) > 0)
            break;
    }
    return {};
}

// ---- levels

enum class Level { kUnknown, kCentral, kProvince, kCity, kCounty, kDistrict };

Level level_of(const Disclosure& disclosure) {
    const string name = text::fold_label(disclosure.department);
    const OwnPlace own = place_in_name(name);
    if (!own.county.empty()) {
        return own.county.ends_with("区") ? Level::kDistrict : Level::kCounty;
    }
    if (!own.city.empty()) return Level::kCity;
    return own.province.empty() ? Level::kUnknown : Level::kProvince;
}

// Districts are of the level of counties, and a city may be too.
bool is_same_level(Level own, Level named) {
    const bool low = named == Level::kCounty || named == Level::kDistrict;
    return own == named || (low && own != Level::kProvince && own != Level::kCentral);
}

// Of whose finance a definition takes the money; unknown where it names several, or none.
Level level_named(string_view s) {
    struct Word {
        string_view word;
        Level level;
    };
    constexpr Word kWords[] = {{"中央财政", Level::kCentral},  {"省级财政", Level::kProvince},
                               {"省财政", Level::kProvince},   {"自治区财政", Level::kProvince},
                               {"市级财政", Level::kCity},     {"市财政", Level::kCity},
                               {"县级财政", Level::kCounty},   {"县财政", Level::kCounty},
                               {"区级财政", Level::kDistrict}, {"区财政", Level::kDistrict}};
    Level found = Level::kUnknown;
    for (const Word& word : kWords) {
        if (!text::contains(s, word.word)) continue;
        if (word.level == Level::kDistrict && text::contains(s, "自治区财政")) continue;
        if (found != Level::kUnknown && found != word.level) return Level::kUnknown;
        found = word.level;
    }
    return found;
}

// "财政拨款收入:指省级财政当年拨付的资金" of a county.
void find_other_levels(const SourceDocument& source, const Disclosure& disclosure,
                       std::vector<Finding>& out) {
    const Level own = level_of(disclosure);
    if (own == Level::kUnknown) return;
    for (const Block& block : source.blocks) {
        if (block.kind == BlockKind::kTable || !text::contains(block.text, "财政拨款")) continue;
        if (!text::contains(block.text, "指")) continue;
        const string words = text::fold_label(block.text);
        const std::size_t meaning = words.find(":指");
        if (meaning == string::npos || meaning > kLongestHeadingBytes) continue;
        const string_view term = string_view(words).substr(0, meaning);
        const string_view says = string_view(words).substr(meaning);
        const string_view sentence = says.substr(0, says.find("。"));
        if (!term.ends_with("财政拨款") && !term.ends_with("财政拨款收入")) continue;
        if (text::contains_any(sentence, {"本级", "上级", "各级", "同级", "转移支付"})) continue;
        const Level named = level_named(sentence);
        if (named == Level::kUnknown) continue;
        if (is_same_level(own, named)) continue;
        Finding finding = finding_at("level-of-another", Severity::kWarning,
                                     place_at(block.place, string(text::trim(block.text))));
        finding.arguments["department"] = disclosure.department;
        finding.key = fingerprint({finding.rule, words});
        out.push_back(std::move(finding));
    }
}

// ---- another place

bool differ(string_view a, string_view b) {
    return !a.empty() && !b.empty() && a != b && !a.ends_with(b) && !b.ends_with(a);
}

bool is_another(const OwnPlace& named, const OwnPlace& own) {
    if (!named.known()) return false;
    return differ(named.province, own.province) || differ(named.city, own.city) ||
           differ(named.county, own.county);
}

// "2026年乙县民政局部门预算", "乙县民政局2026年部门预算": the name before the kind.
string name_in_title(const string& folded, const pack::Lexicon& lexicon) {
    for (const pack::KindWords& kind : lexicon.kinds) {
        for (const string& word : kind.words) {
            const std::size_t at = folded.find(text::fold_label(word));
            if (at == string::npos || at == 0) continue;
            string name = folded.substr(0, at);
            if (name.starts_with("20")) {
                const std::size_t year = name.find("年");
                if (year == 4) name.erase(0, year + string_view("年").size());
                if (name.starts_with("度")) name.erase(0, string_view("度").size());
            }
            return name.substr(0, name.find("20"));
        }
    }
    return {};
}

void find_other_places(const Lines& named, const Disclosure& disclosure,
                       const pack::Lexicon& lexicon, std::vector<Finding>& out) {
    const string department = text::fold_label(disclosure.department);
    const OwnPlace own = place_in_name(department);
    if (!own.known()) return;
    for (const Block* line : named) {
        const Block& block = *line;
        if (text::contains(block.text, "。")) continue;
        string name = recognise::labelled(block.text, lexicon.department_labels);
        if (name.empty() && is_heading(block))
            name = name_in_title(text::fold_label(block.text), lexicon);
        name = text::fold_label(name);
        if (name.empty() || !is_another(place_in_name(name), own)) continue;
        Finding finding = finding_at("place-of-another", Severity::kWarning,
                                     place_at(block.place, string(text::trim(block.text))));
        finding.arguments["department"] = disclosure.department;
        finding.key = fingerprint({finding.rule, name});
        out.push_back(std::move(finding));
    }
}

}  // namespace

OwnPlace place_in_name(string_view name) {
    OwnPlace out;
    for (string_view before : {"中国共产党", "中共"}) {
        if (name.starts_with(before)) name.remove_prefix(before.size());
    }
    const auto begins = [&](const auto& known) {
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](string_view p) { return name.starts_with(p); });
        return found == known.end() ? string_view() : name.substr(0, found->size());
    };
    out.province = begins(kProvinces);
    name.remove_prefix(out.province.size());
    out.city = out.province.empty() ? begins(kMunicipalities) : string_view();
    if (out.city.empty()) {
        out.city = place_at_start(name, {"市", "自治州", "盟", "县", "区", "旗"});
        if (out.city.ends_with("县") || out.city.ends_with("区") || out.city.ends_with("旗"))
            out.city = {};
    }
    name.remove_prefix(out.city.size());
    out.county = place_at_start(name, {"县", "区", "旗", "市"});
    for (const string_view part : {out.city, out.county}) {
        if (is_no_place(part)) return {};
    }
    // "某市市场监督管理局", "某市市政府"
    if (out.county.starts_with("市") || out.county.ends_with("市")) out.county = {};
    return out;
}

std::vector<Finding> own_name_findings(const SourceDocument& source, const Disclosure& disclosure,
                                       const pack::Lexicon& lexicon) {
    Lines named;
    for (const Block& block : source.blocks) {
        if (block.kind != BlockKind::kTable && block.text.size() <= kLongestLabelBytes &&
            text::contains_any(block.text, {"部门", "单位"}))
            named.push_back(&block);
    }
    std::vector<Finding> out;
    find_mixed_kinds(named, disclosure, out);
    find_other_levels(source, disclosure, out);
    find_other_places(named, disclosure, lexicon, out);
    return out;
}

}  // namespace mingzhang::check
