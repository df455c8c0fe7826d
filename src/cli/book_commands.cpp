#include "cli/book_commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/children.h"
#include "cli/complain.h"
#include "publish/messages.h"
#include "publish/report_summary.h"
#include "publish/terminal_report.h"
#include "store/book_folder.h"
#include "store/book_rules.h"
#include "workflow/build_book.h"
#include "workflow/import_book.h"

namespace mingzhang::cli {
namespace {

struct Ready {
    workflow::Resources resources;
    publish::Catalogue catalogue;
};

Result<Ready> get_ready(const std::string& language) {
    const auto directory = workflow::find_data_directory();
    if (!directory) return tl::make_unexpected(directory.error());
    auto resources = workflow::load_resources(*directory);
    if (!resources) return tl::make_unexpected(resources.error());
    auto catalogue = publish::load_catalogue(*directory + "/messages", language);
    if (!catalogue) return tl::make_unexpected(catalogue.error());
    end_children_with_signals();
    return Ready{*std::move(resources), *std::move(catalogue)};
}

// "basic.csv:12 …": what was seen, one a line.
bool print_findings(const std::vector<BookFinding>& findings, const publish::Catalogue& catalogue) {
    bool errors = false;
    for (const BookFinding& finding : findings) {
        errors = errors || finding.severity == Severity::kError;
        std::string where = finding.place.file;
        if (finding.place.line > 0) where += fmt::format(":{}", finding.place.line);
        fmt::print("{}  {}  {}\n", publish::printable(where),
                   catalogue.say("severity." + std::string(severity_name(finding.severity))),
                   publish::printable(catalogue.say("book." + finding.rule, finding.arguments)));
    }
    return errors;
}

std::string folder_of(const std::string& path) {
    return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

}  // namespace

CLI::App* add_import_command(CLI::App& app, ImportOptions& options) {
    CLI::App* import = app.add_subcommand("import", "make a ledger of a published document");
    import->add_option("FILE", options.files, "the document; several are parts of one")->required();
    import->add_option("-o,--output", options.output, "the folder of the ledger")->required();
    import->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    return import;
}

CLI::App* add_build_command(CLI::App& app, BuildCommandOptions& options) {
    CLI::App* build = app.add_subcommand("build", "publish a ledger");
    build->add_option("DIR", options.book, "the folder of the ledger")->required();
    build->add_option("-o,--output", options.output, "where the files go")->required();
    build->add_option("--format", options.formats, "some of docx,pdf,xlsx,html,data")
        ->delimiter(',')
        ->check(CLI::IsMember({"docx", "pdf", "xlsx", "html", "data"}));
    build->add_flag("--draft", options.draft, "write the files although there are errors");
    build->add_option("--watermark", options.watermark, "across each page, such as 草稿");
    build->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    return build;
}

int run_import(const ImportOptions& options) {
    const auto ready = get_ready(options.language);
    if (!ready) return complain(ready.error());
    read::PdfScanner scanner;
    const auto checked = workflow::check_together(options.files, ready->resources, scanner);
    if (!checked) return complain(checked.error());
    const auto imported = workflow::import_book(*checked, ready->resources);
    if (!imported) return complain(imported.error());
    const std::string folder = folder_of(options.output);
    if (const auto written = store::write_book(imported->book, folder); !written)
        return complain(written.error());
    const publish::Catalogue& catalogue = ready->catalogue;
    std::size_t lines = 0, open = 0;
    const auto count = [&](const std::vector<BookLine>& list) {
        lines += list.size();
        open += static_cast<std::size_t>(
            std::count_if(list.begin(), list.end(), [](const BookLine& l) { return l.open; }));
    };
    for (const auto& list : imported->book.lines) count(list);
    for (const BookProject& project : imported->book.projects) count(project.lines);
    fmt::print("{}\n",
               publish::printable(catalogue.say(
                   "import.done", {{"folder", folder},
                                   {"lines", std::to_string(lines)},
                                   {"open", std::to_string(open)},
                                   {"projects", std::to_string(imported->book.projects.size())}})));
    for (int index : imported->explanation.left_out) {
        const Figure& figure = checked->report.disclosure.figures[static_cast<std::size_t>(index)];
        const std::string where =
            figure.place.page > 0
                ? catalogue.say("import.page", {{"page", std::to_string(figure.place.page)}})
                : catalogue.say("import.line", {{"line", std::to_string(figure.place.line)}});
        fmt::print("{}\n", publish::printable(catalogue.say("import.left-out",
                                                            {{"place", where},
                                                             {"value", figure.text},
                                                             {"row", figure.row_label},
                                                             {"column", figure.column_label}})));
    }
    return 0;
}

int run_build(const BuildCommandOptions& options) {
    const auto ready = get_ready(options.language);
    if (!ready) return complain(ready.error());
    const publish::Catalogue& catalogue = ready->catalogue;
    const auto book = store::read_book(folder_of(options.book));
    if (!book) return complain(book.error());
    bool errors = print_findings(book->findings, catalogue);
    errors = print_findings(store::book_findings(book->book), catalogue) || errors;
    workflow::BuildOptions build_options;
    build_options.watermark = options.watermark;
    for (const std::string& name : options.formats)
        build_options.formats.push_back(*workflow::format_named(name));
    read::PdfScanner scanner;
    const auto built = workflow::build_book(book->book, build_options, ready->resources, scanner);
    if (!built) return complain(built.error());
    errors = print_findings(built->findings, catalogue) || errors;
    publish::TerminalStyle style;
    style.colour = isatty(STDOUT_FILENO) != 0;
    for (const workflow::BuiltFile& file : built->files) {
        if (!file.checked) continue;
        const CheckReport& report = file.checked->report;
        if (publish::exit_code({&report, 1}) != 0) {
            fmt::print("{}\n", publish::terminal_report({&report, 1}, catalogue, style));
        } else {
            fmt::print("{}  {}\n", file.name, publish::verdict(report, catalogue));
        }
    }
    errors = errors || built->has_errors();
    if (errors && !options.draft) {
        fmt::print("{}\n", catalogue.say("build.refused"));
        return 1;
    }
    if (const auto written = workflow::write_build(*built, folder_of(options.output)); !written)
        return complain(written.error());
    fmt::print("{}\n", publish::printable(catalogue.say(
                           "build.done", {{"folder", folder_of(options.output)},
                                          {"files", std::to_string(built->files.size())}})));
    return errors ? 1 : 0;
}

}  // namespace mingzhang::cli
