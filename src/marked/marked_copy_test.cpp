#include "marked/marked_copy.h"

#include <gmock/gmock.h>

#include "marked/notes.h"
#include "read/read.h"
#include "read/small_pdf_test.h"

namespace mingzhang::marked {
namespace {

using read::shown_at;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

publish::Catalogue catalogue(const std::string& language = "en") {
    return publish::load_catalogue("messages", language).value();
}

struct Document {
    std::string bytes;
    SourceDocument source;
    CheckReport report;
};

Document read_pdf(read::SmallPdf& pdf, read::PdfScanner& scanner) {
    Document out;
    out.bytes = pdf.bytes();
    out.source = read::read_bytes(out.bytes, "a.pdf", scanner).value();
    return out;
}

Finding finding(const std::string& id, Severity severity, std::vector<FindingPlace> places) {
    Finding out;
    out.id = id;
    out.rule = "number-unreadable";
    out.severity = severity;
    out.arguments = {{"text", places.front().text}};
    out.places = std::move(places);
    return out;
}

FindingPlace at(const SourceDocument& source, std::size_t block, const std::string& text) {
    FindingPlace out;
    out.place = source.blocks.at(block).place;
    out.text = text;
    return out;
}

TEST(MarkedPdf, HasTheFindingOnItsWords) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
    GTEST_SKIP() << "the program that marks does not run in its jail with sanitizers; the cause is "
                    "not known";
#endif
#endif
    read::PdfScanner scanner;
    read::SmallPdf pdf;
    pdf.add_page(shown_at(100, 700, "total 12.5 and 7"));
    Document document = read_pdf(pdf, scanner);
    document.report.findings = {finding("f1", Severity::kError, {at(document.source, 0, "12.5")})};
    const auto copy =
        marked_copy(document.report, document.source, 0, document.bytes, catalogue(), scanner);
    ASSERT_TRUE(copy) << copy.error().to_string();
    EXPECT_EQ(copy->notes, 1u);
    EXPECT_EQ(copy->unplaced, 0u);
    // Courier of 10 points: a letter is 6 wide; "total " comes before.
    EXPECT_THAT(copy->bytes, AllOf(HasSubstr("/Subtype /Highlight"), HasSubstr("/Rect [ 136.000 "),
                                   HasSubstr(" 160.000 ")));
    // What is read of the copy is what was read of the file.
    const auto again = read::read_bytes(copy->bytes, "a.pdf", scanner).value();
    ASSERT_EQ(again.blocks.size(), 1u);
    EXPECT_EQ(again.blocks[0].text, document.source.blocks[0].text);
}

TEST(MarkedPdf, OfFilesTogetherHasWhatStandsInItAlone) {
    CheckReport report;
    FindingPlace other;
    other.place.source = 1;
    report.findings = {finding("f1", Severity::kError, {other})};
    EXPECT_TRUE(notes_of(report, {}, 0, catalogue()).empty());
    EXPECT_EQ(notes_of(report, {}, 1, catalogue()).size(), 1u);
}

TEST(Notes, SayWhatTheReportSays) {
    CheckReport report;
    FindingPlace first, second;
    first.place.page = 1;
    first.text = "1O";
    second.place.page = 2;
    second.text = "11";
    Finding f = finding("f1", Severity::kWarning, {first, second});
    f.suggestion = {"10"};
    report.findings = {f};
    const auto notes = notes_of(report, {}, 0, catalogue());
    ASSERT_EQ(notes.size(), 2u);
    EXPECT_EQ(notes[0].title, "f1 warning number-unreadable");
    EXPECT_EQ(notes[0].text,
              "\"1O\" cannot be read as a number\nfigures that would hold: 10\n"
              "see also page 2 11\n");
    EXPECT_THAT(notes[1].text, HasSubstr("the fault is in page 1 1O"));
    EXPECT_EQ(notes[1].part, publish::Part::kInvolved);
}

TEST(Notes, OfWaivedFindingsSaySo) {
    CheckReport report;
    report.findings = {finding("f1", Severity::kError, {{}})};
    report.findings[0].waived = Waiver{"Li", "2026-03-01", "agreed"};
    const auto notes = notes_of(report, {}, 0, catalogue());
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_TRUE(notes[0].waived);
    EXPECT_EQ(notes[0].title, "f1 waived number-unreadable");
    EXPECT_THAT(notes[0].text, HasSubstr("waived by Li on 2026-03-01: agreed"));
}

TEST(Notes, OfAPlaceThatCouldBeAtFaultAreOne) {
    CheckReport report;
    FindingPlace first, second;
    second.text = "2";
    report.findings = {finding("f1", Severity::kError, {first, second})};
    report.findings[0].alternatives = {second};
    const auto notes = notes_of(report, {}, 0, catalogue());
    ASSERT_EQ(notes.size(), 2u);
    EXPECT_EQ(notes[1].part, publish::Part::kAlternative);
}

TEST(MarkedCopy, OfOtherFormatsIsRefused) {
    read::PdfScanner scanner;
    const auto copy = marked_copy({}, {}, 0, "text", catalogue(), scanner);
    ASSERT_FALSE(copy);
    EXPECT_THAT(copy.error().to_string(), HasSubstr("Only PDF and DOCX files can be marked"));
}

}  // namespace
}  // namespace mingzhang::marked
