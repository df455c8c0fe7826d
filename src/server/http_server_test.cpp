// Over real sockets, on a port that is free.
#include "server/http_server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "base/file.h"
#include "server/form_test.h"
#include "server/site.h"

namespace mingzhang::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

constexpr const char* kBoundary = "----a-boundary";

class Client {
  public:
    explicit Client(int port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
            throw std::runtime_error("no connection");
        }
        const timeval patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~Client() { close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // All that comes until the end.
    std::string receive() {
        std::string all;
        char buffer[16384];
        for (ssize_t got; (got = recv(socket_, buffer, sizeof buffer, 0)) > 0;) {
            all.append(buffer, static_cast<std::size_t>(got));
        }
        return all;
    }

  private:
    const int socket_;
};

class Running {
  public:
    explicit Running(Handler handler, HttpLimits limits = {})
        : server_(std::move(handler), limits) {
        const auto bound = server_.bind("127.0.0.1", 0);
        if (!bound) throw std::runtime_error(bound.error().to_string());
        port = *bound;
        thread_ = std::thread([this] { server_.run(); });
        ask("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    ~Running() { stop(); }

    std::string ask(const std::string& request) const {
        Client client(port);
        client.send(request);
        return client.receive();
    }

    std::string post(const std::vector<Field>& fields, const std::string& more = {}) const {
        const std::string body = form_body(fields, kBoundary);
        return ask("POST /check HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                   "\r\nContent-Type: multipart/form-data; boundary=" + kBoundary +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more + "\r\n" +
                   body);
    }

    void stop() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

    int port = 0;

  private:
    HttpServer server_;
    std::thread thread_;
};

std::string example() {
    return read_file("examples/social-work-department/disclosure.txt", read::kMostBytes).value();
}

TEST(HttpServer, ServesTheWholeSite) {
    const auto resources = workflow::load_resources(".").value();
    const auto zh = publish::load_catalogue("messages", "zh").value();
    SiteOptions options;
    options.uploads.file = options.uploads.request = 200'000;
    Site site(resources, zh, options);
    const Running server([&](const Request& request) { return site.answer(request); });

    const std::string port = std::to_string(server.port);
    const std::string start = server.ask("GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
    EXPECT_THAT(start, StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(start, HasSubstr("\r\nContent-Security-Policy: default-src 'none'; "));
    EXPECT_THAT(start, HasSubstr("\r\nX-Frame-Options: DENY\r\n"));
    EXPECT_THAT(start, HasSubstr("type=\"file\""));

    EXPECT_THAT(server.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
                StartsWith("HTTP/1.1 403 "));
    EXPECT_THAT(server.ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 403 "));
    EXPECT_THAT(
        server.ask("PUT /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"),
        StartsWith("HTTP/1.1 405 "));

    const std::string one = server.post({{"files", "../../<script>.txt", example()}});
    EXPECT_THAT(one, StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(one, HasSubstr("\r\nCache-Control: no-store\r\n"));
    EXPECT_THAT(one, HasSubstr("../../&lt;script&gt;.txt"));
    EXPECT_THAT(one, Not(HasSubstr("<script>.txt")));

    const std::string several =
        server.post({{"files", "一.txt", example()}, {"files", "空.txt", ""}});
    EXPECT_THAT(several, StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(several, HasSubstr("文件是空的"));

    const std::string whole = example();
    const std::size_t middle = whole.find("\n第三部分 2026年度部门预算情况说明\n") + 1;
    EXPECT_THAT(server.post({{"files", "正文.txt", whole.substr(middle)},
                             {"files", "报表.txt", whole.substr(0, middle)},
                             {"together", "", "1"}}),
                HasSubstr("正文.txt + 报表.txt"));

    EXPECT_THAT(server.post({{"files", "a.txt", std::string("\0\1\2\3", 4)}}),
                StartsWith("HTTP/1.1 422 "));
    EXPECT_THAT(server.post({{"files", "", ""}}), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(server.post({{"files", "a.txt", std::string(200'001, 'x')}}),
                StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(server.post({{"files", "a.txt", "x"}}, "Origin: http://evil.example\r\n"),
                StartsWith("HTTP/1.1 403 "));
}

// Handlers that read the form, and say how much they got.
Response count(const Request& request) {
    std::size_t bytes = 0;
    const bool whole = request.read_parts([](const Part&) { return true; },
                                          [&](std::string_view data) {
                                              bytes += data.size();
                                              return true;
                                          });
    return {200, "text/plain", (whole ? "all " : "not all ") + std::to_string(bytes), {}};
}

HttpLimits impatient() {
    HttpLimits limits;
    limits.pace.grace = limits.head_time = 300ms;
    limits.head = 4000;
    limits.body = 100'000;
    return limits;
}

TEST(HttpServer, ABodyComesInWholeOrNotAtAll) {
    const Running server(count, impatient());
    EXPECT_THAT(server.post({{"files", "a", std::string(50'000, 'x')}}),
                testing::EndsWith("\r\n\r\nall 50000"));
    EXPECT_THAT(server.post({{"files", "a", std::string(150'000, 'x')}}),
                Not(HasSubstr("\r\n\r\nall ")));
    const std::string begin =
        "POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
        "boundary=x\r\n";
    EXPECT_THAT(server.ask(begin + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                Not(HasSubstr("\r\n\r\nall ")));
    EXPECT_THAT(server.ask(begin + "Content-Length: 1000\r\n\r\n--x\r\n"),
                Not(HasSubstr("\r\n\r\nall ")));
}

TEST(HttpServer, CutsOffWhoSendsTooSlowly) {
    const Running server(count, impatient());
    for (const char* begin : {"", "GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
                              "POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n"
                              "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"}) {
        const auto start = Clock::now();
        Client client(server.port);
        client.send(begin);
        // It never pauses for long.
        std::jthread dripping([&](const std::stop_token& stop) {
            while (!stop.stop_requested() && client.send("x")) std::this_thread::sleep_for(20ms);
        });
        EXPECT_THAT(client.receive(), Not(HasSubstr("\r\n\r\nall ")));
        EXPECT_LT(Clock::now() - start, 10s) << begin;
    }
    EXPECT_THAT(server.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 200 "));
}

TEST(HttpServer, LivesThroughHeadersWithoutEndAndMeasure) {
    HttpLimits limits;
    limits.pace.grace = limits.head_time = 300ms;
    const Running server(count, limits);
    for (const std::string& request :
         {"GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n",
          "GET / HTTP/1.1\r\nRange: bytes=" + std::string(8'000, '1') + "-\r\n\r\n",
          "GET / HTTP/1.1\r\nRange: bytes=0-1" + std::string(7'000, ',') + "\r\n\r\n",
          std::string("\0\xFF\r\n\r\n", 6), std::string("\r\n\r\n\r\n"), std::string("GET\r\n\r\n"),
          std::string("POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                      "99999999999999999999999999\r\nContent-Type: multipart/form-data; "
                      "boundary=x\r\n\r\n")}) {
        server.ask(request);
    }
    const std::string name(8'100, '"');
    server.post({{"files", name, "x"}});
    server.post({{std::string(8'100, 'a'), std::string(8'100, 'b'), "x"}});
    EXPECT_THAT(server.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 200 "));
}

TEST(HttpServer, TurnsAwayWhoWouldWaitTooLong) {
    HttpLimits limits;
    limits.connections = 1;
    limits.waiting = 1;
    const Running server(count, limits);
    Client first(server.port);
    first.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(50ms);
    Client second(server.port);
    second.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(50ms);
    Client third(server.port);
    EXPECT_THAT(third.receive(), StartsWith("HTTP/1.1 503 "));
    first.send("Host: localhost\r\n\r\n");
    EXPECT_THAT(first.receive(), StartsWith("HTTP/1.1 200 "));
}

TEST(HttpServer, StopsAtOnceWhoeverIsConnected) {
    Running server(count);
    Client silent(server.port), slow(server.port);
    slow.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(50ms);
    const auto start = Clock::now();
    server.stop();
    EXPECT_LT(Clock::now() - start, 5s);
}

TEST(HttpServer, SaysWhereItCannotListen) {
    const Running server(count);
    HttpServer second(count);
    const auto bound = second.bind("127.0.0.1", server.port);
    ASSERT_FALSE(bound);
    EXPECT_THAT(bound.error().to_string(), HasSubstr(std::to_string(server.port)));
    EXPECT_FALSE(HttpServer(count).bind("no.such.address.invalid", 0));
}

}  // namespace
}  // namespace mingzhang::server
