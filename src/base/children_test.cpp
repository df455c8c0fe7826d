#include "base/children.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <vector>

namespace mingzhang {
namespace {

// A child in a group of its own that would wait for ever.
pid_t waiting_child() {
    const pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        while (true) pause();
    }
    setpgid(child, child);
    return child;
}

// The signal that ended the child; 0 where it is still there, which is ended then.
int signal_that_ended(pid_t child) {
    int status = 0;
    for (int i = 0; i < 500; ++i) {
        if (waitpid(child, &status, WNOHANG) == child)
            return WIFSIGNALED(status) ? WTERMSIG(status) : -1;
        usleep(2'000);
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return 0;
}

TEST(Children, AreKilledUnlessReleased) {
    const pid_t known = waiting_child(), forgotten = waiting_child();
    ChildGroup group(known), released(forgotten);
    released.release();
    kill_children();
    group.release();
    EXPECT_EQ(signal_that_ended(known), SIGKILL);
    EXPECT_EQ(kill(forgotten, 0), 0);
    kill(forgotten, SIGKILL);
    waitpid(forgotten, nullptr, 0);
}

TEST(Children, BeyondTheMostAreNotKnown) {
    std::vector<std::unique_ptr<ChildGroup>> groups;
    for (int i = 0; i < 1024; ++i) groups.push_back(std::make_unique<ChildGroup>(1 << 30));
    const pid_t child = waiting_child();
    {
        const ChildGroup one_more(child);
        kill_children();
    }
    EXPECT_EQ(kill(child, 0), 0);
    groups.pop_back();
    const ChildGroup known(child);
    kill_children();
    EXPECT_EQ(signal_that_ended(child), SIGKILL);
}

TEST(Children, EndWithASignal) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t parent = fork();
    if (parent == 0) {
        end_children_with_signals();
        const pid_t child = waiting_child();
        const ChildGroup group(child);
        if (write(pipe_ends[1], &child, sizeof child) != sizeof child) _exit(1);
        while (true) pause();
    }
    pid_t child = 0;
    ASSERT_EQ(read(pipe_ends[0], &child, sizeof child), static_cast<ssize_t>(sizeof child));
    kill(parent, SIGTERM);
    EXPECT_EQ(signal_that_ended(parent), SIGTERM);
    // The child holds the other end of the pipe open as long as it lives.
    close(pipe_ends[1]);
    pollfd wait{pipe_ends[0], POLLIN, 0};
    EXPECT_EQ(poll(&wait, 1, 5'000), 1);
    EXPECT_EQ(wait.revents & POLLHUP, POLLHUP);
    if (wait.revents == 0) kill(child, SIGKILL);
    close(pipe_ends[0]);
}

}  // namespace
}  // namespace mingzhang
