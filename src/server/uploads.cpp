#include "server/uploads.h"

#include <optional>
#include <string_view>
#include <utility>

namespace mingzhang::server {
namespace {

constexpr std::size_t kLongestName = 300;  // bytes
constexpr std::size_t kMostOtherParts = 20;

std::string in_mib(std::size_t bytes) { return std::to_string(bytes >> 20); }

std::string cut_name(const std::string& name) {
    if (name.size() <= kLongestName) return name;
    std::size_t end = kLongestName;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    return name.substr(0, end) + "…";
}

class Collector {
  public:
    Collector(const UploadLimits& limits, Memory::Share& memory)
        : limits_(limits), memory_(memory) {}

    bool begin(const Part& part) {
        in_file_ = part.field == "files" && !part.file_name.empty();
        if (!in_file_) {
            // A file field that was left empty is such a part too.
            uploads_.together = uploads_.together || part.field == "together";
            return ++others_ <= kMostOtherParts || refuse(400, "serve.broken-upload");
        }
        if (uploads_.files.size() == limits_.files) {
            return refuse(413, "serve.too-many-files", {{"most", std::to_string(limits_.files)}});
        }
        uploads_.files.push_back({cut_name(part.file_name), {}});
        return true;
    }

    bool data(std::string_view bytes) {
        received_ += bytes.size();
        if (received_ > limits_.request) {
            return refuse(413, "serve.request-too-large", {{"most", in_mib(limits_.request)}});
        }
        if (!in_file_) return true;
        workflow::NamedBytes& file = uploads_.files.back();
        if (file.bytes.size() + bytes.size() > limits_.file) {
            return refuse(413, "serve.file-too-large",
                          {{"name", file.name}, {"most", in_mib(limits_.file)}});
        }
        if (!memory_.take(bytes.size())) return refuse(503, "serve.busy");
        file.bytes += bytes;
        return true;
    }

    tl::expected<Uploads, Refusal> finish(bool whole) {
        if (refusal_) return tl::make_unexpected(*std::move(refusal_));
        if (!whole) return tl::make_unexpected(Refusal{400, {"serve.broken-upload", {}}});
        if (uploads_.files.empty())
            return tl::make_unexpected(Refusal{400, {"serve.no-files", {}}});
        return std::move(uploads_);
    }

  private:
    bool refuse(int status, const char* id, Arguments arguments = {}) {
        refusal_ = Refusal{status, {id, std::move(arguments)}};
        return false;
    }

    const UploadLimits& limits_;
    Memory::Share& memory_;
    Uploads uploads_;
    std::optional<Refusal> refusal_;
    bool in_file_ = false;
    std::size_t received_ = 0, others_ = 0;
};

}  // namespace

bool Memory::Share::take(std::size_t bytes) {
    const std::size_t before = memory_.used_.fetch_add(bytes);
    if (before + bytes > memory_.most_) {
        memory_.used_ -= bytes;
        return false;
    }
    bytes_ += bytes;
    return true;
}

tl::expected<Uploads, Refusal> read_uploads(const Request& request, const UploadLimits& limits,
                                            Memory::Share& memory) {
    Collector collector(limits, memory);
    const bool whole =
        request.read_parts([&](const Part& part) { return collector.begin(part); },
                           [&](std::string_view bytes) { return collector.data(bytes); });
    return collector.finish(whole);
}

}  // namespace mingzhang::server
