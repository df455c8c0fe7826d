#include "server/client_stream.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mingzhang::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kSlice = 100ms;   // between looks whether the server stops
constexpr auto kLastWords = 3s;  // for a client to take the end of its answer
constexpr std::size_t kMostDiscarded = std::size_t{1} << 30;

}  // namespace

ClientStream::ClientStream(int socket, const HttpLimits& limits, const std::atomic<bool>& stopping)
    : socket_(socket), limits_(limits), stopping_(stopping), opened_(Clock::now()) {
    fcntl(socket_, F_SETFD, FD_CLOEXEC);
    fcntl(socket_, F_SETFL, O_NONBLOCK);
}

ClientStream::~ClientStream() { close(socket_); }

bool ClientStream::wait(short events, Clock::time_point end) const {
    while (!stopping_) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        if (left <= 0ms) return false;
        pollfd poll_on{socket_, events, 0};
        const int ready =
            poll(&poll_on, 1,
                 static_cast<int>(std::min<std::chrono::milliseconds>(left, kSlice).count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
    return false;
}

ClientStream::Clock::time_point ClientStream::allowed(Clock::time_point begin,
                                                      std::size_t bytes) const {
    const auto moved = std::chrono::milliseconds(bytes * 1000 / limits_.pace.bytes_per_second);
    return begin + limits_.pace.grace + moved;
}

ClientStream::Clock::time_point ClientStream::reading_ends() const {
    return in_head_ ? opened_ + limits_.head_time : allowed(opened_, taken_);
}

bool ClientStream::is_readable() const { return begin_ < end_ || wait(POLLIN, reading_ends()); }

bool ClientStream::is_writable() const {
    const auto begin = answered_ == Clock::time_point{} ? Clock::now() : answered_;
    return wait(POLLOUT, allowed(begin, written_));
}

bool ClientStream::fill() {
    while (wait(POLLIN, reading_ends())) {
        const ssize_t got = recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (got < 0) return false;
        begin_ = 0;
        end_ = static_cast<std::size_t>(got);
        taken_ += end_;
        return true;
    }
    return false;
}

ssize_t ClientStream::read(char* to, std::size_t size) {
    if (begin_ == end_ && !fill()) return -1;
    const std::size_t given = std::min(size, end_ - begin_);
    std::memcpy(to, buffer_.data() + begin_, given);
    begin_ += given;
    follow_head(to, given);
    if (head_ > limits_.head || body_ > limits_.body) return -1;
    return static_cast<ssize_t>(given);
}

void ClientStream::follow_head(const char* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        if (!in_head_) {
            body_ += size - i;
            return;
        }
        ++head_;
        if (bytes[i] == '\n') {
            in_head_ = ++line_ends_ < 2;
        } else if (bytes[i] != '\r') {
            line_ends_ = 0;
        }
    }
}

ssize_t ClientStream::write(const char* from, std::size_t size) {
    if (answered_ == Clock::time_point{}) answered_ = Clock::now();
    while (wait(POLLOUT, allowed(answered_, written_))) {
        const ssize_t sent = send(socket_, from, size, MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (sent < 0) return -1;
        written_ += static_cast<std::size_t>(sent);
        return sent;
    }
    return -1;
}

// Nothing depends on who asks.
void ClientStream::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = 0;
}

void ClientStream::get_local_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = 0;
}

void ClientStream::finish() {
    shutdown(socket_, SHUT_WR);
    const auto end = Clock::now() + kLastWords;
    std::size_t discarded = 0;
    while (discarded < kMostDiscarded && wait(POLLIN, end)) {
        const ssize_t got = recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return;
        discarded += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
}

}  // namespace mingzhang::server
