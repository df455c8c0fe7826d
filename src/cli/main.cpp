#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/check_command.h"

namespace {

constexpr const char* kVersion = "mingzhang 0.1.0";
constexpr int kUnusable = 2;

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "明账: one ledger explains every figure, or mingzhang shows which no ledger can explain"};
    app.set_version_flag("--version", kVersion);
    app.require_subcommand(1);
    mingzhang::cli::CheckOptions check;
    mingzhang::cli::add_check_command(app, check);
    try {
        app.parse(argc, argv);
        return mingzhang::cli::run_check(check);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kUnusable;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "mingzhang: an internal check failed: %s\n", error.what());
        return kUnusable;
    }
}
