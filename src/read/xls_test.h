// Workbooks of Excel 95 to 2003 for tests, and their container.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "read/xls_records.h"

namespace mingzhang::read {

inline std::string little(std::uint64_t value, std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(value >> 8 * i));
    return out;
}
inline std::string u16(std::uint64_t value) { return little(value, 2); }
inline std::string u32(std::uint64_t value) { return little(value, 4); }
inline std::string f64(double value) { return little(std::bit_cast<std::uint64_t>(value), 8); }

// ------------------------------------------------------------------------------- container

struct TestStream {
    std::string name;
    std::string bytes;
};

// Sectors of 512 bytes: directory, small sectors and their table, streams, table.
inline std::string compound_of(const std::vector<TestStream>& streams) {
    constexpr std::size_t kSector = 512, kSmall = 64, kSmallBelow = 4096;
    constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kTable = 0xFFFFFFFD;
    std::string body;
    std::vector<std::uint32_t> table, small_table;
    const auto add = [&](std::string bytes) -> std::uint32_t {
        if (bytes.empty()) return kEnd;
        bytes.resize((bytes.size() + kSector - 1) / kSector * kSector);
        const auto first = static_cast<std::uint32_t>(table.size());
        for (std::size_t i = 0; i < bytes.size() / kSector; ++i)
            table.push_back(static_cast<std::uint32_t>(table.size()) + 1);
        table.back() = kEnd;
        body += bytes;
        return first;
    };
    std::string small;
    std::vector<std::uint32_t> firsts;
    for (const TestStream& stream : streams) {
        if (stream.bytes.size() >= kSmallBelow) {
            firsts.push_back(add(stream.bytes));
            continue;
        }
        firsts.push_back(static_cast<std::uint32_t>(small_table.size()));
        small += stream.bytes;
        small.resize((small.size() + kSmall - 1) / kSmall * kSmall);
        while (small_table.size() < small.size() / kSmall)
            small_table.push_back(static_cast<std::uint32_t>(small_table.size()) + 1);
        if (!small_table.empty()) small_table.back() = kEnd;
    }
    std::string small_numbers;
    for (const std::uint32_t next : small_table) small_numbers += u32(next);
    const std::uint32_t small_at = add(small), small_table_at = add(small_numbers);

    std::string directory;
    const auto entry = [&](const std::string& name, std::uint32_t right, std::uint32_t child,
                           std::uint32_t first, std::size_t size) {
        std::string out;
        for (const char c : name) out += u16(static_cast<unsigned char>(c));
        out.resize(64);
        out += u16(name.size() * 2 + 2) + little(directory.empty() ? 5 : 2, 2) + u32(kFree) +
               u32(right) + u32(child);
        out.resize(116);
        directory += out + u32(first) + little(size, 8);
    };
    entry("Root Entry", kFree, streams.empty() ? kFree : 1, small_at, small.size());
    for (std::size_t i = 0; i < streams.size(); ++i) {
        const bool last = i + 1 == streams.size();
        entry(streams[i].name, last ? kFree : static_cast<std::uint32_t>(i + 2), kFree, firsts[i],
              streams[i].bytes.size());
    }
    const std::uint32_t directory_at = add(directory);

    const std::size_t first_table = table.size();
    while ((table.size() - first_table) * kSector < table.size() * 4) table.push_back(kTable);
    const std::size_t tables = table.size() - first_table;
    table.resize(tables * kSector / 4, kFree);
    for (const std::uint32_t next : table) body += u32(next);

    std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    header.resize(24);
    header += u16(0x3E) + u16(3) + u16(0xFFFE) + u16(9) + u16(6);
    header.resize(44);
    header += u32(tables) + u32(directory_at) + u32(0) + u32(kSmallBelow) + u32(small_table_at) +
              u32(1) + u32(kEnd) + u32(0);
    for (std::size_t i = 0; i < 109; ++i) header += u32(i < tables ? first_table + i : kFree);
    return header + body;
}

// --------------------------------------------------------------------------------- records

inline std::string record(unsigned id, const std::string& data = {}) {
    return u16(id) + u16(data.size()) + data;
}
// 1-based; the format is an index of the XF records.
inline std::string cell(unsigned id, int row, int column, int format, const std::string& data) {
    return record(id, u16(static_cast<unsigned>(row - 1)) + u16(static_cast<unsigned>(column - 1)) +
                          u16(static_cast<unsigned>(format)) + data);
}

// The characters of the plane of the usual ones, two bytes each.
inline std::string wide(const std::u16string& text) {
    std::string out;
    for (const char16_t c : text) out += u16(c);
    return out;
}
// A string with its length, in two bytes or one.
inline std::string wide_string(const std::u16string& text, std::size_t length_size = 2) {
    return little(text.size(), length_size) + "\x01" + wide(text);
}

inline std::string format_record(int id, const std::string& code) {
    return record(xls::kFormat,
                  u16(static_cast<unsigned>(id)) + u16(code.size()) + std::string(1, '\0') + code);
}
inline std::string xf_record(int format, bool ruled = false) {
    std::string data = u16(0) + u16(static_cast<unsigned>(format)) + std::string(6, '\0') +
                       u16(ruled ? 0x1111 : 0);
    data.resize(20);
    return record(xls::kXf, data);
}

struct TestSheet {
    std::u16string name;
    std::string records;
    int hidden = 0;  // 1, or 2 for very hidden
    int kind = 0;    // 2: a chart
};

// A stream of BIFF8: records of the whole, then the sheets.
inline std::string workbook_of(const std::string& globals, const std::vector<TestSheet>& sheets) {
    const std::string end = record(xls::kEof);
    std::string head = record(xls::kBof, u16(0x0600) + u16(5)) + globals;
    std::vector<std::string> names;
    std::size_t at = head.size() + end.size();
    for (const TestSheet& sheet : sheets) {
        names.push_back(little(static_cast<unsigned>(sheet.hidden), 1) +
                        little(static_cast<unsigned>(sheet.kind), 1) + wide_string(sheet.name, 1));
        at += 4 + 4 + names.back().size();
    }
    std::string body;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        head += record(xls::kBoundSheet, u32(at + body.size()) + names[i]);
        body += record(xls::kBof, u16(0x0600) + u16(0x10)) + sheets[i].records + end;
    }
    return head + end + body;
}

}  // namespace mingzhang::read
