#include "model/page_note.h"

#include <gmock/gmock.h>

namespace mingzhang {
namespace {

std::vector<PageNote> two_notes() {
    return {{3, 595, 842, {{1, 2, 3, 4}, {5, 6, 7, 8}}, {1, 0.5f, 0}, "f1", "第一行\n第二行"},
            {1, 10, 20, {}, {}, "", ""}};
}

TEST(PageNotes, AreDecodedAsTheyWereEncoded) {
    EXPECT_EQ(decode_notes(encode_notes(two_notes())), two_notes());
    EXPECT_EQ(decode_notes(encode_notes({})), std::vector<PageNote>{});
}

TEST(PageNotes, ThatAreCutOffAreNone) {
    const std::string bytes = encode_notes(two_notes());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(decode_notes(bytes.substr(0, size)), std::nullopt) << size;
    EXPECT_EQ(decode_notes(bytes + "x"), std::nullopt);
}

TEST(PageNotes, OfAnImpossibleNumberAreNone) {
    std::string bytes;
    append_number(bytes, ~uint64_t{0});
    EXPECT_EQ(decode_notes(bytes), std::nullopt);
}

}  // namespace
}  // namespace mingzhang
