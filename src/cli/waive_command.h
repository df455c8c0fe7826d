// `mingzhang waive FILE --finding f3 --who NAME --why TEXT`: answers for findings of a document.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mingzhang::cli {

struct WaiveOptions {
    std::vector<std::string> files;  // of one disclosure
    std::vector<std::string> with;   // as for check
    std::vector<std::string> findings;
    std::string who, why;
};

CLI::App* add_waive_command(CLI::App& app, WaiveOptions& options);
// The exit code: 0, or 2 where nothing was written.
int run_waive(const WaiveOptions& options);

}  // namespace mingzhang::cli
