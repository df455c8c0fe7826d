// A connection that ends in time, whatever the client does.
#pragma once

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>

#include "server/http_server.h"

namespace mingzhang::server {

class ClientStream : public httplib::Stream {
  public:
    // Takes the socket, and closes it. `stopping` ends all waiting for the client.
    ClientStream(int socket, const HttpLimits& limits, const std::atomic<bool>& stopping);
    ~ClientStream() override;
    ClientStream(const ClientStream&) = delete;
    ClientStream& operator=(const ClientStream&) = delete;

    bool is_readable() const override;
    bool is_writable() const override;
    // 0 at the end; -1 where the client is too slow or sends more than is allowed.
    ssize_t read(char* to, std::size_t size) override;
    ssize_t write(const char* from, std::size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return socket_; }

    // Says that nothing more comes and lets the client take what was written: a connection that is
    // closed while the client still sends loses the answer.
    void finish();

  private:
    using Clock = std::chrono::steady_clock;

    bool wait(short events, Clock::time_point end) const;
    Clock::time_point allowed(Clock::time_point begin, std::size_t bytes) const;
    Clock::time_point reading_ends() const;
    bool fill();
    void follow_head(const char* bytes, std::size_t size);

    const int socket_;
    const HttpLimits& limits_;
    const std::atomic<bool>& stopping_;
    const Clock::time_point opened_;
    Clock::time_point answered_{};  // when the first byte was written
    std::size_t taken_ = 0, written_ = 0;
    std::size_t head_ = 0, body_ = 0;  // bytes of each that were handed on
    int line_ends_ = 0;                // in a row: the head ends with an empty line
    bool in_head_ = true;
    std::array<char, 16384> buffer_{};
    std::size_t begin_ = 0, end_ = 0;
};

}  // namespace mingzhang::server
