#include "read/pdf_scan.h"

#include <gmock/gmock.h>

namespace mingzhang::read {
namespace {

TEST(PdfScanner, SaysThatThisIsNoPdf) {
    PdfScanner scanner;
    const auto read = scanner.scan("no pdf", "x.pdf");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what, "This PDF file is damaged, or is no PDF file");
}

}  // namespace
}  // namespace mingzhang::read
