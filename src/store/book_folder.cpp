#include "store/book_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/text.h"
#include "store/department_file.h"
#include "store/ledger_folder.h"
#include "store/line_table.h"
#include "store/project_file.h"

namespace mingzhang::store {
namespace {

using std::string_view;

std::string csv_name(LineFile file) { return fmt::format("{}.csv", line_file_name(file)); }

std::string text_file_name(const std::string& name) {
    return fmt::format("{}/{}.md", kTexts, name);
}

struct OutFile {
    std::string name, bytes;
};

// All files of a book, in the order in which they are written: what is there after each is a
// ledger.
class FilesOfBook {
  public:
    Result<std::vector<OutFile>> of(const Book& book) {
        if (auto done = check(book); !done) return tl::make_unexpected(done.error());
        add(std::string(kDepartmentFile), department_toml(book));
        for (std::size_t i = 0; i < kLineFiles; ++i) {
            const auto file = static_cast<LineFile>(i);
            if (!book.lines[i].empty())
                add_text(csv_name(file), csv_of(book.lines[i], implied_by(file)));
        }
        for (std::size_t i = 0; i < book.projects.size(); ++i)
            add(project_file_name(i, book.projects[i].name), project_toml(book.projects[i]));
        for (const BookText& text : book.texts) {
            // A reader takes a first byte order mark for that of the file.
            const string_view mark = text.text.starts_with("\uFEFF") ? "\uFEFF" : "";
            add_text(text_file_name(text.name), std::string(mark) + text.text, mark.size());
        }
        if (error_) return tl::make_unexpected(*error_);
        return std::move(files_);
    }

  private:
    Result<void> check(const Book& book) {
        std::size_t lines = 0;
        for (std::size_t i = 0; i < kLineFiles; ++i) {
            const auto file = static_cast<LineFile>(i);
            check_lines(book.lines[i], implied_by(file), csv_name(file));
            lines += book.lines[i].size();
        }
        for (std::size_t i = 0; i < book.projects.size(); ++i) {
            const BookProject& project = book.projects[i];
            const std::string file = project_file_name(i, project.name);
            check_lines(project.lines, implied_by_project(project.name), file);
            lines += project.lines.size();
        }
        if (book.year < 0 || book.year > kLastYear)
            refuse(std::string(kDepartmentFile), fmt::format("{} is no year", book.year));
        check_texts(book.texts);
        const BookLimits limits;
        if (lines > limits.lines) refuse({}, fmt::format("More than {} lines", limits.lines));
        if (book.projects.size() > limits.projects)
            refuse({}, fmt::format("More than {} projects", limits.projects));
        if (book.texts.size() > limits.texts)
            refuse({}, fmt::format("More than {} texts", limits.texts));
        if (error_) return tl::make_unexpected(*error_);
        return {};
    }

    void check_lines(const std::vector<BookLine>& lines, const Coordinate& implied,
                     const std::string& file) {
        for (const BookLine& line : lines) {
            const std::string wrong = unwritable_member(line.at, implied);
            if (!wrong.empty()) refuse(file, fmt::format("There is no member {}", wrong));
        }
    }

    void check_texts(const std::vector<BookText>& texts) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string& name = texts[i].name;
            if (!is_file_name(name)) {
                refuse(std::string(kTexts), fmt::format("\"{}\" cannot name a file", name));
            } else if (i > 0 && !natural_less(texts[i - 1].name, name)) {
                refuse(text_file_name(name), "The texts are not in the order of their names",
                       "number them: 1-…, 2-…");
            }
        }
    }

    void add(std::string name, std::string bytes) {
        const std::size_t most = BookLimits().file_bytes;
        if (bytes.size() > most) refuse(name, fmt::format("More than {} bytes", most));
        if (!text::is_utf8(bytes)) refuse(name, "The text is no UTF-8");
        all_bytes_ += bytes.size();
        if (all_bytes_ > BookLimits().all_bytes)
            refuse({}, fmt::format("More than {} bytes", BookLimits().all_bytes));
        files_.push_back({std::move(name), std::move(bytes)});
    }

    // A file whose control characters are not escaped.
    void add_text(std::string name, std::string bytes, std::size_t mark = 0) {
        const auto read = text::decode(bytes, name);
        if (!read || string_view(*read) != string_view(bytes).substr(mark))
            refuse(name, "The text is no UTF-8, or holds control characters", "take them out");
        add(std::move(name), std::move(bytes));
    }

    void refuse(std::string where, std::string what, std::string hint = {}) {
        if (!error_) error_ = Error{std::move(where), std::move(what), std::move(hint)};
    }

    std::vector<OutFile> files_;
    std::size_t all_bytes_ = 0;
    std::optional<Error> error_;
};

Result<void> remove_stale(const LedgerFolder& folder, const std::vector<std::string>& before,
                          const std::vector<OutFile>& files) {
    std::set<string_view> kept;
    for (const OutFile& file : files) kept.insert(file.name);
    for (const std::string& file : before) {
        if (kept.count(file) > 0) continue;
        if (auto done = folder.remove(file); !done) return done;
    }
    return {};
}

