// One disclosure saved in other formats by LibreOffice says the same.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/text.h"
#include "converted.h"
#include "office_writer.h"
#include "read/office_convert.h"
#include "spans.h"
#include "support.h"

namespace mingzhang::tests {
namespace {

std::string squeezed(const std::string& s) { return text::fold_label(s); }

std::string quantity(const std::optional<Coordinate>& coordinate) {
    return coordinate ? coordinate->to_string() : "none";
}

// What a disclosure says, without places: a line for each table, figure, claim and form.
std::vector<std::string> statements(const Disclosure& disclosure) {
    std::vector<std::string> out;
    out.push_back(std::string(kind_name(disclosure.kind)) + " " + std::to_string(disclosure.year) +
                  " " + squeezed(disclosure.department) + " " + disclosure.pack);
    for (const DisclosureTable& table : disclosure.tables)
        out.push_back(table.id + " " + squeezed(table.number) + " " + squeezed(table.title) + " " +
                      std::string(table_status_name(table.status)));
    for (const Figure& figure : disclosure.figures)
        out.push_back(std::to_string(figure.table) + " " + squeezed(figure.text) + " " +
                      quantity(figure.coordinate) + " " + figure.uncovered);
    for (const Claim& claim : disclosure.claims)
        out.push_back(claim.word + " " + claim.of.to_string() + " / " + claim.base.to_string());
    for (const Calculation& calculation : disclosure.calculations)
        out.push_back(squeezed(calculation.expression + "=" + calculation.result));
    for (const NameList& list : disclosure.name_lists) {
        out.push_back(list.of.to_string());
        for (const std::string& name : list.names) out.back() += " " + squeezed(name);
    }
    for (const Declaration& form : disclosure.declarations) {
        for (const DeclarationField& field : form.fields)
            out.push_back("form " + field.id + " " + squeezed(field.text));
        for (const Indicator& indicator : form.indicators)
            out.push_back("form " + squeezed(indicator.name + " " + indicator.target.text));
    }
    return out;
}

// The lines of one that the other has not, "- " before those of the first.
std::vector<std::string> differences(const Disclosure& a, const Disclosure& b) {
    std::vector<std::string> x = statements(a), y = statements(b), out;
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::vector<std::string> only;
    std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(only));
    for (const std::string& line : only) out.push_back("- " + line);
    only.clear();
    std::set_difference(y.begin(), y.end(), x.begin(), x.end(), std::back_inserter(only));
    for (const std::string& line : only) out.push_back("+ " + line);
    return out;
}

// A workbook of LibreOffice's own format, as one XML file: cells as "1.5@2" (a number in format 2),
// "2026-03-01" or texts, merged to the right where ">" follows, down where "v" does.
class FlatWorkbook {
  public:
    void sheet(const std::string& name, const std::vector<std::vector<std::string>>& rows,
               int hidden_row = -1) {
        sheets_ += "<table:table table:name=\"" + name +
                   "\"><table:table-column/><table:table-column/>"
                   "<table:table-column table:visibility=\"collapse\"/>";
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const bool hidden = static_cast<int>(r) == hidden_row;
            sheets_ +=
                hidden ? "<table:table-row table:visibility=\"collapse\">" : "<table:table-row>";
            for (std::size_t c = 0; c < rows[r].size(); ++c) add_cell(rows, r, c);
            sheets_ += "</table:table-row>";
        }
        sheets_ += "</table:table>";
    }

