// `mingzhang serve …`: becomes the program mingzhang-serve.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mingzhang::cli {

// Its options are those of mingzhang-serve, and are not looked at here.
CLI::App* add_serve_command(CLI::App& app);

// Returns, with 2, only where that program cannot be started.
int run_serve(const std::vector<std::string>& options);

}  // namespace mingzhang::cli
