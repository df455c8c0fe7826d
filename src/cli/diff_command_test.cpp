#include "cli/diff_command.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "base/temporary_folder.h"

namespace mingzhang::cli {
namespace {

using testing::HasSubstr;

class DiffCommand : public testing::Test {
  protected:
    // A ledger with one line of so many yuan; its folder.
    std::string ledger(const std::string& name, const std::string& amount) const {
        const std::string folder = top_.path() + "/" + name;
        std::filesystem::create_directory(folder);
        std::ofstream(folder + "/department.toml") << "title = \"预算\"\nyear = 2026\n";
        std::ofstream(folder + "/basic.csv") << "function,amount\n2013901," + amount + "\n";
        return folder;
    }

    int run(const std::string& before, const std::string& after, const std::string& format) {
        DiffOptions options;
        options.before = before;
        options.after = after;
        options.format = format;
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int code = run_diff(options);
        printed_ = testing::internal::GetCapturedStdout();
        complaint_ = testing::internal::GetCapturedStderr();
        return code;
    }

    TemporaryFolder top_{"diff-test"};
    std::string printed_, complaint_;
};

TEST_F(DiffCommand, ExitCodeSaysWhetherTheyAreEqual) {
    const std::string a = ledger("a", "100.00"), b = ledger("b", "10000.00");
    EXPECT_EQ(run(a, a, "text"), 0);
    EXPECT_THAT(printed_, HasSubstr("没有差异。"));
    EXPECT_EQ(run(a, b, "text"), 1);
    EXPECT_THAT(printed_, HasSubstr("0.01 万元 → 1.00 万元（+0.99，+9900.00%）"));
    EXPECT_EQ(run(a, b, "json"), 1);
    EXPECT_THAT(printed_, HasSubstr("\"equal\": false"));
    EXPECT_EQ(run(a, b, "html"), 1);
    EXPECT_THAT(printed_, HasSubstr("<!doctype html>"));
}

TEST_F(DiffCommand, WhatCannotBeReadIsNoDifference) {
    const std::string a = ledger("a", "100.00"), broken = ledger("broken", "many");
    EXPECT_EQ(run(a, broken, "text"), 2);
    EXPECT_THAT(complaint_, HasSubstr("broken/basic.csv:2"));
    EXPECT_EQ(run(a, a + "/nowhere", "text"), 2);
    EXPECT_EQ(printed_, "");
}

}  // namespace
}  // namespace mingzhang::cli
