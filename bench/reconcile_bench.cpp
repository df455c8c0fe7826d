#include <benchmark/benchmark.h>

#include "bench/generate.h"
#include "reconcile/reconcile.h"

namespace mingzhang::bench {
namespace {

using reconcile::Verdict;

void report(benchmark::State& state, const System& system, Verdict expected) {
    const reconcile::Reconciliation r = reconcile::reconcile(system);
    if (r.verdict != expected) state.SkipWithError("unexpected verdict");
    state.counters["figures"] = static_cast<double>(system.observations().size());
    state.counters["components"] = r.components;
    state.counters["faults"] = static_cast<double>(r.faults.size());
}

// One consistent document.
void document(benchmark::State& state) {
    System system;
    Generator(1).add_department(system, static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(reconcile::reconcile(system));
    report(state, system, Verdict::kConsistent);
}
BENCHMARK(document)->Arg(700)->Arg(3000)->Unit(benchmark::kMicrosecond);

// Many consistent documents at once.
void documents(benchmark::State& state) {
    const System system = Generator(2).departments(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(reconcile::reconcile(system));
    report(state, system, Verdict::kConsistent);
}
BENCHMARK(documents)->RangeMultiplier(10)->Range(1000, 1'000'000)->Unit(benchmark::kMillisecond);

// One document with `range(1)` figures wrong.
void altered(benchmark::State& state) {
    System system;
    Generator(3).add_department(system, static_cast<int>(state.range(0)));
    const auto count = static_cast<int64_t>(system.observations().size());
    for (int64_t i = 0; i < state.range(1); ++i)
        system = Generator::altered(
            system, static_cast<ObservationId>((2 * i + 1) * count / (2 * state.range(1)) / 2),
            1000 + i);
    for (auto _ : state) benchmark::DoNotOptimize(reconcile::reconcile(system));
    report(state, system, Verdict::kContradiction);
}
BENCHMARK(altered)
    ->Args({700, 1})
    ->Args({700, 3})
    ->Args({700, 10})
    ->Args({3000, 1})
    ->Args({3000, 10})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mingzhang::bench
