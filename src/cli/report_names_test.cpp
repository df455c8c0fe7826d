#include "cli/report_names.h"

#include <gmock/gmock.h>

namespace mingzhang::cli {
namespace {

using testing::ElementsAre;

TEST(SafeStem, IsTheNameWithoutFoldersAndEnding) {
    EXPECT_EQ(safe_stem("in/2026年部门预算.pdf"), "2026年部门预算");
    EXPECT_EQ(safe_stem("a.b.xlsx"), "a.b");
    EXPECT_EQ(safe_stem("noending"), "noending");
    EXPECT_EQ(safe_stem("folder/"), "folder");
}

TEST(SafeStem, LeavesNothingThatActs) {
    EXPECT_EQ(safe_stem(".hidden"), "hidden");
    EXPECT_EQ(safe_stem(".."), "report");
    EXPECT_EQ(safe_stem(""), "report");
    EXPECT_EQ(safe_stem("a\\b:c*d?\"<e>|f.txt"), "a_b_c_d___e__f");
    EXPECT_EQ(safe_stem("a\x1b[31m\nb.txt"), "a [31m b");
    EXPECT_EQ(safe_stem("-rf.txt"), "_-rf");
    EXPECT_EQ(safe_stem("\xff.txt"), "\uFFFD");
}

TEST(SafeStem, IsCutBetweenCharacters) {
    std::string path;
    for (int i = 0; i < 100; ++i) path += "预";
    EXPECT_EQ(safe_stem(path).size(), 180u);
    EXPECT_EQ(safe_stem("a" + path).size(), 178u);
}

TEST(ReportNames, Differ) {
    EXPECT_THAT(report_names({"a/x.pdf", "b/x.pdf", "b/X.txt", "y.pdf", "x-2.doc", "b/x.pdf"}),
                ElementsAre("x.html", "x-2.html", "X-3.html", "y.html", "x-2-2.html", "x-4.html"));
}

}  // namespace
}  // namespace mingzhang::cli
