#include "cli/waive_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ctime>

#include "cli/complain.h"
#include "workflow/check_file.h"

namespace mingzhang::cli {
namespace {

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm day{};
    localtime_r(&now, &day);
    return fmt::format("{:04}-{:02}-{:02}", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

}  // namespace

CLI::App* add_waive_command(CLI::App& app, WaiveOptions& options) {
    CLI::App* waive = app.add_subcommand("waive", "answer for findings of a document");
    waive->add_option("FILE", options.files, "the document; several are parts of one")->required();
    waive->add_option("--with", options.with, "as for check");
    waive->add_option("--finding", options.findings, "its id (f3) or key, as in the report")
        ->required();
    waive->add_option("--who", options.who, "who answers for it")->required();
    waive->add_option("--why", options.why, "why it may stand")->required();
    return waive;
}

int run_waive(const WaiveOptions& options) {
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error());
    const auto resources = workflow::load_resources(*directory);
    if (!resources) return complain(resources.error());
    if (options.who.empty() || options.why.empty())
        return complain({"", "--who and --why must not be empty", ""});
    read::PdfScanner scanner;
    const auto checked = workflow::check_files(options.files, options.with, *resources, scanner);
    if (!checked) return complain(checked.error());
    const Waiver waiver{options.who, today(), options.why};
    const auto written = workflow::waive(options.files, *checked, options.findings, waiver);
    if (!written) return complain(written.error());
    fmt::print("{}\n", *written);
    return 0;
}

}  // namespace mingzhang::cli
