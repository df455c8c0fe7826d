#include "model/remark.h"

#include <gmock/gmock.h>

namespace mingzhang {
namespace {

Remark on_page(const char* id, int page, Arguments arguments = {}) {
    Remark remark{id, true, {}, std::move(arguments)};
    remark.place.page = page;
    return remark;
}

std::string message_id(const char* first, const char* last) {
    return message_of(on_page("pages-not-read", 1, {{"first", first}, {"last", last}})).id;
}

TEST(MessageOf, TellsPagesApart) {
    EXPECT_EQ(message_id("3", "5"), "remark.pages-not-read");
    EXPECT_EQ(message_id("3", "3"), "remark.page-not-read");
    EXPECT_EQ(message_id("3", ""), "remark.pages-not-read-from");
    EXPECT_EQ(message_of({"decoded-gb18030", false, {}, {}}).id, "remark.decoded-gb18030");
}

TEST(FindingsOf, AreOneForEachMessage) {
    Remark cells{"error-value", true, {}, {{"count", "2"}}};
    cells.place.sheet = "表1";
    const std::vector<Finding> findings = findings_of({on_page("scanned-page", 2),
                                                       {"decoded-gb18030", false, {}, {}},
                                                       cells,
                                                       on_page("scanned-page", 7),
                                                       on_page("page-too-complex", 8)});
    ASSERT_EQ(findings.size(), 3u);
    EXPECT_EQ(findings[0].rule, "page-unreadable");
    EXPECT_EQ(findings[0].message, "remark.scanned-page");
    EXPECT_EQ(findings[0].severity, Severity::kWarning);
    ASSERT_EQ(findings[0].places.size(), 2u);
    EXPECT_EQ(findings[0].places[1].place.page, 7);
    EXPECT_EQ(findings[1].rule, "part-unreadable");
    EXPECT_EQ(findings[1].arguments, (Arguments{{"count", "2"}}));
    EXPECT_EQ(findings[2].message, "remark.page-too-complex");
    EXPECT_NE(findings[0].key, findings[2].key);
}

TEST(AnyUnreadable, LooksAtAll) {
    EXPECT_FALSE(any_unreadable({}));
    EXPECT_FALSE(any_unreadable({{"decoded-gb18030", false, {}, {}}}));
    EXPECT_TRUE(any_unreadable({{"decoded-gb18030", false, {}, {}}, on_page("scanned-page", 1)}));
}

}  // namespace
}  // namespace mingzhang
