// Takes from this process, for good, everything it does not need to work on bytes that it reads
// from standard input: files, network, other processes, new code, and more memory than a document
// takes.
#pragma once

#include <optional>
#include <string>

namespace mingzhang::jail {

// With AddressSanitizer memory is mostly reserved, not used: it is not limited then.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kUnderSanitizer = true;
#elif defined(__has_feature)
constexpr bool kUnderSanitizer = __has_feature(address_sanitizer);
#else
constexpr bool kUnderSanitizer = false;
#endif

struct JailOptions {
    // Standard output may be a file, not only a pipe or a socket.
    bool writes_files = false;
    // Without some layer only to test the others.
    bool landlock = true, limits = true, seccomp = true;
};

// Only standard input, output and error stay open. System calls that are not needed fail with
// EPERM from then on. Returns why that is not possible; what could be taken is taken even then.
//
// Layers, each of them enough against what it is for:
//  - seccomp: a list of allowed system calls; none opens a file or a socket, none starts anything
//  - Landlock, where the kernel has it: no file and no port, whatever the system call
//  - limits: no further file descriptors, no processes, no core, 1 GiB of memory
std::optional<std::string> lock_in(const JailOptions& options);

// Tries to break out, in a process that is locked in, and prints each attempt and what came of
// it. True if every one failed.
bool try_to_break_out();

}  // namespace mingzhang::jail
