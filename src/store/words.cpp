#include "store/words.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "base/toml_reader.h"

namespace mingzhang::store {
namespace {

using std::string_view;

// The first of `words` is written, any is read; separated by spaces.
struct MemberWord {
    Dimension d;
    string_view id, words;
};
struct ColumnWord {
    string_view id, words, note;
};

constexpr std::array kColumns = {
    ColumnWord{"year", "年度 年份", "本年不填；上年写“上年”"},
    ColumnWord{"phase", "预算阶段 阶段", "预算、调整预算或决算"},
    ColumnWord{"flow", "收支 收支方向", "收入、支出、年终结转或结余分配"},
    ColumnWord{"scope", "单位 预算单位 单位名称",
               "所属单位的名称，与“部门”表中一致；不填：部门本身"},
    ColumnWord{"function", "功能科目 功能分类科目 支出功能分类科目 功能科目编码",
               "支出功能分类编码：类 3 位、款 5 位、项 7 位；未定的可以不填"},
    ColumnWord{"fund", "资金性质 资金来源", "从列表中选一项"},
    ColumnWord{"kind", "支出类别 支出类型", "从列表中选一项"},
    ColumnWord{"economic", "部门经济科目 部门预算支出经济科目 部门预算支出经济分类科目 经济科目",
               "部门预算支出经济分类编码：类 3 位、款 5 位"},
    ColumnWord{"gov_economic", "政府经济分类", "政府预算支出经济分类编码"},
    ColumnWord{"vintage", "资金年度 当年或结转", "当年、上年结转或使用非财政拨款结余"},
    ColumnWord{"project", "项目 项目名称", ""},
    ColumnWord{"source", "收入科目 收入分类科目", "收入分类科目编码"},
    ColumnWord{"measure", "事项", "从列表中选一项，如公务接待费、机关运行经费、货物"},
    ColumnWord{"nature", "计量", "金额不填；写“个数”或“面积”时，金额一栏写整数"},
    ColumnWord{kGovernment, "政府经济科目 政府预算支出经济科目 政府预算支出经济分类科目",
               "政府预算支出经济分类的编码或名称；不填：按对应关系"},
    ColumnWord{kAmount, "金额 金额(元) 预算数 预算数(元)", "单位：元，最多两位小数"},
    ColumnWord{kOpen, "待定", "写“是”：这一行的拆分不是唯一的，只有合计是确定的"},
    // The department.
    ColumnWord{"title", "标题", "如：2026年度部门预算公开"},
    ColumnWord{"department", "部门 部门名称", ""},
    ColumnWord{"date", "公开日期 日期", "如公开文本上所写，可以不填"},
    ColumnWord{"document", "文件种类", "从列表中选一项"},
    ColumnWord{"pack", "格式", "如 shanxi/2026/department-budget"},
    ColumnWord{"unit_name", "所属单位", "每个单位一行；不填：只有部门本身"},
    // Projects.
    ColumnWord{"number", "序号", ""},
    ColumnWord{"project_ref", "所属项目", "“项目”表中的名称；有重名时写序号"},
    ColumnWord{"name", "名称", ""},
    ColumnWord{"category", "项目类别", "其他运转类或特定目标类"},
    ColumnWord{"sharing", "分担比例", "各级分担的比例，如省市县 3:3:4；不分担的不填"},
    ColumnWord{"share", "本级份额", "本级是比例中的第几份，从 0 数起；3:3:4 中的 4 是 2"},
    ColumnWord{"item", "测算内容 内容", ""},
    ColumnWord{"quantity", "数量", "不填：1"},
    ColumnWord{"unit", "计量单位", ""},
    ColumnWord{"price", "单价 单价(元)", "单位：元"},
    ColumnWord{"times", "次数", "如 12 个月写 12；不填：1"},
    // Declarations.
    ColumnWord{"form", "申报表标题", "不填：没有绩效目标申报表"},
    ColumnWord{"heading", "申报表序号标题", "申报表上方的序号和名称，可以不填"},
    ColumnWord{"form_project", "申报表项目名称", "与项目名称相同的不填"},
    ColumnWord{"form_date", "申报日期", "如 2026-03-01"},
    ColumnWord{"indicator_period", "指标时期", ""},
    ColumnWord{"id", "标识",
               "如 overview 项目概况、basis 立项依据、goal 总体目标；quantity 数量指标"},
    ColumnWord{"label", "栏目名称", "申报表上印的名称"},
    ColumnWord{"text", "内容文字 文字", ""},
    ColumnWord{"first", "一级标识", "output 产出、benefit 效益、satisfaction 满意度、cost 成本"},
    ColumnWord{"first_label", "一级指标", ""},
    ColumnWord{"second", "二级标识",
               "quantity 数量、quality 质量、timeliness 时效、economic_benefit 经济效益、"
               "service_satisfaction 服务对象满意度等"},
    ColumnWord{"second_label", "二级指标", ""},
    ColumnWord{"indicator", "三级指标 指标", ""},
    ColumnWord{"value", "指标值", "如 ≥95%、≤1280元/个/年、2026年12月底"},
    ColumnWord{"note", "备注", ""},
    // Texts.
    ColumnWord{"text_name", "文本名称", "如 3-情况说明；按名称排列"},
    ColumnWord{"line", "文本行", "一行一段；“# ”开头的是标题，空行分段"},
};

using enum Dimension;
constexpr std::array kMembers = {
    MemberWord{kYear, "-1", "上年 上一年"},
    MemberWord{kPhase, "budget", "预算 年初预算"},
    MemberWord{kPhase, "adjusted", "调整预算 全年预算"},
    MemberWord{kPhase, "accounts", "决算 执行"},
    MemberWord{kPhase, "unknown", "口径不详"},
    MemberWord{kFlow, "income", "收入"},
    MemberWord{kFlow, "expenditure", "支出"},
    MemberWord{kFlow, "year_end", "年终结转 年末结转 年末结转和结余 年终结转和结余 结转下年"},
    MemberWord{kFlow, "distribution", "结余分配"},
    MemberWord{kFlow, "uses", "支出总计"},
    MemberWord{kFund, "fiscal", "财政拨款 财政拨款收入"},
    MemberWord{kFund, "general", "一般公共预算 一般公共预算拨款 一般公共预算财政拨款"},
    MemberWord{kFund, "government_fund",
               "政府性基金预算 政府性基金 政府性基金预算拨款 政府性基金预算财政拨款"},
    MemberWord{kFund, "state_capital",
               "国有资本经营预算 国有资本经营预算拨款 国有资本经营预算财政拨款"},
    MemberWord{kFund, "special_account", "财政专户管理资金 财政专户资金"},
    MemberWord{kFund, "unit_funds", "单位资金"},
    MemberWord{kFund, "service", "事业收入"},
    MemberWord{kFund, "business", "经营收入 事业单位经营收入"},
    MemberWord{kFund, "superior", "上级补助收入"},
    MemberWord{kFund, "affiliated", "附属单位上缴收入"},
    MemberWord{kFund, "other", "其他收入"},
    MemberWord{kKind, "basic", "基本支出"},
    MemberWord{kKind, "personnel", "人员经费 人员支出"},
    MemberWord{kKind, "public", "公用经费 公用支出 日常公用经费"},
    MemberWord{kKind, "project", "项目支出"},
    MemberWord{kKind, "operation_project", "其他运转类 其他运转类项目"},
    MemberWord{kKind, "specific_project", "特定目标类 特定目标类项目"},
    MemberWord{kKind, "remitted", "上缴上级支出"},
    MemberWord{kKind, "business_cost", "经营支出 事业单位经营支出"},
    MemberWord{kKind, "subsidy", "对附属单位补助支出 对下级单位补助支出"},
    MemberWord{kKind, "reserve", "预留机动经费 单位预留机动经费"},
    MemberWord{kVintage, "current", "当年 本年"},
    MemberWord{kVintage, "carry_over", "上年结转 上年结转结余 上年结转和结余 年初结转和结余"},
    MemberWord{kVintage, "used_surplus", "使用非财政拨款结余"},
    MemberWord{kMeasure, "three_public", "“三公”经费"},
    MemberWord{kMeasure, "abroad", "因公出国(境)费 因公出国(境)费用"},
    MemberWord{kMeasure, "reception", "公务接待费"},
    MemberWord{kMeasure, "vehicles", "公务用车购置及运行费 公务用车购置及运行维护费"},
    MemberWord{kMeasure, "vehicle_purchase", "公务用车购置费"},
    MemberWord{kMeasure, "vehicle_running", "公务用车运行费 公务用车运行维护费"},
    MemberWord{kMeasure, "travel_and_meetings", "“三公”经费、会议费和培训费"},
    MemberWord{kMeasure, "conference", "会议费"},
    MemberWord{kMeasure, "training", "培训费"},
    MemberWord{kMeasure, "operating", "机关运行经费"},
    MemberWord{kMeasure, "procurement", "政府采购"},
    MemberWord{kMeasure, "goods", "货物 政府采购货物 货物类"},
    MemberWord{kMeasure, "works", "工程 政府采购工程 工程类"},
    MemberWord{kMeasure, "services", "服务 政府采购服务 服务类"},
    MemberWord{kMeasure, "sme_reserved", "预留中小企业采购"},
    MemberWord{kMeasure, "micro_reserved", "预留小微企业采购"},
    MemberWord{kMeasure, "sme_awarded", "授予中小企业合同"},
    MemberWord{kMeasure, "micro_awarded", "授予小微企业合同"},
    MemberWord{kMeasure, "sme_won_reserved", "中小企业预留合同"},
    MemberWord{kMeasure, "sme_won_other", "中小企业其他合同"},
    MemberWord{kMeasure, "managed", "绩效管理项目"},
    MemberWord{kMeasure, "published", "公开绩效目标项目"},
    MemberWord{kMeasure, "units", "预算单位数"},
    MemberWord{kMeasure, "vehicle_quota", "车辆编制"},
    MemberWord{kMeasure, "vehicles_held", "车辆"},
    MemberWord{kMeasure, "leaders", "主要负责人用车"},
    MemberWord{kMeasure, "confidential", "机要通信用车"},
    MemberWord{kMeasure, "emergency", "应急保障用车"},
    MemberWord{kMeasure, "enforcement", "执法执勤用车"},
    MemberWord{kMeasure, "special", "特种专业技术用车"},
    MemberWord{kMeasure, "public_service", "公共服务用车"},
    MemberWord{kMeasure, "other_vehicles", "其他用车"},
    MemberWord{kMeasure, "office_area", "办公用房面积"},
    MemberWord{kMeasure, "large_equipment", "大型设备"},
    MemberWord{kMeasure, "special_equipment", "专用设备"},
    MemberWord{kNature, "count", "个数"},
    MemberWord{kNature, "area", "面积"},
};

struct KindWord {
    DocumentKind kind;
    string_view words;
};
constexpr std::array kKinds = {
    KindWord{DocumentKind::kDepartmentBudget, "部门预算"},
    KindWord{DocumentKind::kUnitBudget, "单位预算"},
    KindWord{DocumentKind::kDepartmentFinalAccounts, "部门决算"},
    KindWord{DocumentKind::kUnitFinalAccounts, "单位决算"},
    KindWord{DocumentKind::kOther, "其他"},
};

string_view first_of(string_view words) { return words.substr(0, words.find(' ')); }

bool is_one_of(const std::string& folded, string_view words) {
    for (const string_view word : text::split(words, ' '))
        if (text::fold_label(word) == folded) return true;
    return false;
}

// Folded spellings, and what they mean.
using Spellings = std::unordered_map<std::string, std::string>;

void add_spellings(Spellings& to, string_view id, string_view words) {
    to.emplace(id, id);
    for (const string_view word : text::split(words, ' ')) to.emplace(text::fold_label(word), id);
}

const Spellings& spellings_of(Dimension d) {
    static const auto all = [] {
        std::array<Spellings, kDimensions> out;
        for (const MemberWord& m : kMembers)
            add_spellings(out[static_cast<std::size_t>(m.d)], m.id, m.words);
        return out;
    }();
    return all[static_cast<std::size_t>(d)];
}

const ColumnWord* column_of(string_view id) {
    const auto* found = std::find_if(kColumns.begin(), kColumns.end(),
                                     [&](const ColumnWord& c) { return c.id == id; });
    return found == kColumns.end() ? nullptr : found;
}

bool is_root(const std::string& folded) { return folded == "all" || folded == "全部"; }

bool is_year(string_view member) {
    return member.size() == 4 && member.find_first_not_of("0123456789") == string_view::npos;
}

}  // namespace

std::string column_word(string_view id, Language language) {
    if (language == Language::kChinese)
        if (const ColumnWord* column = column_of(id)) return std::string(first_of(column->words));
    return std::string(id);
}

std::string column_named(string_view word) {
    static const Spellings known = [] {
        Spellings out;
        for (const ColumnWord& column : kColumns) add_spellings(out, column.id, column.words);
        return out;
    }();
    const auto found = known.find(text::fold_label(word));
    return found == known.end() ? std::string(word) : found->second;
}

std::string column_note(string_view id) {
    const ColumnWord* column = column_of(id);
    return column == nullptr ? std::string() : std::string(column->note);
}

string_view sheet_name(LineFile file) {
    constexpr string_view kNames[] = {"收入",     "基本支出", "其他支出", "功能分布",
                                      "专项指标", "政府采购", "上年"};
    return kNames[static_cast<std::size_t>(file)];
}

bool is_closed(Dimension d) { return d != kYear && !spellings_of(d).empty(); }

std::string member_word(Dimension d, const std::string& member, Language language) {
    if (language == Language::kIds) return member;
    for (const MemberWord& word : kMembers)
        if (word.d == d && word.id == member) return std::string(first_of(word.words));
    return member;
}

std::optional<std::string> member_named(Dimension d, string_view word) {
    if (d != kYear && !is_closed(d)) return std::string(word);
    const std::string folded = text::fold_label(word);
    if (is_root(folded)) return std::string();
    const Spellings& known = spellings_of(d);
    if (const auto found = known.find(folded); found != known.end()) return found->second;
    if (d == kYear && is_year(folded)) return folded;
    return std::nullopt;
}

std::vector<std::string> member_words(Dimension d, Language language) {
    std::vector<std::string> out;
    for (const MemberWord& word : kMembers)
        if (word.d == d)
            out.emplace_back(language == Language::kIds ? word.id : first_of(word.words));
    return out;
}

std::optional<bool> flag_named(string_view word) {
    const std::string folded = text::fold_label(word);
    if (folded.empty() || folded == "no" || folded == "否") return false;
    if (folded == "yes" || folded == "是") return true;
    return std::nullopt;
}

std::string kind_word(DocumentKind kind, Language language) {
    if (language == Language::kIds) return std::string(kind_name(kind));
    for (const KindWord& word : kKinds)
        if (word.kind == kind) return std::string(first_of(word.words));
    return {};
}

std::optional<DocumentKind> kind_named(string_view word) {
    const std::string folded = text::fold_label(word);
    for (const KindWord& known : kKinds)
        if (kind_name(known.kind) == folded || is_one_of(folded, known.words)) return known.kind;
    return std::nullopt;
}

std::vector<std::string> kind_words(Language language) {
    std::vector<std::string> out;
    for (const KindWord& word : kKinds) out.push_back(kind_word(word.kind, language));
    return out;
}

std::string choices_for(string_view word, const std::vector<std::string>& known) {
    std::string out = suggest(word, known);
    constexpr string_view kNearest = "did you mean \"", kEnd = "\"?", kAll = "known: ";
    if (out.starts_with(kNearest))
        return out.substr(kNearest.size(), out.size() - kNearest.size() - kEnd.size());
    return out.starts_with(kAll) ? out.substr(kAll.size()) : out;
}

}  // namespace mingzhang::store
