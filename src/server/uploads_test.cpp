#include "server/uploads.h"

#include <gmock/gmock.h>

#include "server/form_test.h"

namespace mingzhang::server {
namespace {

tl::expected<Uploads, Refusal> read(const std::vector<Field>& fields, UploadLimits limits = {}) {
    Memory memory(limits.memory);
    Memory::Share share(memory);
    return read_uploads(form_request(fields, 7), limits, share);
}

// Status and message of the refusal.
std::pair<int, std::string> refused(const std::vector<Field>& fields, UploadLimits limits = {}) {
    const auto uploads = read(fields, limits);
    if (uploads) return {200, ""};
    return {uploads.error().status, uploads.error().message.id};
}

TEST(Uploads, FilesComeInTheirOrderWithTheNamesTheyWereGiven) {
    const auto uploads = read({{"files", "../../etc/<x>.txt", "one"},
                               {"together", "", "1"},
                               {"files", "二.pdf", std::string(30, 'x')}});
    ASSERT_TRUE(uploads);
    ASSERT_EQ(uploads->files.size(), 2u);
    EXPECT_EQ(uploads->files[0].name, "../../etc/<x>.txt");
    EXPECT_EQ(uploads->files[0].bytes, "one");
    EXPECT_EQ(uploads->files[1].bytes, std::string(30, 'x'));
    EXPECT_TRUE(uploads->together);
    EXPECT_FALSE(read({{"files", "a", "b"}})->together);
}

TEST(Uploads, NoFileIsSaid) {
    const std::pair<int, std::string> none{400, "serve.no-files"};
    EXPECT_EQ(refused({}), none);
    EXPECT_EQ(refused({{"files", "", ""}}), none);  // a field that was left empty
    EXPECT_EQ(refused({{"other", "a.txt", "x"}}), none);
}

TEST(Uploads, NeverTakeMoreThanIsAllowed) {
    UploadLimits limits;
    limits.file = 10;
    limits.request = 25;
    limits.files = 3;
    const auto file = [](std::size_t size) { return Field{"files", "a", std::string(size, 'x')}; };
    EXPECT_EQ(refused({file(10), file(10)}, limits), std::pair(200, std::string()));
    EXPECT_EQ(refused({file(11)}, limits), std::pair(413, std::string("serve.file-too-large")));
    EXPECT_EQ(refused({file(9), file(9), file(9)}, limits),
              std::pair(413, std::string("serve.request-too-large")));
    EXPECT_EQ(refused({{"x", "", std::string(26, 'x')}}, limits),
              std::pair(413, std::string("serve.request-too-large")));
    EXPECT_EQ(refused({file(1), file(1), file(1), file(1)}, limits),
              std::pair(413, std::string("serve.too-many-files")));
    limits.memory = 15;
    EXPECT_EQ(refused({file(10), file(10)}, limits), std::pair(503, std::string("serve.busy")));
    EXPECT_EQ(refused(std::vector<Field>(1000, {"x", "", ""})).first, 400);
}

TEST(Uploads, AFormThatBreaksOffIsRefused) {
    Request request = form_request({});
    request.read_parts = [](const Request::Begin& begin, const Request::Data& data) {
        begin({"files", "a.txt"});
        data("half");
        return false;
    };
    Memory memory(100);
    Memory::Share share(memory);
    const auto uploads = read_uploads(request, {}, share);
    ASSERT_FALSE(uploads);
    EXPECT_EQ(uploads.error().message.id, "serve.broken-upload");
}

TEST(Uploads, LongNamesAreCutBetweenCharacters) {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "长";
    const auto uploads = read({{"files", name, "x"}});
    ASSERT_TRUE(uploads);
    EXPECT_EQ(uploads->files[0].name, name.substr(0, 300) + "…");
}

TEST(Memory, IsGivenBackWithTheRequest) {
    Memory memory(10);
    {
        Memory::Share one(memory), two(memory);
        EXPECT_TRUE(one.take(6));
        EXPECT_FALSE(two.take(5));
        EXPECT_TRUE(two.take(4));
    }
    Memory::Share next(memory);
    EXPECT_TRUE(next.take(10));
}

}  // namespace
}  // namespace mingzhang::server
