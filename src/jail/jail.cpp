#include "jail/jail.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <utility>

namespace mingzhang::jail {
namespace {

constexpr rlim_t kMostMemory = rlim_t{1} << 30;
constexpr rlim_t kMostSeconds = 3'600;  // of processor time, for all documents together

std::string reason(const char* what, int error) {
    return std::string(what) + ": " + std::strerror(error);
}

void close_all_but_standard() {
    if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0) return;
    for (int file = 3; file < 65'536; ++file) close(file);
}

// --- Landlock ---------------------------------------------------------------------------------

// struct landlock_ruleset_attr as of version 6; older kernels take the first members only.
struct Ruleset {
    uint64_t files = 0, network = 0, scopes = 0;
};

// Denies all that this version of Landlock can deny: no rule allows anything.
Ruleset everything(long version, std::size_t& size) {
    int file_rights = 13;
    if (version >= 2) file_rights = 14;
    if (version >= 3) file_rights = 15;
    if (version >= 5) file_rights = 16;
    size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    return {(uint64_t{1} << file_rights) - 1, 3, 3};
}

// Where the kernel has no Landlock, seccomp does without it.
void deny_files_and_ports() {
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, 1u);
    if (version < 1) return;
    std::size_t size = 0;
    const Ruleset ruleset = everything(version, size);
    const long file = syscall(SYS_landlock_create_ruleset, &ruleset, size, 0u);
    if (file < 0) return;
    syscall(SYS_landlock_restrict_self, static_cast<int>(file), 0u);
    close(static_cast<int>(file));
}

// --- limits -----------------------------------------------------------------------------------

std::optional<std::string> limit(__rlimit_resource resource, rlim_t most, const char* what) {
    rlimit now{};
    getrlimit(resource, &now);
    const rlim_t value = std::min(most, now.rlim_max);
    const rlimit wanted{value, value};
    if (setrlimit(resource, &wanted) != 0) return reason(what, errno);
    return std::nullopt;
}

std::optional<std::string> limit_resources(const JailOptions& options) {
    if (!kUnderSanitizer) {
        if (auto why = limit(RLIMIT_AS, kMostMemory, "limit of memory")) return why;
    }
    if (!options.writes_files) {
        if (auto why = limit(RLIMIT_FSIZE, 0, "limit of file size")) return why;
    }
    if (auto why = limit(RLIMIT_CORE, 0, "limit of core files")) return why;
    if (auto why = limit(RLIMIT_NPROC, 0, "limit of processes")) return why;
    if (auto why = limit(RLIMIT_CPU, kMostSeconds, "limit of processor time")) return why;
    return limit(RLIMIT_NOFILE, 3, "limit of open files");
}

// --- seccomp ----------------------------------------------------------------------------------

class Filter {
  public:
    Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM))) {}
    ~Filter() {
        if (context_) seccomp_release(context_);
    }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

    void allow(std::initializer_list<int> calls) {
        for (const int call : calls) note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 0));
    }

    void allow_if(int call, scmp_arg_cmp condition) {
        note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 1, condition));
    }

    std::optional<std::string> load() {
        if (!context_) return "no memory for the seccomp filter";
        if (error_ == 0) note(seccomp_load(context_));
        if (error_ != 0) return reason("seccomp", -error_);
        return std::nullopt;
    }

  private:
    void note(int result) {
        if (result < 0 && error_ == 0) error_ = result;
    }

    scmp_filter_ctx context_;
    int error_ = 0;
};

scmp_arg_cmp argument_is(unsigned index, uint64_t value) { return {index, SCMP_CMP_EQ, value, 0}; }

scmp_arg_cmp argument_lacks(unsigned index, uint64_t bits) {
    return {index, SCMP_CMP_MASKED_EQ, bits, 0};
}

std::optional<std::string> allow_few_system_calls() {
    Filter filter;
    filter.allow_if(SCMP_SYS(read), argument_is(0, STDIN_FILENO));
    filter.allow_if(SCMP_SYS(write), argument_is(0, STDOUT_FILENO));
    filter.allow_if(SCMP_SYS(write), argument_is(0, STDERR_FILENO));
    filter.allow({SCMP_SYS(close), SCMP_SYS(exit), SCMP_SYS(exit_group)});
    // Memory, but none that can be run.
    filter.allow({SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)});
    filter.allow_if(SCMP_SYS(mmap), argument_lacks(2, PROT_EXEC));
    filter.allow_if(SCMP_SYS(mprotect), argument_lacks(2, PROT_EXEC));
    // Time, locks, signals of its own.
    filter.allow({SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(setitimer),
                  SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(getrandom), SCMP_SYS(getpid),
                  SCMP_SYS(gettid), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
                  SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall)});
    filter.allow_if(SCMP_SYS(tgkill), argument_is(0, static_cast<uint64_t>(getpid())));
    return filter.load();
}

}  // namespace

std::optional<std::string> lock_in(const JailOptions& options) {
    close_all_but_standard();
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return reason("no_new_privs", errno);
    if (options.landlock) deny_files_and_ports();
    std::optional<std::string> problem;
    if (options.limits) problem = limit_resources(options);
    if (options.seccomp) {
        if (auto why = allow_few_system_calls()) problem = std::move(why);
    }
    return problem;
}

}  // namespace mingzhang::jail
