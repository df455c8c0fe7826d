#include "server/gate.h"

#include <gtest/gtest.h>

#include <thread>

namespace mingzhang::server {
namespace {

using namespace std::chrono_literals;

TEST(Gate, LetsInSoManyAtOnce) {
    Gate gate(2, 1);
    auto first = gate.enter(0ms);
    auto second = gate.enter(0ms);
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(gate.enter(1ms));
    first.reset();
    EXPECT_TRUE(gate.enter(0ms));
}

TEST(Gate, TheNextWaitsUntilOneLeaves) {
    Gate gate(1, 1);
    auto first = gate.enter(0ms);
    bool entered = false;
    std::jthread waiting([&] { entered = gate.enter(10s).has_value(); });
    std::this_thread::sleep_for(5ms);
    first.reset();
    waiting.join();
    EXPECT_TRUE(entered);
}

TEST(Gate, NobodyWaitsWhereNobodyMay) {
    Gate gate(1, 0);
    auto first = gate.enter(0ms);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(gate.enter(10s));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(Gate, ClosingEndsTheWaiting) {
    Gate gate(1, 5);
    auto first = gate.enter(0ms);
    std::jthread waiting([&] { EXPECT_FALSE(gate.enter(10s)); });
    std::this_thread::sleep_for(5ms);
    gate.close();
    waiting.join();
    first.reset();
    EXPECT_FALSE(gate.enter(0ms));
}

}  // namespace
}  // namespace mingzhang::server