    std::string xml() const {
        std::string out =
            R"(<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
            xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2"
            office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>
            <number:number-style style:name="P1"><number:number number:decimal-places="2"
            number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>
            <number:text> </number:text></number:number-style><number:number-style style:name="N1">
            <number:text>(</number:text><number:number number:decimal-places="2"
            number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>
            <number:text>)</number:text><style:map style:condition="value()&gt;=0"
            style:apply-style-name="P1"/></number:number-style><number:percentage-style style:name="N2">
            <number:number number:decimal-places="2" number:min-decimal-places="2"
            number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
            <number:number-style style:name="N3"><number:number number:decimal-places="0"
            number:min-decimal-places="0" number:min-integer-digits="6"/></number:number-style>
            <number:date-style style:name="N4"><number:year number:style="long"/><number:text>年</number:text>
            <number:month/><number:text>月</number:text><number:day/><number:text>日</number:text>
            </number:date-style><number:number-style style:name="N0"><number:number
            number:min-integer-digits="1"/></number:number-style>)";
        for (const char* format : {"0", "1", "2", "3", "4"}) {
            out += fmt::format(
                "<style:style style:name=\"c{0}\" style:family=\"table-cell\" "
                "style:data-style-name=\"N{0}\"><style:table-cell-properties fo:border=\"0.5pt "
                "solid "
                "#000000\"/></style:style>",
                format);
        }
        return out + "</office:automatic-styles><office:body><office:spreadsheet>" + sheets_ +
               "</office:spreadsheet></office:body></office:document>";
    }

  private:
    using Rows = std::vector<std::vector<std::string>>;

    void add_cell(const Rows& rows, std::size_t r, std::size_t c) {
        const std::string& text = rows[r][c];
        if (text == ">" || text == "v") {
            sheets_ += "<table:covered-table-cell/>";
            return;
        }
        std::size_t columns = 1, lines = 1;
        while (c + columns < rows[r].size() && rows[r][c + columns] == ">") ++columns;
        while (r + lines < rows.size() && c < rows[r + lines].size() && rows[r + lines][c] == "v")
            ++lines;
        const std::string spans =
            fmt::format(" table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
                        columns, lines);
        if (const auto at = text.find('@'); at != std::string::npos) {
            sheets_ += fmt::format(
                "<table:table-cell table:style-name=\"c{}\" office:value-type=\"float\" "
                "office:value=\"{}\"{}/>",
                text.substr(at + 1), text.substr(0, at), spans);
        } else if (text.size() == 10 && text.starts_with("20") && text[4] == '-') {
            sheets_ += fmt::format(
                "<table:table-cell table:style-name=\"c4\" office:value-type=\"date\" "
                "office:date-value=\"{}\"{}/>",
                text, spans);
        } else {
            sheets_ += "<table:table-cell table:style-name=\"c0\" office:value-type=\"string\"" +
                       spans + "><text:p>" + text::replace_all(text, "\n", "</text:p><text:p>") +
                       "</text:p></table:table-cell>";
        }
    }

    std::string sheets_;
};

