// Programs of our own that work on untrusted documents, each a child of this process.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang {

// Starts a program that reads and writes `socket`, in a process group of its own, so that whatever
// it starts ends with it; with an empty environment, no signal blocked and nothing else open.
// Returns the error number, 0 where it started.
int start_child(const std::string& program, std::vector<std::string> options, int socket,
                pid_t& child);

// Kills a child that was not reaped, and its group; returns its status. Its ChildGroup is to be
// released before.
int kill_and_reap(pid_t child);

struct ChildRequest {
    std::string program;  // its path
    std::vector<std::string> options;
    std::vector<std::string_view> parts;  // sent one after the other; then its input ends
    std::size_t most = 0;                 // bytes of the answer
    std::chrono::milliseconds patience{0};
};

// What the program writes until it closes its output; then it is ended. Fails where it cannot be
// started, takes longer, or says more. A program that crashes leaves its answer incomplete: the
// answer must show that by itself.
Result<std::string> ask_child(const ChildRequest& request);

}  // namespace mingzhang
