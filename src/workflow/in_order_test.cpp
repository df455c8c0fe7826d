#include "workflow/in_order.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <string>

namespace mingzhang::workflow {
namespace {

using namespace std::chrono_literals;

std::vector<std::size_t> numbers(std::size_t count) {
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

TEST(InOrder, GivesTheOutcomesInOrderWhateverTheyTake) {
    for (std::size_t threads : {1u, 2u, 7u}) {
        std::vector<std::size_t> taken;
        in_order(
            40, threads,
            [] {
                return [](std::size_t item) {
                    std::this_thread::sleep_for((item % 5) * 500us);
                    return item;
                };
            },
            [&](std::size_t item, std::size_t outcome) {
                EXPECT_EQ(item, outcome);
                taken.push_back(outcome);
            });
        EXPECT_EQ(taken, numbers(40)) << threads << " threads";
    }
}

TEST(InOrder, MakesOneWorkerForEachThread) {
    std::atomic<int> made = 0;
    const auto make = [&] {
        ++made;
        return [](std::size_t item) { return item; };
    };
    const auto take = [](std::size_t, std::size_t) {};
    in_order(100, 3, make, take);
    EXPECT_EQ(made, 3);
    in_order(2, 8, make, take);
    EXPECT_EQ(made, 5);
    in_order(0, 8, make, take);
    EXPECT_EQ(made, 5);
}

TEST(InOrder, RunsNoFurtherAheadThanThreeForEachThread) {
    std::atomic<int> begun = 0;
    int most = 0;
    in_order(
        60, 2,
        [&] {
            return [&](std::size_t item) {
                ++begun;
                return std::to_string(item);
            };
        },
        [&](std::size_t item, const std::string&) {
            std::this_thread::sleep_for(1ms);
            most = std::max(most, begun - static_cast<int>(item));
        });
    EXPECT_GT(most, 1);
    EXPECT_LE(most, 6);
}

TEST(InOrder, EndsWhereTakingThrows) {
    std::atomic<int> begun = 0;
    const auto stop_at_five = [](std::size_t item, std::size_t) {
        if (item == 5) throw std::runtime_error("enough");
    };
    EXPECT_THROW(
        in_order(
            1000, 2, [&] { return [&](std::size_t item) { return ++begun, item; }; }, stop_at_five),
        std::runtime_error);
    EXPECT_LE(begun, 12);
}

}  // namespace
}  // namespace mingzhang::workflow
