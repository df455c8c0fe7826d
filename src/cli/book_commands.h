// `mingzhang import FILE… -o DIR` and `mingzhang build DIR -o OUT`.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mingzhang::cli {

struct ImportOptions {
    std::vector<std::string> files;  // the parts of one disclosure
    std::string output;              // the folder of the ledger
    std::string language = "zh";
};

struct BuildCommandOptions {
    std::string book, output;
    std::vector<std::string> formats = {"docx", "pdf", "xlsx", "html", "data"};
    bool draft = false;
    std::string watermark;
    std::string language = "zh";
};

CLI::App* add_import_command(CLI::App& app, ImportOptions& options);
CLI::App* add_build_command(CLI::App& app, BuildCommandOptions& options);

// Exit codes as of check: 0, 1 with errors in what was read or would be published, 2 where nothing
// could be done.
int run_import(const ImportOptions& options);
int run_build(const BuildCommandOptions& options);

}  // namespace mingzhang::cli
