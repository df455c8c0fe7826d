#include "recognise/declarations_funds.h"

#include <gtest/gtest.h>

#include "recognise/declarations.h"

namespace mingzhang::recognise {
namespace {

using Rows = std::vector<std::vector<const char*>>;

Grid grid_of(const Rows& rows) {
    Grid grid;
    int line = 10;
    for (const auto& texts : rows) {
        auto& row = grid.rows.emplace_back();
        for (const char* text : texts) {
            GridCell cell;
            cell.text = text;
            cell.place.line = line;
            row.push_back(cell);
        }
        ++line;
    }
    return grid;
}

// "年度资金总额 100 = 财政拨款 80 + …" for each sum, in the unit it is read in.
struct Read {
    std::string sums;
    std::string amount;
};

Read read(const Rows& rows) {
    Disclosure out;
    auto form = read_declaration(grid_of(rows));
    if (!form) return {"no form", ""};
    read_form_funds(*form, Unit::kWanYuan, 2, out);
    const auto shown = [&](int index) {
        const Figure& figure = out.figures[static_cast<std::size_t>(index)];
        return figure.text + std::string(unit_name(figure.unit));
    };
    Read read;
    for (const Sum& sum : out.sums) {
        read.sums += shown(sum.parent);
        for (const int child : sum.children)
            read.sums += (child == sum.children[0] ? " = " : " + ") + shown(child);
        read.sums += "; ";
    }
    if (form->amount) read.amount = shown(*form->amount);
    return read;
}

Rows form(const Rows& funds) {
    Rows rows = {{"项目名称", "甲项目"}, {"主管部门", "乙局"}, {"实施单位", "丙中心"}};
    rows.insert(rows.end(), funds.begin(), funds.end());
    rows.push_back({"年度总体目标", "丁"});
    return rows;
}

TEST(FormFunds, AddUpToTheirTotal) {
    const Read got = read(form({{"项目资金（元）", "年度资金总额：", "100.50", "执行率分值（10）"},
                                {"", "其中：财政拨款", "80.00"},
                                {"", "上年结转", "20.50"},
                                {"", "其他资金", "0"}}));
    EXPECT_EQ(got.sums, "100.50元 = 80.00元 + 20.50元 + 0元; ");
    EXPECT_EQ(got.amount, "100.50元");
}

TEST(FormFunds, OfAllYearsAndOfOneStandSideBySide) {
    const Read got = read(form({{"资金总额", "300", "年度资金总额", "100"},
                                {"财政拨款", "250", "财政拨款", "90"},
                                {"其他资金", "50", "其他资金", "10"}}));
    EXPECT_EQ(got.sums, "300万元 = 250万元 + 50万元; 100万元 = 90万元 + 10万元; ");
    EXPECT_EQ(got.amount, "100万元");
}

TEST(FormFunds, WhatWasCarriedOverMayBePartOfTheAppropriation) {
    EXPECT_EQ(read(form({{"年度资金总额", "100"},
                         {"其中：财政拨款", "90"},
                         {"上年结转", "30"},
                         {"其他资金", "10"}}))
                  .sums,
              "100万元 = 90万元 + 10万元; ");
}

TEST(FormFunds, WithAPartNobodyKnowsMakeNoSum) {
    EXPECT_EQ(read(form({{"年度资金总额", "100"},
                         {"其中：财政拨款", "50"},
                         {"辛资金", "40"},
                         {"其他资金", "10"}}))
                  .sums,
              "");
    EXPECT_EQ(read(form({{"年度资金总额", "100"}, {"其他资金", "10"}})).sums, "");
    EXPECT_EQ(read(form({{"年度资金总额", "100"}, {"其中：财政拨款", "50"}})).sums, "");
}

TEST(FormFunds, AWrongTotalIsHeldAgainstAllParts) {
    EXPECT_EQ(read(form({{"年度资金总额", "101"},
                         {"其中：财政拨款", "90"},
                         {"上年结转", "5"},
                         {"其他资金", "5"}}))
                  .sums,
              "101万元 = 90万元 + 5万元 + 5万元; ");
}

}  // namespace
}  // namespace mingzhang::recognise
