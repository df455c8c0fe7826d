#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "jail/jail.h"

namespace mingzhang::jail {
namespace {

// Prints "denied NAME (why)" or "ALLOWED NAME".
class Attempts {
  public:
    bool all_failed() const { return all_failed_; }

    // `result` is that of a system call: below 0 is a failure.
    void report(const char* name, long result) {
        const int error = errno;
        if (result < 0) {
            std::printf("denied %s (%s)\n", name, std::strerror(error));
        } else {
            std::printf("ALLOWED %s\n", name);
            all_failed_ = false;
        }
        std::fflush(stdout);
    }

  private:
    bool all_failed_ = true;
};

// A child that comes to be would print the rest as well: it ends at once.
long fork_once() {
    const long pid = syscall(SYS_fork);
    if (pid == 0) _exit(0);
    return pid;
}

long clone_once() {
    clone_args how{};
    how.exit_signal = SIGCHLD;
    const long pid = syscall(SYS_clone3, &how, sizeof how);
    if (pid == 0) _exit(0);
    return pid;
}

long map(int protection, std::size_t size) {
    void* memory = mmap(nullptr, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? -1 : 0;
}

long make_runnable() {
    void* memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mprotect(memory, 4096, PROT_READ | PROT_EXEC);
}

long raise_limit() {
    const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_NOFILE, &more);
}

void try_files(Attempts& attempts) {
    attempts.report("reading /etc/passwd", open("/etc/passwd", O_RDONLY));
    attempts.report("openat2", syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0));
    attempts.report("listing /", open("/", O_RDONLY | O_DIRECTORY));
    attempts.report("looking for /etc/passwd", access("/etc/passwd", F_OK));
    attempts.report("creating a file", open("/tmp/mingzhang-jail", O_CREAT | O_WRONLY, 0600));
    attempts.report("removing a file", unlink("/tmp/mingzhang-jail"));
    attempts.report("memfd_create", memfd_create("x", 0));
    attempts.report("dup", dup(STDOUT_FILENO));
}

void try_network(Attempts& attempts) {
    attempts.report("an internet socket", socket(AF_INET, SOCK_STREAM, 0));
    attempts.report("a datagram socket", socket(AF_INET6, SOCK_DGRAM, 0));
    attempts.report("a local socket", socket(AF_UNIX, SOCK_STREAM, 0));
    attempts.report("sendmsg", syscall(SYS_sendmsg, STDIN_FILENO, nullptr, 0));
}

void try_processes(Attempts& attempts) {
    attempts.report("fork", fork_once());
    attempts.report("clone3", clone_once());
    char name[] = "/bin/true";
    char* const arguments[] = {name, nullptr};
    char* const environment[] = {nullptr};
    attempts.report("execve", execve(name, arguments, environment));
    attempts.report("a signal to the parent", kill(getppid(), 0));
    attempts.report("a signal to process 1", kill(1, 0));
    attempts.report("ptrace", ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
    attempts.report("process_vm_readv",
                    syscall(SYS_process_vm_readv, 1, nullptr, 0, nullptr, 0, 0));
}

void try_kernel(Attempts& attempts) {
    attempts.report("memory that can be run", map(PROT_READ | PROT_WRITE | PROT_EXEC, 4096));
    attempts.report("making memory runnable", make_runnable());
    attempts.report("raising a limit", raise_limit());
    attempts.report("prctl", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
    attempts.report("ioctl", syscall(SYS_ioctl, STDIN_FILENO, 0, nullptr));
    attempts.report("unshare", syscall(SYS_unshare, 0x10000000));
    attempts.report("bpf", syscall(SYS_bpf, 0, nullptr, 0));
    attempts.report("io_uring_setup", syscall(SYS_io_uring_setup, 1, nullptr));
    attempts.report("perf_event_open", syscall(SYS_perf_event_open, nullptr, 0, -1, -1, 0));
    attempts.report("keyctl", syscall(SYS_keyctl, 0, 0, 0, 0, 0));
}

}  // namespace

bool try_to_break_out() {
    Attempts attempts;
    try_files(attempts);
    try_network(attempts);
    try_processes(attempts);
    try_kernel(attempts);
    if (!kUnderSanitizer)
        attempts.report("2 GiB of memory", map(PROT_READ | PROT_WRITE, std::size_t{2} << 30));
    return attempts.all_failed();
}

}  // namespace mingzhang::jail
