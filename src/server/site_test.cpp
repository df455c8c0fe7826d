#include "server/site.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

#include "base/file.h"
#include "server/form_test.h"
#include "server/pages.h"

namespace mingzhang::server {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string example(const char* name = "disclosure.txt") {
    return read_file(std::string("examples/social-work-department/") + name, read::kMostBytes)
        .value();
}

class SiteTest : public testing::Test {
  protected:
    static const workflow::Resources& resources() {
        static const workflow::Resources loaded = workflow::load_resources(".").value();
        return loaded;
    }
    static const publish::Catalogue& zh() {
        static const publish::Catalogue loaded = publish::load_catalogue("messages", "zh").value();
        return loaded;
    }
    static Response answer(const Request& request, SiteOptions options = {}) {
        Site site(resources(), zh(), std::move(options));
        return site.answer(request);
    }
    static Response get(const std::string& path, const std::string& host = "localhost:8080") {
        Request request;
        request.method = "GET";
        request.path = path;
        request.host = host;
        return answer(request);
    }
    static std::string header(const Response& response, const std::string& name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) return value;
        }
        return {};
    }
};

TEST_F(SiteTest, TheFirstPageTakesFilesWithoutAnyScript) {
    const Response page = get("/");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("<form method=\"post\" action=\"/check\" "
                                     "enctype=\"multipart/form-data\""));
    EXPECT_THAT(page.body, HasSubstr("<input type=\"file\" id=\"files\" name=\"files\" multiple"));
    EXPECT_THAT(page.body, HasSubstr("name=\"together\""));
    EXPECT_THAT(page.body, HasSubstr("这些文件是同一份公开"));
    for (const char* outside : {"http://", "https://", "src="}) {
        EXPECT_THAT(page.body, Not(HasSubstr(outside)));
    }
}

TEST_F(SiteTest, EveryAnswerSaysThatNothingElseMayBeLoadedFramedOrKept) {
    for (const Response& response :
         {get("/"), get("/health"), get("/nothing"), get("/", "evil.example"),
          answer(form_request({{"files", "a.txt", example()}}))}) {
        const std::string policy = header(response, "Content-Security-Policy");
        EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
        EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
        EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header(response, "X-Frame-Options"), "DENY");
        EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    }
}

TEST_F(SiteTest, HealthAndWhatIsNotThere) {
    EXPECT_EQ(get("/health").body, "ok\n");
    EXPECT_EQ(get("/nothing").status, 404);
    EXPECT_EQ(get("/../../etc/passwd").status, 404);
    EXPECT_EQ(get("/check").status, 405);
    Request put = form_request({});
    put.path = "/";
    EXPECT_EQ(answer(put).status, 405);
}

TEST_F(SiteTest, RequestsInTheNameOfOthersAreRefused) {
    EXPECT_EQ(get("/", "evil.example").status, 403);
    EXPECT_EQ(get("/health", "").status, 403);
    Request request = form_request({{"files", "a.txt", example()}});
    request.origin = "http://evil.example";
    const Response response = answer(request);
    EXPECT_EQ(response.status, 403);
    EXPECT_THAT(response.body, HasSubstr("这个请求来自别的网站"));
    request.origin = "http://" + request.host;
    EXPECT_EQ(answer(request).status, 200);
}

TEST_F(SiteTest, OneFileGivesItsReport) {
    const Response response = answer(form_request({{"files", "公开.txt", example()}}));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.type, "text/html; charset=utf-8");
    EXPECT_THAT(response.body, HasSubstr("明账核对报告"));
    EXPECT_THAT(response.body, HasSubstr("公开.txt"));
    EXPECT_THAT(response.body, HasSubstr("<a href=\"/\">核对其他文件</a>"));
}

TEST_F(SiteTest, SeveralFilesGiveOnePageWithAListAtTheTop) {
    const Response response =
        answer(form_request({{"files", "一.txt", example()},
                             {"files", "二.txt", example("disclosure-with-errors.txt")},
                             {"files", "空.txt", ""}}));
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("3 份核对报告"));
    EXPECT_THAT(response.body, HasSubstr("<a href=\"#r1\">一.txt</a>"));
    EXPECT_THAT(response.body, HasSubstr("<li class=\"fails\"><a href=\"#r2\">二.txt</a>"));
    EXPECT_THAT(response.body,
                HasSubstr("<li class=\"refused\"><strong>空.txt</strong><p>文件是空的</p></li>"));
}

