#include "cli/check_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "publish/html_report.h"
#include "publish/json_report.h"
#include "publish/messages.h"
#include "publish/report_summary.h"
#include "publish/terminal_report.h"
#include "workflow/check_file.h"

namespace mingzhang::cli {
namespace {

constexpr int kUnusable = 2;

void complain(const Error& error) { fmt::print(stderr, "mingzhang: {}\n", error.to_string()); }

publish::TerminalStyle terminal_style(const std::string& colour) {
    publish::TerminalStyle style;
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    style.colour = colour == "always" || (colour == "auto" && terminal);
    return style;
}

// Prints each report as it is ready; collects them only where the format is one text.
class Output {
  public:
    Output(const CheckOptions& options, const publish::Catalogue& catalogue)
        : format_(options.format), catalogue_(catalogue), style_(terminal_style(options.colour)) {}

    void add(const workflow::CheckedFile& checked) {
        if (format_ == "json") {
            documents_.push_back(publish::json_document(checked.report, catalogue_));
        } else if (format_ == "html") {
            print(publish::html_report(checked.report, checked.source, catalogue_));
        } else {
            print(publish::terminal_report({&checked.report, 1}, catalogue_, style_));
        }
        ++documents_seen_;
        wrong_ += publish::exit_code({&checked.report, 1}) != 0 ? 1 : 0;
    }
    void add_error(const std::string& path, const Error& error) {
        complain(error);
        ++documents_seen_;
        ++wrong_;
        if (format_ == "json") documents_.push_back(publish::json_error(path, error));
    }
    void finish() const {
        if (format_ == "terminal" && documents_seen_ > 1) {
            print("\n" +
                  catalogue_.say("verdict.several", {{"documents", std::to_string(documents_seen_)},
                                                     {"wrong", std::to_string(wrong_)}}));
        }
        if (format_ != "json") return;
        print(documents_.size() == 1 ? documents_[0] : publish::json_list(documents_));
    }

  private:
    static void print(const std::string& text) {
        std::fputs(text.c_str(), stdout);
        if (text.empty() || text.back() != '\n') std::fputc('\n', stdout);
    }

    const std::string format_;
    const publish::Catalogue& catalogue_;
    publish::TerminalStyle style_;
    std::vector<std::string> documents_;
    int documents_seen_ = 0, wrong_ = 0;
};

}  // namespace

void add_check_command(CLI::App& app, CheckOptions& options) {
    CLI::App* check = app.add_subcommand("check", "prove the figures of a disclosure");
    check->add_option("FILE", options.files, "the documents to check")->required();
    check->add_option("--format", options.format, "terminal, json or html")
        ->check(CLI::IsMember({"terminal", "json", "html"}));
    check->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    check->add_option("--colour", options.colour, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
}

int run_check(const CheckOptions& options) {
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error()), kUnusable;
    const auto resources = workflow::load_resources(*directory);
    if (!resources) return complain(resources.error()), kUnusable;
    const auto catalogue = publish::load_catalogue(*directory + "/messages", options.language);
    if (!catalogue) return complain(catalogue.error()), kUnusable;

    if (options.format == "html" && options.files.size() > 1) {
        complain({"",
                  "an HTML report shows one document, " + std::to_string(options.files.size()) +
                      " were given",
                  "run it once for each file"});
        return kUnusable;
    }
    Output output(options, *catalogue);
    const bool progress = options.files.size() > 1 && isatty(STDERR_FILENO) != 0;
    int worst = 0;
    for (std::size_t i = 0; i < options.files.size(); ++i) {
        const std::string& path = options.files[i];
        if (progress) fmt::print(stderr, "[{}/{}] {}\n", i + 1, options.files.size(), path);
        const auto checked = workflow::check_file(path, *resources);
        if (!checked) {
            output.add_error(path, checked.error());
            worst = kUnusable;
            continue;
        }
        output.add(*checked);
        worst = std::max(worst, publish::exit_code({&checked->report, 1}));
    }
    output.finish();
    return worst;
}

}  // namespace mingzhang::cli
