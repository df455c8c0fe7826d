// mingzhang-serve: a program of its own, because the HTTP library brings others along whose loading
// alone takes longer than checking a document.
#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <thread>

#include "base/children.h"
#include "publish/messages.h"
#include "server/hosts.h"
#include "server/http_server.h"
#include "server/site.h"
#include "workflow/resources.h"

namespace {

using namespace mingzhang;

constexpr int kUnusable = 2;

struct Options {
    std::string host = "127.0.0.1";
    int port = 8080;
    std::string language = "zh";
    unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
};

int complain(const Error& error) {
    fmt::print(stderr, "mingzhang: {}\n", error.to_string());
    return kUnusable;
}

// Blocked in every thread that is started from now on; one thread waits for them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

std::string address(const std::string& host, int port) {
    const bool bare = host.find(':') != std::string::npos && host.front() != '[';
    return bare ? fmt::format("http://[{}]:{}/", host, port)
                : fmt::format("http://{}:{}/", host, port);
}

int serve(const Options& options) {
    const sigset_t signals = block_signals();
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error());
    const auto resources = workflow::load_resources(*directory);
    if (!resources) return complain(resources.error());
    const auto catalogue = publish::load_catalogue(*directory + "/messages", options.language);
    if (!catalogue) return complain(catalogue.error());

    server::SiteOptions site_options;
    site_options.host = options.host;
    site_options.checks_at_once = options.jobs;
    server::Site site(*resources, *catalogue, site_options);
    server::HttpServer http([&](const server::Request& request) { return site.answer(request); });
    const auto port = http.bind(options.host, options.port);
    if (!port) return complain(port.error());

    std::atomic<bool> ended = false;
    std::thread waiting([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        site.close();
        // Until it is over: what is in work may start further children.
        while (!ended) {
            http.stop();
            kill_children();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    if (!server::is_loopback(options.host)) {
        fmt::print(stderr, "{}\n", catalogue->say("serve.open-to-others"));
    }
    fmt::print("{}\n",
               catalogue->say("serve.listening", {{"address", address(options.host, *port)}}));
    std::fflush(stdout);
    http.run();
    ended = true;
    pthread_kill(waiting.native_handle(), SIGTERM);
    waiting.join();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    signal(SIGPIPE, SIG_IGN);
    CLI::App app{"a page in the browser where documents are given and their reports shown",
                 "mingzhang serve"};
    Options options;
    app.add_option("--port", options.port, "8080; 0: any that is free")
        ->check(CLI::Range(0, 65535));
    app.add_option("--host", options.host, "address to listen on; usually this computer alone");
    app.add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    app.add_option("--jobs", options.jobs, "checks at a time; usually as many as processors")
        ->check(CLI::Range(1u, 64u));
    try {
        app.parse(argc, argv);
        return serve(options);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kUnusable;
    } catch (const std::exception& error) {
        return complain({"", fmt::format("an internal check failed: {}", error.what()), ""});
    }
}