TEST_F(SiteTest, TogetherTheyAreOneDisclosure) {
    const std::string whole = example();
    const std::size_t middle = whole.find("\n第三部分 2026年度部门预算情况说明\n") + 1;
    const Response response = answer(form_request({{"files", "正文.txt", whole.substr(middle)},
                                                   {"files", "报表.txt", whole.substr(0, middle)},
                                                   {"together", "", "1"}}));
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("正文.txt + 报表.txt"));
    EXPECT_THAT(response.body, HasSubstr("<p class=\"file\">报表.txt</p>"));
    EXPECT_THAT(response.body, HasSubstr("规则包 shanxi/2026/department-budget"));
}

TEST_F(SiteTest, WhatCannotBeCheckedIsSaidInASentence) {
    const auto said = [](const std::string& content) {
        const Response response = answer(form_request({{"files", "甲.pdf", content}}));
        EXPECT_EQ(response.status, 422);
        EXPECT_THAT(response.body, HasSubstr("甲.pdf"));
        EXPECT_THAT(response.body, HasSubstr("<a href=\"/\">返回</a>"));
        return response.body;
    };
    EXPECT_THAT(said(""), HasSubstr("文件是空的"));
    EXPECT_THAT(said("天气很好。"), HasSubstr("没有找到预算或决算的内容；请提供公开文本本身"));
    said(std::string("\x00\x01\x02\xFF\xFE garbage", 13));
    said("%PDF-1.7 nothing of a page");
    said("PK\x03\x04 no archive");
}

TEST_F(SiteTest, NamesOfFilesAreShownAndNothingElse) {
    const std::string name = "../../etc/<script>alert(1)</script>\x01\".txt";
    for (const Response& response :
         {answer(form_request({{"files", name, example()}})),
          answer(form_request({{"files", name, "nothing"}})),
          answer(form_request({{"files", name, example()}, {"files", name, "nothing"}}))}) {
        EXPECT_THAT(response.body, Not(HasSubstr("<script>alert")));
        EXPECT_THAT(response.body,
                    HasSubstr("../../etc/&lt;script&gt;alert(1)&lt;/script&gt; &quot;"));
    }
}

TEST_F(SiteTest, TooMuchIsRefusedBeforeItIsRead) {
    Request request = form_request({});
    request.length = std::size_t{300} << 20;
    bool read = false;
    request.read_parts = [&](const Request::Begin&, const Request::Data&) { return read = true; };
    EXPECT_EQ(answer(request).status, 413);
    request.length = 0;
    request.multipart = false;
    EXPECT_EQ(answer(request).status, 415);
    request.multipart = request.encoded = true;
    EXPECT_EQ(answer(request).status, 415);
    EXPECT_FALSE(read);
    SiteOptions options;
    options.uploads.file = 1000;
    const Response large = answer(form_request({{"files", "大.txt", example()}}), options);
    EXPECT_EQ(large.status, 413);
    EXPECT_THAT(large.body, HasSubstr("“大.txt”超过了"));
}

TEST_F(SiteTest, WhoMayNotWaitIsSentAway) {
    Site site(resources(), zh(), {});
    site.close();
    const Response response = site.answer(form_request({{"files", "a.txt", example()}}));
    EXPECT_EQ(response.status, 503);
    EXPECT_THAT(response.body, HasSubstr("请过一会儿再试"));
}

TEST_F(SiteTest, AfterTheTimeNoFurtherFileIsBegun) {
    SiteOptions options;
    options.longest = std::chrono::milliseconds(-1);
    const Response response = answer(
        form_request({{"files", "一.txt", example()}, {"files", "二.txt", example()}}), options);
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("没有轮到这个文件"));
}

std::string hash_of(std::string_view text) {
    const std::string path = testing::TempDir() + "server_page_asset";
    std::ofstream(path, std::ios::binary) << text;
    FILE* pipe = popen(
        ("sha256sum '" + path + "' | cut -c1-64 | tr a-f A-F | basenc -d --base16 | base64 -w0")
            .c_str(),
        "r");
    if (pipe == nullptr) return {};
    char line[100] = {};
    const std::size_t got = std::fread(line, 1, sizeof line - 1, pipe);
    pclose(pipe);
    std::remove(path.c_str());
    return std::string(line, got);
}

TEST(PageAssets, AreAdmittedByTheirHash) {
    ASSERT_EQ(hash_of("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    EXPECT_EQ(page_style_hash(), hash_of(page_style()));
    EXPECT_EQ(page_script_hash(), hash_of(page_script()));
}

}  // namespace
}  // namespace mingzhang::server
