#include "cli/check_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "base/children.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/complain.h"
#include "cli/marked_files.h"
#include "cli/progress.h"
#include "cli/report_names.h"
#include "publish/findings_workbook.h"
#include "publish/html_report.h"
#include "publish/json_report.h"
#include "publish/messages.h"
#include "publish/report_summary.h"
#include "publish/terminal_report.h"
#include "workflow/check_file.h"
#include "workflow/compare.h"
#include "workflow/in_order.h"

namespace mingzhang::cli {
namespace {

publish::TerminalStyle terminal_style(const std::string& colour) {
    publish::TerminalStyle style;
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    style.colour = colour == "always" || (colour == "auto" && terminal);
    return style;
}

// A report as it will be printed: the document itself is gone by then.
struct Written {
    std::string text;
    int exit_code = 0;
    std::optional<Error> error;
    std::string verdict;                     // where the text goes into a file
    std::optional<CheckReport> report = {};  // where it goes into a workbook, without its document
    std::vector<MarkedFile> marked = {};
};

class Writer {
  public:
    Writer(const CheckOptions& options, const publish::Catalogue& catalogue)
        : options_(options), catalogue_(catalogue), style_(terminal_style(options.colour)) {}

    Written write(const std::vector<std::string>& files,
                  const Result<workflow::CheckedFile>& checked, read::PdfScanner& scanner) const {
        if (!checked) return refused(files.front(), checked.error());
        Written written;
        written.exit_code = publish::exit_code({&checked->report, 1});
        if (options_.format == "xlsx") {
            written.report = checked->report;
            return written;
        }
        if (options_.format == "marked") {
            written.marked = marked_files(*checked, files, catalogue_, scanner);
        } else {
            written.text = text_of(*checked);
        }
        if (!options_.output.empty())
            written.verdict = publish::verdict(checked->report, catalogue_);
        return written;
    }

  private:
    Written refused(const std::string& path, const Error& error) const {
        Written written{"", kUnusable, error, ""};
        if (options_.format == "json") written.text = publish::json_error(path, error);
        return written;
    }

    std::string text_of(const workflow::CheckedFile& checked) const {
        if (options_.format == "json") return publish::json_document(checked.report, catalogue_);
        if (options_.format == "html")
            return publish::html_report(checked.report, checked.source, catalogue_);
        return publish::terminal_report({&checked.report, 1}, catalogue_, style_);
    }

    const CheckOptions& options_;
    const publish::Catalogue& catalogue_;
    const publish::TerminalStyle style_;
};

// The files of each report.
using Documents = std::vector<std::vector<std::string>>;

Documents documents_of(const CheckOptions& options) {
    if (options.together) return {options.files};
    Documents documents;
    for (const std::string& file : options.files) documents.push_back({file});
    return documents;
}

std::vector<std::string> first_files(const Documents& documents) {
    std::vector<std::string> first;
    for (const auto& files : documents) first.push_back(files.front());
    return first;
}

// Takes the reports in the order of the documents; each is out before the next one comes.
class Output {
  public:
    Output(const CheckOptions& options, const Documents& documents,
           const publish::Catalogue& catalogue)
        : options_(options),
          catalogue_(catalogue),
          documents_(documents.size()),
          list_(documents.size() > 1),
          workbook_(catalogue) {
        std::size_t files = 0;
        for (const auto& document : documents) {
            first_file_.push_back(files);
            files += document.size();
        }
        if (options.format == "marked") marked_.emplace(options.output, options.files);
        if (options.format == "html" && !options.output.empty())
            names_ = report_names(first_files(documents));
    }

