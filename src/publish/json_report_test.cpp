#include "publish/json_report.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "publish/sample_test.h"

namespace mingzhang::publish {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

const Catalogue& zh() {
    static const Catalogue catalogue = load_catalogue("messages", "zh").value();
    return catalogue;
}

json parsed(std::vector<CheckReport> reports) { return json::parse(json_report(reports, zh())); }

TEST(JsonReport, HasTheAgreedFields) {
    EXPECT_EQ(parsed({sample_report()}).dump(1, '\t'), json::parse(R"({
  "document": {"path": "示范县委社会工作部.txt", "files": ["示范县委社会工作部.txt"], "with": [], "kind": "department-budget", "year": 2026, "jurisdiction": "shanxi", "department": "示范县委社会工作部", "pack": "shanxi/2026/department-budget", "unit": "万元"},
  "figures": {"total": 17, "proven": 12, "conflicting": 1, "uncovered": 4, "unreadable": 0},
  "tables": [
    {"id": "T02", "title": "2026年收入总表", "file": "示范县委社会工作部.txt", "page": null, "line": 4, "figures": 1, "proven": 1, "conflicting": 0, "uncovered": 0, "unreadable": 0, "status": "recognised"},
    {"id": "T03", "title": "2026年支出总表", "file": "示范县委社会工作部.txt", "page": null, "line": 9, "figures": 12, "proven": 11, "conflicting": 1, "uncovered": 0, "unreadable": 0, "status": "recognised"},
    {"id": "U1", "title": "附表 <结转> & 其他", "file": "示范县委社会工作部.txt", "page": null, "line": 16, "figures": 1, "proven": 0, "conflicting": 0, "uncovered": 1, "unreadable": 0, "status": "unrecognised"}],
  "declarations": [
    {"project": "志愿服务站建设", "file": "示范县委社会工作部.txt", "line": 21, "amount": "37.68", "matched": true}],
  "findings": [
    {
      "id": "f1",
      "key": "00112233445566aa",
      "rule": "sum-mismatch",
      "severity": "error",
      "blocks_publication": true,
      "message": "251.51 万元不能成立",
      "proof": "246.29 至多为 246.294999，而 30.78 + 251.51 至少为 282.28（含四舍五入），相差至少 35.985001 万元\n各列之和等于合计列",
      "suggestion": ["215.51"],
      "explanation": "很可能是 215.51（数字换位）；改后另有 2 处关系成立",
      "consequences": 1, "waived": null,
      "places": [
        {"file": "示范县委社会工作部.txt", "page": null, "line": 13, "sheet": null, "cell": null, "table": "T03", "row": "20139", "column": "项目支出", "text": "251.51"},
        {"file": "示范县委社会工作部.txt", "page": null, "line": 13, "sheet": null, "cell": null, "table": "T03", "row": "20139", "column": "合计", "text": "246.29"}],
      "alternatives": [
        {"file": "示范县委社会工作部.txt", "page": null, "line": 13, "sheet": null, "cell": null, "table": "T03", "row": "20139", "column": "基本支出", "text": "30.78"}]},
    {
      "id": "f2",
      "key": "00112233445566bb",
      "rule": "table-missing",
      "severity": "warning",
      "blocks_publication": false,
      "message": "缺少“附表 <结转> & 其他”",
      "proof": "",
      "suggestion": [],
      "explanation": "",
      "consequences": 0, "waived": null,
      "places": [
        {"file": "示范县委社会工作部.txt", "page": null, "line": 16, "sheet": null, "cell": null, "table": null, "row": null, "column": null, "text": "附表 <结转> & 其他"}],
      "alternatives": []}],
  "notes": [],
  "read_whole": true,
  "witness": {"tables": false, "document": false},
  "coverage": {"reasons": {"prose-not-read": 2, "form-not-read": 1, "table-unrecognised": 1},
               "rules": [{"rule": "reason-missing", "looked_at": 3, "untold": 1}]},
  "uncovered": [
    {"file": "示范县委社会工作部.txt", "page": null, "line": 18, "sheet": null, "cell": null, "table": "U1", "row": null, "column": "甲", "text": "3.00", "reason": "table-unrecognised"},
    {"file": "示范县委社会工作部.txt", "page": null, "line": 20, "sheet": null, "cell": null, "table": null, "row": null, "column": null, "text": "4.86", "reason": "prose-not-read"},
    {"file": "示范县委社会工作部.txt", "page": null, "line": 20, "sheet": null, "cell": null, "table": null, "row": null, "column": null, "text": "47.3%", "reason": "prose-not-read"},
    {"file": "示范县委社会工作部.txt", "page": null, "line": 22, "sheet": null, "cell": null, "table": null, "row": null, "column": null, "text": "376800", "reason": "form-not-read"}],
  "constraints": {"hard": 7, "soft": 1, "widest_slack": "0.015"}
})")
                                                           .dump(1, '\t'));
}

