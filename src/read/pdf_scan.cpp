#include "read/pdf_scan.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "base/child_program.h"
#include "base/children.h"
#include "base/program.h"
#include "read/ideographs.h"
#include "read/pdf_frames.h"

namespace mingzhang::read {
namespace {

using Clock = std::chrono::steady_clock;
using std::string_view;

constexpr const char* kProgram = "mingzhang-pdfscan";
constexpr const char* kReinstall = "install mingzhang again, or let MINGZHANG_PDFSCAN name it";

std::string program_path(const PdfScannerOptions& options) {
    if (!options.program.empty()) return options.program;
    if (const char* given = std::getenv("MINGZHANG_PDFSCAN")) return given;
    return beside_program(kProgram);
}

bool jail_required(const PdfScannerOptions& options) {
    const char* jail = std::getenv("MINGZHANG_PDFSCAN_JAIL");
    return options.jail_required && !(jail && string_view(jail) == "optional");
}

// One exchange with the child: send all of `request`, take what comes until `done` says so.
enum class Outcome { kDone, kNonsense, kClosed, kTimeout };

}  // namespace

class PdfScanner::Child {
  public:
    Child(pid_t pid, int socket) : pid_(pid), socket_(socket), group_(pid) {}
    ~Child() {
        close(socket_);
        if (pid_ > 0) end();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    static Result<std::unique_ptr<Child>> start(const std::string& program, bool jail_required);

    // Takes the hello and one answer to `request`.
    Outcome exchange(string_view header, string_view file, PdfAnswer& answer,
                     Clock::time_point deadline);
    const std::string& refusal() const { return refusal_; }

    // Ends the child and says how it ended.
    std::string ended();

  private:
    bool send_some(string_view& header, string_view& file);
    std::optional<Outcome> receive_some(PdfAnswer& answer);
    std::optional<Outcome> take(string_view bytes, PdfAnswer& answer);
    int end();

    pid_t pid_;
    int socket_;
    ChildGroup group_;
    bool greeted_ = false;
    std::string greeting_;
    std::string refusal_;
};

// --- starting and ending ----------------------------------------------------------------------

Result<std::unique_ptr<PdfScanner::Child>> PdfScanner::Child::start(const std::string& program,
                                                                    bool jail_required) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail("", fmt::format("no socket for {}: {}", kProgram, std::strerror(errno)));
    std::vector<std::string> options;
    if (!jail_required) options.push_back("--jail-optional");
    pid_t pid = 0;
    const int error = start_child(program, options, ends[1], pid);
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        return fail(program,
                    fmt::format("This program, which reads PDF files, could not be started: {}",
                                std::strerror(error)),
                    kReinstall);
    }
    return std::make_unique<Child>(pid, ends[0]);
}

int PdfScanner::Child::end() {
    group_.release();
    return kill_and_reap(std::exchange(pid_, 0));
}

