// Work on many items at once whose outcomes are wanted in the order of the items.
//
//   in_order(files.size(), 4,
//            [&] { return [scanner = PdfScanner()](std::size_t i) mutable { … return outcome; }; },
//            [&](std::size_t i, Outcome outcome) { … });
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace mingzhang::workflow {

// Each of `threads` threads calls `make` once and works with what it returns: a function of the
// number of an item that gives its outcome and does not throw. `take` receives the outcomes 0, 1, …
// in this thread; it may throw, and then what is in work is finished and the rest left. No more
// than three outcomes for each thread are in work or waiting at a time, however long `take` takes.
// Where one thread is enough it is this one: another would have to get memory of its own.
template <class Make, class Take>
void in_order(std::size_t count, std::size_t threads, Make make, Take take) {
    using Outcome = std::invoke_result_t<std::invoke_result_t<Make&>&, std::size_t>;
    if (count == 0) return;
    if (threads <= 1 || count == 1) {
        auto work = make();
        for (std::size_t i = 0; i < count; ++i) take(i, work(i));
        return;
    }
    const std::size_t most_ahead = 3 * threads;
    std::mutex mutex;
    std::condition_variable may_begin, is_finished;
    std::map<std::size_t, Outcome> finished;
    std::size_t begun = 0, taken = 0;
    bool stopped = false;

    const auto next_item = [&]() -> std::optional<std::size_t> {
        std::unique_lock lock(mutex);
        may_begin.wait(lock,
                       [&] { return stopped || begun == count || begun < taken + most_ahead; });
        if (stopped || begun == count) return std::nullopt;
        return begun++;
    };
    const auto run = [&] {
        auto work = make();
        while (const auto item = next_item()) {
            Outcome outcome = work(*item);
            const std::lock_guard lock(mutex);
            finished.emplace(*item, std::move(outcome));
            is_finished.notify_one();
        }
    };
    const auto next_outcome = [&] {
        std::unique_lock lock(mutex);
        is_finished.wait(lock, [&] { return finished.count(taken) > 0; });
        return std::move(finished.extract(taken).mapped());
    };

    struct Threads {
        std::vector<std::jthread> all;
        std::mutex& mutex;
        std::condition_variable& may_begin;
        bool& stopped;
        ~Threads() {
            {
                const std::lock_guard lock(mutex);
                stopped = true;
            }
            may_begin.notify_all();
        }
    } pool{{}, mutex, may_begin, stopped};
    for (std::size_t t = 0; t < threads && t < count; ++t) pool.all.emplace_back(run);
    while (taken < count) {
        take(taken, next_outcome());
        {
            const std::lock_guard lock(mutex);
            ++taken;
        }
        may_begin.notify_all();
    }
}

}  // namespace mingzhang::workflow
