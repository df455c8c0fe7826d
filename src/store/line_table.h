// Lines as rows of cells below a row of column names: a CSV file, or a sheet of a workbook.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/book_findings.h"
#include "store/words.h"

namespace mingzhang::store {

using Row = std::vector<std::string>;

// A line's amount is a number of pieces, not money.
bool counts_pieces(const Coordinate& at);
// How a member is written where `implied` is the member that its file implies: "all" for a root
// that is not implied.
std::string written_member(Dimension d, const Coordinate& at, const Coordinate& implied,
                           Language language);
// The member of a cell; that implied where the cell is empty. None where there is no such member.
std::optional<std::string> read_member(Dimension d, std::string_view cell,
                                       const Coordinate& implied);
// What of a line cannot be written so that it reads the same, else empty: "fund=generel".
std::string unwritable_member(const Coordinate& at, const Coordinate& implied);

// Ids of the columns that these lines need, and of those dimensions.
std::vector<std::string> columns_of(const std::vector<BookLine>& lines, const Coordinate& implied,
                                    const std::vector<Dimension>& always = {});
Row row_of(const BookLine& line, const std::vector<std::string>& columns, const Coordinate& implied,
           Language language);

class LineTableReader {
  public:
    // Places of findings are in `file`, which names them in the words of `language`. At most
    // `most` lines are taken, of all readers that share it.
    LineTableReader(std::string file, Coordinate implied, FindingList& findings, std::size_t& most,
                    Language language)
        : file_(std::move(file)),
          implied_(std::move(implied)),
          findings_(findings),
          most_(most),
          language_(language) {}

    // The first row has the columns. Rows without any text are passed over.
    void read(int line, std::span<const std::string_view> cells);
    // What the rows from here on imply; equal lines of different groups are no duplicates.
    void imply(Coordinate implied, std::size_t group);
    std::vector<BookLine> take() { return std::move(lines_); }

  private:
    struct Key {
        Coordinate at;
        std::size_t group = 0;
        std::string government;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const {
            return (CoordinateHash()(key.at) * 31 + key.group) * 31 +
                   std::hash<std::string>()(key.government);
        }
    };

    void read_columns(std::span<const std::string_view> cells);
    std::optional<BookLine> line_of(std::span<const std::string_view> cells);
    bool read_cell(const std::string& column, std::string_view cell, BookLine& line);
    void keep(BookLine line);
    void wrong(std::string_view rule, std::string field,
               std::map<std::string, std::string> arguments = {});

    std::string file_;
    Coordinate implied_;
    std::size_t group_ = 0;
    FindingList& findings_;
    std::size_t& most_;
    Language language_;
    int row_ = 0;
    bool has_columns_ = false, has_amount_ = false, full_ = false;
    std::vector<std::string> columns_;  // ids; empty: one that is not read
    std::vector<BookLine> lines_;
    std::unordered_map<Key, int, KeyHash> seen_;  // the row of the first
};

std::string csv_of(const std::vector<BookLine>& lines, const Coordinate& implied);

// Lines of a CSV file. After a mistake in its quotes, reading goes on at the next line.
std::vector<BookLine> lines_of_csv(const std::string& text, const std::string& file,
                                   const Coordinate& implied, FindingList& findings,
                                   std::size_t& most);

}  // namespace mingzhang::store
