// The words a calculation is written with. In every list a longer word stands before those that
// begin it.
#pragma once

#include <cstdint>
#include <string_view>

#include "recognise/arithmetic_tokens.h"

namespace mingzhang::recognise::arithmetic {

struct MoneyWord {
    std::string_view word;
    int64_t yuan;
};
inline constexpr MoneyWord kMoneyWords[] = {
    {"亿元", 100'000'000}, {"百万元", 1'000'000}, {"万元", 10'000}, {"千元", 1'000}, {"元", 1},
    {"万", 10'000},        {"亿", 100'000'000},
};

inline constexpr std::string_view kMeasureWords[] = {
    "平方公里", "平方米", "立方米", "公里", "公斤", "千克", "小时", "课时", "学时", "季度", "个月",
    "人次",     "人天",   "车次",   "班次", "乡镇", "社区", "支部", "月",   "季",   "周",   "年",
    "天",       "日",     "个",     "名",   "人",   "位",   "户",   "家",   "村",   "镇",   "乡",
    "县",       "校",     "班",     "组",   "队",   "台",   "套",   "辆",   "部",   "件",   "只",
    "支",       "把",     "张",     "本",   "册",   "份",   "条",   "幅",   "块",   "面",   "副",
    "盏",       "盒",     "箱",     "袋",   "包",   "瓶",   "桶",   "卷",   "页",   "版",   "期",
    "届",       "次",     "场",     "轮",   "批",   "项",   "处",   "所",   "座",   "栋",   "间",
    "层",       "节",     "门",     "种",   "例",   "笔",   "亩",   "棵",   "株",   "米",   "吨",
    "斤",       "桌",     "餐",     "顿",   "趟",   "枚",   "根",   "双",   "床",   "孔",   "㎡",
};

// Words that look like a count but are none.
inline constexpr std::string_view kNoMeasure[] = {
    "次性", "周年", "周岁", "年级", "年代", "年度", "部门", "部分",   "方面", "版块",
    "月份", "日前", "组织", "家庭", "门户", "人民", "条例", "项目库", "级",
};

struct Alike {
    std::string_view word, as;
};
inline constexpr Alike kAlike[] = {{"名", "人"}, {"位", "人"},   {"个月", "月"},
                                   {"天", "日"}, {"季度", "季"}, {"平方米", "㎡"}};

struct MarkWord {
    std::string_view word;
    TokenKind kind;
    TotalWord total = TotalWord::kSum;
    std::string_view reason{};
};
inline constexpr MarkWord kMarkWords[] = {
    {"总共需要", TokenKind::kTotal, TotalWord::kNeed},
    {"共需要", TokenKind::kTotal, TotalWord::kNeed},
    {"总共", TokenKind::kTotal},
    {"共需", TokenKind::kTotal, TotalWord::kNeed},
    {"总需", TokenKind::kTotal, TotalWord::kNeed},
    {"共计", TokenKind::kTotal},
    {"合计", TokenKind::kTotal},
    {"总计", TokenKind::kTotal},
    {"小计", TokenKind::kTotal},
    {"总金额", TokenKind::kTotal, TotalWord::kNeed},
    {"总费用", TokenKind::kTotal, TotalWord::kNeed},
    {"总预算", TokenKind::kTotal, TotalWord::kNeed},
    {"总经费", TokenKind::kTotal, TotalWord::kNeed},
    {"总价", TokenKind::kTotal, TotalWord::kNeed},
    {"总额", TokenKind::kTotal, TotalWord::kNeed},
    {"尚需", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"还需", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"需要", TokenKind::kNeeds},
    {"需", TokenKind::kNeeds},
    {"单价", TokenKind::kPrice},
    {"均价", TokenKind::kPrice},
    {"标准", TokenKind::kPrice},
    {"其中", TokenKind::kCaution, TotalWord::kSum, kPartsNamed},
    {"包括", TokenKind::kCaution, TotalWord::kSum, kPartsNamed},
    {"包含", TokenKind::kCaution, TotalWord::kSum, kPartsNamed},
    {"比上年", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"较上年", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"比去年", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"较去年", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"同比", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"扣除", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"剩余", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"结余", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"节约", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"自筹", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"缺口", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"若干", TokenKind::kCaution, TotalWord::kSum, kUnclear},
    {"或者", TokenKind::kCaution, TotalWord::kSum, kUnclear},
};

inline constexpr std::string_view kApproximateBefore[] = {
    "约",   "近",   "超",   "超过", "不超", "不少于", "不低于", "不高于",
    "至少", "最多", "最高", "≤",    "≥",    "<",      ">",
};
inline constexpr std::string_view kApproximateAfter[] = {"余",   "多",   "左右", "以上",
                                                         "以内", "以下", "上下"};

// What may stand before 合计 without naming one item: "上述预算合计".
inline constexpr std::string_view kNeutralBeforeTotal[] = {
    "上述", "以上", "以下", "全部", "所有", "各项", "两项", "三项", "四项", "预算", "项目",
    "经费", "资金", "费用", "所需", "支出", "补助", "年度", "全年", "全县", "本年", "总",
    "年",   "需",   "的",   "共",   "金额", "投入", "安排", "预计", "及",
};
inline constexpr std::string_view kAllBeforeTotal[] = {"上述", "以上", "全部", "所有", "各项"};

// Parties that share a cost, as 省市县 lists them.
inline constexpr std::string_view kParties[] = {"中央", "省", "市", "县", "区", "乡", "镇", "村"};
inline constexpr std::string_view kBears[] = {"负担", "承担", "分担", "配套"};
// Behind a party: it acts, and is no scope (县财政, not 全县党员).
inline constexpr std::string_view kActs[] = {"级", "本级", "财政", "负担", "承担", "分担", "配套"};

// In a bracket behind a count: what follows are not all its parts.
inline constexpr std::string_view kSomeOnly[] = {"含", "除", "另", "兼", "主要", "每", "等"};

// Around the noun of a count.
inline constexpr std::string_view kQuantityAfterNoun[] = {"共有", "共计", "合计", "总计", "预计",
                                                          "共",   "有",   "为",   "计",   "约"};
inline constexpr std::string_view kPlacesBeforeNoun[] = {
    "全县", "全市", "全省", "全区", "全镇", "全乡", "本县", "本市", "本省", "本区", "我县", "我市"};
inline constexpr std::string_view kStatesBeforeNoun[] = {"现有", "共有", "其中", "需"};
// Measures of what differs from case to case.
inline constexpr std::string_view kRecurring[] = {"月",   "季",   "周", "年", "日",   "小时",
                                                  "课时", "学时", "次", "期", "届",   "场",
                                                  "轮",   "批",   "班", "节", "人次", "人天"};
inline constexpr std::string_view kChanges[] = {"增加", "减少", "新增", "增至", "减至",
                                                "增长", "调整", "变动", "退出", "上年",
                                                "去年", "今年", "往年", "其中"};

}  // namespace mingzhang::recognise::arithmetic
