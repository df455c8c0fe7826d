// One document through the program: reading, recognising, reconciling, and the whole process.
// The document: MINGZHANG_BENCH_DOCUMENT, else the project's example.
#include <benchmark/benchmark.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cstdlib>

#include "bench/resources.h"
#include "check/articulation.h"
#include "check/check.h"
#include "read/read.h"
#include "recognise/recognise.h"
#include "reconcile/reconcile.h"

extern char** environ;

namespace mingzhang {
namespace {

std::string document_path() {
    const char* given = std::getenv("MINGZHANG_BENCH_DOCUMENT");
    return given != nullptr ? given : "examples/social-work-department/disclosure.txt";
}

using bench::need;
using bench::resources;

const SourceDocument& source() {
    static const SourceDocument loaded = need(read::read_document(document_path()));
    return loaded;
}

Disclosure recognised() {
    return recognise::recognise(source(), resources().library, resources().codes).value();
}

void load(benchmark::State& state) {
    const std::string directory = need(workflow::find_data_directory());
    for (auto _ : state) benchmark::DoNotOptimize(workflow::load_resources(directory));
}
BENCHMARK(load)->Unit(benchmark::kMicrosecond);

void read_text(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read::read_document(document_path()));
}
BENCHMARK(read_text)->Unit(benchmark::kMicrosecond);

void recognise_document(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(recognised());
}
BENCHMARK(recognise_document)->Unit(benchmark::kMicrosecond);

void articulate_document(benchmark::State& state) {
    const Disclosure disclosure = recognised();
    for (auto _ : state) {
        benchmark::DoNotOptimize(check::articulate(disclosure, resources().library.lexicon));
    }
}
BENCHMARK(articulate_document)->Unit(benchmark::kMicrosecond);

void reconcile_document(benchmark::State& state) {
    const auto articulation = check::articulate(recognised(), resources().library.lexicon);
    for (auto _ : state) benchmark::DoNotOptimize(reconcile::reconcile(articulation.system));
}
BENCHMARK(reconcile_document)->Unit(benchmark::kMicrosecond);

// Start, load, check, print, end: what a user waits for.
void whole_process(benchmark::State& state) {
    const std::string program =
        need(workflow::find_data_directory()) + "/build/release/bin/mingzhang";
    std::string path = document_path();
    for (auto _ : state) {
        std::string name = "mingzhang", check = "check", format = "--format=json";
        char* arguments[] = {name.data(), check.data(), path.data(), format.data(), nullptr};
        posix_spawn_file_actions_t quiet;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1 /* O_WRONLY */, 0);
        pid_t child = 0;
        if (posix_spawn(&child, program.c_str(), &quiet, nullptr, arguments, environ) != 0) {
            state.SkipWithError("mingzhang was not started");
            break;
        }
        int status = 0;
        waitpid(child, &status, 0);
        posix_spawn_file_actions_destroy(&quiet);
    }
}
BENCHMARK(whole_process)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mingzhang