    void add(std::size_t number, const std::string& path, const Written& written) {
        worst_ = std::max(worst_, written.exit_code);
        wrong_ += written.exit_code != 0 ? 1 : 0;
        if (written.error) complain(*written.error);
        if (options_.format == "xlsx") {
            if (written.report) workbook_.add(*written.report);
            if (written.error) workbook_.add_unread(path, *written.error);
        } else if (marked_) {
            for (const MarkedFile& file : written.marked)
                write_marked(first_file_[number] + file.number, file.copy, written.verdict);
        } else if (options_.format == "json") {
            if (list_) print(number == 0 ? "[\n" : ",\n");
            print(list_ ? text::trim(written.text) : written.text);
        } else if (!options_.output.empty()) {
            if (!written.error) write_file(names_[number], written);
        } else {
            if (printed_ && !written.error) print("\n");
            print(written.text);
        }
        std::fflush(stdout);
    }

    // The exit code.
    int finish() {
        if (options_.format == "xlsx") write_workbook();
        if (options_.format == "json" && list_) print("\n]\n");
        if (options_.format == "terminal" && list_) {
            print("\n" +
                  catalogue_.say("verdict.several", {{"documents", std::to_string(documents_)},
                                                     {"wrong", std::to_string(wrong_)}}) +
                  "\n");
        }
        if (std::fflush(stdout) != 0 || failed_) {
            complain(
                {"", fmt::format("the report could not be written: {}", std::strerror(errno)), ""});
            return kUnusable;
        }
        return worst_;
    }

  private:
    void print(std::string_view shown) {
        if (failed_ || shown.empty()) return;
        printed_ = true;
        failed_ = std::fwrite(shown.data(), 1, shown.size(), stdout) != shown.size();
    }

    void write_workbook() {
        if (auto done = workbook_.write(options_.output); !done) {
            complain(done.error());
            worst_ = kUnusable;
        } else {
            print(publish::printable(options_.output) + "\n");
        }
    }

    void write_file(const std::string& name, const Written& written) {
        const std::string path = (std::filesystem::path(options_.output) / name).string();
        if (auto done = write_new_file(path, written.text); !done) {
            complain(done.error());
            worst_ = kUnusable;
            return;
        }
        print(publish::printable(path) + "  " + written.verdict + "\n");
    }

    void write_marked(std::size_t file, const Result<marked::MarkedCopy>& copy,
                      const std::string& verdict) {
        const Result<std::string> path =
            copy ? marked_->write(file, *copy) : tl::make_unexpected(copy.error());
        if (!path) {
            complain(path.error());
            worst_ = kUnusable;
            return;
        }
        print(publish::printable(*path) + "  " + verdict + "\n  " +
              catalogue_.say("mark.count", {{"notes", std::to_string(copy->notes)}}) + "\n");
        if (copy->unplaced == 0) return;
        print("  " + catalogue_.say("mark.unplaced", {{"count", std::to_string(copy->unplaced)}}) +
              "\n");
    }

