#include "pdfscan/serve.h"

#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>

#include "pdfscan/frame_writer.h"

namespace mingzhang::pdfscan {
namespace {

// How long after the time of a document is over poppler may go on without asking.
constexpr int kGraceSeconds = 15;

bool read_all(int in, char* to, std::size_t size) {
    while (size > 0) {
        const ssize_t got = ::read(in, to, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

// Nothing where the requests end or make no sense.
bool read_request(int in, std::unique_ptr<char[]>& bytes, std::size_t& size, bool& ended) {
    unsigned char header[8];
    const ssize_t first = ::read(in, header, 1);
    ended = first == 0;
    if (first != 1 || !read_all(in, reinterpret_cast<char*>(header) + 1, sizeof header - 1))
        return false;
    uint64_t asked = 0;
    for (std::size_t i = sizeof header; i-- > 0;) asked = asked << 8 | header[i];
    if (asked > read::kMostFileBytes) return false;
    size = static_cast<std::size_t>(asked);
    bytes.reset(new char[size]);
    return read_all(in, bytes.get(), size);
}

// The kernel ends the process if poppler hangs, even when nobody waits for it any more.
void limit_processor_time(double seconds) {
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(seconds) + kGraceSeconds;
    setitimer(ITIMER_PROF, &timer, nullptr);
}

enum class Next { kGoOn, kEnd, kBroken };

Next answer(std::string_view bytes, int out, const ScanLimits& limits) {
    std::string frames;
    bool written = true;
    const auto flush = [&] {
        written = written && write_all(out, frames);
        frames.clear();
    };
    const PageSink sink{[&](int pages, bool repaired) { append_document(frames, pages, repaired); },
                        [&](const read::Page& page) {
                            append_page(frames, page);
                            flush();
                        },
                        [&](int number) { append_unread(frames, number); }};
    const ScanResult result = scan_document(bytes, limits, sink);
    append_end(frames, result.end, result.text);
    flush();
    if (!written) return Next::kBroken;
    return result.interrupted ? Next::kEnd : Next::kGoOn;
}

}  // namespace

bool write_all(int out, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(out, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

bool serve(int in, int out, const ScanLimits& limits) {
    while (true) {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
        bool ended = false;
        if (!read_request(in, bytes, size, ended)) return ended;
        limit_processor_time(limits.seconds);
        const Next next = answer({bytes.get(), size}, out, limits);
        if (next != Next::kGoOn) return next == Next::kEnd;
    }
}

}  // namespace mingzhang::pdfscan
