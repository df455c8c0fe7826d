#include "jail/jail.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <vector>

#include "read/pdf_frames.h"

namespace mingzhang::pdfscan {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Ended {
    int code = -1;  // -1: by a signal
    std::string output;
};

std::string read_until_end(int file) {
    std::string out;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(file, buffer, sizeof buffer)) > 0;)
        out.append(buffer, static_cast<std::size_t>(got));
    return out;
}

// What `work` wrote to standard output in a process of its own, whose input is empty.
Ended in_a_process(const std::function<int()>& work) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    std::fflush(nullptr);
    const pid_t pid = fork();
    if (pid == 0) {
        const int nothing = open("/dev/null", O_RDWR);
        dup2(nothing, STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        _exit(work());
    }
    close(ends[1]);
    Ended ended;
    ended.output = read_until_end(ends[0]);
    close(ends[0]);
    int status = 0;
    waitpid(pid, &status, 0);
    if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
    return ended;
}

// The program itself, after `before` has changed what the kernel does for it.
Ended program(std::vector<std::string> words, const std::function<void()>& before = {}) {
    return in_a_process([&] {
        const auto path =
            std::filesystem::read_symlink("/proc/self/exe").parent_path() / "mingzhang-pdfscan";
        words.insert(words.begin(), path.string());
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        if (before) before();
        execv(path.c_str(), arguments.data());
        return 127;
    });
}

// From here on the kernel knows these calls no more.
void forget(const std::vector<int>& calls) {
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    for (const int call : calls) seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0);
    seccomp_load(filter);
    seccomp_release(filter);
}

void forget_seccomp() {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                     scmp_arg_cmp{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0});
    seccomp_load(filter);
}

TEST(Jail, HoldsTheProgram) {
    const Ended ended = program({"--self-test"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.output, Not(HasSubstr("ALLOWED")));
    for (const char* denied : {"denied reading /etc/passwd", "denied an internet socket",
                               "denied fork", "denied clone3", "denied execve"})
        EXPECT_THAT(ended.output, HasSubstr(denied));
}

TEST(Jail, HoldsOnKernelsWithoutLandlock) {
    const Ended ended = program({"--self-test"}, [] {
        forget({SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule),
                SCMP_SYS(landlock_restrict_self), SCMP_SYS(close_range)});
    });
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.output, HasSubstr("denied reading /etc/passwd"));
    EXPECT_THAT(ended.output, Not(HasSubstr("ALLOWED")));
}

TEST(Jail, IsNotGoneWithout) {
    const Ended refused = program({}, forget_seccomp);
    EXPECT_EQ(refused.code, 3);
    const auto hello = read::parse_hello(refused.output);
    ASSERT_TRUE(hello);
    EXPECT_THAT(hello->refusal, HasSubstr("seccomp"));
    EXPECT_EQ(program({"--self-test"}, forget_seccomp).code, 3);

    const Ended allowed = program({"--jail-optional"}, forget_seccomp);
    EXPECT_EQ(allowed.code, 0);
    EXPECT_EQ(read::parse_hello(allowed.output)->refusal, "");
}

TEST(Jail, OfSeccompAloneDeniesFiles) {
    const Ended ended = in_a_process([] {
        jail::lock_in({.writes_files = true, .landlock = false, .limits = false});
        return open("/etc/passwd", O_RDONLY) < 0 && errno == EPERM ? 0 : 1;
    });
    EXPECT_EQ(ended.code, 0);
}

TEST(Jail, OfLandlockAloneDeniesFiles) {
    if (syscall(SYS_landlock_create_ruleset, nullptr, 0, 1u) < 1)
        GTEST_SKIP() << "this kernel has no Landlock";
    const Ended ended = in_a_process([] {
        jail::lock_in({.writes_files = true, .limits = false, .seccomp = false});
        return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 1;
    });
    EXPECT_EQ(ended.code, 0);
}

TEST(Jail, OfLimitsAloneDeniesFurtherFiles) {
    const Ended ended = in_a_process([] {
        jail::lock_in({.landlock = false, .seccomp = false});
        return open("/etc/passwd", O_RDONLY) < 0 && errno == EMFILE ? 0 : 1;
    });
    EXPECT_EQ(ended.code, 0);
}

TEST(Jail, ClosesWhatWasOpen) {
    const Ended ended = in_a_process([] {
        const int before = open("/dev/null", O_RDONLY);
        jail::lock_in({.landlock = false, .limits = false, .seccomp = false});
        return before > 2 && fcntl(before, F_GETFD) < 0 ? 0 : 1;
    });
    EXPECT_EQ(ended.code, 0);
}

}  // namespace
}  // namespace mingzhang::pdfscan
