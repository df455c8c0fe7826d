#include "base/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mingzhang {
namespace {

// Rows as "line: [a][b]", and the error that ends them.
std::string rows(std::string_view text, char separator = ',') {
    CsvReader reader(text, "a.csv", separator);
    std::vector<std::string_view> fields;
    std::string out;
    while (true) {
        const auto more = reader.next(fields);
        if (!more) return out + more.error().to_string();
        if (!*more) return out;
        out += std::to_string(reader.line()) + ": ";
        for (const auto field : fields) out.append("[").append(field).append("]");
        out += "\n";
    }
}

TEST(CsvReader, RowsAndEmptyFields) {
    EXPECT_EQ(rows("a,b\n,\n\nc"), "1: [a][b]\n2: [][]\n4: [c]\n");
    EXPECT_EQ(rows("a,b\r\nc,d\r\n"), "1: [a][b]\n2: [c][d]\n");
    EXPECT_EQ(rows("a\tb,c", '\t'), "1: [a][b,c]\n");
    EXPECT_EQ(rows(""), "");
    EXPECT_EQ(rows("\n\n"), "");
}

TEST(CsvReader, QuotedFields) {
    EXPECT_EQ(rows("\"a,b\",\"c\"\"d\",\"\"\n"), "1: [a,b][c\"d][]\n");
    EXPECT_EQ(rows("\"a\nb\",c\nd\n"), "1: [a\nb][c]\n3: [d]\n");
    EXPECT_EQ(rows("a\"b,c\n"), "1: [a\"b][c]\n");
}

TEST(CsvReader, SaysWhereAQuoteIsWrong) {
    EXPECT_EQ(rows("a\n\"b"), "1: [a]\na.csv:2: A quote is opened but never closed");
    EXPECT_EQ(rows("\"a\"b\n"), "a.csv:1: Text follows a closing quote");
}

RC_GTEST_PROP(CsvProperty, ReadsWhatCsvFieldWrites, (std::string a, std::string b)) {
    RC_PRE(!a.empty() || !b.empty());
    const std::string text = csv_field(a) + "," + csv_field(b) + "\n";
    CsvReader reader(text, "a.csv", ',');
    std::vector<std::string_view> fields;
    RC_ASSERT(reader.next(fields).value());
    RC_ASSERT(fields.size() == 2u);
    RC_ASSERT(fields[0] == a);
    RC_ASSERT(fields[1] == b);
    RC_ASSERT(!reader.next(fields).value());
}

}  // namespace
}  // namespace mingzhang
