#include "publish/html_marks.h"

#include <gmock/gmock.h>

#include "publish/sample_test.h"

namespace mingzhang::publish {
namespace {

using testing::ElementsAre;

Figure figure_at(int line, const char* text, const char* column = "") {
    Figure figure;
    figure.text = text;
    figure.number = parse_number(text);
    figure.place.line = line;
    figure.column_label = column;
    return figure;
}

Block paragraph(int line, const char* text) {
    Block block;
    block.text = text;
    block.place.line = line;
    return block;
}

Block row(int line, std::vector<const char*> texts) {
    Block block;
    block.kind = BlockKind::kTable;
    block.place.line = line;
    block.grid.rows.resize(1);
    for (const char* text : texts) {
        GridCell cell;
        cell.text = text;
        cell.place.line = line;
        block.grid.rows[0].push_back(cell);
    }
    return block;
}

Finding finding_at(int line, const char* text, const char* column = "") {
    Finding finding;
    finding.places.resize(1);
    finding.places[0].place.line = line;
    finding.places[0].text = text;
    finding.places[0].column = column;
    return finding;
}

// "piece:words" of every mark, with its figure and the findings that stand there.
std::vector<std::string> marks_of(const CheckReport& report, const SourceDocument& document) {
    std::vector<std::string> out;
    const std::vector<Piece> pieces = mark(report, document);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        for (const Mark& m : pieces[p].marks) {
            std::string line = std::to_string(p) + ":";
            line += pieces[p].text.substr(m.begin, m.end - m.begin);
            if (m.figure >= 0) line += " #" + std::to_string(m.figure);
            for (const PlaceRef& ref : m.refs) line += " f" + std::to_string(ref.finding + 1);
            out.push_back(line);
        }
        for (const PlaceRef& ref : pieces[p].refs) {
            out.push_back(std::to_string(p) + ": f" + std::to_string(ref.finding + 1));
        }
    }
    return out;
}

TEST(Mark, FindsFiguresInASentence) {
    CheckReport report;
    report.disclosure.figures = {figure_at(3, "4.86"), figure_at(3, "1.5"), figure_at(3, "1.5"),
                                 figure_at(4, "4.86"), figure_at(3, "8%")};
    const SourceDocument document{
        "", "", {paragraph(3, "共14.86、4.86，又1.56、1.5和1.5，占48%、8%")}, {}};
    EXPECT_THAT(marks_of(report, document),
                ElementsAre("0:4.86 #0", "0:1.5 #1", "0:1.5 #2", "0:8% #4"));
}

TEST(Mark, FindsFiguresInCells) {
    CheckReport report;
    report.disclosure.figures = {figure_at(3, "1.00"), figure_at(3, ""), figure_at(3, "2.00"),
                                 figure_at(3, "1.00"), figure_at(3, "5")};
    const SourceDocument document{
        "", "", {row(3, {"2010", "1.00", " 2.00 ", "", "1.00", "1.00", "≤5人"})}, {}};
    EXPECT_THAT(marks_of(report, document),
                ElementsAre("1:1.00 #0", "2:2.00 #2", "4:1.00 #3", "6:5 #4"));
}

TEST(Mark, PutsFindingsOnTheirFigure) {
    CheckReport report;
    report.disclosure.figures = {figure_at(3, "1.00", "a"), figure_at(3, "1.00", "b")};
    report.findings = {finding_at(3, "1.00", "b"), finding_at(3, "1.00", "?")};
    EXPECT_THAT(marks_of(report, {"", "", {row(3, {"1.00", "1.00"})}, {}}),
                ElementsAre("0:1.00 #0 f2", "1:1.00 #1 f1"));
}

TEST(Mark, PutsFindingsOnTheirWordsElseOnTheirLineElseBefore) {
    CheckReport report;
    report.findings = {finding_at(3, "总表"), finding_at(3, "没有"), finding_at(9, ""),
                       finding_at(1, "")};
    const SourceDocument document{"", "", {paragraph(3, "支出总表"), paragraph(5, "合计")}, {}};
    EXPECT_THAT(marks_of(report, document), ElementsAre("0:总表 f1", "0: f2", "0: f4", "1: f3"));
}

TEST(Mark, OfNothingIsNothing) {
    EXPECT_TRUE(mark(sample_report(), {}).empty());
    EXPECT_TRUE(marks_of({}, sample_document()).empty());
}

TEST(Mark, StaysFastOnOneLongLine) {
    CheckReport report;
    std::vector<const char*> cells;
    for (int i = 0; i < 20'000; ++i) {
        cells.push_back(i % 2 == 0 ? "0.00" : "x1");
        report.disclosure.figures.push_back(figure_at(1, i % 3 == 0 ? "7.77" : "0.00"));
    }
    EXPECT_EQ(marks_of(report, {"", "", {row(1, cells)}, {}}).size(), 10'000u);
}

}  // namespace
}  // namespace mingzhang::publish
