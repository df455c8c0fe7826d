// Books and packs of tests, written as text.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/temporary_folder.h"
#include "base/text.h"
#include "codes/codes.h"
#include "compile/texts.h"
#include "pack/pack.h"

namespace mingzhang::compile {

inline const pack::Lexicon& lexicon() {
    static const pack::Lexicon loaded = *pack::load_lexicon("packs/lexicon");
    return loaded;
}

inline const codes::Lists& code_lists() {
    static const codes::Lists loaded = *codes::load("codes", 2026);
    return loaded;
}

inline pack::Pack pack_of(const std::string& tables) {
    const TemporaryFolder folder("compile");
    const std::string path = folder.path() + "/department-budget.toml";
    std::ofstream(path) << "jurisdiction = \"shanxi\"\nyear = 2026\nkind = \"department-budget\"\n"
                        << tables;
    auto pack = pack::load_pack(path, "shanxi/2026/department-budget", lexicon());
    if (!pack) throw std::runtime_error(pack.error().to_string());
    return *std::move(pack);
}

inline void add_to_project(Book& book, const std::string& name, std::string_view scope,
                           BookLine line) {
    line.at = Coordinate()
                  .with(Dimension::kFlow, "expenditure")
                  .with(Dimension::kKind, "project")
                  .with(Dimension::kProject, name)
                  .with(Dimension::kScope, std::string(scope))
                  .merged(line.at);
    for (BookProject& project : book.projects) {
        if (project.name == name && project.scope == scope)
            return project.lines.push_back(std::move(line));
    }
    BookProject& project = book.projects.emplace_back();
    project.name = name;
    project.scope = scope;
    project.lines.push_back(std::move(line));
}

// A line a line: a file, or "project NAME@UNIT"; a coordinate; "=" and fen.
//
//   basic function=2010101 kind=personnel = 500
//   project 培训@二中心 fund=general = 20
inline Book book_of(const std::string& text) {
    Book book;
    book.title = "2026年度部门预算公开";
    book.department = "明县财政局";
    book.year = 2026;
    std::istringstream lines(text);
    for (std::string written; std::getline(lines, written);) {
        const std::string_view trimmed = text::trim(written);
        if (trimmed.empty()) continue;
        const std::size_t equals = trimmed.rfind(" = ");
        std::istringstream left{std::string(trimmed.substr(0, equals))};
        BookLine line;
        line.amount = Money::fen(std::stoll(std::string(trimmed.substr(equals + 3))));
        std::string file, name, coordinate;
        left >> file;
        if (file == "project") left >> name;
        std::getline(left, coordinate);
        line.at = parse_coordinate(coordinate).value();
        if (file == "project") {
            const std::size_t at = std::min(name.find('@'), name.size());
            add_to_project(book, name.substr(0, at),
                           at < name.size() ? name.substr(at + 1) : std::string(), line);
            continue;
        }
        for (std::size_t i = 0; i < kLineFiles; ++i) {
            const auto known = static_cast<LineFile>(i);
            if (line_file_name(known) != file) continue;
            line.at = implied_by(known).merged(line.at);
            book.of(known).push_back(line);
        }
    }
    return book;
}

}  // namespace mingzhang::compile
