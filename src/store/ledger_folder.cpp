#include "store/ledger_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "model/book.h"

namespace mingzhang::store {
namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr std::size_t kLongestStem = 60;   // bytes, of what we name
constexpr std::size_t kLongestName = 200;  // bytes; file systems take 255

bool is_digit(char c) { return c >= '0' && c <= '9'; }

string_view take_digits(string_view& s) {
    std::size_t n = 0;
    while (n < s.size() && is_digit(s[n])) ++n;
    const string_view digits = s.substr(0, n);
    s.remove_prefix(n);
    return digits;
}

string_view without_zeros(string_view digits) {
    const auto first = std::min(digits.find_first_not_of('0'), digits.size());
    return digits.substr(first);
}

bool is_unsafe(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || string_view("/\\:*?\"<>|").find(c) != string_view::npos;
}

std::string without_unsafe(string_view name) {
    std::string out(name);
    std::replace_if(out.begin(), out.end(), is_unsafe, '_');
    return out;
}

void cut_at_character(std::string& text, std::size_t most) {
    if (text.size() <= most) return;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    text.resize(most);
}

}  // namespace

bool natural_less(string_view a, string_view b) {
    const string_view whole_a = a, whole_b = b;
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const string_view left = without_zeros(take_digits(a));
            const string_view right = without_zeros(take_digits(b));
            if (left.size() != right.size()) return left.size() < right.size();
            if (left != right) return left < right;
            continue;
        }
        if (a.front() != b.front())
            return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    if (a.empty() != b.empty()) return a.empty();
    return whole_a < whole_b;
}

std::string project_file_name(std::size_t index, string_view name) {
    std::string stem = fmt::format("{:02}-{}", index + 1, without_unsafe(text::trim(name)));
    cut_at_character(stem, kLongestStem - string_view(".toml").size());
    while (stem.ends_with(' ') || stem.ends_with('.') || stem.ends_with('-')) stem.pop_back();
    return fmt::format("{}/{}.toml", kProjects, stem);
}

bool is_file_name(string_view name) {
    return !name.empty() && name.size() <= kLongestName && name.front() != '.' &&
           text::is_utf8(name) && std::none_of(name.begin(), name.end(), is_unsafe);
}

Result<LedgerFolder> LedgerFolder::open(const std::string& directory) {
    std::error_code error;
    const fs::path root = fs::canonical(directory, error);
    if (error) return fail(directory, "There is no such folder", "check the spelling of the path");
    if (!fs::is_directory(root, error)) return fail(directory, "This is a file, not a folder");
    return LedgerFolder(root.string());
}

bool LedgerFolder::has(const std::string& file) const {
    std::error_code error;
    return fs::exists(fs::symlink_status(path_of(file), error));
}

bool LedgerFolder::has_folder(string_view folder) const {
    std::error_code error;
    return fs::symlink_status(path_of(std::string(folder)), error).type() ==
           fs::file_type::directory;
}

std::vector<std::string> LedgerFolder::files(string_view folder, string_view ending,
                                             std::size_t most) const {
    std::vector<std::string> out;
    if (!has_folder(folder)) return out;
    std::error_code error;
    fs::directory_iterator entry(path_of(std::string(folder)), error), end;
    for (; !error && entry != end && out.size() <= most; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with('.') || !name.ends_with(ending)) continue;
        out.push_back(fmt::format("{}/{}", folder, name));
    }
    std::sort(out.begin(), out.end(), natural_less);
    return out;
}

std::vector<std::string> LedgerFolder::ledger_files() const {
    constexpr std::size_t kAny = 1'000'000;
    std::vector<std::string> out = files(kProjects, ".toml", kAny);
    for (std::string& file : files(kTexts, ".md", kAny)) out.push_back(std::move(file));
    for (std::size_t i = 0; i < kLineFiles; ++i) {
        std::string file = fmt::format("{}.csv", line_file_name(static_cast<LineFile>(i)));
        if (has(file)) out.push_back(std::move(file));
    }
    return out;
}

Result<std::string> LedgerFolder::read(const std::string& file, std::size_t most) const {
    std::error_code error;
    const std::string real = fs::canonical(path_of(file), error).string();
    if (!error && !real.starts_with(root_ == "/" ? root_ : root_ + "/"))
        return fail(path_of(file), "This symbolic link leads out of the ledger");
    return read_file(path_of(file), most);
}

Result<void> LedgerFolder::make_folder(string_view folder) const {
    const std::string path = path_of(std::string(folder));
    std::error_code error;
    fs::create_directory(path, error);
    if (has_folder(folder)) return {};
    return fail(path, "The folder cannot be made", "is there a file or a link of this name?");
}

Result<void> LedgerFolder::write(const std::string& file, string_view bytes) const {
    std::error_code error;
    const fs::file_type there = fs::symlink_status(path_of(file), error).type();
    if (there == fs::file_type::regular) {
        const auto old = read_file(path_of(file), bytes.size());
        if (old && *old == bytes) return {};
    }
    return replace_file(path_of(file), bytes);
}

Result<void> LedgerFolder::remove(const std::string& file) const {
    std::error_code error;
    const fs::file_type there = fs::symlink_status(path_of(file), error).type();
    if (there != fs::file_type::regular && there != fs::file_type::symlink) return {};
    if (fs::remove(path_of(file), error)) return {};
    return fail(path_of(file), "The file cannot be removed", "it is no longer part of the ledger");
}

}  // namespace mingzhang::store
