// Child processes that end with this one, also where a signal ends it.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace mingzhang {

// The process group of a child, from its start until just before it is reaped: its number may be
// another's afterwards. Groups beyond the first 1,024 at a time are not known to kill_children().
class ChildGroup {
  public:
    explicit ChildGroup(pid_t group);
    ~ChildGroup() { release(); }
    ChildGroup(const ChildGroup&) = delete;
    ChildGroup& operator=(const ChildGroup&) = delete;

    void release();

  private:
    std::size_t slot_;
};

// Kills every group that is known. May be called in a signal handler.
void kill_children();

// From now on SIGINT, SIGTERM and SIGHUP kill the children first, and then this process as usual.
void end_children_with_signals();

}  // namespace mingzhang
