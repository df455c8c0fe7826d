// `mingzhang check FILE…`
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mingzhang::cli {

struct CheckOptions {
    std::vector<std::string> files;
    std::string format = "terminal";
    std::string language = "zh";
    std::string colour = "auto";
    std::string output;             // a folder, the workbook or the marked copy; empty: stdout
    bool together = false;          // all files are one disclosure
    std::vector<std::string> with;  // other disclosures of the same department
    std::string ledger;             // the folder of the ledger it should state; empty: none
    unsigned jobs = 0;              // files at a time; 0: as many as there are processors
};

CLI::App* add_check_command(CLI::App& app, CheckOptions& options);

// 0: no error; 1: at least one error; 2: a file could not be read, a report not be written, or the
// data is broken.
int run_check(const CheckOptions& options);

}  // namespace mingzhang::cli
