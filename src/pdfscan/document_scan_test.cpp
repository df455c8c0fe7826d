#include "pdfscan/document_scan.h"

#include <gmock/gmock.h>

#include "base/text.h"
#include "read/small_pdf_test.h"

namespace mingzhang::pdfscan {
namespace {

using read::FileEnd;
using read::shown_at;
using read::SmallPdf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Scanned {
    ScanResult result;
    int pages_said = 0;
    bool repaired = false;
    std::vector<read::Page> pages;
    std::vector<int> unread;
};

Scanned scan(const std::string& bytes, const ScanLimits& limits = {}) {
    static const bool prepared = (prepare_poppler(), true);
    static_cast<void>(prepared);
    Scanned scanned;
    scanned.result = scan_document(bytes, limits,
                                   {[&](int pages, bool repaired) {
                                        scanned.pages_said = pages;
                                        scanned.repaired = repaired;
                                    },
                                    [&](const read::Page& page) { scanned.pages.push_back(page); },
                                    [&](int number) { scanned.unread.push_back(number); }});
    return scanned;
}

read::Page page_of(SmallPdf& pdf) {
    const Scanned scanned = scan(pdf.bytes());
    EXPECT_EQ(scanned.pages.size(), 1u);
    return scanned.pages.empty() ? read::Page{} : scanned.pages[0];
}

read::Page page_of(const std::string& content) {
    SmallPdf pdf;
    pdf.add_page(content);
    return page_of(pdf);
}

std::string rounded(const Box& b) {
    return fmt::format("{:.1f} {:.1f} {:.1f} {:.1f}", b.left, b.top, b.right, b.bottom);
}

std::vector<std::string> rounded(const std::vector<Box>& boxes) {
    std::vector<std::string> out;
    for (const Box& b : boxes) out.push_back(rounded(b));
    return out;
}

std::string text_of(const read::Page& page) {
    std::u32string text;
    for (const read::Glyph& g : page.glyphs) text.push_back(g.code);
    return text::to_utf8(text);
}

// "12 bold": the text, and what is true of every glyph.
std::string described(const read::Page& page) {
    std::string out = text_of(page);
    const auto all = [&](bool read::Glyph::*what) {
        return std::all_of(page.glyphs.begin(), page.glyphs.end(),
                           [&](const read::Glyph& g) { return g.*what; });
    };
    if (all(&read::Glyph::bold)) out += " bold";
    if (all(&read::Glyph::turned)) out += " turned";
    if (all(&read::Glyph::invisible)) out += " invisible";
    return out;
}

// --- text -------------------------------------------------------------------------------------

TEST(Text, HasABoxFromAscentToDescentAndLeavesSpacesOut) {
    const read::Page page = page_of(shown_at(50, 700, "1 2"));
    ASSERT_EQ(text_of(page), "12");
    EXPECT_EQ(page.number, 1);
    EXPECT_EQ(page.width, 600);
    EXPECT_EQ(page.height, 800);
    EXPECT_EQ(page.glyphs[0].size, 10);
    EXPECT_EQ(rounded(page.glyphs[0].box), "50.0 93.7 56.0 101.6");
    EXPECT_EQ(rounded(page.glyphs[1].box), "62.0 93.7 68.0 101.6");
    EXPECT_EQ(described(page), "12");
}

TEST(Text, SpacingBetweenGlyphsIsInNoBox) {
    const read::Page page = page_of("BT /F1 10 Tf 5 Tc 50 700 Td (12) Tj ET");
    EXPECT_EQ(rounded(page.glyphs[0].box), "50.0 93.7 56.0 101.6");
    EXPECT_EQ(rounded(page.glyphs[1].box), "61.0 93.7 67.0 101.6");
}

TEST(Text, IsScaledByMatrixFontAndStretch) {
    const read::Page page =
        page_of("q 2 0 0 2 0 0 cm BT /F1 10 Tf 50 Tz 1 0 0 1 50 300 Tm (1) Tj ET Q");
    EXPECT_EQ(page.glyphs[0].size, 20);
    EXPECT_EQ(rounded(page.glyphs[0].box), "100.0 187.4 106.0 203.1");
}

TEST(Text, RunsFromLeftToRightOnTheDisplayedPageOrIsTurned) {
    EXPECT_EQ(described(page_of("BT /F1 10 Tf 0 1 -1 0 300 300 Tm (12) Tj ET")), "12 turned");
    EXPECT_EQ(described(page_of("BT /F1 10 Tf -1 0 0 -1 300 300 Tm (12) Tj ET")), "12 turned");
    EXPECT_EQ(described(page_of("BT /F1 10 Tf .7 .7 -.7 .7 300 300 Tm (12) Tj ET")), "12 turned");
    EXPECT_EQ(described(page_of("BT /F1 10 Tf 1 .02 -.02 1 300 300 Tm (12) Tj ET")), "12");
    // Drawn from top to bottom, and the page is turned so that it can be read.
    SmallPdf pdf;
    pdf.add_page("BT /F1 10 Tf 0 1 -1 0 300 300 Tm (12) Tj ET", "",
                 "/MediaBox[0 0 600 800]/Rotate 90");
    EXPECT_EQ(described(page_of(pdf)), "12");
}

TEST(Text, IsBoldByNameOrByBeingStrokedAsWell) {
    SmallPdf pdf;
    const int bold = pdf.add("<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold>>");
    pdf.add_fonts(fmt::format("/F2 {} 0 R", bold));
    pdf.add_page("BT /F2 10 Tf 50 700 Td (12) Tj ET");
    EXPECT_EQ(described(page_of(pdf)), "12 bold");
    EXPECT_EQ(described(page_of("BT /F1 10 Tf 2 Tr 50 700 Td (12) Tj ET")), "12 bold");
}

TEST(Text, DrawnTwiceIsOne) {
    // A little aside, so that it looks bold; the second copy need not follow at once.
    EXPECT_EQ(described(page_of(shown_at(50, 700, "11") + shown_at(90, 700, "2") +
                                shown_at(50.3, 700, "11") + shown_at(90.3, 700.1, "2"))),
              "112 bold");
    // By two layers.
    EXPECT_EQ(described(page_of(shown_at(50, 700, "12") + shown_at(50, 700, "12"))), "12");
    EXPECT_EQ(
        described(page_of("3 Tr " + shown_at(50, 700, "12") + "0 Tr " + shown_at(50.2, 700, "12"))),
        "12");
    // Another character, another size, another place.
    EXPECT_EQ(described(page_of(shown_at(50, 700, "1") + shown_at(50, 700, "7") +
                                shown_at(50, 700, "1", 14) + shown_at(52, 700, "1"))),
              "1711");
}

TEST(Text, ThatIsNotDrawnIsThereAndSaysSo) {
    EXPECT_EQ(described(page_of("BT /F1 10 Tf 3 Tr 50 700 Td (12) Tj ET")), "12 invisible");
    SmallPdf pdf;
    pdf.add_page("/G gs " + shown_at(50, 700, "12"), "/ExtGState<</G<</ca 0>>>>");
    EXPECT_EQ(described(page_of(pdf)), "12 invisible");
}

TEST(Text, OutsideThePageOrClippedAwayIsLeftOut) {
    EXPECT_EQ(text_of(page_of(shown_at(590, 700, "123") + shown_at(50, 900, "4"))), "12");
    EXPECT_EQ(text_of(page_of("q 40 690 15 30 re W n " + shown_at(50, 700, "123") + "Q " +
                              shown_at(50, 650, "4"))),
              "14");
}

TEST(Text, OfFormsIsMovedWithThem) {
    SmallPdf pdf;
    const int form = pdf.add_stream(
        fmt::format("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 200 0]"
                    "/Resources<</Font<</F1 3 0 R>>>>"),
        shown_at(50, 50, "12"));
    pdf.add_page("q 1 0 0 1 0 300 cm /X Do Q", fmt::format("/XObject<</X {} 0 R>>", form));
    const read::Page page = page_of(pdf);
    ASSERT_EQ(text_of(page), "12");
    EXPECT_EQ(rounded(page.glyphs[0].box), "250.0 443.7 256.0 451.6");
}

TEST(Text, OfFormsThatDrawThemselvesIsReadOnce) {
    SmallPdf pdf;
    const int form = 4;
    pdf.add_stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
        "/Resources<</Font<</F1 3 0 R>>/XObject<</X 4 0 R>>>>",
        shown_at(50, 50, "12") + "/X Do");
    pdf.add_page("/X Do", fmt::format("/XObject<</X {} 0 R>>", form));
    EXPECT_EQ(text_of(page_of(pdf)), "12");
}

TEST(Text, OfAMaskIsNoText) {
    SmallPdf pdf;
    const int mask = pdf.add_stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Group<</S/Transparency/CS/DeviceGray>>"
        "/Resources<</Font<</F1 3 0 R>>>>",
        shown_at(50, 50, "34"));
    pdf.add_page("/G gs " + shown_at(50, 700, "12"),
                 fmt::format("/ExtGState<</G<</SMask<</S/Luminosity/G {} 0 R>>>>>>", mask));
    EXPECT_EQ(text_of(page_of(pdf)), "12");
}

