#include "marked/page_words.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "base/text.h"

namespace mingzhang::marked {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A page of letters 10 points wide and high: line i begins at y = 20 i, and x = 0.
read::Page page_of(int number, const std::vector<std::string>& lines) {
    read::Page page;
    page.number = number;
    page.width = 400;
    page.height = 600;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        float x = 0;
        const auto y = static_cast<float>(20 * row);
        for (const char32_t letter : text::code_points(lines[row])) {
            if (letter != ' ')
                page.glyphs.push_back({letter, {x, y, x + 10, y + 10}, 10, false, false, false});
            x += 10;
        }
    }
    return page;
}

Place place_of(int page, const Box& box) {
    Place place;
    place.page = page;
    place.box = box;
    return place;
}

constexpr Box kAll{0, 0, 400, 600};

PageWords find(const std::vector<read::Page>& pages, const Box& box, std::string_view around,
               std::string_view words, std::size_t from = 0) {
    const std::size_t begin = words.empty() ? 0 : around.find(words, from);
    return find_words(pages, place_of(1, box), around, begin, begin + words.size());
}

TEST(PageWords, AreFoundInALine) {
    EXPECT_THAT(find({page_of(1, {"ab 12.5 cd"})}, kAll, "ab 12.5 cd", "12.5").lines,
                ElementsAre(Box{30, 0, 70, 10}));
}

TEST(PageWords, ThatGoOnInTheNextLineHaveABoxOnEach) {
    EXPECT_THAT(find({page_of(1, {"abcd", "ef"})}, kAll, "abcdef", "cde").lines,
                ElementsAre(Box{20, 0, 40, 10}, Box{0, 20, 10, 30}));
}

TEST(PageWords, OfWhichThereAreSeveralAreCounted) {
    EXPECT_THAT(find({page_of(1, {"7 a 7 b"})}, kAll, "7 a 7 b", "7", 1).lines,
                ElementsAre(Box{40, 0, 50, 10}));
}

TEST(PageWords, AreLookedForInTheirBoxAlone) {
    EXPECT_THAT(find({page_of(1, {"7", "7"})}, {0, 20, 400, 30}, "7", "7").lines,
                ElementsAre(Box{0, 20, 10, 30}));
}

TEST(PageWords, ThatAreMaskedAreFound) {
    EXPECT_THAT(find({page_of(1, {"a 13812345678"})}, kAll, "a 138******78", "138******78").lines,
                ElementsAre(Box{20, 0, 130, 10}));
}

TEST(PageWords, OfAParagraphThatGoesOnAreFoundOnTheNextPage) {
    const std::vector<read::Page> pages = {page_of(1, {"one two", "three"}),
                                           page_of(2, {"two four", "two"})};
    const PageWords found = find(pages, {0, 0, 400, 10}, "one two two four", "two", 6);
    EXPECT_EQ(found.page, 2);
    EXPECT_THAT(found.lines, ElementsAre(Box{0, 0, 30, 10}));
    const PageWords cut = find(pages, {0, 0, 400, 10}, "one two two four", "two two");
    EXPECT_EQ(cut.page, 1);
    EXPECT_THAT(cut.lines, ElementsAre(Box{40, 0, 70, 10}));
}

TEST(PageWords, ThatAreNotThereLeaveTheWholeText) {
    EXPECT_THAT(find({page_of(1, {"abcd"})}, kAll, "other", "the").lines,
                ElementsAre(Box{0, 0, 40, 10}));
    EXPECT_THAT(find({page_of(1, {"abcd"})}, kAll, "abcd", "").lines,
                ElementsAre(Box{0, 0, 40, 10}));
}

TEST(PageWords, WhereNothingStandsAreTheBox) {
    EXPECT_THAT(find({page_of(1, {"abcd"})}, {100, 100, 200, 120}, "", "").lines,
                ElementsAre(Box{100, 100, 200, 120}));
    EXPECT_THAT(find({page_of(1, {"abcd"})}, {}, "", "").lines, IsEmpty());
    EXPECT_THAT(find({page_of(2, {"abcd"})}, kAll, "", "").lines, IsEmpty());
}

TEST(PageWords, DrawnInAnotherOrderAreFoundLineByLine) {
    read::Page page = page_of(1, {"ab", "cd"});
    std::reverse(page.glyphs.begin(), page.glyphs.end());
    EXPECT_THAT(find({page}, kAll, "abcd", "bc").lines,
                ElementsAre(Box{10, 0, 20, 10}, Box{0, 20, 10, 30}));
}

}  // namespace
}  // namespace mingzhang::marked
