// mingzhang-pdfscan: reads PDF files so that nobody else has to.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "jail/jail.h"
#include "pdfscan/document_scan.h"
#include "pdfscan/dump.h"
#include "pdfscan/frame_writer.h"
#include "pdfscan/serve.h"

namespace {

using namespace mingzhang;

constexpr const char* kUsage =
    "usage: mingzhang-pdfscan [--jail-optional] [--seconds N] [--dump FILE | --self-test]\n"
    "\n"
    "Reads PDF files from standard input and writes what stands where on their pages to\n"
    "standard output, for mingzhang. Before it reads the first byte it gives up everything else\n"
    "it could do: files, network, processes. Where the kernel does not allow that it refuses to\n"
    "work.\n"
    "\n"
    "  --jail-optional  work even without the jail. Only where files are trusted.\n"
    "  --seconds N      of processor time for each document; 60 unless given\n"
    "  --dump FILE      print the pages of one file as text\n"
    "  --self-test      try to break out, and say what came of it\n";

// Exit codes.
enum { kDone = 0, kFailed = 1, kUsageWrong = 2, kNoJail = 3 };

struct Arguments {
    bool jail_optional = false;
    bool self_test = false;
    std::string dump;  // a path
    pdfscan::ScanLimits limits;
};

std::optional<Arguments> parse(const std::vector<std::string_view>& words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--jail-optional") {
            arguments.jail_optional = true;
        } else if (words[i] == "--self-test") {
            arguments.self_test = true;
        } else if (words[i] == "--seconds" && i + 1 < words.size()) {
            const std::string number(words[++i]);
            arguments.limits.seconds = std::clamp(std::atoi(number.c_str()), 1, 3'000);
        } else if (words[i] == "--dump" && i + 1 < words.size()) {
            arguments.dump = words[++i];
        } else {
            return std::nullopt;
        }
    }
    return arguments;
}

// Why there is no jail, unless it is optional.
std::optional<std::string> prepare(const Arguments& arguments, const jail::JailOptions& jail) {
    pdfscan::prepare_poppler();
    const auto refusal = jail::lock_in(jail);
    return arguments.jail_optional ? std::nullopt : refusal;
}

int no_jail(const std::string& why) {
    std::fprintf(stderr, "mingzhang-pdfscan: no jail, so it will not work: %s\n", why.c_str());
    return kNoJail;
}

int serve(const Arguments& arguments) {
    const auto refusal = prepare(arguments, {});
    std::string hello;
    pdfscan::append_hello(hello, refusal.value_or(""));
    if (!pdfscan::write_all(STDOUT_FILENO, hello)) return kFailed;
    if (refusal) return no_jail(*refusal);
    return pdfscan::serve(STDIN_FILENO, STDOUT_FILENO, arguments.limits) ? kDone : kFailed;
}

int dump(const Arguments& arguments) {
    const auto bytes = read_file(arguments.dump, read::kMostFileBytes);
    if (!bytes) {
        std::fprintf(stderr, "%s\n", bytes.error().to_string().c_str());
        return kUsageWrong;
    }
    if (const auto refusal = prepare(arguments, {.writes_files = true})) return no_jail(*refusal);
    const pdfscan::PageSink sink{[](int pages, bool repaired) {
                                     std::printf("document %d%s\n", pages,
                                                 repaired ? " repaired" : "");
                                 },
                                 [](const read::Page& page) { pdfscan::dump_page(page, stdout); },
                                 [](int number) { std::printf("unread %d\n", number); }};
    const auto result = pdfscan::scan_document(*bytes, arguments.limits, sink);
    std::printf("end %d %s\n", static_cast<int>(result.end), result.text.c_str());
    std::fflush(stdout);
    return result.end == read::FileEnd::kComplete ? kDone : kFailed;
}

int self_test(const Arguments& arguments) {
    if (const auto refusal = prepare(arguments, {.writes_files = true})) return no_jail(*refusal);
    return jail::try_to_break_out() ? kDone : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
    const auto arguments = parse({argv + 1, argv + argc});
    if (!arguments) {
        std::fputs(kUsage, stderr);
        return kUsageWrong;
    }
    int code = kDone;
    if (arguments->self_test) {
        code = self_test(*arguments);
    } else {
        code = arguments->dump.empty() ? serve(*arguments) : dump(*arguments);
    }
    _exit(code);  // there is nothing to put in order, and much that would be
}
