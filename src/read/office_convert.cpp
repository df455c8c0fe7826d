#include "read/office_convert.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/children.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "base/text.h"
#include "read/read.h"

namespace mingzhang::read {
namespace {

namespace fs = std::filesystem;

constexpr rlim_t kMostFileBytes = 256u << 20;
constexpr rlim_t kMostMemory = rlim_t{4} << 30;

// No macros, no links, no network addresses of documents; Chinese defaults for dates.
constexpr auto kProfile = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
</oor:items>
)";

bool write_file(const std::string& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    return file.good();
}

// What the child needs, made before fork(): after it nothing may be allocated.
struct Command {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    std::string folder;
    std::string user_map;
    std::chrono::seconds longest{};

    static std::vector<char*> pointers(std::vector<std::string>& strings) {
        std::vector<char*> out;
        for (std::string& s : strings) out.push_back(s.data());
        out.push_back(nullptr);
        return out;
    }
};

void limit(__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(what, &both);
}

// A network of its own, which has no connection; where the system does not allow that, nothing.
void leave_network(const Command& command) {
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
    const int map = ::open("/proc/self/uid_map", O_WRONLY | O_CLOEXEC);
    if (map < 0) return;
    if (::write(map, command.user_map.data(), command.user_map.size()) < 0) {
    }
    ::close(map);
}

[[noreturn]] void run_child(const Command& command, char* const* arguments,
                            char* const* environment) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    leave_network(command);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, kMostFileBytes);
    limit(RLIMIT_AS, kMostMemory);
    limit(RLIMIT_CPU, static_cast<rlim_t>(command.longest.count()));
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; ++fd) ::dup2(nowhere, fd);
    ::close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
    if (::chdir(command.folder.c_str()) != 0) ::_exit(126);
    ::execve(arguments[0], arguments, environment);
    ::_exit(127);
}

enum class Outcome { kEnded, kTooLong, kNotStarted };

// Waits for the child, then kills what is left of its group.
Outcome wait_for(pid_t child, std::chrono::seconds longest) {
    const auto end = std::chrono::steady_clock::now() + longest;
    ChildGroup group(child);
    Outcome outcome = Outcome::kEnded;
    while (true) {
        siginfo_t ended{};
        const auto id = static_cast<id_t>(child);
        const int got = ::waitid(P_PID, id, &ended, WEXITED | WNOHANG | WNOWAIT);
        if (ended.si_pid == child || (got < 0 && errno != EINTR)) break;
        if (std::chrono::steady_clock::now() > end) {
            outcome = Outcome::kTooLong;
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ::kill(-child, SIGKILL);
    group.release();
    ::waitpid(child, nullptr, 0);
    return outcome;
}

Outcome run(Command command) {
    const auto arguments = Command::pointers(command.arguments);
    const auto environment = Command::pointers(command.environment);
    const pid_t child = ::fork();
    if (child < 0) return Outcome::kNotStarted;
    if (child == 0) run_child(command, arguments.data(), environment.data());
    ::setpgid(child, child);
    return wait_for(child, command.longest);
}

bool may_run(const std::string& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

Command command_for(const std::string& program, const std::string& folder, const std::string& input,
                    const char* target) {
    Command command;
    command.folder = folder;
    command.user_map = fmt::format("{0} {0} 1", ::getuid());
    command.arguments = {program,
                         "-env:UserInstallation=file://" + folder + "/profile",
                         "--headless",
                         "--norestore",
                         "--nolockcheck",
                         "--nodefault",
                         "--nofirststartwizard",
                         "--convert-to",
                         target,
                         "--outdir",
                         folder + "/out",
                         input};
    command.environment = {"HOME=" + folder, "TMPDIR=" + folder, "LANG=C.UTF-8",
                           "PATH=/usr/local/bin:/usr/bin:/bin"};
    return command;
}

bool prepare(const std::string& folder, const std::string& input, const std::string& bytes) {
    std::error_code error;
    fs::create_directories(folder + "/profile/user", error);
    fs::create_directories(folder + "/out", error);
    return !error && write_file(folder + "/profile/user/registrymodifications.xcu", kProfile) &&
           write_file(input, bytes);
}

}  // namespace

std::string find_soffice() {
    if (const char* named = std::getenv("MINGZHANG_SOFFICE")) return may_run(named) ? named : "";
    const char* listed = std::getenv("PATH");
    const std::string folders = std::string(listed == nullptr ? "" : listed) +
                                ":/usr/bin:/usr/local/bin:/opt/libreoffice/program";
    for (const std::string_view folder : text::split(folders, ':')) {
        if (!folder.starts_with('/')) continue;
        for (const char* name : {"soffice", "libreoffice"})
            if (std::string path = std::string(folder) + "/" + name; may_run(path)) return path;
    }
    return {};
}

Result<std::string> convert_office(const OfficeSource& source, const std::string& path,
                                   std::chrono::seconds longest) {
    const bool document = source.becomes == OfficeFormat::kDocx;
    const char* target = document ? "docx" : "xlsx";
    const std::string save = fmt::format("save it as {}", document ? "DOCX" : "XLSX");
    const std::string program = find_soffice();
    if (program.empty()) {
        return fail(path,
                    fmt::format("This is {}, which only LibreOffice can read, and that is "
                                "not installed here",
                                source.name),
                    "install LibreOffice, or " + save);
    }
    const TemporaryFolder folder("office");
    const std::string input = folder.path() + "/document." + source.ending;
    if (folder.path().empty() || !prepare(folder.path(), input, source.bytes)) {
        return fail(path, "LibreOffice cannot be given the file: no temporary file can be written",
                    "make room in the temporary folder, or " + save);
    }
    Command command = command_for(program, folder.path(), input, target);
    command.longest = longest;
    const Outcome outcome = run(std::move(command));
    if (outcome == Outcome::kNotStarted) return fail(path, "LibreOffice cannot be started", save);
    if (outcome == Outcome::kTooLong) {
        return fail(
            path,
            fmt::format("LibreOffice did not read {} in {} seconds", source.name, longest.count()),
            save);
    }
    auto converted = read_file(folder.path() + "/out/document." + target, kMostBytes);
    if (!converted)
        return fail(path, fmt::format("LibreOffice cannot read this file: {}", source.name), save);
    return converted;
}

}  // namespace mingzhang::read