TEST(Text, OfLayersThatAreOffIsLeftOut) {
    SmallPdf pdf;
    const int layer = pdf.add("<</Type/OCG/Name(x)>>");
    pdf.add_page("/OC /L BDC " + shown_at(50, 700, "12") + "EMC " + shown_at(50, 600, "3"),
                 fmt::format("/Properties<</L {} 0 R>>", layer));
    std::string bytes = pdf.bytes();
    EXPECT_EQ(text_of(scan(bytes).pages.at(0)), "123");
    const std::string catalog = "<</Type/Catalog/Pages 2 0 R>>";
    bytes.replace(bytes.find(catalog), catalog.size(),
                  fmt::format("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[{0} 0 R]"
                              "/D<</OFF[{0} 0 R]>>>>>>",
                              layer));
    EXPECT_EQ(text_of(scan(bytes).pages.at(0)), "3");
}

// --- fonts ------------------------------------------------------------------------------------

// A page whose font /F2 is a composite one, and shows `hex`.
SmallPdf with_composite_font(const std::string& encoding, const std::string& ordering,
                             const std::string& more, const std::string& hex) {
    SmallPdf pdf;
    const int descendant =
        pdf.add(fmt::format("<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000"
                            "/CIDSystemInfo<</Registry(Adobe)/Ordering({})/Supplement 0>>>>",
                            ordering));
    const int font =
        pdf.add(fmt::format("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{}"
                            "/DescendantFonts[{} 0 R]{}>>",
                            encoding, descendant, more));
    pdf.add_fonts(fmt::format("/F2 {} 0 R", font));
    pdf.add_page(fmt::format("BT /F2 10 Tf 50 700 Td <{}> Tj ET", hex));
    return pdf;
}

