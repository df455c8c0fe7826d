#include "check/completeness.h"

#include <gmock/gmock.h>

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A document of paragraphs, one a line. "标题\t3" is a line of its contents page.
struct Draft {
    SourceDocument source;
    Disclosure disclosure;

    explicit Draft(const std::vector<std::string>& lines) {
        disclosure.year = 2026;
        for (const std::string& line : lines) {
            Block block;
            block.text = line;
            block.place.line = static_cast<int>(source.blocks.size()) + 1;
            const std::size_t tab = line.find('\t');
            if (tab != std::string::npos) {
                disclosure.contents.push_back(
                    {line.substr(0, tab), line.substr(tab + 1), block.place});
            }
            source.blocks.push_back(std::move(block));
        }
    }

    // An amount of 0 is a printed zero, -1 none.
    Draft& table(const std::string& title, int amount, const std::string& note = {}) {
        DisclosureTable table;
        table.id = "T" + std::to_string(disclosure.tables.size() + 1);
        table.title = title;
        table.status = TableStatus::kRecognised;
        table.note = note;
        table.noted_empty = !note.empty();
        if (amount >= 0) {
            Figure figure;
            figure.text = std::to_string(amount);
            figure.number.form = NumberForm::kNumber;
            figure.number.mantissa = amount;
            figure.table = static_cast<int>(disclosure.tables.size());
            disclosure.figures.push_back(figure);
        }
        disclosure.tables.push_back(table);
        return *this;
    }

    // "rule: words @line"
    std::vector<std::string> found(const pack::Pack* pack = nullptr) const {
        std::vector<std::string> out;
        for (const Finding& f : completeness_findings(source, disclosure, pack)) {
            out.push_back(f.rule + ": " + f.places[0].text + " @" +
                          std::to_string(f.places[0].place.line));
        }
        return out;
    }
};

TEST(Completeness, ATitleOfAnotherYear) {
    Draft draft({});
    draft.table("2026年收入总表", 5).table("2026年支出总表", 5).table("2026年项目表", 5);
    EXPECT_THAT(draft.found(), IsEmpty());
    draft.table("2025年基本支出表", 5);
    EXPECT_THAT(draft.found(), ElementsAre("title-of-another-year: 2025年 @0"));
    draft.table("2025年三公表", 5);  // too many to call one wrong
    EXPECT_THAT(draft.found(), IsEmpty());
}

TEST(Completeness, NotesOfEmptyTables) {
    const std::string fund = "2026年政府性基金预算支出表", capital = "2026年国有资本经营预算表";
    EXPECT_THAT(Draft({}).table("总表", 5).table(fund, 0, "本表无数据").found(), IsEmpty());
    EXPECT_THAT(
        Draft({}).table("总表", 5).table(fund, 7, "本单位无政府性基金，故本表无数据").found(),
        ElementsAre("note-on-full-table: 本单位无政府性基金，故本表无数据 @0"));
    // Of a row, perhaps.
    EXPECT_THAT(Draft({}).table("总表", 5).table(fund, 7, "本单位无该项目").found(), IsEmpty());
    EXPECT_THAT(Draft({}).table("总表", 5).table(fund, 0).found(),
                ElementsAre("empty-table-without-note: 2026年政府性基金预算支出表 @0"));
    EXPECT_THAT(Draft({}).table(fund, 0).found(), IsEmpty());  // a form not filled in yet
    EXPECT_THAT(Draft({}).table("总表", 5).table(capital, 0, "无政府性基金，故本表无数据").found(),
                ElementsAre("note-of-another-table: 政府性基金 @0"));
}

TEST(Completeness, WhatTheContentsPagePromises) {
    const std::vector<std::string> contents = {"一、部门职责\t1", "二、机构设置\t2",
                                               "三、收入预算说明\t3", "四、支出预算说明\t4",
                                               "五、名词解释说明\t5"};
    auto lines = contents;
    for (const char* body : {"一、部门职责", "二、机构设置", "三、收入预算说明", "四、支出预算说明",
                             "五、名词解释说明"})
        lines.push_back(body);
    EXPECT_THAT(Draft(lines).found(), IsEmpty());
    auto renamed = lines;
    renamed[7] = "三、收人预算说明";
    EXPECT_THAT(Draft(renamed).found(), ElementsAre("contents-title-differs: 三、收入预算说明 @3"));
    auto removed = lines;
    removed.erase(removed.begin() + 7);
    EXPECT_THAT(Draft(removed).found(), ElementsAre("contents-entry-missing: 三、收入预算说明 @3"));
    // Where most are not found, the contents page is not understood.
    EXPECT_THAT(Draft(contents).found(), IsEmpty());
}

TEST(Completeness, SectionsOfTheForm) {
    pack::Pack pack;
    for (const char* title : {"一、部门主要职能", "二、收入预算情况说明", "三、支出预算情况说明",
                              "四、政府采购预算情况", "五、绩效目标设置情况"}) {
        pack::Section section;
        section.titles = {title};
        pack.sections.push_back(section);
    }
    std::vector<std::string> lines = {"某某局主要职能", "收入预算情况说明", "支出预算情况说明",
                                      "政府采购预算情况", "绩效目标设置情况"};
    EXPECT_THAT(Draft(lines).found(&pack), IsEmpty());
    lines[3] = "其他";
    EXPECT_THAT(Draft(lines).found(&pack), ElementsAre("section-missing: 四、政府采购预算情况 @3"));
    pack.sections[3].optional = true;
    EXPECT_THAT(Draft(lines).found(&pack), IsEmpty());
    EXPECT_THAT(Draft({"另一种文件"}).found(&pack), IsEmpty());
}

TEST(Completeness, Ordinals) {
    EXPECT_THAT(Draft({"一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅", "三、丙"}).found(),
                IsEmpty());
    EXPECT_THAT(Draft({"一、甲", "二、乙", "四、丁"}).found(),
                ElementsAre("ordinal-skipped: 四、 @3"));
    EXPECT_THAT(Draft({"一、甲", "二、乙和三、丙", "四、丁"}).found(), IsEmpty());
    EXPECT_THAT(Draft({"一、甲", "二、乙", "二、丙"}).found(),
                ElementsAre("ordinal-repeated: 二、 @3"));
    EXPECT_THAT(Draft({"八、甲", "九、乙", "十、丙", "十一、丁", "十三、戊"}).found(),
                ElementsAre("ordinal-skipped: 十三、 @5"));
    EXPECT_THAT(Draft({"一、甲", "一、乙", "五、丙"}).found(), IsEmpty());  // another list
}

}  // namespace
}  // namespace mingzhang::check
