#include <gmock/gmock.h>

#include "base/text.h"
#include "check/paragraphs_test.h"
#include "check/sentence_rules.h"

namespace mingzhang::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Row {
    std::string code, name;
    std::vector<std::string> cells;  // one a column
};

// A table of functional items in 万元; a row without a code is the total.
Disclosure disclosure_of(const std::vector<Row>& rows) {
    Disclosure out;
    out.year = 2026;
    out.tables.emplace_back().title = "支出表";
    for (const Row& row : rows) {
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            Figure figure;
            figure.text = row.cells[c];
            figure.number = parse_number(figure.text);
            figure.table = 0;
            figure.column = static_cast<int>(c);
            figure.row_key = row.code;
            figure.row_label = row.code + " " + row.name;
            figure.coordinate.emplace();
            if (!row.code.empty()) figure.coordinate->set(Dimension::kFunction, row.code);
            out.figures.push_back(std::move(figure));
        }
    }
    return out;
}

const std::vector<Row>& rows() {
    static const std::vector<Row> all = {
        {"", "合计", {"21.00", "16.00"}},
        {"205", "教育支出", {"13.00", "8.00"}},
        {"20502", "普通教育", {"13.00", "8.00"}},
        {"2050202", "小学教育", {"5.00", "5.00"}},
        {"2050204", "高中教育", {"3.00", "3.00"}},
        {"2050205", "高等教育", {"5.00", ""}},
        {"208", "社会保障和就业支出", {"4.00", "4.00"}},
        {"20805", "行政事业单位养老支出", {"4.00", "4.00"}},
        {"2080505", "基本养老保险缴费支出", {"4.00", "4.00"}},
        {"221", "住房保障支出", {"4.00", "4.00"}},
        {"22102", "住房改革支出", {"4.00", "4.00"}},
        {"2210201", "住房公积金", {"4.00", "4.00"}},
    };
    return all;
}

// "rule: item @line"
std::vector<std::string> found(const std::string& text) {
    const auto lines = text::split(text, '\n');
    const SourceDocument source = paragraphs({lines.begin(), lines.end()});
    std::vector<std::string> out;
    const SentenceReport report =
        apply_sentence_rules(source, disclosure_of(rows()), lexicon(), codes::Lists{});
    for (const Finding& f : report.findings) {
        const auto item = f.arguments.find("item");
        if (item == f.arguments.end()) continue;
        out.push_back(f.rule + ": " + item->second + " @" + std::to_string(f.places[0].place.line));
    }
    return out;
}

const std::string kHead = "支出总计21.00万元，具体包括：\n";

TEST(ItemRules, EveryWayOfNamingAnItem) {
    EXPECT_THAT(
        found(kHead +
              "1.小学教育（2050202），2026年度预算数为5.00万元。\n"
              "2.高中教育（2050204），2026年度预算数为3.10万元。\n"
              "3.教育支出（类）普通教育（款）高等教育（项）5.00万元，比上年增加1.00万元。\n"
              "4.“社会保障和就业支出-行政事业单位养老支出-基本养老保险缴费支出”科目4.00万元。\n"
              "5.住房保障支出（221类）住房改革支出（02款）住房公积金（01项）4.00万元。\n"),
        ElementsAre("item-amount: 高中教育 @3"));
    EXPECT_THAT(found("支出21.00万元，其中：教育支出13.00万元，占61.90%；社会保障和就业支出"
                      "4.50万元，占19.05%；住房保障支出4.00万元，占19.05%。"),
                ElementsAre("item-amount: 社会保障和就业支出 @1"));
}

TEST(ItemRules, TheListHasEveryItemOfItsColumn) {
    const std::string three =
        "1.小学教育（2050202），5.00万元。\n2.高中教育（2050204），3.00万元。\n"
        "3.基本养老保险缴费支出（2080505），4.00万元。\n4.住房公积金（2210201），4.00万元。\n";
    EXPECT_THAT(found(kHead + three), ElementsAre("item-missing: 高等教育 @3"));
    EXPECT_THAT(found("基本支出总计16.00万元，具体包括：\n" + three), IsEmpty());
    EXPECT_THAT(found("支出21.00万元，其中：教育支出13.00万元，住房保障支出4.00万元。"), IsEmpty());
}

TEST(ItemRules, AnItemWithTheNameOfAnother) {
    EXPECT_THAT(
        found(kHead + "1.小学教育（2050202），5.00万元。\n2.小学教育（2050202），3.00万元。\n"
                      "3.高等教育（2050205），5.00万元。\n"
                      "4.基本养老保险缴费支出（2080505），4.00万元。\n"
                      "5.住房公积金（2210201），4.00万元。\n"),
        ElementsAre("item-name: 小学教育（2050202） @3"));
    // Of a class that it is not of; beside its code; in words that the table does not have.
    const std::string others =
        "2.高中教育（2050204），3.00万元。\n3.高等教育（2050205），5.00万元。\n"
        "4.基本养老保险缴费支出（2080505），4.00万元。\n";
    EXPECT_THAT(found(kHead + "1.小学教育（2050202），5.00万元。\n" + others +
                      "5.教育支出（类）住房改革支出（款）住房公积金（项）4.00万元。\n"),
                ElementsAre("item-name: 教育支出（类）住房改革支出（款）住房公积金（项） @6"));
    EXPECT_THAT(found(kHead + "1.初中教育（2050202），5.00万元。\n" + others +
                      "5.住房公积金（2210201），4.00万元。\n"),
                ElementsAre("item-name: 初中教育 @2"));
}

TEST(ItemRules, AnotherListIsNotHeldAgainstTheTable) {
    EXPECT_THAT(found("上年支出如下：\n1.小学教育（2050202），4.00万元。\n"
                      "2.高中教育（2050204），2.00万元。\n3.高等教育（2050205），5.00万元。\n"),
                IsEmpty());
}

TEST(ItemRules, ItemsOfAClassWithoutATable) {
    const std::string classes =
        "1.公共安全（类）支出9.00万元。\n2.国防（类）支出5.00万元。\n二、财政拨款支出\n"
        "财政拨款支出14.00万元。\n（一）公共安全支出（类）\n1.公安（款）甲（项）6.00万元。\n";
    const std::string last = "（二）国防支出（类）\n1.国防动员（款）丙（项）5.00万元。\n";
    EXPECT_THAT(found(classes + "2.公安（款）乙（项）3.00万元。\n" + last), IsEmpty());
    EXPECT_THAT(found(classes + last), ElementsAre("items-sum: 公共安全 @6"));
}

}  // namespace
}  // namespace mingzhang::check