TEST(Fonts, ThatAreChineseAndNotEmbeddedAreKnownByTheirEncoding) {
    SmallPdf gbk = with_composite_font("GBK-EUC-H", "GB1", "", "D6A7B3F6");
    EXPECT_EQ(text_of(page_of(gbk)), "支出");
    SmallPdf unicode = with_composite_font("UniGB-UCS2-H", "GB1", "", "652F51FA");
    EXPECT_EQ(text_of(page_of(unicode)), "支出");
    SmallPdf numbers = with_composite_font("Identity-H", "GB1", "", "0022");
    EXPECT_EQ(text_of(page_of(numbers)), "A");
}

TEST(Fonts, OfVerticalWritingRunDownwards) {
    SmallPdf pdf = with_composite_font("UniGB-UCS2-V", "GB1", "", "652F51FA");
    const read::Page page = page_of(pdf);
    EXPECT_EQ(described(page), "支出 turned");
    EXPECT_EQ(rounded(page.glyphs[0].box), "45.0 100.0 55.0 110.0");
    EXPECT_EQ(rounded(page.glyphs[1].box), "45.0 110.0 55.0 120.0");
}

TEST(Fonts, ThatSayOnlyGlyphNumbersAreUnreadable) {
    SmallPdf pdf = with_composite_font("Identity-H", "Identity", "", "00410042");
    EXPECT_EQ(text_of(page_of(pdf)), "\uFFFD\uFFFD");
}

