// The files that reports are written to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingzhang::cli {

// The name of a file in some folder, for people to recognise `path` by: its own name without the
// folders and the last ending, in valid UTF-8 without control characters and what a file system
// or a shell could take for something else, of at most 180 bytes; never empty, never hidden.
std::string safe_stem(std::string_view path);

// One name for each path: its stem and `ending`, with "-2", "-3", … between where another has it
// already. They differ also for file systems that do not tell capitals of Latin letters.
std::vector<std::string> report_names(const std::vector<std::string>& paths,
                                      std::string_view ending = ".html");

}  // namespace mingzhang::cli
