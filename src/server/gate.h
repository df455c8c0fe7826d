// So many at once, so many waiting, nobody for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>

namespace mingzhang::server {

class Gate {
  public:
    Gate(std::size_t at_once, std::size_t waiting) : free_(at_once), most_waiting_(waiting) {}

    // A place inside, until it is destroyed.
    class Pass {
      public:
        explicit Pass(Gate& gate) : gate_(&gate) {}
        Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
        Pass& operator=(Pass&&) = delete;
        ~Pass();

      private:
        Gate* gate_;
    };

    // None where too many wait already, where the patience ends, and once the gate is closed.
    std::optional<Pass> enter(std::chrono::milliseconds patience);
    void close();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t free_, waiting_ = 0;
    const std::size_t most_waiting_;
    bool closed_ = false;
};

}  // namespace mingzhang::server
