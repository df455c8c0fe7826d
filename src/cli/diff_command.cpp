#include "cli/diff_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/children.h"
#include "cli/complain.h"
#include "publish/differences_html.h"
#include "publish/differences_json.h"
#include "publish/differences_text.h"
#include "publish/messages.h"
#include "workflow/compare.h"

namespace mingzhang::cli {
namespace {

constexpr int kEqual = 0, kDifferent = 1;

std::string written(const Differences& differences, const DiffOptions& options,
                    const publish::Catalogue& catalogue) {
    if (options.format == "json") return publish::differences_json(differences);
    if (options.format == "html") return publish::differences_html(differences, catalogue);
    publish::TerminalStyle style;
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    style.colour = options.colour == "always" || (options.colour == "auto" && terminal);
    return publish::differences_text(differences, catalogue, style);
}

std::vector<std::string> all_of(const std::string& first, const std::vector<std::string>& further) {
    std::vector<std::string> all = {first};
    all.insert(all.end(), further.begin(), further.end());
    return all;
}

}  // namespace

CLI::App* add_diff_command(CLI::App& app, DiffOptions& options) {
    CLI::App* diff = app.add_subcommand("diff", "say what changed between ledgers or documents");
    diff->add_option("A", options.before, "before: the folder of a ledger, or a document")
        ->required();
    diff->add_option("B", options.after, "after: likewise; a ledger may stand beside a document")
        ->required();
    diff->add_option("--also-before", options.also_before,
                     "further files of the document A, such as its tables");
    diff->add_option("--also-after", options.also_after, "further files of the document B");
    diff->add_option("--format", options.format, "text, html or json")
        ->check(CLI::IsMember({"text", "html", "json"}));
    diff->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    diff->add_option("--colour", options.colour, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    diff->footer("Exit code: 0 equal, 1 different, 2 could not be read.");
    return diff;
}

int run_diff(const DiffOptions& options) {
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error());
    const auto resources = workflow::load_resources(*directory);
    if (!resources) return complain(resources.error());
    const auto catalogue = publish::load_catalogue(*directory + "/messages", options.language);
    if (!catalogue) return complain(catalogue.error());
    end_children_with_signals();
    read::PdfScanner scanner;
    const auto differences =
        workflow::compare_paths(all_of(options.before, options.also_before),
                                all_of(options.after, options.also_after), *resources, scanner);
    if (!differences) return complain(differences.error());
    const std::string text = written(*differences, options, *catalogue);
    const bool printed = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!printed || std::fflush(stdout) != 0) {
        return complain(
            {"", std::string("the differences could not be written: ") + std::strerror(errno), ""});
    }
    if (!differences->equal()) return kDifferent;
    return differences->read_whole() ? kEqual : kUnusable;
}

}  // namespace mingzhang::cli