SmallPdf with_to_unicode(const std::string& lines, const std::string& hex) {
    SmallPdf pdf;
    const std::string map =
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
        lines + "\nendcmap end";
    pdf.add_stream("", map);
    pdf.add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>");
    pdf.add(
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H"
        "/DescendantFonts[5 0 R]/ToUnicode 4 0 R>>");
    pdf.add_fonts("/F2 6 0 R");
    pdf.add_page(fmt::format("BT /F2 12 Tf 50 700 Td <{}> Tj ET", hex));
    return pdf;
}

TEST(Fonts, MayMapAGlyphToSeveralCharacters) {
    SmallPdf pdf = with_to_unicode("1 beginbfchar <0001> <4E07 5143> endbfchar", "0001");
    const read::Page page = page_of(pdf);
    ASSERT_EQ(text_of(page), "万元");
    EXPECT_EQ(page.glyphs[0].box.left, 50);
    EXPECT_EQ(page.glyphs[0].box.right, 56);
    EXPECT_EQ(page.glyphs[1].box.left, 56);
    EXPECT_EQ(page.glyphs[1].box.right, 62);
}

TEST(Fonts, MayMapAGlyphToNothing) {
    SmallPdf pdf = with_to_unicode(
        "3 beginbfchar <0001> <4E07> <0002> <0000> <0003> <0007> endbfchar", "0001000200030004");
    EXPECT_EQ(text_of(page_of(pdf)), "万\uFFFD\uFFFD\uFFFD");
}

TEST(Fonts, ActualTextCountsWhereTheFontSaysNothing) {
    SmallPdf pdf = with_to_unicode("1 beginbfchar <0001> <4E07> endbfchar", "0001");
    pdf.add_page(
        "/Span<</ActualText<FEFF5343>>>BDC BT /F2 12 Tf 50 700 Td <0001> Tj ET EMC "
        "/Span<</ActualText<FEFF4EBF5143>>>BDC BT /F2 12 Tf 50 600 Td <0009> Tj ET EMC");
    const Scanned scanned = scan(pdf.bytes());
    EXPECT_EQ(text_of(scanned.pages.at(1)), "万亿元");
    EXPECT_EQ(rounded(scanned.pages.at(1).glyphs.at(2).box), "56.0 188.6 62.0 204.2");
}

TEST(Fonts, OfType3HaveTheSizeOfTheirWidestGlyph) {
    SmallPdf pdf;
    const int glyph = pdf.add_stream("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f");
    const int font = pdf.add(
        fmt::format("<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]"
                    "/FirstChar 49/LastChar 50/Widths[1000 500]/Encoding<</Differences"
                    "[49/one/g7]>>/CharProcs<</one {0} 0 R/g7 {0} 0 R>>/Resources<<>>>>",
                    glyph));
    pdf.add_fonts(fmt::format("/F2 {} 0 R", font));
    pdf.add_page("BT /F2 12 Tf 50 700 Td (12) Tj ET");
    const read::Page page = page_of(pdf);
    // "g7" is no name for a character.
    ASSERT_EQ(text_of(page), "1\uFFFD");
    EXPECT_EQ(page.glyphs[0].size, 12);
    EXPECT_EQ(rounded(page.glyphs[0].box), "50.0 89.7 62.0 101.7");
    EXPECT_THAT(page.areas, IsEmpty());
}

