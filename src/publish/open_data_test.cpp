#include "publish/open_data.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "publish/publication_sample_test.h"

namespace mingzhang::publish {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

Coordinate at(std::initializer_list<std::pair<Dimension, const char*>> members) {
    Coordinate out;
    for (const auto& [dimension, name] : members) out.set(dimension, name);
    return out;
}

Publication with_lines() {
    Publication p = sample_publication();
    p.lines = {
        {at({{Dimension::kFlow, "expenditure"},
             {Dimension::kFunction, "2013901"},
             {Dimension::kProject, "=HYPERLINK(\"x\")"}}),
         Money::fen(12'345'678)},
        {at({{Dimension::kYear, "2025"}, {Dimension::kFlow, "expenditure"}}), Money::fen(-50)}};
    return p;
}

std::string bytes_of(const Publication& p, const std::string& name) {
    for (const PublishedFile& file : open_data_of(p)) {
        if (file.name == name) return file.bytes;
    }
    return {};
}

TEST(OpenData, HasAFileForTheLinesEachTableAndTheWhole) {
    std::vector<std::string> names;
    for (const PublishedFile& file : open_data_of(sample_publication())) names.push_back(file.name);
    EXPECT_THAT(names,
                ElementsAre("lines.csv", "tables/T03.csv", "tables/T08.csv", "tables/T12.csv",
                            "tables/P01.csv", "document.json", "datapackage.json"));
}

TEST(OpenData, LinesAreExactAndHarmlessInASpreadsheet) {
    EXPECT_EQ(bytes_of(with_lines(), "lines.csv"),
              "\xEF\xBB\xBF"
              "year,flow,function,project,amount\r\n"
              "2026,expenditure,2013901,\"'=HYPERLINK(\"\"x\"\")\",123456.78\r\n"
              "2025,expenditure,,,-0.50\r\n");
    Publication counted = with_lines();
    counted.lines = {{at({{Dimension::kNature, "count"}}), Money::fen(300)}};
    EXPECT_EQ(bytes_of(counted, "lines.csv"),
              "\xEF\xBB\xBFyear,nature,amount,quantity\r\n2026,count,,3.00\r\n");
    EXPECT_EQ(bytes_of(sample_publication(), "lines.csv"), "\xEF\xBB\xBFyear,amount\r\n");
}

TEST(OpenData, TablesAreAsPrintedAndExact) {
    const std::string table = bytes_of(sample_publication(), "tables/T03.csv");
    EXPECT_THAT(table, HasSubstr("\r\n1,,合计,2026年预算数/合计,75.26,万元,752601.00\r\n"));
    EXPECT_THAT(table, HasSubstr("\r\n3,208,社会保障和就业支出,2026年预算数/基本支出,3.76,万元,"
                                 "37601.00\r\n"));
    EXPECT_THAT(bytes_of(sample_publication(), "tables/P01.csv"),
                HasSubstr("\r\n4,,实施期绩效目标/产出指标/数量指标,指标值,≥100人,,\r\n"));
}

TEST(OpenData, TextsThatASpreadsheetWouldRunAreMarked) {
    Publication p = sample_publication();
    p.blocks[6].table.rows[3][1].text = "@SUM(1)";
    p.blocks[6].table.rows[3][2].text = "-1.00";
    p.blocks[6].table.rows[3][3].text = "-";
    p.blocks[6].table.rows[3][4].text = "-1+2";
    const std::string table = bytes_of(p, "tables/T03.csv");
    for (const char* part : {",'@SUM(1),", ",-1.00,", ",-,", ",'-1+2,"})
        EXPECT_THAT(table, HasSubstr(part));
    EXPECT_EQ(json::parse(bytes_of(p, "document.json"))["blocks"][4]["rows"][3][1], "@SUM(1)");
}

TEST(OpenData, TheDocumentIsComplete) {
    const json document = json::parse(bytes_of(sample_publication(), "document.json"));
    EXPECT_EQ(document["title"], "2026年度部门预算公开");
    EXPECT_EQ(document["kind"], "department-budget");
    std::vector<std::string> types;
    for (const json& block : document["blocks"]) types.push_back(block["type"]);
    EXPECT_THAT(types,
                ElementsAre("heading", "heading", "paragraph", "heading", "table", "table", "table",
                            "heading", "heading", "paragraph", "chart", "declaration"));
    const json& table = document["blocks"][4];
    EXPECT_EQ(table["rows"][2][2], "75.26");
    EXPECT_EQ(table["amounts"][2][2], "752601.00");
    EXPECT_EQ(table["roles"][3][0], "code");
    EXPECT_EQ(table["spans"][1], json::parse(R"({"row":0,"column":2,"rows":1,"columns":3})"));
    EXPECT_EQ(table["rounding"], json::parse(R"({"unit":"万元","decimals":2,
              "method":"half-away-from-zero","exceptions":0})"));
    EXPECT_EQ(document["blocks"][5]["notes"][0], "注：本表无数据");
}

// What the profile "fiscal-data-package" demands.
TEST(OpenData, ThePackageIsAFiscalDataPackage) {
    const json package = json::parse(bytes_of(with_lines(), "datapackage.json"));
    EXPECT_EQ(package["profile"], "fiscal-data-package");
    const std::regex name("[-a-z0-9._/]+");
    EXPECT_TRUE(std::regex_match(package["name"].get<std::string>(), name));
    std::set<std::string> names;
    for (const json& resource : package["resources"]) {
        const auto own = resource["name"].get<std::string>();
        EXPECT_TRUE(std::regex_match(own, name) && names.insert(own).second) << own;
        EXPECT_EQ(resource["profile"], "tabular-data-resource");
        const std::string csv = bytes_of(with_lines(), resource["path"]);
        std::string heads = "\xEF\xBB\xBF";
        for (const json& field : resource["schema"]["fields"])
            heads += (heads.size() > 3 ? "," : "") + field["name"].get<std::string>();
        EXPECT_TRUE(csv.starts_with(heads + "\r\n")) << own;
    }
    EXPECT_EQ(package["model"]["measures"]["amount"], json::parse(R"({"source":"amount",
              "resource":"lines","currency":"CNY","factor":1,"direction":"expenditure",
              "phase":"approved"})"));
    EXPECT_EQ(package["model"]["dimensions"]["function"], json::parse(R"({
              "dimensionType":"classification","classificationType":"functional",
              "primaryKey":"function",
              "attributes":{"function":{"source":"function","resource":"lines"}}})"));
    EXPECT_EQ(package["fiscalPeriod"]["start"], "2026-01-01");
}

TEST(OpenData, SaysInWhichPhaseTheBudgetIs) {
    Publication p = with_lines();
    const auto measure = [&] {
        return json::parse(bytes_of(p, "datapackage.json"))["model"]["measures"]["amount"];
    };
    p.watermark = "草稿";
    EXPECT_EQ(measure()["phase"], "proposed");
    p.watermark = "";
    p.kind = DocumentKind::kUnitFinalAccounts;
    EXPECT_EQ(measure()["phase"], "executed");
    p.kind = DocumentKind::kOther;
    EXPECT_FALSE(measure().contains("phase"));
    p.lines.push_back({at({{Dimension::kFlow, "income"}}), Money::fen(1)});
    EXPECT_FALSE(measure().contains("direction"));
}

TEST(OpenData, FilesHaveSafeAndUniqueNames) {
    Publication p = sample_publication();
    p.blocks[6].table.id = "../T:08";
    p.blocks[7].table.id = "lines";
    p.blocks[8].table.id = "LINES";
    std::vector<std::string> names;
    for (const PublishedFile& file : open_data_of(p)) names.push_back(file.name);
    EXPECT_THAT(names, testing::IsSupersetOf(
                           {"tables/___T_08.csv", "tables/lines-2.csv", "tables/LINES-3.csv"}));
}

TEST(OpenData, ReplacesWhatIsNoText) {
    Publication p = sample_publication();
    p.blocks[2].text = "\xFF";
    EXPECT_THAT(bytes_of(p, "document.json"), HasSubstr("\uFFFD"));
}

}  // namespace
}  // namespace mingzhang::publish
