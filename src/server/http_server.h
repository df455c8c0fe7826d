// The socket side: cpp-httplib for HTTP, limits and time limits of our own for what it reads. One
// request a connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/http.h"

namespace mingzhang::server {

// A client must send, and take, so many bytes a second after a time of grace: one that does not
// is cut off, however it spaces its bytes.
struct Pace {
    std::chrono::milliseconds grace{15'000};
    std::size_t bytes_per_second = 64u << 10;
};

struct HttpLimits {
    Pace pace;
    std::chrono::milliseconds head_time{5'000};                // for request line and headers
    std::size_t head = 32u << 10;                              // bytes of request line and headers
    std::size_t body = (std::size_t{200} << 20) + (1u << 20);  // with what stands around the files
    std::size_t connections = 32;                              // served at once
    std::size_t waiting = 64;                                  // further ones; beyond these: 503
};

class HttpServer {
  public:
    explicit HttpServer(Handler handler, HttpLimits limits = {});
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // Port 0: any that is free. Returns the port.
    Result<int> bind(const std::string& host, int port);
    // Serves until stop(); then no client is waited for, but handlers are.
    void run();
    // From any thread.
    void stop();

  private:
    class Library;
    std::unique_ptr<Library> library_;
};

}  // namespace mingzhang::server
