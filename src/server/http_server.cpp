#include "server/http_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/client_stream.h"

namespace mingzhang::server {
namespace {

constexpr const char* kEverything = ".*";
constexpr const char* kBusy =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
    "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: 5\r\n\r\nbusy\n";

// True in the thread that accepts connections, while it turns one away.
thread_local bool turning_away = false;

// Threads for so many connections at once; the library hands over a function for each.
class Connections : public httplib::TaskQueue {
  public:
    Connections(std::size_t at_once, std::size_t waiting) : most_waiting_(waiting) {
        for (std::size_t i = 0; i < at_once; ++i) threads_.emplace_back([this] { work(); });
    }

    void enqueue(std::function<void()> serve) override {
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() < most_waiting_) {
                waiting_.push_back(std::move(serve));
                changed_.notify_one();
                return;
            }
        }
        turning_away = true;
        serve();
        turning_away = false;
    }

    void shutdown() override {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

  private:
    void work() {
        while (const auto serve = next()) serve();
    }

    std::function<void()> next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
        if (waiting_.empty()) return {};
        auto serve = std::move(waiting_.front());
        waiting_.pop_front();
        return serve;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    const std::size_t most_waiting_;
    bool ended_ = false;
    std::vector<std::thread> threads_;
};

std::string header(const httplib::Request& request, const char* name) {
    return request.get_header_value(name);
}

Request translated(const httplib::Request& from) {
    Request request;
    request.method = from.method;
    request.path = from.path;
    request.host = from.get_header_value_count("Host") == 1 ? header(from, "Host") : "";
    request.origin = header(from, "Origin");
    request.multipart = from.is_multipart_form_data();
    request.encoded = from.has_header("Content-Encoding");
    request.length = from.get_header_value<std::size_t>("Content-Length");
    request.read_parts = [](const Request::Begin&, const Request::Data&) { return false; };
    return request;
}

void put(Response&& from, httplib::Response& to) {
    to.status = from.status;
    for (auto& [name, value] : from.headers) to.set_header(name, value);
    to.set_header("Content-Type", from.type);
    to.body = std::move(from.body);
}

}  // namespace

class HttpServer::Library : public httplib::Server {
  public:
    Library(server::Handler handler, HttpLimits limits)
        : handler_(std::move(handler)), limits_(limits) {
        new_task_queue = [this] { return new Connections(limits_.connections, limits_.waiting); };
        set_payload_max_length(limits_.body);
        // Not the library's own: it lets a second server share the port unnoticed.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
            fcntl(socket, F_SETFD, FD_CLOEXEC);
        });
        // What has a body that is read by nobody else never comes further than here: the library
        // would keep it whole.
        set_pre_routing_handler(
            [this](const httplib::Request& request, httplib::Response& response) {
                if (request.method == "POST") return HandlerResponse::Unhandled;
                put(handler_(translated(request)), response);
                return HandlerResponse::Handled;
            });
        Post(kEverything, [this](const httplib::Request& request, httplib::Response& response,
                                 const httplib::ContentReader& content) {
            put(handler_(with_parts(request, content)), response);
        });
        set_exception_handler([](const httplib::Request&, httplib::Response& response,
                                 std::exception_ptr) { response.status = 500; });
    }

    void stop_waiting() { stopping_ = true; }

  private:
    static Request with_parts(const httplib::Request& from, const httplib::ContentReader& content) {
        Request request = translated(from);
        request.read_parts = [&content](const Request::Begin& begin, const Request::Data& data) {
            return content(
                [&](const httplib::MultipartFormData& part) {
                    return begin({part.name, part.filename});
                },
                [&](const char* bytes, std::size_t size) {
                    return data({bytes, size});
                });
        };
        return request;
    }

    bool process_and_close_socket(socket_t socket) override {
        ClientStream stream(socket, limits_, stopping_);
        if (turning_away) {
            // Without waiting: this is the thread that accepts.
            return send(socket, kBusy, std::strlen(kBusy), MSG_NOSIGNAL | MSG_DONTWAIT) > 0;
        }
        bool closed = false;
        const bool answered = process_request(stream, true, closed, [](httplib::Request&) {});
        stream.finish();
        return answered;
    }

    const server::Handler handler_;
    const HttpLimits limits_;
    std::atomic<bool> stopping_ = false;
};

HttpServer::HttpServer(Handler handler, HttpLimits limits)
    : library_(std::make_unique<Library>(std::move(handler), limits)) {}

HttpServer::~HttpServer() { stop(); }

Result<int> HttpServer::bind(const std::string& host, int port) {
    errno = 0;
    const int bound = port == 0 ? library_->bind_to_any_port(host)
                                : (library_->bind_to_port(host, port) ? port : -1);
    if (bound > 0) return bound;
    const std::string reason = errno == 0 ? "no such address" : std::strerror(errno);
    return fail(fmt::format("{}:{}", host, port),
                fmt::format("this address cannot be listened on: {}", reason),
                "another program may use it; choose another one with --port");
}

void HttpServer::run() { library_->listen_after_bind(); }

void HttpServer::stop() {
    library_->stop_waiting();
    library_->stop();
}

}  // namespace mingzhang::server
