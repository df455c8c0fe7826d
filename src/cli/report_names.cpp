#include "cli/report_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "publish/report_summary.h"

namespace mingzhang::cli {
namespace {

constexpr std::size_t kLongestStem = 180;  // of the 255 bytes of most file systems
constexpr std::string_view kNotInNames = "/\\:*?\"<>|";

std::string_view last_part(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    return path.substr(path.find_last_of('/') + 1);
}

std::string_view without_ending(std::string_view name) {
    const std::size_t dot = name.find_last_of('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string cut(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && continues_character(text[most])) --most;
    text.resize(most);
    return text;
}

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace

std::string safe_stem(std::string_view path) {
    std::string stem = publish::printable(without_ending(last_part(path)));
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return kNotInNames.find(c) != kNotInNames.npos; },
        '_');
    stem = cut(std::move(stem), kLongestStem);
    // Blanks and dots at the ends hide a file, or are dropped by some file systems.
    const std::size_t begin = stem.find_first_not_of(" .");
    if (begin == std::string::npos) return "report";
    stem = stem.substr(begin, stem.find_last_not_of(" .") + 1 - begin);
    return stem.front() == '-' ? "_" + stem : stem;
}

std::vector<std::string> report_names(const std::vector<std::string>& paths,
                                      std::string_view ending) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    std::map<std::string, int> same_stem;
    for (const std::string& path : paths) {
        const std::string stem = safe_stem(path);
        int& n = same_stem[lower_case(stem)];
        std::string name = ++n == 1 ? stem : fmt::format("{}-{}", stem, n);
        while (!taken.insert(lower_case(name)).second) name = fmt::format("{}-{}", stem, ++n);
        names.push_back(name.append(ending));
    }
    return names;
}

}  // namespace mingzhang::cli
