#include "pdfmark/annotate.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "pdfmark/page_frame.h"
#include "pdfmark/pdf.h"
#include "read/small_pdf_test.h"

namespace mingzhang::pdfmark {
namespace {

using read::SmallPdf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string one_page(std::string_view entries) {
    SmallPdf pdf;
    pdf.add_page("", "", entries);
    return pdf.bytes();
}

PageNote note_at(const Box& box, float width = 600, float height = 800) {
    return {1, width, height, {box}, {1, 0, 0}, "f1 title", "第一行\n第二行\n"};
}

// "Highlight 10 20 30 40" for each annotation but popups.
std::vector<std::string> annotations(const std::string& bytes, int page = 1) {
    const Pdf pdf(bytes);
    const Object all = pdf.page(page).key("/Annots");
    std::vector<std::string> out;
    for (int i = 0; i < all.items(); ++i) {
        const Object annotation = all.item(i);
        std::string text = annotation.key("/Subtype").written().substr(1);
        if (text == "Popup") continue;
        for (int k = 0; k < 4; ++k)
            text += fmt::format(" {}", annotation.key("/Rect").item(k).number().value_or(-1));
        out.push_back(text);
    }
    return out;
}

std::vector<std::string> marked(const std::string& bytes, const std::vector<PageNote>& notes) {
    const Annotated copy = annotate(bytes, notes);
    EXPECT_EQ(copy.unplaced, 0u);
    return annotations(copy.bytes);
}

TEST(Annotations, HoldTheNoteAndItsPopup) {
    const std::string bytes =
        annotate(one_page("/MediaBox[0 0 600 800]"), {note_at({10, 20, 30, 40})}).bytes;
    const Pdf pdf(bytes);
    const Object all = pdf.page(1).key("/Annots");
    ASSERT_EQ(all.items(), 2);
    const Object mark = all.item(0), popup = all.item(1);
    EXPECT_EQ(mark.key("/Contents").text(), "f1 title\n第一行\n第二行\n");
    EXPECT_EQ(mark.key("/Subj").text(), "f1 title");
    EXPECT_EQ(mark.key("/T").text(), "mingzhang");
    EXPECT_EQ(mark.key("/QuadPoints").items(), 8);
    EXPECT_EQ(mark.key("/Popup").written(), popup.written());
    EXPECT_EQ(popup.key("/Parent").written(), mark.written());
    EXPECT_EQ(popup.key("/Subtype").written(), "/Popup");
    EXPECT_TRUE(mark.key("/AP").is_dictionary());
}

TEST(Annotations, LieWhereTheWordsAreDisplayed) {
    const std::vector<PageNote> upright = {note_at({10, 20, 30, 40})};
    const std::vector<PageNote> aside = {note_at({10, 20, 30, 40}, 800, 600)};
    EXPECT_THAT(marked(one_page("/MediaBox[0 0 600 800]"), upright),
                ElementsAre("Highlight 10 760 30 780"));
    EXPECT_THAT(marked(one_page("/MediaBox[0 0 600 800]/Rotate 90"), aside),
                ElementsAre("Highlight 20 10 40 30"));
    EXPECT_THAT(marked(one_page("/MediaBox[0 0 600 800]/Rotate 180"), upright),
                ElementsAre("Highlight 570 20 590 40"));
    EXPECT_THAT(marked(one_page("/MediaBox[0 0 600 800]/Rotate -90"), aside),
                ElementsAre("Highlight 560 770 580 790"));
}

TEST(Annotations, AreCountedFromTheCropBox) {
    EXPECT_THAT(marked(one_page("/MediaBox[0 0 900 900]/CropBox[100 50 700 850]"),
                       {note_at({10, 20, 30, 40})}),
                ElementsAre("Highlight 110 810 130 830"));
    EXPECT_THAT(marked(one_page("/MediaBox[-100 -100 500 700]/CropBox[-900 -900 900 900]"),
                       {note_at({10, 20, 30, 40})}),
                ElementsAre("Highlight -90 660 -70 680"));
    EXPECT_THAT(marked(one_page("/MediaBox[600 800 0 0]"), {note_at({10, 20, 30, 40})}),
                ElementsAre("Highlight 10 760 30 780"));
}

TEST(Annotations, OnTheSameWordsAreSignsInTheMargin) {
    EXPECT_THAT(
        marked(one_page("/MediaBox[0 0 600 800]"),
               {note_at({10, 140, 30, 150}), note_at({10, 140, 30, 151}),
                note_at({10, 140, 30, 150})}),
        ElementsAre("Highlight 10 650 30 660", "Text 586 648 598 660", "Text 586 634 598 646"));
}

TEST(Annotations, InsideOthersLieOnTop) {
    EXPECT_THAT(marked(one_page("/MediaBox[0 0 600 800]"),
                       {note_at({10, 10, 20, 20}), note_at({0, 0, 100, 100})}),
                ElementsAre("Highlight 0 700 100 800", "Highlight 10 780 20 790"));
}

TEST(Annotations, OfMoreNotesThanFitTheMarginDoNotLieOnEachOther) {
    const std::vector<PageNote> notes(200, note_at({}));
    auto all = marked(one_page("/MediaBox[0 0 600 800]"), notes);
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::unique(all.begin(), all.end()) - all.begin(), 200);
}

TEST(Annotations, OfAnotherPageAreNotPlaced) {
    PageNote absent = note_at({10, 20, 30, 40}), other = note_at({10, 20, 30, 40}, 500, 800);
    absent.page = 2;
    const Annotated copy = annotate(one_page("/MediaBox[0 0 600 800]"), {absent, other});
    EXPECT_EQ(copy.unplaced, 2u);
    EXPECT_THAT(annotations(copy.bytes), IsEmpty());
}

TEST(Annotations, ThatAreThereStay) {
    const std::string bytes =
        one_page("/MediaBox[0 0 600 800]/Annots[<</Type/Annot/Subtype/Square/Rect[1 2 3 4]>>]");
    EXPECT_THAT(marked(bytes, {note_at({10, 20, 30, 40})}),
                ElementsAre("Square 1 2 3 4", "Highlight 10 760 30 780"));
}

TEST(Annotations, OfAPageThatStandsTwiceInTheTreeStayApart) {
    SmallPdf pdf;
    pdf.add_page("");
    pdf.add_page_again();
    PageNote second = note_at({10, 20, 30, 40});
    second.page = 2;
    const Annotated copy = annotate(pdf.bytes(), {second});
    EXPECT_THAT(annotations(copy.bytes, 1), IsEmpty());
    EXPECT_THAT(annotations(copy.bytes, 2), ElementsAre("Highlight 10 760 30 780"));
}

TEST(Annotations, AreTheSameEachTime) {
    const std::string bytes = one_page("/MediaBox[0 0 600 800]");
    EXPECT_EQ(annotate(bytes, {note_at({10, 20, 30, 40})}).bytes,
              annotate(bytes, {note_at({10, 20, 30, 40})}).bytes);
}

TEST(Annotations, OfWhatIsNoPdfAreRefused) {
    EXPECT_THROW(annotate("%PDF-1.7\nnothing", {}), PdfError);
    EXPECT_THROW(annotate("", {}), PdfError);
}

TEST(Annotations, OfATreeInACircleEnd) {
    SmallPdf pdf;
    pdf.add_page("");
    std::string bytes = pdf.bytes();
    // The tree of pages is its own kid.
    bytes.replace(bytes.find("/Kids[") + 6, 1, "2");
    try {
        annotate(bytes, {note_at({10, 20, 30, 40})});
    } catch (const PdfError&) {
    }
}

// Every prefix of a file, and the file with a byte changed here and there: no crash, no hang.
TEST(Annotations, OfBrokenFilesAreMadeOrRefused) {
    const std::string whole = one_page("/MediaBox[0 0 600 800]/Annots 9 0 R");
    const auto tried = [](const std::string& bytes) {
        try {
            annotate(bytes, {note_at({10, 20, 30, 40})});
        } catch (const PdfError&) {
        }
    };
    for (std::size_t size = 0; size < whole.size(); size += 7) tried(whole.substr(0, size));
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x15);
        tried(changed);
    }
}

}  // namespace
}  // namespace mingzhang::pdfmark
