#include "base/children.h"

#include <signal.h>

#include <array>
#include <atomic>
#include <cerrno>

namespace mingzhang {
namespace {

constexpr std::size_t kMostGroups = 1024;

std::array<std::atomic<pid_t>, kMostGroups> groups{};
static_assert(std::atomic<pid_t>::is_always_lock_free);

void end_with(int signal) {
    const int error = errno;
    kill_children();
    // Back to what the signal does by itself, as soon as the handler returns.
    ::signal(signal, SIG_DFL);
    ::raise(signal);
    errno = error;
}

}  // namespace

ChildGroup::ChildGroup(pid_t group) : slot_(0) {
    for (; slot_ < kMostGroups; ++slot_) {
        pid_t free = 0;
        if (groups[slot_].compare_exchange_strong(free, group)) return;
    }
}

void ChildGroup::release() {
    if (slot_ < kMostGroups) groups[slot_] = 0;
    slot_ = kMostGroups;
}

void kill_children() {
    for (const auto& group : groups) {
        const pid_t id = group;
        if (id > 0) ::kill(-id, SIGKILL);
    }
}

void end_children_with_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        // One that is ignored, as under nohup, stays so.
        if (::sigaction(signal, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) continue;
        struct sigaction action {};
        action.sa_handler = end_with;
        sigemptyset(&action.sa_mask);
        ::sigaction(signal, &action, nullptr);
    }
}

}  // namespace mingzhang
