// Reading a PDF beside what `pdftotext -layout` takes for the same file, turn by turn, and the
// whole check with a scanner that runs already. The files: MINGZHANG_BENCH_PDFS, separated by
// colons.
#include <benchmark/benchmark.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <vector>

#include "base/text.h"
#include "bench/resources.h"
#include "read/read.h"
#include "workflow/check_file.h"

extern char** environ;

namespace mingzhang {
namespace {

using bench::resources;
using Clock = std::chrono::steady_clock;

double milliseconds_of(const std::function<bool()>& work) {
    const auto begin = Clock::now();
    if (!work()) return 0;
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                     values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

bool pdftotext(std::string path) {
    std::string name = "pdftotext", layout = "-layout", out = "/dev/null";
    char* arguments[] = {name.data(), layout.data(), path.data(), out.data(), nullptr};
    pid_t child = 0;
    int status = 1;
    return posix_spawnp(&child, name.c_str(), nullptr, nullptr, arguments, environ) == 0 &&
           waitpid(child, &status, 0) == child && status == 0;
}

void pdf(benchmark::State& state, const std::string& path) {
    read::PdfScanner scanner;
    if (!read::read_document(path, scanner)) return state.SkipWithError("not read");
    std::vector<double> other, reading, check;
    for (auto _ : state) {
        other.push_back(milliseconds_of([&] { return pdftotext(path); }));
        reading.push_back(
            milliseconds_of([&] { return bool{read::read_document(path, scanner)}; }));
        check.push_back(milliseconds_of(
            [&] { return bool{workflow::check_file(path, resources(), scanner)}; }));
    }
    state.counters["pdftotext_ms"] = median(other);
    state.counters["read_ms"] = median(reading);
    state.counters["check_ms"] = median(check);
    state.counters["read_ratio"] = median(reading) / median(other);
    state.counters["check_ratio"] = median(check) / median(other);
}

const bool registered = [] {
    const char* given = std::getenv("MINGZHANG_BENCH_PDFS");
    if (given == nullptr) return false;
    for (const std::string_view path : text::split(given, ':')) {
        if (path.empty()) continue;
        const std::string name = "pdf/" + std::filesystem::path(path).stem().string();
        benchmark::RegisterBenchmark(name.c_str(), pdf, std::string(path))
            ->Iterations(9)
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    }
    return true;
}();

}  // namespace
}  // namespace mingzhang