TEST(JsonReport, GivesEachPlaceItsFileAndTheLineThere) {
    CheckReport report = sample_report();
    report.disclosure.files = {{"正文.pdf", 0}, {"报表.pdf", 10}};
    Place& place = report.findings[0].places[0].place;
    place.source = 1;
    const json parsed_report = parsed({report});
    EXPECT_EQ(parsed_report["document"]["files"], json({"正文.pdf", "报表.pdf"}));
    const json& places = parsed_report["findings"][0]["places"];
    EXPECT_EQ(places[0]["file"], "报表.pdf");
    EXPECT_EQ(places[0]["line"], place.line - 10);
    EXPECT_EQ(places[1]["file"], "正文.pdf");
}

TEST(JsonReport, KeepsTheAgreedOrder) {
    const auto report = ordered_json::parse(json_report(std::vector{sample_report()}, zh()));
    std::vector<std::string> names;
    for (const auto& [name, value] : report.items()) names.push_back(name);
    EXPECT_THAT(names, testing::ElementsAre("document", "figures", "tables", "declarations",
                                            "findings", "notes", "read_whole", "witness",
                                            "coverage", "uncovered", "constraints"));
}

TEST(JsonReport, IsNullWhereNothingIsKnown) {
    const json report = parsed({CheckReport{}});
    EXPECT_EQ(report["document"],
              json::parse(R"({"path": "", "files": [""], "with": [], "kind": "other", "year": null,
        "jurisdiction": null, "department": "", "pack": null, "unit": null})"));
    EXPECT_EQ(report["tables"], json::array());
    EXPECT_EQ(report["declarations"], json::array());
    EXPECT_EQ(report["findings"], json::array());
    EXPECT_EQ(report["coverage"], json::parse(R"({"reasons": {}, "rules": []})"));
    EXPECT_EQ(report["constraints"]["widest_slack"], nullptr);
}

TEST(JsonReport, GivesTheDeclaredAmountAsTheFormStatesIt) {
    struct Case {
        const char* text;
        Unit unit;
        json amount;
    };
    for (const Case& c :
         {Case{"37.60", Unit::kWanYuan, "37.60"}, Case{"1,037.6", Unit::kWanYuan, "1037.6"},
          Case{"376800", Unit::kYuan, "37.68"}, Case{"376800.5", Unit::kYuan, "37.68005"},
          Case{"无", Unit::kWanYuan, nullptr}}) {
        CheckReport report;
        Figure figure;
        figure.text = c.text;
        figure.number = parse_number(c.text);
        figure.unit = c.unit;
        report.disclosure.figures = {figure};
        report.disclosure.declarations = {{"x", {}, 0, false}};
        EXPECT_EQ(parsed({report})["declarations"][0]["amount"], c.amount) << c.text;
        report.disclosure.declarations[0].amount.reset();
        EXPECT_EQ(parsed({report})["declarations"][0]["amount"], nullptr);
    }
}

TEST(JsonReport, SaysWhatTheReaderDidAndCouldNotDo) {
    CheckReport report;
    report.disclosure.path = "a.xlsx";
    report.disclosure.remarks = {{"hidden-rows", false, {}, {{"count", "4"}}},
                                 {"sheet-not-read", true, {}, {{"reason", "absent"}}}};
    report.disclosure.remarks[0].place.sheet = "表1";
    const json notes = json::parse(R"([{"id": "hidden-rows", "message": "隐藏的 4 行没有读",
        "file": "a.xlsx", "page": null, "line": null, "sheet": "表1", "cell": null}])");
    EXPECT_EQ(parsed({report})["notes"], notes);
    EXPECT_EQ(parsed({report})["read_whole"], false);
}

TEST(JsonReport, OfSeveralIsAnArray) {
    EXPECT_TRUE(parsed({sample_report()}).is_object());
    EXPECT_EQ(parsed({sample_report(), CheckReport{}}),
              json::array({parsed({sample_report()}), parsed({CheckReport{}})}));
    EXPECT_EQ(parsed({}), json::array());
}

TEST(JsonReport, ReplacesInvalidText) {
    CheckReport report = sample_report();
    report.disclosure.path = "\xff.txt";
    EXPECT_EQ(parsed({report})["document"]["path"], "\uFFFD.txt");
}

TEST(JsonError, NamesPathAndCause) {
    const std::string error = json_error("a.txt", {"a.txt", "it is empty", "give a document"});
    EXPECT_EQ(json::parse(error), json::parse(R"({"document": {"path": "a.txt"},
        "error": {"where": "a.txt", "what": "it is empty", "hint": "give a document"}})"));
    const std::vector<std::string> documents = {error, json_document(CheckReport{}, zh())};
    EXPECT_EQ(json::parse(json_list(documents)).size(), 2u);
}

}  // namespace
}  // namespace mingzhang::publish
