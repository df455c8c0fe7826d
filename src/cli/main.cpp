#include <malloc.h>
#include <sys/mman.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdlib>
#include <exception>

#include "cli/book_commands.h"
#include "cli/check_command.h"
#include "cli/complain.h"
#include "cli/diff_command.h"
#include "cli/rules_command.h"
#include "cli/serve_command.h"
#include "cli/waive_command.h"

namespace {

constexpr const char* kVersion = "mingzhang 0.1.0";

// What one document needs is taken from the system at once and kept until the end: page by page,
// as malloc does it, the faults cost as much as checking (virtual machines: 10 µs each). Pages of
// 2 MiB, where the system has them, cost the least.
void reserve_memory() {
    constexpr std::size_t kOneDocument = std::size_t{6} << 20, kPage = 4096;
    constexpr int kLarge = 32 << 20;
    mallopt(M_MMAP_THRESHOLD, kLarge);
    mallopt(M_TRIM_THRESHOLD, kLarge);
    void* block = std::malloc(kOneDocument);
    if (block == nullptr) return;
    const auto page = (reinterpret_cast<std::uintptr_t>(block) + kPage - 1) & ~(kPage - 1);
    madvise(reinterpret_cast<void*>(page), kOneDocument - kPage, MADV_HUGEPAGE);
    madvise(reinterpret_cast<void*>(page), kOneDocument - kPage, MADV_POPULATE_WRITE);
    std::free(block);
}

}  // namespace

int main(int argc, char** argv) {
    reserve_memory();
    CLI::App app{
        "明账: one ledger explains every figure, or mingzhang shows which no ledger can explain"};
    app.set_version_flag("--version", kVersion);
    app.require_subcommand(1);
    mingzhang::cli::CheckOptions check;
    mingzhang::cli::add_check_command(app, check);
    mingzhang::cli::ImportOptions import;
    const CLI::App* import_document = mingzhang::cli::add_import_command(app, import);
    mingzhang::cli::BuildCommandOptions build;
    const CLI::App* build_book = mingzhang::cli::add_build_command(app, build);
    mingzhang::cli::DiffOptions diff;
    const CLI::App* show_differences = mingzhang::cli::add_diff_command(app, diff);
    mingzhang::cli::RulesOptions rules;
    const CLI::App* list_rules = mingzhang::cli::add_rules_command(app, rules);
    mingzhang::cli::WaiveOptions waive;
    const CLI::App* waive_findings = mingzhang::cli::add_waive_command(app, waive);
    const CLI::App* serve = mingzhang::cli::add_serve_command(app);
    try {
        app.parse(argc, argv);
        if (import_document->parsed()) return mingzhang::cli::run_import(import);
        if (build_book->parsed()) return mingzhang::cli::run_build(build);
        if (show_differences->parsed()) return mingzhang::cli::run_diff(diff);
        if (list_rules->parsed()) return mingzhang::cli::run_rules(rules);
        if (waive_findings->parsed()) return mingzhang::cli::run_waive(waive);
        if (serve->parsed()) return mingzhang::cli::run_serve(serve->remaining());
        return mingzhang::cli::run_check(check);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : mingzhang::cli::kUnusable;
    } catch (const std::exception& error) {
        return mingzhang::cli::complain(
            {"", std::string("an internal check failed: ") + error.what(), ""});
    }
}
