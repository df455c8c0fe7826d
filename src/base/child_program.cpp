#include "base/child_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/children.h"

namespace mingzhang {
namespace {

using Clock = std::chrono::steady_clock;

struct SpawnActions {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    SpawnActions() {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnActions() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
};

// A child with its end of a socket pair; ended and reaped with this.
class Child {
  public:
    Child(pid_t pid, int socket) : pid_(pid), socket_(socket), group_(pid) {}
    ~Child() {
        close(socket_);
        group_.release();
        kill_and_reap(pid_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // False where it reads no more; what it says is still to be taken.
    bool send_some(std::vector<std::string_view>& parts) const {
        std::string_view& part = parts.front();
        const ssize_t sent = send(socket_, part.data(), part.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN || errno == EINTR;
        part.remove_prefix(static_cast<std::size_t>(sent));
        return true;
    }

    void end_input() const { shutdown(socket_, SHUT_WR); }

    // False at the end of what it says.
    bool receive_some(std::string& answer) const {
        std::array<char, 1 << 16> buffer;
        const ssize_t got = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        answer.append(buffer.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    short wait(bool unsent, std::chrono::milliseconds most) const {
        pollfd ready{socket_, static_cast<short>(POLLIN | (unsent ? POLLOUT : 0)), 0};
        const int count = poll(&ready, 1, static_cast<int>(std::min<long>(most.count(), 60'000)));
        return count > 0 ? ready.revents : short{0};
    }

  private:
    pid_t pid_;
    int socket_;
    ChildGroup group_;
};

Result<std::string> exchange(const Child& child, const ChildRequest& request) {
    std::vector<std::string_view> parts = request.parts;
    const auto drop_sent = [&] {
        while (!parts.empty() && parts.front().empty()) parts.erase(parts.begin());
        if (parts.empty()) child.end_input();
    };
    drop_sent();
    const auto deadline = Clock::now() + request.patience;
    std::string answer;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) {
            return fail(request.program,
                        fmt::format("This program did not answer within {} seconds",
                                    request.patience.count() / 1000));
        }
        const short events = child.wait(!parts.empty(), left);
        if ((events & (POLLIN | POLLHUP | POLLERR)) != 0 && !child.receive_some(answer))
            return answer;
        if (answer.size() > request.most) {
            return fail(request.program, "This program gave a longer answer than it may");
        }
        if (!parts.empty() && (events & POLLOUT) != 0) {
            if (!child.send_some(parts)) parts.clear();
            drop_sent();
        }
    }
}

}  // namespace

int start_child(const std::string& program, std::vector<std::string> options, int socket,
                pid_t& child) {
    SpawnActions actions;
    posix_spawn_file_actions_adddup2(&actions.files, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions.files, socket, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions.files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions.files, STDERR_FILENO + 1);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&actions.attributes, &none);
    posix_spawnattr_setsigdefault(&actions.attributes, &all);
    posix_spawnattr_setpgroup(&actions.attributes, 0);
    posix_spawnattr_setflags(&actions.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                      POSIX_SPAWN_SETPGROUP);
    options.insert(options.begin(), program);
    std::vector<char*> arguments;
    for (std::string& option : options) arguments.push_back(option.data());
    arguments.push_back(nullptr);
    std::array<char*, 1> environment{nullptr};
    return posix_spawn(&child, program.c_str(), &actions.files, &actions.attributes,
                       arguments.data(), environment.data());
}

int kill_and_reap(pid_t child) {
    // The process is not reaped yet, so that its number and that of its group are still its own.
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

Result<std::string> ask_child(const ChildRequest& request) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail(request.program, fmt::format("no socket for it: {}", std::strerror(errno)));
    pid_t pid = 0;
    const int error = start_child(request.program, request.options, ends[1], pid);
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        return fail(request.program,
                    fmt::format("This program could not be started: {}", std::strerror(error)),
                    "install mingzhang again");
    }
    const Child child(pid, ends[0]);
    return exchange(child, request);
}

}  // namespace mingzhang
