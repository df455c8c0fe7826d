#include "read/package.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/xml.h"
#include "read/zip_test.h"

namespace mingzhang::read {
namespace {

using testing::HasSubstr;

TEST(Package, ReadsPartsWithoutRegardToCase) {
    auto package = Package::open(zip_of({{"xl/workbook.xml", "<a/>"}}), "a.xlsx");
    ASSERT_TRUE(package);
    EXPECT_TRUE(package->has("XL/Workbook.xml"));
    EXPECT_EQ(*package->read("xl/workbook.xml"), "<a/>");
    EXPECT_EQ(package->read("xl/none.xml").error().what, "The file lacks its part xl/none.xml");
}

TEST(Package, RefusesWhatIsDamagedOrTooLarge) {
    EXPECT_EQ(Package::open("PK\x03\x04", "a").error().what,
              "This ZIP file is damaged or incomplete");
    const std::string good = zip_of({{"a", std::string(1000, 'x')}});
    EXPECT_FALSE(Package::open(good.substr(0, good.size() / 2), "a"));

    PackageLimits small;
    small.part_bytes = 999;
    auto large = Package::open(good, "a", small);
    ASSERT_TRUE(large);
    EXPECT_EQ(large->read("a").error().what, "The part a holds more than 999 bytes unpacked");

    auto bomb = Package::open(zip_of({{"a", std::string(5u << 20, '\0')}}), "a");
    ASSERT_TRUE(bomb);
    EXPECT_EQ(bomb->read("a").error().what,
              "The part a is packed more than 500 times smaller: this is no disclosure");
    small.parts = 2;
    EXPECT_EQ(Package::open(zip_of({{"a", ""}, {"b", ""}, {"c", ""}}), "a", small).error().what,
              "The file holds more than 2 parts: this is no disclosure");
}

TEST(Package, AllPartsTogetherAreLimited) {
    PackageLimits small;
    small.all_bytes = 25;
    auto package = Package::open(zip_of({{"a", "0123456789"}}), "a", small);
    ASSERT_TRUE(package);
    EXPECT_TRUE(package->read("a"));
    EXPECT_TRUE(package->read("a"));
    EXPECT_EQ(package->read("a").error().what, "The part a holds more than 5 bytes unpacked");
}

TEST(Package, Relationships) {
    auto package = Package::of_parts(
        {{"_rels/.rels",
          R"(<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/doc.xml"/></Relationships>)"},
         {"word/doc.xml", "<a/>"},
         {"word/_rels/doc.xml.rels",
          R"(<Relationships><Relationship Id="r2" Type="http://x/image" Target="../media/a.png"/>
             <Relationship Id="r3" Type="http://x/hyperlink" Target="http://y/" TargetMode="External"/></Relationships>)"}},
        "a");
    EXPECT_EQ(package.main_part("word/document.xml"), "word/doc.xml");
    const auto relations = package.relationships("word/doc.xml");
    EXPECT_EQ(relations.at("r2").type, "image");
    EXPECT_EQ(relations.at("r2").target, "media/a.png");
    EXPECT_TRUE(relations.at("r3").external);
    EXPECT_TRUE(package.relationships("word/none.xml").empty());
}

TEST(Package, TargetsNeverLeaveThePackage) {
    EXPECT_EQ(resolved_target("xl/worksheets/sheet1.xml", "../drawings/d.xml"),
              "xl/drawings/d.xml");
    EXPECT_EQ(resolved_target("a/b", "../../../etc/passwd"), "etc/passwd");
    EXPECT_EQ(resolved_target("", "xl/workbook.xml"), "xl/workbook.xml");
}

TEST(Xml, EntitiesOfADocumentTypeStayWhatTheyAre) {
    const auto xml = parse_xml(
        "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
        "<a>&b;&c;&amp;&#19968;</a>",
        "a", "p");
    ASSERT_TRUE(xml);
    EXPECT_STREQ((*xml)->root().child_value(), "&b;&c;&一");
}

TEST(Xml, RefusesWhatIsNoXmlOrTooMuch) {
    EXPECT_THAT(parse_xml("<a><b></a>", "a", "p").error().what, HasSubstr("The part p"));
    EXPECT_FALSE(parse_xml("", "a", "p"));
    std::string many = "<a>";
    for (int i = 0; i < 8'000'000; ++i) many += "<=";
    EXPECT_THAT(parse_xml(many + "</a>", "a", "p").error().what, HasSubstr("tags and attributes"));
}

TEST(Xml, DeepNestingIsWalkedWithoutRecursion) {
    constexpr int kDepth = 300'000;
    std::string deep;
    for (int i = 0; i < kDepth; ++i) deep += "<a>";
    for (int i = 0; i < kDepth; ++i) deep += "</a>";
    const auto xml = parse_xml(deep, "a", "p");
    ASSERT_TRUE(xml);
    int seen = 0;
    walk((*xml)->root(), [&](const Node&) { return ++seen > 0; });
    EXPECT_EQ(seen, kDepth - 1);
}

TEST(Xml, NamesWithoutPrefixes) {
    const auto xml = parse_xml("<w:a xmlns:w='x' w:v='1' o='off'><c:b/><b>t</b></w:a>", "a", "p");
    const Node root = (*xml)->root();
    EXPECT_TRUE(is(root, "a"));
    EXPECT_TRUE(flag(root, "v", false));
    EXPECT_FALSE(flag(root, "o", true));
    EXPECT_EQ(children(root, "b").size(), 2u);
    EXPECT_EQ(integer("-12", 0), -12);
    EXPECT_EQ(integer("12a", 7), 7);
    EXPECT_EQ(integer("1234567890", 7), 7);
}

}  // namespace
}  // namespace mingzhang::read