TEST(Fonts, ThatAreMalformedHurtNobody) {
    for (const char* font :
         {"null", "<<>>", "[1 2]", "<</Type/Font>>", "<</Type/Font/Subtype/Type0>>",
          "<</Type/Font/Subtype/Type0/DescendantFonts[null]/Encoding/Identity-H>>",
          "<</Type/Font/Subtype/Type3/CharProcs 5/FontMatrix[0 0 0 0 0 0]/Widths[1e30]>>",
          "<</Type/Font/Subtype/TrueType/BaseFont 7/FirstChar -9/LastChar 999999999/Widths 3>>",
          "<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor<</FontFile 3 0 R/Ascent 1e9>>>>"}) {
        SmallPdf pdf;
        const int number = pdf.add(font);
        pdf.add_fonts(fmt::format("/F2 {} 0 R", number));
        pdf.add_page("BT /F2 12 Tf 50 700 Td (12) Tj <FFFF> Tj ET " + shown_at(50, 500, "34"));
        EXPECT_THAT(text_of(page_of(pdf)), HasSubstr("34")) << font;
    }
}

// --- lines, areas, pictures -------------------------------------------------------------------

TEST(Lines, AreStrokedHorizontallyOrVertically) {
    const read::Page page =
        page_of("2 w 100 700 m 300 700 l S 100 700 m 100 600 l S 100 100 m 300 300 l S");
    EXPECT_THAT(rounded(page.lines),
                ElementsAre("100.0 99.0 300.0 101.0", "99.0 100.0 101.0 200.0"));
    EXPECT_EQ(page.curves, 1);
}

TEST(Lines, AreTheSidesOfStrokedRectangles) {
    EXPECT_THAT(rounded(page_of("1 w 100 600 50 100 re S").lines),
                ElementsAre("100.0 199.5 150.0 200.5", "149.5 100.0 150.5 200.0",
                            "100.0 99.5 150.0 100.5", "99.5 100.0 100.5 200.0"));
}

TEST(Lines, AreThinFilledRectanglesAndOthersAreAreas) {
    const read::Page page = page_of("100 700 200 .5 re 100 600 3 50 re 100 500 200 20 re f");
    EXPECT_THAT(rounded(page.lines),
                ElementsAre("100.0 99.5 300.0 100.0", "100.0 150.0 103.0 200.0"));
    EXPECT_THAT(rounded(page.areas), ElementsAre("100.0 280.0 300.0 300.0"));
}

TEST(Lines, MayHaveNoThickness) {
    const read::Page page = page_of("100 700 200 0 re f 0 w 100 600 m 300 600 l S");
    EXPECT_THAT(rounded(page.lines),
                ElementsAre("100.0 99.9 300.0 100.1", "100.0 199.9 300.0 200.1"));
}

TEST(Lines, OfNoLengthAreSeenIfThePenHasEnds) {
    EXPECT_THAT(page_of("2 w 100 700 m 100 700 l S").lines, IsEmpty());
    EXPECT_THAT(rounded(page_of("2 w 1 J 100 700 m 100 700 l S").lines),
                ElementsAre("99.0 99.0 101.0 101.0"));
}

TEST(Lines, AreCutToWhatIsSeen) {
    const read::Page page = page_of(
        "q 100 500 100 100 re W n 1 w 0 550 m 600 550 l S 0 100 m 600 100 l S "
        "0 0 600 800 re f Q");
    EXPECT_THAT(rounded(page.lines), ElementsAre("100.0 249.5 200.0 250.5"));
    EXPECT_THAT(rounded(page.areas), ElementsAre("100.0 200.0 200.0 300.0"));
    // A rectangle may be drawn as a hole in the clipping that a larger one fills.
    EXPECT_THAT(rounded(page_of("q 100 500 200 1 re W n 0 0 600 800 re f Q").lines),
                ElementsAre("100.0 299.0 300.0 300.0"));
}