    const CheckOptions& options_;
    const publish::Catalogue& catalogue_;
    const std::size_t documents_;
    const bool list_;
    std::vector<std::string> names_;
    std::vector<std::size_t> first_file_;  // of each document, among all files
    std::optional<MarkedOutput> marked_;
    publish::FindingsWorkbook workbook_;
    int worst_ = 0, wrong_ = 0;
    bool printed_ = false, failed_ = false;
};

// Makes it where it is not there.
std::optional<Error> folder_missing(const std::string& folder) {
    std::error_code error, ignored;
    std::filesystem::create_directories(folder, error);
    if (std::filesystem::is_directory(folder, ignored)) return std::nullopt;
    const bool there = std::filesystem::exists(folder, ignored);
    return Error{
        folder,
        there ? "This is no folder" : fmt::format("The folder cannot be made: {}", error.message()),
        ""};
}

std::optional<Error> unsuitable(const CheckOptions& options) {
    const bool files =
        options.format == "html" || options.format == "xlsx" || options.format == "marked";
    if (!options.output.empty() && !files) {
        return Error{"", "--output goes with reports that are files",
                     "add --format html, marked or xlsx"};
    }
    if (options.output.empty() && options.format == "xlsx")
        return Error{"", "a workbook needs a name", "--output findings.xlsx"};
    if (options.output.empty() && options.format == "marked")
        return Error{"", "marked copies need a place", "--output DIR, or --output marked.pdf"};
    if (options.format == "html" && options.output.empty() && options.files.size() > 1 &&
        !options.together) {
        return Error{
            "",
            fmt::format("an HTML report shows one document, {} were given", options.files.size()),
            "--output DIR writes a file for each; --together takes them as one document"};
    }
    if (!options.with.empty() && options.files.size() > 1 && !options.together) {
        return Error{
            "", fmt::format("--with goes with one disclosure, {} were given", options.files.size()),
            "check one at a time; --together takes several files as one"};
    }
    if (options.output.empty() || options.format == "xlsx") return std::nullopt;
    if (options.format == "marked") {
        const MarkedOutput output(options.output, options.files);
        if (!output.is_folder() || output.unsuitable()) return output.unsuitable();
    }
    return folder_missing(options.output);
}

std::size_t threads_for(const CheckOptions& options, std::size_t documents) {
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t wanted = options.jobs == 0 ? processors : options.jobs;
    return std::min({wanted, processors, documents});
}

}  // namespace

CLI::App* add_check_command(CLI::App& app, CheckOptions& options) {
    CLI::App* check = app.add_subcommand("check", "prove the figures of disclosures");
    check->add_option("FILE", options.files, "the documents to check")->required();
    check->add_option("--format", options.format, "terminal, json, html, marked or xlsx")
        ->check(CLI::IsMember({"terminal", "json", "html", "marked", "xlsx"}));
    check->add_option(
        "--output", options.output,
        "folder for one HTML report, or marked copy, a file; with marked also the copy of "
        "one file; with xlsx, the workbook");
    check->add_option("--lang", options.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    check->add_option("--colour", options.colour, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    check->add_flag("--together", options.together,
                    "all files are parts of one disclosure, in their order");
    check->add_option("--with", options.with,
                      "hold it against these: last year's document, or the budget beside accounts");
    check->add_option("--ledger", options.ledger,
                      "hold it against this ledger: what was approved, or what it was made of");
    check->add_option("--jobs", options.jobs, "files at a time; at most and usually all processors")
        ->check(CLI::Range(1u, 1024u));
    return check;
}

int run_check(const CheckOptions& options) {
    if (const auto error = unsuitable(options)) return complain(*error);
    const auto directory = workflow::find_data_directory();
    if (!directory) return complain(directory.error());
    const auto resources = workflow::load_resources(*directory);
    if (!resources) return complain(resources.error());
    const auto catalogue = publish::load_catalogue(*directory + "/messages", options.language);
    if (!catalogue) return complain(catalogue.error());

    std::optional<Book> ledger;
    if (!options.ledger.empty()) {
        auto read = workflow::read_whole_ledger(options.ledger);
        if (!read) return complain(read.error());
        ledger = *std::move(read);
    }

    end_children_with_signals();
    const Writer writer(options, *catalogue);
    const Documents documents = documents_of(options);
    Output output(options, documents, *catalogue);
    Progress progress(documents.size());
    const auto worker = [&] {
        return [&, scanner = std::make_shared<read::PdfScanner>()](std::size_t number) {
            const std::vector<std::string>& files = documents[number];
            progress.begin(files.front());
            auto checked = workflow::check_files(files, options.with, *resources, *scanner);
            if (checked && ledger) workflow::hold_against_ledger(*checked, *ledger, *resources);
            return writer.write(files, checked, *scanner);
        };
    };
    workflow::in_order(documents.size(), threads_for(options, documents.size()), worker,
                       [&](std::size_t number, const Written& written) {
                           progress.clear();
                           output.add(number, documents[number].front(), written);
                       });
    return output.finish();
}

}  // namespace mingzhang::cli
