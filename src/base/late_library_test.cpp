#include "base/late_library.h"

#include <gtest/gtest.h>

namespace mingzhang {
namespace {

using Get = int();

TEST(LateLibrary, FindsFunctionsOfALibraryThatIsThere) {
    const LateLibrary library("libc.so.6");
    ASSERT_TRUE(library.loaded());
    EXPECT_NE(library.find<Get>("getpid"), nullptr);
    EXPECT_EQ(library.find<Get>("no_such_function"), nullptr);
}

TEST(LateLibrary, SaysWhatIsMissing) {
    const LateLibrary library("libmingzhang-nowhere.so.1");
    EXPECT_FALSE(library.loaded());
    EXPECT_EQ(library.find<Get>("getpid"), nullptr);
    EXPECT_EQ(
        library.missing("a.xlsx").value().to_string(),
        "a.xlsx: The library libmingzhang-nowhere.so.1 that reads such files cannot be loaded "
        "(install it again together with this program)");
}

}  // namespace
}  // namespace mingzhang
