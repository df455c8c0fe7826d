// mingzhang-pdfmark: writes notes into PDF files, so that libqpdf stays out of every other program.
//
// Standard input:  the size of the notes, the notes, the PDF file (model/page_note.h).
// Standard output: "marked", how many notes found no place, the size of the copy, the copy;
//                  or "refused" and why; or "no jail" and why. An answer that ends early is none.
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "jail/jail.h"
#include "model/page_note.h"
#include "pdfmark/annotate.h"

namespace {

using namespace mingzhang;

constexpr std::size_t kMostInput = std::size_t{384} << 20;
constexpr int kMostSeconds = 60;  // of processor time

std::string read_input() {
    constexpr std::size_t kPiece = 1u << 20;
    std::string bytes;
    while (bytes.size() <= kMostInput) {
        const std::size_t used = bytes.size();
        bytes.resize(used + kPiece);
        ssize_t got = 0;
        do {
            got = ::read(STDIN_FILENO, bytes.data() + used, kPiece);
        } while (got < 0 && errno == EINTR);
        bytes.resize(used + static_cast<std::size_t>(got < 0 ? 0 : got));
        if (got <= 0) return bytes;
    }
    return {};
}

bool write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

std::string answer_to(std::string_view input) try {
    const auto size = take_number(input);
    if (!size || *size > input.size()) return "refused: the request makes no sense";
    const auto notes = decode_notes(input.substr(0, static_cast<std::size_t>(*size)));
    if (!notes) return "refused: the notes make no sense";
    const pdfmark::Annotated copy =
        pdfmark::annotate(input.substr(static_cast<std::size_t>(*size)), *notes);
    std::string answer = "marked";
    append_number(answer, copy.unplaced);
    append_number(answer, copy.bytes.size());
    return answer + copy.bytes;
} catch (const std::exception& error) {
    return std::string("refused: ") + error.what();
}

}  // namespace

int main(int argc, char** argv) {
    const bool optional = argc == 2 && std::string_view(argv[1]) == "--jail-optional";
    const auto problem = jail::lock_in({});
    if (problem && !optional) {
        write_all("no jail: " + *problem);
        _exit(3);
    }
    // The kernel ends the process if libqpdf hangs.
    itimerval timer{};
    timer.it_value.tv_sec = kMostSeconds;
    setitimer(ITIMER_PROF, &timer, nullptr);
    _exit(write_all(answer_to(read_input())) ? 0 : 1);  // nothing needs to be put in order
}