TEST(Lines, AreTheSidesOfFilledFrames) {
    const auto frame = ElementsAre("100.0 100.0 300.0 101.0", "100.0 199.0 300.0 200.0",
                                   "100.0 100.0 101.0 200.0", "299.0 100.0 300.0 200.0");
    EXPECT_THAT(rounded(page_of("100 600 200 100 re 101 601 198 98 re f*").lines), frame);
    EXPECT_THAT(
        rounded(page_of("100 600 200 100 re 101 601 m 101 699 l 299 699 l 299 601 l h f").lines),
        frame);
    // One inside another in the same direction covers it.
    EXPECT_THAT(page_of("100 600 200 100 re 101 601 198 98 re f").lines, IsEmpty());
}

TEST(Lines, MayBeThinPolygons) {
    EXPECT_THAT(rounded(page_of("100 700 m 300 700 l 299 699 l 101 699 l h f").lines),
                ElementsAre("100.0 100.0 300.0 101.0"));
}

TEST(Lines, ThatAreWhiteAreSeenOnAreasOnly) {
    const std::string line = "1 G 1 w 150 650 m 250 650 l S ";
    EXPECT_THAT(page_of(line + "1 g 100 600 200 100 re f 100 500 200 1 re f").lines, IsEmpty());
    EXPECT_THAT(page_of(line + "1 g 100 600 200 100 re f").areas, IsEmpty());
    const read::Page page = page_of("0 0 1 rg 100 600 200 100 re f " + line);
    EXPECT_THAT(rounded(page.areas), ElementsAre("100.0 100.0 300.0 200.0"));
    EXPECT_THAT(rounded(page.lines), ElementsAre("150.0 149.5 250.0 150.5"));
}

TEST(Areas, MayBeShadedOrPatterned) {
    SmallPdf pdf;
    const int tile = pdf.add_stream(
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]/XStep 5/YStep 5"
        "/Resources<</Font<</F1 3 0 R>>>>",
        shown_at(0, 0, "9") + "0 0 2 2 re f");
    pdf.add_page("/Pattern cs /P scn q 100 600 200 100 re f Q q 100 500 200 50 re W n /S sh Q",
                 fmt::format("/Pattern<</P {} 0 R>>/Shading<</S<</ShadingType 2/ColorSpace"
                             "/DeviceGray/Coords[0 0 600 0]/Function<</FunctionType 2/N 1"
                             "/Domain[0 1]>>>>>>",
                             tile));
    const read::Page page = page_of(pdf);
    EXPECT_THAT(rounded(page.areas),
                ElementsAre("100.0 100.0 300.0 200.0", "100.0 250.0 300.0 300.0"));
    EXPECT_EQ(text_of(page), "");
}

TEST(Text, MayBePatterned) {
    SmallPdf pdf;
    const int tile = pdf.add_stream(
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]/XStep 5/YStep 5"
        "/Resources<<>>",
        "0 0 2 2 re f");
    pdf.add_page("/Pattern cs /P scn " + shown_at(50, 700, "12"),
                 fmt::format("/Pattern<</P {} 0 R>>", tile));
    const read::Page page = page_of(pdf);
    EXPECT_EQ(described(page), "12");
    EXPECT_THAT(page.areas, IsEmpty());
}

TEST(Images, HaveABoxWhateverTheyHold) {
    SmallPdf pdf;
    const int image = pdf.add_stream(
        "/Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray"
        "/Filter/JPXDecode",
        "this is no picture");
    const int mask =
        pdf.add_stream("/Type/XObject/Subtype/Image/ImageMask true/Width 8/Height 1", "x");
    pdf.add_page(
        "q 200 0 0 100 50 600 cm /I Do Q q 0 100 -50 0 300 400 cm /M Do Q "
        "q 10 0 0 10 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q " +
            shown_at(50, 300, "12"),
        fmt::format("/XObject<</I {} 0 R/M {} 0 R>>", image, mask));
    const read::Page page = page_of(pdf);
    EXPECT_THAT(
        rounded(page.images),
        ElementsAre("50.0 100.0 250.0 200.0", "250.0 300.0 300.0 400.0", "0.0 790.0 10.0 800.0"));
    EXPECT_EQ(text_of(page), "12");
}

