#include "recognise/name_match.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace mingzhang::recognise {
namespace {

using Names = std::vector<std::string>;

std::string described(const NameMatch& match) {
    constexpr const char* kKinds[] = {"none", "exact", "folded", "near"};
    std::string out = kKinds[static_cast<int>(match.kind)];
    if (!match) return out;
    out.append(" ").append(std::to_string(match.index));
    for (const NameDifference& d : match.differences)
        out.append(" ").append(d.left).append("|").append(d.right);
    return out;
}

TEST(BestMatch, TellsSlipsFromOtherProjects) {
    const struct {
        const char* name;
        Names candidates;
        const char* match;
    } cases[] = {
        {"古树保护经费", {"防汛物资", "古树保护经费"}, "exact 1"},
        {"古树保护经费（县级）", {"古树保护经费(县级)"}, "folded 0 （|( ）|)"},
        {"“古树名木”保护", {"古树名木 保护"}, "folded 0 “| ”| "},
        {"设立“古树名木”保护站项目经费", {"设立“古树名目”保护站项目经费"}, "near 0 木|目"},
        {"设立古树名木保护站项目经费", {"设立古树名木保护项目经费"}, "near 0 站|"},
        // A long bracket group may hold the slip.
        {"保护站（含古树名木智慧监测平台建设费）",
         {"保护站(含古树名目智慧监测平台建设费)", "保护站(人员工资)"},
         "near 0 木|目"},
        // Too short for an edit.
        {"古树保护费", {"古树养护费"}, "none"},
        {"古树名木保护站维修", {"古树名木抢救点维修"}, "none"},
        // The bracket group behind decides.
        {"古树名木保护站运行（工作经费）", {"古树名木保护站运行(人员工资)"}, "none"},
        {"古树名木保护站运行（工作经费）",
         {"古树名木保护站运行(人员工资)", "古树名木保护站运行(工作经费)"},
         "folded 1 （|( ）|)"},
        {"古树名木保护站运行", {"古树名木保护站运行(工作经费)"}, "none"},
        // Digits, numerals and levels of government are never slips.
        {"提前下达2026年古树名木保护补助资金", {"提前下达2025年古树名木保护补助资金"}, "none"},
        {"下达古树名木保护专项省级补助资金", {"下达古树名木保护专项市级补助资金"}, "none"},
        {"古树名木保护站第一期建设工程", {"古树名木保护站第二期建设工程"}, "none"},
        // Two candidates as near as each other.
        {"古树名木保护站建设", {"古树名木保护点建设", "古树名木保护所建设"}, "none"},
        {"古树名木保护站建设", {"古树名木保护点建设"}, "near 0 站|点"},
        {"", {"", "古树"}, "none"},
        {"古树", {}, "none"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(described(best_match(c.name, c.candidates)), c.match) << c.name;
    }
}

TEST(BestMatch, ShowsTheDifferenceWithTheCharacterBefore) {
    const NameMatch match =
        best_match("设立“新型林地”保护站项目经费", {"设立“新兴林地”保护站项目经费"});
    ASSERT_EQ(match.kind, MatchKind::kNear);
    EXPECT_EQ(match.edits, 1u);
    ASSERT_EQ(match.differences.size(), 1u);
    EXPECT_EQ(match.differences[0].left_context, "新型");
    EXPECT_EQ(match.differences[0].right_context, "新兴");
}

TEST(MatchNames, TakesEachCandidateOnceBestFirst) {
    const Names candidates{"古树名木保护站建设", "防汛物资储备库维修"};
    const auto matches = match_names(
        {"古树名木保护点建设", "古树名木保护站建设", "防汛物资储备库维护", "防汛物资"}, candidates);
    EXPECT_EQ(described(matches[0]), "none");
    EXPECT_EQ(described(matches[1]), "exact 0");
    EXPECT_EQ(described(matches[2]), "near 1 护|修");
    EXPECT_EQ(described(matches[3]), "none");
}

TEST(MatchNames, GivesEqualNamesTheirOwnCandidates) {
    const auto matches = match_names({"植树", "植树", "植树"}, {"植树", "护林", "植树"});
    EXPECT_EQ(described(matches[0]), "exact 0");
    EXPECT_EQ(described(matches[1]), "exact 2");
    EXPECT_EQ(described(matches[2]), "none");
}

TEST(MatchNames, StaysQuickOnManyLongNames) {
    Names names, candidates;
    for (int i = 0; i < 2000; ++i) {
        const std::string tail(static_cast<std::size_t>(i % 7), 'x');
        names.push_back(std::string(100, 'a') + std::to_string(i) + tail);
        candidates.push_back(std::string(100, 'b') + std::to_string(i) + tail);
    }
    names.push_back(std::string(1 << 20, 'c'));
    EXPECT_EQ(match_names(names, candidates).size(), names.size());
}

std::size_t plain_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
            } else {
                d[i][j] = std::min({d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u),
                                    d[i - 1][j] + 1, d[i][j - 1] + 1});
            }
        }
    }
    return d[a.size()][b.size()];
}

RC_GTEST_PROP(EditDistance, IsThePlainOneUpToItsLimit, ()) {
    const auto text = [] {
        const auto length = *rc::gen::inRange(0, 9);
        std::u32string out;
        for (int i = 0; i < length; ++i) out += static_cast<char32_t>(*rc::gen::inRange(0, 3));
        return out;
    };
    const std::u32string a = text(), b = text();
    const auto limit = static_cast<std::size_t>(*rc::gen::inRange(0, 10));
    RC_ASSERT(edit_distance(a, b, limit) == std::min(plain_distance(a, b), limit + 1));
}

}  // namespace
}  // namespace mingzhang::recognise
