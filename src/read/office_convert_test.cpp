#include "read/office_convert.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace mingzhang::read {
namespace {

namespace fs = std::filesystem;

// Scripts play LibreOffice.
class ConvertOffice : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "convert_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
        fs::create_directory(folder_ + "/tmp");
        ::setenv("TMPDIR", (folder_ + "/tmp").c_str(), 1);
        ::setenv("MINGZHANG_SOFFICE", (folder_ + "/soffice").c_str(), 1);
    }
    void TearDown() override {
        EXPECT_TRUE(fs::is_empty(folder_ + "/tmp")) << "a temporary file was left";
        ::unsetenv("TMPDIR");
        ::unsetenv("MINGZHANG_SOFFICE");
        fs::remove_all(folder_);
    }

    Result<std::string> convert(const std::string& script, int seconds = 30) const {
        const std::string program = folder_ + "/soffice";
        std::ofstream(program) << "#!/bin/sh\n" + script;
        fs::permissions(program, fs::perms::owner_all);
        return convert_office({"bytes", "ods", "a spreadsheet (ODS)", OfficeFormat::kXlsx}, "a.ods",
                              std::chrono::seconds(seconds));
    }

    std::string noted() const {
        std::ifstream file(folder_ + "/note");
        std::stringstream out;
        out << file.rdbuf();
        return out.str();
    }

    std::string folder_;
};

TEST_F(ConvertOffice, ReturnsWhatWasWritten) {
    const auto out = convert("cp document.ods out/document.xlsx; echo more >> out/document.xlsx");
    ASSERT_TRUE(out) << out.error().to_string();
    EXPECT_EQ(*out, "bytesmore\n");
}

TEST_F(ConvertOffice, StandsInAFolderOfItsOwnWithoutTheEnvironment) {
    ::setenv("SECRET", "x", 1);
    ASSERT_FALSE(convert("pwd > " + folder_ + "/note; env >> " + folder_ +
                         "/note; ls profile/user"
                         " >> " +
                         folder_ + "/note"));
    ::unsetenv("SECRET");
    EXPECT_NE(noted().find("/tmp/mingzhang-office-"), std::string::npos) << noted();
    EXPECT_NE(noted().find("registrymodifications.xcu"), std::string::npos);
    EXPECT_EQ(noted().find("SECRET"), std::string::npos);
}

TEST_F(ConvertOffice, SaysThatNothingWasWritten) {
    const auto out = convert("exit 1");
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().what, "LibreOffice cannot read this file: a spreadsheet (ODS)");
    EXPECT_EQ(out.error().hint, "save it as XLSX");
}

TEST_F(ConvertOffice, EndsTheWholeGroupWhenTimeIsUp) {
    const auto out = convert("sleep 1000 & echo $! > " + folder_ + "/note; wait", 1);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().what, "LibreOffice did not read a spreadsheet (ODS) in 1 seconds");
    const int grandchild = std::stoi(noted());
    // Gone, or a zombie that nobody has waited for yet.
    std::string state;
    for (int i = 0; i < 100; ++i) {
        std::ifstream stat("/proc/" + std::to_string(grandchild) + "/stat");
        std::string line;
        if (!std::getline(stat, line)) return;
        state = line.substr(line.rfind(')') + 2, 1);
        if (state == "Z") return;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    FAIL() << "still there: " << state;
}

TEST_F(ConvertOffice, LimitsWhatIsWritten) {
    EXPECT_FALSE(convert("head -c 400000000 /dev/zero > out/document.xlsx"));
}

TEST_F(ConvertOffice, WithoutLibreOffice) {
    const auto out =
        convert_office({"", "doc", "an old Word file (DOC, WPS)", OfficeFormat::kDocx}, "a.doc");
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().to_string(),
              "a.doc: This is an old Word file (DOC, WPS), which only LibreOffice can read, and "
              "that is not installed here (install LibreOffice, or save it as DOCX)");
}

}  // namespace
}  // namespace mingzhang::read