// --- pages ------------------------------------------------------------------------------------

TEST(Pages, AreTurnedAndCroppedAsDisplayed) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, "1") + "1 w 100 700 m 300 700 l S", "",
                 "/MediaBox[0 0 600 800]/CropBox[20 30 520 780]/Rotate 90");
    const read::Page page = page_of(pdf);
    EXPECT_EQ(page.width, 750);
    EXPECT_EQ(page.height, 500);
    EXPECT_THAT(rounded(page.lines), ElementsAre("669.5 80.0 670.5 280.0"));
    EXPECT_EQ(described(page), "1 turned");
}

TEST(Pages, OfImpossibleSizeAreNotRead) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, "1"));
    pdf.add_page(shown_at(50, 700, "2"), "", "/MediaBox[0 0 1000000 1000000000]");
    pdf.add_page(shown_at(50, 700, "3"));
    const Scanned scanned = scan(pdf.bytes());
    EXPECT_EQ(scanned.result.end, FileEnd::kComplete);
    EXPECT_EQ(scanned.pages_said, 3);
    ASSERT_EQ(scanned.pages.size(), 2u);
    EXPECT_EQ(text_of(scanned.pages[1]), "3");
    EXPECT_THAT(scanned.unread, ElementsAre(2));
}

TEST(Pages, WithNumbersBeyondAllMeasureAreRead) {
    const std::string huge = "1" + std::string(30, '0');
    const read::Page page = page_of(
        fmt::format("q {0} 0 0 {0} 0 0 cm 1 1 1 1 re f 1 1 m 2 1 l S BT /F1 {0} Tf (1) Tj ET Q "
                    "q 0 0 0 0 0 0 cm 1 1 1 1 re f BT /F1 10 Tf (2) Tj ET Q "
                    "{0} {0} m -{0} {0} l S {0} w 0 0 m 10 0 l S ",
                    huge) +
        shown_at(50, 700, "3"));
    EXPECT_EQ(text_of(page), "3");
    EXPECT_FALSE(page.damaged);
}

TEST(Pages, WithBrokenContentSaySo) {
    const read::Page page = page_of(shown_at(50, 700, "1") + "0 0 cm " + shown_at(50, 600, "2"));
    EXPECT_EQ(text_of(page), "1");
    EXPECT_TRUE(page.damaged);
    EXPECT_FALSE(page_of(shown_at(50, 700, "1")).damaged);
}

TEST(Pages, HaveAnnotationsThatBringTheirAppearance) {
    SmallPdf pdf;
    const int appearance = pdf.add_stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 3 0 R>>>>",
        shown_at(0, 5, "12"));
    const int shown = pdf.add(fmt::format(
        "<</Type/Annot/Subtype/Stamp/Rect[300 600 400 620]/F 4/AP<</N {} 0 R>>>>", appearance));
    const int hidden = pdf.add(fmt::format(
        "<</Type/Annot/Subtype/Stamp/Rect[300 500 400 520]/F 2/AP<</N {} 0 R>>>>", appearance));
    const int without = pdf.add(
        "<</Type/Annot/Subtype/FreeText/Rect[300 400 400 420]/DA(/Helv 12 Tf)/Contents(34)>>");
    pdf.add_page(
        "", "",
        fmt::format("/MediaBox[0 0 600 800]/Annots[{} 0 R {} 0 R {} 0 R]", shown, hidden, without));
    const read::Page page = page_of(pdf);
    ASSERT_EQ(text_of(page), "12");
    EXPECT_EQ(rounded(page.glyphs[0].box), "300.0 188.7 306.0 196.6");
}

TEST(Pages, WithTooMuchOnThemAreNotRead) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, "1234"));
    pdf.add_page(shown_at(50, 700, "12345"));
    pdf.add_page(shown_at(50, 700, "6"));
    ScanLimits limits;
    limits.page.glyphs = 4;
    const Scanned scanned = scan(pdf.bytes(), limits);
    EXPECT_EQ(scanned.result.end, FileEnd::kComplete);
    EXPECT_EQ(scanned.pages.size(), 2u);
    EXPECT_THAT(scanned.unread, ElementsAre(2));
}

