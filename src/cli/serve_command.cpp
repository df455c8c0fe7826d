#include "cli/serve_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace mingzhang::cli {
namespace {

constexpr const char* kProgram = "mingzhang-serve";
constexpr int kUnusable = 2;

// It stands beside this program.
std::string program_path() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? kProgram : (self.parent_path() / kProgram).string();
}

}  // namespace

CLI::App* add_serve_command(CLI::App& app) {
    CLI::App* serve =
        app.add_subcommand("serve", "a page in the browser to check documents (--help for more)");
    serve->prefix_command();
    serve->set_help_flag();
    return serve;
}

int run_serve(const std::vector<std::string>& options) {
    std::string program = program_path();
    std::vector<std::string> words = options;
    std::vector<char*> arguments = {program.data()};
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    fmt::print(stderr, "mingzhang: {} cannot be started: {}\n", program, std::strerror(errno));
    return kUnusable;
}

}  // namespace mingzhang::cli
