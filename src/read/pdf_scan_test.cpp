#include "read/pdf_scan.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/file.h"
#include "base/text.h"
#include "read/small_pdf_test.h"

namespace mingzhang::read {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;

std::string text_of(const std::vector<Page>& pages) {
    std::u32string text;
    for (const Page& page : pages)
        for (const Glyph& g : page.glyphs) text.push_back(g.code);
    return text::to_utf8(text);
}

std::string small_pdf(const std::string& text) {
    SmallPdf pdf;
    pdf.add_page(shown_at(50, 700, text));
    return pdf.bytes();
}

// Pages that show "1", "2", … many times.
std::string pdf_of_pages(int count) {
    SmallPdf pdf;
    for (int i = 1; i <= count; ++i) {
        std::string content;
        for (int line = 0; line < 50; ++line)
            content += shown_at(50, 50 + 12 * line, std::string(20, static_cast<char>('0' + i)));
        pdf.add_page(content);
    }
    return pdf.bytes();
}

// "pages-not-read 2-3", "page-damaged at 4"
std::vector<std::string> described(const std::vector<Remark>& remarks) {
    std::vector<std::string> out;
    for (const Remark& remark : remarks) {
        std::string& line = out.emplace_back(remark.id);
        if (remark.arguments.contains("first")) {
            line +=
                fmt::format(" {}-{}", remark.arguments.at("first"), remark.arguments.at("last"));
        } else if (remark.place.page > 0) {
            line += fmt::format(" at {}", remark.place.page);
        }
    }
    return out;
}

// The text, or the error.
std::string read_or_error(PdfScanner& scanner, const std::string& bytes) {
    const auto read = scanner.scan(bytes, "x.pdf");
    return read ? text_of(read->pages) : read.error().to_string();
}

TEST(PdfScanner, ReadsOneFileAfterAnother) {
    PdfScanner scanner;
    scanner.start();
    const auto first = scanner.scan(small_pdf("12"), "x.pdf");
    ASSERT_TRUE(first) << first.error().to_string();
    EXPECT_EQ(first->page_count, 1);
    EXPECT_THAT(first->remarks, IsEmpty());
    ASSERT_EQ(first->pages.size(), 1u);
    EXPECT_EQ(first->pages[0].width, 600);
    EXPECT_EQ(first->pages[0].glyphs.at(1).code, U'2');
    EXPECT_EQ(first->pages[0].glyphs.at(1).box.left, 56);
    EXPECT_EQ(read_or_error(scanner, small_pdf("34")), "34");
    EXPECT_EQ(read_or_error(scanner, small_pdf("5")), "5");
}

TEST(PdfScanner, HasTheTablesOfChineseFontsInTheJail) {
    SmallPdf pdf;
    pdf.add(
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>");
    pdf.add(
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[4 0 R]>>");
    pdf.add_fonts("/F2 5 0 R");
    pdf.add_page("BT /F2 12 Tf 50 700 Td <D6A7B3F6> Tj ET");
    PdfScanner scanner;
    EXPECT_EQ(read_or_error(scanner, pdf.bytes()), "支出");
}

TEST(PdfScanner, GivesIdeographsForRadicals) {
    SmallPdf pdf;
    pdf.add_stream("",
                   "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                   "1 beginbfchar <0001> <2F40> endbfchar");
    pdf.add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>");
    pdf.add(
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]"
        "/ToUnicode 4 0 R>>");
    pdf.add_fonts("/F2 6 0 R");
    pdf.add_page("BT /F2 12 Tf 50 700 Td <0001> Tj ET");
    PdfScanner scanner;
    EXPECT_EQ(read_or_error(scanner, pdf.bytes()), "支");
}

TEST(PdfScanner, SaysWhatIsWrongWithAFile) {
    PdfScanner scanner;
    const std::string damaged =
        "x.pdf: This PDF file is damaged, or is no PDF file (open it in a PDF viewer; if that "
        "works, "
        "print it into a new PDF file)";
    EXPECT_EQ(read_or_error(scanner, ""), damaged);
    EXPECT_EQ(read_or_error(scanner, "no PDF file"), damaged);
    EXPECT_EQ(read_or_error(scanner, small_pdf("12").substr(0, 60)), damaged);
    EXPECT_EQ(read_or_error(scanner, SmallPdf().bytes()), "x.pdf: This PDF file has no pages");

    SmallPdf locked;
    locked.add("<</Filter/Standard/V 1/R 2/P -4/O<" + std::string(64, '1') + ">/U<" +
               std::string(64, '2') + ">>>");
    locked.add_to_trailer("/Encrypt 4 0 R/ID[<00><00>]");
    locked.add_page(shown_at(50, 700, "12"));
    EXPECT_EQ(read_or_error(scanner, locked.bytes()),
              "x.pdf: This PDF file needs a password (save a copy without a password)");
    EXPECT_EQ(read_or_error(scanner, small_pdf("34")), "34");
}

TEST(PdfScanner, RemarksWhatIsMissing) {
    SmallPdf pdf;
    const std::string_view huge = "/MediaBox[0 0 1000000 1000000000]";
    pdf.add_page(shown_at(50, 700, "1"));
    pdf.add_page(shown_at(50, 700, "2"), "", huge);
    pdf.add_page(shown_at(50, 700, "3"), "", huge);
    pdf.add_page(shown_at(50, 700, "4") + "0 0 cm " + shown_at(50, 600, "5"));
    pdf.add_page(shown_at(50, 700, "6"), "", huge);
    const std::string bytes = pdf.bytes();
    PdfScanner scanner;
    const auto read = scanner.scan(bytes.substr(0, bytes.find("startxref")), "x.pdf");
    ASSERT_TRUE(read);
    EXPECT_EQ(text_of(read->pages), "14");
    EXPECT_EQ(read->page_count, 5);
    EXPECT_THAT(described(read->remarks), ElementsAre("pages-not-read 2-3", "pages-not-read 5-5",
                                                      "page-damaged at 4", "file-repaired"));
    EXPECT_TRUE(read->remarks[0].unreadable);
    EXPECT_EQ(read->remarks[0].place.page, 2);

    SmallPdf nothing;
    nothing.add_page(shown_at(50, 700, "1"), "", huge);
    EXPECT_EQ(read_or_error(scanner, nothing.bytes()),
              "x.pdf: None of the pages of this PDF file can be read");
}

TEST(PdfScanner, IsOneForEachThread) {
    std::array<std::string, 4> texts;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        threads.emplace_back([i, &text = texts[i]] {
            PdfScanner scanner;
            for (int n = 0; n < 5; ++n)
                text += read_or_error(scanner, small_pdf(std::to_string(i)));
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_THAT(texts, ElementsAre("00000", "11111", "22222", "33333"));
}

// --- children that go wrong -------------------------------------------------------------------

std::string program() {
    return (fs::read_symlink("/proc/self/exe").parent_path() / "mingzhang-pdfscan").string();
}

// Scripts in a folder of their own, to be started instead of the program.
class WrongChild : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "pdf-scan-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    PdfScannerOptions script(const std::string& lines, std::chrono::milliseconds patience = 20s) {
        const fs::path path = folder_ / "child";
        std::ofstream(path) << "#!/bin/sh\ncd " << folder_.string() << "\n" << lines << "\n";
        chmod(path.c_str(), 0700);
        PdfScannerOptions options;
        options.program = path.string();
        options.patience = patience;
        return options;
    }

    std::string lines_of(const char* file) {
        std::ifstream in(folder_ / file);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }

    fs::path folder_;
};

using Clock = std::chrono::steady_clock;

// Not so where it has ended, whether or not anybody has asked how.
bool is_running(int process) {
    std::ifstream in(fmt::format("/proc/{}/stat", process));
    std::string number, name, state;
    in >> number >> name >> state;
    return !state.empty() && state != "Z" && state != "X";
}

TEST_F(WrongChild, IsMissing) {
    PdfScannerOptions options;
    options.program = (folder_ / "absent").string();
    PdfScanner scanner(options);
    const auto read = scanner.scan(small_pdf("12"), "x.pdf");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().where, options.program);
    EXPECT_EQ(
        read.error().what,
        "This program, which reads PDF files, could not be started: No such file or directory");
    EXPECT_THAT(read.error().hint, HasSubstr("MINGZHANG_PDFSCAN"));
}

TEST_F(WrongChild, EndsAtOnce) {
    for (const auto& [lines, ended] :
         {std::pair{"exit 7", "ended with code 7"}, {"kill -9 $$", "was ended by signal 9"}}) {
        PdfScanner scanner(script(lines));
        for (int i = 0; i < 2; ++i) {
            EXPECT_EQ(
                read_or_error(scanner, small_pdf("12")),
                fmt::format("x.pdf: Reading this PDF file failed: mingzhang-pdfscan {}", ended));
        }
    }
}

TEST_F(WrongChild, TalksNonsense) {
    for (const char* lines :
         {"cat", "yes", "exec cat /dev/zero", "printf '\\001\\000\\000\\000\\004'; yes"}) {
        PdfScanner scanner(script(lines));
        EXPECT_THAT(read_or_error(scanner, small_pdf("12")),
                    HasSubstr("gave an answer that makes no sense"))
            << lines;
    }
}

TEST_F(WrongChild, HangsAndIsKilledWithAllItStarted) {
    const auto options = script("sleep 300 &\necho $! > sleeper\nwait", 300ms);
    PdfScanner scanner(options);
    const auto before = Clock::now();
    // More than a socket takes: the reader must not wait for it to be read.
    EXPECT_EQ(read_or_error(scanner, std::string(10'000'000, 'x')),
              "x.pdf: This PDF file takes more than 1 seconds to read");
    EXPECT_THAT(Clock::now() - before, Lt(10s));
    const int sleeper = std::stoi(lines_of("sleeper"));
    bool gone = false;
    for (int i = 0; i < 500 && !gone; ++i, usleep(10'000)) gone = !is_running(sleeper);
    EXPECT_TRUE(gone);
}

TEST_F(WrongChild, EndsInTheMiddle) {
    const std::string bytes = pdf_of_pages(5);
    PdfScanner scanner(script(program() + " | head -c 60000"));
    for (int i = 0; i < 2; ++i) {
        const auto read = scanner.scan(bytes, "x.pdf");
        ASSERT_TRUE(read) << read.error().to_string();
        EXPECT_EQ(read->pages.size(), 2u);
        EXPECT_EQ(read->page_count, 5);
        EXPECT_THAT(described(read->remarks), ElementsAre("pages-not-read 3-5"));
    }
}

TEST_F(WrongChild, HangsInTheMiddle) {
    PdfScanner scanner(script(program() + " | (head -c 60000; sleep 300)", 2s));
    const auto read = scanner.scan(pdf_of_pages(5), "x.pdf");
    ASSERT_TRUE(read) << read.error().to_string();
    EXPECT_THAT(described(read->remarks), ElementsAre("pages-not-read 3-5"));
}

TEST_F(WrongChild, EndsBetweenFiles) {
    const std::string bytes = small_pdf("12");
    PdfScanner scanner(
        script(fmt::format("echo start >> starts\nhead -c {} | {}", bytes.size() + 8, program())));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(read_or_error(scanner, bytes), "12");
    EXPECT_EQ(lines_of("starts"), "start\nstart\nstart\n");
}

TEST_F(WrongChild, IsReplacedAfterSomeFilesOnly) {
    auto options = script("echo start >> starts\nexec " + program());
    options.files_per_child = 3;
    PdfScanner scanner(options);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(read_or_error(scanner, small_pdf("12")), "12");
    EXPECT_EQ(lines_of("starts"), "start\n");
    EXPECT_EQ(read_or_error(scanner, small_pdf("12")), "12");
    EXPECT_EQ(lines_of("starts"), "start\nstart\n");
}

TEST_F(WrongChild, RefusesToWork) {
    // A hello with a reason in it.
    PdfScanner scanner(script("printf '\\1\\0\\0\\0\\13\\0\\0\\0\\1\\0\\0\\0no jail'; exit 3"));
    const auto read = scanner.scan(small_pdf("12"), "x.pdf");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what,
              "The program that reads PDF files will not work without its jail: no jail");
    EXPECT_EQ(read.error().hint, "MINGZHANG_PDFSCAN_JAIL=optional lets it, at your own risk");
}

TEST_F(WrongChild, MayBeToldThatTheJailIsOptional) {
    auto options = script("echo \"$@\" > words\nexec " + program() + " \"$@\"");
    options.jail_required = false;
    PdfScanner scanner(options);
    EXPECT_EQ(read_or_error(scanner, small_pdf("12")), "12");
    EXPECT_EQ(lines_of("words"), "--jail-optional\n");
}

TEST_F(WrongChild, GivesUpFormsThatMultiply) {
    SmallPdf pdf;
    for (int i = 4; i < 14; ++i) {
        std::string again;
        for (int n = 0; n < 20; ++n) again += "/X Do ";
        pdf.add_stream(fmt::format("/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
                                   "/Resources<</XObject<</X {} 0 R>>>>",
                                   i + 1),
                       again);
    }
    pdf.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]", "0 0 m 9 9 l S");
    pdf.add_page("/X Do", "/XObject<</X 4 0 R>>");
    PdfScanner scanner(script("exec " + program() + " --seconds 1"));
    EXPECT_EQ(read_or_error(scanner, pdf.bytes()),
              "x.pdf: This PDF file is no disclosure: it takes too long to read");
    EXPECT_EQ(read_or_error(scanner, small_pdf("12")), "12");
}

TEST_F(WrongChild, EndsWithTheScanner) {
    {
        PdfScanner scanner(script("echo $$ > pid\nexec " + program()));
        EXPECT_EQ(read_or_error(scanner, small_pdf("12")), "12");
    }
    EXPECT_NE(kill(std::stoi(lines_of("pid")), 0), 0);
}

// --- real documents ---------------------------------------------------------------------------

TEST(PdfScanner, ReadsRealDocumentsWhole) {
    const fs::path folder = "../shared/documents";
    if (!fs::is_directory(folder)) GTEST_SKIP() << "no real documents in " << folder;
    PdfScanner scanner;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".pdf") continue;
        SCOPED_TRACE(entry.path().filename());
        const auto bytes = read_file(entry.path().string(), std::size_t{64} << 20);
        ASSERT_TRUE(bytes);
        const auto read = scanner.scan(*bytes, entry.path().string());
        ASSERT_TRUE(read) << read.error().to_string();
        EXPECT_THAT(described(read->remarks), IsEmpty());
        EXPECT_GT(read->page_count, 0);
        EXPECT_EQ(read->pages.size(), static_cast<std::size_t>(read->page_count));
        const std::string text = text_of(read->pages);
        EXPECT_THAT(text, HasSubstr("支出"));
        EXPECT_FALSE(text::contains(text, "\uFFFD"));
    }
}

}  // namespace
}  // namespace mingzhang::read
