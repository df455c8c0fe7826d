#include "cli/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include "publish/report_summary.h"
#include "publish/text_layout.h"

namespace mingzhang::cli {
namespace {

int columns_of_stderr() {
    winsize size{};
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

}  // namespace

Progress::Progress(std::size_t files)
    : files_(files), shown_(files > 1 && isatty(STDERR_FILENO) != 0) {}

void Progress::begin(const std::string& path) {
    if (!shown_) return;
    const std::lock_guard lock(mutex_);
    const std::string text = fmt::format("[{}/{}] {}", ++begun_, files_, publish::printable(path));
    const int room = std::max(columns_of_stderr() - 1, 1);
    const bool fits = publish::columns_of(text) <= room;
    fmt::print(stderr, "\r\x1b[K{}", fits ? text : publish::fitted(text, room));
    line_ = true;
}

void Progress::clear() {
    if (!shown_) return;
    const std::lock_guard lock(mutex_);
    if (line_) std::fputs("\r\x1b[K", stderr);
    line_ = false;
}

}  // namespace mingzhang::cli