// --- files ------------------------------------------------------------------------------------

TEST(Files, AreGivenUpWhereALimitIsReached) {
    SmallPdf pdf;
    for (int i = 0; i < 5; ++i) pdf.add_page(shown_at(50, 700, "1234") + "0 0 10 10 re f");
    const std::string bytes = pdf.bytes();
    const auto pages_within = [&](const ScanLimits& limits, const char* text) {
        const Scanned scanned = scan(bytes, limits);
        EXPECT_EQ(scanned.result.end, FileEnd::kLimit);
        EXPECT_EQ(scanned.result.text, text);
        return scanned.pages.size();
    };
    EXPECT_EQ(pages_within({.pages = 3}, "it has too many pages"), 3u);
    EXPECT_EQ(pages_within({.glyphs = 10}, "it has too many characters"), 2u);
    EXPECT_EQ(pages_within({.boxes = 1}, "it has too many lines"), 1u);
    EXPECT_EQ(pages_within({.seconds = 0}, "it takes too long to read"), 0u);
}

TEST(Files, AreRepaired) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, "12"));
    const std::string bytes = pdf.bytes();
    const std::size_t start = bytes.find("startxref");
    EXPECT_FALSE(scan(bytes).repaired);
    for (const std::string& damaged : {bytes.substr(0, start), "rubbish before\n" + bytes,
                                       bytes.substr(0, start) + "startxref\n7\n%%EOF"}) {
        const Scanned scanned = scan(damaged);
        ASSERT_EQ(scanned.pages.size(), 1u);
        EXPECT_EQ(text_of(scanned.pages[0]), "12");
    }
    EXPECT_TRUE(scan(bytes.substr(0, start)).repaired);
}

TEST(Files, ThatLackAPageSaySo) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, "1"));
    pdf.add_page(shown_at(50, 700, "2"));
    std::string bytes = pdf.bytes();
    bytes.replace(bytes.find("/Type/Page/"), 11, "/Type/None/");
    const Scanned scanned = scan(bytes);
    EXPECT_EQ(scanned.pages_said, 2);
    EXPECT_EQ(scanned.pages.size() + scanned.unread.size(), 2u);
}

TEST(Files, ThatCannotBeRepairedAreDamaged) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, "12"));
    const std::string bytes = pdf.bytes();
    for (const std::string& damaged :
         {std::string(), std::string("%PDF-1.7"), std::string(5'000, 'x'), bytes.substr(0, 40)}) {
        const Scanned scanned = scan(damaged);
        EXPECT_EQ(scanned.result.end, FileEnd::kDamaged) << damaged.size();
        EXPECT_THAT(scanned.pages, IsEmpty());
    }
}

TEST(Files, WithAPasswordAreEncrypted) {
    SmallPdf pdf;
    const int encrypt = pdf.add("<</Filter/Standard/V 1/R 2/P -4/O<" + std::string(64, '1') +
                                ">/U<" + std::string(64, '2') + ">>>");
    pdf.add_to_trailer(fmt::format("/Encrypt {} 0 R/ID[<00><00>]", encrypt));
    pdf.add_page(shown_at(50, 700, "12"));
    const Scanned scanned = scan(pdf.bytes());
    EXPECT_EQ(scanned.result.end, FileEnd::kEncrypted);
    EXPECT_THAT(scanned.pages, IsEmpty());
}

TEST(Files, MayNameAMapThatIsNoneOfPopplers) {
    SmallPdf pdf = with_composite_font("..#2F..#2F..#2F..#2Fetc#2Fpasswd", "GB1", "", "0041");
    EXPECT_EQ(page_of(pdf).glyphs.size(), 0u);
}

}  // namespace
}  // namespace mingzhang::pdfscan
