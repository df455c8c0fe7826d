#include "publish/workbook.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/file.h"
#include "publish/archive_test.h"
#include "publish/publication_sample_test.h"

namespace mingzhang::publish {
namespace {

using testing::HasSubstr;
using testing::Not;

class PublishedWorkbook : public testing::Test {
  protected:
    void make(const Publication& publication) {
        const auto bytes = xlsx_of(publication);
        ASSERT_TRUE(bytes) << bytes.error().to_string();
        path_ = testing::TempDir() + "workbook_test.xlsx";
        ASSERT_TRUE(replace_file(path_, *bytes));
    }
    void TearDown() override { std::filesystem::remove(path_); }
    std::string part(const std::string& name) const {
        return archive_entry(path_, ("xl/" + name).c_str());
    }

    std::string path_;
};

TEST_F(PublishedWorkbook, HasASheetForEachTableAndOneForTheTexts) {
    make(sample_publication());
    const std::string book = part("workbook.xml");
    std::size_t at = 0;
    for (const char* name :
         {"目录", "说明", "表3 预算支出总表", "表8 政府性基金预算支出表（不含上年结转）",
          "表12 项目支出预算表（本年预算）", "项目绩效目标申报表 示例项目", "图"}) {
        at = book.find("<sheet name=\"" + std::string(name) + "\"", at);
        ASSERT_NE(at, std::string::npos) << name;
    }
    // The header rows are repeated on each page.
    EXPECT_THAT(book, HasSubstr("'表3 预算支出总表'!$4:$5</definedName>"));
    const std::string contents = part("worksheets/sheet1.xml");
    EXPECT_THAT(contents,
                HasSubstr("location=\"'表3 预算支出总表'!A1\" display=\"表3 预算支出总表\""));
    EXPECT_THAT(contents, HasSubstr("location=\"'说明'!A2\" display=\"一、本部门职责\""));
    EXPECT_THAT(part("sharedStrings.xml"), HasSubstr("主要职责是：示例&lt;&amp;&gt;“引号”。"));
}

TEST_F(PublishedWorkbook, KeepsExactAmountsAndLiveSums) {
    make(sample_publication());
    const std::string sheet = part("worksheets/sheet3.xml");
    EXPECT_THAT(sheet, HasSubstr("<f>SUM(C7:C8)</f><v>75.26009999999999</v>"));
    EXPECT_THAT(sheet, HasSubstr("<f>SUM(D7:E7)</f><v>71.5</v>"));
    EXPECT_THAT(sheet, HasSubstr("<v>3.7601</v>"));
    EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A4:B4\"/>"));
    EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"C4:E4\"/>"));
    EXPECT_THAT(sheet, HasSubstr("<pane ySplit=\"5\" topLeftCell=\"A6\""));
    EXPECT_THAT(sheet,
                HasSubstr("<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\""));
    EXPECT_THAT(sheet, HasSubstr("numberStoredAsText"));
    EXPECT_THAT(part("worksheets/sheet5.xml"), HasSubstr("orientation=\"landscape\""));
    EXPECT_THAT(part("charts/chart1.xml"), HasSubstr("<a:t>71.50万元，95.00%</a:t>"));
}

TEST_F(PublishedWorkbook, NeverMakesAFormulaOfWords) {
    Publication p = sample_publication();
    p.blocks.back().table.rows[0][1].text = "=HYPERLINK(\"http://example.org\")";
    p.blocks.back().table.title = "=1+1";
    p.blocks[12].chart.title = "=1+1";
    p.blocks[12].chart.slices[0].text = "=1+1";
    make(p);
    EXPECT_THAT(part("worksheets/sheet6.xml"), Not(HasSubstr("<f>")));
    EXPECT_THAT(part("charts/chart1.xml"), Not(HasSubstr("<c:f>1+1")));
}

TEST_F(PublishedWorkbook, PrintsTheWatermarkAtTheHeadOfEachPage) {
    Publication p = sample_publication();
    p.watermark = "草稿&稿";
    make(p);
    for (const char* sheet : {"worksheets/sheet1.xml", "worksheets/sheet3.xml"})
        EXPECT_THAT(part(sheet), HasSubstr("&amp;36 草稿&amp;&amp;稿</oddHeader>"));
}

TEST_F(PublishedWorkbook, IsTheSameEachTime) {
    EXPECT_EQ(xlsx_of(sample_publication()).value(), xlsx_of(sample_publication()).value());
}

TEST_F(PublishedWorkbook, LeavesOutWhatIsNotThere) {
    make(Publication{});
    EXPECT_THAT(part("workbook.xml"), HasSubstr("name=\"目录\""));
    EXPECT_THAT(part("workbook.xml"), Not(HasSubstr("name=\"说明\"")));
}

TEST_F(PublishedWorkbook, SaysWhatIsTooLarge) {
    Publication p = sample_publication();
    p.blocks.back().table.rows[0][1].text = std::string(40'000, 'x');
    EXPECT_EQ(xlsx_of(p).error().where.substr(0, 27), "项目绩效目标申报表");
}

}  // namespace
}  // namespace mingzhang::publish