class FolderReader {
  public:
    FolderReader(LedgerFolder folder, const BookLimits& limits)
        : folder_(std::move(folder)),
          limits_(limits),
          lines_left_(limits.lines),
          bytes_left_(limits.all_bytes) {}

    Result<ReadBook> read() {
        const std::string department(kDepartmentFile);
        if (!folder_.has(department)) {
            return fail(folder_.path_of(department), "There is no ledger in this folder",
                        "a ledger has a department.toml");
        }
        const auto content = read_text(department);
        if (!content) return tl::make_unexpected(content.error());
        if (auto done = read_department(*content, department, book_, findings_); !done) {
            Error error = done.error();
            error.where = folder_.path_of(error.where);
            return tl::make_unexpected(std::move(error));
        }
        for (std::size_t i = 0; i < kLineFiles; ++i) read_lines(static_cast<LineFile>(i));
        read_projects();
        read_texts();
        return ReadBook{std::move(book_), findings_.take()};
    }

  private:
    Result<std::string> read_text(const std::string& file) {
        auto bytes = folder_.read(file, std::min(limits_.file_bytes, bytes_left_));
        if (!bytes) return bytes;
        bytes_left_ -= bytes->size();
        std::vector<std::string> notes;
        auto content = text::decode(std::move(*bytes), folder_.path_of(file), &notes);
        if (content && std::count(notes.begin(), notes.end(), "last-character-cut") > 0)
            findings_.add("file-cut-off", {file, 0, {}});
        return content;
    }

    // None, with a finding, where it cannot be read.
    std::optional<std::string> text_of(const std::string& file) {
        if (!text::is_utf8(file)) {
            findings_.add("file-name-unreadable", {std::string(text::split(file, '/')[0]), 0, {}});
            return std::nullopt;
        }
        auto content = read_text(file);
        if (content) return std::move(*content);
        findings_.add("file-unreadable", {file, 0, {}}, {{"error", content.error().what}});
        return std::nullopt;
    }

    void read_lines(LineFile file) {
        const std::string name = csv_name(file);
        if (!folder_.has(name)) return;
        const auto content = text_of(name);
        if (content) {
            book_.of(file) = lines_of_csv(*content, name, implied_by(file), findings_, lines_left_);
        }
    }

    std::vector<std::string> files_of(string_view folder, string_view ending, std::size_t most) {
        const std::string name(folder);
        if (folder_.has(name) && !folder_.has_folder(folder))
            findings_.add("file-unreadable", {name, 0, {}}, {{"error", "This is not a folder"}});
        std::vector<std::string> files = folder_.files(folder, ending, most);
        if (files.size() > most) {
            findings_.add("too-many-files", {name, 0, {}}, {{"count", std::to_string(most)}});
            files.pop_back();
        }
        return files;
    }

    void read_projects() {
        for (const std::string& file : files_of(kProjects, ".toml", limits_.projects)) {
            const auto content = text_of(file);
            if (!content) continue;
            if (auto project = read_project(*content, file, findings_, lines_left_))
                book_.projects.push_back(std::move(*project));
        }
    }

    void read_texts() {
        for (const std::string& file : files_of(kTexts, ".md", limits_.texts)) {
            auto content = text_of(file);
            if (!content) continue;
            const string_view name = string_view(file).substr(kTexts.size() + 1);
            book_.texts.push_back({std::string(name.substr(0, name.size() - 3)), *content});
        }
    }

    LedgerFolder folder_;
    BookLimits limits_;
    std::size_t lines_left_, bytes_left_;
    Book book_;
    FindingList findings_;
};

}  // namespace

Result<void> write_book(const Book& book, const std::string& directory) {
    const auto files = FilesOfBook().of(book);
    if (!files) return tl::make_unexpected(files.error());
    std::error_code error;
    std::filesystem::create_directory(directory, error);
    const auto folder = LedgerFolder::open(directory);
    if (!folder) return tl::make_unexpected(folder.error());
    const std::vector<std::string> before = folder->ledger_files();
    if (!before.empty() && !folder->has(std::string(kDepartmentFile))) {
        return fail(folder->path_of(before.front()),
                    "There are files of a ledger in this folder, but no department.toml",
                    "remove them, or choose another folder");
    }
    for (const string_view sub : {kProjects, kTexts}) {
        const bool needed = sub == kProjects ? !book.projects.empty() : !book.texts.empty();
        if (!needed) continue;
        if (auto done = folder->make_folder(sub); !done) return done;
    }
    for (const OutFile& file : *files)
        if (auto done = folder->write(file.name, file.bytes); !done) return done;
    return remove_stale(*folder, before, *files);
}

Result<ReadBook> read_book(const std::string& directory, const BookLimits& limits) {
    auto folder = LedgerFolder::open(directory);
    if (!folder) return tl::make_unexpected(folder.error());
    return FolderReader(std::move(*folder), limits).read();
}

}  // namespace mingzhang::store
