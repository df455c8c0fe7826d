// The old container of Office files (DOC, XLS, WPS, ET, and DOCX with a password): bytes → named
// streams, as MS-CFB has them.
//
//   header ─ allocation table ─┬─ directory ─ entries: name, first sector, size
//                              └─ sectors of each stream, a chain through the table
//
// Streams below 4 KiB share one stream of small sectors, with a table of their own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang::read {

class CompoundFile {
  public:
    // `bytes` must outlive the object. Fails, saying what was seen, where header, table or
    // directory cannot be: a sector outside the file, a chain that comes back to itself.
    static Result<CompoundFile> open(std::string_view bytes, const std::string& path);

    // Whether the root has a stream or storage of this name; ASCII letters compare without case,
    // other characters stand as '?'.
    bool has(std::string_view name) const;
    // The stream at the root, never longer than the file. Fails as open() does, for a stream that
    // states more bytes than its sectors hold, and for none of that name.
    Result<std::string> read(std::string_view name) const;

  private:
    using Table = std::vector<std::uint32_t>;
    struct Stream {
        std::uint32_t first = 0;
        std::uint64_t size = 0;
    };
    // What consists of numbered sectors of one size.
    struct Sectors {
        std::string_view bytes;
        std::size_t size = 0;
        std::size_t count() const { return (bytes.size() + size - 1) / size; }
    };

    CompoundFile(std::string_view bytes, const std::string& path);
    tl::unexpected<Error> damaged(const std::string& what) const;
    Result<void> read_header();
    Result<void> read_table();
    Result<void> add_table_sector(std::uint32_t sector);
    Result<void> read_directory();
    void add_entry(std::string_view directory, std::size_t at);
    // The sectors from `first` on, until the chain ends or `enough` bytes are there.
    Result<std::string> chain(const Sectors& sectors, const Table& table, std::uint32_t first,
                              std::size_t enough) const;
    Result<std::string> read_small(const Stream& stream) const;

    std::string_view bytes_;
    std::string path_;
    Sectors sectors_;
    Table table_;
    Stream small_sectors_;
    std::map<std::string, Stream> entries_;  // by name in small letters
};

}  // namespace mingzhang::read