std::string PdfScanner::Child::ended() {
    // It has closed its end and is about to end, or never will: a moment decides which.
    for (int i = 0; i < 50; ++i) {
        siginfo_t seen{};
        const bool gone =
            waitid(P_PID, static_cast<id_t>(pid_), &seen, WEXITED | WNOHANG | WNOWAIT) != 0 ||
            seen.si_pid != 0;
        if (gone) break;
        usleep(2'000);
    }
    const int status = end();
    if (WIFSIGNALED(status)) return fmt::format("was ended by signal {}", WTERMSIG(status));
    return fmt::format("ended with code {}", WEXITSTATUS(status));
}

// --- talking ----------------------------------------------------------------------------------

bool PdfScanner::Child::send_some(string_view& header, string_view& file) {
    string_view& part = header.empty() ? file : header;
    const ssize_t sent = send(socket_, part.data(), part.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN || errno == EINTR;
    part.remove_prefix(static_cast<std::size_t>(sent));
    return true;
}

std::optional<Outcome> PdfScanner::Child::take(string_view bytes, PdfAnswer& answer) {
    if (!greeted_) {
        greeting_.append(bytes);
        const auto hello = parse_hello(greeting_);
        if (!hello) return Outcome::kNonsense;
        if (hello->taken == 0) return std::nullopt;
        greeted_ = true;
        refusal_ = hello->refusal;
        const std::string rest = std::exchange(greeting_, {}).substr(hello->taken);
        return take(rest, answer);
    }
    if (!answer.take(bytes)) return Outcome::kNonsense;
    return answer.complete() ? std::optional(Outcome::kDone) : std::nullopt;
}

std::optional<Outcome> PdfScanner::Child::receive_some(PdfAnswer& answer) {
    std::array<char, 1 << 16> buffer;
    const ssize_t received = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (received < 0)
        return errno == EAGAIN || errno == EINTR ? std::nullopt : std::optional(Outcome::kClosed);
    if (received == 0) return Outcome::kClosed;
    return take({buffer.data(), static_cast<std::size_t>(received)}, answer);
}

Outcome PdfScanner::Child::exchange(string_view header, string_view file, PdfAnswer& answer,
                                    Clock::time_point deadline) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) return Outcome::kTimeout;
        const bool unsent = !header.empty() || !file.empty();
        pollfd wait{socket_, static_cast<short>(POLLIN | (unsent ? POLLOUT : 0)), 0};
        const int ready = poll(&wait, 1, static_cast<int>(std::min<long>(left.count(), 60'000)));
        if (ready < 0 && errno != EINTR) return Outcome::kClosed;
        if (ready <= 0) continue;
        // Taken first: what a child says before it closes its end must not be lost.
        if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            if (const auto outcome = receive_some(answer)) return *outcome;
        }
        if (unsent && (wait.revents & POLLOUT) != 0 && !send_some(header, file)) {
            header = file = {};  // it reads no more, but may still have something to say
        }
    }
}

// --- the answer -------------------------------------------------------------------------------

namespace {

std::string request_header(std::size_t size) {
    std::string header(8, '\0');
    for (std::size_t i = 0; i < header.size(); ++i)
        header[i] = static_cast<char>(size >> (8 * i) & 0xFF);
    return header;
}

Remark not_read(int first, int last) {
    Remark remark{"pages-not-read", true, {}, {}};
    remark.place.page = first;
    remark.arguments = {{"first", std::to_string(first)},
                        {"last", last >= first ? std::to_string(last) : ""}};
    return remark;
}

// What is missing between and after the pages.
std::vector<Remark> missing_of(const std::vector<Page>& pages, int page_count) {
    std::vector<Remark> remarks;
    int next = 1;
    for (const Page& page : pages) {
        if (page.number > next) remarks.push_back(not_read(next, page.number - 1));
        next = page.number + 1;
    }
    if (page_count == 0 || next <= page_count) remarks.push_back(not_read(next, page_count));
    return remarks;
}

PdfPages pages_of(PdfAnswer& answer) {
    PdfPages read;
    read.page_count = answer.page_count();
    read.pages = std::move(answer.pages());
    for (Page& page : read.pages)
        for (Glyph& glyph : page.glyphs) glyph.code = usual_ideograph(glyph.code);
    read.remarks = missing_of(read.pages, read.page_count);
    for (const Page& page : read.pages) {
        if (!page.damaged) continue;
        Remark& remark = read.remarks.emplace_back(Remark{"page-damaged", false, {}, {}});
        remark.place.page = page.number;
    }
    if (answer.repaired()) read.remarks.push_back({"file-repaired", false, {}, {}});
    return read;
}

Error why_nothing(const PdfAnswer& answer, const std::string& where) {
    switch (answer.end()) {
        case FileEnd::kEncrypted:
            return {where, "This PDF file needs a password", "save a copy without a password"};
        case FileEnd::kLimit:
            return {where, fmt::format("This PDF file is no disclosure: {}", answer.text()), ""};
        case FileEnd::kDamaged:
            return {where, "This PDF file is damaged, or is no PDF file",
                    "open it in a PDF viewer; if that works, print it into a new PDF file"};
        case FileEnd::kComplete:
            break;
    }
    return {where,
            answer.page_count() == 0 ? "This PDF file has no pages"
                                     : "None of the pages of this PDF file can be read",
            ""};
}

}  // namespace

PdfScanner::PdfScanner(PdfScannerOptions options) : options_(std::move(options)) {}
PdfScanner::~PdfScanner() = default;
PdfScanner::PdfScanner(PdfScanner&&) noexcept = default;
PdfScanner& PdfScanner::operator=(PdfScanner&&) noexcept = default;

Result<void> PdfScanner::ensure_child() {
    if (child_ && files_ < options_.files_per_child) return {};
    child_.reset();
    auto started = Child::start(program_path(options_), jail_required(options_));
    if (!started) return tl::make_unexpected(started.error());
    child_ = *std::move(started);
    files_ = 0;
    return {};
}

void PdfScanner::start() { static_cast<void>(ensure_child()); }

Result<PdfPages> PdfScanner::scan(string_view bytes, const std::string& where) {
    if (bytes.size() > kMostFileBytes)
        return fail(where, "This PDF file is larger than any disclosure");
    PdfAnswer answer;
    Outcome outcome = Outcome::kClosed;
    // A child that ended since its last file is no reason to give this one up.
    for (bool again = true; again;) {
        if (auto ready = ensure_child(); !ready) return tl::make_unexpected(ready.error());
        const bool used = files_++ > 0;
        outcome = child_->exchange(request_header(bytes.size()), bytes, answer,
                                   Clock::now() + options_.patience);
        again = used && outcome == Outcome::kClosed && !answer.begun();
        if (again) child_.reset();
    }
    const bool usable = outcome == Outcome::kDone && answer.end() != FileEnd::kLimit;
    const std::unique_ptr<Child> last = usable ? nullptr : std::move(child_);
    if (last && !last->refusal().empty()) {
        return fail(
            program_path(options_),
            fmt::format("The program that reads PDF files will not work without its jail: {}",
                        last->refusal()),
            "MINGZHANG_PDFSCAN_JAIL=optional lets it, at your own risk");
    }
    if (!answer.pages().empty()) return pages_of(answer);
    switch (outcome) {
        case Outcome::kDone:
            return tl::make_unexpected(why_nothing(answer, where));
        case Outcome::kTimeout:
            return fail(
                where,
                fmt::format("This PDF file takes more than {} seconds to read",
                            std::chrono::ceil<std::chrono::seconds>(options_.patience).count()));
        case Outcome::kNonsense:
            return fail(
                where, fmt::format("{} gave an answer that makes no sense", program_path(options_)),
                kReinstall);
        case Outcome::kClosed:
            break;
    }
    return fail(where, fmt::format("Reading this PDF file failed: {} {}", kProgram, last->ended()));
}

}  // namespace mingzhang::read
