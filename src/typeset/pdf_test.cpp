#include "typeset/pdf.h"

#include <gmock/gmock.h>

#include <fstream>

#include "typeset/chart.h"

namespace mingzhang::typeset {
namespace {

TEST(Pdf, AnEmptyPublicationIsAnEmptyPage) {
    EXPECT_TRUE(pdf_of(Publication{}).bytes.starts_with("%PDF-1.5"));
}

}  // namespace
}  // namespace mingzhang::typeset