class RoundTrip : public testing::Test {
  protected:
    // One profile serves all conversions.
    static void SetUpTestSuite() {
        std::string name = testing::TempDir() + "round_trip_XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }

    void SetUp() override {
        if (read::find_soffice().empty()) GTEST_SKIP() << "LibreOffice is not installed";
        source_ =
            read::read_document("examples/social-work-department/disclosure.txt").value().blocks;
        for (Block& block : source_)
            if (block.kind == BlockKind::kTable) state_spans(block.grid);
    }

    static Disclosure disclosure(const std::string& file) {
        return recognise::recognise(read::read_document(file).value(), resources().library,
                                    resources().codes)
            .value();
    }

    // What the file says otherwise when it is saved with another ending.
    std::vector<std::string> differences_as(const char* ending, const std::string& file) const {
        const std::string saved = converted(folder_, file, ending);
        if (saved.empty()) return {"LibreOffice does not save it as " + std::string(ending)};
        return differences(disclosure(file), disclosure(saved));
    }

    static inline std::string folder_;
    std::vector<Block> source_;
};

TEST_F(RoundTrip, ADocumentAsPdf) {
    const std::string file = write_file(folder_ + "/a.docx", docx_of(source_));
    EXPECT_THAT(differences_as("pdf", file), testing::ElementsAre());
}

// Without its prose: a text wider than the sheet is cut off on paper.
TEST_F(RoundTrip, AWorkbookAsPdf) {
    constexpr std::size_t kLongest = 150;  // bytes
    std::erase_if(source_, [](const Block& block) { return block.text.size() > kLongest; });
    const std::string file = write_file(folder_ + "/a.xlsx", xlsx_of(source_));
    EXPECT_THAT(differences_as("pdf", file), testing::ElementsAre());
}

TEST_F(RoundTrip, ADocumentAsDoc) {
    const std::string file = write_file(folder_ + "/a.docx", docx_of(source_));
    EXPECT_THAT(differences_as("doc", file), testing::ElementsAre());
}

TEST_F(RoundTrip, AWorkbookAsXls) {
    const std::string file = write_file(folder_ + "/a.xlsx", xlsx_of(source_));
    EXPECT_THAT(differences_as("xls", file), testing::ElementsAre());
}

// Formats, merged and hidden cells, and many texts: the same workbook as XLS and as XLSX.
TEST_F(RoundTrip, AWorkbookAsXlsAndAsXlsx) {
    FlatWorkbook workbook;
    std::vector<std::vector<std::string>> formats{{"项目", "1", "隐", "2", "3", "4", "日期"}};
    for (const std::string number :
         {"0", "0.005", "-0.005", "1.005", "2.675", "1234567.891", "-9876543.215", "1e-7",
          "0.30000000000000004", "123456789012345", "1e15", "1e20", "-0.001", "99.995"}) {
        formats.push_back({"数", number + "@0", number + "@0", number + "@1", number + "@2",
                           number + "@3", "2026-03-01"});
    }
    workbook.sheet("格式", formats, 3);
    workbook.sheet("表头", {{"多层表头", ">", ">", ">", ">"},
                            {"科目", "本年\n支出", ">", ">", "上年"},
                            {"v", "合计", ">", "其中", "v"},
                            {"甲", "1@1", "2@1", "-3@1", "0@1"},
                            {"乙", "1@1", "2@1", "-3@1", "0@1"}});
    std::vector<std::vector<std::string>> many{{"编码", "名称", "隐", "金额"}};
    for (int i = 0; i < 1000; ++i) {
        std::string name = i % 2 == 0 ? "项目" : "plain text ";
        for (int n = 0; n < i % 11; ++n) name += i % 3 == 0 ? "长名称" : "a long name";
        many.push_back({fmt::format("{:07}x", i), name + std::to_string(i), "隐",
                        fmt::format("{}.{:02}@1", i * 7919, i % 100)});
    }
    workbook.sheet("明细", many, 700);
    const std::string file = write_file(folder_ + "/flat.fods", workbook.xml());
    const std::string xls = converted(folder_, file, "xls");
    const std::string xlsx = converted(folder_, file, "xlsx");
    const auto old_read = read::read_document(xls), recent_read = read::read_document(xlsx);
    ASSERT_TRUE(old_read) << old_read.error().to_string();
    ASSERT_TRUE(recent_read) << recent_read.error().to_string();
    const SourceDocument &old = *old_read, &recent = *recent_read;
    EXPECT_EQ(old.format, "xls");
    EXPECT_GT(old.blocks.size(), 3u);
    EXPECT_EQ(shown(old.blocks), shown(recent.blocks));
    EXPECT_EQ(old.remarks, recent.remarks);
    EXPECT_EQ(old.remarks.size(), 5u);
}

// The blank forms of a year, as they are and as the program of another age saves them.
TEST_F(RoundTrip, BlankFormsOfShanghai) {
    const std::string file = "../shared/documents/shanghai-2026-blank-department-template.xlsx";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "there is no " << file;
    const std::string saved = converted(folder_, file, "xls");
    ASSERT_FALSE(saved.empty());
    EXPECT_EQ(shown(read::read_document(saved).value().blocks),
              shown(read::read_document(file).value().blocks));
}

}  // namespace
}  // namespace mingzhang::tests
