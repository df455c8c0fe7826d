#include "read/compound_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/xls_test.h"

namespace mingzhang::read {
namespace {

using testing::HasSubstr;

void put(std::string& bytes, std::size_t at, std::uint64_t value) {
    bytes.replace(at, 4, u32(value));
}

std::string read(const std::string& bytes, const std::string& name) {
    const auto file = CompoundFile::open(bytes, "a.xls");
    if (!file) return file.error().what;
    const auto stream = file->read(name);
    return stream ? *stream : stream.error().what;
}

const std::string kLong = std::string(5000, 'a') + "end";

TEST(CompoundFile, NamesAndStreams) {
    const std::string bytes =
        compound_of({{"Small", "few bytes"}, {"Workbook", kLong}, {"Other", "more"}, {"None", ""}});
    const auto file = CompoundFile::open(bytes, "a.xls").value();
    EXPECT_TRUE(file.has("Workbook") && file.has("WORKBOOK") && file.has("small"));
    EXPECT_FALSE(file.has("Book") || file.has("Root Entry"));
    EXPECT_EQ(*file.read("workbook"), kLong);
    EXPECT_EQ(*file.read("Small"), "few bytes");
    EXPECT_EQ(*file.read("Other"), "more");
    EXPECT_EQ(*file.read("None"), "");
    EXPECT_EQ(file.read("Book").error().what, "This OLE file is damaged: it has no stream Book");
}

// More than the 109 sectors of the table that the header names: those in the chain after it.
TEST(CompoundFile, ALongTable) {
    const std::string large(8u << 20, 'x');
    std::string bytes = compound_of({{"Workbook", large}});
    const std::size_t tables = xls_number(bytes, 44, 4), first = xls_number(bytes, 76, 4);
    ASSERT_GT(tables, 109u);
    std::string more;
    for (std::size_t i = 109; i < tables; ++i) more += u32(first + i);
    more.resize(508, '\xFF');
    put(bytes, 68, bytes.size() / 512 - 1);
    bytes += more + u32(0xFFFFFFFE);
    EXPECT_EQ(read(bytes, "Workbook"), large);
    // That chain comes back to itself, and names no sector.
    bytes.replace(bytes.size() - 512, 508, std::string(508, '\xFF'));
    put(bytes, bytes.size() - 4, xls_number(bytes, 68, 4));
    EXPECT_THAT(read(bytes, "Workbook"), HasSubstr("its table lacks sector"));
}

TEST(CompoundFile, Damage) {
    const std::string good = compound_of({{"Workbook", kLong}});
    const std::size_t table = (xls_number(good, 76, 4) + 1) * 512;
    const std::size_t entry = (xls_number(good, 48, 4) + 1) * 512 + 128;
    const auto with = [&](std::size_t at, std::uint32_t value) {
        std::string bytes = good;
        put(bytes, at, value);
        return read(bytes, "Workbook");
    };
    const std::string mark = "This OLE file is damaged: ";
    EXPECT_EQ(with(table, 0), mark + "it comes back to its sector 0");
    EXPECT_EQ(with(table, 4711), mark + "it goes on in sector 4711, of 12 sectors");
    EXPECT_EQ(with(table, 0xFFFFFFFE),
              mark + "its stream Workbook states 5003 bytes, its sectors hold 512");
    EXPECT_EQ(with(entry + 120, 1u << 30),
              mark + "its stream Workbook states 1073741824 bytes, the file has 6656");
    EXPECT_EQ(with(30, 0x00060003), mark + "it states sectors of 2^3 bytes");
    EXPECT_EQ(with(76, 99), mark + "its table lies in sector 99, of 12 sectors");
    EXPECT_EQ(with(48, 0xFFFFFFFE), mark + "it has no directory");
    EXPECT_EQ(with(entry + 72, 1), kLong);  // an entry that is its own neighbour
    EXPECT_EQ(read(good.substr(0, 100), "Workbook"),
              mark + "it has 100 bytes, its header alone 512");
    // The last sector is the table.
    for (std::size_t size = 512; size < good.size() - 512; size += 100)
        EXPECT_THAT(read(good.substr(0, size), "Workbook"), HasSubstr(mark)) << size;
}

// Some programs leave the last sector short.
TEST(CompoundFile, AShortLastSector) {
    std::string bytes = compound_of({{"Workbook", std::string(4096, 'b')}});
    const std::size_t table = xls_number(bytes, 76, 4);
    put(bytes, (table + 1) * 512 + 7 * 4, table + 1);
    put(bytes, (table + 1) * 512 + (table + 1) * 4, 0xFFFFFFFE);
    put(bytes, (xls_number(bytes, 48, 4) + 1) * 512 + 128 + 120, 4096 + 3);
    EXPECT_EQ(read(bytes + "end", "Workbook"), std::string(4096, 'b') + "end");
}

}  // namespace
}  // namespace mingzhang::read
