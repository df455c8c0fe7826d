// A book as a folder that a person can read and git can compare.
//
//   department.toml       title, department, date, year, kind, pack, units
//   income.csv …          a file for each kind of lines (line_file_name); none: no lines
//   projects/01-name.toml a project with its amounts, costs and declaration
//   texts/1-name.md       in the natural order of their names: 2-… before 10-…
//
// Files are UTF-8. Amounts are in yuan with two decimals; where nature is count or area, they are
// pieces or square metres. A column of a dimension stands there where a line differs from what its
// file implies; "all" is a dimension's root where the file implies another member.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/book.h"

namespace mingzhang::store {

struct ReadBook {
    Book book;
    std::vector<BookFinding> findings;  // by file, then line
};

struct BookLimits {
    std::size_t file_bytes = std::size_t{16} << 20;
    std::size_t all_bytes = std::size_t{256} << 20;
    std::size_t projects = 20'000;
    std::size_t texts = 2'000;
    std::size_t lines = 2'000'000;  // of all files and projects
};

// Makes the folder, or brings the ledger in it to what the book says: each file is replaced as a
// whole, those that are as they should be are not touched, and those of the ledger that are no
// longer part of it are removed. Nothing else is. Fails, before it writes anything, on a folder
// with such files and no department.toml, and on what could not be read again: text that is no
// UTF-8 or holds control characters, an unknown member, texts that are not in the order of their
// names, a limit exceeded. Never follows a symbolic link inside the folder.
Result<void> write_book(const Book& book, const std::string& directory);

// Fails where there is no department.toml that can be read as TOML. All else that is wrong is a
// finding, and what it concerns is left out: the line, the field, the file. Also read: columns in
// any order, the Chinese words of columns and members (words.h), thousands separators, GB18030.
// Lines that come twice are both kept. A file behind a symbolic link out of the folder is not read.
Result<ReadBook> read_book(const std::string& directory, const BookLimits& limits = {});

}  // namespace mingzhang::store
