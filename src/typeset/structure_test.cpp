#include "typeset/structure.h"

#include <gmock/gmock.h>

namespace mingzhang::typeset {
namespace {

using std::string;

const string kSmall =
    "1 0 obj\n<< /Type /StructElem\n   /S /TH\n>>\nendobj\n"
    "2 0 obj\n<< /Type /StructElem\n   /S /TD\n>>\nendobj\n"
    "4 0 obj\n<< /Type /Catalog\n   /Pages 9 0 R\n>>\nendobj\n"
    "trailer\n<< /Size 10\n   /Root 4 0 R\n   /Info 3 0 R\n>>\nstartxref\n77\n%%EOF\n";

TEST(Structure, ElementsAndCatalogAreWrittenAnew) {
    const string pdf = with_structure(kSmall, {"/A 1", ""});
    const string more = pdf.substr(kSmall.size());
    EXPECT_TRUE(pdf.substr(222).starts_with("1 0 obj"));
    EXPECT_TRUE(pdf.substr(279).starts_with("4 0 obj"));
    EXPECT_TRUE(pdf.substr(395).starts_with("xref"));
    EXPECT_EQ(more,
              "1 0 obj\n<< /Type /StructElem\n   /S /TH\n   /A 1\n>>\nendobj\n"
              "4 0 obj\n<< /Type /Catalog\n   /Pages 9 0 R\n   /Lang (zh-CN) /ViewerPreferences "
              "<< /DisplayDocTitle true >>\n>>\nendobj\n"
              "xref\n1 1\n0000000222 00000 n \n4 1\n0000000279 00000 n \n"
              "trailer\n<< /Size 10 /Root 4 0 R /Info 3 0 R /Prev 77 >>\nstartxref\n395\n%%EOF\n");
}

TEST(Structure, AnotherFileStaysAsItIs) {
    for (const string& pdf : {string(), string("%PDF-1.7"), kSmall.substr(0, 150)})
        EXPECT_EQ(with_structure(pdf, {"/A 1", ""}), pdf);
    EXPECT_EQ(with_structure(kSmall, {""}), kSmall);
}

TEST(Structure, TextsAreUtf16) { EXPECT_EQ(pdf_text("图A"), "<FEFF56FE0041>"); }

}  // namespace
}  // namespace mingzhang::typeset
