#include "check/waivers.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"

namespace mingzhang::check {
namespace {

class Waivers : public testing::Test {
  protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("waivers_test_" + std::string(info->name()) + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path() const { return (folder_ / "document.txt.waivers.toml").string(); }
    std::string error_of(const std::string& text) const {
        EXPECT_TRUE(replace_file(path(), text));
        const auto loaded = load_waivers(path());
        return loaded ? "" : loaded.error().to_string().substr(folder_.string().size() + 1);
    }

    std::filesystem::path folder_;
};

Finding finding(const std::string& key) {
    Finding out;
    out.rule = "sum-mismatch";
    out.key = key;
    out.places.resize(1);
    return out;
}

TEST_F(Waivers, AreReadAsTheyWereWritten) {
    EXPECT_TRUE(load_waivers(path()).value().empty());
    const Waiver first{"甲\"乙\\", "2026-03-01", "两行\n的理由"}, second{"丙", "2026-03-02", "x"};
    std::string text = with_waiver("", finding("00aa"), first);
    text = with_waiver(text, finding("00bb"), second);
    ASSERT_TRUE(replace_file(path(), text));
    const auto loaded = load_waivers(path());
    ASSERT_TRUE(loaded) << loaded.error().to_string();
    ASSERT_EQ(loaded->size(), 2u);
    EXPECT_EQ(loaded->at(0).key, "00aa");
    EXPECT_EQ(loaded->at(0).waiver.who, first.who);
    EXPECT_EQ(loaded->at(0).waiver.when, first.when);
    EXPECT_EQ(loaded->at(0).waiver.why, first.why);
    EXPECT_EQ(loaded->at(1).waiver.why, second.why);
}

TEST_F(Waivers, MistakesAreRefusedWithTheirPlace) {
    EXPECT_EQ(error_of("[[waiver]]\nfinding = \"1\"\nwho = \"a\"\nwhen = 2026-03-01\n"),
              "document.txt.waivers.toml:1:1: a waiver without \"why\" (add why = …)");
    EXPECT_EQ(error_of("[[waiver]]\nfinding = \"1\"\nwho = \"\"\nwhen = 2026-03-01\nwhy = \"b\"\n"),
              "document.txt.waivers.toml:3:7: a text that is not empty is expected here");
    EXPECT_EQ(error_of("[[waiver]]\nfinding = \"1\"\nwho = \"a\"\nwhen = \"March\"\nwhy = \"b\"\n"),
              "document.txt.waivers.toml:4:8: a day is expected here (write it as 2026-03-01)");
}

TEST_F(Waivers, MarkTheirFindingAndLapseWithoutIt) {
    CheckReport report;
    report.findings = {finding("00aa"), finding("00bb"), finding("00aa")};
    apply_waivers({{"00aa", {"甲", "2026-03-01", "因为"}}, {"00cc", {"乙", "2026-03-02", "所以"}}},
                  {}, report);
    ASSERT_EQ(report.findings.size(), 4u);
    EXPECT_TRUE(report.findings[0].waived);
    EXPECT_FALSE(report.findings[1].waived);
    EXPECT_TRUE(report.findings[2].waived);
    EXPECT_EQ(report.findings[3].rule, "waiver-lapsed");
    EXPECT_EQ(report.findings[3].arguments.at("who"), "乙");
}

}  // namespace
}  // namespace mingzhang::check
