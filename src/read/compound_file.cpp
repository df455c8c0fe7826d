#include "read/compound_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace mingzhang::read {
namespace {

using std::string_view;

// Fields of the file as MS-CFB 2.2 and 2.6.1 have them.
constexpr std::size_t kHeader = 512, kEntry = 128;
constexpr std::size_t kTableInHeader = 109, kTableAt = 76;
constexpr std::size_t kSmallSector = 64;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // above are marks
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

// Little-endian; what lies beyond the end reads as kNone.
std::uint32_t number(string_view s, std::size_t at, std::size_t size) {
    if (at > s.size() || size > s.size() - at) return kNone;
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(s[at + i]);
    return value;
}

std::string small_letters(string_view name) {
    std::string out(name);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

std::string entry_name(string_view directory, std::size_t at) {
    constexpr std::size_t kLongest = 64;
    const std::size_t size = std::min<std::size_t>(number(directory, at + kLongest, 2), kLongest);
    std::string out;
    for (std::size_t i = 0; i + 2 < size; i += 2) {
        const std::uint32_t c = number(directory, at + i, 2);
        out.push_back(c < 0x80 ? static_cast<char>(c) : '?');
    }
    return small_letters(out);
}

std::vector<std::uint32_t> numbers(string_view bytes) {
    std::vector<std::uint32_t> out;
    out.reserve(bytes.size() / 4);
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) out.push_back(number(bytes, at, 4));
    return out;
}

}  // namespace

CompoundFile::CompoundFile(string_view bytes, const std::string& path)
    : bytes_(bytes), path_(path) {}

tl::unexpected<Error> CompoundFile::damaged(const std::string& what) const {
    return fail(path_, "This OLE file is damaged: " + what,
                "download or copy it again, or open and save it again");
}

Result<CompoundFile> CompoundFile::open(string_view bytes, const std::string& path) {
    CompoundFile file(bytes, path);
    for (const auto step :
         {&CompoundFile::read_header, &CompoundFile::read_table, &CompoundFile::read_directory})
        if (auto done = (file.*step)(); !done) return tl::make_unexpected(done.error());
    return file;
}

bool CompoundFile::has(string_view name) const { return entries_.count(small_letters(name)) > 0; }

Result<void> CompoundFile::read_header() {
    if (bytes_.size() < kHeader)
        return damaged(fmt::format("it has {} bytes, its header alone {}", bytes_.size(), kHeader));
    const std::uint32_t shift = number(bytes_, 30, 2);
    if (shift != 9 && shift != 12)
        return damaged(fmt::format("it states sectors of 2^{} bytes", shift));
    sectors_.size = std::size_t{1} << shift;
    // The header fills the first sector.
    sectors_.bytes = bytes_.substr(std::min(sectors_.size, bytes_.size()));
    return {};
}

Result<void> CompoundFile::add_table_sector(std::uint32_t sector) {
    if (sector >= sectors_.count()) {
        return damaged(
            fmt::format("its table lies in sector {}, of {} sectors", sector, sectors_.count()));
    }
    const Table part = numbers(sectors_.bytes.substr(sector * sectors_.size, sectors_.size));
    table_.insert(table_.end(), part.begin(), part.end());
    return {};
}

// The sectors of the table: the first 109 stand in the header, the others in a chain of their own,
// whose sectors end with the number of the next one.
Result<void> CompoundFile::read_table() {
    Table where = numbers(bytes_.substr(kTableAt, kTableInHeader * 4));
    std::uint32_t next = number(bytes_, 68, 4);
    std::vector<bool> seen(sectors_.count(), false);
    while (true) {
        for (const std::uint32_t sector : where) {
            if (table_.size() >= sectors_.count()) return {};
            if (sector > kLastSector) continue;
            if (auto added = add_table_sector(sector); !added) return added;
        }
        if (next >= sectors_.count() || seen[next]) return {};  // what it lacks no chain may use
        seen[next] = true;
        where = numbers(sectors_.bytes.substr(next * sectors_.size, sectors_.size));
        if (where.empty()) return {};
        next = where.back();
        where.pop_back();
    }
}

Result<std::string> CompoundFile::chain(const Sectors& sectors, const Table& table,
                                        std::uint32_t first, std::size_t enough) const {
    std::string out;
    std::vector<bool> seen(sectors.count(), false);
    for (std::uint32_t sector = first; sector <= kLastSector && out.size() < enough;
         sector = table[sector]) {
        if (sector >= sectors.count()) {
            return damaged(
                fmt::format("it goes on in sector {}, of {} sectors", sector, sectors.count()));
        }
        if (seen[sector]) return damaged(fmt::format("it comes back to its sector {}", sector));
        if (sector >= table.size())
            return damaged(fmt::format("its table lacks sector {}", sector));
        seen[sector] = true;
        out += sectors.bytes.substr(sector * sectors.size, sectors.size);
    }
    return out;
}

Result<void> CompoundFile::read_directory() {
    const auto directory = chain(sectors_, table_, number(bytes_, 48, 4), kAll);
    if (!directory) return tl::make_unexpected(directory.error());
    if (directory->size() < kEntry) return damaged("it has no directory");
    small_sectors_ = {number(*directory, 116, 4), number(*directory, 120, 4)};
    std::vector<std::uint32_t> pending{number(*directory, 76, 4)};
    std::vector<bool> seen(directory->size() / kEntry, false);
    while (!pending.empty()) {
        const std::uint32_t index = pending.back();
        pending.pop_back();
        if (index >= seen.size() || seen[index]) continue;
        seen[index] = true;
        const std::size_t at = index * kEntry;
        add_entry(*directory, at);
        pending.push_back(number(*directory, at + 68, 4));
        pending.push_back(number(*directory, at + 72, 4));
    }
    return {};
}

void CompoundFile::add_entry(string_view directory, std::size_t at) {
    Stream stream{number(directory, at + 116, 4), number(directory, at + 120, 4)};
    // With sectors of 512 bytes the upper half of the size may hold anything.
    constexpr std::size_t kLargeSectors = 4096;
    if (sectors_.size == kLargeSectors)
        stream.size |= std::uint64_t{number(directory, at + 124, 4)} << 32;
    entries_.emplace(entry_name(directory, at), stream);
}

Result<std::string> CompoundFile::read_small(const Stream& stream) const {
    const auto table = chain(sectors_, table_, number(bytes_, 60, 4), kAll);
    if (!table) return table;
    const auto bytes = chain(sectors_, table_, small_sectors_.first, kAll);
    if (!bytes) return bytes;
    return chain({*bytes, kSmallSector}, numbers(*table), stream.first,
                 static_cast<std::size_t>(stream.size));
}

Result<std::string> CompoundFile::read(string_view name) const {
    const auto found = entries_.find(small_letters(name));
    if (found == entries_.end()) return damaged(fmt::format("it has no stream {}", name));
    const Stream& stream = found->second;
    if (stream.size > bytes_.size()) {
        return damaged(fmt::format("its stream {} states {} bytes, the file has {}", name,
                                   stream.size, bytes_.size()));
    }
    if (stream.size == 0) return std::string();
    const auto size = static_cast<std::size_t>(stream.size);
    auto out = size < number(bytes_, 56, 4) ? read_small(stream)
                                            : chain(sectors_, table_, stream.first, size);
    if (!out) return out;
    if (out->size() < size) {
        return damaged(fmt::format("its stream {} states {} bytes, its sectors hold {}", name, size,
                                   out->size()));
    }
    out->resize(size);
    return out;
}

}  // namespace mingzhang::read
