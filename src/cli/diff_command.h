// `mingzhang diff A B`: what changed between two ledgers, or two documents.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mingzhang::cli {

struct DiffOptions {
    std::string before, after;                         // a ledger's folder, or a document
    std::vector<std::string> also_before, also_after;  // further files of the documents
    std::string format = "text";
    std::string language = "zh";
    std::string colour = "auto";
};

CLI::App* add_diff_command(CLI::App& app, DiffOptions& options);

// 0: equal; 1: different; 2: one of them could not be read, or not whole and no difference found.
int run_diff(const DiffOptions& options);

}  // namespace mingzhang::cli
