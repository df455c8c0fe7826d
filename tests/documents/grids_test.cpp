// Tables of real documents against what stands on their pages: tests/documents/grids/README.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "read/read.h"

namespace mingzhang {
namespace {

const std::filesystem::path kGrids = "tests/documents/grids";
const std::filesystem::path kDocuments = "../shared/documents";

using Rows = std::vector<std::vector<std::string>>;

struct Expected {
    std::string document, title;
    int page = 0;
    Rows rows;
};

std::string without_blanks(std::string_view s) {
    std::string out;
    for (const char32_t c : text::code_points(s))
        if (c > U' ' && c != U'\u3000' && c != U'\u00A0') out += text::to_utf8({&c, 1});
    return out;
}

Expected expected_in(const std::filesystem::path& file) {
    Expected out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto after = [&](std::string_view key) {
            return line.starts_with(key) ? line.substr(key.size()) : std::string();
        };
        if (const std::string value = after("# document: "); !value.empty()) {
            out.document = value;
        } else if (const std::string number = after("# page: "); !number.empty()) {
            out.page = std::stoi(number);
        } else if (const std::string title = after("# title: "); !title.empty()) {
            out.title = title;
        } else {
            std::vector<std::string>& row = out.rows.emplace_back();
            for (const std::string_view cell : text::split(line, '\t'))
                row.push_back(without_blanks(cell));
        }
    }
    return out;
}

// Covered slots as in the files: "^" in a cell's first column, "<" in the others.
Rows written(const Grid& grid) {
    Rows rows(grid.rows.size(), std::vector<std::string>(grid.columns()));
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        for (std::size_t c = 0; c < grid.rows[r].size(); ++c) {
            const GridCell& cell = grid.rows[r][c];
            for (std::size_t i = 0; i < static_cast<std::size_t>(cell.row_span); ++i)
                for (std::size_t j = 0; j < static_cast<std::size_t>(cell.column_span); ++j)
                    rows[r + i][c + j] = j > 0 ? "<" : i > 0 ? "^" : without_blanks(cell.text);
        }
    }
    return rows;
}

// What differs: one line for each cell, up to ten.
std::string differences(const Rows& found, const Rows& expected) {
    std::string out;
    int n = 0;
    for (std::size_t r = 0; r < std::max(found.size(), expected.size()); ++r) {
        const std::vector<std::string> none;
        const auto& a = r < found.size() ? found[r] : none;
        const auto& b = r < expected.size() ? expected[r] : none;
        for (std::size_t c = 0; c < std::max(a.size(), b.size()); ++c) {
            const std::string x = c < a.size() ? a[c] : "nothing";
            const std::string y = c < b.size() ? b[c] : "nothing";
            if (x == y || (y == "…" && !x.empty()) || ++n > 10) continue;
            out += "row " + std::to_string(r + 1) + " column " + std::to_string(c + 1) + ": " + x +
                   ", expected " + y + "\n";
        }
    }
    return out;
}

// The table whose title stands right above it, on that page.
const Grid* table_of(const SourceDocument& document, const Expected& expected) {
    bool titled = false;
    for (const Block& block : document.blocks) {
        if (block.place.page != expected.page) continue;
        if (block.kind == BlockKind::kTable) {
            if (titled) return &block.grid;
        } else {
            titled = titled || without_blanks(block.text) == without_blanks(expected.title);
        }
    }
    return nullptr;
}

TEST(Grids, AreReadAsPrinted) {
    if (!std::filesystem::exists(kGrids) || !std::filesystem::exists(kDocuments))
        GTEST_SKIP() << kGrids << " or " << kDocuments << " is not there";
    std::string read_last;
    std::optional<SourceDocument> document;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(kGrids))
        if (entry.path().extension() == ".tsv") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const Expected expected = expected_in(file);
        if (expected.document != read_last) {
            read_last = expected.document;
            auto read = read::read_document((kDocuments / read_last).string());
            if (!read) GTEST_SKIP() << read_last << ": " << read.error().what;
            document = *std::move(read);
        }
        const Grid* grid = table_of(*document, expected);
        ASSERT_NE(grid, nullptr) << file << ": no table below its title";
        EXPECT_EQ(differences(written(*grid), expected.rows), "") << file;
    }
}

}  // namespace
}  // namespace mingzhang
