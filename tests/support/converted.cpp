#include "converted.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "read/office_convert.h"

namespace mingzhang::tests {

std::string converted(const std::string& folder, const std::string& file,
                      const std::string& ending) {
    const std::string program = read::find_soffice();
    if (program.empty()) return {};
    const std::string command = fmt::format(
        "timeout -k 5 120 '{0}' '-env:UserInstallation=file://{1}/profile' --headless --norestore "
        "--convert-to {2} --outdir '{1}/converted' '{3}' >/dev/null 2>&1 </dev/null",
        program, folder, ending, file);
    const auto name = std::filesystem::path(file).stem().string() + "." + ending;
    const std::string out = folder + "/converted/" + name;
    return std::system(command.c_str()) == 0 && std::filesystem::exists(out) ? out : "";
}

}  // namespace mingzhang::tests
