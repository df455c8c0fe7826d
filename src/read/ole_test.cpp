#include "read/ole.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace mingzhang::read {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void put(std::string& bytes, std::size_t at, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(value >> 8 * i);
}

struct Entry {
    std::string name;
    std::uint32_t left, right, child;
};

constexpr std::uint32_t kNo = 0xFFFFFFFF;

// A container of 512-byte sectors: sector 0 the table, sectors 1 and 2 the directory.
std::string container(const std::vector<Entry>& entries) {
    std::string bytes(512 * 4, '\0');
    put(bytes, 30, 9, 2);
    put(bytes, 48, 1, 4);
    put(bytes, 76, 0, 4);
    for (std::size_t i = 0; i < 128; ++i) put(bytes, 512 + i * 4, kNo, 4);
    put(bytes, 512 + 4, 2, 4);  // sector 1 goes on in 2
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t at = 1024 + i * 128;
        for (std::size_t c = 0; c < entries[i].name.size(); ++c)
            bytes[at + c * 2] = entries[i].name[c];
        put(bytes, at + 64, static_cast<std::uint32_t>(entries[i].name.size() * 2 + 2), 2);
        put(bytes, at + 68, entries[i].left, 4);
        put(bytes, at + 72, entries[i].right, 4);
        put(bytes, at + 76, entries[i].child, 4);
    }
    return bytes;
}

TEST(Ole, NamesAtTheRootOnly) {
    EXPECT_THAT(ole_entries(container({{"Root Entry", kNo, kNo, 1},
                                       {"WordDocument", 2, 3, kNo},
                                       {"ObjectPool", kNo, kNo, 4},
                                       {"1Table", kNo, kNo, kNo},
                                       {"Workbook", kNo, kNo, kNo}})),
                ElementsAre("1Table", "ObjectPool", "WordDocument"));
}

TEST(Ole, CirclesAndDamage) {
    EXPECT_THAT(ole_entries(container({{"Root Entry", kNo, kNo, 1}, {"Book", 1, 1, 1}})),
                ElementsAre("Book"));
    std::string circle = container({{"Root Entry", kNo, kNo, 1}, {"Book", kNo, kNo, kNo}});
    put(circle, 512 + 8, 1, 4);  // sector 2 goes on in 1
    EXPECT_THAT(ole_entries(circle), ElementsAre("Book"));
    for (std::size_t size : {0u, 8u, 511u, 512u, 1030u, 1100u})
        EXPECT_THAT(ole_entries(circle.substr(0, size)), IsEmpty()) << size;
}

}  // namespace
}  // namespace mingzhang::read
