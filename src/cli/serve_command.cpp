#include "cli/serve_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>

#include "base/program.h"
#include "cli/complain.h"

namespace mingzhang::cli {
namespace {

constexpr const char* kProgram = "mingzhang-serve";
}  // namespace

CLI::App* add_serve_command(CLI::App& app) {
    CLI::App* serve =
        app.add_subcommand("serve", "a page in the browser to check documents (--help for more)");
    serve->prefix_command();
    serve->set_help_flag();
    return serve;
}

int run_serve(const std::vector<std::string>& options) {
    std::string program = beside_program(kProgram);
    std::vector<std::string> words = options;
    std::vector<char*> arguments = {program.data()};
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    return complain(
        {"", fmt::format("{} cannot be started: {}", program, std::strerror(errno)), ""});
}

}  // namespace mingzhang::cli
