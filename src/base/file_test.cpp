#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace mingzhang {
namespace {

class ReadFile : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "read_file_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return folder_ + "/" + name; }
    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }
    static std::string error_of(const std::string& file, std::size_t most = 100) {
        const auto out = read_file(file, most);
        return out ? "read: " + *out : out.error().what;
    }

    std::string folder_;
};

TEST_F(ReadFile, GivesEveryByte) {
    const std::string bytes("a\0\r\n\xFF", 5);
    EXPECT_EQ(read_file(write("a", bytes), 100).value(), bytes);
    EXPECT_EQ(read_file(write("empty", ""), 100).value(), "");
    const std::string large(200'000, 'x');
    EXPECT_EQ(read_file(write("large", large), 1u << 20).value(), large);
}

TEST_F(ReadFile, TheLimitItselfIsAllowed) {
    const std::string file = write("a", "12345");
    EXPECT_EQ(read_file(file, 5).value(), "12345");
    EXPECT_EQ(error_of(file, 4), "The file is larger than 4 bytes");
    EXPECT_EQ(error_of(file, 0), "The file is larger than 0 bytes");
}

TEST_F(ReadFile, NamesTheLimitInMebibytes) {
    const std::string file = write("hole", "");
    std::filesystem::resize_file(file, (64u << 20) + 1);
    EXPECT_EQ(error_of(file, 64u << 20), "The file is larger than 64 MiB");
}

TEST_F(ReadFile, SaysWhatThePathNames) {
    EXPECT_EQ(error_of(""), "No file was named");
    EXPECT_EQ(error_of(path("missing")), "There is no such file");
    EXPECT_EQ(error_of(write("file", "") + "/below"), "There is no such file");
    EXPECT_EQ(error_of(folder_), "This is a directory, not a file");
    EXPECT_EQ(error_of("/dev/null"), "This is a device, not a file");
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    EXPECT_EQ(error_of(path("pipe")), "This is a pipe, not a file");
    std::filesystem::create_symlink("/dev/zero", path("link"));
    EXPECT_EQ(error_of(path("link")), "This is a device, not a file");
    EXPECT_EQ(read_file(path("missing"), 9).error().where, path("missing"));
}

TEST_F(ReadFile, SaysWhenItMayNotRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "every file may be read by root";
    const std::string file = write("secret", "x");
    std::filesystem::permissions(file, std::filesystem::perms::none);
    EXPECT_EQ(error_of(file), "The file may not be read by this user");
}

TEST_F(ReadFile, ReplacesThemWhole) {
    ASSERT_TRUE(replace_file(path("own"), "first"));
    ASSERT_TRUE(replace_file(path("own"), "second"));
    EXPECT_EQ(read_file(path("own"), 100).value(), "second");
    EXPECT_FALSE(replace_file(path("no/such"), ""));
    std::filesystem::create_directory(path("folder"));
    EXPECT_FALSE(replace_file(path("folder"), ""));
    const auto left = std::distance(std::filesystem::directory_iterator(path("")),
                                    std::filesystem::directory_iterator());
    EXPECT_EQ(left, 2);
}

TEST_F(ReadFile, AndWriteNewOnes) {
    const std::string bytes("预算\0\n", 8);
    ASSERT_TRUE(write_new_file(path("new"), bytes));
    EXPECT_EQ(read_file(path("new"), 100).value(), bytes);
    EXPECT_EQ(write_new_file(path("new"), "other").error().what,
              "There is a file of this name already");
    EXPECT_EQ(read_file(path("new"), 100).value(), bytes);
    EXPECT_EQ(write_new_file(path("no/such"), "").error().what,
              "There is no such folder to write into");
    std::filesystem::create_symlink(path("elsewhere"), path("link"));
    EXPECT_FALSE(write_new_file(path("link"), "through a link"));
    EXPECT_FALSE(std::filesystem::exists(path("elsewhere")));
    EXPECT_EQ(write_new_file("/dev/full", "").error().what, "There is a file of this name already");
}

}  // namespace
}  // namespace mingzhang
