#include "server/hosts.h"

#include <gtest/gtest.h>

namespace mingzhang::server {
namespace {

TEST(Hosts, OfTheHeader) {
    EXPECT_EQ(host_of("LocalHost:8080"), "localhost");
    EXPECT_EQ(host_of("127.0.0.1"), "127.0.0.1");
    EXPECT_EQ(host_of("[::1]:8080"), "::1");
    for (const char* wrong : {"", "[::1", "a:b", "a:", "a:123456", "[::1]x"}) {
        EXPECT_EQ(host_of(wrong), "") << wrong;
    }
    EXPECT_EQ(host_of(std::string(300, 'a')), "");
}

TEST(Hosts, Loopback) {
    for (const char* yes : {"localhost", "LOCALHOST", "127.0.0.1", "127.9.8.7", "::1", "[::1]"}) {
        EXPECT_TRUE(is_loopback(yes)) << yes;
    }
    for (const char* no :
         {"0.0.0.0", "::", "192.168.1.5", "127.evil.example", "localhost.evil", ""}) {
        EXPECT_FALSE(is_loopback(no)) << no;
    }
}

TEST(AllowedHosts, LoopbackNamesAndItsOwn) {
    const AllowedHosts here("127.0.0.1");
    EXPECT_TRUE(here.allows("127.0.0.1:8080"));
    EXPECT_TRUE(here.allows("localhost:8080"));
    for (const char* foreign : {"evil.example", "evil.example:8080", "192.168.1.5:8080", "",
                                "127.0.0.1.evil.example", "localhost.evil.example"}) {
        EXPECT_FALSE(here.allows(foreign)) << foreign;
    }
    const AllowedHosts office("Budget.Office.Example");
    EXPECT_TRUE(office.allows("budget.office.example:8080"));
    EXPECT_FALSE(office.allows("other.office.example:8080"));
}

TEST(AllowedHosts, EveryAddressOfTheMachineButNoOtherName) {
    for (const char* any : {"0.0.0.0", "::", "[::]"}) {
        const AllowedHosts everywhere(any);
        EXPECT_TRUE(everywhere.allows("192.168.1.5:8080"));
        EXPECT_TRUE(everywhere.allows("[fe80::1]:8080"));
        EXPECT_FALSE(everywhere.allows("evil.example:8080"));
    }
}

TEST(AllowedHosts, FormsComeFromOurOwnPageOnly) {
    EXPECT_TRUE(AllowedHosts::same_origin("", "localhost:8080"));
    EXPECT_TRUE(AllowedHosts::same_origin("http://localhost:8080", "localhost:8080"));
    for (const char* foreign : {"http://evil.example", "null", "http://localhost:9090",
                                "https://localhost:8080", "http://localhost:8080.evil.example"}) {
        EXPECT_FALSE(AllowedHosts::same_origin(foreign, "localhost:8080")) << foreign;
    }
}

}  // namespace
}  // namespace mingzhang::server
